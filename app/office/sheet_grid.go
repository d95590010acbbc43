package office

import "slices"

// grid makes a table of the rows that were read, of the columns in which
// something stands. What was merged downwards holds for each of its rows.
func (s *sheetReader) grid() (Grid, error) {
	s.rows = slices.DeleteFunc(s.rows, func(row sheetRow) bool { return len(row.cells) == 0 })
	var used [maxColumns]bool
	for _, row := range s.rows {
		for _, cell := range row.cells {
			used[cell.column] = true
		}
	}
	grid, place := Grid{Name: s.name}, [maxColumns]int{}
	for column, is := range used {
		if is {
			place[column] = len(grid.places)
			grid.places = append(grid.places, column)
		}
	}
	if len(s.rows)*len(grid.places) > 10*maxCells {
		return Grid{}, tooManyCells(s.name)
	}
	for i, row := range s.rows {
		cells := make([]string, len(grid.places))
		for _, cell := range row.cells {
			cells[place[cell.column]] = cell.text
		}
		if i == 0 {
			grid.Head = cells
			continue
		}
		grid.Rows, grid.Lines = append(grid.Rows, cells), append(grid.Lines, row.line+1)
		if row.hidden {
			grid.Hidden++
		}
	}
	s.fillMerged(grid, used, place)
	return tidy(grid), nil
}

// fillMerged writes the text of merged cells into each of their rows.
func (s *sheetReader) fillMerged(grid Grid, used [maxColumns]bool, place [maxColumns]int) {
	at := func(line int) (row int, there bool) {
		return slices.BinarySearchFunc(s.rows, line, func(row sheetRow, line int) int { return row.line - line })
	}
	cells := func(row int) []string {
		if row == 0 {
			return grid.Head
		}
		return grid.Rows[row-1]
	}
	left := maxCells // a trap may merge the same rows a thousand times
	for _, merge := range s.merges {
		first, there := at(merge[1])
		if !there || !used[merge[0]] {
			continue
		}
		text := cells(first)[place[merge[0]]]
		for row := first + 1; row < len(s.rows) && s.rows[row].line <= merge[2] && left > 0; row++ {
			left--
			if cell := &cells(row)[place[merge[0]]]; *cell == "" {
				*cell = text
			}
		}
	}
}
