package ui

import (
	"image/color"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app/figure"
)

// AccessibilityLabel says the whole picture.
func (v *FigureView) AccessibilityLabel() string {
	if v.scene == nil {
		return ""
	}
	return v.scene.Description
}

// AccessibilityRole says that it is to be read.
func (v *FigureView) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (v *FigureView) outline() (role, text string) { return "picture", v.AccessibilityLabel() }

// CreateRenderer is Fyne's hook.
func (v *FigureView) CreateRenderer() fyne.WidgetRenderer { return &figureRenderer{v: v} }

type figureRenderer struct{ v *FigureView }

func (r *figureRenderer) Destroy() {}

func (r *figureRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, 0, len(r.v.strips)+2)
	for _, strip := range r.v.strips {
		objects = append(objects, strip.raster)
	}
	return append(objects, r.v.ring, r.v.edge)
}

// MinSize is as high as the scene is at the view's width.
func (r *figureRenderer) MinSize() fyne.Size {
	v := r.v
	switch {
	case v.height > 0:
		return fyne.NewSize(leastFigure, v.height)
	case v.Size().Width <= 0:
		return fyne.NewSize(leastFigure, 0)
	}
	v.arrange()
	if v.scene == nil {
		return fyne.NewSize(leastFigure, 0)
	}
	return fyne.NewSize(leastFigure, float32(v.scene.Height*v.fitting()))
}

func (r *figureRenderer) Layout(size fyne.Size) {
	r.v.arrange()
	r.v.cutStrips(size)
	r.v.edge.Resize(size.SubtractWidthHeight(2*edgeRoom, 2*edgeRoom))
	r.v.edge.Move(fyne.NewSquareOffsetPos(edgeRoom))
	r.place()
}

// edgeRoom keeps the ring of the keyboard off the border: what can be scrolled
// is cut there, and Fyne's software painter moves a ring that is cut.
const edgeRoom = 4

// ringRoom lies between a part and the ring around it.
const ringRoom = 3

// place puts the ring around the current part.
func (r *figureRenderer) place() {
	v := r.v
	if v.Hand != nil {
		v.Hand.OnMoved()
	}
	part := v.Current()
	v.ring.Hidden = part == nil
	v.edge.Hidden = !v.focused
	v.edge.StrokeColor, v.edge.StrokeWidth = themeColor(v, ColorFocusRing), focusRingWidth
	v.edge.FillColor, v.edge.CornerRadius = color.Transparent, 4
	if part == nil {
		return
	}
	from := v.position(figure.Spot{X: part.Hit.X, Y: part.Hit.Y}).SubtractXY(ringRoom, ringRoom)
	till := v.position(figure.Spot{X: part.Hit.X + part.Hit.W, Y: part.Hit.Y + part.Hit.H}).AddXY(ringRoom, ringRoom)
	v.ring.Move(from)
	v.ring.Resize(fyne.NewSize(till.X-from.X, till.Y-from.Y))
	v.ring.FillColor = color.Transparent
	v.ring.StrokeColor, v.ring.StrokeWidth = figure.Ink.RGBA(), focusRingWidth
	v.ring.CornerRadius = min(6, (till.Y-from.Y)/2)
}

func (r *figureRenderer) Refresh() {
	r.v.arrange()
	r.place()
	for _, strip := range r.v.strips {
		strip.raster.Refresh()
	}
	r.v.ring.Refresh()
	r.v.edge.Refresh()
}
