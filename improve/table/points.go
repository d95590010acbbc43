package table

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Role is what a column of pasted numbers holds.
type Role string

// The roles. A column that fits none is left out, and Points says so.
const (
	DayColumn    Role = "day"
	ValueColumn  Role = "value"
	CountColumn  Role = "count"
	SizeColumn   Role = "size"
	GroupColumn  Role = "group"
	SchoolColumn Role = "school"
	NoteColumn   Role = "note"
	NoColumn     Role = ""
)

// DateOrder says which of 3/4/2026 is the month.
type DateOrder string

// The orders; UnknownOrder asks the text itself.
const (
	UnknownOrder DateOrder = ""
	DayFirst     DateOrder = "day-first"
	MonthFirst   DateOrder = "month-first"
)

// Expected says what is known of the measure before its numbers are read.
type Expected struct {
	Percent bool      // its numbers are per cent
	OutOf   bool      // it is counted as so many out of so many
	Order   DateOrder // of dates with slashes, once somebody was asked
	Today   time.Time // for dates without a year
	// First and Every stand in for dates where no column has them: the first
	// row's day, and how many days lie between rows.
	First time.Time
	Every int
	// Groups are the group names that the measure knows.
	Groups []string
	// Lines are what the lines of the text are called in the file that they
	// come from; nil: they are counted from 1.
	Lines []int
}

// PointRow is one row of numbers, read.
type PointRow struct {
	Line                int    // in what was pasted, from 1
	Day                 string // 2026-11-20
	Value, Count, Size  string // canonical numbers
	Group, School, Note string
	Problem             string // why it cannot be taken; "" when it can
	Doubt               string // something to look at; it can be taken all the same
	Empty               bool   // a day without a number
}

// Points is what was pasted, read as the numbers of a measure.
type Points struct {
	Roles     []Role
	Header    []string // "" where there is none
	Rows      []PointRow
	AskOrder  bool // nobody can say whether day or month comes first
	AskDays   bool // no column holds days
	Ambiguous string
	From      string   // the name of the column of numbers, where others were left out
	Left      []string // names of columns that hold something and were left out
}

// Good gives the rows that can be taken.
func (p Points) Good() []PointRow {
	return slices.DeleteFunc(slices.Clone(p.Rows), func(r PointRow) bool { return r.Problem != "" || r.Empty })
}

// Bad gives the rows that cannot.
func (p Points) Bad() []PointRow {
	return slices.DeleteFunc(slices.Clone(p.Rows), func(r PointRow) bool { return r.Problem == "" })
}

// ReadPoints reads a column, or several, as a spreadsheet copies or saves
// them: cells apart by tabs, or by semicolons or commas. A row that cannot be
// read keeps its reason, and nothing is guessed that could be otherwise.
// It fails with an *improve.Error where the whole makes no sense.
func ReadPoints(text string, want Expected) (Points, error) {
	lines, err := cellsOf(text, want.Lines)
	if err != nil {
		return Points{}, err
	}
	if DaysAcross(lines[0].cells) {
		return Points{}, Across()
	}
	var p Points
	p.Header, lines = headed(lines)
	if len(lines) == 0 {
		return Points{}, nothing()
	}
	p.Roles = rolesOf(p.Header, lines, want)
	if !slices.Contains(p.Roles, ValueColumn) && !slices.Contains(p.Roles, CountColumn) {
		return Points{}, &improve.Error{Code: improve.Invalid, Message: "There is no column of numbers in it.", Hint: "Copy the column of numbers, with its days beside it, and paste again."}
	}
	p.read(lines, want)
	p.tellLeft(lines)
	return p, nil
}

// tellLeft names the columns that were left out though something stands in
// them. A share beside what it was made of is no loss.
func (p *Points) tellLeft(lines []cellLine) {
	for i, role := range p.Roles {
		if i >= len(p.Header) || p.Header[i] == "" {
			continue
		}
		switch {
		case role == ValueColumn || role == CountColumn:
			p.From = p.Header[i]
		case role == NoColumn && headRole(p.Header[i]) != ValueColumn && slices.ContainsFunc(lines, func(line cellLine) bool { return line.at(i) != "" }):
			p.Left = append(p.Left, p.Header[i])
		}
	}
}

func nothing() error {
	return &improve.Error{Code: improve.Invalid, Message: "There is nothing to paste.", Hint: "Copy a column in your spreadsheet first."}
}

// read makes rows of lines, once it is known what each column holds.
func (p *Points) read(lines []cellLine, want Expected) {
	dates, numbers := dateReader{order: want.Order, today: want.Today}, map[int]Numbers{}
	for i, role := range p.Roles {
		column := columnOf(lines, i)
		switch role {
		case DayColumn:
			if dates.order == UnknownOrder {
				dates.order, p.AskOrder, p.Ambiguous = orderOf(column)
			}
			dates.serials = mostly(column, serialDay.MatchString)
		case ValueColumn, CountColumn, SizeColumn:
			numbers[i] = NumbersOf(column)
		}
	}
	p.AskDays = !slices.Contains(p.Roles, DayColumn) && (want.First.IsZero() || want.Every <= 0)
	for n, line := range lines {
		row := PointRow{Line: line.number}
		if !slices.Contains(p.Roles, DayColumn) && !p.AskDays {
			row.Day = want.First.AddDate(0, 0, n*want.Every).Format(isoDay)
		}
		for i, role := range p.Roles {
			row.take(role, line.at(i), dates, numbers[i])
		}
		row.judge(want, p.AskDays)
		p.Rows = append(p.Rows, row)
	}
}

// take puts a cell into the row; the first trouble is the one that is told.
func (r *PointRow) take(role Role, text string, dates dateReader, numbers Numbers) {
	trouble := func(problem string) {
		if r.Problem == "" {
			r.Problem = problem
		}
	}
	var problem string
	switch role {
	case DayColumn:
		if r.Day, problem = dates.read(text); problem != "" {
			trouble(problem)
		}
	case ValueColumn:
		if count, size, of := outOf(text); of {
			r.Count, r.Size = count, size
			return
		}
		r.Value, problem = numbers.Read(text)
		trouble(problem)
	case CountColumn:
		if count, size, of := outOf(text); of {
			r.Count, r.Size = count, size
			return
		}
		r.Count, problem = numbers.Read(text)
		trouble(problem)
	case SizeColumn:
		if size, problem := numbers.Read(text); size != "" || problem != "" {
			r.Size = size
			trouble(problem)
		}
	case GroupColumn:
		r.Group = text
	case SchoolColumn:
		r.School = text
	case NoteColumn:
		r.Note = text
	}
}

// judge says what is wrong with a row as a whole.
func (r *PointRow) judge(want Expected, asked bool) {
	switch {
	case r.Problem != "":
	case r.Value == "" && r.Count == "":
		r.Empty = true
	case r.Day == "" && !asked:
		r.Problem = "The day is missing."
	default:
		r.weigh(want)
	}
}

// weigh looks at the numbers of a row: some cannot be, some may be a slip.
func (r *PointRow) weigh(want Expected) {
	value, count, size := asNumber(r.Value), asNumber(r.Count), asNumber(r.Size)
	switch {
	case r.Count != "" && r.Size == "":
		r.Problem = "\"Out of\" is empty."
	case r.Size != "" && size <= 0:
		r.Problem = "\"Out of\" must be more than nothing."
	case count < 0:
		r.Problem = "\"How many\" cannot be less than nothing."
	case r.Count != "" && count > size:
		r.Doubt = fmt.Sprintf("%s of %s is more than all.", r.Count, r.Size)
	case want.Percent && (value > 100 || value < 0):
		r.Doubt = fmt.Sprintf("%s per cent.", r.Value)
	}
}

func asNumber(text string) float64 {
	number, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0
	}
	return number
}

// outOf reads "18 of 25" and "18/25".
func outOf(text string) (count, size string, ok bool) {
	for _, between := range []string{" of ", " out of ", "/"} {
		before, after, found := strings.Cut(text, between)
		before, after = strings.TrimSpace(before), strings.TrimSpace(after)
		if found && plainDigits(before) && plainDigits(after) {
			return before, after, true
		}
	}
	return "", "", false
}

func plainDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == "" && len(text) < 16
}
