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
	line := container.New(&headerLayout{search: h.search}, left, h.chip, h.search, h.plus)
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

// headerLayout gives the title what the others leave. Where that is little (large
// text in a small window), the search box shrinks to its picture.
type headerLayout struct{ search *searchBox }

// titleRoom is how much of a title must be seen: two words.
const titleRoom float32 = 170

const headerGap float32 = 10

func (l *headerLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	was := l.search.small
	l.search.shrink(true)
	size := l.rest(objects)
	l.search.shrink(was)
	size.Width += objects[0].MinSize().Width
	size.Height = max(size.Height, objects[0].MinSize().Height)
	return size
}

// rest is the room of all but the title.
func (l *headerLayout) rest(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, object := range objects[1:] {
		least := object.MinSize()
		size.Width += headerGap + least.Width
		size.Height = max(size.Height, least.Height)
	}
	return size
}

func (l *headerLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.search.shrink(false)
	if l.rest(objects).Width+titleRoom > size.Width {
		l.search.shrink(true)
	}
	x := size.Width - l.rest(objects).Width
	height := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(max(0, x), height))
	objects[0].Move(fyne.NewPos(0, (size.Height-height)/2))
	for _, object := range objects[1:] {
		least := object.MinSize()
		object.Resize(least)
		object.Move(fyne.NewPos(x+headerGap, (size.Height-least.Height)/2))
		x += headerGap + least.Width
	}
}

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
	words *canvasLabel
	room  *leastWidth
	small bool // only the picture is seen
}

// shrink leaves only the picture of the box, or brings its words back.
func (s *searchBox) shrink(small bool) {
	if s.small == small {
		return
	}
	s.small = small
	s.words.Hidden = small
	s.room.width = searchWidth - 20
	if small {
		s.room.width = 0
	}
}

func newSearchBox(onTapped func()) *searchBox {
	s := &searchBox{}
	s.name = T("shell.search", "Search everything")
	s.OnTapped = onTapped
	s.look = pressLook{fill: ColorCard, hoverFill: ColorCard, stroke: theme.ColorNameInputBorder, padX: 10, padY: 5, wide: true}
	s.words = label(T("shell.searchBox", "Search (Ctrl+K)"), ColorMuted, false)
	s.room = &leastWidth{searchWidth - 20}
	s.content = container.New(s.room, Row(8, NewIcon("search", ColorMuted), s.words))
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
