package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// processes gives a card for each process map of the project that has steps, so
// that how it goes now and how it should go stand side by side.
func (s *projectScreen) processes() []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, page := range inPairs(s.data.Book.of("process-map")) {
		if len(page.Rows("steps")) == 0 {
			continue
		}
		process := figure.ProcessOf(page)
		lay := func(float64) *figure.Scene {
			bare := process
			bare.Bare = true
			return bare.Scene()
		}
		box := NewFigureBox(NewFigureView(FigureParts{Lay: lay}), FigureBoxParts{Rest: T("process.rest", "Point at a step."), OnResize: func() { s.refit(tabCauses) }})
		save := s.p.savePicture(page.Title(), process.Scene)
		open := LinkButton(T("diagram.open", "Open the page"), "", func() { s.open(page.ID) })
		cards = append(cards, CardWith(page.Title(), s.p.optionWords(page, "version"), Row(Gap, save, open), box.Object()))
	}
	return cards
}

// inPairs puts each page behind the one that it redraws.
func inPairs(pages []improve.Artifact) []improve.Artifact {
	var ordered []improve.Artifact
	for _, page := range pages {
		at := slices.IndexFunc(ordered, func(a improve.Artifact) bool { return slices.Contains(page.LinkedTo("before"), a.ID) })
		if at < 0 {
			ordered = append(ordered, page)
			continue
		}
		ordered = slices.Insert(ordered, at+1, page)
	}
	return ordered
}
