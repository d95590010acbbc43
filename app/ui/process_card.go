package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// beforeRel leads from a drawing of how it should go to that of how it went.
const beforeRel improve.RelName = "before"

// rowDiagramOf makes the diagram of a page that is drawn from its rows; nil for
// other kinds.
func (p *Program) rowDiagramOf(kind improve.KindName, resize func()) *rowDiagram {
	switch kind {
	case "process-map":
		return newRowDiagram(p, &processModel{ids: p.ids}, "steps", resize)
	case "decision-tree":
		return newRowDiagram(p, treeModel{ids: p.ids}, "questions", resize)
	default:
		return nil
	}
}

// standBeside says with which other drawing of the same process this one stands.
func (d *rowDiagram) standBeside(other improve.Artifact, later bool) {
	if model, ok := d.model.(*processModel); ok {
		model.other, model.later = other.Rows(d.list), later
	}
}

// processes gives a card for each process map of the project that has steps, so
// that how it goes now and how it should go stand side by side, what changed marked.
func (s *projectScreen) processes() []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	pages := inPairs(s.data.Book.of("process-map"))
	for i, page := range pages {
		if len(page.Rows("steps")) == 0 {
			continue
		}
		drawn := s.drawnOf(page)
		drawn.standBeside(improve.Artifact{}, false)
		scene := drawn.scene
		switch {
		case i > 0 && slices.Contains(page.LinkedTo(beforeRel), pages[i-1].ID):
			drawn.standBeside(pages[i-1], true)
			before := s.drawn[pages[i-1].ID]
			if before != nil {
				scene = func() *figure.Scene { return figure.Beside(before.scene(), drawn.scene()) }
			}
		case i+1 < len(pages) && slices.Contains(pages[i+1].LinkedTo(beforeRel), page.ID):
			drawn.standBeside(pages[i+1], false)
		}
		drawn.set(page, s.data.Writes)
		cards = append(cards, s.drawnCard(page, s.p.optionWords(page, "version"), scene, drawn))
	}
	return cards
}

// trees gives a card for each tree of questions of the project that has some.
func (s *projectScreen) trees() []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, page := range s.data.Book.of("decision-tree") {
		if len(page.Rows("questions")) == 0 {
			continue
		}
		drawn := s.drawnOf(page)
		drawn.set(page, s.data.Writes)
		cards = append(cards, s.drawnCard(page, T("tree.help", "Question by question to what helps."), drawn.scene, drawn))
	}
	return cards
}

func (s *projectScreen) drawnCard(page improve.Artifact, help string, scene func() *figure.Scene, drawn *rowDiagram) fyne.CanvasObject {
	save := s.p.savePicture(page.Title(), scene)
	open := LinkButton(T("diagram.open", "Open the page"), "", func() { s.open(page.ID) })
	return CardWith(page.Title(), help, Row(Gap, save, open), drawn.content)
}

// drawnOf gives the diagram of a page; it keeps zoom, keyboard and what can be
// taken back.
func (s *projectScreen) drawnOf(page improve.Artifact) *rowDiagram {
	if s.drawn[page.ID] == nil {
		s.drawn[page.ID] = s.p.rowDiagramOf(page.Kind, func() { s.refit(tabCauses) })
	}
	return s.drawn[page.ID]
}

// inPairs puts each page behind the one that it redraws.
func inPairs(pages []improve.Artifact) []improve.Artifact {
	var ordered []improve.Artifact
	for _, page := range pages {
		at := slices.IndexFunc(ordered, func(a improve.Artifact) bool { return slices.Contains(page.LinkedTo(beforeRel), a.ID) })
		if at < 0 {
			ordered = append(ordered, page)
			continue
		}
		ordered = slices.Insert(ordered, at+1, page)
	}
	return ordered
}

// drawing shows on a page that is made of steps or questions its picture.
func (a *artifactPage) drawing() []fyne.CanvasObject {
	page := a.data.page.Artifact
	if a.drawn == nil {
		a.drawn = a.p.rowDiagramOf(page.Kind, func() { a.page.Refit() })
	}
	a.drawn.standBeside(a.data.other, slices.Contains(page.LinkedTo(beforeRel), a.data.other.ID))
	a.drawn.set(page, a.writable())
	if len(a.drawn.rows) == 0 && a.drawn.open == nil {
		if !a.writable() {
			return nil
		}
		begin := QuietButton(T("rowdiagram.begin", "Draw it"), "plus", func() {
			a.drawn.begin(a.drawn.model.beside)
			a.showTop()
			a.drawn.focusField()
		})
		return []fyne.CanvasObject{Row(0, begin)}
	}
	save := a.p.savePicture(page.Title(), a.drawn.scene)
	return []fyne.CanvasObject{CardWith(T("rowdiagram.title", "As a picture"), "", Row(Gap, save), a.drawn.content)}
}

// focusField gives the keyboard to what is being written, once it stands on the page.
func (d *rowDiagram) focusField() {
	if d.open != nil {
		d.field.open(d.field.words(), d.p.Window().Canvas())
	}
}

// loadOther reads the other drawing of a process, for what changed between them.
func (a *artifactPage) loadOther(ctx context.Context, page improve.Artifact) (improve.Artifact, error) {
	store := a.p.journal.Store()
	for _, before := range page.LinkedTo(beforeRel) {
		other, err := store.Artifact(ctx, before)
		if err == nil && !other.Retired() {
			return other, nil
		}
		if err != nil && improve.CodeOf(err) != improve.NotFound {
			return improve.Artifact{}, err
		}
	}
	later, err := store.Artifacts(ctx, improve.Query{LinkTo: page.ID, Rel: beforeRel, Limit: 1})
	if err != nil || len(later) == 0 {
		return improve.Artifact{}, err
	}
	return later[0], nil
}
