package ui

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// waitingTest is a test that waits for somebody's words.
type waitingTest struct {
	ID             improve.ArtifactID
	Space          improve.SpaceID
	Title, Project string
	Who, Stage     string
	Quiet          int  // whole weeks without a change
	Remind         bool // somebody else's, and one may write to them
}

// loadTests finds the tests that wait, the longest quiet first.
func (p *Program) loadTests(ctx context.Context, work homeWork) ([]waitingTest, error) {
	var tests []waitingTest
	seen := map[improve.ArtifactID]bool{}
	changed := map[improve.ArtifactID]improve.HLC{}
	for _, book := range work.Books {
		for _, test := range book.of("pdsa") {
			if seen[test.ID] || !waits(test, p.now().Format(isoDate)) {
				continue
			}
			seen[test.ID], changed[test.ID] = true, test.Updated
			line := waitingTest{
				ID: test.ID, Space: test.Space, Title: test.Title(), Project: book.Project.Title(), Stage: stageWords(stageOf(test)), Quiet: weeksSince(test.Updated, p.now()),
			}
			var err error
			if line.Who, err = p.journal.AuthorName(ctx, test.Author); err != nil {
				return nil, err
			}
			log, known, err := p.journal.Store().LogByID(ctx, test.Author.Log)
			if err != nil {
				return nil, err
			}
			line.Remind = known && log.Device != p.journal.Device() && work.Comments[test.Space]
			tests = append(tests, line)
		}
	}
	slices.SortStableFunc(tests, func(x, y waitingTest) int { return cmp.Compare(changed[x.ID], changed[y.ID]) })
	return tests, nil
}

// waits tells whether a test waits for what happened, Study or a decision.
func waits(test improve.Artifact, today string) bool {
	start, end := test.Text("start"), test.Text("end")
	switch stageOf(test) {
	case testStudying, testDeciding:
		return true
	case testDoing:
		return end != "" && end < today
	case testPlanned:
		return start != "" && start < today
	default:
		return false
	}
}

func weeksSince(change improve.HLC, now time.Time) int {
	return max(0, int(now.Sub(change.Time()).Hours()/24/7))
}

// openQuestion is something that somebody asked and that has no answer yet.
type openQuestion struct {
	Icon, Text, About string
	Asked             improve.HLC
	Route             Route
}

// loadQuestions finds the questions in feedback without an answer and the open
// requests, the oldest first.
func (p *Program) loadQuestions(ctx context.Context, shelf *shelved) ([]openQuestion, error) {
	asked, err := p.journal.Store().Artifacts(ctx, improve.Query{Kinds: []improve.KindName{requestKind}, Limit: everything})
	if err != nil {
		return nil, err
	}
	asked = append(asked, shelf.feedback...)
	slices.SortFunc(asked, func(x, y improve.Artifact) int { return oldestFirst(&x, &y) })
	var questions []openQuestion
	for _, a := range asked {
		one := openQuestion{Icon: p.iconOf(a.Kind), Text: a.Title(), Asked: a.Created, Route: artifactRoute(a.ID)}
		kind := p.journal.Catalog().Kind(a.Kind)
		switch {
		case a.Kind == requestKind && kind.Course.Ended(a.Text("state")), a.Kind != requestKind && (a.Text("type") != "question" || app.IsAnswered(a)):
			continue
		case a.Kind == requestKind:
			one.About = dotted(a.Text("of_whom"), p.optionWords(a, "state"))
		default:
			one.Text = firstSentence(a.Text("text"))
			if one.About, err = p.aboutFeedback(ctx, shelf, a); err != nil {
				return nil, err
			}
		}
		questions = append(questions, one)
	}
	return questions, nil
}

// aboutFeedback says who wrote feedback, and on which page.
func (p *Program) aboutFeedback(ctx context.Context, shelf *shelved, feedback improve.Artifact) (string, error) {
	who, err := p.journal.AuthorName(ctx, feedback.Author)
	if err != nil {
		return "", err
	}
	for _, on := range feedback.LinkedTo("on") {
		page, err := p.pageOn(ctx, shelf, on)
		if err == nil {
			return dotted(who, T("project.feedback.on", "on “%s”", headline(p.journal.Catalog(), page))), nil
		}
		if improve.CodeOf(err) != improve.NotFound {
			return "", err
		}
	}
	return who, nil
}

// pageOn gives a page from the shelf, and one that is not kept there as it is stored.
func (p *Program) pageOn(ctx context.Context, shelf *shelved, id improve.ArtifactID) (improve.Artifact, error) {
	if a, kept := shelf.pages[id]; kept {
		return *a, nil
	}
	return p.journal.Store().Artifact(ctx, id)
}

// Kinds of notes that a coach takes of a visit, and how many of them Home shows.
const notesShown = 4

func visitKinds() []improve.KindName {
	return []improve.KindName{"visit", "coaching-note", "coaching-call", "go-and-see"}
}

// loadVisits gives the last notes of visits.
func (p *Program) loadVisits(ctx context.Context) ([]improve.Card, error) {
	return p.journal.Store().Cards(ctx, improve.Query{Kinds: visitKinds(), Limit: notesShown})
}

// ownSteps finds what waits for the user beside their projects: what they
// promised at a meeting, and feedback that nobody has answered.
func (p *Program) ownSteps(ctx context.Context, shelf *shelved, meetings meetingsPage) ([]nextStep, error) {
	var steps []nextStep
	for _, action := range meetings.Actions {
		if !isMine(action.Who, p.me) {
			continue
		}
		due, until := dueTest, ""
		if action.When != "" {
			until = T("meetings.actions.until", "until %s", dayWords(action.When))
		}
		if action.Late {
			due, until = dueNow, dotted(until, T("meetings.actions.late", "late"))
		}
		steps = append(steps, nextStep{
			Due: due, Icon: "meeting", Title: T("home.steps.promised", "You promised: %s", action.What), Sub: dotted(until, action.From),
			Button: T("home.steps.promised.button", "Open"), Route: artifactRoute(action.Meeting),
		})
	}
	pairs, err := p.journal.PairsOf(ctx, shelf.feedback, func(ctx context.Context, id improve.ArtifactID) (improve.Artifact, error) {
		return p.pageOn(ctx, shelf, id)
	})
	if err != nil {
		return nil, err
	}
	for _, pair := range pairs {
		if open := len(pair.ReceivedAndOpen); open > 0 {
			steps = append(steps, nextStep{
				Due: dueTest, Icon: "feedback", Title: T("home.steps.answer", "Answer what %s wrote about your work", pair.With),
				Sub:    N(open, "home.steps.answers", "1 feedback without an answer", "%d feedbacks without an answer"),
				Button: T("home.steps.answer.button", "Answer"), Route: artifactRoute(pair.ReceivedAndOpen[0]),
			})
		}
	}
	return steps, nil
}

// isMine tells whether a name in a list means the user: their page, their
// whole name, or their first name alone.
func isMine(who string, me app.Me) bool {
	who = strings.ToLower(strings.TrimSpace(who))
	name := strings.ToLower(me.Name)
	first, _, _ := strings.Cut(name, " ")
	return who != "" && (who == me.Person.String() || who == name || who == first)
}
