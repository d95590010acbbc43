package figure

import "strconv"

func pageNumber(page, of int) string { return strconv.Itoa(page) + " / " + strconv.Itoa(of) }

var (
	cellType = Type{Size: 8.5}
	headType = Type{Size: 8.5, Bold: true}
)

const (
	cellPadX  = 4.0
	cellPadY  = 3.0
	leastCell = 36.0 // of a column, before long words in it are broken

	leastDivided = 3 // lines of a cell that stand before the end of a page
)

// table puts lines of cells. The head stands again on each page; a line goes to
// the next page whole where it can, and is divided where one page is too small.
func (f *flow) table(t Table) {
	if len(t.Head) == 0 {
		return
	}
	if f.room()+roomRounding < t.least(f.lead) && f.y > pageMargin { // the head does not stand alone
		f.turn()
	}
	widths := columnWidths(t)
	head := wrapped(t.Head, widths, headType, t.Most)
	f.tableLine(head, widths, headType, ChangeTint)
	for _, row := range t.Rows {
		cells := wrapped(row, widths, cellType, t.Most)
		for len(cells) > 0 {
			if fits := f.linesThatFit(cellType); longest(cells) > fits && !f.one {
				whole := int((pageRoom-f.lead-lineHeight(head, headType)-2*cellPadY)/cellType.Lead()) - 1
				if fits >= leastDivided && longest(cells) > whole {
					var rest [][]string
					cells, rest = divided(cells, fits)
					f.tableLine(cells, widths, cellType, NoColour)
					cells = rest
				}
				f.turn()
				f.tableLine(head, widths, headType, ChangeTint)
				continue
			}
			f.tableLine(cells, widths, cellType, NoColour)
			cells = nil
		}
	}
	f.y += blockGap
}

// columnWidths shares the page's width: each column what its longest text
// asks for, the wide ones giving way together.
func columnWidths(t Table) []float64 {
	want := make([]float64, len(t.Head))
	for i, head := range t.Head {
		want[i] = headType.Width(plain(head)) + 2*cellPadX
	}
	for _, row := range t.Rows {
		for i := range min(len(row), len(want)) {
			want[i] = max(want[i], min(cellType.Width(plain(row[i]))+2*cellPadX, textWidth))
		}
	}
	fair := textWidth / float64(len(want))
	for range want { // those that ask for less than their share leave it to the others
		left, open := textWidth, 0
		for _, w := range want {
			if w <= fair {
				left -= w
			} else {
				open++
			}
		}
		if open > 0 {
			fair = left / float64(open)
		}
	}
	widths := make([]float64, len(want))
	for i, w := range want {
		widths[i] = max(min(w, fair), leastCell)
	}
	return widths
}

func wrapped(row []string, widths []float64, set Type, most int) [][]string {
	cells := make([][]string, len(widths))
	for i := range widths {
		if i < len(row) {
			cells[i] = set.Wrap(row[i], widths[i]-2*cellPadX, mostLines(most))
		}
	}
	return cells
}

func longest(cells [][]string) int {
	most := 1
	for _, lines := range cells {
		most = max(most, len(lines))
	}
	return most
}

func lineHeight(cells [][]string, set Type) float64 {
	return float64(longest(cells))*set.Lead() + 2*cellPadY
}

func (f *flow) linesThatFit(set Type) int { return int((f.room() - 2*cellPadY) / set.Lead()) }

// divided cuts a line of cells after so many lines of text.
func divided(cells [][]string, at int) (first, rest [][]string) {
	first, rest = make([][]string, len(cells)), make([][]string, len(cells))
	for i, lines := range cells {
		cut := min(at, len(lines))
		first[i], rest[i] = lines[:cut], lines[cut:]
	}
	return first, rest
}

func (f *flow) tableLine(cells [][]string, widths []float64, set Type, ground Colour) {
	height := lineHeight(cells, set)
	x, edge := pageMargin, Stroke{Colour: Faint, Width: 0.5}
	for i, lines := range cells {
		f.put(Rect{Box: Box{x, f.y, widths[i], height}, Fill: ground, Stroke: edge})
		for n, line := range lines {
			f.put(Text{At: Spot{x + cellPadX, f.y + cellPadY + float64(n)*set.Lead() + set.Rise()}, Words: line, Type: set, Colour: Ink})
		}
		x += widths[i]
	}
	f.y += height
}
