package figure

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/draw"
	"image/png"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// maxScale is the most pixels for one unit: an A3 poster at 300 dots per inch.
const maxScale = 6

// PNG draws the scene with so many pixels for each unit (1 for a screen, 2 for
// a sharp one); the description is in the file. A scale out of 0.25 to 6 is
// taken as the nearest of them.
func (s *Scene) PNG(scale float64) ([]byte, error) {
	picture, err := s.Image(scale)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed} // a third larger, three times as fast
	if err := encoder.Encode(&b, picture); err != nil {
		return nil, err
	}
	return described(b.Bytes(), s.Description), nil
}

// Image draws the scene as PNG does, without writing a file.
func (s *Scene) Image(scale float64) (*image.RGBA, error) {
	if !(scale >= 0.25) {
		scale = 0.25
	}
	scale = math.Min(scale, maxScale)
	size := image.Rect(0, 0, int(math.Ceil(s.Width*scale)), int(math.Ceil(s.Height*scale)))
	c := &canvas{to: image.NewRGBA(size), scale: scale, faces: map[Type]font.Face{}}
	draw.Draw(c.to, size, image.NewUniform(Paper.RGBA()), image.Point{}, draw.Src)
	s.Each(c.item)
	return c.to, c.err
}

type canvas struct {
	to    *image.RGBA
	scale float64
	pen   vector.Rasterizer
	faces map[Type]font.Face
	err   error // the first one
}

func (c *canvas) item(item Item) {
	switch i := item.(type) {
	case Rect:
		outline := roundRect(i.Box, i.Radius)
		c.fill(i.Fill, outline)
		c.stroke(legs(outline, i.Stroke, true))
	case Line:
		c.stroke([]Line{i})
	case Polyline:
		c.stroke(legs(i.Spots, i.Stroke, false))
	case Circle:
		outline := arc(nil, i.Centre, i.Radius, 0, 2*math.Pi, c.scale)
		c.fill(i.Fill, outline)
		c.stroke(legs(outline, i.Stroke, true))
	case Polygon:
		c.fill(i.Fill, i.Spots)
		c.stroke(legs(i.Spots, i.Stroke, true))
	case Text:
		c.text(i)
	}
}

// fill paints closed shapes, all turning the same way, as one.
func (c *canvas) fill(colour Colour, shapes ...[]Spot) {
	if colour == NoColour {
		return
	}
	low, high := Spot{math.Inf(1), math.Inf(1)}, Spot{math.Inf(-1), math.Inf(-1)}
	for _, shape := range shapes {
		for _, spot := range shape {
			low = Spot{min(low.X, spot.X), min(low.Y, spot.Y)}
			high = Spot{max(high.X, spot.X), max(high.Y, spot.Y)}
		}
	}
	// Only the pixels under the shape are touched: most shapes are small.
	bounds := image.Rect(int(math.Floor(low.X*c.scale)), int(math.Floor(low.Y*c.scale)), int(math.Ceil(high.X*c.scale)), int(math.Ceil(high.Y*c.scale)))
	visible := bounds.Intersect(c.to.Bounds())
	if visible.Empty() {
		return
	}
	c.pen.Reset(bounds.Dx(), bounds.Dy())
	for _, shape := range shapes {
		for i, spot := range shape {
			x, y := float32(spot.X*c.scale-float64(bounds.Min.X)), float32(spot.Y*c.scale-float64(bounds.Min.Y))
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

// stroke paints lines that share a stroke as one shape, with round joints.
func (c *canvas) stroke(lines []Line) {
	if len(lines) == 0 || lines[0].Stroke.Width <= 0 || lines[0].Stroke.Colour == NoColour {
		return
	}
	half := lines[0].Stroke.Width / 2
	var shapes [][]Spot
	for i, line := range lines {
		for _, dash := range line.dashes() {
			shapes = append(shapes, bar(dash, half))
		}
		if i > 0 && !line.Stroke.Dashed && half > 0.4 {
			shapes = append(shapes, arc(nil, line.From, half, 0, 2*math.Pi, c.scale))
		}
	}
	for _, shape := range shapes {
		turnRight(shape)
	}
	c.fill(lines[0].Stroke.Colour, shapes...)
}

// bar is the rectangle that a wide line covers.
func bar(l Line, half float64) []Spot {
	dx, dy := l.To.X-l.From.X, l.To.Y-l.From.Y
	length := math.Hypot(dx, dy)
	if length == 0 {
		return nil
	}
	nx, ny := -dy/length*half, dx/length*half
	return []Spot{{l.From.X + nx, l.From.Y + ny}, {l.To.X + nx, l.To.Y + ny}, {l.To.X - nx, l.To.Y - ny}, {l.From.X - nx, l.From.Y - ny}}
}

// turnRight makes all shapes turn the same way: where two overlap, areas of
// opposite sense would take each other away.
func turnRight(shape []Spot) {
	area := 0.0
	for i, spot := range shape {
		next := shape[(i+1)%len(shape)]
		area += spot.X*next.Y - next.X*spot.Y
	}
	if area >= 0 {
		return
	}
	for i, j := 0, len(shape)-1; i < j; i, j = i+1, j-1 {
		shape[i], shape[j] = shape[j], shape[i]
	}
}

// arc appends spots along a circle, close enough to look round at the scale.
func arc(to []Spot, centre Spot, radius, from, till, scale float64) []Spot {
	steps := max(3, int(math.Ceil(4*math.Sqrt(radius*scale)*(till-from)/(2*math.Pi)))*2)
	for i := range steps {
		angle := from + (till-from)*float64(i)/float64(steps)
		to = append(to, Spot{centre.X + radius*math.Cos(angle), centre.Y + radius*math.Sin(angle)})
	}
	return to
}

func roundRect(b Box, radius float64) []Spot {
	radius = math.Max(0, math.Min(radius, math.Min(b.W, b.H)/2))
	if radius == 0 {
		return []Spot{{b.X, b.Y}, {b.X + b.W, b.Y}, {b.X + b.W, b.Y + b.H}, {b.X, b.Y + b.H}}
	}
	var spots []Spot
	for i, centre := range []Spot{
		{b.X + b.W - radius, b.Y + b.H - radius}, {b.X + radius, b.Y + b.H - radius},
		{b.X + radius, b.Y + radius}, {b.X + b.W - radius, b.Y + radius},
	} {
		quarter := math.Pi / 2
		spots = arc(spots, centre, radius, float64(i)*quarter, float64(i+1)*quarter, maxScale)
		end := float64(i+1) * quarter
		spots = append(spots, Spot{centre.X + radius*math.Cos(end), centre.Y + radius*math.Sin(end)})
	}
	return spots
}

func (c *canvas) text(t Text) {
	face, err := c.face(t.Type)
	if err != nil {
		c.err = err
		return
	}
	words := t.Type.drawable(t.Words)
	width := float64(font.MeasureString(face, words)) / 64 // kerned: a little less than Width
	x := t.At.X*c.scale - width*[...]float64{Start: 0, Middle: 0.5, End: 1}[t.Anchor]
	drawer := font.Drawer{
		Dst: c.to, Src: image.NewUniform(t.Colour.RGBA()), Face: face,
		Dot: fixed.Point26_6{X: fixed.Int26_6(x * 64), Y: fixed.Int26_6(math.Round(t.At.Y*c.scale) * 64)},
	}
	drawer.DrawString(words)
}

func (c *canvas) face(t Type) (font.Face, error) {
	if face, ok := c.faces[t]; ok {
		return face, nil
	}
	face, err := opentype.NewFace(t.cut().font, &opentype.FaceOptions{Size: t.Size * c.scale, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return nil, err
	}
	c.faces[t] = face
	return face, nil
}

// ihdrEnd is where a PNG's first chunk ends: 8 bytes of signature, 25 of header.
const ihdrEnd = 8 + 25

// described puts the description behind the header, as the text chunk that the
// PNG standard has for it.
func described(file []byte, description string) []byte {
	if description == "" || len(file) < ihdrEnd {
		return file
	}
	body := append([]byte("iTXtDescription\x00\x00\x00\x00\x00"), description...)
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)-4))
	chunk = append(chunk, body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(body))
	whole := append([]byte{}, file[:ihdrEnd]...)
	return append(append(whole, chunk...), file[ihdrEnd:]...)
}
