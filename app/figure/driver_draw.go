package figure

import (
	"math"
	"slices"
)

// Types of what stands over the boxes.
var (
	driverTitle   = Type{21, true}
	driverHeading = Type{11.5, true}
)

// Strokes of a driver diagram.
const (
	wireWidth  = 1.4
	edgeWidth  = 1.1
	focusWidth = 2.6
)

func (l *driverLayout) titleLines() []string {
	return driverTitle.Wrap(l.title(), l.paperWidth()-2*driverMargin, 2)
}

// headings are the title and the words over the columns.
func (l *driverLayout) headings() []Item {
	var items []Item
	if !l.Bare {
		y := driverMargin + driverTitle.Rise()
		for _, line := range l.titleLines() {
			items = append(items, Text{At: Spot{driverMargin, y}, Words: line, Type: driverTitle, Colour: Ink})
			y += driverTitle.Lead()
		}
	}
	for i := range l.left {
		words := driverHeading.Fit(l.heading(i), l.width[i])
		items = append(items, Text{At: Spot{l.left[i], l.head + driverHeading.Rise()}, Words: words, Type: driverHeading, Colour: Muted})
	}
	if len(l.loose) > 0 {
		words := driverHeading.Fit(l.Say.T("figure.driver.loose", "Not linked yet"), l.paperWidth()-2*driverMargin)
		items = append(items, Text{At: Spot{driverMargin, l.apart + driverHeading.Rise()}, Words: words, Type: driverHeading, Colour: Muted})
	}
	return items
}

func (l *driverLayout) heading(column int) string {
	switch {
	case column == aimColumn:
		return l.Say.T("figure.driver.column.aim", "Aim")
	case column == primaryColumn:
		return l.Say.T("figure.driver.column.primary", "What must change")
	case slices.ContainsFunc(l.boxes, func(box *driverBox) bool { return box.Rank == RankIdea && box.column == column }):
		return l.Say.T("figure.driver.column.ideas", "Ideas to try")
	case column == secondaryColumn:
		return l.Say.T("figure.driver.column.secondary", "How it changes")
	default:
		return l.Say.T("figure.driver.column.detail", "In detail")
	}
}

// group draws a box.
func (b *driverBox) group() *Group {
	stroke := Stroke{Colour: b.look.border, Width: edgeWidth}
	if b.Focus {
		stroke = Stroke{Colour: Ink, Width: focusWidth}
	}
	g := &Group{ID: b.ID, Name: b.name(), Hit: b.box, Items: []Item{Rect{Box: b.box, Radius: 6, Fill: b.look.fill, Stroke: stroke}}}
	y := b.box.Y + boxPadY + (b.look.words.Lead()-b.look.words.Rise()-b.look.words.Fall())/2 + b.look.words.Rise()
	for _, line := range b.lines {
		g.Items = append(g.Items, Text{At: Spot{b.box.X + boxPadX, y}, Words: line, Type: b.look.words, Colour: b.look.ink})
		y += b.look.words.Lead()
	}
	y = b.box.Y + boxPadY + b.look.words.Lead()*float64(len(b.lines)) + marksGap + driverMarks.Rise()
	ink := Muted
	if b.look.ink == Paper {
		ink = Paper
	}
	for _, line := range b.marks {
		g.Items = append(g.Items, Text{At: Spot{b.box.X + boxPadX, y}, Words: line, Type: driverMarks, Colour: ink})
		y += driverMarks.Lead()
	}
	return g
}

// name says a box with all its words.
func (b *driverBox) name() string {
	return dotted(append([]string{plain(b.Words)}, b.Marks...))
}

// wires are the lines between the boxes. They lie under them.
func (l *driverLayout) wires() []Item {
	var items []Item
	for _, box := range l.boxes {
		for i, line := range box.up {
			path, colour := l.branch(box, line.to), Wire
			if i > 0 {
				box.entries++
				path, colour = l.side(box, line.to), SideWire
			}
			items = append(items, Polyline{rounded(path, turn), Stroke{Colour: colour, Width: wireWidth, Dashed: line.weak}})
		}
	}
	return items
}

// branch is the main line: it runs where only this part of the tree stands.
func (l *driverLayout) branch(from, to *driverBox) []Spot {
	right := to.box.X + to.box.W
	trunk := l.left[to.column] + l.width[to.column] + trunkAt
	return []Spot{{right, to.middle()}, {trunk, to.middle()}, {trunk, from.middle()}, {from.box.X, from.middle()}}
}

// side is any other line. It has a lane of its own behind the box that it
// leads to and arrives beside the main line; where a box of the own branch
// stands in its way it runs through the gap over that branch.
func (l *driverLayout) side(from, to *driverBox) []Spot {
	right := to.box.X + to.box.W
	lane := right + trunkAt + laneStep*float64(1+l.lanes[to.column][to])
	leave := to.middle()
	if len(to.kids) > 0 {
		leave += math.Min(8, to.box.H/2-4)
	}
	arrive := from.middle() + from.entry()
	path := []Spot{{right, leave}, {lane, leave}}
	if over := from.inTheWay(to.column); over != nil {
		gap, last := over.top-leafGap/2, l.left[from.column]-(gutter-trunkAt)/2+2
		path = append(path, Spot{lane, gap}, Spot{last, gap}, Spot{last, arrive})
	} else {
		path = append(path, Spot{lane, arrive})
	}
	return append(path, Spot{from.box.X, arrive})
}

// entry is how far from its middle the latest line arrives at a box: under and
// over the main one in turn.
func (b *driverBox) entry() float64 {
	step := math.Min(6, (b.box.H/2-4)/math.Max(1, float64(len(b.up)/2)))
	away := step * float64((b.entries+1)/2)
	if b.entries%2 == 0 {
		return -away
	}
	return away
}

// inTheWay gives the outermost box between a box and a column left of it on the
// way of its main lines.
func (b *driverBox) inTheWay(column int) *driverBox {
	var over *driverBox
	for at := b.home(); at != nil && at.column > column; at = at.home() {
		over = at
	}
	return over
}

// rounded cuts the corners of a line, so that a turn is told from a crossing.
func rounded(path []Spot, by float64) []Spot {
	if len(path) < 3 {
		return path
	}
	before, at, out := path[0], path[1], []Spot{path[0]}
	for _, after := range path[2:] {
		cut := math.Min(by, math.Min(far(before, at), far(at, after))/2)
		if cut < 0.5 || math.Abs((at.X-before.X)*(after.Y-at.Y)-(at.Y-before.Y)*(after.X-at.X)) < 1e-6 {
			out = append(out, at)
		} else {
			in, leave := towards(at, before, cut), towards(at, after, cut)
			out = append(out, in, Spot{(in.X + leave.X + 2*at.X) / 4, (in.Y + leave.Y + 2*at.Y) / 4}, leave)
		}
		before, at = at, after
	}
	return append(out, at)
}

func far(a, b Spot) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

// towards goes so far from one spot to another.
func towards(from, to Spot, by float64) Spot {
	share := by / far(from, to)
	return Spot{from.X + share*(to.X-from.X), from.Y + share*(to.Y-from.Y)}
}
