package names

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Replace gives the text with some names as something else. with says what
// stands for each, as Find gave its text. A name is replaced where Find sees it
// and wherever else the same letters stand as whole words, unless they are an
// ordinary word, too.
func (f Finder) Replace(text string, with map[string]string) string {
	if len(with) == 0 {
		return text
	}
	var places []Found
	for _, one := range f.Find(text) {
		if _, ok := with[one.Text]; ok {
			places = append(places, one)
		}
	}
	for name := range with {
		if !ordinary[fold(name)] {
			places = append(places, literal(text, name)...)
		}
	}
	slices.SortFunc(places, func(a, b Found) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	var out strings.Builder
	at := 0
	for _, one := range places {
		if one.Start < at {
			continue
		}
		out.WriteString(text[at:one.Start])
		out.WriteString(with[one.Text])
		at = one.End
	}
	out.WriteString(text[at:])
	return out.String()
}

// literal gives the places where a name stands as whole words.
func literal(text, name string) []Found {
	var places []Found
	for at := 0; name != ""; {
		next := strings.Index(text[at:], name)
		if next < 0 {
			break
		}
		start, end := at+next, at+next+len(name)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !inWord(before) && !inWord(after) {
			places = append(places, Found{Start: start, End: end, Text: name})
		}
		at = end
	}
	return places
}

func inWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// Instead gives what is to stand for something that was found: "Student A" for
// a name, "…" for what is no name.
func (a *Aliases) Instead(one Found) string {
	if one.Sort == Name || one.Sort == Roster {
		return a.For(one.Text)
	}
	return "…"
}

// Know keeps an alias that a name was given before.
func (a *Aliases) Know(name, alias string) {
	words := wordsOf(name)
	if len(words) == 0 {
		return
	}
	if a.byName == nil {
		a.byName = map[string]string{}
	}
	a.byName[fold(words[0].text)] = alias
	a.Skip(alias)
}

// Skip leaves out the letters that a text uses already, so that a new "Student
// A" is not taken for the one who stands there.
func (a *Aliases) Skip(text string) {
	for _, w := range wordsOf(text) {
		if !w.alias || len(w.text) > 2 {
			continue
		}
		n := 0
		for _, letter := range w.text {
			if letter < 'A' || letter > 'Z' {
				n = -1
				break
			}
			n = n*26 + int(letter-'A') + 1
		}
		a.next = max(a.next, n)
	}
}

// Sentence gives the sentence of a text in which something was found.
func Sentence(text string, one Found) string {
	start := strings.LastIndexAny(text[:one.Start], ".!?\n") + 1
	end := len(text)
	if stop := strings.IndexAny(text[one.End:], ".!?\n"); stop >= 0 {
		end = one.End + stop
		if text[end] != '\n' {
			end++
		}
	}
	return strings.TrimSpace(text[start:end])
}
