package ui

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// fileDialogShare is how much of the window Fyne's file dialog takes.
const fileDialogShare float32 = 0.8

// showLarge shows a file dialog over most of the window under a heading of
// ours, its files as a list of names. Escape closes it, wherever the keyboard is.
func (p *Program) showLarge(ask *dialog.FileDialog, title string) {
	ask.SetView(dialog.ListView)
	ask.SetTitleText(title)
	ask.Show()
	canvas := p.Window().Canvas()
	size := canvas.Size()
	ask.Resize(fyne.NewSize(size.Width*fileDialogShare, size.Height*fileDialogShare)) // before Show it panics in Fyne 2.8.1
	top := canvas.Overlays().Top()
	if top == nil {
		return // the system's own dialog
	}
	if sheet, ok := heldBy(top).(*widget.PopUp); ok {
		giveKeys(canvas, sheet.Content, ask.Dismiss)
	}
	top.Refresh() // puts it into the middle again, now that it is larger
}

// giveKeys puts the keyboard into a dialog: into the field for the name of a
// file, where it has one.
func giveKeys(canvas fyne.Canvas, content fyne.CanvasObject, leave func()) {
	held, ok := content.(*fyne.Container)
	if !ok {
		return
	}
	keys := newFileKeys(held, leave)
	room, name := nameField(held)
	if name == nil {
		canvas.Focus(keys)
		return
	}
	ours := escapableName(name, keys)
	room.Content = ours
	room.Refresh()
	canvas.Focus(ours)
}

// heldBy gives what an overlay of Fyne holds: its type has no public name, its
// field has. To make its renderer anew, as contentOf does, would tell it that it
// was moved by hand, and it would stay where it stands when its size changes.
func heldBy(overlay fyne.CanvasObject) fyne.CanvasObject {
	field := reflect.Indirect(reflect.ValueOf(overlay)).FieldByName("Content")
	if !field.IsValid() || !field.CanInterface() {
		return overlay
	}
	held, ok := field.Interface().(fyne.CanvasObject)
	if !ok {
		return overlay
	}
	return held
}

// nameField finds the field for the name of a file and what it stands in; nil
// where the dialog has none.
func nameField(object fyne.CanvasObject) (*container.Scroll, *widget.Entry) {
	switch o := object.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			if room, name := nameField(child); name != nil {
				return room, name
			}
		}
	case *container.Scroll:
		if name, ok := o.Content.(*widget.Entry); ok {
			return o, name
		}
	}
	return nil, nil
}

// escapableName makes a field that stands in for one of Fyne's, which keeps the
// text, and gives Escape and Tab to keys: Fyne's own swallows the first.
func escapableName(name *widget.Entry, keys *fileKeys) *Entry {
	ours := NewEntry(name.PlaceHolder)
	ours.SetTextQuietly(name.Text)
	ours.OnSubmitted = name.OnSubmitted
	ours.OnTyped = name.SetText
	changed := name.OnChanged
	name.OnChanged = func(text string) { // a file of the list was chosen
		changed(text)
		ours.SetTextQuietly(text)
	}
	ours.OnKey, ours.KeepsTab = keys.takes, true
	return ours
}
