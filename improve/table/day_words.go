package table

import (
	"regexp"
	"strings"
)

// Parts of a day as people and programs write it that say nothing about which
// day it is, or say it in other words.
var (
	timeOfDay = regexp.MustCompile(`(?i)[ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)? ?([ap]\.?m\.?)? ?(z|[+-]\d{2}:?\d{2}|utc|gmt|uhr)?$`)
	weekday   = regexp.MustCompile(`(?i)^(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(mon|tues|wednes|thurs|fri|satur|sun)day|mo|di|mi|do|fr|sa|so|(mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend)\.? `)
	ordinal   = regexp.MustCompile(`(?i)\b(\d{1,2})(st|nd|rd|th)\b`)
	together  = regexp.MustCompile(`^((?:19|20)\d\d)(\d\d)(\d\d)$`)
	monthWord = regexp.MustCompile(`\p{L}{3,}\.?`)
)

// monthWords are names of months that are no English ones, or another short form.
var monthWords = map[string]string{
	"sept":   "Sep",
	"januar": "Jan", "jänner": "Jan", "februar": "Feb", "märz": "Mar", "mrz": "Mar", "mär": "Mar", "mai": "May", "juni": "Jun", "juli": "Jul", "oktober": "Oct", "okt": "Oct", "dezember": "Dec", "dez": "Dec",
	"janvier": "Jan", "février": "Feb", "mars": "Mar", "avril": "Apr", "juin": "Jun", "juillet": "Jul", "août": "Aug", "septembre": "Sep", "octobre": "Oct", "novembre": "Nov", "décembre": "Dec",
	"enero": "Jan", "febrero": "Feb", "marzo": "Mar", "abril": "Apr", "mayo": "May", "junio": "Jun", "julio": "Jul", "agosto": "Aug", "septiembre": "Sep", "octubre": "Oct", "noviembre": "Nov", "diciembre": "Dec",
}

// PlainDay takes from a day what is beside it, so that fewer forms have to be
// known: the time, the name of the weekday, commas, 7th for 7, other names of
// months; 20260907 gets its dashes. What is no day comes back as some text that is none.
func PlainDay(text string) string {
	if strings.Trim(text, "0123456789./-") == "" {
		return together.ReplaceAllString(text, "$1-$2-$3")
	}
	text = strings.Join(strings.Fields(strings.ReplaceAll(text, ",", " ")), " ")
	text = weekday.ReplaceAllString(timeOfDay.ReplaceAllString(text, ""), "")
	text = ordinal.ReplaceAllString(strings.ReplaceAll(text, " de ", " "), "$1")
	text = monthWord.ReplaceAllStringFunc(text, func(word string) string {
		word = strings.TrimSuffix(word, ".")
		if english := monthWords[strings.ToLower(word)]; english != "" {
			return english
		}
		return word
	})
	return together.ReplaceAllString(text, "$1-$2-$3")
}

// DaysAcross tells whether the names of columns are days: then each day has a
// column, and a table of numbers has to be turned before it can be read.
func DaysAcross(head []string) bool {
	const few = 3
	days := 0
	for _, cell := range head {
		if looksDate(cell) {
			days++
		}
	}
	return days >= few
}

// Across is the error of a table that DaysAcross.
func Across() error {
	return invalid("In your spreadsheet copy the table, paste it elsewhere as “Transpose”, so that each day has a row, and take that.", "The days stand beside one another, a column for each.")
}

// NotWorkedOut stands in a cell for a formula of which a file holds no result,
// as programs write that do not reckon.
const NotWorkedOut = "#FORMULA"
