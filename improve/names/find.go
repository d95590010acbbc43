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
	roster map[string]bool // words of the names on the list, without accents
	known  map[string]bool
	listed []string  // the list
	list   *Covering // finds the names of the list in any letters; nil without a list
}

// New gives a finder that knows the students of a team, by name or initials as
// a teacher would write them, and names that are no children's: colleagues,
// schools. Both stay on this laptop.
func New(roster, known []string) Finder {
	f := Finder{roster: map[string]bool{}, known: map[string]bool{}}
	for _, entry := range roster {
		for _, word := range wordsOf(entry) {
			if len(word.text) > 1 && !particle[fold(word.text)] {
				f.roster[bare(fold(word.text))] = true
			}
		}
	}
	for _, entry := range known {
		for _, word := range wordsOf(entry) {
			f.known[fold(word.text)] = true
		}
	}
	f.listed, f.list = f.looksFor(roster)
	return f
}

// looksFor gives what finds these names in any letters.
func (f Finder) looksFor(list []string) ([]string, *Covering) {
	var listed []string
	var covers []Cover
	for _, name := range list {
		if name = strings.TrimSpace(name); HasLetters(name) {
			listed, covers = append(listed, name), append(covers, Cover{Name: name})
		}
	}
	if len(listed) == 0 {
		return nil, nil
	}
	c := f.Covering(covers)
	return listed, &c
}

// Listed gives the places of a text where a name of the team's list stands, in
// whatever letters and however divided, or could stand where it is a word as
// well; each is called as the list calls it.
func (f Finder) Listed(text string) []Found { return placesOf(f.list, f.listed, text) }

// Listing gives a finder whose Listed finds other names, of which none is a
// student's: a last name in small letters is a word then.
func Listing(list []string) Finder {
	f := Finder{}
	f.listed, f.list = f.looksFor(list)
	return f
}

// Find gives what it finds in a text, in order and without overlap.
func (f Finder) Find(text string) []Found {
	found := slices.Concat(patterns(text), initials(text), f.turned(text))
	for _, one := range f.names(text) {
		if !dotted(text, one) {
			found = append(found, one)
		}
	}
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
		end := words[last].end
		if last == i && !words[i].capital {
			end = words[i].start + len(firstHalf(words[i].text))
		}
		found = append(found, Found{Start: words[i].start, End: end, Text: text[words[i].start:end], Sort: sort})
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
	case f.roster[bare(folded)]:
		return Roster, onRoster(words, i)
	case !w.capital:
		return Name, f.small(words, i)
	case f.isNone(words, i):
		return Name, false
	case again(words, i):
		return Name, true
	case never[folded]: // "Will", "May": most often the word
		return Name, amid(words, i) || speaks(words, i) || w.possessive && !month[folded]
	case ordinary[folded]:
		return Name, acts(words, i) || amid(words, i)
	case (w.first || w.headline) && !isGiven(folded) && !foreign(words, i): // of a sentence, where every word has a capital
		return Name, f.opens(words, i)
	default:
		return Name, true
	}
}

// isNone tells whether a word is no child's name, whatever stands beside it.
func (f Finder) isNone(words []word, i int) bool {
	w, folded := words[i], fold(words[i].text)
	if w.shouted && !shoutedName(folded) || title[folded] || f.known[folded] || thing[folded] || cited(words, i) {
		return true
	}
	return land[folded] || ofTitle(words, i) || never[folded] && !ordinary[folded] || titled(words, i) || inPlace(words, i)
}

// onRoster tells whether a word that is on the list is meant as the name: in
// small letters, too, unless it is an ordinary word or no more than initials.
func onRoster(words []word, i int) bool {
	w, folded := words[i], fold(words[i].text)
	switch {
	case !w.capital:
		return len(w.text) > 3 && !ordinary[folded] && !vocabulary[folded]
	case month[folded]:
		return acts(words, i)
	default:
		return !w.first || !ordinary[folded] && !vocabulary[folded] || acts(words, i)
	}
}

// continues tells whether the word after one that is part of a name is part of it, too.
func (f Finder) continues(words []word, i int) bool {
	next := words[i+1]
	folded := fold(next.text)
	if !next.adjacent || next.alias {
		return false
	}
	if !next.capital {
		return f.roster[bare(folded)] && !isWord(folded) && !vocabulary[folded] || leadsToCapital(words, i+1)
	}
	shouts := next.shouted && (!words[i].shouted || familiar(folded))
	return f.roster[bare(folded)] && !month[folded] || !next.first && !shouts && !never[folded] && !land[folded] && !f.known[folded]
}

// leadsToCapital tells whether the small words from here on are those that
// stand within names, with a capital behind them: "van der Berg", "al-Rashid".
func leadsToCapital(words []word, i int) bool {
	for at := i; at < len(words) && (at == i || words[at].adjacent); at++ {
		switch {
		case !words[at].capital && withinNames(words[at].text):
			return true
		case words[at].capital:
			return at > i
		case !particle[fold(words[at].text)]:
			return false
		}
	}
	return false
}

// surnameFollows tells whether a capital follows, as in a first and a last name.
func surnameFollows(words []word, i int) bool {
	return i+1 < len(words) && words[i+1].adjacent && words[i+1].capital && !never[fold(words[i+1].text)] && !words[i+1].shouted && !thing[fold(words[i+1].text)]
}

// titled tells whether a title stands before the word: then it is a grown-up's.
func titled(words []word, i int) bool {
	return i > 0 && title[fold(words[i-1].text)] || i > 1 && title[fold(words[i-2].text)] && words[i-1].capital
}

// inPlace tells whether the word is part of the name of a place or a thing:
// capitals up to a word such as School or Street.
func inPlace(words []word, i int) bool {
	for at := i + 1; at < len(words) && at <= i+3 && words[at].capital && words[at].adjacent; at++ {
		if place := fold(words[at].text); thing[place] {
			return !lastName[place] || !isGiven(fold(words[i].text)) // "Hannah Park" is nowhere
		}
	}
	return thing[fold(words[i].text)] && i > 0 && words[i-1].capital
}

// acts tells whether something stands beside the word that people do or that is done to them.
func acts(words []word, i int) bool {
	if words[i].possessive {
		return true
	}
	if month[fold(words[i].text)] { // "by April", "April was warm"
		return speaks(words, i) || i > 0 && calls[fold(words[i-1].text)]
	}
	for at := i + 1; at < len(words) && at <= i+2; at++ {
		if deed[fold(words[at].text)] {
			return true
		}
		if !words[at].capital {
			break
		}
	}
	return i > 0 && (before[fold(words[i-1].text)] || calls[fold(words[i-1].text)])
}

// speaks tells whether the next word is one that only people do.
func speaks(words []word, i int) bool {
	return i+1 < len(words) && words[i+1].adjacent && speech[fold(words[i+1].text)]
}
