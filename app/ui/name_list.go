package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
)

// nameList asks about the names in what more people will read. It looks and
// works alike wherever something is shown to more people: one row for each name,
// with what stands there instead, and a place for a word that was not found.
type nameList struct {
	// OnDecided is called with the decisions when one has changed; what the
	// list shows is then found out anew.
	OnDecided func(decided []app.NameCover)

	sentences bool // each name is shown in its sentence: the copy does not stand beside
	alone     bool // there is no copy to click a word in

	found   []app.CoveredName
	decided []app.NameCover
	other   *Entry // for a word that was not found
	onward  bool   // the keyboard belongs there when the list is shown again
}

// rows show the names as they were found last.
func (l *nameList) rows(found []app.CoveredName) []fyne.CanvasObject {
	l.found = found
	rows := []fyne.CanvasObject{}
	if len(found) == 0 {
		rows = append(rows, Muted(T("example.names.none", "No name was found. The program finds most, not all.")))
	}
	for _, name := range found {
		rows = append(rows, l.nameRow(name))
	}
	l.other = NewEntry(T("example.names.word", "A word or a name"))
	cover := func() {
		if word := strings.TrimSpace(l.other.Text); word != "" {
			l.onward = true
			l.mark(word)
		}
	}
	l.other.OnSubmitted = func(string) { cover() }
	click := T("example.names.click", "Or click the word in the copy.")
	if l.alone {
		click = ""
	}
	return append(rows, Divider(), Labeled(T("example.names.other", "What else tells who it is?"),
		Spread(l.other, QuietButton(T("example.names.cover", "Cover it"), "", cover)),
		click))
}

// shown gives the keyboard back to whoever types one word after another.
func (l *nameList) shown(over fyne.Canvas) {
	if l.onward {
		l.onward = false
		over.Focus(l.other)
	}
}

// nameRow shows one name with what stands for it.
func (l *nameList) nameRow(name app.CoveredName) fyne.CanvasObject {
	help := placesWords(name)
	if l.sentences && name.Seen != "" {
		help += ": " + name.Seen
	}
	tick := NewTick(cut(name.Text, titleLetters), help, func(ticked bool) {
		l.decide(name, func(cover *app.NameCover) { cover.Leave = !ticked })
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
			l.decide(name, func(cover *app.NameCover) { cover.Instead = text })
		}
	}
	instead.OnLeft, instead.OnSubmitted = correct, func(string) { correct() }
	rows = append(rows, indented(1, instead))
	if name.Doubts > 0 || name.Always && !name.Marked {
		always := NewTick(T("example.names.always", "Also where it may be an ordinary word"), "", func(ticked bool) {
			l.decide(name, func(cover *app.NameCover) { cover.Always = ticked })
		})
		always.Set(name.Always)
		rows = append(rows, indented(1, always))
	}
	return Column(GapSmall, rows...)
}

// placesWords counts where a name stands.
func placesWords(name app.CoveredName) string {
	words := N(name.Places, "example.places", "in 1 place", "in %d places")
	switch {
	case name.Leave:
		return T("example.left", "stays as it is")
	case name.Doubts > 0 && name.Places == 0:
		return N(name.Doubts, "example.doubts.only", "perhaps in 1 place", "perhaps in %d places")
	case name.Doubts > 0:
		return words + ", " + T("example.doubts", "perhaps in %d more", name.Doubts)
	default:
		return words
	}
}

// decide changes what becomes of one name.
func (l *nameList) decide(name app.CoveredName, decide func(*app.NameCover)) {
	cover := name.NameCover
	decide(&cover)
	decided := slices.Clone(l.decided)
	if at := slices.IndexFunc(decided, func(n app.NameCover) bool { return n.Text == name.Text }); at >= 0 {
		decided[at] = cover
	} else {
		decided = append(decided, cover)
	}
	l.OnDecided(decided)
}

// mark covers a word that the program did not find.
func (l *nameList) mark(word string) {
	if at := slices.IndexFunc(l.found, func(n app.CoveredName) bool { return n.Text == word }); at >= 0 {
		l.decide(l.found[at], func(cover *app.NameCover) { cover.Leave, cover.Always = false, true })
		return
	}
	l.OnDecided(append(slices.Clone(l.decided), app.NameCover{Text: word, Always: true}))
}
