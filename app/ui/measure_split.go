package ui

import (
	"slices"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// apartBy is how the numbers of a chart are taken apart: each school,
// group or class, in a small chart of its own, all on one scale.
type apartBy struct {
	by     figure.Split // "" shows one chart of all
	charts figure.Multiples
}

func (a apartBy) scene(width float64) *figure.Scene {
	charts := a.charts
	charts.Bare, charts.Width = true, width
	return charts.Scene()
}

// showSplits offers the ways to take the numbers apart, and the way back; what
// is taken apart stays so while news arrive.
func (f *measureFigure) showSplits() {
	splits := f.measure.Splits()
	if !slices.Contains(splits, f.apart.by) {
		f.apart.by = ""
	}
	if f.apart.by != "" {
		charts, err := f.measure.Multiples(f.apart.by)
		if f.apart.charts = charts; err != nil {
			f.apart.by = ""
		}
	}
	f.splits.Objects = nil
	for _, split := range splits {
		if split != f.apart.by {
			f.splits.Add(LinkButton(wordsForSplit(split), "", func() { f.takeApart(split) }))
		}
	}
	if f.apart.by != "" {
		f.splits.Add(LinkButton(T("chart.together", "All in one chart"), "", func() { f.takeApart("") }))
	}
	f.limits.Hidden = f.apart.by != ""
	f.splits.Refresh()
}

func wordsForSplit(split figure.Split) string {
	switch split {
	case figure.BySchool:
		return T("chart.schools", "Each school")
	case figure.ByCohort:
		return T("chart.cohorts", "Each class over the years")
	}
	return T("chart.groups", "Each group")
}

// takeApart shows a small chart for each school or group; "" one chart of all.
func (f *measureFigure) takeApart(by figure.Split) {
	if f.apart.by == by {
		return
	}
	f.apart.by = by
	f.view.SetCurrent("")
	f.draw()
	if f.resize != nil {
		f.resize()
	}
}

// keptOf names the numbers of a measure that are not shared.
func keptOf(staying app.Staying) map[improve.ArtifactID]bool {
	kept := make(map[improve.ArtifactID]bool, len(staying.Why))
	for id, why := range staying.Why {
		kept[id] = why != ""
	}
	return kept
}
