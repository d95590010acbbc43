package ui

import (
	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// mattersShown is how many 45-day tasks and barriers Home and Meetings list.
const mattersShown = 6

// mattersCard shows what a leadership team asks for each week: which 45-day
// tasks are late, what is in the way and how long it has been there.
func (p *Program) mattersCard(matters []matter) fyne.CanvasObject {
	title := T("matters.title", "45-day tasks and barriers")
	begin := Flow(Gap,
		LinkButton(T("matters.rock", "New 45-day task"), "plus", func() { p.Navigate(newRoute(rockKind)) }),
		LinkButton(T("matters.barrier", "New barrier"), "plus", func() { p.Navigate(newRoute(barrierKind)) }))
	if len(matters) == 0 {
		return Card(title, "", Muted(T("matters.none", "Nothing is open. Put here what the leadership team will finish in 45 days, and what keeps people from good work.")), begin)
	}
	var rows []fyne.CanvasObject
	for _, m := range matters[:min(len(matters), mattersShown)] {
		parts := RowParts{Icon: p.iconOf(m.Kind), IconInk: ColorMuted, Title: m.Title, Sub: dotted(m.State, m.Who), OnTapped: func() { p.Navigate(artifactRoute(m.ID)) }}
		if m.Age != "" {
			parts.Right = NewChip(matterChip(m), m.Age, nil)
		}
		rows = append(rows, newTextRow(parts))
	}
	return Card(title, T("matters.help", "What is late or off track first, then what has been in the way longest."),
		append([]fyne.CanvasObject{List(rows...), p.matterLinks(matters)}, begin)...)
}

func matterChip(m matter) ChipState {
	switch m.Rank {
	case matterLate:
		return ChipWarn
	case matterGoing:
		return ChipPlain
	default:
		return ChipWaiting
	}
}

// matterLinks lead to all of a kind where more are open than the card shows.
func (p *Program) matterLinks(matters []matter) fyne.CanvasObject {
	if len(matters) <= mattersShown {
		return Row(0)
	}
	count := map[improve.KindName]int{}
	for _, m := range matters {
		count[m.Kind]++
	}
	var links []fyne.CanvasObject
	if n := count[rockKind]; n > 0 {
		links = append(links, LinkButton(T("matters.rocks", "All 45-day tasks (%d open)", n), "forward", func() { p.openShelf(rockKind) }))
	}
	if n := count[barrierKind]; n > 0 {
		links = append(links, LinkButton(T("matters.barriers", "All barriers (%d open)", n), "forward", func() { p.openShelf(barrierKind) }))
	}
	return Flow(Gap, links...)
}
