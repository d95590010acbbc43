package ui

import (
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// editor lets a person write one value of one field.
type editor interface {
	object() fyne.CanvasObject
	text() string    // the canonical text; as typed where it cannot be read
	set(text string) // shows a canonical text, or a draft as it was typed; tells nobody
	problem() string // what to do where the typed text cannot be read, else ""
	lock(locked bool)
	wrong(wrong bool) // a red line around it
	focus() fyne.Focusable
}

// editorParts is what an editor is made from.
type editorParts struct {
	field  improve.Field
	people People
	today  func() time.Time
	typed  func()            // the user changed something
	left   func()            // the user is done with it for now
	refuse func(text string) // says why what was pasted is not put in; may be nil
	flat   bool              // in a row: answers side by side
}

// newEditor makes the editor of a field's type; one that we do not know is written as plain text.
func newEditor(parts editorParts) editor {
	switch parts.field.Type {
	case improve.Prose:
		return newProseEditor(parts)
	case improve.Choice:
		return newChoiceEditor(parts)
	case improve.Date:
		return newDateEditor(parts)
	case improve.Number, improve.Percent:
		return newNumberEditor(parts)
	case improve.YesNo:
		parts.field.Options = []improve.Option{{Key: "yes", Label: T("answer.yes", "Yes")}, {Key: "no", Label: T("answer.no", "No")}}
		return newOptionsEditor(parts, Row(GapLarge), true)
	case improve.Person:
		return newPersonEditor(parts)
	default:
		return newLineEditor(parts)
	}
}

// mostPasted is how many letters are put in at once: far more than a field
// holds, and not yet so many that the window stands still over them.
const mostPasted = 2 * improve.MaxProse

// tooMuch refuses a whole document that is pasted into a field.
func (p editorParts) tooMuch(pasted string) bool {
	letters := utf8.RuneCountInString(pasted)
	if letters <= mostPasted || p.refuse == nil {
		return false
	}
	p.refuse(T("form.pastedTooMuch", "What you paste has %d letters; %d fit here, so nothing was put in. Paste the part that matters, or add the document under “Photos and files”.", letters, p.field.Limit()))
	return true
}

// textEditor writes lines of text.
type textEditor struct {
	entry *Entry
	shown fyne.CanvasObject
}

func newTextEditor(parts editorParts) *textEditor {
	return newEntryEditor(NewEntry(parts.field.Placeholder), parts)
}

// lineEditor writes one line of text that is shown in several where it is
// long, so that nothing of it is out of sight. Enter goes to the next field.
type lineEditor struct{ textEditor }

// lineRows is how many lines on screen one line of text may take.
const lineRows = 4

func newLineEditor(parts editorParts) *lineEditor {
	entry := NewProse(parts.field.Placeholder)
	entry.SetRows(1, lineRows)
	entry.OnKey = func(key fyne.KeyName) bool {
		if key != fyne.KeyReturn && key != fyne.KeyEnter {
			return false
		}
		if canvas := fyne.CurrentApp().Driver().CanvasForObject(entry); canvas != nil {
			canvas.FocusNext()
		}
		return true
	}
	return &lineEditor{*newEntryEditor(entry, parts)}
}

// text gives the line; a pasted break becomes a space.
func (e *lineEditor) text() string {
	return strings.Join(strings.FieldsFunc(e.entry.Text, func(r rune) bool { return r == '\n' || r == '\r' }), " ")
}

func newProseEditor(parts editorParts) *textEditor {
	return newEntryEditor(NewProse(parts.field.Placeholder), parts)
}

func newEntryEditor(entry *Entry, parts editorParts) *textEditor {
	entry.OnTyped = func(string) { parts.typed() }
	entry.OnLeft = parts.left
	entry.OnPaste = parts.tooMuch
	return &textEditor{entry: entry, shown: entry}
}

func (e *textEditor) object() fyne.CanvasObject { return e.shown }
func (e *textEditor) text() string              { return e.entry.Text }
func (e *textEditor) set(text string)           { e.entry.SetTextQuietly(text) }
func (e *textEditor) problem() string           { return "" }
func (e *textEditor) wrong(wrong bool)          { e.entry.SetWrong(wrong) }
func (e *textEditor) focus() fyne.Focusable     { return e.entry }

func (e *textEditor) lock(locked bool) {
	if locked {
		e.entry.Disable()
		return
	}
	e.entry.Enable()
}

// shortWidth is a field for a number or a date: no wider than what goes in.
const shortWidth float32 = 150

// numberEditor writes a number, or one that means per cent.
type numberEditor struct {
	textEditor
	parse func(string) (canonical, hint string)
}

func newNumberEditor(parts editorParts) *numberEditor {
	e := &numberEditor{textEditor: *newTextEditor(parts), parse: parseNumber}
	e.entry.OnLeft = func() {
		e.set(e.text()) // a comma becomes a point, a second % goes
		parts.left()
	}
	field := fixedWidth(shortWidth, e.entry)
	e.shown = field
	if parts.field.Type == improve.Percent {
		e.parse = parsePercent
		e.shown = Row(Gap, field, Label("%", ColorMuted))
	}
	return e
}

func (e *numberEditor) text() string {
	if canonical, hint := e.parse(e.entry.Text); hint == "" {
		return canonical
	}
	return e.entry.Text
}

func (e *numberEditor) problem() string {
	_, hint := e.parse(e.entry.Text)
	return hint
}
