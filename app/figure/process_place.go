package figure

import (
	"math"
)

// Lengths of a process map.
const (
	laneWidth  = 196
	stepWidth  = 158
	leastGap   = 34 // between rows of steps: the lines turn there
	slotStep   = 7  // between lines that run in one gap
	slotRoom   = 16 // over and under them
	trackStep  = 9  // between lines beside the lanes
	mostTracks = 12
	mostSlots  = 10
	stepLines  = 4
	slant      = 12 // of the ends of a decision
	arrowRoom  = 7

	mostTitleLines = 3 // over one lane a title needs as many
)

// processWay is one line from a step to another.
type processWay struct {
	from, to int
	label    string
	out      float64 // where it leaves, across its step
	beside   bool    // it goes straight to the next lane
	round    bool    // it goes round the lanes
	slot     int     // in the gap under its step
	into     int     // in the gap over the step it leads to, of one that goes round
	track    int
}

type processLayout struct {
	Process
	lanes  []string
	lane   []int // of each step
	row    []int // of each step
	boxes  []Box
	ways   []processWay
	slots  []int     // lines in the gap over each row, the last one under all
	gaps   []float64 // where each gap begins
	left   float64   // of the first lane
	head   float64   // where the lanes begin
	bottom float64
	tracks int
}

// Scene lays the picture out.
func (p Process) Scene() *Scene {
	l := &processLayout{Process: p}
	l.findRows()
	l.findWays()
	l.place()
	scene := &Scene{Width: l.width(), Height: l.bottom + driverMargin, Title: l.title(), Description: p.Description(), Say: p.Say}
	scene.Items = l.ground()
	for _, way := range l.ways {
		scene.Items = append(scene.Items, l.line(way)...)
	}
	for i := range p.Steps {
		scene.Items = append(scene.Items, l.group(i))
	}
	return scene
}

// width is that of the paper, as wide as its lanes.
func (l *processLayout) width() float64 {
	return l.left + laneWidth*float64(max(1, len(l.lanes))) + driverMargin
}

// titleLines are the title as it stands over the lanes, which may be few.
func (l *processLayout) titleLines() []string {
	return driverTitle.Wrap(l.title(), l.width()-2*driverMargin, mostTitleLines)
}

// findRows puts each step into the lane of who does it. A step stands beside
// the one before it where the work goes on to the right, else a row below.
func (l *processLayout) findRows() {
	at := map[string]int{}
	for i, step := range l.Steps {
		if _, known := at[step.Who]; !known {
			at[step.Who], l.lanes = len(l.lanes), append(l.lanes, step.Who)
		}
		l.lane = append(l.lane, at[step.Who])
		switch {
		case i == 0:
			l.row = append(l.row, 0)
		case l.lane[i] > l.lane[i-1] && l.goesBeside(i-1):
			l.row = append(l.row, l.row[i-1])
		default:
			l.row = append(l.row, l.row[i-1]+1)
		}
	}
}

// goesBeside tells whether a step leads on to the next one by a line that has
// room for its words between two lanes.
func (l *processLayout) goesBeside(i int) bool {
	for _, next := range l.Steps[i].Next {
		if next.To == i+1 {
			return driverMarks.Width(plain(next.Label)) <= laneWidth-stepWidth-10
		}
	}
	return false
}

// findWays finds how each line runs and gives those of one gap a place each.
func (l *processLayout) findWays() {
	l.slots = make([]int, l.rows()+1)
	for i, step := range l.Steps {
		besides := false
		first := len(l.ways)
		for _, next := range step.Next {
			if next.To < 0 || next.To >= len(l.Steps) || next.To == i {
				continue
			}
			way := processWay{from: i, to: next.To, label: next.Label}
			switch {
			case next.To == i+1 && l.row[i] == l.row[i+1] && !besides:
				way.beside, besides = true, true
			case l.freeBelow(i, next.To):
				way.slot = l.take(l.row[i] + 1)
			default:
				way.round, way.track = true, l.tracks
				l.tracks++
				way.slot, way.into = l.take(l.row[i]+1), l.take(l.row[next.To])
			}
			l.ways = append(l.ways, way)
		}
		l.spread(l.ways[first:])
	}
	l.tracks = min(l.tracks, mostTracks)
}

// freeBelow tells whether a step stands further down and nothing in its lane
// between, so that a line may come straight down to it.
func (l *processLayout) freeBelow(from, to int) bool {
	if l.row[to] <= l.row[from] {
		return false
	}
	for i := range l.Steps {
		if l.lane[i] == l.lane[to] && l.row[i] > l.row[from] && l.row[i] < l.row[to] {
			return false
		}
	}
	return true
}

// spread lets the lines that leave a step below do so beside each other.
func (l *processLayout) spread(ways []processWay) {
	below := 0
	for _, way := range ways {
		if !way.beside {
			below++
		}
	}
	nth := 0
	for i := range ways {
		if !ways[i].beside {
			nth++
			ways[i].out = float64(nth) / float64(below+1)
		}
	}
}

func (l *processLayout) take(gap int) int {
	l.slots[gap]++
	return (l.slots[gap] - 1) % mostSlots
}

func (l *processLayout) rows() int {
	if len(l.row) == 0 {
		return 0
	}
	return l.row[len(l.row)-1] + 1
}

// place finds where each row and each gap between rows stands.
func (l *processLayout) place() {
	l.left = driverMargin + trackStep*float64(l.tracks)
	l.head = driverMargin
	if !l.Bare {
		l.head += driverTitle.Lead()*float64(len(l.titleLines())) + 10
	}
	tall := make([]float64, l.rows())
	for i := range l.Steps {
		l.boxes = append(l.boxes, Box{l.left + laneWidth*float64(l.lane[i]) + (laneWidth-stepWidth)/2, 0, stepWidth, l.heightOf(i)})
		tall[l.row[i]] = math.Max(tall[l.row[i]], l.boxes[i].H)
	}
	y, tops := l.head+driverHeading.Lead()+14, make([]float64, l.rows())
	for row := range l.rows() + 1 {
		l.gaps = append(l.gaps, y)
		y += math.Max(leastGap, 2*slotRoom+slotStep*float64(min(l.slots[row], mostSlots)))
		if row < len(tall) {
			tops[row] = y
			y += tall[row]
		}
	}
	for i := range l.boxes {
		l.boxes[i].Y = tops[l.row[i]] + (tall[l.row[i]]-l.boxes[i].H)/2
	}
	l.bottom = y
}

func (l *processLayout) heightOf(i int) float64 {
	height := 2*boxPadY + ringWords().Lead()*float64(max(1, len(l.lines(i))))
	if marks := l.Steps[i].markLines(l.Say); len(marks) > 0 {
		height += marksGap + driverMarks.Lead()*float64(len(marks))
	}
	return height
}

func (l *processLayout) lines(i int) []string {
	return ringWords().Wrap(l.Steps[i].Words, stepWidth-2*(boxPadX+slant/2), stepLines)
}

// slotAt is the height of a line in a gap.
func (l *processLayout) slotAt(gap, slot int) float64 {
	return l.gaps[gap] + slotRoom + slotStep*(float64(slot)+0.5)
}
