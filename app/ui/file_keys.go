package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// fileKeys has the keyboard in one of Fyne's file dialogs in place of its
// buttons and lists: those swallow Escape, and Fyne tells a key to nobody else.
// It hands on to one of them at a time all but Escape and Tab. It shows nothing.
type fileKeys struct {
	widget.BaseWidget
	held  *fyne.Container // what the dialog shows
	leave func()
	part  fyne.Focusable // who is handed the keys; nil before the first Tab
}

// newFileKeys puts one into a dialog.
func newFileKeys(held *fyne.Container, leave func()) *fileKeys {
	k := &fileKeys{held: held, leave: leave}
	k.ExtendBaseWidget(k)
	held.Add(k)
	return k
}

// CreateRenderer is Fyne's hook.
func (k *fileKeys) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// AcceptsTab keeps Tab: Fyne would give the keyboard to a part itself.
func (k *fileKeys) AcceptsTab() bool { return true }

// TypedKey hands a key on, but for Escape and Tab.
func (k *fileKeys) TypedKey(event *fyne.KeyEvent) {
	if !k.takes(event.Name) && k.part != nil {
		k.part.TypedKey(event)
	}
}

// takes does what Escape and Tab are for; false for any other key.
func (k *fileKeys) takes(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyEscape:
		k.leave()
	case fyne.KeyTab:
		k.tab()
	default:
		return false
	}
	return true
}

// TypedRune hands a letter on.
func (k *fileKeys) TypedRune(letter rune) {
	if k.part != nil {
		k.part.TypedRune(letter)
	}
}

// FocusGained shows where the keyboard is.
func (k *fileKeys) FocusGained() {
	if k.part != nil {
		k.part.FocusGained()
	}
}

// FocusLost is FocusGained undone.
func (k *fileKeys) FocusLost() {
	if k.part != nil {
		k.part.FocusLost()
	}
}

// tab goes on to the next part, or with Shift to the one before.
func (k *fileKeys) tab() {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(k.held)
	parts := k.parts(k.held)
	if canvas == nil || len(parts) == 0 {
		return
	}
	now := k.part
	if field, ok := canvas.Focused().(*Entry); ok {
		now = field
	}
	next := parts[k.nextOf(slices.Index(parts, now), len(parts))]
	if field, ok := next.(*Entry); ok { // ours hands Escape on by itself
		canvas.Focus(field)
		k.part = nil
		return
	}
	k.FocusLost()
	k.part = next
	if canvas.Focused() == k {
		k.FocusGained()
		return
	}
	canvas.Focus(k)
}

// nextOf gives the place after one, or before it with Shift; -1 is before the first.
func (k *fileKeys) nextOf(at, count int) int {
	if driver, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && driver.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
		return (max(at, 0) - 1 + count) % count
	}
	return (at + 1) % count
}

// parts gives what takes the keyboard in a dialog, in the order of Tab.
func (k *fileKeys) parts(object fyne.CanvasObject) []fyne.Focusable {
	if object == nil || !object.Visible() || object == fyne.CanvasObject(k) {
		return nil
	}
	within := []fyne.CanvasObject{}
	switch o := object.(type) {
	case fyne.Focusable:
		if d, ok := o.(fyne.Disableable); !ok || !d.Disabled() {
			return []fyne.Focusable{o}
		}
	case *fyne.Container:
		within = o.Objects
	case *container.Scroll:
		within = append(within, o.Content)
	case *container.Split:
		within = append(within, o.Leading, o.Trailing)
	}
	var parts []fyne.Focusable
	for _, inner := range within {
		parts = append(parts, k.parts(inner)...)
	}
	return parts
}
