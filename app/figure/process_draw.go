package figure

import (
	"cmp"
	"math"
	"strconv"

	"github.com/cairn-schools/cairn/improve/phrase"
)

// markLines are the marks as they stand in the box.
func (s ProcessStep) markLines(say *phrase.Book) []string {
	return driverMarks.Wrap(dotted(s.marks(say)), stepWidth-2*slant, 3)
}

// ground is the title and the lanes.
func (l *processLayout) ground() []Item {
	var items []Item
	y := float64(driverMargin)
	if !l.Bare {
		for _, words := range l.titleLines() {
			items = append(items, Text{At: Spot{driverMargin, y + driverTitle.Rise()}, Words: words, Type: driverTitle, Colour: Ink})
			y += driverTitle.Lead()
		}
		y += 10
	}
	for i, who := range l.lanes {
		x := l.left + laneWidth*float64(i)
		items = append(items,
			Rect{Box: Box{x, y, laneWidth, l.bottom - y}, Stroke: Stroke{Colour: Faint, Width: 1}},
			Text{At: Spot{x + laneWidth/2, y + 8 + driverHeading.Rise()}, Words: driverHeading.Fit(cmp.Or(who, l.Say.T("figure.process.nobody", "Nobody named")), laneWidth-12), Type: driverHeading, Anchor: Middle, Colour: Muted},
		)
	}
	return items
}

func (l *processLayout) group(i int) *Group {
	step, b := l.Steps[i], l.boxes[i]
	fill, stroke := LastTint, Stroke{Colour: LastEdge, Width: edgeWidth}
	switch {
	case step.Breaks:
		fill, stroke = WorseTint, Stroke{Colour: Ink, Width: focusWidth}
	case step.Type == "wait" || step.Type == "unclear" || step.Unused:
		fill, stroke = Paper, Stroke{Colour: Muted, Width: 1.3, Dashed: true}
	case step.Type == "decision":
		fill, stroke = FirstTint, Stroke{Colour: FirstEdge, Width: edgeWidth}
	case step.Type == "start" || step.Type == "end":
		fill, stroke = NextTint, Stroke{Colour: NextEdge, Width: edgeWidth}
	}
	switch step.Change {
	case StepNew:
		fill, stroke = BetterTint, Stroke{Colour: Better, Width: focusWidth}
	case StepGone:
		fill, stroke = Paper, Stroke{Colour: Worse, Width: 1.6, Dashed: true}
	case StepChanged:
		stroke = Stroke{Colour: Change, Width: focusWidth}
	}
	var shape Item = Rect{Box: b, Radius: 5, Fill: fill, Stroke: stroke}
	switch step.Type {
	case "start", "end":
		shape = Rect{Box: b, Radius: math.Min(18, b.H/2), Fill: fill, Stroke: stroke}
	case "decision":
		middle := b.Y + b.H/2
		shape = Polygon{[]Spot{{b.X, middle}, {b.X + slant, b.Y}, {b.X + b.W - slant, b.Y}, {b.X + b.W, middle}, {b.X + b.W - slant, b.Y + b.H}, {b.X + slant, b.Y + b.H}}, fill, stroke}
	}
	g := &Group{ID: cmp.Or(step.ID, "step-"+strconv.Itoa(i)), Name: step.name(l.Say), Hit: b, Items: []Item{shape}}
	g.Items = append(g.Items, step.sign(b)...)
	words := ringWords()
	y := b.Y + boxPadY + (words.Lead()-words.Rise()-words.Fall())/2 + words.Rise()
	for _, line := range l.lines(i) {
		g.Items = append(g.Items, Text{At: Spot{b.X + b.W/2, y}, Words: line, Type: words, Anchor: Middle, Colour: Ink})
		y += words.Lead()
	}
	marks := step.markLines(l.Say)
	y = b.Y + b.H - boxPadY - driverMarks.Lead()*float64(len(marks)) + driverMarks.Rise() + 2
	for _, line := range marks {
		g.Items = append(g.Items, Text{At: Spot{b.X + b.W/2, y}, Words: line, Type: driverMarks, Anchor: Middle, Colour: Muted})
		y += driverMarks.Lead()
	}
	return g
}

// line draws one way: straight across to the next lane, through the gap and down
// the lane that it leads to where nothing stands between, or round the lanes; a line that turns does so between the rows.
func (l *processLayout) line(way processWay) []Item {
	from, to := l.boxes[way.from], l.boxes[way.to]
	stroke := Stroke{Colour: Wire, Width: wireWidth}
	if way.beside {
		y := from.Y + from.H/2
		tip := Spot{to.X, y}
		items := []Item{Line{Spot{from.X + from.W, y}, Spot{tip.X - arrowRoom, y}, stroke}, Polygon{[]Spot{tip, {tip.X - arrowRoom - 1, y - 4}, {tip.X - arrowRoom - 1, y + 4}}, Wire, Stroke{}}}
		if label := driverMarks.Fit(way.label, laneWidth-stepWidth-8); label != "" {
			items = append(items, Text{At: Spot{from.X + from.W + 5, y - 4}, Words: label, Type: driverMarks, Colour: Ink})
		}
		return items
	}
	out := from.X + from.W*way.out
	run := l.slotAt(l.row[way.from]+1, way.slot)
	foot, enter := from.Y+from.H, to.X+to.W/2
	path := []Spot{{out, foot}, {out, run}, {enter, run}, {enter, to.Y - arrowRoom}}
	switch {
	case way.round:
		track := l.left - trackStep*float64(1+way.track%max(1, l.tracks))
		into := l.slotAt(l.row[way.to], way.into)
		enter = to.X + to.W*0.28
		path = []Spot{{out, foot}, {out, run}, {track, run}, {track, into}, {enter, into}, {enter, to.Y - arrowRoom}}
	case math.Abs(out-enter) < 0.5:
		path = []Spot{{out, foot}, {enter, to.Y - arrowRoom}}
	}
	items := []Item{Polyline{rounded(path, turn), stroke},
		Polygon{[]Spot{{enter, to.Y}, {enter - 4, to.Y - arrowRoom - 1}, {enter + 4, to.Y - arrowRoom - 1}}, Wire, Stroke{}}}
	if label := driverMarks.Fit(way.label, from.W*way.share()-8); label != "" {
		items = append(items, Text{At: Spot{out + 5, from.Y + from.H + 3 + driverMarks.Rise()}, Words: label, Type: driverMarks, Colour: Ink})
	}
	return items
}

// share is how much of its step's width a label has.
func (w processWay) share() float64 { return math.Min(w.out, 0.5) }

// sign is a small picture in the corner of a step: a clock, a warning, a
// question mark, an empty ring; for those who look before they read.
func (s ProcessStep) sign(b Box) []Item {
	const r = 6
	at := Spot{b.X + b.W - r - 5, b.Y + r + 5}
	if s.Type == "decision" {
		at.X -= slant - 4
	}
	pen := Stroke{Colour: Muted, Width: 1.4}
	switch {
	case s.Breaks:
		label := Type{9, true}
		return []Item{
			Polygon{[]Spot{{at.X, at.Y - r - 0.5}, {at.X + r + 1, at.Y + r - 0.5}, {at.X - r - 1, at.Y + r - 0.5}}, Alarm, Stroke{}},
			Text{At: Spot{at.X, at.Y + r - 2}, Words: "!", Type: label, Anchor: Middle, Colour: Paper},
		}
	case s.Type == "wait":
		return []Item{
			Circle{Centre: at, Radius: r, Fill: Paper, Stroke: pen},
			Polyline{[]Spot{{at.X, at.Y - r + 2}, at, {at.X + r - 2.5, at.Y + 1}}, pen},
		}
	case s.Type == "unclear":
		return []Item{
			Circle{Centre: at, Radius: r, Fill: Paper, Stroke: pen},
			Text{At: Spot{at.X, at.Y + 3.4}, Words: "?", Type: Type{9.5, true}, Anchor: Middle, Colour: Muted},
		}
	case s.Unused:
		return []Item{Circle{Centre: at, Radius: r, Stroke: pen}, Line{Spot{at.X - r*0.7, at.Y + r*0.7}, Spot{at.X + r*0.7, at.Y - r*0.7}, pen}}
	default:
		return nil
	}
}
