package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/improve"
)

// mostOptions is how many answers are shown at once; more go into a list that opens.
const mostOptions = 5

func newChoiceEditor(parts editorParts) editor {
	switch count := len(parts.field.Options); {
	case count == 0:
		return newTextEditor(parts)
	case count > mostOptions:
		return newSelectEditor(parts)
	case !parts.flat:
		return newOptionsEditor(parts, Column(0), false)
	default:
		return newOptionsEditor(parts, Flow(0), true)
	}
}

// optionsEditor shows all answers, one of them chosen. Choosing it again takes it away.
type optionsEditor struct {
	parts   editorParts
	options []*option
	chosen  string // key of an option, or what a newer version wrote
	content *fyne.Container
}

// newOptionsEditor puts the answers into content; flat ones stand side by side there.
func newOptionsEditor(parts editorParts, content *fyne.Container, flat bool) *optionsEditor {
	e := &optionsEditor{parts: parts, content: content}
	for i, answer := range parts.field.Options {
		shown := newOption(optionParts{Label: answer.Label, Term: answer.Term, Help: answer.Help, Flat: flat}, func() { e.choose(answer.Key) })
		shown.next = func(step int) { e.step(i + step) }
		e.options = append(e.options, shown)
		content.Add(shown)
	}
	return e
}

func (e *optionsEditor) choose(key string) {
	if e.chosen == key {
		key = ""
	}
	e.set(key)
	e.parts.typed()
	e.parts.left()
}

func (e *optionsEditor) step(to int) {
	if to < 0 || to >= len(e.options) {
		return
	}
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(e.options[to]); canvas != nil {
		canvas.Focus(e.options[to])
	}
}

func (e *optionsEditor) object() fyne.CanvasObject { return e.content }
func (e *optionsEditor) text() string              { return e.chosen }
func (e *optionsEditor) problem() string           { return "" }
func (e *optionsEditor) wrong(bool)                {}

func (e *optionsEditor) set(key string) {
	e.chosen = key
	for i, answer := range e.parts.field.Options {
		e.options[i].set(answer.Key == key)
	}
}

func (e *optionsEditor) focus() fyne.Focusable {
	for _, shown := range e.options {
		if shown.chosen {
			return shown
		}
	}
	return e.options[0]
}

func (e *optionsEditor) lock(locked bool) {
	for _, shown := range e.options {
		shown.disabled = locked
		shown.Refresh()
	}
}

// selectEditor shows the chosen answer and opens the list of all.
type selectEditor struct {
	options []improve.Option
	list    *Select
	chosen  string
	quiet   bool
	content fyne.CanvasObject
}

const selectWidth float32 = 360

func newSelectEditor(parts editorParts) *selectEditor {
	e := &selectEditor{options: parts.field.Options}
	labels := []string{noAnswer()}
	for _, answer := range e.options {
		labels = append(labels, optionLabel(answer))
	}
	e.list = NewSelect(labels, func(label string) {
		if e.quiet {
			return
		}
		e.chosen = e.keyOf(label)
		parts.typed()
		parts.left()
	})
	e.content = fixedWidth(selectWidth, e.list)
	return e
}

func noAnswer() string { return T("choice.empty", "– nothing chosen –") }

func optionLabel(answer improve.Option) string {
	if answer.Term == "" {
		return answer.Label
	}
	return answer.Label + " (" + answer.Term + ")"
}

func (e *selectEditor) keyOf(label string) string {
	for _, answer := range e.options {
		if optionLabel(answer) == label {
			return answer.Key
		}
	}
	return ""
}

func (e *selectEditor) object() fyne.CanvasObject { return e.content }
func (e *selectEditor) text() string              { return e.chosen }
func (e *selectEditor) problem() string           { return "" }
func (e *selectEditor) wrong(bool)                {}
func (e *selectEditor) focus() fyne.Focusable     { return e.list }

func (e *selectEditor) set(key string) {
	e.chosen, e.quiet = key, true
	defer func() { e.quiet = false }()
	for _, answer := range e.options {
		if answer.Key == key {
			e.list.SetSelected(optionLabel(answer))
			return
		}
	}
	e.list.ClearSelected()
}

func (e *selectEditor) lock(locked bool) {
	if locked {
		e.list.Disable()
		return
	}
	e.list.Enable()
}

// fixedWidth gives a thing a width that does not follow the room, but grows where the thing needs more.
func fixedWidth(width float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(&fixedLayout{width}, object)
}

type fixedLayout struct{ width float32 }

func (l *fixedLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	return fyne.NewSize(max(size.Width, l.width), size.Height)
}

func (l *fixedLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(min(size.Width, l.MinSize(objects).Width), size.Height))
	objects[0].Move(fyne.NewPos(0, 0))
}
