package ui

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// point is one number of a measure, read for a table.
type point struct {
	ID                            improve.ArtifactID
	At                            improve.ArtifactID // the organisation; zero when it is not said
	Date                          string             // 2026-11-21
	Value, Numerator, Denominator string
	Group, Note                   string
	Private                       bool     // stays on this person's own laptops …
	Stays                         app.Stay // … and why, where the gate keeps it
}

func pointOf(a improve.Artifact) point {
	p := point{
		ID: a.ID, Date: a.Text("date"), Value: a.Text("value"), Numerator: a.Text("numerator"),
		Denominator: a.Text("denominator"), Group: a.Text("group"), Note: a.Text("note"),
	}
	if places := a.LinkedTo("organisation"); len(places) > 0 {
		p.At = places[0]
	}
	return p
}

// number gives what a point says, and whether it says a number at all. Per
// cent are of a hundred.
func (p point) number(percent bool) (float64, bool) {
	if p.Value != "" {
		value, err := strconv.ParseFloat(p.Value, 64)
		return value, err == nil
	}
	return quotient(p.Numerator, p.Denominator, percent)
}

func quotient(numerator, denominator string, percent bool) (float64, bool) {
	above, err := strconv.ParseFloat(numerator, 64)
	below, errBelow := strconv.ParseFloat(denominator, 64)
	if err != nil || errBelow != nil || below <= 0 {
		return 0, false
	}
	if percent {
		above *= 100
	}
	return above / below, true
}

// countsPercent tells whether a measure's numbers are per cent.
func countsPercent(measure improve.Artifact) bool { return figure.CountsPercent(measure) }

// countsOutOf tells whether a measure is written as so many out of so many.
func countsOutOf(measure improve.Artifact) bool {
	return measure.Text("denominator") != "" || measure.Text("calculation") == "percent"
}

// inDigits writes a number with at most one decimal; small ones keep two.
func inDigits(number float64) string {
	decimals := 1
	if number > -1 && number < 1 {
		decimals = 2
	}
	text := strconv.FormatFloat(number, 'f', decimals, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// withUnit writes a number as a measure counts it: "62 %", "14".
func withUnit(number float64, percent bool) string {
	if percent {
		return T("number.percent", "%s %%", inDigits(number))
	}
	return inDigits(number)
}

// targetWords gives a number that was written as text ("65") in the measure's unit; "" for none.
func targetWords(text string, percent bool) string {
	number, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	return withUnit(number, percent)
}

// byDate sorts points, the latest first; those of one day by their group.
func byDate(points []point) {
	slices.SortStableFunc(points, func(x, y point) int {
		return cmp.Or(cmp.Compare(y.Date, x.Date), cmp.Compare(x.Group, y.Group))
	})
}

// latest is the last number of a measure.
type latest struct {
	Date   string
	Text   string // "62 %"; "12 to 18" where several places counted something that cannot be added
	Places int    // how many places counted on that day
}

// latestOf gives the last number of a measure over all who were counted; points
// of single groups are left aside unless there are no others. ok is false
// without any number.
func latestOf(points []point, percent bool) (last latest, ok bool) {
	whole := slices.DeleteFunc(slices.Clone(points), func(p point) bool { return p.Group != "" })
	if len(whole) == 0 {
		whole = slices.Clone(points)
	}
	whole = slices.DeleteFunc(whole, func(p point) bool { _, ok := p.number(percent); return !ok })
	if len(whole) == 0 {
		return latest{}, false
	}
	byDate(whole)
	day := slices.DeleteFunc(slices.Clone(whole), func(p point) bool { return p.Date != whole[0].Date })
	return latest{Date: whole[0].Date, Text: together(day, percent), Places: len(day)}, true
}

// together adds what was counted on one day where it can be added, else says from where to where it goes.
func together(day []point, percent bool) string {
	var above, below float64
	lowest, highest := 0.0, 0.0
	counted := true
	for i, p := range day {
		numerator, err := strconv.ParseFloat(p.Numerator, 64)
		denominator, errBelow := strconv.ParseFloat(p.Denominator, 64)
		counted = counted && p.Value == "" && err == nil && errBelow == nil
		above, below = above+numerator, below+denominator
		number, _ := p.number(percent) // those without a number are left out before
		if i == 0 {
			lowest, highest = number, number
		}
		lowest, highest = min(lowest, number), max(highest, number)
	}
	switch {
	case counted && below > 0 && percent:
		return withUnit(above*100/below, true)
	case counted && below > 0:
		return inDigits(above / below)
	case lowest == highest:
		return withUnit(lowest, percent)
	default:
		return T("number.range", "%s to %s", withUnit(lowest, percent), withUnit(highest, percent))
	}
}

// dayWords gives a canonical date shortly, "15 September"; "" for anything else.
func dayWords(date string) string {
	at, err := time.Parse(isoDate, date)
	if err != nil {
		return ""
	}
	return shortDate(at)
}

// dayAndYear gives a canonical date with its year, "28 May 2027"; "" for anything else.
func dayAndYear(date string) string {
	at, err := time.Parse(isoDate, date)
	if err != nil {
		return ""
	}
	return T("date.year", "%s %d", shortDate(at), at.Year())
}

var isoDates = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`)

// plainDates writes the canonical dates in a line as people do.
func plainDates(line string) string {
	return isoDates.ReplaceAllStringFunc(line, func(date string) string { return cmp.Or(dayAndYear(date), date) })
}
