package office

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/table"
)

// DateOrder is how a day is written with numbers.
type DateOrder string

// The orders. 2026-11-21 needs none.
const (
	DayFirst   DateOrder = "dmy" // 21/11/2026
	MonthFirst DateOrder = "mdy" // 11/21/2026
)

var numbersDate = regexp.MustCompile(`^(\d{1,2})[./\-](\d{1,2})[./\-](\d{2}|\d{4})$`)

// wordDates are the forms of a day that have one meaning in every order.
func wordDates() []string {
	return []string{
		"2006-1-2", "2006/1/2", "2006.1.2", time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04",
		"2 January 2006", "2 Jan 2006", "2. January 2006", "2. Jan 2006", "January 2, 2006", "Jan 2, 2006", "January 2 2006", "Jan 2 2006", "Mon 2 Jan 2006", "Monday 2 January 2006", "Monday, 2 January 2006", "Monday, January 2, 2006", "2-Jan-2006", "2-Jan-06",
	}
}

// orderOf finds how the days of a column are written: as asked, or as one of
// them tells that has a number above 12. When none tells, or two speak against
// each other, the error asks.
func orderOf(grid Grid, column int, asked DateOrder) (DateOrder, error) {
	if asked != "" {
		return asked, nil
	}
	doubt, found, mixed := "", DateOrder(""), false
	for _, row := range grid.Rows {
		parts := numbersDate.FindStringSubmatch(table.PlainDay(row[column]))
		if parts == nil {
			continue
		}
		first, _ := strconv.Atoi(parts[1])
		second, _ := strconv.Atoi(parts[2])
		switch {
		case first > 12 && second <= 12:
			found, mixed = DayFirst, mixed || found == MonthFirst
		case second > 12 && first <= 12:
			found, mixed = MonthFirst, mixed || found == DayFirst
		case first != second && doubt == "":
			doubt = row[column]
		}
	}
	if (found == "" || mixed) && doubt != "" {
		return "", ambiguous(grid.Head[column], doubt)
	}
	return found, nil
}

// Ambiguous is the code of the error that asks for a DateOrder.
const Ambiguous improve.FieldKey = "~dates"

func ambiguous(head, text string) error {
	first, _ := readNumbers(text, DayFirst)
	second, _ := readNumbers(text, MonthFirst)
	return &improve.Error{
		Code: improve.Invalid, Field: Ambiguous,
		Message: fmt.Sprintf("In the column %q, %s could be %s or %s.", head, text, first.Format("2 January 2006"), second.Format("2 January 2006")),
		Hint:    "Say whether the day or the month comes first.",
	}
}

func readDate(text string, order DateOrder) (string, error) {
	plain := table.PlainDay(text)
	for _, one := range []string{text, plain} {
		for _, form := range wordDates() {
			if day, err := time.Parse(form, one); err == nil {
				return day.Format(time.DateOnly), nil
			}
		}
	}
	if order == "" {
		order = DayFirst // both are the same, or orderOf would have asked
	}
	if day, ok := readNumbers(text, order); ok {
		return day.Format(time.DateOnly), nil
	}
	if day, ok := readSerial(text); ok {
		return day, nil
	}
	if hasNoYear(plain) {
		return "", errNoYear
	}
	return "", fmt.Errorf("%q is not a day", text)
}

var errNoYear = errors.New("the day has no year")

// hasNoYear tells whether a text is a day but for its year, which nobody can know.
func hasNoYear(text string) bool {
	return slices.ContainsFunc([]string{"2 Jan", "2 January", "Jan 2", "January 2", "2-Jan", "2. Jan", "2. January", "2.1.", "1/2", "2/1"}, func(form string) bool {
		_, err := time.Parse(form, text)
		return err == nil
	})
}

// The days that a bare number of a spreadsheet may stand for: 1954 to 2119.
const firstSerial, lastSerial = 20_000, 80_000

// readSerial reads a day as spreadsheets count them, from the end of 1899.
func readSerial(text string) (string, bool) {
	days, err := strconv.ParseFloat(text, 64)
	if err != nil || days < firstSerial || days > lastSerial {
		return "", false
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(days)).Format(time.DateOnly), true
}

func readNumbers(text string, order DateOrder) (time.Time, bool) {
	parts := numbersDate.FindStringSubmatch(table.PlainDay(text))
	if parts == nil {
		return time.Time{}, false
	}
	day, month, year := parts[1], parts[2], parts[3]
	if order == MonthFirst {
		day, month = month, day
	}
	if len(year) == 2 {
		year = "20" + year
	}
	at, err := time.Parse("2/1/2006", day+"/"+month+"/"+year)
	return at, err == nil
}

// canonical makes of a cell the text that a field takes; the error is about this cell.
func canonical(field improve.Field, cell string, order DateOrder, numbers table.Numbers) (string, error) {
	text := cell
	switch field.Type {
	case improve.Date:
		day, err := readDate(cell, order)
		switch {
		case errors.Is(err, errNoYear):
			return "", wrongCell(field, cell, "has no year")
		case err != nil:
			return "", wrongCell(field, cell, "is not a day")
		}
		text = day
	case improve.Number, improve.Percent:
		number, problem := numbers.Read(cell)
		if number == "" && foldName(cell) == "x" { // a tick, which the page would lose
			return "", wrongCell(field, cell, "is not a number")
		}
		if problem != "" {
			return "", &improve.Error{Code: improve.Invalid, Field: field.Key, Message: fmt.Sprintf("“%s”: %s", field.Label, problem)}
		}
		text = number
	case improve.Choice:
		text = optionKey(field, cell)
	case improve.YesNo:
		text = yesOrNo(cell)
	case improve.Text, improve.Person:
		text = strings.Join(strings.Fields(cell), " ")
	}
	return text, improve.CheckText(field, text)
}

func wrongCell(field improve.Field, cell, what string) error {
	const most = 40
	if letters := []rune(cell); len(letters) > most {
		cell = string(letters[:most]) + "…"
	}
	return &improve.Error{Code: improve.Invalid, Field: field.Key, Message: fmt.Sprintf("%q in “%s” %s.", cell, field.Label, what)}
}

func optionKey(field improve.Field, cell string) string {
	for _, option := range field.Options {
		for _, name := range []string{option.Key, option.Label, option.Term} {
			if name != "" && foldName(name) == foldName(cell) {
				return option.Key
			}
		}
	}
	return cell
}

func yesOrNo(cell string) string {
	switch foldName(cell) {
	case "yes", "y", "true", "1", "x":
		return "yes"
	case "no", "n", "false", "0":
		return "no"
	}
	return cell
}

// readList reads the lines of a cell as the rows of a list: "Name: text; Name:
// text" as listCell writes them, else the whole line as the first column. A list
// that holds nothing but choices may stand on one line with ";" between them. A
// row that the list cannot hold is an error.
func readList(field improve.Field, cell string) ([]map[improve.FieldKey]string, error) {
	if len(field.Columns) == 1 && field.Columns[0].Type == improve.Choice {
		cell = strings.ReplaceAll(cell, ";", "\n") // no name of a choice holds one
	}
	var rows []map[improve.FieldKey]string
	for line := range strings.Lines(cell) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		row := readListLine(field, line)
		for _, column := range field.Columns {
			if err := improve.CheckText(column, row[column.Key]); err != nil {
				return nil, err
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func readListLine(field improve.Field, line string) map[improve.FieldKey]string {
	row := map[improve.FieldKey]string{}
	var last *improve.Field
	for _, piece := range strings.Split(line, "; ") {
		label, text, named := strings.Cut(piece, ": ")
		var column *improve.Field
		for i := range field.Columns {
			if named && field.Columns[i].Label == label {
				column = &field.Columns[i]
			}
		}
		switch {
		case column != nil:
			row[column.Key], last = canonicalOr(*column, text), column
		case last != nil:
			row[last.Key] = canonicalOr(*last, row[last.Key]+"; "+piece)
		default:
			return map[improve.FieldKey]string{field.Columns[0].Key: canonicalOr(field.Columns[0], line)}
		}
	}
	return row
}

func canonicalOr(column improve.Field, text string) string {
	if column.Type == improve.Prose {
		text = strings.ReplaceAll(text, lineEnd, "\n")
	}
	if made, err := canonical(column, text, "", table.Numbers{}); err == nil {
		return made
	}
	return text
}
