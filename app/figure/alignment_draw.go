package figure

import (
	"math"
	"strings"
)

// Lengths of a table of what fits what.
const (
	alignMargin    = 20
	alignWidth     = 1072
	alignName      = 250 // of a programme
	alignRemark    = 132 // what a line serves
	leastAlign     = 84  // the narrowest column
	mostAlign      = 170
	alignSign      = 7 // half of a sign
	alignHeadLines = 6
	alignNameLines = 4
	alignFootLines = 5 // below a column
	alignNotes     = 2 // lines beside a programme
)

// alignLayout places one table.
type alignLayout struct {
	Alignment
	title, head, name, small Type
	column                   float64
	heads, names             [][]string
	headHeight               float64
	heights                  []float64
	wordy                    bool // there is room for words below the signs
	left, top                float64
	paper                    Box
	feet                     [][]string // what the columns say below
	footHeight               float64
	legendLines              [][]string
}

// Scene lays the table out.
func (a Alignment) Scene() *Scene {
	hidden := max(0, len(a.Rows)-mostAlignedRows) + max(0, len(a.Columns)-mostAlignedColumns)
	words := a.Description()
	a.Rows, a.Columns = a.Rows[:min(len(a.Rows), mostAlignedRows)], a.Columns[:min(len(a.Columns), mostAlignedColumns)]
	l := &alignLayout{Alignment: a, title: Type{21, true}, head: Type{12, true}, name: Type{12.5, false}, small: Type{10, false}}
	l.measure()
	items := l.items()
	if hidden > 0 {
		note := a.Say.N(hidden, "figure.alignment.hidden", "%d more stands in the list and has no room here.", "%d more stand in the list and have no room here.")
		items = append(items, Text{At: Spot{l.left, l.paper.H - 8}, Words: l.small.Fit(note, l.paper.W-2*alignMargin), Type: l.small, Colour: Muted})
	}
	return &Scene{Width: l.paper.W, Height: l.paper.H, Title: a.title(), Description: words, Say: a.Say, Items: items}
}

func (l *alignLayout) measure() {
	l.left, l.top = alignMargin, alignMargin
	if !l.Bare {
		l.top += l.title.Lead() + 8
	}
	room := sized(l.Width, alignWidth) - 2*alignMargin - alignName - alignRemark
	l.column = math.Max(leastAlign, math.Min(mostAlign, room/float64(max(1, len(l.Columns)))))
	l.wordy = l.column >= 110
	for _, name := range l.Columns {
		lines := l.head.Wrap(name, l.column-12, alignHeadLines)
		l.heads = append(l.heads, lines)
		l.headHeight = math.Max(l.headHeight, l.head.Lead()*float64(len(lines))+14)
	}
	height := 0.0
	for row, name := range l.Rows {
		lines := l.name.Wrap(name, alignName-16, alignNameLines)
		l.names = append(l.names, lines)
		most := math.Max(l.name.Lead()*float64(len(lines)), 2*alignSign+4)
		for column := range l.Columns {
			if cells := l.at(row, column); l.wordy && len(cells) > 0 {
				most = math.Max(most, 2*alignSign+4+l.small.Lead()*float64(len(l.under(cells))))
			}
		}
		l.heights = append(l.heights, most+14)
		height += most + 14
	}
	width := 2*alignMargin + alignName + l.column*float64(len(l.Columns)) + alignRemark
	l.legendLines = l.legendWords(width - 2*alignMargin)
	most := 2
	for column := range l.Columns {
		l.feet = append(l.feet, l.small.Wrap(l.columnWords(column), l.column-8, alignFootLines))
		most = max(most, len(l.feet[column]))
	}
	l.footHeight = float64(most) * l.small.Lead()
	foot := l.footHeight + 12 + 16 + float64(len(l.legendLines))*18
	l.paper = Box{0, 0, width, l.top + l.headHeight + height + foot + 16}
}

// under are the words below the signs of a cell.
func (l *alignLayout) under(cells []AlignmentCell) []string {
	var words []string
	for _, cell := range cells {
		words = append(words, l.fitWords(cell.Fit))
	}
	return l.small.Wrap(strings.Join(words, " / "), l.column-10, 3)
}

func (l *alignLayout) items() []Item {
	var items []Item
	if !l.Bare {
		items = append(items, Text{At: Spot{l.left, alignMargin + l.title.Rise()}, Words: l.title.Fit(l.Alignment.title(), l.paper.W-2*alignMargin), Type: l.title, Colour: Ink})
	}
	line := Stroke{Colour: Faint, Width: 1}
	x := l.left + alignName
	for column := range l.Columns {
		items = append(items, l.headGroup(column, x+float64(column)*l.column))
	}
	y := l.top + l.headHeight
	right := x + l.column*float64(len(l.Columns))
	for row := range l.Rows {
		items = append(items, Line{Spot{l.left, y}, Spot{right + alignRemark, y}, line}, l.rowGroup(row, y))
		for column := range l.Columns {
			items = append(items, l.cell(row, column, Box{x + float64(column)*l.column, y, l.column, l.heights[row]}))
		}
		items = append(items, l.remark(l.rowWords(row), Box{right + 8, y, alignRemark - 8, l.heights[row]})...)
		y += l.heights[row]
	}
	items = append(items, Line{Spot{l.left, y}, Spot{right + alignRemark, y}, line})
	for column := range l.Columns {
		at := Spot{x + (float64(column)+0.5)*l.column, y + 6 + l.small.Rise()}
		for i, words := range l.feet[column] {
			items = append(items, Text{At: Spot{at.X, at.Y + float64(i)*l.small.Lead()}, Words: words, Type: l.small, Anchor: Middle, Colour: Muted})
		}
	}
	return append(items, l.legend(y+l.footHeight+12)...)
}

// remark says beside a line what it serves.
func (l *alignLayout) remark(words string, box Box) []Item {
	var items []Item
	lines := l.small.Wrap(words, box.W, alignNotes)
	y := box.Y + (box.H-l.small.Lead()*float64(len(lines)))/2 + l.small.Rise()
	for _, line := range lines {
		items = append(items, Text{At: Spot{box.X, y}, Words: line, Type: l.small, Colour: Muted})
		y += l.small.Lead()
	}
	return items
}

func (l *alignLayout) headGroup(column int, x float64) *Group {
	box := Box{x, l.top, l.column, l.headHeight}
	g := &Group{ID: "column-" + strings.ToLower(l.Columns[column]), Name: dotted([]string{l.Columns[column], l.columnWords(column)}), Hit: box.grown(-1)}
	y := box.Y + box.H - 7 - l.head.Lead()*float64(len(l.heads[column])) + l.head.Rise()
	for _, line := range l.heads[column] {
		g.Items = append(g.Items, Text{At: Spot{x + l.column/2, y}, Words: line, Type: l.head, Anchor: Middle, Colour: Ink})
		y += l.head.Lead()
	}
	return g
}

func (l *alignLayout) rowGroup(row int, y float64) *Group {
	box := Box{l.left, y, alignName, l.heights[row]}
	g := &Group{ID: "row-" + strings.ToLower(l.Rows[row]), Name: dotted(appendWords([]string{l.Rows[row]}, l.rowWords(row))), Hit: box.grown(-1)}
	at := y + (box.H-l.name.Lead()*float64(len(l.names[row])))/2 + l.name.Rise()
	for _, line := range l.names[row] {
		g.Items = append(g.Items, Text{At: Spot{l.left + 4, at}, Words: line, Type: l.name, Colour: Ink})
		at += l.name.Lead()
	}
	return g
}

// cell is where a line and a column meet.
func (l *alignLayout) cell(row, column int, box Box) *Group {
	cells := l.at(row, column)
	g := &Group{ID: CellPart(l.Rows[row], l.Columns[column]), Hit: box.grown(-1)}
	said := l.Say.T("figure.alignment.unasked", "not looked at yet")
	if len(cells) > 0 {
		var words []string
		for _, cell := range cells {
			words = appendWords(words, dotted(appendWords([]string{l.fitWords(cell.Fit)}, cell.Why)))
		}
		said = strings.Join(words, " / ")
	}
	g.Name = l.Rows[row] + " – " + l.Columns[column] + ": " + said
	tint := NoColour
	switch {
	case len(cells) == 0:
	case serving(cells) && cells[0].Fit == FitStrong && len(cells) == 1:
		tint = BetterTint
	case serving(cells):
		tint = NextTint
	case cells[0].Fit == FitAgainst:
		tint = WorseTint
	}
	g.Items = append(g.Items, Rect{Box: box.grown(-2), Radius: 4, Fill: tint, Stroke: Stroke{Colour: Faint, Width: 1}})
	var under []string
	if l.wordy && len(cells) > 0 {
		under = l.under(cells)
	}
	height := 2*alignSign + l.small.Lead()*float64(len(under))
	y := box.Y + (box.H-height)/2 + alignSign
	for i, cell := range cells {
		x := box.X + box.W/2 + (float64(i)-float64(len(cells)-1)/2)*(2*alignSign+6)
		g.Items = append(g.Items, fitSign(cell.Fit, Spot{x, y})...)
	}
	y += alignSign + 3 + l.small.Rise()
	for _, line := range under {
		g.Items = append(g.Items, Text{At: Spot{box.X + box.W/2, y}, Words: line, Type: l.small, Anchor: Middle, Colour: Ink})
		y += l.small.Lead()
	}
	return g
}

// fitSign is the sign of an answer, told apart without colour.
func fitSign(fit string, at Spot) []Item {
	ring := Stroke{Colour: Ink, Width: 1.4}
	switch fit {
	case FitStrong:
		return []Item{Circle{at, alignSign - 1, Ink, ring}}
	case FitWeak:
		return []Item{Circle{at, alignSign - 1, Paper, ring}, Circle{at, 2.2, Ink, Stroke{}}}
	case FitNone:
		return []Item{Line{Spot{at.X - alignSign + 2, at.Y}, Spot{at.X + alignSign - 2, at.Y}, ring}}
	case FitAgainst:
		const arm = alignSign - 2
		return []Item{
			Line{Spot{at.X - arm, at.Y - arm}, Spot{at.X + arm, at.Y + arm}, Stroke{Colour: Ink, Width: 2}},
			Line{Spot{at.X - arm, at.Y + arm}, Spot{at.X + arm, at.Y - arm}, Stroke{Colour: Ink, Width: 2}},
		}
	default:
		return nil
	}
}

// legendWords puts the answers into lines that fit.
func (l *alignLayout) legendWords(width float64) [][]string {
	lines := [][]string{nil}
	used := 0.0
	for _, fit := range l.Fits {
		need := 2*alignSign + 8 + l.small.Width(fit.Label) + 20
		if last := len(lines) - 1; used+need > width && len(lines[last]) > 0 {
			lines, used = append(lines, nil), 0
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], fit.Key)
		used += need
	}
	return lines
}

func (l *alignLayout) legend(y float64) []Item {
	var items []Item
	for i, line := range l.legendLines {
		x, at := l.left+4, y+16+float64(i)*18
		for _, fit := range line {
			items = append(items, fitSign(fit, Spot{x + alignSign, at - l.small.Rise()/2 + 0.5})...)
			items = append(items, Text{At: Spot{x + 2*alignSign + 6, at}, Words: l.fitWords(fit), Type: l.small, Colour: Muted})
			x += 2*alignSign + 8 + l.small.Width(l.fitWords(fit)) + 20
		}
	}
	return items
}
