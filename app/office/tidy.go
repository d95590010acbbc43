package office

import (
	"slices"
	"strings"
	"unicode/utf16"
)

// tidy takes away what people put around a table: a title above the names of
// the columns, columns in which nothing stands.
func tidy(grid Grid) Grid {
	if at := slices.IndexFunc(grid.Rows, func(row []string) bool { return filled(row) > 1 }); at >= 0 && isTitle(grid.Head) && areNames(grid.Rows[at]) {
		grid.Head, grid.Rows, grid.Lines = grid.Rows[at], grid.Rows[at+1:], grid.Lines[at+1:]
	}
	var kept []int
	for i := range grid.Head {
		if grid.Head[i] != "" || slices.ContainsFunc(grid.Rows, func(row []string) bool { return row[i] != "" }) {
			kept = append(kept, i)
		}
	}
	if grid.places == nil {
		grid.places = kept
	} else {
		grid.places = pick(grid.places, kept)
	}
	grid.Head = pick(grid.Head, kept)
	for i, row := range grid.Rows {
		grid.Rows[i] = pick(row, kept)
	}
	return grid
}

// isTitle tells whether a row is what one writes above a table: one text, at its beginning.
func isTitle(row []string) bool { return filled(row) == 1 && row[0] != "" }

// areNames tells whether a row can name columns: no cell begins with a digit.
func areNames(row []string) bool {
	return !slices.ContainsFunc(row, func(cell string) bool { return cell != "" && cell[0] >= '0' && cell[0] <= '9' })
}

// filled counts the cells in which something stands.
func filled(row []string) int {
	count := 0
	for _, cell := range row {
		if strings.TrimSpace(cell) != "" {
			count++
		}
	}
	return count
}

func pick[T any](row []T, kept []int) []T {
	cells := make([]T, len(kept))
	for i, at := range kept {
		cells[i] = row[at]
	}
	return cells
}

// windows1252 are the letters of the bytes 0x80 to 0x9f as spreadsheets on
// Windows save them; U+FFFD where there is none.
const windows1252 = "€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ"

// fromWindows reads bytes as a spreadsheet on Windows saves plain CSV.
func fromWindows(raw []byte) []byte {
	high := []rune(windows1252)
	var text strings.Builder
	for _, b := range raw {
		switch {
		case b >= 0x80 && b < 0xa0:
			text.WriteRune(high[b-0x80])
		default:
			text.WriteRune(rune(b))
		}
	}
	return []byte(text.String())
}

// fromUTF16 reads what spreadsheets call Unicode text; ok is false where the
// two bytes at the beginning do not say that it is that.
func fromUTF16(raw []byte) (text []byte, ok bool) {
	if len(raw) < 2 {
		return raw, false
	}
	first, second := 0, 1 // which byte of a pair is the higher one
	switch {
	case raw[0] == 0xff && raw[1] == 0xfe:
		first, second = 1, 0
	case raw[0] == 0xfe && raw[1] == 0xff:
	default:
		return raw, false
	}
	units := make([]uint16, 0, len(raw)/2)
	for i := 2; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i+first])<<8|uint16(raw[i+second]))
	}
	return []byte(string(utf16.Decode(units))), true
}
