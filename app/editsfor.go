package app

import (
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// EditsFor turns a filled form into the edits that lead from what an artifact
// holds to it. Only the fields that are named change. The rows of a list are
// matched with those that are there, first by what they say, then by how much
// of it, then by their order: an unchanged row is left alone wherever others
// came in or went, a changed or moved one keeps its identity.
func (j *Journal) EditsFor(a improve.Artifact, filled Filled) ([]improve.Edit, error) {
	kind, err := j.kind(a.Kind)
	if err != nil {
		return nil, err
	}
	var edits []improve.Edit
	if kind.Whole != "" && len(filled.Fields) > 0 {
		edits = append(edits, wholeEdit(kind, a, filled.Fields))
	} else {
		for _, key := range sortedKeys(filled.Fields) {
			edits = append(edits, improve.Edit{Field: key, Value: improve.TextValue(filled.Fields[key])})
		}
	}
	for _, key := range sortedKeys(filled.Rows) {
		edits = append(edits, j.rowEdits(fieldOf(kind, key), a.Rows(key), filled.Rows[key])...)
	}
	return edits, nil
}

func wholeEdit(kind *improve.Kind, a improve.Artifact, fields map[improve.FieldKey]string) improve.Edit {
	cells := map[improve.FieldKey]string{}
	if v, ok := a.Register(kind.Whole, improve.RowID{}).Shown(); ok {
		for key, text := range v.Value.Cells {
			cells[key] = text // those of a newer version too
		}
	}
	for key, text := range fields {
		cells[key] = text
	}
	return improve.Edit{Field: kind.Whole, Value: improve.CellsValue(cells)}
}

func (j *Journal) rowEdits(field improve.Field, have []improve.Row, want []map[improve.FieldKey]string) []improve.Edit {
	want = cleanRows(want)
	match := matchRows(field, have, want)
	kept := inOrder(have, match)
	var edits []improve.Edit
	position := ""
	for i, cells := range want {
		if match[i] < 0 {
			position = improve.PositionBetween(position, nextPosition(have, match, kept, i))
			edits = append(edits, improve.Edit{Field: field.Key, Row: j.ids.Row(), Value: withPosition(cells, position)})
			continue
		}
		row := have[match[i]]
		if kept[i] {
			position = row.Position
		} else {
			position = improve.PositionBetween(position, nextPosition(have, match, kept, i))
		}
		edits = append(edits, improve.Edit{Field: field.Key, Row: row.ID, Value: withPosition(withHidden(field, row.Cells, cells), position)})
	}
	for i, row := range have {
		if !slices.Contains(match, i) {
			edits = append(edits, improve.Edit{Field: field.Key, Row: row.ID, Remove: true})
		}
	}
	return edits
}

func cleanRows(rows []map[improve.FieldKey]string) []map[improve.FieldKey]string {
	cleaned := make([]map[improve.FieldKey]string, len(rows))
	for i, cells := range rows {
		cleaned[i] = map[improve.FieldKey]string{}
		for key, text := range cells {
			if text = cleanText(text); text != "" {
				cleaned[i][key] = text
			}
		}
	}
	return cleaned
}

// matchRows gives for each wanted row the place of the row that it continues, -1 for a new one.
func matchRows(field improve.Field, have []improve.Row, want []map[improve.FieldKey]string) []int {
	match := slices.Repeat([]int{-1}, len(want))
	taken := make([]bool, len(have))
	for _, least := range []int{sameRow, 1, 0} {
		for i, cells := range want {
			best, most := -1, least-1
			for at, row := range have {
				if alike := likeness(field, row.Cells, cells); match[i] < 0 && !taken[at] && alike > most {
					best, most = at, alike
				}
			}
			if best >= 0 {
				match[i], taken[best] = best, true
			}
		}
	}
	return match
}

// sameRow is the likeness of rows that say the same: more than any count of cells.
const sameRow = 1 << 20

// likeness counts the cells of a form in which two rows agree.
func likeness(field improve.Field, have, want map[improve.FieldKey]string) int {
	alike, same := 0, true
	for _, column := range field.Columns {
		text, given := want[column.Key]
		switch {
		case have[column.Key] != text && (given || !column.Hidden):
			same = false
		case text != "":
			alike++
		}
	}
	if same {
		return sameRow
	}
	return alike
}

// inOrder chooses as many matched rows as may keep their positions: the longest
// run of wanted rows whose positions rise.
func inOrder(have []improve.Row, match []int) []bool {
	length, before := make([]int, len(match)), make([]int, len(match))
	last := -1
	for i := range match {
		before[i] = -1
		if match[i] < 0 || have[match[i]].Position == "" {
			continue
		}
		length[i] = 1
		for k := range i {
			if length[k] >= length[i] && have[match[k]].Position < have[match[i]].Position {
				length[i], before[i] = length[k]+1, k
			}
		}
		if last < 0 || length[i] > length[last] {
			last = i
		}
	}
	kept := make([]bool, len(match))
	for ; last >= 0; last = before[last] {
		kept[last] = true
	}
	return kept
}

// nextPosition gives the position of the next row that keeps its own, "" at the end.
func nextPosition(have []improve.Row, match []int, kept []bool, after int) string {
	for i := after + 1; i < len(match); i++ {
		if kept[i] {
			return have[match[i]].Position
		}
	}
	return ""
}

// withHidden keeps what a form does not show of a row: cells that the program
// keeps by itself and those of a newer version.
func withHidden(field improve.Field, have, want map[improve.FieldKey]string) map[improve.FieldKey]string {
	merged := map[improve.FieldKey]string{}
	for key, text := range have {
		if column, ok := field.Column(key); !ok || column.Hidden {
			merged[key] = text
		}
	}
	for key, text := range want {
		merged[key] = text
	}
	return merged
}
