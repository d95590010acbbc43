package figure

import (
	"math"
	"strconv"

	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// tone is the colours in which a reading is told.
type tone struct{ words, ground Colour }

func toneOf(reading chart.Reading) tone {
	switch reading {
	case chart.Improvement:
		return tone{Better, BetterTint}
	case chart.Concern:
		return tone{Worse, WorseTint}
	default:
		return tone{Change, ChangeTint}
	}
}

// tone is that of the whole picture: of the stretches that are signals where
// they agree, plain ink without a signal.
func (l *layout) tone() tone {
	found, any := tone{Ink, NoColour}, false
	for _, phase := range l.Chart.Phases {
		for _, signal := range phase.Signals {
			look := toneOf(signal.Reading)
			switch {
			case stretches(signal.Rule) && !any:
				found, any = look, true
			case stretches(signal.Rule) && look != found, !any:
				found = toneOf("")
			}
		}
	}
	return found
}

// stretches tells whether a signal is a stretch of points that can be shaded:
// crossings are counted over all points, and a point outside has a mark of its own.
func stretches(rule chart.Rule) bool {
	return rule != chart.Crossings && rule != chart.Restless && rule != chart.OutsideRule
}

// shade lays a ground under signals, with a bracket that shows on a grey
// printer too, and names them above: the latest first, as the finding does, so
// that it has its name where there is no room for all.
func (l *layout) shade() {
	var shaded []chart.Signal
	for _, phase := range l.Chart.Phases {
		for _, signal := range phase.Signals {
			if stretches(signal.Rule) && signal.First >= 1 && signal.Last <= len(l.points) && signal.First <= signal.Last {
				shaded = append(shaded, signal)
			}
		}
	}
	for _, signal := range shaded {
		l.shadeOne(signal)
	}
	if l.Small {
		return
	}
	for _, signal := range latestFirst(shaded) {
		from, till := l.stretch(signal)
		l.header(signalName(l.Say, signal), from, till, shadeOf(signal).words)
	}
}

// stretch is where the ground of a signal begins and ends.
func (l *layout) stretch(signal chart.Signal) (from, till float64) {
	half := math.Min(l.step()/2, l.style.inset-2)
	if len(l.points) < 2 {
		half = l.style.inset
	}
	return l.x(signal.First-1) - half, l.x(signal.Last-1) + half
}

// shadeOf is the tone of a signal's ground.
func shadeOf(signal chart.Signal) tone {
	if signal.Past { // the stretch is how it was; what is good or bad came after it
		return toneOf("")
	}
	return toneOf(signal.Reading)
}

func (l *layout) shadeOne(signal chart.Signal) {
	from, till := l.stretch(signal)
	look, top := shadeOf(signal), l.plot.Y-l.try.band
	// The ground goes under the grid.
	l.ground = append([]Item{Rect{Box: Box{from, top, till - from, l.plot.Y + l.plot.H - top}, Fill: look.ground}}, l.ground...)
	bracket := Stroke{look.words, 1.4, false}
	l.lines = append(l.lines, Polyline{[]Spot{{from, top + 5}, {from, top}, {till, top}, {till, top + 5}}, bracket})
}

// signalName names a signal in a few words.
func signalName(say *phrase.Book, signal chart.Signal) string {
	switch signal.Rule {
	case chart.Shift, chart.Trend:
		return say.T("figure.signal.row", "%d in a row %s", signal.Length, sideOf(say, signal))
	case chart.Alternating:
		return say.T("figure.signal.alternating", "%d up and down in turn", signal.Length)
	case chart.Hugging:
		return say.T("figure.signal.hugging", "%d close to the line", signal.Length)
	case chart.Mixture:
		return say.T("figure.signal.mixture", "%d far from the line", signal.Length)
	default:
		return say.T("figure.signal.far", "%d far %s", signal.Length, sideOf(say, signal))
	}
}

func sideOf(say *phrase.Book, signal chart.Signal) string {
	switch up := signal.Side > 0; {
	case signal.Rule == chart.Trend && up:
		return say.T("figure.signal.rising", "rising")
	case signal.Rule == chart.Trend:
		return say.T("figure.signal.falling", "falling")
	case up:
		return say.T("figure.signal.above", "above")
	default:
		return say.T("figure.signal.below", "below")
	}
}

// series draws the points and the line through them. It stops at a missing
// point and at a new phase; to an excluded point it is dashed.
func (l *layout) series() {
	width := l.style.dot * 0.5
	before := -1
	for i, point := range l.points {
		if math.IsNaN(point.Y) {
			before = -1
			continue
		}
		if before >= 0 && !l.begins(point.Number) {
			dashed := point.Excluded || l.points[before].Excluded
			leg := Line{l.spot(before), l.spot(i), Stroke{Data, width, dashed}}
			if dashed {
				leg.Stroke = Stroke{Muted, width * 0.7, true}
			}
			l.lines, l.legs = append(l.lines, leg), append(l.legs, leg)
		}
		before = i
		l.point(i)
	}
}

// begins tells whether a later phase begins with the point.
func (l *layout) begins(number int) bool {
	for i, phase := range l.Chart.Phases {
		if i > 0 && phase.First == number {
			return true
		}
	}
	return false
}

// radius is how large points are: smaller where they stand close.
func (l *layout) radius() float64 {
	return math.Max(1.4, math.Min(l.style.dot, l.step()*0.36))
}

// point draws a point. Its shape tells what it is, without any colour: a ring
// is usual, a disc is part of a signal, a large diamond lies outside the
// limits, a barred ring lies on the line, a cross is left out, a hollow square
// stays on this laptop.
func (l *layout) point(index int) {
	at, radius := l.spot(index), l.radius()
	point := l.points[index]
	pen := Stroke{Data, math.Max(1, radius*0.42), false}
	var items []Item
	switch {
	case l.Kept[point.Number]:
		items = l.keptMark(point, at, radius, pen)
	case point.Outside:
		d := radius * 1.65
		items = []Item{Polygon{[]Spot{{at.X, at.Y - d}, {at.X + d, at.Y}, {at.X, at.Y + d}, {at.X - d, at.Y}}, Alarm, Stroke{Paper, 1, false}}}
		if point.Excluded {
			items = []Item{Polygon{[]Spot{{at.X, at.Y - d}, {at.X + d, at.Y}, {at.X, at.Y + d}, {at.X - d, at.Y}}, Paper, Stroke{Alarm, pen.Width, false}}}
			items = append(items, cross(at, radius*0.6, Stroke{Alarm, pen.Width * 0.8, false})...)
		}
	case point.Excluded:
		items = append([]Item{Circle{at, radius, Paper, Stroke{Muted, pen.Width, false}}}, cross(at, radius*0.7, Stroke{Muted, pen.Width * 0.8, false})...)
	case l.inSignal(point.Number) && !l.onLine(point): // one on the line is passed over
		items = []Item{Circle{at, radius, Data, pen}}
	default:
		items = []Item{Circle{at, radius, Paper, pen}}
		if l.onLine(point) {
			items = append(items, Line{Spot{at.X - radius, at.Y}, Spot{at.X + radius, at.Y}, Stroke{Centre, pen.Width, false}})
		}
	}
	hit := Box{at.X - radius, at.Y - radius, 2 * radius, 2 * radius}
	l.dots = append(l.dots, hit.grown(radius*0.65))
	l.marks = append(l.marks, &Group{
		ID: "point-" + strconv.Itoa(point.Number), Name: l.places.full[index] + ": " + l.value(point.Y) + l.keptWords(point), Hit: hit.grown(3), Items: items,
	})
}

func cross(at Spot, reach float64, pen Stroke) []Item {
	return []Item{
		Line{Spot{at.X - reach, at.Y - reach}, Spot{at.X + reach, at.Y + reach}, pen},
		Line{Spot{at.X - reach, at.Y + reach}, Spot{at.X + reach, at.Y - reach}, pen},
	}
}

func (l *layout) inSignal(number int) bool {
	for _, phase := range l.Chart.Phases {
		for _, signal := range phase.Signals {
			if stretches(signal.Rule) && number >= signal.First && number <= signal.Last {
				return true
			}
		}
	}
	return false
}

// onLine tells whether a point lies on its phase's middle line, as chart counts it.
func (l *layout) onLine(point chart.Point) bool {
	for _, phase := range l.Chart.Phases {
		if point.Number >= phase.First && point.Number <= phase.Last {
			return math.Abs(point.Y-phase.Centre) <= closeness*math.Max(math.Abs(point.Y), math.Abs(phase.Centre))
		}
	}
	return false
}

// nameCentre names an earlier phase's middle line where the plot is empty:
// over or under the line, near its end or its beginning. False where it is not.
func (l *layout) nameCentre(phase chart.Phase) bool {
	if math.IsNaN(phase.Centre) || l.Small {
		return false
	}
	from, till := l.reach(phase.First, phase.Last)
	words, set := l.centreName()+" "+l.value(phase.Centre), l.style.label
	y := l.y(phase.Centre)
	for _, at := range []Spot{{till - 5, y - 6}, {till - 5, y + 5 + set.Rise()}, {from + 5, y - 6}, {from + 5, y + 5 + set.Rise()}} {
		label := Text{At: at, Words: words, Type: set, Colour: Centre}
		if at.X > (from+till)/2 {
			label.Anchor = End
		}
		box := label.Box()
		if box.Within(l.plot) && box.X >= from && box.X+box.W <= till && l.free(box) && !l.overSeries(box) && !l.overLevel(box) {
			l.words, l.taken = append(l.words, label), append(l.taken, box)
			return true
		}
	}
	return false
}

// overSeries tells whether a point or the line through them lies in the box.
// It asks the numbers, for labels are placed before points are drawn too.
func (l *layout) overSeries(box Box) bool {
	for i, point := range l.points {
		if math.IsNaN(point.Y) {
			continue
		}
		at := l.spot(i)
		if box.grown(l.radius() * 1.7).Holds(at) {
			return true
		}
		if i > 0 && !math.IsNaN(l.points[i-1].Y) && box.cutBy(Line{From: l.spot(i - 1), To: at}) {
			return true
		}
	}
	return false
}

func (l *layout) overLevel(box Box) bool {
	for _, line := range l.levels {
		if box.cutBy(line) {
			return true
		}
	}
	return false
}
