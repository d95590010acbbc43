package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// noticeMargin is the room between notices and the edge of the page that they lie over.
const noticeMargin float32 = 12

// noticeLayer lies over the whole window and shows notices over an edge of the
// page: the lower one, or the upper one where the lower hides more of what has
// the keyboard. Nothing below them moves, so that a second click lands where the
// first did. The mouse reaches what is beside them.
type noticeLayer struct {
	widget.BaseWidget
	page   fyne.CanvasObject // what the notices lie over
	column *fyne.Container
	open   []openNotice // the newest last
	high   bool         // they lie over the upper edge
}

type openNotice struct {
	object fyne.CanvasObject
	close  func()
}

func newNoticeLayer(page fyne.CanvasObject) *noticeLayer {
	l := &noticeLayer{page: page, column: Column(Gap)}
	l.ExtendBaseWidget(l)
	return l
}

// add shows a notice; closing calls close.
func (l *noticeLayer) add(notice fyne.CanvasObject, close func()) {
	l.open = append(l.open, openNotice{notice, close})
	l.redo()
}

// remove takes a notice away, and the keyboard from it.
func (l *noticeLayer) remove(notice fyne.CanvasObject) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(l); canvas != nil {
		if focused, ok := canvas.Focused().(fyne.CanvasObject); ok && within(notice, focused) {
			canvas.Unfocus()
		}
	}
	l.open = slices.DeleteFunc(l.open, func(o openNotice) bool { return o.object == notice })
	l.redo()
}

// clear takes all away: they belong to a screen that was left.
func (l *noticeLayer) clear() {
	l.open = nil
	l.redo()
}

// closeNewest closes the notice that came last; false where there is none.
func (l *noticeLayer) closeNewest() bool {
	if len(l.open) == 0 {
		return false
	}
	l.open[len(l.open)-1].close()
	return true
}

func (l *noticeLayer) redo() {
	l.column.Objects, l.high = nil, l.high && len(l.open) > 0
	for _, notice := range l.open {
		l.column.Add(notice.object)
	}
	l.column.Refresh()
	l.place()
}

// place puts the notices over the edge of the page where they hide least of
// what has the keyboard. Where that is one of their own buttons they stay.
func (l *noticeLayer) place() {
	corner, room := l.page.Position(), l.page.Size()
	height := fitWidth(l.column, min(MaxContent, room.Width-2*GapPage))
	tops := map[bool]float32{true: corner.Y + noticeMargin, false: corner.Y + room.Height - height - noticeMargin}
	if l.hides(tops[l.high], height) > l.hides(tops[!l.high], height) {
		l.high = !l.high
	}
	l.column.Move(fyne.NewPos(corner.X+GapPage, tops[l.high]))
}

// hides tells how much of the height of what has the keyboard a notice at some
// height would hide.
func (l *noticeLayer) hides(top, height float32) float32 {
	driver := fyne.CurrentApp().Driver()
	canvas := driver.CanvasForObject(l)
	if canvas == nil {
		return 0
	}
	focused, ok := canvas.Focused().(fyne.CanvasObject)
	if !ok || within(l.column, focused) {
		return 0
	}
	begin := driver.AbsolutePositionForObject(focused).Y - driver.AbsolutePositionForObject(l).Y
	return max(0, min(begin+focused.Size().Height, top+height)-max(begin, top))
}

// MinSize is nothing: the layer takes the window's size.
func (l *noticeLayer) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer is Fyne's hook.
func (l *noticeLayer) CreateRenderer() fyne.WidgetRenderer { return noticeRenderer{l} }

type noticeRenderer struct{ layer *noticeLayer }

func (r noticeRenderer) Destroy()                     {}
func (r noticeRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r noticeRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.layer.column} }
func (r noticeRenderer) Layout(fyne.Size)             { r.layer.place() }
func (r noticeRenderer) Refresh()                     { r.layer.column.Refresh(); r.layer.place() }

// noticesOver finds the layer of notices of the window that an object is in;
// nil where there is none.
func noticesOver(object fyne.CanvasObject) *noticeLayer {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(object)
	if canvas == nil {
		return nil
	}
	window, ok := canvas.Content().(*fyne.Container)
	if !ok {
		return nil
	}
	for _, child := range window.Objects {
		if layer, ok := child.(*noticeLayer); ok {
			return layer
		}
	}
	return nil
}

// floatingNotice is a notice that lies over the page: with an edge all round,
// and it lets no click through.
func floatingNotice(kind NoticeKind, text string, buttons ...fyne.CanvasObject) *fyne.Container {
	_, ink, ground := noticeLook(kind)
	return container.NewStack(newShield(), NewPanel(ground, ink), Notice(kind, text, buttons...))
}

// shield keeps the mouse from what lies under it.
type shield struct{ widget.BaseWidget }

func newShield() *shield {
	s := &shield{}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is Fyne's hook.
func (s *shield) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// Tapped does nothing.
func (s *shield) Tapped(*fyne.PointEvent) {}

// MouseIn does nothing.
func (s *shield) MouseIn(*desktop.MouseEvent) {}

// MouseMoved does nothing.
func (s *shield) MouseMoved(*desktop.MouseEvent) {}

// MouseOut does nothing.
func (s *shield) MouseOut() {}

// Cursor is the usual arrow: the one of what lies below would promise a press.
func (s *shield) Cursor() desktop.Cursor { return desktop.DefaultCursor }
