package library

import (
	"regexp"
	"strings"

	"github.com/cairn-schools/cairn/improve/kinds"
)

// What of an aim's sentence is another school's: by when, and how much. Which
// grade or class it is, is not an amount.
var (
	beginsByDay = regexp.MustCompile(`^By [^,]{1,60},`)
	whichClass  = regexp.MustCompile(`(?i)\b(grade|period|room|class|year|section|form)s?\s+\d+((\s*,\s*|\s+and\s+|\s+or\s+|\s+to\s+|\s*[-–]\s*)\d+)*|\b\d+(st|nd|rd|th)\b`)
	amount      = regexp.MustCompile(`\d+([.,]\d+)*`)
)

// openPlaces gives the sentence of an aim with a sign in the place of its day
// and its amounts, for a person to put in their own.
func openPlaces(sentence string) string {
	sentence = beginsByDay.ReplaceAllString(sentence, "By "+kinds.OpenPlace+",")
	var b strings.Builder
	at := 0
	for _, kept := range whichClass.FindAllStringIndex(sentence, -1) {
		b.WriteString(amount.ReplaceAllString(sentence[at:kept[0]], kinds.OpenPlace) + sentence[kept[0]:kept[1]])
		at = kept[1]
	}
	return b.String() + amount.ReplaceAllString(sentence[at:], kinds.OpenPlace)
}
