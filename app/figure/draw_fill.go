package figure

import (
	"image"
	"image/draw"
	"math"
	"slices"
)

// fill paints closed shapes as one: where two turn the same way they join,
// where they do not the one takes the other away.
func (c *canvas) fill(colour Colour, shapes ...[]Spot) {
	if colour != NoColour {
		c.fillWithin(c.under(shapes), colour, shapes)
	}
}

// under gives the pixels under shapes that lie on the image. Only those are
// touched: most shapes are small.
func (c *canvas) under(shapes [][]Spot) image.Rectangle {
	low, high := Spot{math.Inf(1), math.Inf(1)}, Spot{math.Inf(-1), math.Inf(-1)}
	for _, shape := range shapes {
		for _, spot := range shape {
			spot = c.at(spot)
			low = Spot{min(low.X, spot.X), min(low.Y, spot.Y)}
			high = Spot{max(high.X, spot.X), max(high.Y, spot.Y)}
		}
	}
	if low.X > high.X {
		return image.Rectangle{}
	}
	// What lies beside the image is cut off: the rasteriser does so by itself at
	// its own edges, but not at those of the image.
	return image.Rect(int(math.Floor(low.X)), int(math.Floor(low.Y)), int(math.Ceil(high.X)), int(math.Ceil(high.Y))).Intersect(c.to.Bounds())
}

// fillWithin paints what of the shapes lies in some pixels.
func (c *canvas) fillWithin(bounds image.Rectangle, colour Colour, shapes [][]Spot) {
	if bounds.Empty() {
		return
	}
	c.pen.Reset(bounds.Dx(), bounds.Dy())
	for _, shape := range shapes {
		for i, spot := range shape {
			spot = c.at(spot)
			x, y := float32(spot.X-float64(bounds.Min.X)), float32(spot.Y-float64(bounds.Min.Y))
			if i == 0 {
				c.pen.MoveTo(x, y)
			} else {
				c.pen.LineTo(x, y)
			}
		}
		c.pen.ClosePath()
	}
	c.pen.Draw(c.to, bounds, image.NewUniform(colour.RGBA()), image.Point{})
}

// fillRect paints the inside of a rectangle: its edges by the rasteriser, the
// many pixels between them at once.
func (c *canvas) fillRect(r Rect, outline []Spot) {
	if r.Fill == NoColour {
		return
	}
	shapes := [][]Spot{outline}
	bounds := c.under(shapes)
	inside := c.wholeIn(r.Box, r.Radius).Intersect(bounds)
	if inside.Empty() {
		c.fillWithin(bounds, r.Fill, shapes)
		return
	}
	draw.Draw(c.to, inside, image.NewUniform(r.Fill.RGBA()), image.Point{}, draw.Src)
	c.fillAround(inside, bounds, r.Fill, shapes)
}

// frame paints the border of a rectangle, half of it to each side; the pixels
// inside are not touched.
func (c *canvas) frame(r Rect, half float64) {
	if r.Stroke.Width <= 0 || r.Stroke.Colour == NoColour {
		return
	}
	outer, inner := roundRect(r.grown(half), roundBy(r.Radius, half)), roundRect(r.grown(-half), roundBy(r.Radius, -half))
	slices.Reverse(inner)
	shapes := [][]Spot{outer, inner}
	bounds := c.under(shapes)
	inside := c.wholeIn(r.grown(-half), roundBy(r.Radius, -half)).Intersect(bounds)
	if inside.Empty() {
		c.fillWithin(bounds, r.Stroke.Colour, shapes)
		return
	}
	c.fillAround(inside, bounds, r.Stroke.Colour, shapes)
}

// wholeIn gives the pixels that lie wholly in a rectangle, off its round corners.
func (c *canvas) wholeIn(b Box, radius float64) image.Rectangle {
	radius = math.Max(0, math.Min(radius, math.Min(b.W, b.H)/2))
	low, high := c.at(Spot{b.X + radius, b.Y + radius}), c.at(Spot{b.X + b.W - radius, b.Y + b.H - radius})
	whole := image.Rectangle{Min: image.Pt(int(math.Ceil(low.X)), int(math.Ceil(low.Y))), Max: image.Pt(int(math.Floor(high.X)), int(math.Floor(high.Y)))}
	if whole.Empty() {
		return image.Rectangle{}
	}
	return whole
}

// fillAround paints what of the shapes lies in the pixels around others.
func (c *canvas) fillAround(inside, bounds image.Rectangle, colour Colour, shapes [][]Spot) {
	for _, band := range []image.Rectangle{
		{bounds.Min, image.Pt(bounds.Max.X, inside.Min.Y)},
		{image.Pt(bounds.Min.X, inside.Max.Y), bounds.Max},
		{image.Pt(bounds.Min.X, inside.Min.Y), image.Pt(inside.Min.X, inside.Max.Y)},
		{image.Pt(inside.Max.X, inside.Min.Y), image.Pt(bounds.Max.X, inside.Max.Y)},
	} {
		c.fillWithin(band, colour, shapes)
	}
}

// sparseShare is how much larger than its shapes a box must be before they are
// painted one by one.
const sparseShare = 4

// sparse tells that shapes cover little of the box around all of them.
func (c *canvas) sparse(shapes [][]Spot) bool {
	area := func(r image.Rectangle) int { return r.Dx() * r.Dy() }
	alone := 0
	for _, shape := range shapes {
		alone += area(c.under([][]Spot{shape}))
	}
	return area(c.under(shapes)) > sparseShare*alone+1024
}
