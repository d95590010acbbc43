package chart

import (
	"math"
	"slices"
)

// told gives the small cells of which everybody can tell how many were counted,
// although nothing can be subtracted: because it can be no more than all and no
// less than none. If of 100 students 40 handed in, and the groups that are shown
// come to 40 as well, then of the others none did. A reader is taken to know how
// many are in each group. Where none or all of all students were counted, their
// line says it of each group of theirs, and hiding helps nobody.
func (h Hiding) told(cells []GroupCell, sums []Sum, fewest int) []int {
	said := h.saidOfAll(cells, sums)
	var columns, small []int
	extreme := false
	for i, c := range cells {
		if !h.Hidden(i) {
			continue
		}
		few := !(c.Size >= float64(fewest)) || c.Unlisted && (c.none() || c.all()) // among those that no line names may be few
		if few && c.Size != 0 && !said[i] {
			small = append(small, len(columns))
		}
		columns = append(columns, i)
		extreme = extreme || c.none() || c.all()
	}
	if !extreme { // each of them might be one more or one less
		return nil
	}
	rows := h.equations(sums, columns)
	open := make([]bool, len(cells))
	for _, at := range small {
		up, down := canMove(cells, columns, rows, at, 1), canMove(cells, columns, rows, at, -1)
		open[columns[at]] = !up && !down
	}
	return places(open)
}

// saidOfAll gives the cells that are part of a line of all students of whom
// nobody or everybody was counted.
func (h Hiding) saidOfAll(cells []GroupCell, sums []Sum) []bool {
	said := make([]bool, len(cells))
	for i, c := range cells {
		said[i] = c.Group == "" && !h.Hidden(i) && (c.none() || c.all())
	}
	for range sums { // a line of all schools says it of each, and that of a school of its groups
		for _, sum := range sums {
			for _, part := range sum.Parts {
				said[part] = said[part] || said[sum.Whole] && cells[sum.Whole].Group == ""
			}
		}
	}
	return said
}

// none and all tell that nobody or everybody was counted; false where it is not known.
func (c GroupCell) none() bool { return c.Count == 0 }
func (c GroupCell) all() bool  { return c.Count == c.Size }

// canMove tells whether other counts agree with all sums in which that of one
// hidden cell is larger (way 1) or smaller (-1) than the true one. Where none
// were counted a count can only grow, where all were it can only shrink.
func canMove(cells []GroupCell, columns []int, rows [][]float64, cell int, way float64) bool {
	var moves [][]float64 // one column for each way in which a cell may move
	var want []float64
	for r := range len(rows) + 1 {
		var line []float64
		for at, i := range columns {
			factor := 0.0
			if r < len(rows) {
				factor = rows[r][at]
			} else if at == cell {
				factor = way
			}
			if !cells[i].all() {
				line = append(line, factor)
			}
			if !cells[i].none() {
				line = append(line, -factor)
			}
		}
		moves, want = append(moves, line), append(want, 0)
	}
	want[len(rows)] = 1
	return reachable(moves, want)
}

// maxPivots ends a search that rounding keeps alive; tables of a day take a few dozen.
const maxPivots = 2_000

// reachable tells whether some factors, none below zero, make the columns of
// rows come to want, none of which is below zero: the first phase of the
// simplex method, with Bland's rule, which never goes in a circle.
func reachable(rows [][]float64, want []float64) bool {
	left, basis := slices.Clone(want), make([]int, len(rows))
	for r := range rows {
		basis[r] = -1 // what is still missing in this row
	}
	for range maxPivots {
		enter := entering(rows, basis)
		if enter < 0 {
			break
		}
		leave := -1
		for r, row := range rows {
			if row[enter] <= nothing {
				continue
			}
			if ratio := left[r] / row[enter]; leave < 0 || ratio < left[leave]/rows[leave][enter]-nothing ||
				ratio < left[leave]/rows[leave][enter]+nothing && basis[r] < basis[leave] {
				leave = r
			}
		}
		if leave < 0 {
			break
		}
		pivotOn(rows, left, leave, enter)
		basis[leave] = enter
	}
	missing := 0.0
	for r := range rows {
		if basis[r] < 0 {
			missing += math.Abs(left[r])
		}
	}
	return missing < nothing
}

// entering gives the first column that makes what is missing less; -1 for none.
func entering(rows [][]float64, basis []int) int {
	for column := range rows[0] {
		gain := 0.0
		for r, row := range rows {
			if basis[r] < 0 {
				gain += row[column]
			}
		}
		if gain > nothing {
			return column
		}
	}
	return -1
}

func pivotOn(rows [][]float64, left []float64, leave, enter int) {
	scale := rows[leave][enter]
	for i := range rows[leave] {
		rows[leave][i] /= scale
	}
	left[leave] /= scale
	for r := range rows {
		factor := rows[r][enter]
		if r == leave || factor == 0 {
			continue
		}
		for i := range rows[r] {
			rows[r][i] -= factor * rows[leave][i]
		}
		left[r] -= factor * left[leave]
	}
}
