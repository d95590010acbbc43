package ui

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/cairn-schools/cairn/app/figure"
)

// FigureView shows a picture of app/figure: a chart or a diagram. The scene is
// drawn at the screen's own pixels whatever the zoom, by the rasteriser that
// writes the PNG, so that window, file and paper show the same. Its groups are
// the parts that one can point at, with the mouse or with the arrow keys; each
// is known by its ID from one scene to the next.
//
//   - The mouse over a part, or an arrow key, makes it the current part: a ring
//     stands around it, OnPoint is told, and a tip says it in words.
//   - A click, Enter or Space acts on it: its only action is done, several are
//     offered in a menu. A right click always offers them.
//   - Plus, minus and 0, or the wheel with Ctrl, zoom; dragging moves what is larger
//     than the view. The wheel alone scrolls the page.
//
// All methods belong to the GUI goroutine. NewFigureBox puts one under its
// tools and over its words.
type FigureView struct {
	widget.BaseWidget

	// OnPoint is told which part is the current one; nil when none is.
	OnPoint func(part *figure.Group)
	// Actions gives what can be done with a part; none makes it mere words.
	Actions func(part *figure.Group) []FigureAction
	// Words says a part for tip and status; nil stands for the part's name.
	Words func(part *figure.Group) string
	// Next gives the part that an arrow key leads to, from nil at first; nil
	// stands for the nearest part in that direction.
	Next func(scene *figure.Scene, from *figure.Group, key fyne.KeyName) *figure.Group

	// Hand is what can be changed by hand in a diagram; nil where it is only looked at.
	Hand *FigureHand

	lay    func(width float64) *figure.Scene
	height float32 // of the view; 0 for the scene's own

	scene   *figure.Scene
	laidFor float64     // the width that scene was laid out for
	zoom    float64     // 1 shows the whole width
	corner  figure.Spot // of the scene, at the view's upper left corner

	current string // the ID of the current part
	focused bool
	hovered bool
	under   string    // the ID of the part under the mouse, where the mouse does not choose
	tapped  time.Time // the last click, and what was clicked
	clicked string

	strips []*figureStrip    // the picture, from the top down
	ring   *canvas.Rectangle // around the current part
	edge   *canvas.Rectangle // of the view, while it has the keyboard
}

// FigureAction is something that can be done with a part of a picture.
type FigureAction struct {
	Words string
	Do    func()
}

// FigureHand makes a picture one that is changed where it stands. The current
// part then stays while the keyboard is elsewhere, and the mouse over a part
// only says it. All functions must be given.
type FigureHand struct {
	// Key, Rune and Shortcut see what is typed first and tell whether they used it.
	Key      func(part *figure.Group, key fyne.KeyName) bool
	Rune     func(part *figure.Group, letter rune) bool
	Shortcut func(shortcut fyne.Shortcut) bool
	// Chosen is called for a click on a part, twice for a double click.
	Chosen func(part *figure.Group, twice bool)
	// Tab tells whether Tab is a key of the picture now; Escape lets it go on.
	Tab func() bool
	// OnMoved is called when the picture stands elsewhere in its view.
	OnMoved func()
}

// FigureParts says what a FigureView shows.
type FigureParts struct {
	// Lay makes the scene for a width in units of text at its normal size. A
	// scene that does not care (a diagram) is shown whole, never enlarged.
	Lay func(width float64) *figure.Scene
	// Height fixes the view's height in Fyne's units; 0 takes the scene's.
	Height float32
}

// Zooms between the whole picture and a letter as large as a thumb.
const (
	mostZoom = 8
	zoomStep = 1.25
)

// leastFigure is the narrowest view that is asked for.
const leastFigure float32 = 160

// NewFigureView makes a view of a scene; it is laid out once it has its width.
func NewFigureView(parts FigureParts) *FigureView {
	v := &FigureView{lay: parts.Lay, height: parts.Height, zoom: 1}
	v.ring, v.edge = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	v.ExtendBaseWidget(v)
	return v
}

// SetLay shows another scene, or the same with news; zoom and current part stay.
func (v *FigureView) SetLay(lay func(width float64) *figure.Scene) {
	v.lay, v.scene, v.laidFor = lay, nil, 0
	v.arrange()
	v.Refresh()
}

// Scene gives what is shown; nil before the view has a width.
func (v *FigureView) Scene() *figure.Scene { return v.scene }

// Current gives the part that stands in the ring; nil when none does.
func (v *FigureView) Current() *figure.Group { return v.part(v.current) }

func (v *FigureView) part(id string) *figure.Group {
	var found *figure.Group
	if v.scene != nil && id != "" {
		v.scene.Groups(func(g *figure.Group) {
			if g.ID == id {
				found = g
			}
		})
	}
	return found
}

// SetCurrent puts a part into the ring, moves it into view and tells OnPoint;
// an ID that is not there takes the ring away.
func (v *FigureView) SetCurrent(id string) {
	part := v.part(id)
	if part == nil {
		id = ""
	} else {
		v.bring(part.Hit)
	}
	if v.current == id {
		return
	}
	v.current = id
	v.Refresh()
	if v.OnPoint != nil {
		v.OnPoint(part)
	}
}

// words says a part.
func (v *FigureView) words(part *figure.Group) string {
	if v.Words != nil {
		return v.Words(part)
	}
	return part.Name
}

// textFactor is how much larger than normal the user reads.
func textFactor() float64 { return float64(textSizeNow()) / 100 }

// arrange makes the scene for the view's width and keeps the corner on it.
func (v *FigureView) arrange() {
	width := float64(v.Size().Width) / textFactor()
	if width <= 0 || v.lay == nil {
		return
	}
	if v.scene == nil || v.laidFor != width {
		v.scene, v.laidFor = v.lay(width), width
		if v.current != "" && v.part(v.current) == nil {
			v.current = ""
		}
	}
	v.keepOnPaper()
}

// fitting is the scale, in Fyne's units for one of the scene, that shows all of it.
func (v *FigureView) fitting() float64 {
	scale := textFactor()
	if v.scene == nil || v.scene.Width <= 0 || v.scene.Height <= 0 {
		return scale
	}
	scale = math.Min(scale, float64(v.Size().Width)/v.scene.Width)
	if v.height > 0 {
		scale = math.Min(scale, float64(v.height)/v.scene.Height)
	}
	return math.Max(scale, 1e-3)
}

func (v *FigureView) scale() float64 { return v.fitting() * v.zoom }

// window is the part of the scene that the view shows.
func (v *FigureView) window() figure.Box {
	scale := v.scale()
	return figure.Box{X: v.corner.X, Y: v.corner.Y, W: float64(v.Size().Width) / scale, H: float64(v.Size().Height) / scale}
}

// keepOnPaper moves the corner so that no empty ground is shown beside the
// scene where there is scene to show; what is smaller stands in the middle.
func (v *FigureView) keepOnPaper() {
	if v.scene == nil {
		return
	}
	w := v.window()
	keep := func(at, shown, all float64) float64 {
		if shown >= all {
			return (all - shown) / 2
		}
		return math.Max(0, math.Min(at, all-shown))
	}
	v.corner = figure.Spot{X: keep(w.X, w.W, v.scene.Width), Y: keep(w.Y, w.H, v.scene.Height)}
}

// ZoomBy makes the picture larger or smaller about a place of the view.
func (v *FigureView) ZoomBy(factor float64, at fyne.Position) {
	under := v.spot(at)
	v.zoom = math.Max(1, math.Min(mostZoom, v.zoom*factor))
	scale := v.scale()
	v.corner = figure.Spot{X: under.X - float64(at.X)/scale, Y: under.Y - float64(at.Y)/scale}
	v.keepOnPaper()
	v.Refresh()
}

// ZoomIn makes the picture larger about its current part, else about its middle.
func (v *FigureView) ZoomIn() { v.ZoomBy(zoomStep, v.focus()) }

// ZoomOut is ZoomIn undone.
func (v *FigureView) ZoomOut() { v.ZoomBy(1/zoomStep, v.focus()) }

// Fit shows the whole picture again.
func (v *FigureView) Fit() {
	v.zoom = 1
	v.keepOnPaper()
	v.Refresh()
}

// focus is the place that zooming keeps still.
func (v *FigureView) focus() fyne.Position {
	if part := v.Current(); part != nil {
		return v.position(figure.Spot{X: part.Hit.X + part.Hit.W/2, Y: part.Hit.Y + part.Hit.H/2})
	}
	return fyne.NewPos(v.Size().Width/2, v.Size().Height/2)
}

// bring moves a part that lies out of view into it.
func (v *FigureView) bring(hit figure.Box) {
	w := v.window()
	if hit.Within(w) || v.zoom <= 1 {
		return
	}
	v.corner = figure.Spot{X: hit.X + hit.W/2 - w.W/2, Y: hit.Y + hit.H/2 - w.H/2}
	v.keepOnPaper()
	v.Refresh()
}

// spot gives the place in the scene that lies at a place of the view.
func (v *FigureView) spot(at fyne.Position) figure.Spot {
	scale := v.scale()
	return figure.Spot{X: v.corner.X + float64(at.X)/scale, Y: v.corner.Y + float64(at.Y)/scale}
}

// position is spot turned round.
func (v *FigureView) position(at figure.Spot) fyne.Position {
	scale := v.scale()
	return fyne.NewPos(float32((at.X-v.corner.X)*scale), float32((at.Y-v.corner.Y)*scale))
}
