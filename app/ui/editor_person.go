package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// mostSuggestions is how many names are offered at once; the next letter narrows them.
const mostSuggestions = 5

// PersonChoice is a person who may be meant.
type PersonChoice struct {
	ID   string // id of the person artifact: the canonical text
	Name string
	Note string // school or role, to tell two Annas apart
}

// People knows who may be meant in a person field. Both functions answer at
// once, from what is loaded; they run on the GUI goroutine.
type People struct {
	// Suggest gives people whose name fits what was typed, the likeliest first.
	Suggest func(typed string) []PersonChoice
	// Name gives the name of a person artifact; ok is false when id is none.
	Name func(id string) (name string, ok bool)
}

// personEditor writes a name and offers those that are known.
type personEditor struct {
	textEditor
	parts   editorParts
	id      string // the chosen person; "" for a mere name
	offers  *fyne.Container
	rows    []*ListRow
	choices []PersonChoice
	at      int // the offer that the arrows stand on, -1 none
}

func newPersonEditor(parts editorParts) *personEditor {
	e := &personEditor{textEditor: *newTextEditor(parts), parts: parts, offers: Column(0), at: -1}
	e.entry.OnTyped = e.typed
	e.entry.OnLeft = e.leave
	e.entry.OnKey = e.onKey
	e.offers.Hide()
	sheet := container.NewStack(NewPanel(ColorCard, theme.ColorNameInputBorder), Pad(4, e.offers))
	e.shown = Column(2, MaxWidth(selectWidth, e.entry), MaxWidth(selectWidth, sheet))
	e.box().Hide()
	return e
}

// box is the sheet around the offers.
func (e *personEditor) box() fyne.CanvasObject { return e.shown.(*fyne.Container).Objects[1] }

func (e *personEditor) text() string {
	if e.id != "" {
		return e.id
	}
	return strings.TrimSpace(e.entry.Text)
}

func (e *personEditor) set(text string) {
	e.id = ""
	shown := text
	if e.parts.people.Name != nil {
		if name, ok := e.parts.people.Name(text); ok {
			e.id, shown = text, name
		}
	}
	e.entry.SetTextQuietly(shown)
	e.offer(nil)
}

func (e *personEditor) typed(text string) {
	e.id = ""
	var choices []PersonChoice
	if e.parts.people.Suggest != nil && strings.TrimSpace(text) != "" {
		choices = e.parts.people.Suggest(strings.TrimSpace(text))
	}
	e.offer(choices[:min(len(choices), mostSuggestions)])
	e.parts.typed()
}

func (e *personEditor) offer(choices []PersonChoice) {
	e.choices, e.at, e.rows = choices, -1, nil
	e.offers.RemoveAll()
	for _, choice := range choices {
		row := NewListRow(RowParts{Icon: "person", Title: choice.Name, Note: choice.Note, OnTapped: func() { e.choose(choice) }})
		e.rows = append(e.rows, row)
		e.offers.Add(row)
	}
	show := len(choices) > 0
	e.offers.Hidden = !show
	if show {
		e.box().Show()
	} else {
		e.box().Hide()
	}
	e.shown.Refresh()
}

func (e *personEditor) choose(choice PersonChoice) {
	e.id = choice.ID
	e.entry.SetTextQuietly(choice.Name)
	e.offer(nil)
	e.parts.typed()
	e.parts.left()
}

// onKey moves among the offers with the arrows and takes one with Enter.
func (e *personEditor) onKey(key fyne.KeyName) bool {
	if len(e.choices) == 0 {
		return false
	}
	switch key {
	case fyne.KeyDown:
		e.point(min(e.at+1, len(e.choices)-1))
	case fyne.KeyUp:
		e.point(max(e.at-1, 0))
	case fyne.KeyReturn, fyne.KeyEnter:
		e.choose(e.choices[max(e.at, 0)])
	case fyne.KeyEscape:
		e.offer(nil)
	default:
		return false
	}
	return true
}

func (e *personEditor) point(at int) {
	e.at = at
	for i, row := range e.rows {
		row.look.fill = ""
		if i == at {
			row.look.fill = ColorSelected
		}
		row.Refresh()
	}
}

// leave keeps the offers while the mouse is on one: Fyne takes the keyboard
// from the field before it tells of the press.
func (e *personEditor) leave() {
	for _, row := range e.rows {
		if row.hovered {
			return
		}
	}
	for _, choice := range e.choices {
		if strings.EqualFold(choice.Name, strings.TrimSpace(e.entry.Text)) {
			e.choose(choice)
			return
		}
	}
	e.offer(nil)
	e.parts.left()
}
