package figure

import (
	"math"

	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// RunChart says how to show a chart of improve/chart: a run chart or a control chart.
type RunChart struct {
	Chart    chart.Chart
	Title    string // what the chart found, or the measure; empty stands for the kind of chart
	Subtitle string // class, measure, how often
	Unit     string // "%" stands behind each number, other units once above the axis
	Better   chart.Direction
	Goal     *float64 // nil without one

	PhaseNames  []string // in the order of the phases; missing ones are numbered
	Annotations []Annotation

	Kept    map[int]bool // the numbers of points that stay on this laptop, from 1
	LeftOut string       // what the picture does not show, and why; "" for nothing

	Width, Height float64 // 0 stands for the usual size
	Small         bool    // for a dashboard: no annotations, no small print
	Bare          bool    // without title and subtitle, where the page says them

	Say   *phrase.Book // the language of its words; nil is English
	Terms bool         // the middle line is called by its proper term: median, mean
}

// Annotation is a word on a point: a test that began there, a storm, a holiday.
type Annotation struct {
	ID    string // what the picture's group is called, for a click
	Point int    // the number of the point, from 1
	Words string
}

// The usual sizes, and the least at which the parts still have room.
const (
	usualWidth, usualHeight = 1000, 640
	smallWidth, smallHeight = 320, 230
	leastWidth, leastHeight = 240, 180

	// Below these the small picture is drawn, whatever was asked for.
	narrow, low = 520, 440

	// A plot lower than this shows nothing: no more room is given to annotations.
	leastPlot = 60
)

// style is what differs between the usual and the small picture.
type style struct {
	title, subtitle, axis, label, note, finding, print Type

	margin     float64
	titleLines int
	ticks      int // how many grid lines to aim at
	dot        float64
	goal       float64 // the width of its line
	inset      float64 // from the edge of the plot to its first and last point
}

func (r RunChart) style() style {
	if r.Small {
		return style{
			title: Type{13, true}, subtitle: Type{10, false}, axis: Type{10, false}, label: Type{10, true},
			note: Type{10, false}, finding: Type{10.5, true}, print: Type{9, false},
			margin: 12, titleLines: 1, ticks: 3, dot: 2.4, goal: 2, inset: 7,
		}
	}
	return style{
		title: Type{21, true}, subtitle: Type{13, false}, axis: Type{12.5, false}, label: Type{12.5, true},
		note: Type{12, false}, finding: Type{14, true}, print: Type{11.5, false},
		margin: 28, titleLines: 2, ticks: 6, dot: 4.4, goal: 2, inset: 16,
	}
}

// attempt is one way to make room for annotations: in boxes beside their
// points, or, where there are too many, as numbers that a key under the chart
// explains. The band is room above the plot.
type attempt struct {
	numbered bool
	band     float64
}

func attempts() []attempt {
	return []attempt{{false, 0}, {false, 34}, {false, 68}, {false, 102}, {true, 0}, {true, 30}, {true, 60}}
}

// Scene lays the picture out.
func (r RunChart) Scene() *Scene {
	r.Small = r.Small || sized(r.Width, usualWidth) < narrow || sized(r.Height, usualHeight) < low
	var l *layout
	for i, try := range attempts() {
		tried := r.layout(try)
		if i > 0 && tried.plot.H < leastPlot {
			continue
		}
		all := tried.placeNotes()
		// Where no way has room for all, the one with most stands; numbers with
		// their key below tell more than as many boxes.
		if l == nil || all || tried.placedNotes() > l.placedNotes() || tried.try.numbered && !l.try.numbered {
			l = tried
		}
		if all {
			break
		}
	}
	return &Scene{Width: l.paper.W, Height: l.paper.H, Title: r.title(), Description: r.Description(), Say: r.Say, Items: l.items()}
}

func (r RunChart) title() string {
	if title := plain(r.Title); title != "" {
		return title
	}
	title := r.Chart.Kind.Words(r.Say)
	if title == "" {
		return r.Say.T("figure.chart", "Chart")
	}
	return phrase.Upper(title)
}

// layout is a run chart on its way to a scene. Items are kept in planes, so
// that the order of laying out is not the order of drawing.
type layout struct {
	RunChart
	style  style
	try    attempt
	points []chart.Point
	axis   axis // of the values
	places places

	paper Box
	plot  Box // where points are; the band lies above it
	top   float64
	foot  float64 // where the plot's lower labels end
	sill  float64 // where the words under the picture begin

	ground, lines, marks, words []Item

	taken   []Box  // labels in and about the plot
	dots    []Box  // points
	legs    []Line // of the data line
	levels  []Line // centre line, goal and limits
	leaders []Line
	notes   []*placedNote
}

// layout lays out everything but the annotations.
func (r RunChart) layout(try attempt) *layout {
	l := &layout{RunChart: r, style: r.style(), try: try}
	for _, phase := range r.Chart.Phases {
		l.points = append(l.points, phase.Points...)
	}
	l.paper = Box{0, 0, sized(r.Width, usualWidth), sized(r.Height, usualHeight)}
	if r.Small {
		l.paper = Box{0, 0, sized(r.Width, smallWidth), sized(r.Height, smallHeight)}
	}
	l.paper.W, l.paper.H = max(l.paper.W, leastWidth), max(l.paper.H, leastHeight)
	l.notes = l.notesToPlace()
	l.heading()
	l.closing()
	l.frame()
	l.shade()
	l.rule()
	l.series()
	return l
}

func sized(wanted, usual float64) float64 {
	if wanted > 0 && wanted <= 10_000 { // wider than any poster is a slip
		return wanted
	}
	return usual
}

// items gives what was laid out, from the ground up.
func (l *layout) items() []Item {
	items := append([]Item{}, l.ground...)
	items = append(items, l.lines...)
	for _, leader := range l.leaders {
		items = append(items, leader)
	}
	items = append(items, l.marks...)
	for _, note := range l.notes {
		if note.group != nil {
			items = append(items, note.group)
		}
	}
	return append(items, l.words...)
}

// heading sets title and subtitle and moves the top below them.
func (l *layout) heading() {
	left, width := l.style.margin, l.paper.W-2*l.style.margin
	y := l.style.margin * 0.75
	if l.Bare {
		l.top = y * 0.5
		return
	}
	y = l.paragraph(&l.words, l.style.title.Wrap(l.title(), width, l.style.titleLines), l.style.title, left, y, Ink)
	if subtitle := plain(l.Subtitle); subtitle != "" {
		y = l.paragraph(&l.words, []string{l.style.subtitle.Fit(subtitle, width)}, l.style.subtitle, left, y, Muted)
	}
	l.top = y + l.style.margin*0.3
}

// paragraph sets lines under each other and gives where they end.
func (l *layout) paragraph(to *[]Item, lines []string, set Type, x, y float64, colour Colour) float64 {
	for _, line := range lines {
		text := Text{At: Spot{x, y + (set.Lead()+set.Rise()-set.Fall())/2}, Words: line, Type: set, Colour: colour}
		*to = append(*to, text)
		l.taken = append(l.taken, text.Box())
		y += set.Lead()
	}
	return y
}

// Most lines of the words under a picture: more is a report.
const (
	findingLines = 3
	printLines   = 2
)

// closing sets the finding, the small print and the key, from the bottom up,
// and puts the sill above them.
func (l *layout) closing() {
	left, width := l.style.margin, l.paper.W-2*l.style.margin
	found, lines := l.Finding(), findingLines
	if l.Small {
		found = found[:min(1, len(found))]
	}
	finding := l.style.finding.Wrap(joined(found), width, lines)
	var print []string
	if !l.Small {
		print = l.style.print.Wrap(l.Basis(), width, printLines)
	}
	print = append(print, l.style.print.Wrap(l.LeftOut, width, printLines)...)
	key := l.key(width)
	height := float64(len(finding))*l.style.finding.Lead() + float64(len(print))*l.style.print.Lead() + key.height
	if len(l.Kept) > 0 {
		height += l.style.print.Lead()
	}
	l.sill = l.paper.H - l.style.margin*0.7 - height
	y := key.draw(l, left, l.sill)
	y = l.paragraph(&l.words, finding, l.style.finding, left, y, l.tone().words)
	if len(l.Kept) > 0 {
		y = l.keptLegend(left, y)
	}
	l.paragraph(&l.words, print, l.style.print, left, y, Muted)
}

// x is where a point stands; index counts from 0.
func (l *layout) x(index int) float64 {
	if len(l.points) < 2 {
		return l.plot.X + l.plot.W/2
	}
	return l.plot.X + l.style.inset + float64(index)*l.step()
}

// step is the way from one point to the next.
func (l *layout) step() float64 {
	return (l.plot.W - 2*l.style.inset) / float64(max(1, len(l.points)-1))
}

// y is how high a value lies.
func (l *layout) y(value float64) float64 {
	share := (value - l.axis.low) / (l.axis.high - l.axis.low)
	return l.plot.Y + l.plot.H*(1-math.Min(1, math.Max(0, share)))
}

// spot is where a point lies; a missing one lies on the axis.
func (l *layout) spot(index int) Spot {
	value := l.points[index].Y
	if math.IsNaN(value) {
		return Spot{l.x(index), l.plot.Y + l.plot.H}
	}
	return Spot{l.x(index), l.y(value)}
}

// number writes a value of the chart with its unit.
func (r RunChart) number(value float64, decimals int) string {
	text := r.Say.Number(figures(value, decimals))
	if r.Unit == "%" {
		text += "%"
	}
	return text
}
