package ui

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// parseDate reads what people type for a day and gives it as 2026-11-21: with
// the month as a word, with numbers where they can mean one day only, or
// "today". A day without a year is the one nearest to today. Of 3/4/2026
// nobody can say which is the month, so it is not read; hint then asks.
func parseDate(typed string, today time.Time) (canonical, hint string) {
	return dayReader{today: dateOf(today)}.read(typed)
}

// parsePastDate is parseDate for days of what has happened: without a year it
// is the last such day, or one within a week.
func parsePastDate(typed string, today time.Time) (canonical, hint string) {
	return dayReader{today: dateOf(today), past: true}.read(typed)
}

// dayShown writes a canonical date as a field shows it, "21 Nov 2026", where
// that can be read again; else, and for anything else, the text as it is.
func dayShown(text string) string {
	at, err := time.Parse(isoDate, text)
	if err != nil {
		return text
	}
	shown := phrases().MidDay(at)
	if back, _ := parseDate(shown, at); back != text {
		return text
	}
	return shown
}

// dateOf gives the day of a time, as UTC counts it, so that no hour is lost in spring.
func dateOf(at time.Time) time.Time {
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
}

type dayReader struct {
	today time.Time
	past  bool
}

var (
	yearFirst  = regexp.MustCompile(`^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})$`)
	withNumber = regexp.MustCompile(`^([0-9]{1,2})([-/.])([0-9]{1,2})(?:[-/.]([0-9]{2}|[0-9]{4}))?\.?$`)
	withWord   = regexp.MustCompile(`^([0-9]{1,2})[ .-]+(\pL+)(?:[ .,-]+([0-9]{2}|[0-9]{4}))?\.?$`)
	wordFirst  = regexp.MustCompile(`^(\pL+)[ .-]+([0-9]{1,2})(?:[ .,-]+([0-9]{2}|[0-9]{4}))?$`)
	dayName    = regexp.MustCompile(`^(\pL+)[ .,]+`)
	ordinal    = regexp.MustCompile(`^([0-9]{1,2}|.* [0-9]{1,2})(st|nd|rd|th)\b`)
)

func (d dayReader) read(typed string) (canonical, hint string) {
	text := strings.Join(strings.Fields(strings.ToLower(typed)), " ")
	if text == "" {
		return "", ""
	}
	if days, ok := fromToday(text); ok {
		return d.today.AddDate(0, 0, days).Format(isoDate), ""
	}
	named, hasName := time.Sunday, false
	if first := dayName.FindStringSubmatch(text); first != nil {
		if named, hasName = weekdayCalled(first[1]); hasName {
			text = strings.TrimPrefix(text, first[0])
		}
	}
	at, hint := d.parse(ordinal.ReplaceAllString(text, "$1"))
	switch {
	case hint != "":
		return "", hint
	case hasName && at.Weekday() != named:
		return "", T("date.otherName", "%s is a %s; please write the day without its name, or choose it in the calendar.", phrases().Day(at), weekday(at.Weekday()))
	case !improve.YearTaken(at.Year()):
		return "", T("date.tooFar", "The year %s is too far away. Look at it again; it may be %d to %d.", at.Format("2006"), improve.FirstYear, improve.LastYear)
	}
	return at.Format(isoDate), ""
}

// fromToday reads the days that people call by their distance.
func fromToday(text string) (days int, ok bool) {
	for days, names := range map[int][]string{
		-1: {"yesterday", T("date.yesterday", "yesterday")}, 0: {"today", T("date.today", "today")}, 1: {"tomorrow", T("date.tomorrow", "tomorrow")},
	} {
		for _, name := range names {
			if strings.EqualFold(name, text) {
				return days, true
			}
		}
	}
	return 0, false
}

// parse reads a day in small letters, without the name of the weekday.
func (d dayReader) parse(text string) (at time.Time, hint string) {
	ok := false
	if parts := yearFirst.FindStringSubmatch(text); parts != nil {
		at, ok = d.day(parts[3], time.Month(atoi(parts[2])), parts[1])
	} else if parts := withNumber.FindStringSubmatch(text); parts != nil {
		return d.numbers(parts[1], parts[3], parts[4], parts[2] == ".")
	} else if parts := withWord.FindStringSubmatch(text); parts != nil {
		at, ok = d.day(parts[1], monthCalled(parts[2]), parts[3])
	} else if parts := wordFirst.FindStringSubmatch(text); parts != nil {
		at, ok = d.day(parts[2], monthCalled(parts[1]), parts[3])
	}
	if !ok {
		return time.Time{}, notADay()
	}
	return at, ""
}

func notADay() string {
	return T("date.unknown", "This is not a day; please write it like 21 Nov 2026, or choose it in the calendar.")
}

// numbers reads two numbers, of which the first is the day where points stand
// between them; elsewhere it depends on the country.
func (d dayReader) numbers(first, second, year string, points bool) (at time.Time, hint string) {
	dayFirst, okDay := d.day(first, time.Month(atoi(second)), year)
	monthFirst, okMonth := d.day(second, time.Month(atoi(first)), year)
	switch {
	case okDay && (points || !okMonth || dayFirst.Equal(monthFirst)):
		return dayFirst, ""
	case points || !okDay && !okMonth:
		return time.Time{}, notADay()
	case !okDay:
		return monthFirst, ""
	default:
		return time.Time{}, T("date.ambiguous", "This may be %s or %s; please write the month as a word.", shortDate(dayFirst), shortDate(monthFirst))
	}
}

// day gives a day that there is; an empty year is found by itself.
func (d dayReader) day(day string, month time.Month, year string) (time.Time, bool) {
	switch len(year) {
	case 0:
		return d.yearless(atoi(day), month)
	case 2:
		year = "20" + year
	}
	return calendarDay(atoi(year), month, atoi(day))
}

// leapYears is how far 29 February may be away.
const leapYears = 4

func (d dayReader) yearless(day int, month time.Month) (found time.Time, ok bool) {
	const soon = 7 * 24 * time.Hour
	least := time.Duration(0)
	for year := d.today.Year() - leapYears; year <= d.today.Year()+leapYears; year++ {
		at, exists := calendarDay(year, month, day)
		away := at.Sub(d.today)
		if !exists || d.past && away > soon {
			continue
		}
		if away = away.Abs(); !ok || away < least {
			found, least, ok = at, away, true
		}
	}
	return found, ok
}

func calendarDay(year int, month time.Month, day int) (time.Time, bool) {
	at := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return at, at.Day() == day && at.Month() == month && at.Year() == year
}

// leastName is how many letters of the English name of a month or weekday tell which.
const leastName = 3

// monthCalled finds a month by its name in English or the user's language; 0 for none.
func monthCalled(name string) time.Month {
	for m := time.January; m <= time.December; m++ {
		short := strings.ToLower(phrases().ShortMonth(time.Date(2026, m, 1, 0, 0, 0, 0, time.UTC)))
		if begins(m.String(), name) || strings.EqualFold(month(m), name) || strings.TrimSuffix(short, ".") == name {
			return m
		}
	}
	return 0
}

func weekdayCalled(name string) (time.Weekday, bool) {
	for day := time.Sunday; day <= time.Saturday; day++ {
		short := strings.ToLower(phrases().ShortWeekday(day))
		if begins(day.String(), name) || strings.EqualFold(weekday(day), name) || strings.TrimSuffix(short, ".") == name {
			return day, true
		}
	}
	return 0, false
}

func begins(full, name string) bool {
	return len(name) >= leastName && strings.HasPrefix(strings.ToLower(full), name)
}

// atoi reads a number of which a pattern has said that it is one; 0 for none.
func atoi(digits string) int {
	number, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return number
}
