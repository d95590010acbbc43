package ui

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/cairn-schools/cairn/app/figure"
)

// figureStrip is one piece of a picture, as wide as its view. A diagram may be
// six screens high: cut into strips only those in the window are drawn, as Fyne
// leaves out what the page has scrolled away, and dragging stays smooth.
type figureStrip struct {
	view   *FigureView
	raster *canvas.Raster
	top    float32 // in the view
	height float32

	shown *image.RGBA // what was drawn last
	drawn drawing
}

// drawing is what a strip was made for.
type drawing struct {
	scene *figure.Scene
	part  figure.Box
	w, h  int
}

// stripHeight is about how high a strip is, in Fyne's units: two or three fill
// a screen, and each costs a little of its own.
const stripHeight = 320

// cutStrips cuts the view into strips of whole pixels, so that no seam shows.
func (v *FigureView) cutStrips(size fyne.Size) {
	pixel := float32(1)
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(v); canvas != nil && canvas.Scale() > 0 {
		pixel = 1 / canvas.Scale()
	}
	step := float32(math.Round(float64(stripHeight/pixel))) * pixel
	count := max(1, int(math.Ceil(float64(size.Height/step))))
	for len(v.strips) < count {
		strip := &figureStrip{view: v}
		strip.raster = canvas.NewRaster(strip.draw)
		v.strips = append(v.strips, strip)
	}
	v.strips = v.strips[:count]
	for i, strip := range v.strips {
		strip.top = step * float32(i)
		strip.height = max(0, min(step, size.Height-strip.top))
		strip.raster.Move(fyne.NewPos(0, strip.top))
		strip.raster.Resize(fyne.NewSize(size.Width, strip.height))
	}
}

// draw rasters what the strip shows, at the screen's pixels. The same again is
// not drawn again.
func (s *figureStrip) draw(w, h int) image.Image {
	v := s.view
	if v.scene == nil || v.Size().Width <= 0 || w <= 0 || h <= 0 {
		return image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	}
	part := v.window()
	part.Y += float64(s.top) / v.scale()
	part.H = float64(s.height) / v.scale()
	want := drawing{scene: v.scene, part: part, w: w, h: h}
	if s.shown != nil && s.drawn == want {
		return s.shown
	}
	picture, err := v.scene.View(want.part, v.scale()*float64(w)/float64(v.Size().Width))
	if err != nil { // a font that cannot be set: the words in the box below say it all
		fyne.LogError("draw a picture", err)
	}
	s.shown, s.drawn = picture, want
	return picture
}
