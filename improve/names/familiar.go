package names

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// wordsText holds words of English in small letters: what schools write about.
// A word that begins a sentence and is none of them is most often a name. What
// an ending makes of another word ("pages", "handed") does not stand there.
//
//go:embed words.txt
var wordsText string

var vocabulary = set(wordsText)

// dictionaryText holds the rarer words, from SCOWL (its licence stands beside
// it), without those that are somebody's name as well ("Sage", "Hunter") and
// those that an ending or a beginning makes of another one.
//
//go:embed dictionary/words.txt
var dictionaryText string

// dictionary is read when the first sentence is looked at, not when the program starts.
var dictionary = sync.OnceValue(func() map[string]bool { return set(dictionaryText) })

// listed tells whether a word stands in one of the two lists.
func listed(folded string) bool { return vocabulary[folded] || dictionary()[folded] }

// endings are what a word may have behind one of the vocabulary, and what
// stood there before.
var endings = []wordEnding{
	{"s", ""}, {"es", ""}, {"ies", "y"}, {"ed", ""}, {"d", ""}, {"ied", "y"}, {"ing", ""}, {"ing", "e"}, {"ly", ""}, {"er", ""}, {"ers", ""},
	{"r", ""}, {"rs", ""}, {"est", ""}, {"n't", ""}, {"less", ""}, {"ness", ""}, {"ful", ""},
}

type wordEnding struct{ ending, was string }

// beginnings are what a word may have before one of the vocabulary.
var beginnings = []string{"over", "under", "non", "pre", "mis", "out", "self", "inter", "multi", "mid", "sub", "un", "re"}

// shortestStem keeps an ending from making a word of nearly nothing.
const shortestStem = 3

// familiar tells whether a word in small letters is one of English; of
// "half-day" both halves must be.
func familiar(folded string) bool {
	if listed(folded) || isWord(folded) || month[folded] {
		return true
	}
	halves := strings.Split(folded, "-")
	if len(halves) > 1 {
		return !slices.ContainsFunc(halves, func(half string) bool { return half != "" && !familiar(half) })
	}
	return begun(folded) || ended(folded)
}

// begun tells whether a word is another one with something before it.
func begun(folded string) bool {
	return slices.ContainsFunc(beginnings, func(beginning string) bool {
		rest, ok := strings.CutPrefix(folded, beginning)
		return ok && len(rest) > shortestStem && familiar(rest)
	})
}

// ended tells whether a word is another one with something behind it.
func ended(folded string) bool {
	return slices.ContainsFunc(endings, func(e wordEnding) bool {
		stem, ok := strings.CutSuffix(folded, e.ending)
		if !ok || len(stem) < shortestStem {
			return false
		}
		doubled := len(stem) > shortestStem && stem[len(stem)-1] == stem[len(stem)-2] && listed(stem[:len(stem)-1])
		return listed(stem+e.was) || deed[stem] || thing[stem] || doubled
	})
}

// ofTitle tells whether a word of English stands behind another one with a
// capital, as in the name of a program: "Attendance Matters".
func ofTitle(words []word, i int) bool {
	folded := fold(words[i].text)
	if i == 0 || !words[i].adjacent || !words[i-1].capital || isGiven(folded) || ordinary[folded] || !familiar(folded) {
		return false
	}
	before := fold(words[i-1].text)
	return familiar(before) && !ordinary[before] && !isGiven(before) && !calls[before]
}

// opens tells whether a capital that the beginning of a sentence gives is a
// name's all the same.
func (f Finder) opens(words []word, i int) bool {
	w := words[i]
	switch {
	case surnameFollows(words, i) && acts(words, i), !strings.HasSuffix(fold(w.text), "s") && speaks(words, i):
		return true
	case strange(w.text):
		return true
	default:
		return !familiar(fold(w.text)) && !made(fold(w.text)) && utf8.RuneCountInString(w.text) > 1
	}
}

// makings end words that no name is, however rare they are.
var makings = strings.Fields(`tion tions sion sions ment ments ness ity ities ally ously ings ated ating ible ology ologies ism isms ised ized ising izing ship ships logy emic etic atic istic graphic ical`)

// longMaking is how long a word must be for its ending to say so: "Jing" is a name.
const longMaking = 8

func made(folded string) bool {
	return utf8.RuneCountInString(folded) >= longMaking && slices.ContainsFunc(makings, func(m string) bool { return strings.HasSuffix(folded, m) })
}

// small tells whether a word in small letters is a first name, as in a note
// that was typed in haste: "spoke with amina".
func (f Finder) small(words []word, i int) bool {
	folded := firstHalf(fold(words[i].text))
	switch {
	case particle[folded]:
		return leadsToCapital(words, i) && words[i].first
	case utf8.RuneCountInString(folded) <= 3 || isWord(folded) || smallWord[folded] || f.known[folded] || titled(words, i):
		return false
	default:
		return given[folded] || given[bare(folded)]
	}
}

// firstHalf gives what stands before a hyphen: "kofi-desk" names Kofi.
func firstHalf(text string) string {
	half, _, _ := strings.Cut(text, "-")
	return half
}

// cited tells whether a word is who wrote a book: "Smith et al".
func cited(words []word, i int) bool {
	return i+2 < len(words) && words[i+1].text == "et" && strings.HasPrefix(words[i+2].text, "al")
}

// withinNames tells "al-Rashid" from "end-of-June".
func withinNames(text string) bool {
	lead, rest, ok := strings.Cut(text, "-")
	initial, _ := utf8.DecodeRuneInString(rest)
	return ok && particle[fold(lead)] && unicode.IsUpper(initial)
}

// again tells whether the same word stands before, as only a name can: "In
// April April moved".
func again(words []word, i int) bool {
	return i > 0 && words[i].adjacent && words[i-1].text == words[i].text && ordinary[fold(words[i].text)]
}

// amid tells whether a name that is a word too has a capital in the middle of
// a sentence where nothing beside it has one: "that Chance saw", "think Will will".
func amid(words []word, i int) bool {
	w := words[i]
	if i == 0 || w.first || w.headline || !w.capital || !plainName[fold(w.text)] || !w.adjacent || words[i-1].capital && !calls[fold(words[i-1].text)] {
		return false
	}
	return i+1 >= len(words) || !words[i+1].adjacent || !words[i+1].capital
}

// strange tells whether the letters of a word are not those of English:
// "Łukasz", "O'Brien", "McKay".
func strange(text string) bool {
	if borrowed[bare(text)] {
		return false
	}
	var before rune
	for at, r := range text {
		inner := at > 0 && unicode.IsUpper(r) && (before == '\'' || before == '’' || unicode.IsLower(before))
		if inner || unicode.IsLetter(r) && bare(string(r)) != strings.ToLower(string(r)) {
			return true
		}
		before = r
	}
	return false
}

// borrowed are words of English with signs on their letters.
var borrowed = set(`cafe cafes naive resume resumes cliche cliches fiance fiancee entree touche decor role facade`)
