package figure

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve/chart"
)

// axis is a scale with round numbers.
type axis struct {
	low, high, step float64
	decimals        int
}

// closeness is how small a spread may be against its values before rounding
// makes nonsense of the scale.
const closeness = 1e-9

// roundAxis finds a scale for values from least to most with about so many steps.
func roundAxis(least, most float64, steps int, percent bool) axis {
	if !(least <= most) { // nothing to show
		least, most = 0, 1
	}
	size := math.Max(math.Abs(least), math.Abs(most))
	if most-least <= size*closeness {
		room := math.Max(size*0.1, closeness)
		if size == 0 {
			room = 1
		}
		floor := math.Inf(-1)
		if least >= 0 {
			floor = 0
		}
		least, most = math.Max(floor, least-room), most+room
	}
	if least > 0 && least < (most-least)*0.6 { // close to nothing: begin there
		least = 0
	}
	step := roundStep((most - least) / float64(steps))
	a := axis{low: math.Floor(least/step+closeness) * step, high: math.Ceil(most/step-closeness) * step, step: step}
	if most > a.high-step*0.12 && !(percent && a.high >= 100) { // air above the highest point
		a.high += step
	}
	if least < a.low+step*0.12 && (least < 0 || a.low-step >= 0) && least != 0 {
		a.low -= step
	}
	a.decimals = max(0, -int(math.Floor(math.Log10(step)+closeness)))
	if scaled := step * math.Pow(10, float64(a.decimals)); math.Abs(scaled-math.Round(scaled)) > 1e-6 {
		a.decimals++ // 2.5
	}
	return a
}

// roundStep is the least of 1, 2, 2.5, 5 times a power of ten that is not smaller.
func roundStep(least float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(least)))
	for _, factor := range []float64{1, 2, 2.5, 5} {
		if factor*power >= least*(1-closeness) {
			return factor * power
		}
	}
	return 10 * power
}

// ticks lists the numbers on the scale.
func (a axis) ticks() []float64 {
	var ticks []float64
	for i := range int(math.Round((a.high-a.low)/a.step)) + 1 {
		ticks = append(ticks, a.low+float64(i)*a.step)
	}
	return ticks
}

// Beyond these a number is written with a power of ten.
const (
	longNumber   = 1e7
	mostDecimals = 6
)

// figures writes a number with so many decimals and groups of thousands.
func figures(x float64, decimals int) string {
	if math.Abs(x) >= longNumber || decimals > mostDecimals {
		return strings.Replace(strconv.FormatFloat(x, 'g', 4, 64), "-", "−", 1)
	}
	text := strconv.FormatFloat(math.Abs(x), 'f', decimals, 64)
	whole, part, broken := strings.Cut(text, ".")
	for at := len(whole) - 3; at > 0 && len(whole) > 4; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if broken {
		whole += "." + part
	}
	if x < 0 && strings.Trim(text, "0.") != "" {
		whole = "−" + whole
	}
	return whole
}

// trimmed is the number without zeros behind its decimal point.
func trimmed(x float64, decimals int) string {
	text := figures(x, decimals)
	if strings.ContainsAny(text, "e") || !strings.Contains(text, ".") {
		return text
	}
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}

// places are the words under the points.
type places struct {
	short, full []string // "2 Mar", "2 Mar 2026"
	years       []string // a line of its own under short; nil without dates
	rounds      []int    // steps between labels that people count in
}

// isoDay is how dates come.
const isoDay = "2006-01-02"

// placesOf reads where the points are: dates when all are, else any words,
// else their numbers.
func (r RunChart) placesOf() places {
	var p places
	var days []time.Time
	first := true
	for _, phase := range r.Chart.Phases {
		for _, point := range phase.Points {
			name := plain(point.At)
			full := name
			if name == "" {
				name = strconv.Itoa(point.Number)
				full = r.Say.T("figure.point", "point %s", name)
			}
			p.short, p.full = append(p.short, name), append(p.full, full)
			if day, err := time.Parse(isoDay, name); err == nil {
				days = append(days, day)
				first = first && day.Day() == 1
			}
		}
	}
	p.rounds = []int{1, 2, 5, 10, 20, 25, 50, 100, 200, 500}
	if len(days) == 0 || len(days) != len(p.short) {
		return p
	}
	p.rounds = []int{1, 2, 4, 8, 13, 26, 52, 104, 208}
	name, full := r.Say.ShortDay, r.Say.MidDay
	if first && len(days) > 1 {
		p.rounds = []int{1, 2, 3, 6, 12, 24, 36, 60, 120}
		name, full = r.Say.ShortMonth, r.Say.MonthYear
	}
	for i, day := range days {
		p.short[i], p.full[i] = name(day), full(day)
		p.years = append(p.years, day.Format("2006"))
	}
	return p
}

// frame finds the plot between the words and draws grid, numbers and places.
func (l *layout) frame() {
	l.places = l.placesOf()
	least, most := l.extent()
	percent := l.Unit == "%" && most <= 100
	l.axis = roundAxis(least, most, l.style.ticks, percent)
	ticks := l.axis.ticks()
	left := 0.0
	for _, tick := range ticks {
		left = max(left, l.style.axis.Width(l.number(tick, l.axis.decimals)))
	}
	gap := l.style.axis.Size * 0.6
	right := l.levelLabels()
	strip := l.style.label.Lead()*float64(l.headerRows()) + headerGap // names of signals and of phases, the unit
	below := l.style.axis.Lead() + nameGap
	if l.places.years != nil {
		below += l.style.axis.Lead() * 0.92
	}
	l.plot = Box{X: l.style.margin + left + gap, Y: l.top + strip + l.try.band}
	l.plot.W = l.paper.W - l.style.margin - right - l.plot.X
	l.foot = l.sill - l.style.margin*0.35
	l.plot.H = max(10, l.foot-below-l.plot.Y)
	apart := l.plot.H / float64(max(1, len(ticks)-1))
	every := max(1, int(math.Ceil(l.style.axis.Lead()/apart))) // on low paper some are left out
	for i := 0; i < len(ticks); i += every {
		l.tick(ticks[i], gap)
	}
	l.unit()
	l.placeNames()
}

// headerGap is the room between the words above the plot and the plot: half a
// number of the axis reaches into it.
const headerGap = 11

// nameGap is the room between the plot and the names under it, for the same reason.
const nameGap = 8

// headerRows is how many lines of words stand above the plot.
func (l *layout) headerRows() int {
	switch {
	case l.Small && (l.Unit == "" || l.Unit == "%"):
		return 0
	case !l.Small && len(l.Chart.Phases) > 1 && slices.ContainsFunc(l.Chart.Phases, stretched):
		return 2 // phases and signals
	default:
		return 1
	}
}

func stretched(phase chart.Phase) bool {
	return slices.ContainsFunc(phase.Signals, func(s chart.Signal) bool { return stretches(s.Rule) })
}

// extent is the least and the greatest number that the picture shows.
func (l *layout) extent() (least, most float64) {
	least, most = math.Inf(1), math.Inf(-1)
	see := func(value float64) {
		if !math.IsNaN(value) && !math.IsInf(value, 0) {
			least, most = math.Min(least, value), math.Max(most, value)
		}
	}
	for _, phase := range l.Chart.Phases {
		see(phase.Centre)
		for _, point := range phase.Points {
			see(point.Y)
			see(point.Lower)
			see(point.Upper)
		}
	}
	if l.Goal != nil {
		see(*l.Goal)
	}
	return least, most
}

func (l *layout) tick(value, gap float64) {
	y := l.y(value)
	line := Line{Spot{l.plot.X, y}, Spot{l.plot.X + l.plot.W, y}, Stroke{Faint, 1, false}}
	if value == l.axis.low {
		line.Stroke = Stroke{Muted, 1, false}
	}
	l.ground = append(l.ground, line)
	label := Text{
		At: Spot{l.plot.X - gap, y + (l.style.axis.Rise()-l.style.axis.Fall())/2}, Words: l.number(value, l.axis.decimals),
		Type: l.style.axis, Anchor: End, Colour: Muted,
	}
	l.words, l.taken = append(l.words, label), append(l.taken, label.Box())
}

// unit stands above the numbers.
func (l *layout) unit() {
	unit := plain(l.Unit)
	if unit == "" || unit == "%" {
		return
	}
	label := Text{At: Spot{l.style.margin, l.plot.Y - l.try.band - headerGap}, Words: l.style.axis.Fit(unit, l.paper.W/3), Type: l.style.axis, Colour: Muted}
	l.words, l.taken = append(l.words, label), append(l.taken, label.Box())
}

// placeNames writes under as many points as there is room for.
func (l *layout) placeNames() {
	widest, most := 0.0, l.paper.W/6
	if l.Small {
		most = l.paper.W / 4
	}
	for i, name := range l.places.short {
		l.places.short[i] = l.style.axis.Fit(name, most)
		widest = max(widest, l.style.axis.Width(l.places.short[i]))
	}
	if l.places.years != nil {
		widest = max(widest, l.style.axis.Width("2000"))
	}
	// The outermost names are pushed inwards where they would leave the paper.
	pushed := max(0, widest/2+4-l.x(0), widest/2+4-(l.paper.W-l.x(len(l.points)-1)))
	every := l.every(widest + l.style.axis.Size + pushed)
	year := ""
	for i := l.firstNamed(every); i < len(l.points); i += every {
		x, y := l.x(i), l.plot.Y+l.plot.H
		l.ground = append(l.ground, Line{Spot{x, y}, Spot{x, y + 4}, Stroke{Muted, 1, false}})
		l.placeName(x, y+nameGap+l.style.axis.Rise(), l.places.short[i])
		if l.places.years != nil && l.places.years[i] != year {
			year = l.places.years[i]
			l.placeName(x, y+nameGap+l.style.axis.Rise()+l.style.axis.Lead()*0.92, year)
		}
	}
}

// firstNamed begins the names of counted points at a round number.
func (l *layout) firstNamed(every int) int {
	if l.places.years != nil || every >= len(l.points) {
		return 0
	}
	first, err := strconv.Atoi(l.places.short[0])
	last, err2 := strconv.Atoi(l.places.short[len(l.places.short)-1])
	if err != nil || err2 != nil || first < 0 || last-first != len(l.places.short)-1 {
		return 0
	}
	return (every - first%every) % every
}

// placeName sets one, kept between the margins.
func (l *layout) placeName(x, y float64, words string) {
	half := l.style.axis.Width(words) / 2
	x = math.Max(4+half, math.Min(l.paper.W-4-half, x))
	label := Text{At: Spot{x, y}, Words: words, Type: l.style.axis, Anchor: Middle, Colour: Muted}
	l.words, l.taken = append(l.words, label), append(l.taken, label.Box())
}

// every is how many points lie between two names that take so much room.
func (l *layout) every(room float64) int {
	for _, every := range l.places.rounds {
		if float64(every)*l.step() >= room {
			return every
		}
	}
	return max(1, len(l.points), int(math.Ceil(room/l.step())))
}
