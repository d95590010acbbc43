package figure

import "math"

// The least size of a Spark at which it still shows something.
const leastSparkWidth, leastSparkHeight = 60, 24

// Sparks of more points than these show the latest only.
const mostSpark = 60

// Spark draws the chart without words, for a line of a table: the numbers, the
// middle line, the goal, points of signals as discs, the last point large. The
// description is the chart's own; the words belong beside it.
func (r RunChart) Spark(width, height float64) *Scene {
	r.Small, r.Bare, r.Annotations = true, true, nil
	width, height = math.Max(width, leastSparkWidth), math.Max(height, leastSparkHeight)
	l := &layout{RunChart: r, style: r.style(), places: r.placesOf(), paper: Box{0, 0, width, height}}
	for _, phase := range r.Chart.Phases {
		l.points = append(l.points, phase.Points...)
	}
	l.style.dot, l.style.inset = 2, 4
	l.plot = Box{1, 4, width - 2, height - 8}
	l.axis = tightAxis(l.extent())
	l.sparkFrom(max(0, len(l.points)-mostSpark))
	return &Scene{Width: width, Height: height, Title: r.title(), Description: r.Description(), Say: r.Say, Items: l.items()}
}

// tightAxis goes from the least to the greatest number, a little beyond both.
func tightAxis(least, most float64) axis {
	if math.IsInf(least, 0) || math.IsInf(most, 0) {
		return axis{low: 0, high: 1}
	}
	room := (most - least) * 0.06
	if room <= 0 {
		room = math.Max(math.Abs(most)*0.1, 1)
	}
	return axis{low: least - room, high: most + room}
}

// sparkFrom draws the points from an index on.
func (l *layout) sparkFrom(first int) {
	step := (l.plot.W - 2*l.style.inset) / float64(max(1, len(l.points)-1-first))
	x := func(i int) float64 { return l.plot.X + l.style.inset + float64(i-first)*step }
	for _, phase := range l.Chart.Phases {
		if phase.Last > first && !math.IsNaN(phase.Centre) {
			from, till := x(max(phase.First-1, first))-step/2, x(phase.Last-1)+step/2
			y := l.y(phase.Centre)
			l.ground = append(l.ground, Line{Spot{math.Max(0, from), y}, Spot{math.Min(l.paper.W, till), y}, Stroke{Centre, 1.2, false}})
		}
	}
	if l.Goal != nil {
		y := l.y(*l.Goal)
		l.ground = append(l.ground, Line{Spot{0, y}, Spot{l.paper.W, y}, Stroke{Goal, 1.2, true}})
	}
	var line []Spot
	end := -1
	for i := first; i < len(l.points); i++ {
		if math.IsNaN(l.points[i].Y) || l.begins(l.points[i].Number) {
			l.sparkLine(line)
			line = nil
		}
		if math.IsNaN(l.points[i].Y) {
			continue
		}
		at := Spot{x(i), l.y(l.points[i].Y)}
		line, end = append(line, at), i
		if point := l.points[i]; point.Outside || l.inSignal(point.Number) && !l.onLine(point) {
			l.marks = append(l.marks, Circle{at, math.Min(2, step*0.4), Data, Stroke{}})
		}
	}
	l.sparkLine(line)
	if end >= 0 {
		l.marks = append(l.marks, Circle{Spot{x(end), l.y(l.points[end].Y)}, 3, Data, Stroke{Paper, 1, false}})
	}
	l.marks = append(l.marks, &Group{ID: "spark", Name: l.sparkName(end), Hit: l.paper})
}

// sparkName says the last number.
func (l *layout) sparkName(end int) string {
	if end < 0 {
		return l.Say.T("figure.noNumber", "no number yet")
	}
	last := l.Say.Number(trimmed(l.points[end].Y, 1)) + map[bool]string{true: "%"}[l.Unit == "%"]
	return l.Say.N(len(l.points), "figure.spark", "%[2]s: %[3]s, %[1]d point", "%[2]s: %[3]s, %[1]d points", l.places.full[end], last)
}

func (l *layout) sparkLine(spots []Spot) {
	if len(spots) > 1 {
		l.lines = append(l.lines, Polyline{spots, Stroke{Data, 1.4, false}})
	}
}
