package figure

import (
	"math"
	"strconv"
)

// Sizes of a picture of small charts.
const (
	leastPanel   = 168.0 // narrower ones show nothing: then they stand in fewer columns
	mostColumns  = 4
	panelGap     = 14.0
	panelPad     = 7.0  // from a panel's edge to its words
	lowestPlot   = 78.0 // of a panel
	highestPlot  = 170.0
	plotShape    = 0.46 // of a panel's width
	panelTicks   = 4
	leastPicture = 300.0

	closingLines = 6 // of the sentences under the panels
	smallLines   = 4 // of the small print there: the paper grows with it
)

// grid is a picture of small charts on its way to a scene.
type grid struct {
	Multiples
	style   style
	axis    axis
	columns int
	gutter  float64 // for the numbers of the scale, left of the first column
	panel   float64 // the width of one
	plot    float64 // the height of a panel's plot
	paper   Box
	items   []Item
}

// Scene lays the picture out. Panels are groups called "panel-1" and so on,
// their points "1-point-7"; PartPanel reads both.
func (many Multiples) Scene() *Scene {
	g := &grid{Multiples: many, style: many.style(), paper: Box{W: max(leastPicture, sized(many.Width, usualWidth))}}
	y := g.heading()
	g.measure()
	for i := range g.Panels {
		g.draw(i, y)
	}
	rows := (len(g.Panels) + g.columns - 1) / g.columns
	y += float64(rows)*g.height() + float64(rows-1)*panelGap + g.below() + panelGap
	g.paper.H = g.closing(y) + g.style.margin*0.6
	ground := Rect{Box: g.paper, Fill: Paper}
	return &Scene{Width: g.paper.W, Height: g.paper.H, Title: many.heading(), Description: many.Description(), Say: many.Say, Items: append([]Item{ground}, g.items...)}
}

// style is that of a small chart, with words as large as those of a usual one around the panels.
func (many Multiples) style() style {
	usual, small := RunChart{}.style(), RunChart{Small: true}.style()
	small.title, small.subtitle, small.finding, small.print, small.margin = usual.title, usual.subtitle, usual.finding, usual.print, usual.margin
	small.dot, small.goal, small.inset = 2.2, 1.3, 6
	if sized(many.Width, usualWidth) < narrow {
		small.margin, small.title.Size, small.finding.Size = 14, 17, 12.5
	}
	return small
}

// words sets lines under each other.
func (g *grid) words(lines []string, set Type, x, y float64, colour Colour) float64 {
	for _, line := range lines {
		g.items = append(g.items, Text{At: Spot{x, y + (set.Lead()+set.Rise()-set.Fall())/2}, Words: line, Type: set, Colour: colour})
		y += set.Lead()
	}
	return y
}

func (g *grid) heading() float64 {
	left, width, y := g.style.margin, g.paper.W-2*g.style.margin, g.style.margin*0.75
	if g.Bare {
		return y * 0.5
	}
	y = g.words(g.style.title.Wrap(g.Multiples.heading(), width, 2), g.style.title, left, y, Ink)
	if subtitle := plain(g.Subtitle); subtitle != "" {
		y = g.words([]string{g.style.subtitle.Fit(subtitle, width)}, g.style.subtitle, left, y, Muted)
	}
	return y + g.style.margin*0.4
}

// measure finds the common scale and how the panels stand.
func (g *grid) measure() {
	least, most := math.Inf(1), math.Inf(-1)
	for _, panel := range g.Panels {
		low, high := (&layout{RunChart: panel.RunChart}).extent()
		least, most = math.Min(least, low), math.Max(most, high)
	}
	percent := g.Panels[0].Unit == "%" && most <= 100
	g.axis = roundAxis(least, most, panelTicks, percent)
	for _, tick := range g.axis.ticks() {
		g.gutter = max(g.gutter, g.style.axis.Width(g.Panels[0].number(tick, g.axis.decimals)))
	}
	g.gutter += g.style.axis.Size * 0.7
	room := g.paper.W - 2*g.style.margin - g.gutter
	g.columns = max(1, min(wishedColumns(len(g.Panels)), int((room+panelGap)/(leastPanel+panelGap))))
	g.panel = (room - float64(g.columns-1)*panelGap) / float64(g.columns)
	g.plot = math.Max(lowestPlot, math.Min(highestPlot, g.panel*plotShape))
}

// wishedColumns stand a few panels in one row, some in threes, many in fours.
func wishedColumns(panels int) int {
	switch {
	case panels <= 3:
		return panels
	case panels == 4:
		return 2
	case panels <= 9:
		return 3
	default:
		return mostColumns
	}
}

// head is the height of the two lines over a plot.
func (g *grid) head() float64 {
	return panelPad + g.style.label.Lead()*1.15 + g.style.axis.Lead() + 8
}

// height ends at the plot: the scale is the edge of the panel.
func (g *grid) height() float64 { return g.head() + g.plot + 1 }

// below is the room for the names of days under the lowest row.
func (g *grid) below() float64 {
	return nameGap + g.style.axis.Lead()*1.92
}

// draw puts a panel into its place.
func (g *grid) draw(i int, top float64) {
	panel := g.Panels[i]
	at := Spot{g.style.margin + g.gutter + float64(i%g.columns)*(g.panel+panelGap), top + float64(i/g.columns)*(g.height()+panelGap)}
	l := g.layout(panel)
	box := Rect{Box: Box{0, 0, g.panel, g.height()}, Radius: 5, Stroke: Stroke{Faint, 1, false}}
	if i == 0 {
		box.Fill = LastTint
	}
	l.shade()
	g.scale(l)
	if i+g.columns >= len(g.Panels) {
		l.placeNames()
	}
	l.drawLevels()
	l.partings()
	l.series()
	g.name(l, panel)
	number := strconv.Itoa(i + 1)
	move := placed{scale: 1, dx: at.X, dy: at.Y, mark: number + "-"}
	g.items = append(g.items, &Group{
		ID: panelPart + number, Name: panel.words(), Hit: move.box(box.Box), Items: move.items(append([]Item{box}, l.items()...)),
	})
	if i%g.columns == 0 {
		g.numbers(l, at)
	}
}

// layout is that of a panel, in its own corner.
func (g *grid) layout(panel Panel) *layout {
	run := panel.RunChart
	run.Small, run.Bare, run.Annotations = true, true, nil
	l := &layout{RunChart: run, style: g.style, places: run.placesOf(), axis: g.axis, paper: Box{0, 0, g.panel, g.height() + g.below()}}
	for _, phase := range run.Chart.Phases {
		l.points = append(l.points, phase.Points...)
	}
	l.plot = Box{1, g.head(), g.panel - 2, g.plot}
	return l
}

// scale draws the lines of the common scale.
func (g *grid) scale(l *layout) {
	for _, tick := range g.axis.ticks() {
		line := Line{Spot{l.plot.X, l.y(tick)}, Spot{l.plot.X + l.plot.W, l.y(tick)}, Stroke{Faint, 1, false}}
		if tick == g.axis.low {
			line.Stroke.Colour = Muted
		}
		l.ground = append(l.ground, line)
	}
}

// numbers stand left of the first panel of a row.
func (g *grid) numbers(l *layout, at Spot) {
	for _, tick := range g.axis.ticks() {
		g.items = append(g.items, Text{
			At:    Spot{at.X - g.style.axis.Size*0.5, at.Y + l.y(tick) + (g.style.axis.Rise()-g.style.axis.Fall())/2},
			Words: l.number(tick, g.axis.decimals), Type: g.style.axis, Anchor: End, Colour: Muted,
		})
	}
}

// name sets the two lines over a plot: who it is; what the chart found, and the middle line.
func (g *grid) name(l *layout, panel Panel) {
	set, quiet := g.style.label, g.style.axis
	set.Size *= 1.15
	room := g.panel - 2*panelPad
	l.words = append(l.words, Text{At: Spot{panelPad, panelPad + (set.Lead()+set.Rise()-set.Fall())/2}, Words: set.Fit(panel.Name, room), Type: set, Colour: Ink})
	y := panelPad + set.Lead() + (quiet.Lead()+quiet.Rise()-quiet.Fall())/2
	short, colour := panel.short()
	middle := panel.middle(g.axis.decimals + 1)
	bold := quiet
	bold.Bold = colour != Muted
	if bold.Width(short)+8+quiet.Width(middle) > room { // the legend says what the middle line is
		middle = panel.middleValue(g.axis.decimals + 1)
	}
	if bold.Width(short)+8+quiet.Width(middle) > room {
		middle = ""
	}
	l.words = append(l.words, Text{At: Spot{g.panel - panelPad, y}, Words: middle, Type: quiet, Anchor: End, Colour: Centre})
	if middle != "" {
		room -= quiet.Width(middle) + 8
	}
	l.words = append(l.words, Text{At: Spot{panelPad, y}, Words: bold.Fit(short, room), Type: bold, Colour: colour})
}

// closing sets what the total hides, the marks, and the small print; it gives
// where they end.
func (g *grid) closing(y float64) float64 {
	left, width := g.style.margin, g.paper.W-2*g.style.margin
	colour := Ink
	if len(g.Unseen()) > 0 {
		colour = toneOf("").words
	}
	y = g.words(g.style.finding.Wrap(joined(g.Finding()), width, closingLines), g.style.finding, left, y, colour) + 3
	y = g.legend(left, y, width)
	y = g.words(g.style.print.Wrap(g.LeftOut, width, smallLines), g.style.print, left, y, Muted)
	return g.words(g.style.print.Wrap(g.Basis(), width, smallLines), g.style.print, left, y, Muted)
}

// legend explains the marks that are in the picture.
func (g *grid) legend(left, y, width float64) float64 {
	set, first := g.style.print, g.Panels[0]
	x := left
	put := func(words string, mark func(middle float64) []Item) {
		if wide := 26 + set.Width(words); x > left && x+wide > left+width {
			x, y = left, y+set.Lead()
		}
		g.items = append(g.items, mark(y+set.Lead()/2)...)
		g.words([]string{set.Fit(words, width-26)}, set, x+26, y, Muted)
		x += 26 + set.Width(words) + 20
	}
	line := func(stroke Stroke) func(float64) []Item {
		return func(middle float64) []Item { return []Item{Line{Spot{x, middle}, Spot{x + 20, middle}, stroke}} }
	}
	put(g.Say.T("figure.middle", "middle line: %s", centreWord(g.Say, first.Chart.Kind)), line(Stroke{Centre, 1.6, false}))
	if first.Goal != nil {
		put(g.Say.T("figure.goal.legend", "goal %s", first.number(*first.Goal, g.axis.decimals)), line(Stroke{Goal, 1.6, true}))
	}
	dot := func(fill Colour) func(float64) []Item {
		return func(middle float64) []Item {
			return []Item{Circle{Spot{x + 10, middle}, 3.2, fill, Stroke{Data, 1.3, false}}}
		}
	}
	put(g.Say.T("figure.signal.part", "part of a signal"), dot(Data))
	if g.Kept > 0 {
		put(keptSentence(g.Say, g.Kept), func(middle float64) []Item {
			return []Item{Rect{Box: Box{x + 6.5, middle - 3.5, 7, 7}, Fill: Paper, Stroke: Stroke{Data, 1.3, false}}}
		})
	}
	return y + set.Lead() + 2
}
