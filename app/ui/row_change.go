package ui

import (
	"maps"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// rowChange gives a row of a list other cells or another place, makes it, or
// takes it away.
type rowChange struct {
	id       improve.RowID
	cells    map[improve.FieldKey]string
	position string
	gone     bool
}

// rowText is something that is written in a diagram made of rows: the words of
// a part, or those of a new one.
type rowText struct {
	part  string // of the picture, once it is made
	words string // as they stand now
	make  func(words string) []rowChange
}

// partOffer is what can be done with a part: at once, by writing, or by choosing further.
type partOffer struct {
	words   string
	changes []rowChange
	text    *rowText
	further []partOffer
}

// rowAt gives the place of a row; -1 when it is not there.
func rowAt(rows []improve.Row, id improve.RowID) int {
	return slices.IndexFunc(rows, func(r improve.Row) bool { return r.ID == id })
}

// rowOfPart finds the row that a part of the picture stands for.
func rowOfPart(rows []improve.Row, part string) int {
	id, err := improve.ParseRowID(part)
	if err != nil {
		return -1
	}
	return rowAt(rows, id)
}

// withCells changes a row in pairs of column and text.
func withCells(row improve.Row, pairs ...string) rowChange {
	cells := maps.Clone(row.Cells)
	for i := 0; i+1 < len(pairs); i += 2 {
		cells[improve.FieldKey(pairs[i])] = pairs[i+1]
	}
	return rowChange{id: row.ID, cells: cells, position: row.Position}
}

// rowsWith gives the rows as they are after changes, in their order; the rows
// given stay as they are.
func rowsWith(rows []improve.Row, changes []rowChange) []improve.Row {
	rows = slices.Clone(rows)
	for _, change := range changes {
		at := rowAt(rows, change.id)
		switch {
		case change.gone && at >= 0:
			rows = slices.Delete(rows, at, at+1)
		case change.gone:
		case at >= 0:
			rows[at] = improve.Row{ID: change.id, Cells: change.cells, Position: change.position, Versions: rows[at].Versions}
		default:
			rows = append(rows, improve.Row{ID: change.id, Cells: change.cells, Position: change.position})
		}
	}
	slices.SortFunc(rows, func(x, y improve.Row) int {
		if c := strings.Compare(x.Position, y.Position); c != 0 {
			return c
		}
		return strings.Compare(string(x.ID[:]), string(y.ID[:]))
	})
	return rows
}

// takenBack gives the changes that undo some: of each row only the cells that
// they changed go back, so that what others wrote in it since stays.
func takenBack(before, now []improve.Row, changes []rowChange) []rowChange {
	var back []rowChange
	for _, change := range changes {
		was, is := rowAt(before, change.id), rowAt(now, change.id)
		switch {
		case was < 0:
			back = append(back, rowChange{id: change.id, gone: true})
		case is < 0:
			back = append(back, rowChange{id: change.id, cells: before[was].Cells, position: before[was].Position})
		default:
			restored := rowChange{id: change.id, cells: maps.Clone(now[is].Cells), position: now[is].Position}
			for key := range keysOf(before[was].Cells, change.cells) {
				if before[was].Cells[key] != change.cells[key] {
					restored.cells[key] = before[was].Cells[key]
				}
			}
			if change.position != before[was].Position {
				restored.position = before[was].Position
			}
			back = append(back, restored)
		}
	}
	return back
}

func keysOf(cells ...map[improve.FieldKey]string) map[improve.FieldKey]bool {
	keys := map[improve.FieldKey]bool{}
	for _, each := range cells {
		for key := range each {
			keys[key] = true
		}
	}
	return keys
}

// placeBehind gives a position directly behind a row; of no row, behind the last.
func placeBehind(rows []improve.Row, at int) string {
	switch {
	case at < 0 && len(rows) > 0:
		return improve.PositionBetween(rows[len(rows)-1].Position, "")
	case at < 0:
		return improve.PositionBetween("", "")
	case at+1 < len(rows):
		return improve.PositionBetween(rows[at].Position, rows[at+1].Position)
	default:
		return improve.PositionBetween(rows[at].Position, "")
	}
}

// placeFirst gives a position before all rows.
func placeFirst(rows []improve.Row) string {
	if len(rows) == 0 {
		return improve.PositionBetween("", "")
	}
	return improve.PositionBetween("", rows[0].Position)
}
