package office

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// cellMeaning is what a number in a cell stands for.
type cellMeaning int

const (
	meansNumber cellMeaning = iota
	meansDay
	meansTime   // of a day, or how long
	meansShare  // 0.45 is 45 %
	meansPadded // 7 is 007
)

// numberStyle is what the look of a cell says about its number.
type numberStyle struct {
	means  cellMeaning
	digits int // of a padded number
}

// signs are words and colours in a number format: [Red], "days".
var signs = regexp.MustCompile(`\[[^\]]*\]|"[^"]*"|\\.|_.`)

// counting are the signs that count hours, minutes or seconds: [h].
var counting = regexp.MustCompile(`^\[(h+|m+|s+)\]$`)

func bareFormat(code string) string {
	return signs.ReplaceAllStringFunc(strings.ToLower(code), func(sign string) string {
		if counting.MatchString(sign) {
			return "h"
		}
		return ""
	})
}

// zeros is a format that writes noughts before a number.
var zeros = regexp.MustCompile(`^0{2,15}$`)

// styleOf reads a number format: by its code, else a built-in one by its number.
func styleOf(id int, code string) numberStyle {
	if code = bareFormat(code); code == "" {
		return numberStyle{means: builtIn(id)}
	}
	switch {
	case strings.Contains(code, "general"):
		return numberStyle{}
	case strings.ContainsAny(code, "hs") && !strings.ContainsAny(code, "yd"):
		return numberStyle{means: meansTime}
	case strings.ContainsAny(code, "ydm"):
		return numberStyle{means: meansDay}
	case strings.Contains(code, "%"):
		return numberStyle{means: meansShare}
	case zeros.MatchString(code):
		return numberStyle{means: meansPadded, digits: len(code)}
	default:
		return numberStyle{}
	}
}

// builtIn tells what a format without a code means: days, those of East Asia
// too, times, shares.
func builtIn(id int) cellMeaning {
	switch {
	case id == 9 || id == 10:
		return meansShare
	case id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 36 || id >= 50 && id <= 58:
		return meansDay
	case id >= 18 && id <= 21 || id >= 45 && id <= 47:
		return meansTime
	default:
		return meansNumber
	}
}

// shown gives a number as a person sees it in the sheet: a day as such, a share
// in per cent, all else as it was typed.
func (s numberStyle) shown(raw string, from04 bool) string {
	value, err := strconv.ParseFloat(raw, 64)
	if err != nil || !plainDigits(raw) {
		return raw
	}
	switch s.means {
	case meansDay:
		if day, ok := dayOf(value, from04); ok {
			return day
		}
	case meansTime:
		if value >= 0 && value < maxHours {
			return clock(value)
		}
	case meansShare:
		return asTyped(value*100) + "%"
	case meansPadded:
		if whole := int64(value); value >= 0 && value < 1e15 && float64(whole) == value {
			return fmt.Sprintf("%0*d", s.digits, whole)
		}
	}
	if strings.ContainsAny(raw, ".eE") {
		return asTyped(value)
	}
	return raw
}

// plainDigits tells a number from what ParseFloat takes for one too: inf, 0x1p-2.
func plainDigits(raw string) bool { return strings.Trim(raw, "+-.0123456789eE") == "" }

// Days that a spreadsheet counts: up to the year 9999. It counts a 29 February
// 1900 that never was, which is why days before March of that year begin later.
const (
	lastDay      = 2_958_466
	falseLeapDay = 60
	maxHours     = 100_000 // in days: longer than any project
)

func dayOf(value float64, from04 bool) (string, bool) {
	if value < 0 || value >= lastDay {
		return "", false
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from04:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case value < falseLeapDay:
		first = first.AddDate(0, 0, 1)
	}
	return first.AddDate(0, 0, int(value)).Format(time.DateOnly), true
}

// clock writes a part of a day, or several days, in hours and minutes.
func clock(days float64) string {
	seconds := int64(math.Round(days * 24 * 60 * 60))
	text := fmt.Sprintf("%d:%02d", seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		text += fmt.Sprintf(":%02d", seconds%60)
	}
	return text
}

// typedDigits is how many digits a spreadsheet shows of a number; the two that
// it keeps behind them turn 58.3 into 58.299999999999997.
const typedDigits = 15

func asTyped(number float64) string {
	short, err := strconv.ParseFloat(strconv.FormatFloat(number, 'g', typedDigits, 64), 64)
	if err != nil {
		short = number
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}
