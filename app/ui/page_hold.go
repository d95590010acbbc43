package ui

import "fyne.io/fyne/v2"

// Hold does something that may give what stands on the page another height,
// lays the page out again, and keeps what has the keyboard at its place on the
// screen: a line that closes above a field must not take it from under the
// fingers. Only the two ends of the page limit it. What was scrolled out of
// sight is not held. GUI goroutine.
func (p *Page) Hold(do func()) {
	held := p.underKeyboard()
	if !p.inView(held) {
		do()
		p.Refit()
		return
	}
	before := p.topOf(held)
	do()
	p.settle()
	if p.underKeyboard() != held {
		return
	}
	if moved := p.topOf(held) - before; moved != 0 {
		p.scroll.ScrollToOffset(p.scroll.Offset.AddXY(0, moved))
	}
}

// underKeyboard gives what has the keyboard where that stands on the page; else nil.
func (p *Page) underKeyboard() fyne.CanvasObject {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(p)
	if canvas == nil {
		return nil
	}
	focused, ok := canvas.Focused().(fyne.CanvasObject)
	if !ok || !within(p.scroll.Content, focused) {
		return nil
	}
	return focused
}

// inView tells whether some of a thing on the page can be seen; false for nil.
func (p *Page) inView(object fyne.CanvasObject) bool {
	if object == nil {
		return false
	}
	top := p.topOf(object)
	return top+object.Size().Height > 0 && top < p.Size().Height
}

// topOf tells how far below the top of the page a thing stands.
func (p *Page) topOf(object fyne.CanvasObject) float32 {
	driver := fyne.CurrentApp().Driver()
	return driver.AbsolutePositionForObject(object).Y - driver.AbsolutePositionForObject(p).Y
}

// within tells whether a thing can be seen somewhere inside another.
func within(outer, object fyne.CanvasObject) bool {
	if outer == object {
		return true
	}
	group, ok := outer.(*fyne.Container)
	if !ok || !outer.Visible() {
		return false
	}
	for _, child := range group.Objects {
		if within(child, object) {
			return true
		}
	}
	return false
}

// settlePasses is how often a page is laid out for its heights to come to rest:
// a text that breaks differently gives its group another height, that one the
// group's, and a page beside another tells it once more.
const settlePasses = 3

// settle lays out all of the page now, from the inside to the outside as a
// window does with its next frame, so that things stand where they will.
func (p *Page) settle() {
	p.Refit()
	for range settlePasses {
		before := p.scroll.Content.MinSize().Height
		layOut(p.scroll.Content)
		if fitWidth(p.scroll.Content, p.scroll.Size().Width) == before {
			break
		}
	}
	p.scroll.Refresh()
}

func layOut(object fyne.CanvasObject) {
	group, ok := object.(*fyne.Container)
	if !ok || !group.Visible() {
		return
	}
	for _, child := range group.Objects {
		layOut(child)
	}
	if group.Layout != nil {
		group.Layout.Layout(group.Objects, group.Size())
	}
}
