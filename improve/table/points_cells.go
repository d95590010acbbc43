package table

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cairn-schools/cairn/improve"
)

const isoDay = "2006-01-02"

// Limits of one paste: ten years of school days, and what a sheet of numbers
// can have beside them.
const (
	MaxPointRows    = 2000
	maxPointColumns = 40
	maxPointBytes   = 1 << 20
)

// cellLine is one line that was pasted.
type cellLine struct {
	number int
	cells  []string
}

func (l cellLine) at(column int) string {
	if column < len(l.cells) {
		return l.cells[column]
	}
	return ""
}

// cellsOf cuts a text into lines of cells; empty lines are passed over.
func cellsOf(text string, called []int) ([]cellLine, error) {
	if len(text) > maxPointBytes || !utf8.ValidString(text) {
		return nil, &improve.Error{Code: improve.Invalid, Message: "This is no column of numbers.", Hint: fmt.Sprintf("Copy at most %d rows of text from your spreadsheet.", MaxPointRows)}
	}
	text = strings.TrimPrefix(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\ufeff")
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.FieldsPerRecord, reader.LazyQuotes = separatorOf(text), -1, true
	var lines []cellLine
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, &improve.Error{Code: improve.Invalid, Message: "The cells cannot be told apart.", Hint: "Copy them again, without quotation marks.", Err: err}
		}
		number, _ := reader.FieldPos(0)
		for i := range cells {
			cells[i] = strings.Join(strings.Fields(cells[i]), " ")
		}
		if !slices.ContainsFunc(cells, func(s string) bool { return s != "" }) {
			continue
		}
		if len(lines) == MaxPointRows || len(cells) > maxPointColumns {
			return nil, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("That is more than %d rows or %d columns.", MaxPointRows, maxPointColumns), Hint: "Paste a part of it at a time."}
		}
		if number <= len(called) {
			number = called[number-1]
		}
		lines = append(lines, cellLine{number, cells})
	}
	if len(lines) == 0 {
		return nil, nothing()
	}
	return lines, nil
}

// separatorOf is the tab where there is one: spreadsheets copy with it. A comma
// may be a decimal sign; it parts cells only where it stands in the same
// number in every line and no semicolon does.
func separatorOf(text string) rune {
	switch {
	case strings.Contains(text, "\t"):
		return '\t'
	case strings.Contains(text, ";"):
		return ';'
	}
	many := -1
	for line := range strings.SplitSeq(text, "\n") {
		count := strings.Count(line, ",")
		if strings.TrimSpace(line) == "" || many == count {
			continue
		}
		if many >= 0 {
			return '\t'
		}
		many = count
	}
	if many < 1 || many == 1 && decimalCommas.MatchString(text) {
		return '\t'
	}
	return ','
}

// decimalCommas is a text of nothing but numbers with a decimal comma.
var decimalCommas = regexp.MustCompile(`^(\s*-?\d+,\d+\s*%?\s*)+$`)

func columnOf(lines []cellLine, column int) []string {
	var cells []string
	for _, line := range lines {
		cells = append(cells, line.at(column))
	}
	return cells
}

// titleLines is how many lines may stand above the names of the columns.
const titleLines = 20

// headed finds the names of the columns, and the lines below them: what stands
// above is a title. The names of two lines, one of them over several columns,
// are read together.
func headed(lines []cellLine) (header []string, rest []cellLine) {
	known, below := 1, -1
	for i, line := range lines[:min(titleLines, len(lines))] {
		if !names(line.cells) {
			continue
		}
		choices := [][]string{line.cells}
		if i > 0 && names(lines[i-1].cells) {
			choices = append(choices, over(lines[i-1].cells, line.cells))
		}
		for _, cells := range choices {
			if count := countRoles(cells); count > known {
				header, known, below = cells, count, i+1
			}
		}
	}
	if header != nil {
		return header, lines[below:]
	}
	if names(lines[0].cells) && slices.ContainsFunc(lines[1:], func(line cellLine) bool { return !names(line.cells) }) {
		return lines[0].cells, lines[1:]
	}
	return nil, lines
}

// names tells whether cells can name columns: nothing in them is a number or a day.
func names(cells []string) bool {
	return !slices.ContainsFunc(cells, func(cell string) bool { return looksNumber(cell) || looksDate(cell) })
}

// over reads the names of two lines together: the lower one, else the one above it.
func over(upper, lower []string) []string {
	joined := slices.Clone(upper)
	for i, cell := range lower {
		switch {
		case i >= len(joined):
			joined = append(joined, cell)
		case cell != "":
			joined[i] = cell
		}
	}
	return joined
}

// countRoles counts what the names of columns say, each role once.
func countRoles(cells []string) int {
	roles := map[Role]bool{}
	for _, cell := range cells {
		if role := headRole(cell); role != NoColumn {
			roles[role] = true
		}
	}
	return len(roles)
}

// looksNumber tells a number with its signs, readable or not.
func looksNumber(text string) bool {
	_, _, of := outOf(text)
	return of || shaped(bare(text)) != ""
}

// looksDate takes days that are too far away for days all the same: those are
// to be told, not left out.
func looksDate(text string) bool {
	for _, order := range []DateOrder{DayFirst, MonthFirst} {
		reader := dateReader{order: order, today: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)}
		if _, known := reader.parse(text); known {
			return true
		}
	}
	return false
}

// heads are words in the heads of columns, by role, in small letters.
func heads() map[Role][]string {
	return map[Role][]string{
		DayColumn: {"day", "date", "week", "month"}, SizeColumn: {"out of", "denominator", "total", "of", "all", "n", "size"},
		CountColumn: {"how many", "numerator", "count", "yes"}, ValueColumn: {"value", "number", "per cent", "percent", "%", "rate"},
		GroupColumn: {"group", "class", "period"}, SchoolColumn: {"school", "where", "site"}, NoteColumn: {"note", "special", "comment", "remark"},
	}
}

// headRole reads the head of a column.
func headRole(head string) Role {
	head = strings.ToLower(strings.TrimSpace(head))
	if head == "" {
		return NoColumn
	}
	for _, exact := range []bool{true, false} {
		for _, role := range []Role{DayColumn, SizeColumn, CountColumn, ValueColumn, SchoolColumn, GroupColumn, NoteColumn} {
			if slices.ContainsFunc(heads()[role], func(word string) bool { return head == word || !exact && len(word) > 2 && strings.Contains(head, word) }) {
				return role
			}
		}
	}
	return NoColumn
}

// rolesOf says what each column holds: by its head, else by what stands in it.
func rolesOf(header []string, lines []cellLine, want Expected) []Role {
	width := 0
	for _, line := range lines {
		width = max(width, len(line.cells))
	}
	roles := make([]Role, width)
	has := func(role Role) bool { return slices.Contains(roles, role) }
	give := func(i int, role Role) {
		if role != NoColumn && !has(role) {
			roles[i] = role
		}
	}
	for i := range roles {
		cells := columnOf(lines, i)
		head := NoColumn
		if i < len(header) {
			head = headRole(header[i])
		}
		if !bears(head, cells) {
			head = NoColumn
		}
		give(i, head)
	}
	for i := range roles {
		if roles[i] == NoColumn {
			give(i, guessed(columnOf(lines, i), i < len(header) && header[i] != "", want, has))
		}
	}
	return settled(roles)
}

// bears tells whether cells can hold what the name above them says: one that
// does is enough, as the others are to be told, not passed over.
func bears(role Role, cells []string) bool {
	switch role {
	case DayColumn:
		return slices.ContainsFunc(cells, looksDate) || mostly(cells, serialDay.MatchString)
	case ValueColumn, CountColumn, SizeColumn:
		return slices.ContainsFunc(cells, looksNumber)
	default:
		return true
	}
}

// guessed is what a column without a telling head holds. Texts under a name
// that says something else, such as "Student", are nobody's note.
func guessed(cells []string, named bool, want Expected, has func(Role) bool) Role {
	known := func(text string) bool { return slices.Contains(want.Groups, text) }
	switch {
	case !has(DayColumn) && mostly(cells, looksDate):
		return DayColumn
	case mostly(cells, looksNumber):
		switch {
		case has(ValueColumn):
			return NoColumn
		case want.OutOf && !has(CountColumn):
			return CountColumn
		case has(CountColumn):
			return SizeColumn
		default:
			return ValueColumn
		}
	case !has(GroupColumn) && mostly(cells, known):
		return GroupColumn
	case !named && slices.ContainsFunc(cells, func(s string) bool { return s != "" }):
		return NoteColumn
	default:
		return NoColumn
	}
}

// settled makes a value of a count that has no size beside it.
func settled(roles []Role) []Role {
	count, size := slices.Index(roles, CountColumn), slices.Index(roles, SizeColumn)
	switch {
	case count >= 0 && size < 0 && !slices.Contains(roles, ValueColumn):
		roles[count] = ValueColumn
	case count >= 0 && size < 0:
		roles[count] = NoColumn
	case size >= 0 && count < 0:
		if value := slices.Index(roles, ValueColumn); value >= 0 {
			roles[value] = CountColumn
		} else {
			roles[size] = ValueColumn
		}
	case count >= 0 && size >= 0:
		if value := slices.Index(roles, ValueColumn); value >= 0 { // the share that stands beside both
			roles[value] = NoColumn
		}
	}
	return roles
}

// mostly tells whether more than half of the cells that hold something are so.
func mostly(cells []string, so func(string) bool) bool {
	full, fits := 0, 0
	for _, cell := range cells {
		if cell == "" || nothingSign(cell) {
			continue
		}
		full++
		if so(cell) {
			fits++
		}
	}
	return full > 0 && 2*fits > full
}
