package table

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// dateReader reads days as spreadsheets write them.
type dateReader struct {
	order DateOrder
	today time.Time
	// serials: a bare number counts days from the end of 1899, as spreadsheets do
	serials bool
}

// Ways to write a day. Those of noYear get the year in which the day was last.
var (
	dayLayouts = []string{
		isoDay, "2006-1-2", "2006/1/2", "2 Jan 2006", "2 January 2006", "Jan 2, 2006", "January 2, 2006", "2-Jan-2006", "2-Jan-06", "2. January 2006", "2. Jan 2006", "Jan 2 2006", "January 2 2006",
		"Mon 2 Jan 2006", "Monday, January 2, 2006", "Monday, 2 January 2006", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02T15:04:05Z07:00",
	}
	noYear     = []string{"2-Jan", "2 Jan", "Jan 2", "2 January", "January 2", "2.1."}
	slashDates = regexp.MustCompile(`^(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d{2})$`)
	serialDay  = regexp.MustCompile(`^[2-7]\d{4}(\.\d+)?$`) // 1954 to 2119
)

// read gives a day as 2026-11-20, or why it cannot; "" and "" for an empty
// cell, and for one whose order must be asked for.
func (d dateReader) read(text string) (day, problem string) {
	if text == "" || d.order == UnknownOrder && ambiguous(text) {
		return "", ""
	}
	at, ok := d.parse(text)
	switch {
	case !ok:
		return "", fmt.Sprintf("“%s” is not a day.", shortText(text))
	case !improve.YearTaken(at.Year()):
		return "", fmt.Sprintf("The year %d is too far away.", at.Year())
	}
	return at.Format(isoDay), ""
}

// parse reads a day in any of the ways.
func (d dateReader) parse(text string) (time.Time, bool) {
	for _, one := range []string{text, PlainDay(text)} {
		for _, layout := range dayLayouts {
			if at, err := time.Parse(layout, one); err == nil {
				return at, true
			}
		}
		for _, layout := range noYear {
			if at, err := time.Parse(layout, one); err == nil && !d.today.IsZero() {
				return d.lastOf(at), true
			}
		}
	}
	if d.serials && serialDay.MatchString(text) {
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(asNumber(text))), true
	}
	return d.parseNumbers(PlainDay(text))
}

// parseNumbers reads a day of nothing but numbers. Where nobody said otherwise,
// the day comes first.
func (d dateReader) parseNumbers(text string) (time.Time, bool) {
	parts := slashDates.FindStringSubmatch(text)
	if parts == nil {
		return time.Time{}, false
	}
	day, month, year := parts[1], parts[3], parts[4]
	if d.order == MonthFirst || d.order == UnknownOrder && atoi(month) > 12 {
		day, month = month, day
	}
	layout := "2/1/2006"
	if len(year) == 2 {
		layout = "2/1/06"
	}
	at, err := time.Parse(layout, day+"/"+month+"/"+year)
	return at, err == nil
}

// ambiguous tells whether either number of a day may be the month. Between
// points nobody writes the month first.
func ambiguous(text string) bool {
	parts := slashDates.FindStringSubmatch(PlainDay(text))
	return parts != nil && parts[2] != "." && atoi(parts[1]) <= 12 && atoi(parts[3]) <= 12 && atoi(parts[1]) != atoi(parts[3])
}

// lastOf gives a day without a year the year in which it was last, or is within a week.
func (d dateReader) lastOf(at time.Time) time.Time {
	found := time.Date(d.today.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
	if found.After(d.today.AddDate(0, 0, 7)) {
		found = time.Date(d.today.Year()-1, at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
	}
	return found
}

func atoi(text string) int {
	number, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return number
}

// orderOf finds in a column of days which number is the month: one above
// twelve tells for all of them. Else, or where two speak against each other,
// somebody must be asked; example is a day that may be two.
func orderOf(cells []string) (order DateOrder, ask bool, example string) {
	dayFirst, monthFirst := false, false
	for _, cell := range cells {
		parts := slashDates.FindStringSubmatch(PlainDay(cell))
		if parts == nil {
			continue
		}
		switch first, second := atoi(parts[1]), atoi(parts[3]); {
		case first > 12:
			dayFirst = true
		case second > 12:
			monthFirst = true
		case ambiguous(cell) && example == "":
			example = cell
		}
	}
	switch {
	case dayFirst && !monthFirst:
		return DayFirst, false, ""
	case monthFirst && !dayFirst:
		return MonthFirst, false, ""
	default:
		return UnknownOrder, example != "", example
	}
}

// shortText is what of a cell fits into a sentence.
func shortText(text string) string {
	const most = 30
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return text
}
