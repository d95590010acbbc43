package names

import (
	"cmp"
	"slices"
	"strings"
)

// Sort says what was found.
type Sort int

// What a text may hold that names a child.
const (
	Name   Sort = iota // a name that looks like one
	Roster             // a name or initials from the list of the team's own students
	Email
	Phone
	Birthday
	Number // a number of a student
)

// Found is one place in a text.
type Found struct {
	Start, End int // bytes
	Text       string
	Sort       Sort
}

// Finder looks for names. The zero Finder knows no students and no colleagues.
type Finder struct {
	roster map[string]bool
	known  map[string]bool
}

// New gives a finder that knows the students of a team, by name or initials as
// a teacher would write them, and names that are no children's: colleagues,
// schools. Both stay on this laptop.
func New(roster, known []string) Finder {
	f := Finder{roster: map[string]bool{}, known: map[string]bool{}}
	for _, entry := range roster {
		for _, word := range wordsOf(entry) {
			if len(word.text) > 1 {
				f.roster[fold(word.text)] = true
			}
		}
	}
	for _, entry := range known {
		for _, word := range wordsOf(entry) {
			f.known[fold(word.text)] = true
		}
	}
	return f
}

// Find gives what it finds in a text, in order and without overlap.
func (f Finder) Find(text string) []Found {
	found := patterns(text)
	found = append(found, f.names(text)...)
	slices.SortFunc(found, func(a, b Found) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	var kept []Found
	for _, one := range found {
		if len(kept) == 0 || one.Start >= kept[len(kept)-1].End {
			kept = append(kept, one)
		}
	}
	return kept
}

// names walks through the words and joins those of one name.
func (f Finder) names(text string) []Found {
	words := wordsOf(text)
	var found []Found
	for i := 0; i < len(words); i++ {
		sort, ok := f.begins(words, i)
		if !ok {
			continue
		}
		last := i
		for last+1 < len(words) && f.continues(words, last) {
			last++
		}
		found = append(found, Found{Start: words[i].start, End: words[last].end, Text: text[words[i].start:words[last].end], Sort: sort})
		i = last
	}
	return found
}

// begins tells whether a name begins at a word.
func (f Finder) begins(words []word, i int) (Sort, bool) {
	w := words[i]
	folded := fold(w.text)
	switch {
	case w.alias:
		return Name, false
	case f.roster[folded]:
		return Roster, onRoster(words, i)
	case !w.capital || w.shouted || title[folded] || f.known[folded] || never[folded] || titled(words, i) || inPlace(words, i):
		return Name, false
	case ordinary[folded]:
		return Name, acts(words, i)
	case w.first && !given[folded]: // of a sentence, where every word has a capital
		return Name, surnameFollows(words, i) && acts(words, i) || !strings.HasSuffix(folded, "s") && speaks(words, i)
	default:
		return Name, true
	}
}

// onRoster tells whether a word that is on the list is meant as the name: in
// small letters, too, unless it is an ordinary word or no more than initials.
func onRoster(words []word, i int) bool {
	w := words[i]
	if !w.capital {
		return len(w.text) > 3 && !ordinary[fold(w.text)]
	}
	return !w.first || !ordinary[fold(w.text)] || acts(words, i)
}

// continues tells whether the word after one that is part of a name is part of it, too.
func (f Finder) continues(words []word, i int) bool {
	next := words[i+1]
	folded := fold(next.text)
	if !next.adjacent || next.alias {
		return false
	}
	return f.roster[folded] || next.capital && !next.first && !next.shouted && !never[folded] && !ordinary[folded] && !f.known[folded] ||
		particle[folded] && i+2 < len(words) && words[i+2].capital && words[i+2].adjacent
}

// surnameFollows tells whether a capital follows, as in a first and a last name.
func surnameFollows(words []word, i int) bool {
	return i+1 < len(words) && words[i+1].adjacent && words[i+1].capital && !never[fold(words[i+1].text)] && !words[i+1].shouted
}

// titled tells whether a title stands before the word: then it is a grown-up's.
func titled(words []word, i int) bool {
	return i > 0 && title[fold(words[i-1].text)] || i > 1 && title[fold(words[i-2].text)] && words[i-1].capital
}

// inPlace tells whether the word is part of the name of a place or a thing:
// capitals up to a word such as School or Street.
func inPlace(words []word, i int) bool {
	for at := i + 1; at < len(words) && at <= i+3 && words[at].capital && words[at].adjacent; at++ {
		if thing[fold(words[at].text)] {
			return true
		}
	}
	return thing[fold(words[i].text)] && i > 0 && words[i-1].capital
}

// acts tells whether something stands beside the word that people do or that is done to them.
func acts(words []word, i int) bool {
	if words[i].possessive {
		return true
	}
	for at := i + 1; at < len(words) && at <= i+2; at++ {
		if deed[fold(words[at].text)] {
			return true
		}
		if !words[at].capital {
			break
		}
	}
	return i > 0 && before[fold(words[i-1].text)]
}

// speaks tells whether the next word is one that only people do.
func speaks(words []word, i int) bool {
	return i+1 < len(words) && words[i+1].adjacent && speech[fold(words[i+1].text)]
}

// Replace gives the text with each of the found names as "Student A", "Student
// B" and so on: the same name the same letter, through all texts that go through
// one Aliases. What is no name becomes "…".
func Replace(text string, found []Found, aliases *Aliases) string {
	var out strings.Builder
	at := 0
	for _, one := range found {
		out.WriteString(text[at:one.Start])
		out.WriteString(aliases.Instead(one))
		at = one.End
	}
	out.WriteString(text[at:])
	return out.String()
}

// Aliases are the letters that stand for names. The zero Aliases has given none.
type Aliases struct {
	byName map[string]string
	next   int
}

// For gives the alias of a name: that of the same first name, or a new one.
func (a *Aliases) For(name string) string {
	key := fold(wordsOf(name)[0].text)
	if alias, ok := a.byName[key]; ok {
		return alias
	}
	if a.byName == nil {
		a.byName = map[string]string{}
	}
	letters := ""
	for n := a.next; ; n = n/26 - 1 {
		letters = string(rune('A'+n%26)) + letters
		if n < 26 {
			break
		}
	}
	a.next++
	a.byName[key] = "Student " + letters
	return a.byName[key]
}
