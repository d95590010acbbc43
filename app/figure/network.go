package figure

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve/phrase"
)

// NetworkSchool is a school, or a person, in the picture of a network.
type NetworkSchool struct {
	Name    string
	Laptops int  // that are known; 0 for a school that is only written of
	Own     bool // whoever looks at the picture belongs to it
}

// Closeness says in what two schools meet.
type Closeness int

// From the widest to the closest.
const (
	InNetwork Closeness = iota
	InGroup
	InPair
)

// NetworkLine says that two schools share something, by their places in Schools.
type NetworkLine struct {
	A, B int
	Kind Closeness
}

// Network is the picture of who shares with whom: schools in a ring, the one
// that shares with all others in the middle, a line where two share a space.
// Lines to schools that are not there are left out.
type Network struct {
	Title   string
	Schools []NetworkSchool
	Lines   []NetworkLine

	Bare bool // without title, where the page says it

	Say *phrase.Book // the language of its words; nil is English
}

// Lengths of the picture.
const (
	schoolBox   = 132.0 // how wide the words under a circle may be
	schoolGap   = 20.0
	schoolRound = 15.0 // the radius of a circle
	schoolLines = 2
	legendRoom  = 26.0
	legendLine  = 34.0
	legendStep  = 134.0
)

func schoolWords() Type { return Type{Size: 12.5} }

// SchoolPart is the group of a school, by its place.
func SchoolPart(at int) string { return "school-" + strconv.Itoa(at) }

// Scene lays the picture out.
func (n Network) Scene() *Scene {
	boxes, paper := n.places()
	scene := &Scene{Width: paper.W, Height: paper.H, Title: cmp.Or(plain(n.Title), n.Say.T("figure.network.title", "Who shares with whom")), Description: n.Description(), Say: n.Say}
	if !n.Bare {
		words := driverTitle.Fit(scene.Title, paper.W-2*driverMargin)
		scene.Items = append(scene.Items, Text{At: Spot{driverMargin, driverMargin + driverTitle.Rise()}, Words: words, Type: driverTitle, Colour: Ink})
		y := driverMargin + driverTitle.Lead() + schoolWords().Rise()
		for _, line := range n.shapeLines(paper.W) {
			scene.Items = append(scene.Items, Text{At: Spot{driverMargin, y}, Words: line, Type: schoolWords(), Colour: Muted})
			y += schoolWords().Lead()
		}
	}
	lines := n.lines()
	slices.SortStableFunc(lines, func(a, b NetworkLine) int { return int(a.Kind) - int(b.Kind) }) // close ones over wide ones
	for _, line := range lines {
		scene.Items = append(scene.Items, Line{round(boxes[line.A]), round(boxes[line.B]), line.Kind.stroke()})
	}
	for i := range n.Schools {
		scene.Items = append(scene.Items, n.school(i, boxes[i]))
	}
	scene.Items = append(scene.Items, n.legend(paper)...)
	return scene
}

// shapeLines is the sentence under the title.
func (n Network) shapeLines(width float64) []string {
	return schoolWords().Wrap(n.Shape(), width-2*driverMargin, 3)
}

// round is the middle of the circle of a school in its box.
func round(b Box) Spot { return Spot{b.X + b.W/2, b.Y + schoolRound + edgeWidth} }

// stroke is told apart without colour: by width, and by dashes.
func (c Closeness) stroke() Stroke {
	switch c {
	case InPair:
		return Stroke{Colour: Data, Width: 4}
	case InGroup:
		return Stroke{Colour: Wire, Width: 2}
	default:
		return Stroke{Colour: Wire, Width: 1, Dashed: true}
	}
}

// share says in what two schools meet, for the legend.
func (c Closeness) share(say *phrase.Book) string {
	switch c {
	case InPair:
		return say.T("figure.network.legend.pair", "share a pair")
	case InGroup:
		return say.T("figure.network.legend.group", "share a group")
	default:
		return say.T("figure.network.legend.network", "share a network")
	}
}

// shares says with whom a school meets in what.
func (c Closeness) shares(say *phrase.Book, with string) string {
	switch c {
	case InPair:
		return say.T("figure.network.shares.pair", "shares a pair with %s", with)
	case InGroup:
		return say.T("figure.network.shares.group", "shares a group with %s", with)
	default:
		return say.T("figure.network.shares.network", "shares a network with %s", with)
	}
}

// lines are those between two schools that are there, each two once by the closest.
func (n Network) lines() []NetworkLine {
	at := map[[2]int]int{}
	var lines []NetworkLine
	for _, line := range n.Lines {
		a, b := min(line.A, line.B), max(line.A, line.B)
		if a < 0 || b >= len(n.Schools) || a == b || line.Kind < InNetwork || line.Kind > InPair {
			continue
		}
		if i, twice := at[[2]int{a, b}]; twice {
			lines[i].Kind = max(lines[i].Kind, line.Kind)
			continue
		}
		at[[2]int{a, b}] = len(lines)
		lines = append(lines, NetworkLine{a, b, line.Kind})
	}
	return lines
}

// places puts the schools into a ring, so far apart that neither circles nor
// words can meet, and the one that shares with all others into its middle.
func (n Network) places() (boxes []Box, paper Box) {
	words, tall := schoolWords(), 0.0
	heights := make([]float64, len(n.Schools))
	for i, school := range n.Schools {
		lines := max(1, len(words.Wrap(school.Name, schoolBox, schoolLines)))
		heights[i] = 2*(schoolRound+edgeWidth) + 3 + words.Lead()*float64(lines)
		tall = max(tall, heights[i])
	}
	hub := n.hub()
	ring := len(n.Schools)
	if hub >= 0 {
		ring--
	}
	turns, begin := float64(max(2, ring)), -math.Pi/2
	apart := math.Hypot(schoolBox+schoolGap, tall+schoolGap) // between the middles of two: then their boxes cannot meet
	radius := apart / (2 * math.Sin(math.Pi/turns))
	if hub >= 0 {
		radius = max(radius, apart)
	}
	upright := radius
	if hub < 0 && ring == 2 {
		begin, upright = math.Pi, 0 // side by side
	}
	half := max(radius+schoolBox/2, n.legendWidth()/2)
	top := float64(driverMargin)
	if !n.Bare {
		top += driverTitle.Lead() + schoolWords().Lead()*float64(len(n.shapeLines(2*(driverMargin+half)))) + 10
	}
	centre := Spot{driverMargin + half, top + tall/2 + upright}
	place := 0
	for i := range n.Schools {
		at := centre
		if i != hub {
			turn := begin + 2*math.Pi*float64(place)/turns
			at = Spot{centre.X + radius*math.Cos(turn), centre.Y + upright*math.Sin(turn)}
			place++
		}
		boxes = append(boxes, Box{at.X - schoolBox/2, at.Y - heights[i]/2, schoolBox, heights[i]})
	}
	return boxes, Box{0, 0, 2 * centre.X, centre.Y + upright + tall/2 + legendRoom + driverMargin}
}

// school draws one: the own is dark, and says so.
func (n Network) school(at int, box Box) *Group {
	school := n.Schools[at]
	circle := Circle{Centre: round(box), Radius: schoolRound, Fill: LastTint, Stroke: Stroke{Colour: LastEdge, Width: edgeWidth}}
	ink := Ink
	if school.Own {
		circle.Fill, circle.Stroke.Colour, ink = Head, Head, Paper
	}
	words := schoolWords()
	group := &Group{ID: SchoolPart(at), Name: n.says(at), Hit: box}
	if school.Laptops == 0 {
		circle.Fill, circle.Stroke.Dashed = Paper, true
	}
	lines := words.Wrap(school.Name, schoolBox, schoolLines)
	y := box.Y + 2*(schoolRound+edgeWidth) + 3
	ground := words.widest(lines)
	group.Items = append(group.Items, // lines run behind the words
		Rect{Box: Box{box.X + (box.W-ground)/2, y, ground, words.Lead() * float64(len(lines))}, Fill: Paper}, circle)
	if school.Laptops > 0 {
		number := strconv.Itoa(school.Laptops)
		group.Items = append(group.Items, Text{At: Spot{circle.Centre.X, circle.Centre.Y + words.Size*0.36}, Words: number, Type: words, Anchor: Middle, Colour: ink})
	}
	y += (words.Lead()-words.Rise()-words.Fall())/2 + words.Rise()
	for _, line := range lines {
		group.Items = append(group.Items, Text{At: Spot{box.X + box.W/2, y}, Words: line, Type: words, Anchor: Middle, Colour: Ink})
		y += words.Lead()
	}
	return group
}

// legend says what the lines and the numbers mean.
func (n Network) legend(paper Box) []Item {
	y := paper.H - driverMargin - driverMarks.Fall()
	x := float64(driverMargin)
	var items []Item
	for kind := InPair; kind >= InNetwork; kind-- {
		line := y - driverMarks.Size*0.35
		items = append(items,
			Line{Spot{x, line}, Spot{x + legendLine, line}, kind.stroke()},
			Text{At: Spot{x + legendLine + 6, y}, Words: kind.share(n.Say), Type: driverMarks, Colour: Muted})
		x += n.legendStep(kind)
	}
	return append(items, Text{At: Spot{x, y}, Words: n.laptopsLegend(), Type: driverMarks, Colour: Muted})
}

func (n Network) laptopsLegend() string {
	return n.Say.T("figure.network.legend.number", "number: laptops")
}

// legendStep is how wide a line of the legend is with its words.
func (n Network) legendStep(kind Closeness) float64 {
	return max(legendStep, legendLine+6+driverMarks.Width(kind.share(n.Say))+12)
}

func (n Network) legendWidth() float64 {
	width := max(legendStep, driverMarks.Width(n.laptopsLegend()))
	for kind := InPair; kind >= InNetwork; kind-- {
		width += n.legendStep(kind)
	}
	return width
}

// says is one school in words.
func (n Network) says(at int) string {
	school := n.Schools[at]
	parts := []string{school.Name}
	if school.Own {
		parts = append(parts, n.Say.T("figure.network.here", "you are here"))
	}
	if school.Laptops > 0 {
		parts = append(parts, n.Say.N(school.Laptops, "figure.count.laptops", "%d laptop", "%d laptops"))
	}
	for kind := InPair; kind >= InNetwork; kind-- {
		var with []string
		for _, line := range n.lines() {
			if line.Kind == kind && (line.A == at || line.B == at) {
				with = append(with, n.Schools[line.A+line.B-at].Name)
			}
		}
		if len(with) > 0 {
			parts = append(parts, kind.shares(n.Say, strings.Join(with, ", ")))
		}
	}
	return strings.Join(parts, " · ")
}
