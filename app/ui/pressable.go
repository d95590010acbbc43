package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// focusRingWidth is WCAG 2.2's two pixels.
const focusRingWidth = 2

// passKey hands a key that means something to the whole window (Esc, F1, F6) on
// to it: Fyne tells only the widget that has the keyboard.
func passKey(from fyne.CanvasObject, event *fyne.KeyEvent) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(from)
	if canvas == nil || canvas.OnTypedKey() == nil {
		return
	}
	switch event.Name {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF6:
		canvas.OnTypedKey()(event)
	}
}

// passScreenKey hands on what a button has no use for and the screen may have:
// whoever pressed "Next step" with the mouse goes on with the arrows.
func passScreenKey(from fyne.CanvasObject, event *fyne.KeyEvent) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(from)
	if canvas == nil || canvas.OnTypedKey() == nil || event.Name == fyne.KeyDown {
		return // Down enters a page where the keyboard is nowhere; here it is somewhere
	}
	canvas.OnTypedKey()(event)
}

// pressable is what buttons, rows, chips and places in the side bar share: a
// ground, something on it, and the same answer to mouse and keyboard. Enter and
// Space press it; the keyboard's place is shown by a ring.
type pressable struct {
	widget.BaseWidget

	// OnTapped is called when it is pressed; nil makes it a mere picture.
	OnTapped func()

	name     string // for screen readers
	content  fyne.CanvasObject
	look     pressLook
	scroll   *container.Scroll // of the sheet that it stands on; nil on a page
	hovered  bool
	focused  bool
	disabled bool
	unmeant  bool        // the click that has begun is the rest of another
	rest     *time.Timer // runs while the mouse rests on a picture button
}

type pressLook struct {
	fill, hoverFill, stroke fyne.ThemeColorName // "" means none
	padX, padY              float32
	pill, left              bool // half-round ends; content at the left instead of the middle
	wide                    bool // content gets the whole width
	low                     bool // lower than a full target, for chips
	square                  bool // a picture alone: as wide as high
	fixed                   bool // stands outside the page and does not scroll
}

// Tapped presses it.
func (p *pressable) Tapped(*fyne.PointEvent) {
	if p.unmeant {
		p.unmeant = false
		return
	}
	p.press()
}

func (p *pressable) press() {
	p.unhover()
	if !p.disabled && p.OnTapped != nil {
		p.OnTapped()
	}
}

// MouseDown lets what is on the page stand still until the click is over: Fyne
// knows a click by the same object under the mouse at its beginning and its end.
func (p *pressable) MouseDown(event *desktop.MouseEvent) {
	if layer := tipsOver(p.content); layer != nil {
		layer.held = time.Now()
		p.noteClick(layer, event)
	}
}

// MouseUp ends what MouseDown began.
func (p *pressable) MouseUp(*desktop.MouseEvent) {
	if layer := tipsOver(p.content); layer != nil {
		layer.held = time.Time{}
	}
}

// TypedKey presses it on Enter and Space.
func (p *pressable) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.press()
	default:
		passScreenKey(p.content, event)
	}
}

// TypedRune does nothing: letters mean nothing here.
func (p *pressable) TypedRune(rune) {}

// FocusGained shows the ring.
func (p *pressable) FocusGained() { p.focused = true; p.Refresh(); p.reveal() }

func (p *pressable) reveal() {
	switch {
	case p.scroll != nil:
		revealIn(p.scroll, p.content)
	case !p.look.fixed:
		reveal(p.content)
	}
}

// FocusLost takes the ring away.
func (p *pressable) FocusLost() { p.focused = false; p.Refresh() }

// MouseIn shows that it can be pressed.
func (p *pressable) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.hover(); p.Refresh() }

// MouseMoved does nothing.
func (p *pressable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is MouseIn undone.
func (p *pressable) MouseOut() { p.hovered = false; p.unhover(); p.Refresh() }

// Cursor is a hand where something happens on a press.
func (p *pressable) Cursor() desktop.Cursor {
	if p.OnTapped == nil || p.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// Disabled tells whether it takes no presses now; the keyboard passes it by.
func (p *pressable) Disabled() bool { return p.disabled || p.OnTapped == nil }

// Enable lets it be pressed again.
func (p *pressable) Enable() { p.disabled = false; p.Refresh() }

// Disable makes it take no presses.
func (p *pressable) Disable() { p.disabled = true; p.Refresh() }

// AccessibilityLabel is what it says.
func (p *pressable) AccessibilityLabel() string { return p.name }

// AccessibilityRole says that it can be pressed.
func (p *pressable) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is Fyne's hook.
func (p *pressable) CreateRenderer() fyne.WidgetRenderer {
	r := &pressRenderer{p: p, ground: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil)}
	r.applyLook()
	return r
}

type pressRenderer struct {
	p            *pressable
	ground, ring *canvas.Rectangle
}

func (r *pressRenderer) Destroy() {}

func (r *pressRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.p.content, r.ring}
}

func (r *pressRenderer) MinSize() fyne.Size {
	size := r.p.content.MinSize().AddWidthHeight(2*r.p.look.padX, 2*r.p.look.padY)
	if !r.p.look.low {
		size.Height = max(size.Height, r.p.Theme().Size(SizeTarget))
	}
	if r.p.look.square {
		size.Width = size.Height
	}
	return size
}

func (r *pressRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.ring.Resize(size.SubtractWidthHeight(focusRingWidth, focusRingWidth))
	r.ring.Move(fyne.NewSquareOffsetPos(focusRingWidth / 2.0))
	look, content := r.p.look, r.p.content
	width := min(content.MinSize().Width, size.Width-2*look.padX)
	if look.wide {
		width = size.Width - 2*look.padX
	}
	height := fitWidth(content, width)
	x := look.padX
	if !look.left && !look.wide {
		x = (size.Width - width) / 2
	}
	content.Move(fyne.NewPos(x, (size.Height-height)/2))
	if look.pill {
		r.ground.CornerRadius, r.ring.CornerRadius = size.Height/2, size.Height/2
	}
}

func (r *pressRenderer) Refresh() {
	r.applyLook()
	r.p.content.Refresh()
	r.Layout(r.p.Size())
}

func (r *pressRenderer) applyLook() {
	look := r.p.look
	fill := look.fill
	if r.p.hovered && !r.p.Disabled() && look.hoverFill != "" {
		fill = look.hoverFill
	}
	r.paint(r.ground, fill, look.stroke, 1)
	ring := fyne.ThemeColorName("")
	if r.p.focused && !r.p.Disabled() {
		ring = ColorFocusRing
		if look.fill == theme.ColorNamePrimary || look.fill == theme.ColorNameError {
			ring = theme.ColorNameForeground // blue on blue would not be seen
		}
	}
	r.paint(r.ring, "", ring, focusRingWidth)
}

func (r *pressRenderer) paint(rectangle *canvas.Rectangle, fill, stroke fyne.ThemeColorName, width float32) {
	rectangle.FillColor, rectangle.StrokeColor, rectangle.StrokeWidth = nil, nil, 0
	if fill != "" {
		rectangle.FillColor = themeColor(r.p, fill)
	}
	if stroke != "" {
		rectangle.StrokeColor, rectangle.StrokeWidth = themeColor(r.p, stroke), width
	}
	if !r.p.look.pill {
		rectangle.CornerRadius = r.p.Theme().Size(theme.SizeNameButtonRadius)
	}
	rectangle.Refresh()
}
