package figure

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// ProcessStep is one thing that happens.
type ProcessStep struct {
	Words  string
	Type   string // start, step, decision, wait, unclear or end; others count as a step
	Who    string // the lane
	Breaks bool   // it goes wrong here
	Unused bool   // something here could help and is not used
	Takes  string
	Next   []ProcessNext
}

// ProcessNext is where a step leads, by its place, with the answer of a decision.
type ProcessNext struct {
	To    int
	Label string
}

// Process shows step by step how something goes: a lane for each who, steps
// from the top down in the order given.
type Process struct {
	Title string
	Steps []ProcessStep
	Bare  bool // without title, where the page says it
}

// ProcessOf reads a process from its page. What a step leads to is written as
// the name of a step, several with a semicolon between, an answer before a
// colon: “yes: Hand in; no: Ask”. A step that says nothing leads to the next one.
func ProcessOf(page improve.Artifact) Process {
	p := Process{Title: page.Title()}
	rows, places := page.Rows("steps"), map[string]int{}
	for i, row := range rows {
		if key := strings.ToLower(plain(row.Cells["step"])); key != "" {
			if _, twice := places[key]; !twice {
				places[key] = i
			}
		}
	}
	for i, row := range rows {
		step := ProcessStep{
			Words: plain(row.Cells["step"]), Type: row.Cells["type"], Who: plain(row.Cells["who"]), Takes: plain(row.Cells["takes"]),
			Breaks: row.Cells["breaks"] == "yes", Unused: row.Cells["unused"] == "yes",
		}
		step.Next = leadsTo(row.Cells["next"], places)
		if plain(row.Cells["next"]) == "" && i+1 < len(rows) && step.Type != "end" && !step.Unused {
			step.Next = []ProcessNext{{To: i + 1}}
		}
		p.Steps = append(p.Steps, step)
	}
	return p
}

func leadsTo(text string, places map[string]int) []ProcessNext {
	var next []ProcessNext
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		label, name := "", plain(part)
		if at, whole := places[strings.ToLower(name)]; whole {
			next = append(next, ProcessNext{To: at})
			continue
		}
		if before, after, ok := strings.Cut(name, ":"); ok {
			label, name = plain(before), plain(after)
		}
		if at, known := places[strings.ToLower(name)]; known {
			next = append(next, ProcessNext{To: at, Label: label})
		}
	}
	return next
}

// Lengths of a process map.
const (
	laneWidth  = 190
	stepWidth  = 158
	stepGap    = 40 // between steps: the lines turn there
	trackStep  = 9  // between lines beside the lanes
	mostTracks = 12
	stepLines  = 4
	slant      = 12 // of the ends of a decision
)

type processLayout struct {
	Process
	lanes  []string
	boxes  []Box
	left   float64 // of the first lane
	top    float64 // of the first step
	bottom float64
	tracks int
	used   int // tracks that have a line
}

// Scene lays the picture out.
func (p Process) Scene() *Scene {
	l := &processLayout{Process: p}
	l.place()
	width := l.left + laneWidth*float64(max(1, len(l.lanes))) + driverMargin
	scene := &Scene{Width: width, Height: l.bottom + driverMargin, Title: cmp.Or(plain(p.Title), "How it goes"), Description: p.Description()}
	scene.Items = l.ground(scene)
	for i := range p.Steps {
		scene.Items = append(scene.Items, l.ways(i)...)
	}
	for i := range p.Steps {
		scene.Items = append(scene.Items, l.group(i))
	}
	return scene
}

// place finds the lane of each step and how far down it stands.
func (l *processLayout) place() {
	at := map[string]int{}
	for i, step := range l.Steps {
		if _, known := at[step.Who]; !known {
			at[step.Who], l.lanes = len(l.lanes), append(l.lanes, step.Who)
		}
		for _, next := range step.Next {
			if next.To != i+1 {
				l.tracks++
			}
		}
	}
	l.tracks = min(l.tracks, mostTracks)
	l.left = driverMargin + trackStep*float64(l.tracks)
	l.top = driverMargin + driverHeading.Lead() + 20
	if !l.Bare {
		l.top += driverTitle.Lead() + 10
	}
	y := l.top + stepGap/2
	for i, step := range l.Steps {
		height := 2*boxPadY + ringWords().Lead()*float64(max(1, len(l.lines(i))))
		if marks := step.markLines(); len(marks) > 0 {
			height += marksGap + driverMarks.Lead()*float64(len(marks))
		}
		x := l.left + laneWidth*float64(at[step.Who]) + (laneWidth-stepWidth)/2
		l.boxes = append(l.boxes, Box{x, y, stepWidth, height})
		y += height + stepGap
	}
	l.bottom = y
}

func (l *processLayout) lines(i int) []string {
	return ringWords().Wrap(l.Steps[i].Words, stepWidth-2*(boxPadX+slant/2), stepLines)
}

// markLines are the marks as they stand in the box.
func (s ProcessStep) markLines() []string {
	return driverMarks.Wrap(dotted(s.marks()), stepWidth-2*slant, 2)
}

// marks says in words what is special about a step.
func (s ProcessStep) marks() []string {
	var marks []string
	switch s.Type {
	case "wait":
		marks = append(marks, "wait")
	case "unclear":
		marks = append(marks, "nobody knows")
	}
	if s.Breaks {
		marks = append(marks, "breaks here")
	}
	if s.Unused {
		marks = append(marks, "nobody uses it")
	}
	return appendWords(marks, s.Takes)
}

// ground is the title and the lanes.
func (l *processLayout) ground(scene *Scene) []Item {
	var items []Item
	y := float64(driverMargin)
	if !l.Bare {
		words := driverTitle.Fit(scene.Title, scene.Width-2*driverMargin)
		items = append(items, Text{At: Spot{driverMargin, y + driverTitle.Rise()}, Words: words, Type: driverTitle, Colour: Ink})
		y += driverTitle.Lead() + 10
	}
	for i, who := range l.lanes {
		x := l.left + laneWidth*float64(i)
		items = append(items,
			Rect{Box: Box{x, y, laneWidth, l.bottom - y}, Stroke: Stroke{Colour: Faint, Width: 1}},
			Text{At: Spot{x + laneWidth/2, y + 8 + driverHeading.Rise()}, Words: driverHeading.Fit(cmp.Or(who, "Nobody named"), laneWidth-12), Type: driverHeading, Anchor: Middle, Colour: Muted},
		)
	}
	return items
}

// ways draws what leads on from a step: straight to the one below it, round the
// lanes to others. A line that turns does so between the steps.
func (l *processLayout) ways(i int) []Item {
	var items []Item
	from := l.boxes[i]
	for n, next := range l.Steps[i].Next {
		if next.To < 0 || next.To >= len(l.boxes) || next.To == i {
			continue
		}
		to := l.boxes[next.To]
		out := from.X + from.W*float64(n+1)/float64(len(l.Steps[i].Next)+1)
		turnY := from.Y + from.H + stepGap*0.62
		path := []Spot{{out, from.Y + from.H}, {out, turnY}}
		if next.To != i+1 {
			track := l.left - trackStep*float64(1+l.used%max(1, l.tracks))
			l.used++
			turnY = from.Y + from.H + stepGap*0.45
			path = []Spot{{out, from.Y + from.H}, {out, turnY}, {track, turnY}, {track, to.Y - stepGap*0.25}, {to.X + to.W*0.3, to.Y - stepGap*0.25}, {to.X + to.W*0.3, to.Y - 7}}
		} else {
			path = append(path, Spot{to.X + to.W/2, turnY}, Spot{to.X + to.W/2, to.Y - 7})
		}
		tip := path[len(path)-1]
		items = append(items, Polyline{rounded(path, turn), Stroke{Colour: Wire, Width: wireWidth}},
			Polygon{[]Spot{{tip.X, tip.Y + 7}, {tip.X - 4, tip.Y - 1}, {tip.X + 4, tip.Y - 1}}, Wire, Stroke{}})
		if label := driverMarks.Fit(next.Label, from.W/float64(len(l.Steps[i].Next)+1)-8); label != "" {
			items = append(items, Text{At: Spot{out + 5, from.Y + from.H + 3 + driverMarks.Rise()}, Words: label, Type: driverMarks, Colour: Ink})
		}
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
	var shape Item = Rect{Box: b, Radius: 5, Fill: fill, Stroke: stroke}
	switch step.Type {
	case "start", "end":
		shape = Rect{Box: b, Radius: math.Min(18, b.H/2), Fill: fill, Stroke: stroke}
	case "decision":
		middle := b.Y + b.H/2
		shape = Polygon{[]Spot{{b.X, middle}, {b.X + slant, b.Y}, {b.X + b.W - slant, b.Y}, {b.X + b.W, middle}, {b.X + b.W - slant, b.Y + b.H}, {b.X + slant, b.Y + b.H}}, fill, stroke}
	}
	g := &Group{ID: "step-" + strconv.Itoa(i), Name: step.name(), Hit: b, Items: []Item{shape}}
	words := ringWords()
	y := b.Y + boxPadY + (words.Lead()-words.Rise()-words.Fall())/2 + words.Rise()
	for _, line := range l.lines(i) {
		g.Items = append(g.Items, Text{At: Spot{b.X + b.W/2, y}, Words: line, Type: words, Anchor: Middle, Colour: Ink})
		y += words.Lead()
	}
	marks := step.markLines()
	y = b.Y + b.H - boxPadY - driverMarks.Lead()*float64(len(marks)) + driverMarks.Rise() + 2
	for _, line := range marks {
		g.Items = append(g.Items, Text{At: Spot{b.X + b.W/2, y}, Words: line, Type: driverMarks, Anchor: Middle, Colour: Muted})
		y += driverMarks.Lead()
	}
	return g
}

func (s ProcessStep) name() string {
	return dotted(appendWords(append([]string{s.Words}, s.marks()...), s.Who))
}

// Description says the process in words: each step with who does it and where it leads.
func (p Process) Description() string {
	var b strings.Builder
	b.WriteString(cmp.Or(plain(p.Title), "How it goes") + ": " + several(len(p.Steps), "step", "steps") + ".")
	for i, step := range p.Steps {
		b.WriteString("\n" + strconv.Itoa(i+1) + " " + step.name())
		for _, next := range step.Next {
			if next.To >= 0 && next.To < len(p.Steps) && (next.To != i+1 || next.Label != "") {
				b.WriteString("; " + strings.TrimPrefix(next.Label+": ", ": ") + "on to " + strconv.Itoa(next.To+1))
			}
		}
	}
	return cutWords(b.String(), mostDescription)
}
