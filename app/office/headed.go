package office

import (
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// titleRows is how many rows may stand above the names of the columns.
const titleRows = 20

// Headed gives the tables with the row as head that names columns of the kind:
// above it may stand a title, the name of a school, the day of an export. The
// names of two rows, one of them over several columns, are read together. A
// table in which no lower row says more stays as it is.
func Headed(kind *improve.Kind, grids []Grid) []Grid {
	headed := make([]Grid, len(grids))
	for i, grid := range grids {
		headed[i] = grid.headed(kind)
	}
	return headed
}

func (g Grid) headed(kind *improve.Kind) Grid {
	const few = 2 // one name alone may stand in any row
	best, head, below := max(few-1, known(kind, g.Head)), g.Head, 0
	upper := g.Head
	for i, row := range g.Rows[:min(titleRows, len(g.Rows))] {
		choices := [][]string{row}
		if areNames(upper) {
			choices = append(choices, over(upper, row))
		}
		for _, cells := range choices {
			if count := known(kind, cells); count > best && areNames(cells) {
				best, head, below = count, cells, i+1
			}
		}
		upper = row
	}
	if below == 0 || below == len(g.Rows) {
		return g
	}
	lines := make([]int, 0, len(g.Rows)-below)
	for row := below; row < len(g.Rows); row++ {
		lines = append(lines, g.line(row))
	}
	g.Head, g.Rows, g.Lines = head, g.Rows[below:], lines
	return g
}

// known counts the columns that a head names for the kind.
func known(kind *improve.Kind, head []string) int {
	count := 0
	for _, key := range GuessMapping(kind, head) {
		if key != "" {
			count++
		}
	}
	return count
}

// over reads the names of two rows together: the lower one, else the one above it.
func over(upper, lower []string) []string {
	joined := slices.Clone(upper)
	for i, cell := range lower {
		if cell != "" {
			joined[i] = cell
		}
	}
	return joined
}
