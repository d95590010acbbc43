package figure

import (
	"cmp"
	"slices"

	"github.com/cairn-schools/cairn/improve/phrase"
)

// DriverRank says what a box of a driver diagram is.
type DriverRank int

// The ranks, from the aim outwards.
const (
	RankAim DriverRank = iota
	RankDriver
	RankIdea
)

// DriverNode is a box: an aim, something that must change, an idea to try.
type DriverNode struct {
	ID      string // what the picture's group is called, for a click
	Rank    DriverRank
	Words   string
	Primary bool     // of a driver that leads nowhere yet: it stands in the first column
	Focus   bool     // the focus of the year
	Marks   []string // small print: "2 measures", "being tried"
}

// DriverLink says that one box leads to another. A weak one is dotted.
type DriverLink struct {
	From, To string
	Weak     bool
}

// DriverDiagram is what a team believes leads to its aim, as a picture that is
// read from the aim on the left to the ideas on the right. Boxes stand below
// each other in the order given, the oldest first, so that a new one moves the
// others little. A box that leads to several stands once, with a line to each.
//
// Links between boxes that are not there, from an aim, to an idea, and those
// that close a ring are left out.
type DriverDiagram struct {
	Title string
	Nodes []DriverNode
	Links []DriverLink

	Width float64 // columns grow to it where there is room; 0 stands for the usual width
	Bare  bool    // without title, where the page says it
	Rows  bool    // what hangs on nothing, and on which nothing hangs, stands side by side below the rest

	Say *phrase.Book // the language of its words; nil is English
}

// driverStyle is how the boxes of a column look.
type driverStyle struct {
	width        float64
	words        Type
	lines        int
	ink          Colour
	fill, border Colour
}

// Columns of a driver diagram.
const (
	aimColumn = iota
	primaryColumn
	secondaryColumn
)

func (d DriverDiagram) style(n *driverBox) driverStyle {
	switch {
	case n.Rank == RankAim:
		return driverStyle{206, Type{14, true}, 10, Paper, Head, Head}
	case n.Rank == RankIdea:
		return driverStyle{218, Type{12.5, false}, 4, Ink, LastTint, LastEdge}
	case n.column == primaryColumn:
		return driverStyle{188, Type{13.5, true}, 5, Ink, FirstTint, FirstEdge}
	default:
		return driverStyle{194, Type{12.5, false}, 5, Ink, NextTint, NextEdge}
	}
}

// driverMarks is the small print in a box.
var driverMarks = Type{10.5, false}

// Lengths in a driver diagram.
const (
	driverMargin = 24
	boxPadX      = 10
	boxPadY      = 8
	marksGap     = 4  // between words and small print
	gutter       = 44 // between columns, before lanes
	trunkAt      = 20 // where the usual lines turn, behind a column
	laneStep     = 7  // between lines that leave the tree
	mostLanes    = 16 // more of them share: a gutter has an end
	turn         = 5  // how lines round their corners

	leafGap   = 9 // between neighbours that lead to the same
	branchGap = 16
	treeGap   = 28 // between what leads to different large drivers
)

// driverBox is a node on its way into the picture.
type driverBox struct {
	DriverNode
	order   int
	column  int
	up      []driverLine // to what it leads, the main one first
	kids    []*driverBox // whose main line leads here
	look    driverStyle
	lines   []string
	marks   []string
	box     Box
	top     float64 // of the band in which it and its kids stand alone
	band    float64 // how high that is
	state   int     // of the search for rings
	entries int     // lines beside the main one that arrive here
}

type driverLine struct {
	to   *driverBox
	weak bool
}

// driverLayout places the boxes of one diagram.
type driverLayout struct {
	DriverDiagram
	boxes  []*driverBox
	roots  []*driverBox
	left   []float64 // of each column
	width  []float64
	lanes  []map[*driverBox]int // of each gutter: those whose lines leave the tree there
	grow   float64
	bottom float64
	head   float64 // where the boxes begin
	loose  []*driverBox
	apart  float64 // where their heading stands, where there are any
}

// Scene lays the picture out.
func (d DriverDiagram) Scene() *Scene {
	l := d.laid()
	scene := &Scene{Width: l.paperWidth(), Height: l.bottom + driverMargin, Title: d.title(), Description: d.Description(), Say: d.Say}
	scene.Items = append(l.headings(), l.wires()...)
	for _, box := range l.boxes {
		scene.Items = append(scene.Items, box.group())
	}
	return scene
}

func (d DriverDiagram) title() string {
	if title := plain(d.Title); title != "" {
		return title
	}
	return d.Say.T("figure.driver.title", "Driver diagram")
}

func (d DriverDiagram) laid() *driverLayout {
	l := &driverLayout{DriverDiagram: d}
	l.collect()
	l.findColumns()
	l.findHomes()
	l.findLanes()
	l.findWidths()
	l.place()
	return l
}

// collect makes the boxes and keeps the links that make sense.
func (l *driverLayout) collect() {
	known := map[string]*driverBox{}
	for i, node := range l.Nodes {
		if known[node.ID] == nil {
			if node.Focus {
				node.Marks = append([]string{l.Say.T("figure.driver.focus", "our focus this year")}, node.Marks...)
			}
			box := &driverBox{DriverNode: node, order: i}
			known[node.ID], l.boxes = box, append(l.boxes, box)
		}
	}
	for _, link := range l.Links {
		from, to := known[link.From], known[link.To]
		if from == nil || to == nil || from == to || from.Rank == RankAim || to.Rank == RankIdea {
			continue
		}
		twice := slices.IndexFunc(from.up, func(line driverLine) bool { return line.to == to })
		if twice >= 0 {
			from.up[twice].weak = from.up[twice].weak && link.Weak
			continue
		}
		from.up = append(from.up, driverLine{to, link.Weak})
	}
}

// findColumns puts each box behind all that it leads to; lines that close a
// ring are taken out.
func (l *driverLayout) findColumns() {
	deepest := secondaryColumn
	for _, box := range l.fromAfar() {
		if box.Rank == RankDriver {
			deepest = max(deepest, box.findColumn())
		}
	}
	for _, box := range l.boxes {
		if box.Rank == RankIdea {
			box.column = deepest + 1
		}
	}
}

// fromAfar orders the boxes by their shortest way to an aim, the longest first:
// of a ring the line goes that leads away from the aim.
func (l *driverLayout) fromAfar() []*driverBox {
	const nowhere = 1 << 30
	ways, down := map[*driverBox]int{}, map[*driverBox][]*driverBox{}
	var next []*driverBox
	for _, box := range l.boxes {
		ways[box] = nowhere
		if box.Rank == RankAim {
			ways[box], next = 0, append(next, box)
		}
		for _, line := range box.up {
			down[line.to] = append(down[line.to], box)
		}
	}
	for at := 0; at < len(next); at++ {
		for _, box := range down[next[at]] {
			if ways[box] == nowhere {
				ways[box] = ways[next[at]] + 1
				next = append(next, box)
			}
		}
	}
	sorted := slices.Clone(l.boxes)
	slices.SortStableFunc(sorted, func(a, b *driverBox) int { return cmp.Compare(ways[b], ways[a]) })
	return sorted
}

// States of a box while rings are looked for.
const (
	boxFresh = iota
	boxOpen
	boxDone
)

func (b *driverBox) findColumn() int {
	if b.Rank == RankAim || b.state == boxDone {
		return b.column
	}
	b.state = boxOpen
	b.up = slices.DeleteFunc(b.up, func(line driverLine) bool { return line.to.state == boxOpen })
	b.column = secondaryColumn
	if b.Primary || len(b.up) > 0 {
		b.column = primaryColumn
	}
	for _, line := range b.up {
		b.column = max(b.column, line.to.findColumn()+1)
	}
	b.state = boxDone
	return b.column
}

// findHomes chooses the main line of each box: a solid one before a dotted
// one, a short one before a long one, the older one of two.
func (l *driverLayout) findHomes() {
	for _, box := range l.boxes {
		slices.SortStableFunc(box.up, func(a, b driverLine) int {
			return cmp.Or(compareWeak(a.weak, b.weak), cmp.Compare(b.to.column, a.to.column), cmp.Compare(a.to.order, b.to.order))
		})
		if len(box.up) == 0 {
			l.roots = append(l.roots, box)
			continue
		}
		home := box.up[0].to
		home.kids = append(home.kids, box)
	}
	// what leads nowhere yet stands below what does
	slices.SortStableFunc(l.roots, func(a, b *driverBox) int { return cmp.Compare(a.column, b.column) })
}

func compareWeak(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	default:
		return 1
	}
}

// findLanes gives each box whose lines leave the tree a place of its own in the
// gutter behind it, so that its lines are not taken for its neighbour's.
func (l *driverLayout) findLanes() {
	last := aimColumn
	for _, box := range l.boxes {
		last = max(last, box.column)
	}
	l.lanes = make([]map[*driverBox]int, last+1)
	for i := range l.lanes {
		l.lanes[i] = map[*driverBox]int{}
	}
	for _, box := range l.boxes {
		if len(box.up) == 0 {
			continue
		}
		for _, line := range box.up[1:] {
			lanes := l.lanes[line.to.column]
			if _, known := lanes[line.to]; !known {
				lanes[line.to] = len(lanes) % mostLanes
			}
		}
	}
}
