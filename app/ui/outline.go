package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/cairn-schools/cairn/app/figure"
)

// OutlineItem is one thing that a person sees in the window: a text, a button,
// a field. Positions are pixels of the window.
type OutlineItem struct {
	Role    string `json:"role"` // text, button, row, chip, place, tab, choice, list, tick, entry, picture, part (of the picture before it)
	Text    string `json:"text"`
	Hint    string `json:"hint,omitempty"` // the grey text of an empty field
	X       int    `json:"x"`
	Y       int    `json:"y"`
	Width   int    `json:"width"`
	Height  int    `json:"height"`
	Focused bool   `json:"focused,omitempty"`
	Hidden  bool   `json:"hidden,omitempty"` // scrolled out of view; or half of it is
}

// Outline tells in words what a window shows, top to bottom as it is built: for
// programs that try Cairn as a person would. What is scrolled out of view is in
// it too, marked as hidden. With a sheet over the window only
// the sheet is told.
func Outline(canvas fyne.Canvas) []OutlineItem {
	o := outliner{canvas: canvas, driver: fyne.CurrentApp().Driver()}
	root := canvas.Content()
	if top := canvas.Overlays().Top(); top != nil {
		root = contentOf(top)
	}
	o.walk(root)
	return o.items
}

// contentOf gives what an overlay shows; Fyne's own container for it has no public name.
func contentOf(overlay fyne.CanvasObject) fyne.CanvasObject {
	w, ok := overlay.(fyne.Widget)
	if _, isPopUp := overlay.(*widget.PopUp); !ok || isPopUp {
		return overlay
	}
	if objects := w.CreateRenderer().Objects(); len(objects) > 0 {
		return objects[len(objects)-1] // a background may lie under it
	}
	return overlay
}

type outliner struct {
	canvas fyne.Canvas
	driver fyne.Driver
	items  []OutlineItem
}

func (o *outliner) walk(object fyne.CanvasObject) {
	if object == nil || !object.Visible() {
		return
	}
	switch w := object.(type) {
	case *fyne.Container:
		for _, child := range w.Objects {
			o.walk(child)
		}
	case *container.Scroll:
		o.walkWithin(w)
	case *Page:
		o.walkWithin(w.scroll)
	case *noticeLayer:
		o.walkOver(w)
	case *widget.PopUp:
		o.walk(w.Content)
	default:
		o.addOne(object)
	}
}

// addOne adds what is seen or pressed by itself, with what lies within it.
func (o *outliner) addOne(object fyne.CanvasObject) {
	switch w := object.(type) {
	case *Words:
		o.add("text", w.text, w)
	case *canvasLabel:
		o.add("text", w.text, w)
	case *Entry:
		o.addEntry(w)
	case *FigureView:
		o.addParts(w)
	case *widget.Button: // of Fyne's own dialogs for files
		o.add("button", w.Text, w)
	case *Select:
		o.add("list", w.Selected, w).Hint = w.PlaceHolder
	case *widget.Entry:
		o.add("entry", w.Text, w).Hint = w.PlaceHolder
	case interface{ outline() (role, text string) }:
		role, text := w.outline()
		o.add(role, text, object)
		o.inside(object)
	}
}

// walkWithin walks into what scrolls and marks what cannot be seen of it: it may
// lie under the header, where a click would press something else.
func (o *outliner) walkWithin(scroll *container.Scroll) {
	first := len(o.items)
	o.walk(scroll.Content)
	corner := o.driver.AbsolutePositionForObject(scroll)
	left, top := o.canvas.PixelCoordinateForPosition(corner)
	right, bottom := o.canvas.PixelCoordinateForPosition(corner.Add(scroll.Size()))
	for i := first; i < len(o.items); i++ {
		item := &o.items[i]
		x, y := item.X+item.Width/2, item.Y+item.Height/2
		item.Hidden = item.Hidden || x < left || x > right || y < top || y > bottom
	}
}

// walkOver walks into what lies over all told so far and marks what it hides.
func (o *outliner) walkOver(layer *noticeLayer) {
	under := len(o.items)
	for _, notice := range layer.open {
		corner := o.driver.AbsolutePositionForObject(notice.object)
		left, top := o.canvas.PixelCoordinateForPosition(corner)
		right, bottom := o.canvas.PixelCoordinateForPosition(corner.Add(notice.object.Size()))
		for i := range o.items[:under] {
			item := &o.items[i]
			x, y := item.X+item.Width/2, item.Y+item.Height/2
			item.Hidden = item.Hidden || x >= left && x <= right && y >= top && y <= bottom
		}
	}
	o.walk(layer.column)
}

// inside walks into a row for the button at its right.
func (o *outliner) inside(object fyne.CanvasObject) {
	if row, ok := object.(*ListRow); ok {
		for _, button := range buttonsIn(row.content) {
			o.walk(button)
		}
	}
}

func buttonsIn(object fyne.CanvasObject) []fyne.CanvasObject {
	var found []fyne.CanvasObject
	switch w := object.(type) {
	case *fyne.Container:
		for _, child := range w.Objects {
			found = append(found, buttonsIn(child)...)
		}
	case *Button:
		found = append(found, w)
	}
	return found
}

func (o *outliner) add(role, text string, object fyne.CanvasObject) *OutlineItem {
	if text == "" && role == "text" {
		return &OutlineItem{}
	}
	position, size := o.driver.AbsolutePositionForObject(object), object.Size()
	x, y := o.canvas.PixelCoordinateForPosition(position)
	right, bottom := o.canvas.PixelCoordinateForPosition(position.Add(size))
	focused, _ := object.(fyne.Focusable)
	o.items = append(o.items, OutlineItem{
		Role: role, Text: text, X: x, Y: y, Width: right - x, Height: bottom - y,
		Focused: focused != nil && o.canvas.Focused() == focused,
	})
	return &o.items[len(o.items)-1]
}

func (o *outliner) addEntry(e *Entry) {
	o.add("entry", e.Text, e).Hint = e.PlaceHolder
}

// addParts tells the parts of a picture that one can point at.
func (o *outliner) addParts(v *FigureView) {
	if v.scene == nil {
		return
	}
	o.add("picture", "", v)
	corner, scale := o.driver.AbsolutePositionForObject(v), v.scale()
	v.scene.Groups(func(g *figure.Group) {
		at := corner.Add(v.position(figure.Spot{X: g.Hit.X, Y: g.Hit.Y}))
		x, y := o.canvas.PixelCoordinateForPosition(at)
		right, bottom := o.canvas.PixelCoordinateForPosition(at.AddXY(float32(g.Hit.W*scale), float32(g.Hit.H*scale)))
		o.items = append(o.items, OutlineItem{
			Role: "part", Text: g.Name, X: x, Y: y, Width: right - x, Height: bottom - y, Focused: v.focused && g.ID == v.current,
		})
	})
}

func (b *Button) outline() (role, text string)      { return "button", b.name }
func (r *ListRow) outline() (role, text string)     { return "row", r.name }
func (c *Chip) outline() (role, text string)        { return "chip", c.Text() }
func (n *navItem) outline() (role, text string)     { return "place", n.name }
func (w *tabWord) outline() (role, text string)     { return "tab", w.name }
func (s *searchBox) outline() (role, text string)   { return "button", s.name }
func (s *sheetButton) outline() (role, text string) { return "row", s.name }
func (o *option) outline() (role, text string)      { return "choice", o.name }
func (t *Tick) outline() (role, text string)        { return "tick", t.name }
