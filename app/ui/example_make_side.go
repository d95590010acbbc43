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
<<<<<<< HEAD
	body := []fyne.CanvasObject{}
	if len(m.preview.Names) == 0 {
		body = append(body, Muted(T("example.names.none", "No name was found. The program finds most, not all.")))
	}
	for _, name := range m.preview.Names {
		body = append(body, m.nameRow(name))
	}
	m.other = NewEntry(T("example.names.word", "A word or a name"))
	cover := func() {
		if word := strings.TrimSpace(m.other.Text); word != "" {
			m.onward = true
			m.mark(word)
		}
	}
	m.other.OnSubmitted = func(string) { cover() }
	body = append(body, Divider(), Labeled(T("example.names.other", "What else tells who it is?"),
		Spread(m.other, QuietButton(T("example.names.cover", "Cover it"), "", cover)),
		T("example.names.click", "Or click the word in the copy.")))
	return []fyne.CanvasObject{Card(T("example.names", "Names that are covered"), "", body...)}
}

// nameRow shows one name with what stands for it.
func (m *maker) nameRow(name app.ExampleName) fyne.CanvasObject {
	tick := NewTick(cut(name.Text, titleLetters), placesWords(name), func(ticked bool) {
		m.decide(name, func(cover *app.NameCover) { cover.Leave = !ticked })
	})
	tick.Set(!name.Leave)
	rows := []fyne.CanvasObject{tick}
	if name.Leave {
		return Column(GapSmall, rows...)
	}
	instead := NewEntry(T("example.names.instead", "What stands there instead"))
	instead.SetTextQuietly(name.Instead)
	correct := func() {
		if text := strings.TrimSpace(instead.Text); text != "" && text != name.Instead {
			m.decide(name, func(cover *app.NameCover) { cover.Instead = text })
		}
	}
	instead.OnLeft, instead.OnSubmitted = correct, func(string) { correct() }
	rows = append(rows, indented(1, instead))
	if name.Doubts > 0 || name.Always && !name.Marked {
		always := NewTick(T("example.names.always", "Also where it may be an ordinary word"), "", func(ticked bool) {
			m.decide(name, func(cover *app.NameCover) { cover.Always = ticked })
		})
		always.Set(name.Always)
		rows = append(rows, indented(1, always))
	}
	return Column(GapSmall, rows...)
}

// placesWords counts where a name stands.
func placesWords(name app.ExampleName) string {
	words := N(name.Places, "example.places", "in 1 place", "in %d places")
	switch {
	case name.Leave:
		return T("example.left", "stays as it is")
	case name.Doubts > 0:
		return words + ", " + T("example.doubts", "perhaps in %d more", name.Doubts)
	default:
		return words
	}
}

// decide changes what becomes of one name.
func (m *maker) decide(name app.ExampleName, decide func(*app.NameCover)) {
	m.change(func(want *app.ExampleOf) {
		cover := name.NameCover
		decide(&cover)
		want.Names = slices.Clone(want.Names)
		if at := slices.IndexFunc(want.Names, func(n app.NameCover) bool { return n.Text == name.Text }); at >= 0 {
			want.Names[at] = cover
			return
		}
		want.Names = append(want.Names, cover)
	})
}

// mark covers a word that the program did not find.
func (m *maker) mark(word string) {
	if at := slices.IndexFunc(m.preview.Names, func(n app.ExampleName) bool { return n.Text == word }); at >= 0 {
		m.decide(m.preview.Names[at], func(cover *app.NameCover) { cover.Leave, cover.Always = false, true })
		return
	}
	m.change(func(want *app.ExampleOf) {
		want.Names = append(slices.Clone(want.Names), app.NameCover{Text: word, Always: true})
	})
=======
	m.list.decided = m.want.Names
	return []fyne.CanvasObject{Card(T("example.names", "Names that are covered"), "", m.list.rows(m.preview.Names)...)}
>>>>>>> 88f9c64 (names: one careful way to cover names wherever more people will read)
}
