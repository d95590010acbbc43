package names

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Forms of names that no single word shows: initials, a last name before the
// first, and words that only their letters tell.

// initialsForm is two or three capitals, each with its dot.
var initialsForm = regexp.MustCompile(`(?:^|[^\p{L}\p{N}.])(\p{Lu}\.[ \x{a0}]?\p{Lu}(?:\.[ \x{a0}]?\p{Lu})?)\.`)

// shortenings are letters with dots that are nobody's.
var shortenings = set(`us usa uk eu un pe am pm id tv re dc ba ma bs ms md jd phd it qa pd ai eq iq gp la ny nj pa sc nc nb ps cv hr`)

// initials finds "J. M.", without its last dot.
func initials(text string) []Found {
	var found []Found
	for _, at := range initialsForm.FindAllStringSubmatchIndex(text, -1) {
		start, end := at[2], at[3]
		if !shortenings[lettersOf(text[start:end])] {
			found = append(found, Found{Start: start, End: end, Text: text[start:end]})
		}
	}
	return found
}

// dotted tells whether a letter stands in a chain of dots, as in "P.E.".
func dotted(text string, one Found) bool {
	if utf8.RuneCountInString(one.Text) > 1 {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimPrefix(text[one.End:], "."))
	before, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(text[:one.Start], "."))
	return strings.HasPrefix(text[one.End:], ".") && unicode.IsLetter(next) || strings.HasSuffix(text[:one.Start], ".") && unicode.IsLetter(before)
}

func lettersOf(text string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return r
	}, text))
}

// Initials gives the first letters of a name's parts: "jm" for "Jan Müller" and
// for "J. M."; the name itself in small letters where it is initials already.
func Initials(name string) string {
	words := wordsOf(name)
	if len(words) == 1 && words[0].shouted && len(words[0].text) <= 3 {
		return strings.ToLower(words[0].text)
	}
	var out strings.Builder
	for _, part := range piecesOf(name) {
		if part.letter && (part.capital || !particle[part.key]) {
			out.WriteString(part.key[:min(len(part.key), len(bare(string([]rune(part.text)[:1]))))])
		}
	}
	return out.String()
}

// AreInitials tells whether a name is nothing but initials: "J. M.", "JM".
func AreInitials(name string) bool {
	return allInitials(piecesOf(name)) || lettersOf(name) == Initials(name)
}

func allInitials(pieces []piece) bool {
	for _, p := range pieces {
		if !p.letter || !p.capital || len([]rune(p.text)) != 1 {
			return false
		}
	}
	return len(pieces) > 1
}

// turned finds "Müller, Jan" where it stands alone in a line or in a list with
// semicolons: a first name that the lists know, behind a word that is none.
func (f Finder) turned(text string) []Found {
	words := wordsOf(text)
	var found []Found
	for i := 0; i+1 < len(words); i++ {
		last, first := words[i], words[i+1]
		key := fold(last.text)
		switch {
		case text[last.end:first.start] != ", " || !last.capital || !first.capital || last.possessive:
		case !alone(text, last.start, first.end) || !isGiven(fold(first.text)) || isGiven(key):
		case isWord(key) || f.known[key] || last.alias:
		default:
			found = append(found, Found{Start: last.start, End: first.end, Text: text[last.start:first.end]})
		}
	}
	return found
}

// alone tells whether nothing else stands on the line, or between two semicolons.
func alone(text string, start, end int) bool {
	before, after := strings.TrimRight(text[:start], " -–•*0123456789"), strings.TrimLeft(text[end:], " .")
	return (before == "" || strings.ContainsAny(before[len(before)-1:], "\n;|\t")) && (after == "" || strings.ContainsAny(after[:1], "\n;|\t("))
}

// isGiven tells whether a word is a first name of the lists, with or without
// its accents; of "Anna-Lena" the first half is enough.
func isGiven(folded string) bool {
	first, _, _ := strings.Cut(bare(folded), "-")
	return given[folded] || given[first]
}

// shoutedName tells whether a word in capitals is a name all the same: short
// ones are abbreviations more often.
func shoutedName(folded string) bool { return len(folded) > 3 && isGiven(folded) }

// foreign tells whether a word is written in other letters than the one after
// it: in the middle of English, that is a name.
func foreign(words []word, i int) bool {
	return i+1 < len(words) && !latin(words[i].text) && latin(words[i+1].text)
}

func latin(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return false
		}
	}
	return true
}

// placesOf gives where the names of a list stand or could stand, each called as the list calls it.
func placesOf(c *Covering, listed []string, text string) []Found {
	if c == nil {
		return nil
	}
	var found []Found
	for _, place := range c.places(text) {
		found = append(found, Found{Start: place.start, End: place.end, Text: listed[place.cover], Sort: Roster})
	}
	for _, doubt := range c.Doubts(text) {
		found = append(found, Found{Start: doubt.Start, End: doubt.End, Text: listed[doubt.Cover], Sort: Roster})
	}
	return found
}
