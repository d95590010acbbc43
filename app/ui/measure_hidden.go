package ui

import (
	"context"
	"strings"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve/chart"
)

// mostHiddenSaid is how many sentences stand under a chart; the small charts show all.
const mostHiddenSaid = 3

// hiddenBy says in plain sentences what the chart of everyone hides of its
// groups and schools; "" for nothing.
func hiddenBy(measure figure.Measure) string {
	var said []string
	for _, split := range measure.Splits() {
		many, err := measure.Multiples(split)
		if err != nil {
			continue
		}
		for _, one := range many.Unseen() {
			if len(said) < mostHiddenSaid {
				said = append(said, hiddenSentence(many.Panels[one.Group].Name, wordsForSteps(many.Often), one.Signal))
			}
		}
	}
	return strings.Join(said, " ")
}

// hiddenSentence says one signal of a group that the total does not show.
func hiddenSentence(group, steps string, signal chart.Signal) string {
	switch up := signal.Side > 0; {
	case signal.Rule == chart.Shift && up:
		return T("chart.hidden.above", "%d %s in a row above the middle for %s; the total hides it.", signal.Length, steps, group)
	case signal.Rule == chart.Shift:
		return T("chart.hidden.below", "%d %s in a row below the middle for %s; the total hides it.", signal.Length, steps, group)
	case signal.Rule == chart.Trend && up:
		return T("chart.hidden.rising", "%d %s in a row rising for %s; the total hides it.", signal.Length, steps, group)
	case signal.Rule == chart.Trend:
		return T("chart.hidden.falling", "%d %s in a row falling for %s; the total hides it.", signal.Length, steps, group)
	default:
		return T("chart.hidden.other", "The numbers of %s do not vary as chance alone makes them vary; the total hides it.", group)
	}
}

// wordsForSteps names what one point of a chart stands for.
func wordsForSteps(often string) string {
	switch often {
	case "daily":
		return T("chart.steps.days", "school days")
	case "weekly":
		return T("chart.steps.weeks", "weeks")
	case "monthly":
		return T("chart.steps.months", "months")
	case "termly":
		return T("chart.steps.terms", "terms")
	case "yearly":
		return T("chart.steps.years", "years")
	default:
		return T("chart.steps.points", "numbers")
	}
}

// leaving makes the picture that is shown, of what may leave the laptop: the
// numbers that are marked "not shared" on the screen are not in it.
func (f *measureFigure) leaving() func(context.Context) (*figure.Scene, error) {
	p, id, kind, by := f.p, f.measure.Measure.ID, f.measure.Kind, f.apart.by
	return func(ctx context.Context) (*figure.Scene, error) {
		measure, err := report.Measure(ctx, phrases(), p.journal, id)
		if err != nil {
			return nil, err
		}
		measure.Kind = kind
		if by != "" {
			many, err := measure.Multiples(by)
			if err != nil {
				return nil, err
			}
			return many.Scene(), nil
		}
		drawn, err := measure.Chart()
		if err != nil {
			return nil, err
		}
		return drawn.Scene(), nil
	}
}
