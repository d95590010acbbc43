package office

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/table"
)

// Read takes a file of a spreadsheet: each sheet of a workbook (XLSX) that
// holds something, or one table of text (CSV, or cells that were copied). The
// first row with several cells is the head. Days that the workbook knows as such
// come as 2026-11-21, shares as 45%. Hidden sheets come last. All errors are
// *improve.Error.
func Read(raw []byte) ([]Grid, error) {
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		return readWorkbook(raw)
	}
	if err := foreign(raw); err != nil {
		return nil, err
	}
	if mark, ok := withoutMark(raw); ok {
		raw = append([]byte(mark), raw...)
	}
	text, wide := fromUTF16(raw)
	if err := foreign(text); err != nil {
		return nil, err
	}
	guessed := !wide && !utf8.Valid(text) && bytes.IndexByte(text, 0) < 0
	if guessed {
		text = fromWindows(text)
	}
	read, err := table.ReadPages(bytes.NewReader(withoutEnd(text)))
	if err != nil {
		return nil, err
	}
	grid := Grid{Head: read.Header, Rows: read.Rows(), Lines: read.Lines(), Letters: guessed}
	for _, row := range grid.Rows {
		for i, cell := range row {
			row[i] = unguarded(cell)
		}
	}
	return []Grid{tidy(grid)}, nil
}

// unguarded takes the apostrophe away that harmless has put before a text.
func unguarded(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && strings.ContainsAny(cell[1:2], "=+-@\t\r'") {
		return cell[1:]
	}
	return cell
}

func unreadable(message, hint string, err error) error {
	return &improve.Error{Code: improve.Invalid, Message: message, Hint: hint, Err: err}
}

func readWorkbook(raw []byte) ([]Grid, error) {
	book, err := openWorkbook(raw)
	if err == nil && len(book.sheets) == 0 {
		err = errNoSheets
	}
	if err != nil {
		return nil, unreadableBook(err)
	}
	var grids []Grid
	for _, sheet := range book.sheets {
		grid, err := book.readSheet(sheet)
		if err != nil {
			return nil, unreadableBook(err)
		}
		if len(grid.Head) > 0 && len(grid.Rows) > 0 {
			grids = append(grids, grid)
		}
	}
	if len(grids) == 0 {
		return nil, unreadable("There is nothing in the workbook.", "Write names of columns into the first row of a sheet, and what you counted below.", nil)
	}
	return grids, nil
}

// unreadableBook makes a sentence of what went wrong with a workbook, unless it is one already.
func unreadableBook(err error) error {
	var said *improve.Error
	switch {
	case errors.As(err, &said):
		return err
	case errors.Is(err, errTrap):
		return unreadable("The workbook is too large.", "Copy the sheet that you need into a new workbook, or save it as CSV.", err)
	}
	return unreadable("The workbook cannot be read.", "Open it in a spreadsheet and save it again as XLSX, or as CSV.", err)
}
