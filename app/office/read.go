package office

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/table"
)

// Limits of a workbook: unpacked it may be so much larger than table.MaxBytes,
// which a CSV of the same content could have; more is a trap.
const (
	maxUnpacked = 16 * table.MaxBytes
	maxRows     = 100_000
	maxColumns  = 300
)

// Read takes a file of a spreadsheet: each sheet of a workbook (XLSX) that
// holds something, or one table of text (CSV, or cells that were copied). The
// first row is the head. Days that the workbook knows as such come as
// 2026-11-21. All errors are *improve.Error.
func Read(raw []byte) ([]Grid, error) {
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		return readWorkbook(raw)
	}
	if bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")) {
		return nil, unreadable("This is a workbook of an old sort (XLS), or one with a password.", "Save it as XLSX without a password, or as CSV.", nil)
	}
	read, err := table.Read(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	grid := Grid{Head: read.Header, Rows: read.Rows()}
	for _, row := range grid.Rows {
		for i, cell := range row {
			row[i] = unguarded(cell)
		}
	}
	return []Grid{grid}, nil
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
	file, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked})
	if err != nil {
		return nil, unreadable("The workbook cannot be read.", "Open it in a spreadsheet and save it again as XLSX, or as CSV.", err)
	}
	defer file.Close()
	var grids []Grid
	for _, name := range file.GetSheetList() {
		grid, err := readSheet(file, name)
		if err != nil {
			return nil, err
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

func readSheet(file *excelize.File, name string) (Grid, error) {
	rows, err := file.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		return Grid{}, unreadable(fmt.Sprintf("The sheet %q cannot be read.", name), "Save the workbook again as XLSX, or as CSV.", err)
	}
	if len(rows) > maxRows {
		return Grid{}, unreadable(fmt.Sprintf("The sheet %q has more than %d rows.", name, maxRows), "Divide it into several.", nil)
	}
	s := sheetReader{file: file, name: name, days: map[int]bool{}}
	grid := Grid{Name: name}
	for r, row := range rows {
		if len(row) > maxColumns {
			return Grid{}, unreadable(fmt.Sprintf("The sheet %q has more than %d columns.", name, maxColumns), "Leave columns out.", nil)
		}
		cells, filled := s.cells(row, r)
		switch {
		case !filled:
			continue
		case grid.Head == nil:
			grid.Head = cells
		default:
			for len(cells) < len(grid.Head) {
				cells = append(cells, "")
			}
			grid.Rows = append(grid.Rows, cells[:len(grid.Head)])
		}
	}
	return grid, nil
}

// sheetReader reads cells, and remembers which styles mean a day.
type sheetReader struct {
	file *excelize.File
	name string
	days map[int]bool
}

func (s *sheetReader) cells(row []string, at int) (cells []string, filled bool) {
	cells = make([]string, len(row))
	for i, raw := range row {
		cells[i] = strings.TrimSpace(s.cell(raw, i, at))
		filled = filled || cells[i] != ""
	}
	return cells, filled
}

// cell gives a cell's text: a day as such, all else as it stands.
func (s *sheetReader) cell(raw string, column, row int) string {
	serial, err := strconv.ParseFloat(raw, 64)
	if err != nil || !s.isDay(column, row) {
		return raw
	}
	at, err := excelize.ExcelDateToTime(serial, false)
	if err != nil {
		return raw
	}
	return at.Format(time.DateOnly)
}

func (s *sheetReader) isDay(column, row int) bool {
	name, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		return false
	}
	id, err := s.file.GetCellStyle(s.name, name)
	if err != nil {
		return false
	}
	day, known := s.days[id]
	if !known {
		style, err := s.file.GetStyle(id)
		day = err == nil && showsDay(style)
		s.days[id] = day
	}
	return day
}

// showsDay tells whether a number format shows a day: one of the built-in ones
// (14 to 17 and 22, and those of East Asia), or one of the user's own with a year or a day in it.
func showsDay(style *excelize.Style) bool {
	if style.CustomNumFmt != nil {
		format := strings.ToLower(*style.CustomNumFmt)
		return strings.ContainsAny(format, "yd") && !strings.Contains(format, "general")
	}
	n := style.NumFmt
	return n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 36 || n >= 50 && n <= 58
}
