package ui

import (
	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app/figure"
)

// shapeHeight is how high the picture of the network may stand on the page.
const shapeHeight float32 = 420

// shapeObjects draws who shares with whom, once there are two.
func (s *sharingScreen) shapeObjects() []fyne.CanvasObject {
	network := s.loaded.Network
	if len(network.Lines) == 0 {
		return nil
	}
	title := T("shape.title", "Picture of the network")
	save := s.p.savePicture(title, func() *figure.Scene { return network.Scene() })
	onPage := network
	onPage.Bare = true
	height := min(shapeHeight, float32(onPage.Scene().Height))
	view := NewFigureView(FigureParts{Height: height, Lay: func(float64) *figure.Scene { return onPage.Scene() }})
	box := NewFigureBox(view, FigureBoxParts{Rest: T("shape.rest", "Point at a school: it says with whom it shares."), OnResize: s.page.Refit})
	return []fyne.CanvasObject{CardWith(title, network.Shape()+" "+T("shape.known", "Only the spaces that this laptop is in, and the buddy pairs that are written there, are drawn."), Row(Gap, save), box.Object())}
}
