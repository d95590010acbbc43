package ui

import (
	"strings"
	"time"
)

const isoDate = "2006-01-02"

// dateInWords gives a canonical date as people say it; "" for anything else.
func dateInWords(canonical string) string {
	at, err := time.Parse(isoDate, canonical)
	if err != nil {
		return ""
	}
	return T("date.words", "%s %d %s %d", weekday(at.Weekday()), at.Day(), month(at.Month()), at.Year())
}

func shortDate(at time.Time) string { return T("date.short", "%d %s", at.Day(), month(at.Month())) }

func weekday(day time.Weekday) string { return phrases().Weekday(day) }
func month(m time.Month) string       { return phrases().Month(m) }

// When says a time as people do: "10:42" today, "on Tuesday" within the last
// six days, else "on 3 November" (with the year where it is another).
func When(at, now time.Time) string {
	at = at.In(now.Location())
	days := int(midnight(now).Sub(midnight(at)).Hours()/24 + 0.5)
	switch {
	case days == 0:
		return T("when.today", "at %s", at.Format("15:04"))
	case days == 1:
		return T("when.yesterday", "yesterday at %s", at.Format("15:04"))
	case days > 1 && days < 7:
		return T("when.weekday", "on %s", weekday(at.Weekday()))
	case at.Year() == now.Year():
		return T("when.day", "on %s", shortDate(at))
	default:
		return T("when.year", "on %s %d", shortDate(at), at.Year())
	}
}

func midnight(at time.Time) time.Time {
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location())
}

// parseNumber reads a number with a point or a comma before the decimals and
// gives it with a point. 1,234 may be either, so it is not read.
func parseNumber(typed string) (canonical, hint string) {
	text := strings.TrimSpace(typed)
	if text == "" {
		return "", ""
	}
	whole, decimals, comma := strings.Cut(text, ",")
	if comma && !strings.Contains(text, ".") && len(decimals) != 3 {
		text = whole + "." + decimals
	}
	if !plainNumber(text) {
		return "", T("number.unknown", "This is not a number. Write it like 12 or 12.5, without spaces.")
	}
	return text, ""
}

// plainNumber tells whether a text is digits with at most one sign before and one point within.
func plainNumber(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	whole, decimals, point := strings.Cut(digits, ".")
	allDigits := func(s string) bool {
		return s != "" && strings.Trim(s, "0123456789") == ""
	}
	return allDigits(whole) && (!point || allDigits(decimals))
}

// parsePercent reads a number that may be followed by a per cent sign.
func parsePercent(typed string) (canonical, hint string) {
	return parseNumber(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(typed), "%")))
}
