package phrase

import (
	"strconv"
	"strings"
	"time"
)

// Keys of a translation file that say how its language writes days and numbers.
const (
	longDayKey   = "language.day"
	shortDayKey  = "language.day.short"
	midDayKey    = "language.day.mid"
	shortYearKey = "language.month.year"
	decimalKey   = "language.decimal"
	thousandsKey = "language.thousands"
)

// Fixed gives the texts of the language itself: its rule of plurals, how it
// writes days and numbers, and the names of months and weekdays.
func Fixed() map[string]string {
	texts := map[string]string{
		pluralKey: "one-other", decimalKey: ".", thousandsKey: ",",
		longDayKey: "%[1]d %[2]s %[3]d", midDayKey: "%[1]d %[2]s %[3]d", shortDayKey: "%[1]d %[2]s", shortYearKey: "%[1]s %[2]d",
	}
	for m := time.January; m <= time.December; m++ {
		texts[monthKey(m)], texts[shortMonthKey(m)] = m.String(), m.String()[:3]
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		texts[weekdayKey(d)], texts[shortWeekdayKey(d)] = d.String(), d.String()[:3]
	}
	return texts
}

func monthKey(m time.Month) string          { return "month." + strconv.Itoa(int(m)) }
func shortMonthKey(m time.Month) string     { return "month.short." + strconv.Itoa(int(m)) }
func weekdayKey(d time.Weekday) string      { return "weekday." + strconv.Itoa(int(d)) }
func shortWeekdayKey(d time.Weekday) string { return "weekday.short." + d.String()[:3] }

// Month gives the name of a month.
func (b *Book) Month(m time.Month) string { return b.T(monthKey(m), m.String()) }

// Weekday gives the name of a day of the week.
func (b *Book) Weekday(d time.Weekday) string { return b.T(weekdayKey(d), d.String()) }

// ShortWeekday gives that name for a narrow place: "Mon".
func (b *Book) ShortWeekday(d time.Weekday) string { return b.T(shortWeekdayKey(d), d.String()[:3]) }

func (b *Book) shortMonth(m time.Month) string { return b.T(shortMonthKey(m), m.String()[:3]) }

// Day writes a day: "2 January 2006".
func (b *Book) Day(day time.Time) string {
	return b.T(longDayKey, "%[1]d %[2]s %[3]d", day.Day(), b.Month(day.Month()), day.Year())
}

// MidDay writes a day with the short name of its month: "2 Jan 2006".
func (b *Book) MidDay(day time.Time) string {
	return b.T(midDayKey, "%[1]d %[2]s %[3]d", day.Day(), b.shortMonth(day.Month()), day.Year())
}

// ShortDay writes a day of a year that is known: "2 Jan".
func (b *Book) ShortDay(day time.Time) string {
	return b.T(shortDayKey, "%[1]d %[2]s", day.Day(), b.shortMonth(day.Month()))
}

// ShortMonth writes the month of a day whose year is known: "Jan".
func (b *Book) ShortMonth(day time.Time) string { return b.shortMonth(day.Month()) }

// MonthYear writes the month of a day: "Jan 2006".
func (b *Book) MonthYear(day time.Time) string {
	return b.T(shortYearKey, "%[1]s %[2]d", b.shortMonth(day.Month()), day.Year())
}

// Number takes a number as English writes it ("1,234.5") and gives it as the language does.
func (b *Book) Number(english string) string {
	decimal, thousands := b.T(decimalKey, "."), b.T(thousandsKey, ",")
	if decimal == "." && thousands == "," {
		return english
	}
	return strings.NewReplacer(".", decimal, ",", thousands).Replace(english)
}
