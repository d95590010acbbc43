package figure

import (
	"cmp"
	"math"
	"slices"

	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// level is a line across the plot that has its name at its end.
type level struct {
	value  float64
	words  string // with the name
	short  string // the value alone, where the name has no room
	colour Colour
}

// levelsAtEnd are those of the last phase, and the goal.
func (l *layout) levelsAtEnd() []level {
	var levels []level
	add := func(value float64, name string, colour Colour) {
		if !math.IsNaN(value) && !math.IsInf(value, 0) {
			levels = append(levels, level{value, name + " " + l.value(value), l.value(value), colour})
		}
	}
	if l.Goal != nil {
		add(*l.Goal, l.Say.T("figure.goal", "Goal"), Goal)
	}
	if len(l.Chart.Phases) == 0 {
		return levels
	}
	last := l.Chart.Phases[len(l.Chart.Phases)-1]
	add(last.Centre, l.centreName(), Centre)
	if last.HasLimits && len(last.Points) > 0 && !l.Small {
		end := last.Points[len(last.Points)-1]
		add(end.Upper, l.Say.T("figure.upper", "Upper limit"), Muted)
		add(end.Lower, l.Say.T("figure.lower", "Lower limit"), Muted)
	}
	return levels
}

// centreName is what the middle line of a chart is called by its label: by its
// proper term for those who asked for terms.
func (r RunChart) centreName() string {
	if !r.Terms {
		return r.Say.T("figure.Middle", "Middle line")
	}
	switch r.Chart.Kind {
	case chart.Run, chart.G:
		return r.Say.T("figure.Median", "Median")
	case chart.T: // a mean of transformed times, back on the scale of days
		return r.Say.T("figure.Centre", "Centre")
	default:
		return r.Say.T("figure.Mean", "Mean")
	}
}

// centreShort is the same within a line of words.
func (r RunChart) centreShort() string {
	if !r.Terms {
		return r.Say.T("figure.middle.short", "middle line")
	}
	return centreWord(r.Say, r.Chart.Kind)
}

// termed names the middle line behind those two words, for those who asked for terms.
func (r RunChart) termed() string {
	if !r.Terms {
		return ""
	}
	return " (" + centreWord(r.Say, r.Chart.Kind) + ")"
}

// centreWord is the proper term of a middle line within a line of words.
func centreWord(say *phrase.Book, kind chart.Kind) string {
	switch kind {
	case chart.Run, chart.G:
		return say.T("figure.median", "median")
	case chart.T:
		return say.T("figure.centre", "centre")
	default:
		return say.T("figure.mean", "mean")
	}
}

// value writes a figure of the chart with one decimal more than its axis has.
func (l *layout) value(value float64) string {
	text := l.Say.Number(trimmed(value, l.axis.decimals+1))
	if l.Unit == "%" {
		text += "%"
	}
	return text
}

// mostLabel is the share of the paper that names at the lines' ends may take.
const mostLabel = 0.22

// levelLabels gives the room to the right of the plot that the names want.
func (l *layout) levelLabels() float64 {
	width := 0.0
	for _, level := range l.levelsAtEnd() {
		width = max(width, l.style.label.Width(level.words))
	}
	return min(width, l.paper.W*mostLabel) + l.style.axis.Size
}

// rule draws middle lines, limits and goal, with their names.
func (l *layout) rule() {
	l.drawLevels()
	l.nameLevels()
	l.partings()
}

// drawLevels draws the lines alone.
func (l *layout) drawLevels() {
	for _, phase := range l.Chart.Phases {
		l.limits(phase)
		l.centre(phase)
	}
	if l.Goal != nil {
		l.across(*l.Goal, l.plot.X, l.plot.X+l.plot.W, Stroke{Goal, l.style.goal, true})
	}
}

// partings stand between phases.
func (l *layout) partings() {
	if last := len(l.Chart.Phases) - 1; last > 0 {
		for i, phase := range l.Chart.Phases {
			l.parting(phase, i > 0, i == last || l.nameCentre(phase))
		}
	}
}

// across draws a level line and keeps it in mind for placing labels.
func (l *layout) across(value, from, till float64, stroke Stroke) {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return
	}
	line := Line{Spot{from, l.y(value)}, Spot{till, l.y(value)}, stroke}
	l.lines, l.levels = append(l.lines, line), append(l.levels, line)
}

// reach is where a phase begins and ends: half way to its neighbours, the
// whole plot's edge for the first and last.
func (l *layout) reach(first, last int) (from, till float64) {
	from, till = l.x(first-1)-l.step()/2, l.x(last-1)+l.step()/2
	if first <= 1 {
		from = l.plot.X
	}
	if last >= len(l.points) {
		till = l.plot.X + l.plot.W
	}
	return from, till
}

func (l *layout) centre(phase chart.Phase) {
	from, till := l.reach(phase.First, phase.Last)
	width := 2.2
	if l.Small {
		width = 1.4
	}
	l.across(phase.Centre, from, till, Stroke{Centre, width, false})
}

// limits draws both limits: a stair where each point has its own.
func (l *layout) limits(phase chart.Phase) {
	if !phase.HasLimits {
		return
	}
	for _, of := range []func(chart.Point) float64{
		func(p chart.Point) float64 { return p.Lower },
		func(p chart.Point) float64 { return p.Upper },
	} {
		var stair []Spot
		for _, point := range phase.Points {
			value := of(point)
			if math.IsNaN(value) || math.IsInf(value, 0) {
				l.stair(stair)
				stair = nil
				continue
			}
			from, till := l.reach(point.Number, point.Number)
			stair = append(stair, Spot{from, l.y(value)}, Spot{till, l.y(value)})
		}
		l.stair(stair)
	}
}

func (l *layout) stair(spots []Spot) {
	if len(spots) < 2 {
		return
	}
	stroke := Stroke{Muted, 1.1, false}
	l.lines = append(l.lines, Polyline{flattened(spots), stroke})
	l.levels = append(l.levels, legs(flattened(spots), stroke, false)...)
}

// flattened leaves out the spots within a level stretch.
func flattened(spots []Spot) []Spot {
	kept := spots[:1:1]
	for i := 1; i < len(spots)-1; i++ {
		if math.Abs(spots[i].Y-kept[len(kept)-1].Y) > 0.01 || math.Abs(spots[i].Y-spots[i+1].Y) > 0.01 {
			kept = append(kept, spots[i])
		}
	}
	return append(kept, spots[len(spots)-1])
}

// parting names a phase and, but for the first, draws the line before it. The
// name tells the middle line too where no label beside that line does.
func (l *layout) parting(phase chart.Phase, line, told bool) {
	from, till := l.reach(phase.First, phase.Last)
	if line {
		down := Line{Spot{from, l.plot.Y - l.try.band}, Spot{from, l.plot.Y + l.plot.H}, Stroke{Muted, 1, true}}
		l.lines, l.levels = append(l.lines, down), append(l.levels, down)
	}
	name := l.phaseName(phase)
	if !told && !math.IsNaN(phase.Centre) {
		name += " · " + l.centreShort() + " " + l.value(phase.Centre)
	}
	if !l.Small {
		l.header(name, from+3, till, Muted)
	}
}

func (r RunChart) phaseName(phase chart.Phase) string {
	if i := phase.Part - 1; i >= 0 && i < len(r.PhaseNames) {
		if name := plain(r.PhaseNames[i]); name != "" {
			return name
		}
	}
	return r.Say.T("figure.phase", "Phase %d", phase.Part)
}

// header sets words over the plot, from start on or up to end, in the first
// row or the next, where they meet no others; else they are left out.
func (l *layout) header(words string, start, end float64, colour Colour) {
	words = l.style.label.Fit(words, l.plot.W/2)
	right := l.plot.X + l.plot.W
	for row := range l.headerRows() {
		at := Spot{start, l.plot.Y - l.try.band - headerGap - float64(row)*l.style.label.Lead()}
		for _, label := range []Text{
			{At: at, Words: words, Type: l.style.label, Colour: colour},
			{At: Spot{l.behind(at, end), at.Y}, Words: words, Type: l.style.label, Colour: colour},
			{At: Spot{min(end, right), at.Y}, Words: words, Type: l.style.label, Colour: colour, Anchor: End},
		} {
			if box := label.Box(); box.X+box.W <= right+1 && box.X >= l.style.margin && l.free(box) {
				l.words, l.taken = append(l.words, label), append(l.taken, box)
				return
			}
		}
	}
}

// behind is the first place after the label that stands at a spot.
func (l *layout) behind(at Spot, before float64) float64 {
	for _, box := range l.taken {
		if box.Holds(at) && box.X+box.W+10 < before {
			return box.X + box.W + 10
		}
	}
	return at.X
}

// free tells whether no label is there.
func (l *layout) free(box Box) bool {
	return box.Within(l.paper) && !slices.ContainsFunc(l.taken, box.grown(2).Meets)
}

// nameLevels sets the names at the lines' ends, moved apart where lines lie close.
func (l *layout) nameLevels() {
	levels := l.levelsAtEnd()
	slices.SortStableFunc(levels, func(a, b level) int { return cmp.Compare(b.value, a.value) })
	apart := l.style.label.Rise() + l.style.label.Fall() + 1.5
	at := make([]float64, len(levels))
	for i, level := range levels {
		at[i] = l.y(level.value)
		if i > 0 {
			at[i] = math.Max(at[i], at[i-1]+apart)
		}
	}
	low := l.plot.Y + l.plot.H + l.style.label.Fall()
	for i := len(at) - 1; i >= 0; i-- {
		at[i] = math.Min(at[i], low)
		low = at[i] - apart
	}
	x := l.plot.X + l.plot.W + l.style.axis.Size*0.5
	for i, level := range levels {
		words := level.words
		if l.style.label.Width(words) > l.paper.W-4-x {
			words = l.style.label.Fit(level.short, l.paper.W-4-x)
		}
		label := Text{At: Spot{x, at[i] + (l.style.label.Rise()-l.style.label.Fall())/2}, Words: words, Type: l.style.label, Colour: level.colour}
		if !l.free(label.Box()) { // paper too low for all of them
			continue
		}
		l.words, l.taken = append(l.words, label), append(l.taken, label.Box())
	}
}
