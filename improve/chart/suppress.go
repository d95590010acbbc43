package chart

import (
	"cmp"
	"math"
	"slices"
)

// SmallestGroup and LargestSmallGroup bound what a network may choose as the
// fewest students in a group that is shown; school authorities use 5 to 30.
const (
	SmallestGroup     = 5
	UsualGroup        = 10
	LargestSmallGroup = 30
)

// maxSmall is up to how many small groups of one day every sum of them is
// looked at: 16,384. Where there are more, no group of that day is shown.
const maxSmall = 14

// nothing is what is left over from dividing small whole numbers in floating point.
const nothing = 1e-9

// GroupCell is one line of a table: a group of students, or all of them, on one day.
type GroupCell struct {
	Set   string  // what the table is split by, such as "Grade"; "" when nobody said
	Group string  // "" for all students
	Size  float64 // how many students stand behind the number; NaN when nobody said
	Count float64 // how many of them there were; NaN when the number is none of so many
	Sent  bool    // others have it already: it cannot be hidden any more
	// Unlisted stands for those of a set that no line counts: nobody is shown
	// them, but who subtracts the lines from the total finds them.
	Unlisted bool
}

// Sum says that one cell counts the same students as some others together.
type Sum struct {
	Whole int   // place of the cell in the table
	Parts []int // places of the cells that make it up; at least one
}

// Hiding is what must not leave the device.
type Hiding struct {
	Small      []bool // for each cell: its group is too small, of unknown size, or not listed
	Complement []bool // for each cell: it would give a small one away by subtraction
	// Unsafe tells that what was sent before and what is not small gives a
	// small group away, however much else is hidden: then nothing that is new may leave.
	Unsafe bool
}

// Hidden tells whether a cell stays on the device, for whatever reason.
func (h Hiding) Hidden(cell int) bool { return h.Small[cell] || h.Complement[cell] }

// Hide tells which cells of a table with the given sums must stay on the
// device, so that no group of fewer than fewest can be worked out from those
// that leave: neither alone nor, where several are hidden, what they come to
// together, nor because none or all of those that are hidden were counted. It hides the small ones first, then the next smallest beside them
// until nothing can be solved. The line of all students is no group: it is
// shown even if they are few, but then no group of theirs is. The same cells
// in another order give the same.
func Hide(cells []GroupCell, sums []Sum, fewest int) Hiding {
	h := Hiding{Small: make([]bool, len(cells)), Complement: make([]bool, len(cells))}
	small := 0
	for i, c := range cells {
		h.Small[i] = c.Unlisted || c.Group != "" && !c.Sent && !(c.Size >= float64(fewest))
		if h.Small[i] {
			small++
		}
	}
	if small > maxSmall || slices.ContainsFunc(cells, func(c GroupCell) bool { return c.Group == "" && !(c.Size >= float64(fewest)) }) {
		h.hideAll(cells, func(c GroupCell) bool { return c.Group != "" })
		h.Unsafe = slices.ContainsFunc(cells, func(c GroupCell) bool { return c.Sent && c.Group != "" })
		return h
	}
	for range cells {
		open := h.open(cells, sums, fewest)
		if len(open) == 0 {
			return h
		}
		next := h.nextToHide(cells, sums, open)
		if next < 0 {
			break
		}
		h.Complement[next] = true
	}
	if len(h.open(cells, sums, fewest)) > 0 {
		h.Unsafe = true
		h.hideAll(cells, func(GroupCell) bool { return true })
	}
	return h
}

// hideAll hides those of the cells that were not sent.
func (h Hiding) hideAll(cells []GroupCell, which func(GroupCell) bool) {
	for i, c := range cells {
		h.Complement[i] = which(c) && !c.Sent && !h.Small[i]
	}
}

// open gives the hidden cells of which a reader would learn something.
func (h Hiding) open(cells []GroupCell, sums []Sum, fewest int) []int {
	if open := h.exposed(cells, sums, fewest); len(open) > 0 {
		return open
	}
	return h.told(cells, sums, fewest)
}

// exposed gives the hidden cells of which something can be solved from the
// rest: one alone, or a handful whose sum is smaller than the limit. Only small
// cells can be in such a handful.
func (h Hiding) exposed(cells []GroupCell, sums []Sum, fewest int) []int {
	var columns, small []int
	for i, c := range cells {
		if !h.Hidden(i) {
			continue
		}
		if !(c.Size >= float64(fewest)) {
			small = append(small, len(columns))
		}
		columns = append(columns, i)
	}
	known := reduce(h.equations(sums, columns))
	open := make([]bool, len(cells))
	for mask := 1; mask < 1<<min(len(small), maxSmall); mask++ {
		size, sum := 0.0, make([]float64, len(columns))
		for i, at := range small[:min(len(small), maxSmall)] {
			if mask>>i&1 == 1 {
				size, sum[at] = size+max(0, cells[columns[at]].Size), 1
			}
		}
		if !(size >= float64(fewest)) && follows(sum, known) {
			for at, in := range sum {
				open[columns[at]] = open[columns[at]] || in != 0
			}
		}
	}
	return places(open)
}

func places(marked []bool) []int {
	var at []int
	for i, yes := range marked {
		if yes {
			at = append(at, i)
		}
	}
	return at
}

// follows tells whether a sum of cells can be worked out from equations in reduced echelon form.
func follows(sum []float64, known [][]float64) bool {
	rest := slices.Clone(sum)
	for _, row := range known {
		lead := slices.IndexFunc(row, func(f float64) bool { return f != 0 })
		factor := rest[lead]
		for i := range rest {
			rest[i] -= factor * row[i]
		}
	}
	return !slices.ContainsFunc(rest, func(f float64) bool { return math.Abs(f) > nothing })
}

// equations gives, for each sum, the factors of the hidden cells in it; what
// is shown is known and falls away. Sums without a hidden cell give nothing.
func (h Hiding) equations(sums []Sum, columns []int) [][]float64 {
	place := map[int]int{}
	for at, cell := range columns {
		place[cell] = at
	}
	var rows [][]float64
	for _, sum := range sums {
		row, any := make([]float64, len(columns)), false
		if at, hidden := place[sum.Whole]; hidden {
			row[at], any = row[at]-1, true
		}
		for _, part := range sum.Parts {
			if at, hidden := place[part]; hidden {
				row[at], any = row[at]+1, true
			}
		}
		if any {
			rows = append(rows, row)
		}
	}
	return rows
}

// nextToHide gives the smallest cell that is still shown, was not sent, and
// stands in a sum with one of those that can be solved; -1 when there is none.
func (h Hiding) nextToHide(cells []GroupCell, sums []Sum, open []int) int {
	best := -1
	for _, sum := range sums {
		members := append([]int{sum.Whole}, sum.Parts...)
		if !slices.ContainsFunc(members, func(m int) bool { return slices.Contains(open, m) }) {
			continue
		}
		for _, m := range members {
			if h.Hidden(m) || cells[m].Sent {
				continue
			}
			if best < 0 || beforeToHide(cells[m], cells[best]) {
				best = m
			}
		}
	}
	return best
}

// beforeToHide prefers groups over the total, then the smaller, then by name.
func beforeToHide(a, b GroupCell) bool {
	if (a.Group == "") != (b.Group == "") {
		return a.Group != ""
	}
	return cmp.Or(cmp.Compare(a.Size, b.Size), cmp.Compare(a.Set, b.Set), cmp.Compare(a.Group, b.Group)) < 0
}

// reduce brings rows into reduced echelon form. A cell can be solved exactly
// when one of the rows that come out has no other cell in it.
func reduce(rows [][]float64) [][]float64 {
	lead := 0
	for column := 0; len(rows) > 0 && column < len(rows[0]) && lead < len(rows); column++ {
		pivot := lead
		for r := lead + 1; r < len(rows); r++ {
			if math.Abs(rows[r][column]) > math.Abs(rows[pivot][column]) {
				pivot = r
			}
		}
		if math.Abs(rows[pivot][column]) < nothing {
			continue
		}
		rows[lead], rows[pivot] = rows[pivot], rows[lead]
		clearColumn(rows, lead, column)
		lead++
	}
	for _, row := range rows {
		for i := range row {
			if math.Abs(row[i]) < nothing {
				row[i] = 0
			}
		}
	}
	return rows[:lead]
}

func clearColumn(rows [][]float64, lead, column int) {
	scale := rows[lead][column]
	for i := range rows[lead] {
		rows[lead][i] /= scale
	}
	for r := range rows {
		factor := rows[r][column]
		if r == lead || factor == 0 {
			continue
		}
		for i := range rows[r] {
			rows[r][i] -= factor * rows[lead][i]
		}
	}
}
