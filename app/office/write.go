package office

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/cairn-schools/cairn/improve"
)

// WriteCSV writes the book as one table in UTF-8 with commas, as spreadsheets
// open it: pages of one kind with a column for each field, of several kinds
// with a column "kind" before all.
func WriteCSV(w io.Writer, b Book) error {
	grid := joined(b)
	if _, err := io.WriteString(w, "\ufeff"); err != nil { // without it Excel takes the letters for another alphabet
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(grid.Head); err != nil {
		return err
	}
	for _, row := range grid.Rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = harmless(cell, grid.Types[i])
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// harmless keeps a spreadsheet from taking a text for a formula: an apostrophe
// goes before it, which Read takes away again.
func harmless(cell string, fieldType improve.FieldType) string {
	if cell == "" || isNumber(fieldType) || !strings.ContainsAny(cell[:1], "=+-@\t\r'") {
		return cell
	}
	return "'" + cell
}

func isNumber(fieldType improve.FieldType) bool {
	return fieldType == improve.Number || fieldType == improve.Percent
}

// sheetName is what a spreadsheet takes as the name of a sheet: 31 letters and none of these.
const (
	sheetLetters   = 31
	sheetForbidden = `:\/?*[]`
)

// WriteXLSX writes the book as a workbook with a sheet for each kind; numbers
// and dates are such to the spreadsheet.
func WriteXLSX(w io.Writer, b Book) error {
	file := excelize.NewFile()
	defer file.Close()
	head, err := file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DCE6F2"}}})
	if err != nil {
		return err
	}
	day := "yyyy-mm-dd"
	date, err := file.NewStyle(&excelize.Style{CustomNumFmt: &day})
	if err != nil {
		return err
	}
	grids := Grids(b)
	for i, grid := range grids {
		name := sheetNameOf(grid.Name, i)
		if i == 0 {
			err = file.SetSheetName("Sheet1", name)
		} else {
			_, err = file.NewSheet(name)
		}
		if err != nil {
			return err
		}
		if err := writeSheet(file, name, grid, head, date); err != nil {
			return err
		}
	}
	return file.Write(w)
}

func sheetNameOf(name string, at int) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(sheetForbidden, r) {
			return ' '
		}
		return r
	}, name)
	letters := []rune(name)
	if len(letters) > sheetLetters {
		letters = letters[:sheetLetters]
	}
	if name = strings.Trim(string(letters), " '"); name == "" {
		return fmt.Sprintf("Sheet %d", at+1)
	}
	return name
}

// cellLetters is what a cell of a workbook holds at most; only a long list
// comes near it. CSV and JSON have no such limit.
const (
	cellLetters = 32767
	cutMark     = " … (cut here; the export as CSV or JSON has all of it)"
)

// Widths of columns, in letters: a long text wraps rather than pushing all others away.
const (
	narrowColumn = 14
	wideColumn   = 44
)

func writeSheet(file *excelize.File, name string, grid Grid, head, date int) error {
	sheet, err := file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, fieldType := range grid.Types {
		width := float64(narrowColumn)
		if fieldType == improve.Prose || fieldType == improve.Rows || grid.Head[i] == string(improve.TitleKey) {
			width = wideColumn
		}
		if err := sheet.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	heads := make([]any, len(grid.Head))
	for i, text := range grid.Head {
		heads[i] = excelize.Cell{StyleID: head, Value: text}
	}
	if err := sheet.SetRow("A1", heads); err != nil {
		return err
	}
	for r, row := range grid.Rows {
		cells := make([]any, len(row))
		for i, text := range row {
			cells[i] = typedCell(text, grid.Types[i], date)
		}
		if err := sheet.SetRow("A"+strconv.Itoa(r+2), cells); err != nil {
			return err
		}
	}
	return sheet.Flush()
}

// typedCell gives a number or a day as such, all else as text, which a
// spreadsheet never takes for a formula.
func typedCell(text string, fieldType improve.FieldType, date int) any {
	if text == "" {
		return nil
	}
	if number, err := strconv.ParseFloat(text, 64); err == nil && isNumber(fieldType) {
		return number
	}
	if day, err := time.Parse(time.DateOnly, text); err == nil && fieldType == improve.Date {
		return excelize.Cell{StyleID: date, Value: day}
	}
	if letters := []rune(text); len(letters) > cellLetters {
		return string(letters[:cellLetters-len(cutMark)]) + cutMark
	}
	return text
}
