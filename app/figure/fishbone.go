package figure

import (
	"math"

	"github.com/cairn-schools/cairn/improve/phrase"
)

// Control says whether a cause is in a team's hands.
type Control int

// How far a cause is in a team's hands; the zero Control is not said.
const (
	NotSaid Control = iota
	InHand
	PartlyInHand
	OutOfHand
)

// FishCause is a cause on a bone.
type FishCause struct {
	ID      string // what the picture's group is called, for a click
	Words   string
	Picked  bool // the team works on it
	Control Control
	Persons bool     // it is about students or families, not about adults and the school
	Again   bool     // it stands on another bone, too, and is counted there
	Marks   []string // small print: who said so, whether it was checked
	Behind  []FishCause
}

// FishBone is a part of school life with its causes.
type FishBone struct {
	ID     string
	Name   string
	Causes []FishCause
}

// Fishbone shows why a problem happens: the problem is the head, the parts of
// school life are bones in the order given, over and under the spine in turn.
type Fishbone struct {
	Title   string
	Problem string
	Bones   []FishBone

	Width float64 // 0 stands for the usual width
	Bare  bool    // without title, where the page says it

	Say *phrase.Book // the language of its words; nil is English
}

// Types and lengths of a fishbone.
const (
	fishMargin = 24
	fishWidth  = 1072
	headWidth  = 176
	rowGap     = 9
	rowPad     = 3
	indentStep = 16
	mostIndent = 5
	mostLean   = 96   // how far a bone leans at most
	lean       = 0.42 // how far it leans for each unit of its length
	leastCause = 150  // the narrowest column of words
	mostCause  = 330
	boneLines  = 3  // of the name of a part of school life
	spineRoom  = 20 // between the spine and the causes next to it
	dotRadius  = 3.6
)

type fishTypes struct{ title, head, bone, cause, picked, behind, marks Type }

func fishType() fishTypes {
	return fishTypes{
		title: Type{21, true}, head: Type{14, true}, bone: Type{13, true}, cause: Type{12.5, false},
		picked: Type{12.5, true}, behind: Type{11.5, false}, marks: Type{10, false},
	}
}

// fishRow is a cause on its way into the picture.
type fishRow struct {
	FishCause
	depth  int
	words  Type
	lines  []string
	marks  []string
	height float64
	top    float64
	left   float64
}

// fishLayout places one fishbone.
type fishLayout struct {
	Fishbone
	types   fishTypes
	rows    [][]*fishRow // of each bone
	column  float64      // how wide the words of a cause may be
	step    float64      // between joints
	slope   float64
	half    [2]float64 // how long the bones over and under the spine are
	head    float64    // below the title
	spine   float64
	paper   Box
	joint   float64 // of the first pair
	headBox Box
	problem []string
	names   [][]string // of the bones
	boneBox float64    // how high those stand
}

// Scene lays the picture out.
func (f Fishbone) Scene() *Scene {
	l := &fishLayout{Fishbone: f, types: fishType()}
	l.measure()
	l.place()
	return &Scene{Width: l.paper.W, Height: l.paper.H, Title: f.title(), Description: f.Description(), Say: f.Say, Items: l.items()}
}

func (f Fishbone) title() string {
	if title := plain(f.Title); title != "" {
		return title
	}
	return f.Say.T("figure.fishbone.title", "Why does it happen?")
}

func (l *fishLayout) pairs() int { return max(1, (len(l.Bones)+1)/2) }

// measure finds how wide the causes may be, breaks their words and so finds how
// long the bones are.
func (l *fishLayout) measure() {
	room := sized(l.Width, fishWidth) - 2*fishMargin - headWidth - mostLean - 30
	l.step = room / float64(l.pairs())
	l.column = math.Max(leastCause, math.Min(mostCause, l.step-46))
	tallest := 0.0
	l.boneBox = 2*6 + l.types.bone.Lead()
	for _, bone := range l.Bones {
		names := l.types.bone.evenly(bone.Name, l.step-48, boneLines)
		l.names = append(l.names, names)
		l.boneBox = math.Max(l.boneBox, 2*6+l.types.bone.Lead()*float64(len(names)))
	}
	for i, bone := range l.Bones {
		l.rows = append(l.rows, l.rowsOf(nil, bone.Causes, 0))
		length := spineRoom + l.boneBox
		for _, row := range l.rows[i] {
			length += row.height + rowGap
			tallest = math.Max(tallest, row.height)
		}
		l.half[i%2] = math.Max(l.half[i%2], math.Max(length, 120))
	}
	l.slope = math.Min(lean, mostLean/math.Max(1, math.Max(l.half[0], l.half[1])))
	l.step = math.Max(l.step, l.column+2*12+l.slope*tallest+8)
	l.problem = l.types.head.Wrap(l.Problem, headWidth-2*boxPadX-14, 10)
	if len(l.problem) == 0 {
		l.problem = []string{l.Say.T("figure.fishbone.problem", "The problem")}
	}
}

func (l *fishLayout) rowsOf(rows []*fishRow, causes []FishCause, depth int) []*fishRow {
	for _, cause := range causes {
		row := &fishRow{FishCause: cause, depth: min(depth, mostIndent), words: l.types.cause}
		switch {
		case cause.Picked:
			row.words = l.types.picked
		case depth > 0:
			row.words = l.types.behind
		}
		width := l.column - indentStep*float64(row.depth)
		row.lines = row.words.Wrap(cause.Words, width, 4)
		if len(row.lines) == 0 {
			row.lines = []string{ellipsis}
		}
		row.marks = l.types.marks.Wrap(dotted(row.allMarks(l.Say)), width, 3)
		row.height = 2*rowPad + row.words.Lead()*float64(len(row.lines)) + l.types.marks.Lead()*float64(len(row.marks))
		rows = l.rowsOf(append(rows, row), cause.Behind, depth+1)
	}
	return rows
}

// allMarks is the small print of a cause.
func (c FishCause) allMarks(say *phrase.Book) []string {
	var marks []string
	if c.Picked {
		marks = append(marks, say.T("figure.cause.picked", "we work on it"))
	}
	if c.Persons {
		marks = append(marks, say.T("figure.cause.persons", "about students or families"))
	}
	return append(marks, c.Marks...)
}

// place finds where everything stands.
func (l *fishLayout) place() {
	l.head = fishMargin
	if !l.Bare {
		l.head += l.types.title.Lead() + 10
	}
	height := 2*boxPadY + 10 + l.types.head.Lead()*float64(len(l.problem))
	l.spine = l.head + math.Max(l.half[0], height/2)
	l.joint = fishMargin + l.slope*math.Max(l.half[0], l.half[1]) + l.step
	last := l.joint + l.step*float64(l.pairs()-1)
	l.headBox = Box{last + 30, l.spine - height/2, headWidth, height}
	l.paper = Box{0, 0, l.headBox.X + headWidth + fishMargin, math.Max(l.spine+l.half[1], l.headBox.Y+height) + fishMargin + l.legendHeight()}
	for i, rows := range l.rows {
		l.placeRows(i, rows)
	}
}

// boneAt is where a bone is at a height.
func (l *fishLayout) boneAt(bone int, y float64) float64 {
	return l.joint + l.step*float64(bone/2) - l.slope*math.Abs(y-l.spine)
}

// placeRows spreads the causes of a bone over its length.
func (l *fishLayout) placeRows(bone int, rows []*fishRow) {
	used := 0.0
	for _, row := range rows {
		used += row.height
	}
	half := l.half[bone%2]
	gap := math.Min(26, (half-spineRoom-l.boneBox-used)/float64(len(rows)+1))
	y := l.spine - half + l.boneBox + gap
	if bone%2 == 1 {
		y = l.spine + spineRoom
	}
	for _, row := range rows {
		row.top = y
		right := math.Min(l.boneAt(bone, y), l.boneAt(bone, y+row.height)) - 12
		row.left = right - l.column + indentStep*float64(row.depth)
		y += row.height + gap
	}
}

func (l *fishLayout) items() []Item {
	items := l.skeleton()
	for i, rows := range l.rows {
		items = append(items, l.boneGroup(i))
		for at, row := range rows {
			items = append(items, l.twig(i, rows, at)...)
			items = append(items, row.group(l.Say, l.types.marks))
		}
	}
	return append(items, l.legend()...)
}

// skeleton is the title, the spine, the bones and the head.
func (l *fishLayout) skeleton() []Item {
	var items []Item
	if !l.Bare {
		words := l.types.title.Fit(l.title(), l.paper.W-2*fishMargin)
		items = append(items, Text{At: Spot{fishMargin, fishMargin + l.types.title.Rise()}, Words: words, Type: l.types.title, Colour: Ink})
	}
	items = append(items, Line{Spot{fishMargin, l.spine}, Spot{l.headBox.X, l.spine}, Stroke{Colour: Ink, Width: 3}})
	for i := range l.Bones {
		end := l.spine - l.half[0] + l.boneBox
		if i%2 == 1 {
			end = l.spine + l.half[1] - l.boneBox
		}
		items = append(items, Line{Spot{l.boneAt(i, end), end}, Spot{l.boneAt(i, l.spine), l.spine}, Stroke{Colour: Data, Width: 2}})
	}
	b := l.headBox
	head := &Group{ID: "problem", Name: plain(l.Problem), Hit: b, Items: []Item{
		Rect{Box: b, Radius: 8, Fill: Head, Stroke: Stroke{Colour: Head, Width: edgeWidth}},
	}}
	y := b.Y + (b.H-l.types.head.Lead()*float64(len(l.problem)))/2 + l.types.head.Rise() + 3
	for _, line := range l.problem {
		head.Items = append(head.Items, Text{At: Spot{b.X + boxPadX + 6, y}, Words: line, Type: l.types.head, Colour: Paper})
		y += l.types.head.Lead()
	}
	return append(items, head)
}

// boneGroup is the name of a bone at its end.
func (l *fishLayout) boneGroup(bone int) *Group {
	end := l.spine - l.half[0]
	if bone%2 == 1 {
		end = l.spine + l.half[1] - l.boneBox
	}
	width := l.types.bone.widest(l.names[bone]) + 2*boxPadX
	at := l.boneAt(bone, end+l.boneBox*float64(1-bone%2))
	box := Box{math.Max(fishMargin, at-width+18), end, width, l.boneBox}
	g := &Group{ID: l.Bones[bone].ID, Name: plain(l.Bones[bone].Name), Hit: box, Items: []Item{
		Rect{Box: box, Radius: 6, Fill: FirstTint, Stroke: Stroke{Colour: FirstEdge, Width: edgeWidth}},
	}}
	lead := l.types.bone.Lead()
	y := box.Y + (box.H-lead*float64(len(l.names[bone])))/2 + (lead+l.types.bone.Rise()-l.types.bone.Fall())/2
	for _, line := range l.names[bone] {
		g.Items = append(g.Items, Text{At: Spot{box.X + boxPadX, y}, Words: line, Type: l.types.bone, Colour: Ink})
		y += lead
	}
	return g
}

// twig ties a cause to its bone, or one behind it to what it explains.
func (l *fishLayout) twig(bone int, rows []*fishRow, at int) []Item {
	row := rows[at]
	under := row.top + row.height
	if row.depth > 0 {
		x, middle := row.left-indentStep+2, row.top+rowPad+row.words.Lead()/2
		from := row.top - 2
		for before := at - 1; before >= 0; before-- {
			if rows[before].depth < row.depth {
				from = rows[before].top + rows[before].height + 1
				break
			}
		}
		items := []Item{Polyline{[]Spot{{x, from}, {x, middle}, {row.left - 4, middle}}, Stroke{Colour: Wire, Width: 1}}}
		return append(items, row.dot(Spot{row.left - 7, middle})...)
	}
	end := Spot{l.boneAt(bone, under), under}
	items := []Item{Line{Spot{row.left, under}, end, Stroke{Colour: Wire, Width: 1.2, Dashed: row.Again}}}
	return append(items, row.dot(end)...)
}

// dot says how far a cause is in the team's hands.
func (r *fishRow) dot(at Spot) []Item {
	ring := Stroke{Colour: Ink, Width: 1.3}
	switch r.Control {
	case InHand:
		return []Item{Circle{at, dotRadius, Ink, ring}}
	case PartlyInHand:
		return []Item{Circle{at, dotRadius, Paper, ring}, Circle{at, dotRadius / 2.4, Ink, Stroke{}}}
	case OutOfHand:
		return []Item{Circle{at, dotRadius, Paper, ring}}
	default:
		return nil
	}
}

func (r *fishRow) group(say *phrase.Book, marks Type) *Group {
	width := math.Max(r.words.widest(r.lines), marks.widest(r.marks))
	g := &Group{ID: r.ID, Name: r.name(say), Hit: Box{r.left, r.top, width, r.height - 1}}
	y := r.top + rowPad + r.words.Rise() + 1
	for _, line := range r.lines {
		g.Items = append(g.Items, Text{At: Spot{r.left, y}, Words: line, Type: r.words, Colour: Ink})
		y += r.words.Lead()
	}
	y = r.top + rowPad + r.words.Lead()*float64(len(r.lines)) + marks.Rise()
	for _, line := range r.marks {
		g.Items = append(g.Items, Text{At: Spot{r.left, y}, Words: line, Type: marks, Colour: Muted})
		y += marks.Lead()
	}
	return g
}
