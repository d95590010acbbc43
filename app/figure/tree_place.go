package figure

import (
	"math"
	"slices"
)

// Lengths of a decision tree.
const (
	treeQuestion  = 208 // how wide a question is
	treeLeafWidth = 186
	treeGutter    = 84 // between columns: the answers stand there
	treeNear      = 10 // between the ways of one question
	treeApart     = 18 // between parts of the tree
	treeLines     = 5
)

// treeBox is a question, an end or a sign to another question on its way into
// the picture.
type treeBox struct {
	question int    // its place; -1 for an end
	id, name string // of its group
	answer   string // on the line that leads here
	words    []string
	marks    []string
	number   string
	look     treeLook
	kids     []*treeBox
	depth    int
	box      Box
	band     float64
}

type treeLook int

const (
	treeAsks   treeLook = iota // a question
	treeDoes                   // what to do
	treeSends                  // on to a question that stands elsewhere
	treeUnsaid                 // nothing yet
)

type treeLayout struct {
	DecisionTree
	roots  []*treeBox
	placed []bool
	deep   int
	width  float64
	bottom float64
}

// Scene lays the picture out.
func (d DecisionTree) Scene() *Scene {
	l := &treeLayout{DecisionTree: d, placed: make([]bool, len(d.Questions))}
	l.grow()
	l.place()
	scene := &Scene{Width: l.width, Height: l.bottom + driverMargin, Title: d.title(), Description: d.Description(), Say: d.Say}
	if !d.Bare {
		for i, words := range l.titleLines() {
			y := driverMargin + driverTitle.Rise() + driverTitle.Lead()*float64(i)
			scene.Items = append(scene.Items, Text{At: Spot{driverMargin, y}, Words: words, Type: driverTitle, Colour: Ink})
		}
	}
	for _, root := range l.roots {
		scene.Items = root.wires(scene.Items)
	}
	for _, root := range l.roots {
		scene.Items = root.groups(scene.Items)
	}
	return scene
}

// grow makes the tree: first from the questions that no answer leads to, then
// from what only a ring of answers reaches, so that none is lost.
func (l *treeLayout) grow() {
	reached := make([]bool, len(l.Questions))
	for i, question := range l.Questions {
		for _, way := range question.Ways {
			for _, to := range way.To {
				if to >= 0 && to < len(reached) && to != i {
					reached[to] = true
				}
			}
		}
	}
	for i := range l.Questions {
		if !reached[i] {
			l.roots = append(l.roots, l.ask(i, "", 0))
		}
	}
	for i := range l.Questions {
		if !l.placed[i] {
			l.roots = append(l.roots, l.ask(i, "", 0))
		}
	}
}

// mostTreeDepth ends a tree that would be wider than any wall; what lies deeper
// begins a tree of its own below.
const mostTreeDepth = 24

func (l *treeLayout) ask(at int, answer string, depth int) *treeBox {
	l.placed[at] = true
	l.deep = max(l.deep, depth)
	q := l.Questions[at]
	box := &treeBox{question: at, id: q.ID, name: q.name(), answer: answer, number: q.Number, look: treeAsks, depth: depth}
	box.wrap(q.Words, treeQuestion, q.Marks)
	for _, way := range q.Ways {
		box.kids = append(box.kids, l.ends(way, depth+1)...)
	}
	return box
}

// ends gives what one answer leads to.
func (l *treeLayout) ends(way TreeWay, depth int) []*treeBox {
	var boxes []*treeBox
	l.deep = max(l.deep, depth)
	end := func(look treeLook, id, words string) {
		box := &treeBox{question: -1, id: id, answer: way.Answer, look: look, depth: depth, name: way.Answer + ": " + words}
		box.wrap(words, treeLeafWidth, nil)
		boxes = append(boxes, box)
	}
	for _, to := range way.To {
		switch {
		case to < 0 || to >= len(l.Questions):
		case l.placed[to] || depth >= mostTreeDepth:
			end(treeSends, way.ID, l.Say.T("figure.tree.on", "on to %s", l.numberOf(to)))
		default:
			boxes = append(boxes, l.ask(to, way.Answer, depth))
		}
	}
	if words := plain(way.Words); words != "" {
		end(treeDoes, way.ID, words)
	}
	if len(boxes) == 0 {
		end(treeUnsaid, way.ID, l.Say.T("figure.tree.unsaid", "nobody has said yet"))
	}
	return boxes
}

func (l *treeLayout) numberOf(question int) string {
	if q := l.Questions[question]; q.Number != "" {
		return l.Say.T("figure.tree.question", "question %s", q.Number)
	}
	return "“" + l.Questions[question].Words + "”"
}

func treeType(look treeLook) Type {
	if look == treeAsks {
		return Type{12.5, true}
	}
	return Type{12, false}
}

// wrap breaks the words of a box and so finds its height.
func (b *treeBox) wrap(words string, width float64, marks []string) {
	set, inner := treeType(b.look), width-2*boxPadX
	if b.look == treeAsks && b.number != "" {
		inner -= 2*badgeRadius + 8
	}
	b.words = set.Wrap(words, inner, treeLines)
	if len(b.words) == 0 {
		b.words = []string{ellipsis}
	}
	b.marks = driverMarks.Wrap(dotted(marks), inner, 2)
	b.box.W, b.box.H = width, 2*boxPadY+set.Lead()*float64(len(b.words))
	if b.number != "" {
		b.box.H = math.Max(b.box.H, 2*boxPadY+2*badgeRadius)
	}
	if len(b.marks) > 0 {
		b.box.H += marksGap + driverMarks.Lead()*float64(len(b.marks))
	}
}

// place gives each box a band of its own in which only it and what follows it
// stand: so nothing overlaps, and one more question only makes room for itself.
func (l *treeLayout) titleLines() []string {
	return driverTitle.Wrap(l.title(), l.width-2*driverMargin, mostTitleLines)
}

func (l *treeLayout) place() {
	columns := float64(l.deep)
	l.width = math.Max(2*driverMargin+treeQuestion+columns*(treeQuestion+treeGutter), 420)
	y := float64(driverMargin)
	if !l.Bare {
		y += driverTitle.Lead()*float64(len(l.titleLines())) + 14
	}
	for i, root := range l.roots {
		if i > 0 {
			y += treeGap
		}
		root.stand(y)
		y += root.band
	}
	l.bottom = math.Max(y, driverMargin+60)
}

func (b *treeBox) stand(top float64) {
	b.box.X = driverMargin + (treeQuestion+treeGutter)*float64(b.depth)
	y := top
	for i, kid := range b.kids {
		if i > 0 {
			y += b.gapBefore(i)
		}
		kid.stand(y)
		y += kid.band
	}
	if down := (b.box.H - (y - top)) / 2; down > 0 && len(b.kids) > 0 {
		for _, kid := range b.kids {
			kid.sink(down)
		}
	}
	b.band = math.Max(y-top, b.box.H)
	b.box.Y = top + (b.band-b.box.H)/2
}

func (b *treeBox) gapBefore(kid int) float64 {
	if slices.ContainsFunc(b.kids[kid-1:kid+1], func(k *treeBox) bool { return len(k.kids) > 0 }) {
		return treeApart
	}
	return treeNear
}

func (b *treeBox) sink(by float64) {
	b.box.Y += by
	for _, kid := range b.kids {
		kid.sink(by)
	}
}
