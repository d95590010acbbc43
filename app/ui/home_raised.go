package ui

import (
	"context"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// raisedSteps gives what was raised and waits for the user: questions of others
// for their answer, and answers of others to be read. Home shows them among
// the next steps.
func (p *Program) raisedSteps(ctx context.Context) ([]nextStep, error) {
	all, err := p.journal.RaisedHere(ctx)
	if err != nil {
		return nil, err
	}
	var steps []nextStep
	for _, raised := range all {
		if step, ok := p.raisedStep(raised); ok {
			steps = append(steps, step)
		}
	}
	return steps, nil
}

func (p *Program) raisedStep(raised app.Raised) (nextStep, bool) {
	request := raised.Request
	step := nextStep{Due: dueNow, Icon: "up", Route: routeOf(improve.Card{ID: request.ID, Kind: requestKind})}
	kind := p.journal.Catalog().Kind(requestKind)
	switch {
	case raised.ForMe:
		step.Title = T("home.raised", "%s asks: %s", nameOr(request.Text("asked_by")), request.Title())
		step.Sub = dotted(p.optionWords(request, "type"), courseAge(kind.Course, request, p.now()))
		step.Button = T("home.raised.button", "Answer")
	case raised.Mine && raised.Ended && !raised.Told:
		step.Title = T("home.answered", "Your question was answered: %s", request.Title())
		step.Sub = dotted(p.optionWords(request, "state"), raised.Answer())
		step.Button = T("home.answered.button", "Read")
	default:
		return nextStep{}, false
	}
	return step, true
}
