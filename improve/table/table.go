// Package table reads a table of text as spreadsheets save it (CSV): separators,
// comments, decimal commas, ISO dates, missing cells. It guesses only where no
// other reading makes sense; else its error says what to write.
//
// It is pure: bytes in, columns out. It does not know what a chart or a page is.
package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cairn-schools/cairn/improve"
)

// Limits of a file: a chart of a whole network's years is far below them.
const (
	MaxBytes   = 32 << 20
	MaxRows    = 200_000
	MaxColumns = 5_000 // a line of separators alone would else take a hundred times its size in memory
)

// Table is a header and its rows.
type Table struct {
	Header []string

	rows   [][]string
	lines  []int // of the file, for errors
	commas bool  // some cell has a decimal comma for sure
	pages  bool  // as ReadPages reads

	widened bool // lines of a title were narrower
}

// byteOrderMark is what Excel writes before UTF-8.
var byteOrderMark = []byte("\xef\xbb\xbf")

// Read takes a table. The separator is the semicolon, tab or comma that the
// header has most of; lines that begin with # are comments. All errors about
// the text are *improve.Error and name the line.
func Read(r io.Reader) (*Table, error) {
	content, err := readText(r)
	if err != nil {
		return nil, err
	}
	content, before := spreadsheetHint(content)
	return parse(content, before, '#', false)
}

// ReadPages is Read for rows that hold more than numbers, which may begin with
// # as an idea "#1" does: only lines above the names of the columns are comments.
// Lines above them that are narrower are a title, and a row may end early: the
// cells that it lacks are empty.
func ReadPages(r io.Reader) (*Table, error) {
	content, err := readText(r)
	if err != nil {
		return nil, err
	}
	content, before := spreadsheetHint(content)
	for len(content) > 1 && content[0] == '#' && !strings.ContainsRune(",;\t", rune(content[1])) {
		_, content, _ = bytes.Cut(content, []byte("\n"))
		before++
	}
	return parse(content, before, 0, true)
}

// readText gives all that is to be read, as text with line ends that csv knows.
func readText(r io.Reader) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read table: %w", err)
	case len(content) > MaxBytes:
		return nil, invalid("Split it, or leave columns out.", "The file is larger than %d MiB.", MaxBytes>>20)
	}
	content = bytes.TrimPrefix(content, byteOrderMark)
	if !utf8.Valid(content) || bytes.IndexByte(content, 0) >= 0 {
		return nil, invalid("Save it from the spreadsheet as CSV UTF-8.", "The file is not text in UTF-8.")
	}
	if bytes.IndexByte(content, '\n') < 0 { // as spreadsheets on a Mac can save it
		content = bytes.ReplaceAll(content, []byte("\r"), []byte("\n"))
	}
	return content, nil
}

// spreadsheetHint takes off the line "sep=;" that spreadsheets write, and counts it.
func spreadsheetHint(content []byte) (rest []byte, lines int) {
	first, rest, _ := bytes.Cut(content, []byte("\n"))
	if name, sign, ok := strings.Cut(strings.TrimRight(string(first), "\r"), "="); !ok || name != "sep" || len(sign) != 1 {
		return content, 0
	}
	return rest, 1
}

func parse(content []byte, before int, comment rune, pages bool) (*Table, error) {
	comma := separator(content)
	if pages {
		comma = separatorOfPages(content, comma)
	}
	if err := narrow(content, comma, before); err != nil {
		return nil, err
	}
	reader := csv.NewReader(bytes.NewReader(content))
	reader.Comma = comma
	reader.Comment = comment
	reader.FieldsPerRecord = -1
	reader.TrimLeadingSpace = reader.Comma != '\t' // it would eat empty cells
	table := &Table{pages: pages}
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return table.finish()
		}
		if err != nil {
			return nil, unreadable(err, before)
		}
		line, _ := reader.FieldPos(0)
		if err := table.add(cells, line+before, reader.Comma); err != nil {
			return nil, err
		}
	}
}

// narrow refuses lines of too many separators before anything is made of them.
func narrow(content []byte, comma rune, before int) error {
	number := before
	for line := range bytes.Lines(content) {
		number++
		if bytes.Count(line, []byte(string(comma))) >= MaxColumns {
			return invalid("Leave columns out.", "Line %d has more than %d columns.", number, MaxColumns)
		}
	}
	return nil
}

func (t *Table) add(cells []string, line int, comma rune) error {
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	if t.Header == nil {
		t.Header = cells
		return nil
	}
	if !slices.ContainsFunc(cells, func(cell string) bool { return cell != "" }) {
		return nil // a spreadsheet's empty row
	}
	cells, err := t.fitted(cells, line, comma)
	if err != nil {
		return err
	}
	if len(t.rows) == MaxRows {
		return invalid("Split the file.", "The file has more than %d rows.", MaxRows)
	}
	for _, cell := range cells {
		t.commas = t.commas || decimalComma.MatchString(cell) && !thousands.MatchString(cell)
	}
	t.rows, t.lines = append(t.rows, cells), append(t.lines, line)
	return nil
}

// fitted makes a row as wide as the names of the columns, or refuses it.
func (t *Table) fitted(cells []string, line int, comma rune) ([]string, error) {
	wide := len(t.Header)
	if t.pages && len(cells) > wide && t.isTitle() && !slices.ContainsFunc(cells, beginsWithDigit) {
		wide = t.widen(len(cells))
	}
	if t.pages && !t.widened && len(cells) < wide {
		cells = append(cells, make([]string, wide-len(cells))...)
	}
	if len(cells) > wide && countEmpty(cells[wide:]) == len(cells)-wide {
		cells = cells[:wide]
	}
	if len(cells) == wide {
		return cells, nil
	}
	hint := "Give each row a cell for each column, empty ones too."
	if comma == ',' && len(cells) > wide {
		hint = "If the comma is a decimal sign, save the file with semicolons or write the numbers with a point."
	}
	return nil, invalid(hint, "Line %d has %d cells and the header %d.", line, len(cells), wide)
}

// isTitle tells whether all that was read so far can stand above a table: at
// most a word and what it is, as "Exported: 20 November".
func (t *Table) isTitle() bool {
	const most = 2
	if len(t.rows) >= titleLines || t.widened {
		return false
	}
	return !slices.ContainsFunc(append([][]string{t.Header}, t.rows...), func(cells []string) bool {
		return len(cells)-countEmpty(cells) > most
	})
}

// widen makes what was read so far as wide as the names below it, which then
// every row must be.
func (t *Table) widen(wide int) int {
	t.Header = append(t.Header, make([]string, wide-len(t.Header))...)
	for i, row := range t.rows {
		t.rows[i] = append(row, make([]string, wide-len(row))...)
	}
	t.widened = true
	return wide
}

func countEmpty(cells []string) int {
	count := 0
	for _, cell := range cells {
		if cell == "" {
			count++
		}
	}
	return count
}

func beginsWithDigit(cell string) bool { return cell != "" && cell[0] >= '0' && cell[0] <= '9' }

func (t *Table) finish() (*Table, error) {
	if len(t.rows) == 0 {
		return nil, invalid("The first line names the columns; write at least one row below it.", "The file has no rows.")
	}
	return t, nil
}

// separator finds what stands between the cells, by the header outside quotes.
func separator(content []byte) rune {
	header := ""
	for line := range strings.Lines(string(content)) {
		if strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "#") {
			header = line
			break
		}
	}
	counts, quoted := map[rune]int{}, false
	for _, sign := range header {
		if sign == '"' {
			quoted = !quoted
		}
		if !quoted {
			counts[sign]++
		}
	}
	best := ','
	for _, sign := range []rune{'\t', ';'} { // on a tie the semicolon: it is rarer in names
		if counts[sign] > 0 && counts[sign] >= counts[best] {
			best = sign
		}
	}
	return best
}

// separatorOfPages finds what stands between the cells where a title stands
// above them: the sign that most of the first lines have, unless it is the
// one that was found in the very first.
func separatorOfPages(content []byte, found rune) rune {
	lines, with := 0, map[rune]int{}
	for _, line := range bytes.SplitN(content, []byte("\n"), titleLines+1) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		lines++
		for _, sign := range []rune{'\t', ';', ',', '|'} {
			if bytes.ContainsRune(line, sign) {
				with[sign]++
			}
		}
	}
	for _, sign := range []rune{found, '\t', ';', ',', '|'} {
		if 2*with[sign] > lines {
			return sign
		}
	}
	return found
}

func unreadable(err error, before int) error {
	var wrong *csv.ParseError
	if !errors.As(err, &wrong) {
		return fmt.Errorf("read table: %w", err)
	}
	return invalid("Write a quote within a text twice, and close each one.", "Line %d has a quote in the wrong place.", wrong.Line+before)
}

// invalid makes the error of input that breaks a rule.
func invalid(hint, message string, args ...any) error {
	return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf(message, args...), Hint: hint}
}

// Len is the number of rows.
func (t *Table) Len() int { return len(t.rows) }

// Column finds a column by its name.
func (t *Table) Column(name string) (Column, error) {
	at := slices.Index(t.Header, name)
	if at < 0 {
		return Column{}, invalid("Its columns are "+strings.Join(t.Header, ", ")+".", "The file has no column %q.", name)
	}
	if slices.Contains(t.Header[at+1:], name) {
		return Column{}, invalid("Give each a name of its own.", "The file has two columns %q.", name)
	}
	return Column{Name: name, table: t, at: at}, nil
}

// Lines gives the line of the file on which each row begins, from 1.
func (t *Table) Lines() []int { return slices.Clone(t.lines) }

// Rows gives a copy of the cells of all rows, as many in each as the header has.
func (t *Table) Rows() [][]string {
	rows := make([][]string, len(t.rows))
	for i, row := range t.rows {
		rows[i] = slices.Clone(row)
	}
	return rows
}
