package figure

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// DigraphArrow says that one cause leads to another, by their places in Causes.
type DigraphArrow struct{ From, To int }

// Digraph shows which cause drives which: the causes in a ring, an arrow for
// each pair of which one leads to the other, how many arrows leave and reach
// each. Arrows to and from causes that are not there are left out.
type Digraph struct {
	Title  string
	Causes []string
	Arrows []DigraphArrow
	Open   []DigraphArrow // pairs that nobody has decided yet

	Bare bool // without title, where the page says it

	Say *phrase.Book // the language of its words; nil is English
}

// DigraphOf reads a digraph from its page: one row for each pair that was
// decided. A pair that two people decided differently is open again. Causes
// that are compared and stand in no row yet are given besides.
func DigraphOf(page improve.Artifact, causes ...improve.Artifact) Digraph {
	d := Digraph{Title: page.Title()}
	places := map[string]int{}
	place := func(name string) int {
		key := strings.ToLower(plain(name))
		at, known := places[key]
		if !known {
			at = len(d.Causes)
			places[key], d.Causes = at, append(d.Causes, plain(name))
		}
		return at
	}
	for _, cause := range causes {
		if plain(cause.Title()) != "" {
			place(cause.Title())
		}
	}
	ways := map[DigraphArrow]string{}
	for _, row := range page.Rows("arrows") {
		if plain(row.Cells["one"]) == "" || plain(row.Cells["other"]) == "" {
			continue
		}
		pair, way := DigraphArrow{place(row.Cells["one"]), place(row.Cells["other"])}, row.Cells["arrow"]
		if pair.From > pair.To {
			pair = DigraphArrow{pair.To, pair.From}
			way = cmp.Or(map[string]string{"forward": "back", "back": "forward"}[way], way)
		}
		if before, twice := ways[pair]; twice && before != way {
			way = ""
		}
		ways[pair] = way
	}
	for from := range d.Causes {
		for to := from + 1; to < len(d.Causes); to++ {
			switch ways[DigraphArrow{from, to}] {
			case "forward":
				d.Arrows = append(d.Arrows, DigraphArrow{from, to})
			case "back":
				d.Arrows = append(d.Arrows, DigraphArrow{to, from})
			case "none":
			default:
				d.Open = append(d.Open, DigraphArrow{from, to})
			}
		}
	}
	return d
}

// Counts gives how many arrows leave and reach each cause.
func (d Digraph) Counts() (out, in []int) {
	out, in = make([]int, len(d.Causes)), make([]int, len(d.Causes))
	for _, arrow := range d.arrows() {
		out[arrow.From]++
		in[arrow.To]++
	}
	return out, in
}

func (d Digraph) arrows() []DigraphArrow {
	return slices.DeleteFunc(slices.Clone(d.Arrows), func(a DigraphArrow) bool {
		return min(a.From, a.To) < 0 || max(a.From, a.To) >= len(d.Causes) || a.From == a.To
	})
}

// Drivers gives the causes that most arrows leave, of those the ones that
// fewest reach; several where they tie, none without an arrow.
func (d Digraph) Drivers() []int {
	out, in := d.Counts()
	return foremost(out, in)
}

// Outcomes gives the causes that most arrows reach, of those the ones that fewest leave.
func (d Digraph) Outcomes() []int {
	out, in := d.Counts()
	return foremost(in, out)
}

func foremost(most, least []int) []int {
	var best []int
	for i := range most {
		if most[i] == 0 {
			continue
		}
		if len(best) > 0 {
			switch cmp.Or(cmp.Compare(most[i], most[best[0]]), cmp.Compare(least[best[0]], least[i])) {
			case -1:
				continue
			case 1:
				best = nil
			}
		}
		best = append(best, i)
	}
	return best
}

// Lengths of a digraph.
const (
	ringBox   = 172 // how wide a box is
	ringGap   = 34  // between neighbours in the ring, at least
	ringLines = 4
	arrowHead = 9
)

// CausePart is the group of a cause of a digraph, by its place.
func CausePart(at int) string { return "cause-" + strconv.Itoa(at) }

// Scene lays the picture out.
func (d Digraph) Scene() *Scene {
	boxes, paper := d.ring()
	scene := &Scene{Width: paper.W, Height: paper.H, Title: cmp.Or(plain(d.Title), d.Say.T("figure.digraph.title", "What drives what?")), Description: d.Description(), Say: d.Say}
	if !d.Bare {
		words := driverTitle.Fit(scene.Title, paper.W-2*driverMargin)
		scene.Items = append(scene.Items, Text{At: Spot{driverMargin, driverMargin + driverTitle.Rise()}, Words: words, Type: driverTitle, Colour: Ink})
	}
	drivers, outcomes := d.Drivers(), d.Outcomes()
	for _, arrow := range d.arrows() {
		colour := Wire
		if slices.Contains(drivers, arrow.From) {
			colour = Data
		}
		scene.Items = append(scene.Items, arrowBetween(boxes[arrow.From], boxes[arrow.To], colour)...)
	}
	for i, box := range boxes {
		scene.Items = append(scene.Items, d.group(i, box, slices.Contains(drivers, i), slices.Contains(outcomes, i)))
	}
	d.footnote(scene)
	return scene
}

// footnote says on paper how much is not decided yet: until then another cause
// may drive most. In the window the page says it beside the picture.
func (d Digraph) footnote(scene *Scene) {
	if d.Bare || len(d.Open) == 0 {
		return
	}
	words := d.Say.N(len(d.Open), "figure.digraph.footnote", "%d pair is not decided yet: what drives most may still change.", "%d pairs are not decided yet: what drives most may still change.")
	y := scene.Height - driverMargin + driverMarks.Rise()
	for _, line := range driverMarks.Wrap(words, scene.Width-2*driverMargin, 3) {
		scene.Items = append(scene.Items, Text{At: Spot{driverMargin, y}, Words: line, Type: driverMarks, Colour: Muted})
		y += driverMarks.Lead()
		scene.Height += driverMarks.Lead()
	}
}

func ringWords() Type { return Type{12.5, false} }

// ring places the causes clockwise, the first at the top, far enough apart
// that neighbours do not touch.
func (d Digraph) ring() (boxes []Box, paper Box) {
	words, tall := ringWords(), 0.0
	heights := make([]float64, len(d.Causes))
	for i, cause := range d.Causes {
		heights[i] = 2*boxPadY + marksGap + driverMarks.Lead()*float64(len(d.marks(i))) + words.Lead()*float64(max(1, len(words.Wrap(cause, ringBox-2*boxPadX, ringLines))))
		tall = math.Max(tall, heights[i])
	}
	round := float64(max(3, len(d.Causes)))
	apart := math.Hypot(ringBox+ringGap, tall+ringGap) // between the middles of neighbours: then their boxes cannot meet
	radius := math.Max(170, apart/(2*math.Sin(math.Pi/round)))
	top := float64(driverMargin)
	if !d.Bare {
		top += driverTitle.Lead() + 10
	}
	centre := Spot{driverMargin + ringBox/2 + radius, top + tall/2 + radius}
	for i := range d.Causes {
		turn := 2*math.Pi*float64(i)/round - math.Pi/2
		x, y := centre.X+radius*math.Cos(turn), centre.Y+radius*math.Sin(turn)
		boxes = append(boxes, Box{x - ringBox/2, y - heights[i]/2, ringBox, heights[i]})
	}
	return boxes, Box{0, 0, 2 * centre.X, centre.Y + radius + tall/2 + driverMargin}
}

// arrowBetween draws an arrow from the edge of one box to that of another.
func arrowBetween(from, to Box, colour Colour) []Item {
	a, b := from.middle(), to.middle()
	start, end := leaving(from.grown(2), b), leaving(to.grown(3), a)
	length := far(start, end)
	if length < arrowHead {
		return nil
	}
	dx, dy := (end.X-start.X)/length, (end.Y-start.Y)/length
	neck := Spot{end.X - arrowHead*dx, end.Y - arrowHead*dy}
	half := arrowHead * 0.42
	return []Item{
		Line{start, neck, Stroke{Colour: colour, Width: 1.6}},
		Polygon{[]Spot{end, {neck.X - half*dy, neck.Y + half*dx}, {neck.X + half*dy, neck.Y - half*dx}}, colour, Stroke{}},
	}
}

func (b Box) middle() Spot { return Spot{b.X + b.W/2, b.Y + b.H/2} }

// leaving is where a line from the middle of a box to a spot leaves the box.
func leaving(b Box, to Spot) Spot {
	m := b.middle()
	dx, dy := to.X-m.X, to.Y-m.Y
	share := math.Min(b.W/2/math.Max(math.Abs(dx), 1e-9), b.H/2/math.Max(math.Abs(dy), 1e-9))
	return Spot{m.X + dx*share, m.Y + dy*share}
}

// group draws a cause: one that drives most is dark, the one that most arrows
// reach has a thick border; both say so.
func (d Digraph) group(at int, box Box, drives, ends bool) *Group {
	ink, small := Ink, Muted
	rect := Rect{Box: box, Radius: 6, Fill: LastTint, Stroke: Stroke{Colour: LastEdge, Width: edgeWidth}}
	switch {
	case drives:
		rect.Fill, rect.Stroke.Colour, ink, small = Head, Head, Paper, Paper
	case ends:
		rect.Stroke = Stroke{Colour: Ink, Width: focusWidth}
	}
	g := &Group{ID: CausePart(at), Name: d.Causes[at] + " · " + d.counted(at), Hit: box, Items: []Item{rect}}
	words := ringWords()
	y := box.Y + boxPadY + (words.Lead()-words.Rise()-words.Fall())/2 + words.Rise()
	for _, line := range words.Wrap(d.Causes[at], ringBox-2*boxPadX, ringLines) {
		g.Items = append(g.Items, Text{At: Spot{box.X + boxPadX, y}, Words: line, Type: words, Colour: ink})
		y += words.Lead()
	}
	marks := d.marks(at)
	y = box.Y + box.H - boxPadY - driverMarks.Lead()*float64(len(marks)) + driverMarks.Rise()
	for _, line := range marks {
		g.Items = append(g.Items, Text{At: Spot{box.X + boxPadX, y}, Words: line, Type: driverMarks, Colour: small})
		y += driverMarks.Lead()
	}
	return g
}

// marks are the small print of a cause as it stands in its box.
func (d Digraph) marks(at int) []string {
	return driverMarks.Wrap(d.counted(at), ringBox-2*boxPadX, 2)
}

// counted says how many arrows leave and reach a cause, and what that makes of it.
func (d Digraph) counted(at int) string {
	out, in := d.Counts()
	counts := d.Say.T("figure.digraph.counts", "%d out · %d in", out[at], in[at])
	switch {
	case slices.Contains(d.Drivers(), at):
		return counts + " · " + d.Say.T("figure.digraph.drives", "drives most")
	case slices.Contains(d.Outcomes(), at):
		return counts + " · " + d.Say.T("figure.digraph.result", "the result")
	default:
		return counts
	}
}

// Description says the digraph in words.
func (d Digraph) Description() string {
	var b strings.Builder
	arrows := d.arrows()
	b.WriteString(d.Say.T("figure.digraph.words", "What drives what: %s, %s.", d.Say.N(len(d.Causes), "figure.count.causes", "%d cause", "%d causes"), d.Say.N(len(arrows), "figure.count.arrows", "%d arrow", "%d arrows")))
	if len(d.Open) > 0 {
		b.WriteString(" " + d.Say.N(len(d.Open), "figure.digraph.open", "%d pair is open.", "%d pairs are open."))
	}
	name := func(words string, which []int) {
		var names []string
		for _, i := range which {
			names = append(names, "“"+d.Causes[i]+"”")
		}
		if len(names) > 0 {
			b.WriteString(" " + words + ": " + strings.Join(names, ", ") + ".")
		}
	}
	name(d.Say.T("figure.digraph.words.drives", "Drives most"), d.Drivers())
	name(d.Say.T("figure.digraph.words.result", "The result"), d.Outcomes())
	for _, arrow := range arrows {
		b.WriteString("\n" + d.Say.T("figure.digraph.words.arrow", "“%s” leads to “%s”.", d.Causes[arrow.From], d.Causes[arrow.To]))
	}
	return cutWords(b.String(), mostDescription)
}
