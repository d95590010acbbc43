package ui

import (
	"reflect"

	"fyne.io/fyne/v2"
)

// part is a piece of a page that is made again only when what it shows has
// changed. News that concern other pieces leave it alone, and where it is made
// again the keyboard stays on the button it was on.
type part struct {
	content *fyne.Container
	page    *Page // what it scrolls in; nil for nothing
	shown   any
	filled  bool
}

func newPart() *part { return &part{content: Column(GapLarge)} }

// show makes the piece from data; the same data again do nothing.
func (p *part) show(data any, build func() []fyne.CanvasObject) {
	if p.filled && reflect.DeepEqual(p.shown, data) {
		return
	}
	p.shown, p.filled = data, true
	p.fill(build())
}

// again makes the piece anew with what it has been shown last.
func (p *part) again(objects []fyne.CanvasObject) { p.fill(objects) }

func (p *part) fill(objects []fyne.CanvasObject) {
	name, at := p.focused()
	p.content.Objects = objects
	p.content.Refresh()
	if name != "" {
		p.focusQuietly(name, at)
	}
}

// focusQuietly gives the keyboard back without the page moving: the user may
// read elsewhere by now.
func (p *part) focusQuietly(name string, at int) {
	if p.page == nil {
		p.focus(name, at)
		return
	}
	offset := p.page.scroll.Offset
	p.focus(name, at)
	p.page.scroll.ScrollToOffset(offset)
}

// spoken is what says its own words: buttons and rows.
type spoken interface{ AccessibilityLabel() string }

// focused gives the words of what has the keyboard here, and which of those
// with the same words it is; "" when the keyboard is elsewhere.
func (p *part) focused() (name string, at int) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(p.content)
	if canvas == nil || canvas.Focused() == nil {
		return "", 0
	}
	focused, _ := canvas.Focused().(spoken)
	if focused == nil {
		return "", 0
	}
	name, found := focused.AccessibilityLabel(), false
	eachFocusable(p.content, func(object fyne.Focusable) bool {
		if object == canvas.Focused() {
			found = true
			return false
		}
		if other, ok := object.(spoken); ok && other.AccessibilityLabel() == name {
			at++
		}
		return true
	})
	if !found {
		return "", 0
	}
	return name, at
}

func (p *part) focus(name string, at int) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(p.content)
	if canvas == nil {
		return
	}
	eachFocusable(p.content, func(object fyne.Focusable) bool {
		other, ok := object.(spoken)
		if !ok || other.AccessibilityLabel() != name {
			return true
		}
		if at--; at >= 0 {
			return true
		}
		canvas.Focus(object)
		return false
	})
}

// eachFocusable walks what the keyboard can reach in containers until visit gives false.
func eachFocusable(object fyne.CanvasObject, visit func(fyne.Focusable) bool) bool {
	if !object.Visible() {
		return true
	}
	if focusable, ok := object.(fyne.Focusable); ok && !visit(focusable) {
		return false
	}
	if row, ok := object.(interface{ held() fyne.CanvasObject }); ok {
		return eachFocusable(row.held(), visit)
	}
	box, ok := object.(*fyne.Container)
	if !ok {
		return true
	}
	for _, child := range box.Objects {
		if !eachFocusable(child, visit) {
			return false
		}
	}
	return true
}

// held gives what lies on a row or button: a button within it, for one.
func (p *pressable) held() fyne.CanvasObject { return p.content }
