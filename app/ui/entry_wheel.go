package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wheelPane lies over a field and takes nothing but the wheel. Fyne's own field
// keeps it, so that a page would stand still as soon as the pointer comes over
// a field, and a page that is written on is made of fields.
type wheelPane struct {
	widget.BaseWidget
	entry *Entry
	inner func() *container.Scroll // in which the field shows its text; nil: it shows all
}

func newWheelPane(e *Entry, inner func() *container.Scroll) *wheelPane {
	w := &wheelPane{entry: e, inner: inner}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled moves the text while there is more of it that way, and what the
// field stands on otherwise.
func (w *wheelPane) Scrolled(event *fyne.ScrollEvent) {
	around := scrollAround(w.entry)
	if text := w.inner(); text != nil && (around == nil || event.Scrolled.DX != 0 || hasMore(text, event.Scrolled.DY)) {
		text.Scrolled(event)
		return
	}
	if around != nil {
		around.Scrolled(event)
	}
}

// hasMore tells whether something goes on, up or down, beyond what is shown.
func hasMore(scroll *container.Scroll, up float32) bool {
	if scroll.Content == nil {
		return false
	}
	if up > 0 {
		return scroll.Offset.Y > 0
	}
	hidden := scroll.Content.MinSize().Height - scroll.Size().Height
	return up < 0 && hidden-scroll.Offset.Y >= 1 // less than a pixel is no line
}

// CreateRenderer is Fyne's hook: there is nothing to see.
func (w *wheelPane) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// scrollAround finds what scrolls the place where an object stands: the page,
// or the part of a sheet; nil where nothing does.
func scrollAround(object fyne.CanvasObject) *container.Scroll {
	driver := fyne.CurrentApp().Driver()
	canvas := driver.CanvasForObject(object)
	if canvas == nil {
		return nil
	}
	at := driver.AbsolutePositionForObject(object)
	if top := canvas.Overlays().Top(); top != nil {
		return scrollAt(heldBy(top), at)
	}
	return scrollAt(canvas.Content(), at)
}

// scrollAt finds the innermost scroll whose content reaches over a place.
func scrollAt(object fyne.CanvasObject, at fyne.Position) (found *container.Scroll) {
	if object == nil || !object.Visible() {
		return nil
	}
	switch o := object.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			if inner := scrollAt(child, at); inner != nil {
				found = inner // what comes later lies above
			}
		}
	case *widget.PopUp:
		return scrollAt(o.Content, at)
	case *Page:
		return scrollAt(o.scroll, at)
	case *container.Scroll:
		if inner := scrollAt(o.Content, at); inner != nil {
			return inner
		}
		if o.Content != nil && covers(o.Content, at) {
			return o
		}
	}
	return found
}

// covers tells whether an object, seen or scrolled away, reaches over a place.
func covers(object fyne.CanvasObject, at fyne.Position) bool {
	begin, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(object), object.Size()
	return at.X >= begin.X && at.Y >= begin.Y && at.X < begin.X+size.Width && at.Y < begin.Y+size.Height
}
