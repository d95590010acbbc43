package improvetest

import (
	"encoding/json"
	"regexp"
	"strings"
	"unicode"

	"github.com/cairn-schools/cairn/improve/phrase"
)

// LongerLanguage is the tag of the language that Longer makes up.
const LongerLanguage = "en-xa"

// Longer makes up a language out of the English table (assets/lang/en.json):
// every letter is another one that looks like it, every text is 40 per cent
// longer, numbers have a decimal comma. What still stands in English letters in
// a picture or on a screen does not come from the table; what is cut or overlaps
// has no room for a language with long words.
func Longer(table []byte) (*phrase.Book, error) {
	raw, err := LongerTable(table)
	if err != nil {
		return nil, err
	}
	return phrase.Read(LongerLanguage, raw)
}

// LongerTable gives the file of that language.
func LongerTable(table []byte) ([]byte, error) {
	texts := map[string]string{}
	if err := json.Unmarshal(table, &texts); err != nil {
		return nil, err
	}
	for key, text := range texts {
		if key != "language.plural" {
			texts[key] = longer(text)
		}
	}
	texts["language.decimal"], texts["language.thousands"] = ",", "."
	return json.Marshal(texts)
}

// filledIn finds the places in a text that are filled, and signs such as \n.
var filledIn = regexp.MustCompile(`%(\[\d+\])?[-+#0]*\d*(\.\d+)?[a-zA-Z%]`)

const (
	plainLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	otherLetters = "āƀċđēƒġħīĵķļɱņōƥɋŗšţūʋŵẋŷžĀƁĊĐĒƑĠĦĪĴĶĻⱮŅŌƤɊŖŠŢŪƲŴẊŶŽ"
	growth       = 4 // tenths of a letter for each
)

const wholeLetter = 10

// longer changes the words of a text and leaves what is filled in.
func longer(text string) string {
	var b strings.Builder
	at, due := 0, 0
	for _, place := range filledIn.FindAllStringIndex(text, -1) {
		due = lengthen(&b, text[at:place[0]], due)
		b.WriteString(text[place[0]:place[1]])
		at = place[1]
	}
	lengthen(&b, text[at:], due)
	return b.String()
}

// lengthen writes a text with other letters; each word grows by what is due at its end.
func lengthen(b *strings.Builder, text string, due int) int {
	plain, other := []rune(plainLetters), []rune(otherLetters)
	swapped := map[rune]rune{}
	for i, letter := range plain {
		swapped[letter] = other[i]
	}
	letters := []rune(text)
	for i, letter := range letters {
		if to, ok := swapped[letter]; ok {
			letter = to
			due += growth
		}
		b.WriteRune(letter)
		if last := i+1 == len(letters) || !unicode.IsLetter(letters[i+1]); unicode.IsLetter(letter) && last {
			for ; due >= wholeLetter; due -= wholeLetter {
				b.WriteRune('ē')
			}
		}
	}
	return due
}

var plainWord = regexp.MustCompile(`[A-Za-z]+(?:['’][A-Za-z]+)?`)

// Strays finds the words of a text in English letters that are not among the
// own ones: in the language of Longer they came past the table. Single letters
// are signs.
func Strays(text string, own map[string]bool) []string {
	var strays []string
	for _, place := range plainWord.FindAllStringIndex(text, -1) {
		word := text[place[0]:place[1]]
		if len(word) < 2 || own[word] || partOfWord(text, place) || strings.HasPrefix(text[place[1]:], "…") && beginsOne(word, own) {
			continue
		}
		strays = append(strays, word)
	}
	return strays
}

// beginsOne tells that a word which was cut is the beginning of an own one.
func beginsOne(word string, own map[string]bool) bool {
	for whole := range own {
		if strings.HasPrefix(whole, word) {
			return true
		}
	}
	return false
}

// partOfWord tells that letters of another alphabet stand before or behind.
func partOfWord(text string, place []int) bool {
	before, after := []rune(text[:place[0]]), []rune(text[place[1]:])
	return len(before) > 0 && unicode.IsLetter(before[len(before)-1]) || len(after) > 0 && unicode.IsLetter(after[0])
}

// Own collects the words of texts, to be told from strays.
func Own(texts ...string) map[string]bool {
	own := map[string]bool{}
	for _, text := range texts {
		for _, word := range plainWord.FindAllString(text, -1) {
			own[word] = true
		}
	}
	return own
}
