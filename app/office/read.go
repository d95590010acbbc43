package office

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

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
// first row with several cells is the head. Days that the workbook knows as such
// come as 2026-11-21, shares as 45%. Hidden sheets come last. All errors are
// *improve.Error.
func Read(raw []byte) ([]Grid, error) {
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		return readWorkbook(raw)
	}
	if bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")) {
		return nil, unreadable("This is a workbook of an old sort (XLS), or one with a password.", "Save it as XLSX without a password, or as CSV.", nil)
	}
	text, wide := fromUTF16(raw)
	if !wide && !utf8.Valid(text) && bytes.IndexByte(text, 0) < 0 {
		text = fromWindows(text)
	}
	read, err := table.ReadPages(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	grid := Grid{Head: read.Header, Rows: read.Rows(), Lines: read.Lines()}
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
	file, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked})
	if err != nil {
		return nil, unreadable("The workbook cannot be read.", "Open it in a spreadsheet and save it again as XLSX, or as CSV.", err)
	}
	defer file.Close()
	var grids []Grid
	for _, name := range shownFirst(file) {
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
	s := newSheetReader(file, name)
	grid, wide := Grid{Name: name}, 0
	for _, row := range rows {
		wide = max(wide, len(row))
	}
	for r, row := range rows {
		if len(row) > maxColumns {
			return Grid{}, unreadable(fmt.Sprintf("The sheet %q has more than %d columns.", name, maxColumns), "Leave columns out.", nil)
		}
		cells, filled := s.cells(row, r, wide)
		switch {
		case !filled:
			continue
		case grid.Head == nil:
			grid.Head = cells
		default:
			grid.Rows, grid.Lines = append(grid.Rows, cells), append(grid.Lines, r+1)
		}
	}
	return tidy(grid), nil
}

// shownFirst gives the sheets, those that are hidden after those that are not.
func shownFirst(file *excelize.File) []string {
	var shown, hidden []string
	for _, name := range file.GetSheetList() {
		if visible, err := file.GetSheetVisible(name); err == nil && !visible {
			hidden = append(hidden, name)
			continue
		}
		shown = append(shown, name)
	}
	return append(shown, hidden...)
}

// sheetReader reads cells, and remembers which styles mean what.
type sheetReader struct {
	file   *excelize.File
	name   string
	from04 bool                // days are counted from 1904, as old Macs did
	styles map[int]cellMeaning // by style
	merged map[[2]int]string   // the text of a cell that was merged with the one above, by column and row
}

// cellMeaning is what a number in a cell stands for.
type cellMeaning int

const (
	meansNumber cellMeaning = iota
	meansDay
	meansShare // 0.45 is 45 %
)

func newSheetReader(file *excelize.File, name string) *sheetReader {
	s := &sheetReader{file: file, name: name, styles: map[int]cellMeaning{}, merged: map[[2]int]string{}}
	if props, err := file.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		s.from04 = *props.Date1904
	}
	cells, err := file.GetMergeCells(name)
	if err != nil {
		return s
	}
	for _, cell := range cells[:min(len(cells), maxRows)] {
		s.merge(cell)
	}
	return s
}

// merge gives every row of cells that were merged downwards the text of the
// first: it was written once and holds for all of them.
func (s *sheetReader) merge(cell excelize.MergeCell) {
	column, top, err := excelize.CellNameToCoordinates(cell.GetStartAxis())
	if err != nil {
		return
	}
	_, bottom, err := excelize.CellNameToCoordinates(cell.GetEndAxis())
	if err != nil || bottom > maxRows {
		return
	}
	raw, err := s.file.GetCellValue(s.name, cell.GetStartAxis(), excelize.Options{RawCellValue: true})
	if err != nil {
		return
	}
	for row := top + 1; row <= bottom; row++ {
		s.merged[[2]int{column - 1, row - 1}] = s.cell(raw, column-1, top-1)
	}
}

// cells gives as many cells as the sheet is wide; filled tells whether one of
// them holds something of its own.
func (s *sheetReader) cells(row []string, at, wide int) (cells []string, filled bool) {
	cells = make([]string, wide)
	for i, raw := range row {
		cells[i] = strings.TrimSpace(s.cell(raw, i, at))
		filled = filled || cells[i] != ""
	}
	for i := range cells {
		if cells[i] == "" {
			cells[i] = strings.TrimSpace(s.merged[[2]int{i, at}])
		}
	}
	return cells, filled
}

// cell gives a cell's text: a day as such, a share in per cent, a number as it
// was typed, all else as it stands.
func (s *sheetReader) cell(raw string, column, row int) string {
	number, err := strconv.ParseFloat(raw, 64)
	if err != nil || !plainDigits(raw) {
		return raw
	}
	name, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		return raw
	}
	if kind, err := s.file.GetCellType(s.name, name); err == nil && (kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString) {
		return raw // a number that was typed as a text: 007
	}
	switch s.meaning(name) {
	case meansDay:
		if at, err := excelize.ExcelDateToTime(number, s.from04); err == nil {
			return at.Format(time.DateOnly)
		}
	case meansShare:
		return asTyped(number*100) + "%"
	default:
		if strings.ContainsAny(raw, ".eE") {
			return asTyped(number)
		}
	}
	return raw
}

// plainDigits tells a number from what ParseFloat takes for one too: inf, 0x1p-2.
func plainDigits(raw string) bool { return strings.Trim(raw, "+-.0123456789eE") == "" }

// typedDigits is how many digits a spreadsheet shows of a number; the two that
// it keeps behind them turn 58.3 into 58.299999999999997.
const typedDigits = 15

func asTyped(number float64) string {
	short, err := strconv.ParseFloat(strconv.FormatFloat(number, 'g', typedDigits, 64), 64)
	if err != nil {
		short = number
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

func (s *sheetReader) meaning(cell string) cellMeaning {
	id, err := s.file.GetCellStyle(s.name, cell)
	if err != nil {
		return meansNumber
	}
	meaning, known := s.styles[id]
	if !known {
		style, err := s.file.GetStyle(id)
		switch {
		case err == nil && showsDay(style):
			meaning = meansDay
		case err == nil && showsShare(style):
			meaning = meansShare
		}
		s.styles[id] = meaning
	}
	return meaning
}

// signs takes out of a number format what is words and colours: [Red], "days".
var signs = regexp.MustCompile(`\[[^\]]*\]|"[^"]*"|\\.|_.`)

// showsDay tells whether a number format shows a day: one of the built-in ones
// (14 to 17 and 22, and those of East Asia), or one of the user's own with a year or a day in it.
func showsDay(style *excelize.Style) bool {
	if style.CustomNumFmt != nil {
		format := strings.ToLower(signs.ReplaceAllString(*style.CustomNumFmt, ""))
		return strings.ContainsAny(format, "yd") && !strings.Contains(format, "general")
	}
	n := style.NumFmt
	return n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 36 || n >= 50 && n <= 58
}

// showsShare tells whether a number format shows per cent.
func showsShare(style *excelize.Style) bool {
	if style.CustomNumFmt != nil {
		return strings.Contains(signs.ReplaceAllString(*style.CustomNumFmt, ""), "%")
	}
	return style.NumFmt == 9 || style.NumFmt == 10
}
