package ui

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/cairn-schools/cairn/app/figure"
)

// nearPart is how far beside a part the mouse may be, in Fyne's units: a point
// of a chart is smaller than what a hand can aim at.
const nearPart = 9

// hit finds the part under the mouse, or the nearest one close by.
func (v *FigureView) hit(at fyne.Position) *figure.Group {
	if v.scene == nil {
		return nil
	}
	spot := v.spot(at)
	if part := v.scene.At(spot); part != nil {
		return part
	}
	var near *figure.Group
	best := nearPart / v.scale()
	v.scene.Groups(func(g *figure.Group) {
		if far := apart(g.Hit, spot); far < best {
			near, best = g, far
		}
	})
	return near
}

// apart is how far a place lies from a box.
func apart(b figure.Box, s figure.Spot) float64 {
	return math.Hypot(math.Max(0, math.Max(b.X-s.X, s.X-b.X-b.W)), math.Max(0, math.Max(b.Y-s.Y, s.Y-b.Y-b.H)))
}

// Tapped acts on the part under the mouse and takes the keyboard.
func (v *FigureView) Tapped(event *fyne.PointEvent) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(v); canvas != nil {
		canvas.Focus(v)
	}
	part := v.hit(event.Position)
	if part == nil {
		return
	}
	v.SetCurrent(part.ID)
	if v.Hand == nil {
		v.act(part, false)
		return
	}
	twice := v.clicked == part.ID && time.Since(v.tapped) < doubleClick
	v.clicked, v.tapped = part.ID, time.Now()
	v.untip()
	v.Hand.Chosen(part, twice)
}

// doubleClick is how soon a second click belongs to the first.
const doubleClick = 500 * time.Millisecond

// TappedSecondary offers what can be done with the part under the mouse.
func (v *FigureView) TappedSecondary(event *fyne.PointEvent) {
	if part := v.hit(event.Position); part != nil {
		v.SetCurrent(part.ID)
		v.act(part, true)
	}
}

// act does the only action of a part, or offers several.
func (v *FigureView) act(part *figure.Group, menu bool) {
	if v.Actions == nil {
		return
	}
	actions := v.Actions(part)
	switch {
	case len(actions) == 0:
	case len(actions) == 1 && !menu:
		v.untip()
		actions[0].Do()
	default:
		v.offer(part, actions)
	}
}

func (v *FigureView) offer(part *figure.Group, actions []FigureAction) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(v)
	if canvas == nil {
		return
	}
	v.untip()
	var items []*fyne.MenuItem
	for _, action := range actions {
		items = append(items, fyne.NewMenuItem(action.Words, action.Do))
	}
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), canvas)
	menu.ShowAtRelativePosition(v.position(figure.Spot{X: part.Hit.X, Y: part.Hit.Y + part.Hit.H}).AddXY(0, 4), v)
	canvas.Focus(menu)
}

// MouseIn begins to follow the mouse.
func (v *FigureView) MouseIn(event *desktop.MouseEvent) { v.hovered = true; v.MouseMoved(event) }

// MouseMoved makes the part under the mouse the current one.
func (v *FigureView) MouseMoved(event *desktop.MouseEvent) {
	part := v.hit(event.Position)
	if v.Hand != nil {
		v.pointOnly(part)
		return
	}
	if part == nil {
		v.untip()
		if !v.focused {
			v.SetCurrent("")
		}
		return
	}
	if part.ID != v.current {
		v.SetCurrent(part.ID)
		v.tip(part)
	}
}

// pointOnly says the part under the mouse without choosing it.
func (v *FigureView) pointOnly(part *figure.Group) {
	switch {
	case part == nil:
		v.under = ""
		v.untip()
	case part.ID != v.under:
		v.under = part.ID
		v.tip(part)
	}
}

// MouseOut forgets the mouse.
func (v *FigureView) MouseOut() {
	v.hovered, v.under = false, ""
	v.untip()
	if !v.focused && v.Hand == nil {
		v.SetCurrent("")
	}
}

// Cursor is a hand over what can be pressed.
func (v *FigureView) Cursor() desktop.Cursor {
	if part := v.Current(); v.hovered && part != nil && v.Actions != nil && len(v.Actions(part)) > 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Dragged moves what is larger than the view.
func (v *FigureView) Dragged(event *fyne.DragEvent) {
	scale := v.scale()
	v.corner.X -= float64(event.Dragged.DX) / scale
	v.corner.Y -= float64(event.Dragged.DY) / scale
	v.keepOnPaper()
	v.Refresh()
}

// DragEnd does nothing: the picture stays where it was dragged.
func (v *FigureView) DragEnd() {}

// Scrolled zooms with Ctrl; without it the page scrolls as if nothing were here.
func (v *FigureView) Scrolled(event *fyne.ScrollEvent) {
	if driver, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && driver.CurrentKeyModifiers()&fyne.KeyModifierControl != 0 {
		v.ZoomBy(math.Pow(zoomStep, math.Copysign(1, float64(event.Scrolled.DY))), event.Position)
		return
	}
	if around := scrollAround(v); around != nil {
		around.Scrolled(event)
	}
}

// FocusGained shows that the arrow keys go through the picture.
func (v *FigureView) FocusGained() { v.focused = true; v.Refresh(); reveal(v) }

// FocusLost is FocusGained undone.
func (v *FigureView) FocusLost() {
	v.focused = false
	v.untip()
	if v.Hand == nil {
		v.SetCurrent("")
	}
	v.Refresh()
}

// AcceptsTab keeps Tab in a picture that uses it.
func (v *FigureView) AcceptsTab() bool { return v.Hand != nil && v.Hand.Tab() }

// TypedShortcut lets the picture see Ctrl+Z and the like, then the window: Fyne
// would tell only the picture.
func (v *FigureView) TypedShortcut(shortcut fyne.Shortcut) {
	if v.Hand != nil && v.Hand.Shortcut(shortcut) {
		return
	}
	if window, ok := fyne.CurrentApp().Driver().CanvasForObject(v).(fyne.Shortcutable); ok {
		window.TypedShortcut(shortcut)
	}
}

// TypedRune zooms.
func (v *FigureView) TypedRune(r rune) {
	if v.Hand != nil && v.Hand.Rune(v.Current(), r) {
		return
	}
	switch r {
	case '+', '=':
		v.ZoomIn()
	case '-':
		v.ZoomOut()
	case '0':
		v.Fit()
	}
}

// TypedKey goes from part to part and acts on the current one.
func (v *FigureView) TypedKey(event *fyne.KeyEvent) {
	if v.Hand != nil && v.Hand.Key(v.Current(), event.Name) {
		return
	}
	switch event.Name {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd:
		v.step(event.Name)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if part := v.Current(); part != nil {
			v.act(part, false)
		}
	case fyne.KeyEscape:
		if v.current != "" {
			v.SetCurrent("")
			return
		}
		passKey(v, event)
	default:
		passKey(v, event)
	}
}

func (v *FigureView) step(key fyne.KeyName) {
	if v.scene == nil {
		return
	}
	next := v.Next
	if next == nil {
		next = nearestPart
	}
	if part := next(v.scene, v.Current(), key); part != nil {
		v.SetCurrent(part.ID)
	}
}

// sideways is how much worse a way aside is than one straight ahead.
const sideways = 2.5

// nearestPart gives the part that lies nearest in the direction of an arrow;
// from nil, and with Home and End, the first or last in the order of drawing.
func nearestPart(scene *figure.Scene, from *figure.Group, key fyne.KeyName) *figure.Group {
	var first, last, near *figure.Group
	best := math.Inf(1)
	scene.Groups(func(g *figure.Group) {
		if g.Name == "" {
			return
		}
		if last = g; first == nil {
			first = g
		}
		if from == nil || g.ID == from.ID {
			return
		}
		if ahead, aside := wayTo(from.Hit, g.Hit, key); ahead > 1 && ahead+sideways*aside < best {
			near, best = g, ahead+sideways*aside
		}
	})
	switch {
	case key == fyne.KeyEnd:
		return last
	case key == fyne.KeyHome || from == nil:
		return first
	default:
		return near
	}
}

// wayTo measures the way between two middles in the direction of an arrow and across it.
func wayTo(from, to figure.Box, key fyne.KeyName) (ahead, aside float64) {
	x, y := to.X+to.W/2-from.X-from.W/2, to.Y+to.H/2-from.Y-from.H/2
	switch key {
	case fyne.KeyRight:
		return x, math.Abs(y)
	case fyne.KeyLeft:
		return -x, math.Abs(y)
	case fyne.KeyDown:
		return y, math.Abs(x)
	default:
		return -y, math.Abs(x)
	}
}

// tip shows the words of a part beside it.
func (v *FigureView) tip(part *figure.Group) {
	layer := tipsOver(v)
	if words := v.words(part); layer != nil && words != "" {
		place := v.position(figure.Spot{X: part.Hit.X, Y: part.Hit.Y + part.Hit.H})
		layer.showAt(words, fyne.CurrentApp().Driver().AbsolutePositionForObject(v).Add(place).AddXY(-6, 10))
	}
}

func (v *FigureView) untip() {
	if layer := tipsOver(v); layer != nil {
		layer.clear()
	}
}
