package improve

import (
	"maps"
	"strings"
)

// Value is what one register holds: a text in the canonical form of its field
// type (see FieldType), or the cells of one row, or nothing.
// Exactly one of Text, Cells and Raw is used; the zero Value is "cleared".
type Value struct {
	Text  string              // a scalar field, a comment
	Cells map[FieldKey]string // a row of a list, or all fields of a Whole kind
	Raw   []byte              // CBOR of a shape that this version does not know; kept and shown plainly
}

// RowPosition is the cell that holds a row's place in its list: a string made by PositionBetween.
const RowPosition FieldKey = "~pos"

// TextValue makes a Value from a canonical text.
func TextValue(text string) Value { return Value{Text: text} }

// CellsValue makes a Value from the cells of a row; empty cells are left out.
func CellsValue(cells map[FieldKey]string) Value {
	kept := make(map[FieldKey]string, len(cells))
	for key, text := range cells {
		if text != "" {
			kept[key] = text
		}
	}
	return Value{Cells: kept}
}

// IsZero tells that the register was cleared.
func (v Value) IsZero() bool { return v.Text == "" && len(v.Cells) == 0 && len(v.Raw) == 0 }

// Equal tells whether both values are the same to a reader.
func (v Value) Equal(other Value) bool {
	return v.Text == other.Text && maps.Equal(v.Cells, other.Cells) && string(v.Raw) == string(other.Raw)
}

// Words gives all text in the value, for search; the position of a row is left out.
func (v Value) Words() string {
	if v.Cells == nil {
		return v.Text
	}
	words := make([]string, 0, len(v.Cells))
	for _, key := range sortedKeys(v.Cells) {
		if key != RowPosition {
			words = append(words, v.Cells[key])
		}
	}
	return strings.Join(words, " ")
}
