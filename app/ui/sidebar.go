package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
)

// Place is one entry of the left bar.
type Place struct {
	Route Route
	Icon  string
	Word  string
}

// SideBar is the left bar: the places, one of them chosen, and what belongs to
// the program itself at the bottom.
type SideBar struct {
	items   map[Route]*navItem
	order   []*navItem
	content *fyne.Container
}

// NewSideBar makes the bar; onPlace is called when a place is pressed.
func NewSideBar(places, bottom []Place, onPlace func(Route)) *SideBar {
	bar := &SideBar{items: map[Route]*navItem{}}
	add := func(places []Place) []fyne.CanvasObject {
		var objects []fyne.CanvasObject
		for _, place := range places {
			item := newNavItem(place, func() { onPlace(place.Route) })
			bar.items[place.Route] = item
			bar.order = append(bar.order, item)
			objects = append(objects, item)
		}
		return objects
	}
	top := Column(3, append([]fyne.CanvasObject{brand()}, add(places)...)...)
	foot := Column(3, add(bottom)...)
	inner := container.NewBorder(nil, foot, nil, nil, container.New(layout.NewVBoxLayout(), top))
	ground := NewPanel(ColorCard, "")
	ground.square = true
	edge := NewPanel(ColorBorder, "")
	edge.square = true
	bar.content = container.New(&barLayout{}, ground, PadXY(10, 12, inner), edge)
	return bar
}

// Object gives what to put into the window.
func (b *SideBar) Object() fyne.CanvasObject { return b.content }

// Select shows which place the user is in.
func (b *SideBar) Select(route Route) {
	for place, item := range b.items {
		item.setChosen(place == route)
	}
}

// Name gives a place another word; one that the bar does not have is passed over.
func (b *SideBar) Name(place Route, word string) {
	if item, ok := b.items[place]; ok && item.name != word {
		item.name = word
		item.word.set(word, item.word.ink, item.word.bold)
		item.Refresh()
	}
}

// First gives the entry that the keyboard reaches first.
func (b *SideBar) First() fyne.Focusable { return b.order[0] }

func brand() fyne.CanvasObject {
	picture := canvas.NewImageFromResource(AppIcon())
	picture.FillMode = canvas.ImageFillContain
	picture.SetMinSize(fyne.NewSquareSize(28))
	name := label("Cairn", theme.ColorNamePrimary, true)
	name.size = theme.SizeNameSubHeadingText
	return container.New(layout.NewCustomPaddedLayout(2, 16, 8, 8), Row(10, picture, name))
}

// barLayout gives the bar its width and a thin line at its right edge.
type barLayout struct{}

func (barLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := theme.Current().Size(SizeSideBar)
	return fyne.NewSize(max(width, objects[1].MinSize().Width), objects[1].MinSize().Height)
}

func (barLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	objects[1].Resize(size.SubtractWidthHeight(1, 0))
	objects[2].Resize(fyne.NewSize(1, size.Height))
	objects[2].Move(fyne.NewPos(size.Width-1, 0))
}

type navItem struct {
	pressable
	icon *Icon
	word *canvasLabel
}

func newNavItem(place Place, onTapped func()) *navItem {
	n := &navItem{icon: NewIcon(place.Icon, ColorMuted), word: label(place.Word, theme.ColorNameForeground, false)}
	n.name, n.OnTapped = place.Word, onTapped
	n.look = pressLook{hoverFill: theme.ColorNameButton, padX: 10, padY: 8, left: true, fixed: true}
	n.content = Row(12, n.icon, n.word)
	n.ExtendBaseWidget(n)
	return n
}

func (n *navItem) setChosen(chosen bool) {
	n.look.fill, n.look.hoverFill = "", theme.ColorNameButton
	ink, iconInk := theme.ColorNameForeground, ColorMuted
	if chosen {
		n.look.fill, n.look.hoverFill = ColorSelected, ColorSelected
		ink, iconInk = theme.ColorNamePrimary, theme.ColorNamePrimary
	}
	n.icon.Set(n.icon.name, iconInk)
	n.word.set(n.word.text, ink, chosen)
	n.Refresh()
}
