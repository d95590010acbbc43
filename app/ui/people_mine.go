package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
)

// mineObjects are the user's own laptops, the way to one more, and what to do
// when one is gone.
func (s *peopleScreen) mineObjects() []fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	for _, laptop := range s.loaded.Mine {
		rows = append(rows, s.mineRow(laptop))
	}
	add := QuietButton(T("mine.add", "Add another laptop of mine"), "plus", func() { s.p.Navigate(Route{Screen: MineScreen}) })
	gone := LinkButton(T("mine.gone", "A laptop is lost or stolen"), "warning", func() { s.p.Navigate(Route{Screen: LostScreen}) })
	return []fyne.CanvasObject{Card(T("mine.title", "My laptops"), T("mine.help", "They hold the same, your private pages too, and either can take the other out."), List(rows...), Flow(Gap, add, gone))}
}

func (s *peopleScreen) mineRow(laptop app.MyLaptop) fyne.CanvasObject {
	seen := T("trust.this", "this laptop")
	switch {
	case laptop.Self:
	case laptop.Remote.LastSeen.IsZero():
		seen = T("trust.unseen", "not met yet")
	default:
		seen = T("trust.seen", "last met %s", When(laptop.Remote.LastSeen, s.p.now()))
	}
	words := Column(1, Line(laptop.Laptop, theme.ColorNameForeground), Muted(dotted(seen, N(laptop.Spaces, "mine.spaces", "in 1 space", "in %d spaces"))))
	right := fyne.CanvasObject(Row(0))
	if !laptop.Self {
		right = LinkButton(T("mine.lost", "Lost this laptop"), "", func() { s.p.Navigate(Route{Screen: LostScreen, ID: laptop.Device.String()}) })
	}
	return PadXY(8, 4, Spread(iconLead(NewIcon("laptop", ColorMuted), words), right))
}
