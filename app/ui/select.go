package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Select shows one of several answers and opens the list of all. The line
// around it is that of a field; a ring shows that it has the keyboard, for
// Fyne's own changes only its ground a little.
type Select struct {
	widget.Select

	ring    *canvas.Rectangle
	focused bool
}

// NewSelect makes a list with nothing chosen; onChanged may be nil.
func NewSelect(answers []string, onChanged func(string)) *Select {
	s := &Select{ring: canvas.NewRectangle(nil)}
	s.Options, s.OnChanged, s.PlaceHolder = answers, onChanged, T("choice.none", "Choose one")
	s.ExtendBaseWidget(s)
	return s
}

// FocusGained shows the ring. Fyne's own is not told: it would colour the
// ground, on which the ring stands out less.
func (s *Select) FocusGained() {
	s.focused = true
	s.Refresh()
	reveal(s)
}

// FocusLost takes the ring away.
func (s *Select) FocusLost() {
	s.focused = false
	s.Refresh()
}

// TypedKey opens the list or moves in it; Esc, F1 and F6 are the window's.
func (s *Select) TypedKey(key *fyne.KeyEvent) {
	s.Select.TypedKey(key)
	passKey(s, key)
}

// CreateRenderer is Fyne's hook: Fyne's own picture with our line around it.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	s.paintRing()
	return &selectRenderer{WidgetRenderer: s.Select.CreateRenderer(), list: s}
}

func (s *Select) paintRing() {
	s.ring.StrokeColor, s.ring.StrokeWidth = themeColor(s, theme.ColorNameInputBorder), s.Theme().Size(theme.SizeNameInputBorder)
	if s.focused && !s.Disabled() {
		s.ring.StrokeColor, s.ring.StrokeWidth = themeColor(s, ColorFocusRing), focusRingWidth
	}
	s.ring.CornerRadius = s.Theme().Size(theme.SizeNameInputRadius)
	inset := s.ring.StrokeWidth
	s.ring.Resize(s.Size().SubtractWidthHeight(inset, inset))
	s.ring.Move(fyne.NewSquareOffsetPos(inset / 2))
	s.ring.Refresh()
}

type selectRenderer struct {
	fyne.WidgetRenderer
	list *Select
}

func (r *selectRenderer) Objects() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{}, r.WidgetRenderer.Objects()...), r.list.ring)
}

func (r *selectRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.list.paintRing()
}

func (r *selectRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.list.paintRing()
}
