package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one word of a text.
type word struct {
	text       string // without a possessive ending
	start, end int    // bytes, without the possessive ending
	capital    bool   // begins with a capital
	shouted    bool   // all capitals, two letters and more: an abbreviation
	first      bool   // of a sentence, a line or a quotation
	adjacent   bool   // only blanks between it and the word before
	possessive bool
	alias      bool // the A of "Student A"
	headline   bool // on a line where most words have a capital
}

// maxWords bounds what is looked at: more than the longest text that Cairn keeps.
const maxWords = 50_000

func wordsOf(text string) []word {
	var words []word
	gap := "\n"
	for at := 0; at < len(text) && len(words) < maxWords; {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsLetter(r) {
			gap += text[at : at+size]
			at += size
			continue
		}
		end := endOfWord(text, at)
		words = append(words, newWord(text, at, end, gap, words))
		gap, at = "", end
	}
	markHeadlines(text, words)
	return words
}

// fewestOfHeadline is how many words with a capital make a line a headline.
const fewestOfHeadline = 3

// markHeadlines finds the lines in which capitals say nothing: "Days Absent Per
// Month". Of a line of capitals nothing more can be said.
func markHeadlines(text string, words []word) {
	for from := 0; from < len(words); {
		to, capitals, small := from, 0, 0
		for ; to < len(words) && (to == from || !strings.Contains(text[words[to-1].end:words[to].start], "\n")); to++ {
			switch {
			case words[to].capital && familiar(fold(words[to].text)):
				capitals++
			case !words[to].capital && !particle[fold(words[to].text)] && len(words[to].text) > 3:
				small++
			}
		}
		for i := from; i < to; i++ {
			words[i].headline = capitals >= fewestOfHeadline && small == 0
		}
		from = to
	}
}

// endOfWord goes on over letters, marks, and hyphens and apostrophes between letters.
func endOfWord(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			at += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[at+size:])
		if !strings.ContainsRune("-'’", r) || !unicode.IsLetter(next) {
			break
		}
		at += size
	}
	return at
}

func newWord(text string, start, end int, gap string, before []word) word {
	w := word{start: start, end: end}
	for _, ending := range []string{"'s", "’s", "'S", "’S"} {
		if strings.HasSuffix(text[start:end], ending) {
			w.end, w.possessive = end-len(ending), true
		}
	}
	w.text = text[start:w.end]
	initial, _ := utf8.DecodeRuneInString(w.text)
	w.capital = unicode.IsUpper(initial) || unicode.IsTitle(initial)
	w.shouted = utf8.RuneCountInString(w.text) > 1 && strings.ToUpper(w.text) == w.text
	w.adjacent = strings.Trim(gap, " \u00a0") == ""
	afterTitle := len(before) > 0 && title[fold(before[len(before)-1].text)] && strings.Trim(gap, " ") == "."
	w.first = !afterTitle && strings.ContainsAny(gap, ".!?:;\n\"“”•*|(–—")
	w.alias = len(before) > 0 && fold(before[len(before)-1].text) == "student" && w.shoutedOrLetter()
	return w
}

func (w word) shoutedOrLetter() bool { return w.capital && strings.ToUpper(w.text) == w.text }

// fold makes words equal that differ in case or in the sort of their apostrophe only.
func fold(text string) string { return strings.ToLower(strings.ReplaceAll(text, "’", "'")) }
