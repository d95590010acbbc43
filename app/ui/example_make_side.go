package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// candidatesShown is how many pages are offered before all are asked for.
const candidatesShown = 6

// goesCards ask who shall read the example and which pages go along.
func (m *maker) goesCards() []fyne.CanvasObject {
	var answers []choice[improve.SpaceID]
	for _, place := range m.places {
		answers = append(answers, choice[improve.SpaceID]{Key: place.Space.ID, Word: cut(place.Space.Name, titleLetters)})
	}
	chosen := newChooser(false, answers...)
	chosen.Set(m.want.To)
	chosen.OnChosen = func(space improve.SpaceID) { m.change(func(want *app.ExampleOf) { want.To = space }) }
	cards := []fyne.CanvasObject{Card(T("example.to", "Who may read it?"), "", chosen.content, Muted(readerWords(m.preview.Readers)))}
	if len(m.candidates) == 0 {
		return cards
	}
	shown := m.candidates
	if !m.all {
		shown = shown[:min(len(shown), candidatesShown)]
	}
	rows := []fyne.CanvasObject{}
	for _, candidate := range shown {
		rows = append(rows, m.candidateTick(candidate))
	}
	if len(shown) < len(m.candidates) {
		rows = append(rows, Row(0, LinkButton(T("examples.all", "Show all %d", len(m.candidates)), "down", func() {
			m.all = true
			m.refresh()
		})))
	}
	if len(m.candidates) > candidatesShown && len(m.want.Pages) == 1 {
		rows = append(rows, Row(0, LinkButton(T("example.along.all", "Take all that are not private"), "plus", m.everyCandidate)))
	}
	return append(cards, Card(T("example.along", "Which pages go along?"), "", rows...))
}

func (m *maker) candidateTick(candidate app.ExampleCandidate) fyne.CanvasObject {
	card := candidate.Card
	help := KindTitle(m.p.journal.Catalog().Kind(card.Kind))
	if candidate.Private {
		help += " · " + T("example.private", "private by its kind: read it twice")
	}
	tick := NewTick(cut(m.p.titleOf(card), titleLetters), help, func(ticked bool) {
		m.change(func(want *app.ExampleOf) {
			want.Pages = slices.DeleteFunc(slices.Clone(want.Pages), func(id improve.ArtifactID) bool { return id == card.ID })
			if ticked {
				want.Pages = append(want.Pages, card.ID)
			}
		})
	})
	tick.Set(slices.Contains(m.want.Pages, card.ID))
	return tick
}

// titleLetters is how many letters of a title fit beside the copy.
const titleLetters = 42

// everyCandidate takes all pages along that are not private by their kind.
func (m *maker) everyCandidate() {
	m.change(func(want *app.ExampleOf) {
		want.Pages = slices.Clone(want.Pages[:1])
		for _, candidate := range m.candidates {
			if !candidate.Private {
				want.Pages = append(want.Pages, candidate.Card.ID)
			}
		}
	})
}

// nameCards list the names, with what stands for each.
func (m *maker) nameCards() []fyne.CanvasObject {
	m.list.decided = m.want.Names
	return []fyne.CanvasObject{Card(T("example.names", "Names that are covered"), "", m.list.rows(m.preview.Names)...)}
}
