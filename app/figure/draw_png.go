package figure

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/draw"
	"image/png"
	"math"
	"slices"

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
	return s.view(s.Paper(), scale)
}

// leastView is the smallest scale of View: a wide wall of notes on a small screen.
const leastView = 0.02

// View draws a part of the scene for a screen: the upper left corner of the
// image is that of the part. What lies outside costs next to nothing, and what
// lies beside the paper is paper. A scale out of 0.02 to 6 is taken as the
// nearest of them; an image has at most maxView pixels on each side.
func (s *Scene) View(part Box, scale float64) (*image.RGBA, error) {
	if !(scale >= leastView) {
		scale = leastView
	}
	return s.view(part, math.Min(scale, maxScale))
}

// maxView is wider than any screen.
const maxView = 16_384

func (s *Scene) view(part Box, scale float64) (*image.RGBA, error) {
	pixels := func(length float64) int { return int(math.Ceil(math.Max(0, math.Min(length*scale, maxView)))) }
	size := image.Rect(0, 0, pixels(part.W), pixels(part.H))
	c := &canvas{to: image.NewRGBA(size), origin: Spot{part.X, part.Y}, scale: scale, faces: map[Type]font.Face{}}
	draw.Draw(c.to, size, image.NewUniform(Paper.RGBA()), image.Point{}, draw.Src)
	s.Each(c.item)
	return c.to, c.err
}

type canvas struct {
	to     *image.RGBA
	origin Spot // of the scene, at the image's upper left corner
	scale  float64
	pen    vector.Rasterizer
	faces  map[Type]font.Face
	err    error // the first one
}

// at gives the place of a spot in pixels.
func (c *canvas) at(s Spot) Spot {
	return Spot{(s.X - c.origin.X) * c.scale, (s.Y - c.origin.Y) * c.scale}
}

func (c *canvas) item(item Item) {
	switch i := item.(type) {
	case Rect:
		outline := roundRect(i.Box, i.Radius)
		c.fillRect(i, outline)
		if half := i.Stroke.Width / 2; !i.Stroke.Dashed && half < min(i.W, i.H)/2 {
			c.frame(i, half)
			return
		}
		c.stroke(legs(outline, i.Stroke, true))
	case Line:
		c.stroke([]Line{i})
	case Polyline:
		c.stroke(legs(i.Spots, i.Stroke, false))
	case Circle:
		c.fill(i.Fill, arc(nil, i.Centre, i.Radius, 0, 2*math.Pi, c.scale))
		half := min(i.Stroke.Width/2, i.Radius)
		c.ring(i.Stroke, arc(nil, i.Centre, i.Radius+half, 0, 2*math.Pi, c.scale), arc(nil, i.Centre, i.Radius-half, 0, 2*math.Pi, c.scale))
	case Polygon:
		c.fill(i.Fill, i.Spots)
		c.stroke(legs(i.Spots, i.Stroke, true))
	case Text:
		c.text(i)
	}
}

// roundBy is the radius of a corner so much further out; a sharp one stays sharp.
func roundBy(radius, out float64) float64 {
	if radius <= 0 {
		return 0
	}
	return max(0, radius+out)
}

// ring paints what lies between two outlines that turn the same way: the inner
// one, turned round, takes its area away. Bars along a curve would add up to
// dark spots where they overlap.
func (c *canvas) ring(stroke Stroke, outer, inner []Spot) {
	if stroke.Width <= 0 {
		return
	}
	slices.Reverse(inner)
	c.fill(stroke.Colour, outer, inner)
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
	if c.sparse(shapes) { // a long elbow: its box holds little but paper
		for _, shape := range shapes {
			c.fill(lines[0].Stroke.Colour, shape)
		}
		return
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
	if !c.sees(t) {
		return
	}
	face, err := c.face(t.Type)
	if err != nil {
		c.err = err
		return
	}
	words := t.Type.drawable(t.Words)
	width := float64(font.MeasureString(face, words)) / 64 // kerned: a little less than Width
	at := c.at(t.At)
	x := at.X - width*[...]float64{Start: 0, Middle: 0.5, End: 1}[t.Anchor]
	drawer := font.Drawer{
		Dst: c.to, Src: image.NewUniform(t.Colour.RGBA()), Face: face,
		Dot: fixed.Point26_6{X: fixed.Int26_6(x * 64), Y: fixed.Int26_6(math.Round(at.Y) * 64)},
	}
	drawer.DrawString(words)
}

// sees tells whether a text reaches into the image. A text is at most as wide
// as its letters are many; measuring it would cost more than drawing it.
func (c *canvas) sees(t Text) bool {
	at, height := c.at(t.At), t.Type.Size*c.scale
	wide, size := height*1.5*float64(len(t.Words)), c.to.Bounds().Max
	return at.Y+height >= 0 && at.Y-height <= float64(size.Y) && at.X+wide >= 0 && at.X-wide <= float64(size.X)
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

// described puts behind the header who made the file and the description, as
// the text chunks that the PNG standard has for them.
func described(file []byte, description string) []byte {
	if len(file) < ihdrEnd {
		return file
	}
	whole := appendChunk(append([]byte{}, file[:ihdrEnd]...), "tEXtSoftware\x00Cairn")
	if description != "" {
		whole = appendChunk(whole, "iTXtDescription\x00\x00\x00\x00\x00"+description)
	}
	return append(whole, file[ihdrEnd:]...)
}

// appendChunk writes a chunk; its type is the first four letters of body.
func appendChunk(out []byte, body string) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)-4))
	out = append(out, body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE([]byte(body)))
}
