package figure

import (
	"math"

	"github.com/cairn-schools/cairn/improve/phrase"
)

// Spot is a place on the paper.
type Spot struct{ X, Y float64 }

// Box is an upright rectangle.
type Box struct{ X, Y, W, H float64 }

// Holds tells whether the spot lies in the box or on its edge.
func (b Box) Holds(s Spot) bool {
	return s.X >= b.X && s.X <= b.X+b.W && s.Y >= b.Y && s.Y <= b.Y+b.H
}

// Meets tells whether two boxes have more than an edge in common.
func (b Box) Meets(o Box) bool {
	return b.X < o.X+o.W && o.X < b.X+b.W && b.Y < o.Y+o.H && o.Y < b.Y+b.H
}

// Within tells whether the whole box lies in another.
func (b Box) Within(o Box) bool {
	return b.X >= o.X && b.Y >= o.Y && b.X+b.W <= o.X+o.W && b.Y+b.H <= o.Y+o.H
}

// grown is the box with so much more on each side.
func (b Box) grown(by float64) Box {
	return Box{b.X - by, b.Y - by, b.W + 2*by, b.H + 2*by}
}

// Stroke says how a line is drawn; a zero width draws none.
type Stroke struct {
	Colour Colour
	Width  float64
	Dashed bool
}

// Lengths of a dash and of the gap behind it, in widths of the line.
const (
	dashLength = 3.5
	dashGap    = 2.5
)

// Item is one thing in a scene: Rect, Line, Polyline, Circle, Polygon, Text or *Group.
type Item interface{ item() }

// Rect is an upright rectangle with round corners of the given radius.
type Rect struct {
	Box
	Radius float64
	Fill   Colour
	Stroke Stroke
}

// Line is a straight line.
type Line struct {
	From, To Spot
	Stroke   Stroke
}

// Polyline is an open line through all spots.
type Polyline struct {
	Spots  []Spot
	Stroke Stroke
}

// Circle is a disc, a ring or both.
type Circle struct {
	Centre Spot
	Radius float64
	Fill   Colour
	Stroke Stroke
}

// Polygon is a closed shape.
type Polygon struct {
	Spots  []Spot
	Fill   Colour
	Stroke Stroke
}

// Anchor says which end of a text lies at its spot.
type Anchor int

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Text is one line of words; At is on its base line.
type Text struct {
	At     Spot
	Words  string
	Type   Type
	Anchor Anchor
	Colour Colour
}

// Box is the room that the text takes, from the tops of tall letters to the
// ends of descending ones.
func (t Text) Box() Box {
	width := t.Type.Width(t.Words)
	x := t.At.X - width*[...]float64{Start: 0, Middle: 0.5, End: 1}[t.Anchor]
	return Box{x, t.At.Y - t.Type.Rise(), width, t.Type.Rise() + t.Type.Fall()}
}

// Group is a part that a reader can point at. Hit is where; Name says it in
// words for a tooltip and for those who cannot see it.
type Group struct {
	ID    string
	Name  string
	Hit   Box
	Items []Item
}

func (Rect) item()     {}
func (Line) item()     {}
func (Polyline) item() {}
func (Circle) item()   {}
func (Polygon) item()  {}
func (Text) item()     {}
func (*Group) item()   {}

// Scene is a picture that has been laid out. Later items lie over earlier ones.
// It is never changed after it was made, so that any goroutine may draw it.
type Scene struct {
	Width, Height float64
	Title         string
	Description   string // says the picture in words; goes into every file
	Items         []Item
	Say           *phrase.Book // the language of its words; nil is English
}

// Paper is the whole sheet.
func (s *Scene) Paper() Box { return Box{0, 0, s.Width, s.Height} }

// At finds the topmost group at a spot; nil where there is none.
func (s *Scene) At(spot Spot) *Group {
	var found *Group
	s.Groups(func(g *Group) {
		if g.Hit.Holds(spot) {
			found = g
		}
	})
	return found
}

// Groups visits all groups in the order of drawing, outer ones first.
func (s *Scene) Groups(visit func(*Group)) { groupsOf(s.Items, visit) }

func groupsOf(items []Item, visit func(*Group)) {
	for _, item := range items {
		if group, ok := item.(*Group); ok {
			visit(group)
			groupsOf(group.Items, visit)
		}
	}
}

// Each visits everything that is drawn, in order, without the groups around it.
func (s *Scene) Each(visit func(Item)) { each(s.Items, visit) }

func each(items []Item, visit func(Item)) {
	for _, item := range items {
		if group, ok := item.(*Group); ok {
			each(group.Items, visit)
			continue
		}
		visit(item)
	}
}

// dashes cuts a line into the strokes that a pen with this pattern draws; a
// solid line stays whole. Only the PNG needs it, the others know dashes.
func (l Line) dashes() []Line {
	length := math.Hypot(l.To.X-l.From.X, l.To.Y-l.From.Y)
	on, step := l.Stroke.Width*dashLength, l.Stroke.Width*(dashLength+dashGap)
	if !l.Stroke.Dashed || length <= on || step <= 0 {
		return []Line{l}
	}
	along := func(d float64) Spot {
		share := math.Min(d/length, 1)
		return Spot{l.From.X + share*(l.To.X-l.From.X), l.From.Y + share*(l.To.Y-l.From.Y)}
	}
	var cut []Line
	for d := 0.0; d < length; d += step {
		cut = append(cut, Line{along(d), along(d + on), l.Stroke})
	}
	return cut
}

// legs are the straight parts of a line through spots.
func legs(spots []Spot, stroke Stroke, closed bool) []Line {
	var lines []Line
	for i := 1; i < len(spots); i++ {
		lines = append(lines, Line{spots[i-1], spots[i], stroke})
	}
	if closed && len(spots) > 2 {
		lines = append(lines, Line{spots[len(spots)-1], spots[0], stroke})
	}
	return lines
}
