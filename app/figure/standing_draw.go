package figure

import "math"

// Lengths of the picture of where somebody stood.
const (
	standMargin = 20
	standWidth  = 1072
	standName   = 250 // of an item
	standLevels = 92  // the words of the scale
	standChange = 180 // first and last, in words
	leastStand  = 76
	mostStand   = 190
	standStep   = 15 // between two steps of the scale
	standDot    = 4.5
	standPad    = 12 // above and below a line's scale
)

type standLayout struct {
	Standing
	title, head, name, small Type
	items                    []string
	column                   float64
	heads                    [][]string
	names                    [][]string
	top, headHeight          float64
	heights                  []float64
	honest                   []string
	paper                    Box
}

// Scene lays the picture out.
func (s Standing) Scene() *Scene {
	l := &standLayout{Standing: s, title: Type{21, true}, head: Type{12, true}, name: Type{12.5, false}, small: Type{10, false}, items: s.items()}
	l.measure()
	return &Scene{Width: l.paper.W, Height: l.paper.H, Title: s.title(), Description: s.Description(), Say: s.Say, Items: l.draw()}
}

func (l *standLayout) measure() {
	l.top = standMargin
	if !l.Bare {
		l.top += l.title.Lead() + 8
	}
	fixed := 2*standMargin + standName + standLevels + standChange
	room := sized(l.Width, standWidth) - float64(fixed)
	l.column = math.Max(leastStand, math.Min(mostStand, room/float64(max(1, len(l.Looks)))))
	for _, look := range l.Looks {
		lines := l.head.Wrap(look.When, l.column-8, 3)
		l.heads = append(l.heads, lines)
		l.headHeight = math.Max(l.headHeight, l.head.Lead()*float64(len(lines))+10)
	}
	height := 0.0
	for _, item := range l.items {
		lines := l.name.Wrap(item, standName-16, 5)
		l.names = append(l.names, lines)
		one := math.Max(l.name.Lead()*float64(len(lines))+10, (mostRating-leastRating)*standStep+2*standPad)
		l.heights = append(l.heights, one)
		height += one
	}
	width := float64(fixed) + l.column*float64(len(l.Looks))
	l.honest = l.small.Wrap(l.Standing.honest(), width-2*standMargin, 3)
	l.paper = Box{0, 0, width, l.top + l.headHeight + height + 14 + l.small.Lead()*float64(len(l.honest)) + standMargin}
}

func (l *standLayout) draw() []Item {
	var items []Item
	if !l.Bare {
		items = append(items, Text{At: Spot{standMargin, standMargin + l.title.Rise()}, Words: l.title.Fit(l.Standing.title(), l.paper.W-2*standMargin), Type: l.title, Colour: Ink})
	}
	x := float64(standMargin + standName + standLevels)
	for i, lines := range l.heads {
		y := l.top + l.head.Rise()
		for _, line := range lines {
			items = append(items, Text{At: Spot{x + (float64(i)+0.5)*l.column, y}, Words: line, Type: l.head, Anchor: Middle, Colour: Ink})
			y += l.head.Lead()
		}
	}
	y := l.top + l.headHeight
	for i := range l.items {
		items = append(items, Line{Spot{standMargin, y}, Spot{l.paper.W - standMargin, y}, Stroke{Colour: Faint, Width: 1.2}})
		items = append(items, l.line(i, x, y)...)
		y += l.heights[i]
	}
	y += 12 + l.small.Rise()
	for _, line := range l.honest {
		items = append(items, Text{At: Spot{standMargin, y}, Words: line, Type: l.small, Colour: Muted})
		y += l.small.Lead()
	}
	return items
}

// line draws one item: its name, the scale, the dots, and first and last in words.
func (l *standLayout) line(item int, x, y float64) []Item {
	middle := y + l.heights[item]/2
	items := l.lines(l.names[item], l.name, Spot{standMargin + 2, middle}, Ink)
	level := func(value float64) float64 {
		return middle + ((mostRating+leastRating)/2.0-value)*standStep
	}
	right := x + l.column*float64(len(l.Looks))
	for step := leastRating; step <= mostRating; step++ {
		at := level(float64(step))
		items = append(
			items, Line{Spot{x, at}, Spot{right, at}, Stroke{Colour: Faint, Width: 1}},
			Text{At: Spot{x - 8, at + l.small.Rise()/2 - 1}, Words: l.small.Fit(l.level(step), standLevels-10), Type: l.small, Anchor: End, Colour: Muted},
		)
	}
	var dots []Item
	var before *Spot
	for i, look := range l.Looks {
		rating, ok := look.of(l.items[item])
		if !ok {
			before = nil // nobody knows what was between
			continue
		}
		at := Spot{x + (float64(i)+0.5)*l.column, level(rating.Value)}
		if before != nil && rating.Off == "" {
			items = append(items, Line{*before, at, Stroke{Colour: Data, Width: 2}})
		}
		mark := []Item{Circle{at, standDot, Data, Stroke{Colour: Paper, Width: 1.2}}}
		if before = &at; rating.Off != "" { // its words, and no line to a place that it does not have
			before, mark = nil, l.off(rating, Spot{at.X, middle})
		}
		name := l.items[item] + " – " + dotted(appendWords([]string{look.When, l.said(rating)}, rating.Shows))
		hit := Box{x + float64(i)*l.column, y, l.column, l.heights[item]}.grown(-1)
		dots = append(dots, &Group{ID: standingPart(item, i), Name: name, Hit: hit, Items: mark})
	}
	items = append(items, dots...)
	words := l.small.Wrap(l.change(l.items[item]), standChange-14, 3)
	return append(items, l.lines(words, l.small, Spot{right + 12, middle}, Muted)...)
}

// off says a rating that has no place on the scale, on paper so that the lines of
// the scale do not run through its words.
func (l *standLayout) off(rating Rating, at Spot) []Item {
	const pad = 3
	words := l.small.Wrap(l.said(rating), l.column-8, 3)
	box := Box{at.X, at.Y - l.small.Lead()*float64(len(words))/2, 0, l.small.Lead() * float64(len(words))}
	items := l.lines(words, l.small, at, Ink)
	for i, item := range items {
		line, ok := item.(Text)
		if !ok {
			continue
		}
		line.Anchor = Middle
		items[i] = line
		box.X, box.W = math.Min(box.X, line.Box().X-pad), math.Max(box.W, line.Box().W+2*pad)
	}
	return append([]Item{Rect{Box: box, Fill: Paper}}, items...)
}

// lines are words around the middle of a line.
func (l *standLayout) lines(words []string, kind Type, at Spot, colour Colour) []Item {
	var items []Item
	y := at.Y - kind.Lead()*float64(len(words))/2 + kind.Rise()
	for _, line := range words {
		items = append(items, Text{At: Spot{at.X, y}, Words: line, Type: kind, Colour: colour})
		y += kind.Lead()
	}
	return items
}
