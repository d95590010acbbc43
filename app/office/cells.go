package office

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve/table"
)

// Limits of a sheet.
const (
	maxRows    = 100_000
	maxColumns = 300
	maxCells   = 1_000_000 // that hold something, and ten times as many with those that are empty
	maxLine    = 1 << 20   // the last row that a spreadsheet has
)

// sheetReader reads the cells of one sheet.
type sheetReader struct {
	book *workbookFile
	name string

	rows   []sheetRow
	merges [][3]int // column, top, bottom; from 0
	filled int      // cells that hold something
	seen   int      // rows, with and without cells
	line   int      // that is being read, from 0
	column int
	inRow  bool
	cell   xml.StartElement // that is being read
	value  strings.Builder
	inside string // the tag within the cell
	formed bool   // the cell has a formula
	text   richText
}

// sheetRow is a row that holds something.
type sheetRow struct {
	line   int // from 0
	hidden bool
	cells  []sheetCell
}

type sheetCell struct {
	column int // from 0
	text   string
}

// readSheet reads a sheet into a table of the columns that hold something.
func (b *workbookFile) readSheet(sheet sheetPart) (Grid, error) {
	s := &sheetReader{book: b, name: sheet.name, line: -1}
	if err := b.parts.each(sheet.part, s.take); err != nil {
		return Grid{}, err
	}
	return s.grid()
}

func (s *sheetReader) take(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return s.begin(t)
	case xml.CharData:
		if s.inside == "v" {
			s.value.Write(t)
		}
		if s.inside != "" {
			s.text.take(t)
		}
	case xml.EndElement:
		s.text.take(t)
		switch t.Name.Local {
		case "v", "f":
			if s.inside != "" {
				s.inside = "c"
			}
		case "c":
			return s.end()
		case "row":
			s.inRow = false
		}
	}
	return nil
}

func (s *sheetReader) begin(tag xml.StartElement) error {
	s.text.take(tag)
	switch tag.Name.Local {
	case "row":
		return s.beginRow(tag)
	case "c":
		if !s.inRow {
			return nil
		}
		s.column++
		if column, ok := columnOf(attr(tag, "r")); ok {
			s.column = column
		}
		s.cell, s.inside, s.formed, s.text = tag.Copy(), "c", false, richText{}
		s.value.Reset()
	case "v", "f":
		if s.inside != "" {
			s.inside = tag.Name.Local
			s.formed = s.formed || tag.Name.Local == "f"
		}
	case "mergeCell":
		s.merge(attr(tag, "ref"))
	}
	return nil
}

func (s *sheetReader) beginRow(tag xml.StartElement) error {
	s.line++
	if at := number(attr(tag, "r")); at > 0 {
		s.line = at - 1
	}
	if s.seen++; s.seen > maxLine || s.line > maxLine {
		return errTrap
	}
	s.inRow, s.column = true, -1
	s.rows = append(s.rows, sheetRow{line: s.line, hidden: truth(attr(tag, "hidden"))})
	if last := len(s.rows) - 2; last >= 0 && len(s.rows[last].cells) == 0 {
		s.rows = slices.Delete(s.rows, last, last+1) // nothing stood in the one before
	}
	return nil
}

// end takes in the cell that was read.
func (s *sheetReader) end() error {
	if s.inside == "" {
		return nil
	}
	s.inside = ""
	text := strings.TrimSpace(s.cellText())
	switch {
	case text == "":
		return nil
	case s.column >= maxColumns:
		return unreadable(fmt.Sprintf("In the sheet %q something stands in %s, far to the right of column %d.", s.name, cellName(s.column, s.line), maxColumns), "Clear that cell, or leave columns out.", nil)
	case s.line >= maxRows:
		return unreadable(fmt.Sprintf("In the sheet %q something stands in %s, below row %d.", s.name, cellName(s.column, s.line), maxRows), "Clear that cell, or divide the sheet into several.", nil)
	}
	if s.filled++; s.filled > maxCells {
		return tooManyCells(s.name)
	}
	row := &s.rows[len(s.rows)-1]
	row.cells = append(row.cells, sheetCell{column: s.column, text: text})
	return nil
}

func tooManyCells(name string) error {
	return unreadable(fmt.Sprintf("The sheet %q has more than %d cells.", name, maxCells), "Leave columns out, or divide it into several.", nil)
}

// cellText gives what stands in the cell, as a person sees it in the sheet.
func (s *sheetReader) cellText() string {
	raw := s.value.String()
	switch attr(s.cell, "t") {
	case "s":
		if at := number(strings.TrimSpace(raw)); at >= 0 && at < len(s.book.texts) {
			return s.book.texts[at]
		}
		return ""
	case "inlineStr":
		return s.text.text()
	case "str":
		return unescaped(raw)
	case "b":
		return map[bool]string{true: "TRUE", false: "FALSE"}[truth(raw)]
	case "d":
		day, _, _ := strings.Cut(raw, "T")
		return day
	case "e":
		return raw
	}
	if raw == "" && s.formed {
		return table.NotWorkedOut
	}
	var style numberStyle
	if at := number(attr(s.cell, "s")); at >= 0 && at < len(s.book.styles) {
		style = s.book.styles[at]
	}
	return style.shown(raw, s.book.from04)
}

// merge remembers cells that were merged downwards.
func (s *sheetReader) merge(ref string) {
	from, to, _ := strings.Cut(ref, ":")
	column, ok := columnOf(from)
	top, bottom := lineOf(from), lineOf(to)
	if ok && top > 0 && bottom > top && column < maxColumns && len(s.merges) < maxRows {
		s.merges = append(s.merges, [3]int{column, top - 1, bottom - 1})
	}
}

// columnOf reads the letters of a cell's name, from 0.
func columnOf(name string) (int, bool) {
	const most = 4 // letters: more is no column
	column := 0
	for i, letter := range name {
		switch {
		case letter >= 'A' && letter <= 'Z' && i < most:
			column = column*26 + int(letter-'A') + 1
		case letter >= '0' && letter <= '9' && i > 0:
			return column - 1, true
		default:
			return 0, false
		}
	}
	return 0, false
}

// lineOf reads the digits of a cell's name; -1 where there are none.
func lineOf(name string) int {
	return number(strings.TrimLeft(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ$"))
}

func cellName(column, line int) string {
	letters := ""
	for column++; column > 0; column = (column - 1) / 26 {
		letters = string(rune('A'+(column-1)%26)) + letters
	}
	return letters + strconv.Itoa(line+1)
}
