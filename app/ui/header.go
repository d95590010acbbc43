package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// searchWidth is the search box at normal text: its words and room to be found.
const searchWidth float32 = 230

// Header is the line over the page: where one is, what is saved and shared,
// the way to search and to begin something new.
type Header struct {
	title   *Words
	back    *Button
	chip    *Chip
	search  *searchBox
	plus    *Button
	content *fyne.Container
}

// HeaderParts is what the header reports.
type HeaderParts struct {
	OnBack, OnChip, OnSearch, OnNew func()
}

// NewHeader makes the header.
func NewHeader(parts HeaderParts) *Header {
	h := &Header{
		title:  Heading(""),
		back:   IconButton("back", T("shell.back", "Back"), parts.OnBack),
		chip:   NewChip(ChipOK, T("chip.alone", "All saved on this laptop"), parts.OnChip),
		search: newSearchBox(parts.OnSearch),
		plus:   PrimaryButton(T("shell.new", "New"), "plus", parts.OnNew),
	}
	for _, p := range []*pressable{&h.back.pressable, &h.chip.pressable, &h.search.pressable, &h.plus.pressable} {
		p.look.fixed = true
	}
	h.back.Hide()
	left := container.New(&titleLayout{}, h.back, h.title)
	line := Spread(left, Row(10, h.chip, h.search, h.plus))
	ground := NewPanel(ColorCard, "")
	ground.square = true
	h.content = container.NewBorder(nil, Divider(), nil, nil, container.NewStack(ground, PadXY(GapPage, 11, line)))
	return h
}

// Object gives what to put into the window.
func (h *Header) Object() fyne.CanvasObject { return h.content }

// SetTitle says where the user is, and whether there is a way back.
func (h *Header) SetTitle(title string, back bool) {
	h.title.SetText(title)
	if h.back.Visible() != back {
		h.back.Hidden = !back
		h.content.Refresh()
	}
}

// SetChip says what is saved and shared.
func (h *Header) SetChip(state ChipState, text string) {
	h.chip.Set(state, text)
	h.content.Refresh()
}

// First gives what the keyboard reaches first.
func (h *Header) First() fyne.Focusable { return h.search }

// titleLayout puts the way back before the title, which takes the rest and is cut there.
type titleLayout struct{}

func (titleLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[1].MinSize()
	return fyne.NewSize(size.Width+40, max(size.Height, objects[0].MinSize().Height))
}

func (titleLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	if back := objects[0]; back.Visible() {
		least := back.MinSize()
		back.Resize(least)
		back.Move(fyne.NewPos(-8, (size.Height-least.Height)/2))
		x = least.Width - 2
	}
	height := objects[1].MinSize().Height
	objects[1].Resize(fyne.NewSize(size.Width-x, height))
	objects[1].Move(fyne.NewPos(x, (size.Height-height)/2))
}

// searchBox looks like a field and opens the search, where the typing happens.
type searchBox struct {
	pressable
}

func newSearchBox(onTapped func()) *searchBox {
	s := &searchBox{}
	s.name = T("shell.search", "Search everything")
	s.OnTapped = onTapped
	s.look = pressLook{fill: ColorCard, hoverFill: ColorCard, stroke: theme.ColorNameInputBorder, padX: 10, padY: 5, wide: true}
	words := Row(8, NewIcon("search", ColorMuted), label(T("shell.searchBox", "Search (Ctrl+K)"), ColorMuted, false))
	s.content = container.New(&leastWidth{searchWidth - 20}, words)
	s.ExtendBaseWidget(s)
	return s
}

// leastWidth keeps room for a thing.
type leastWidth struct{ width float32 }

func (l *leastWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	return fyne.NewSize(max(size.Width, l.width), size.Height)
}

func (l *leastWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
}
