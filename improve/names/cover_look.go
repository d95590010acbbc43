package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// looking is one text in which names are looked for.
type looking struct {
	Covering
	text   string
	pieces []piece
	taken  []int  // for each piece, 1 + the number of the cover that it belongs to
	words  []word // of the text, when they were asked for
}

// whole takes every place where all of a name stands.
func (l *looking) whole(cover int) {
	name := l.Covering.pieces[cover]
	for i := 0; len(name) > 0 && i < len(l.pieces); i++ {
		end := l.stands(name, i)
		if end == i || len(name) == 1 && end == i+1 && !l.meant(i, cover, name[0]) || allInitials(name) && !l.initials(name, i) {
			continue
		}
		for at := i; at < end; at++ {
			l.taken[at] = cover + 1
		}
	}
}

// initials tells whether initials stand at a piece as they are written: "I'm" is not "I. M.".
func (l *looking) initials(name []piece, i int) bool {
	for n, part := range name {
		here := l.pieces[i+n]
		if here.text != part.text || n > 0 && !strings.Contains(here.gap, ".") {
			return false
		}
	}
	return true
}

// stands gives the piece after a name that begins at a piece; that piece
// itself where none does.
func (l *looking) stands(name []piece, i int) int {
	at := i
	for n, part := range name {
		if n > 0 && at < len(l.pieces) && !joins(l.pieces[at].gap) && l.pieces[at].gap != part.gap {
			return i
		}
		next := l.after(part, at, n == len(name)-1)
		if next == at {
			return i
		}
		at = next
	}
	return at
}

// after gives the piece after a part of a name that stands at a piece. It may
// be several pieces there: "aMina".
func (l *looking) after(part piece, at int, last bool) int {
	letters := ""
	for end := at; end < len(l.pieces) && l.taken[end] == 0; end++ {
		here := l.pieces[end]
		if end > at && (here.gap != "" || here.letter != part.letter) {
			break
		}
		letters += here.key
		if letters == part.key || last && end == at && here.pluralOf(part) {
			return end + 1
		}
		if !strings.HasPrefix(part.key, letters) {
			break
		}
	}
	return at
}

// parts takes the parts of names that stand alone.
func (l *looking) parts() {
	for i, here := range l.pieces {
		if l.taken[i] != 0 {
			continue
		}
		owners := l.alone[here.key]
		if len(owners) == 0 {
			owners = l.alone[here.singular()]
		}
		for _, cover := range owners {
			if l.meant(i, cover, piece{key: here.key, capital: true}) {
				l.taken[i] = cover + 1
				l.lead(i, cover)
				break
			}
		}
	}
}

// lead takes what stands before a last name and belongs to it: "van der Berg", "O'Brien".
func (l *looking) lead(i, cover int) {
	for ; i > 0 && l.taken[i-1] == 0; i-- {
		before := l.pieces[i-1]
		belongs := particle[before.key] && strings.Trim(l.pieces[i].gap, " -") == "" ||
			len(before.key) == 1 && before.capital && (l.pieces[i].gap == "'" || l.pieces[i].gap == "’")
		if !belongs || !slices.ContainsFunc(l.Covering.pieces[cover], func(p piece) bool { return p.key == before.key }) {
			return
		}
		l.taken[i-1] = cover + 1
	}
}

// meant tells whether one piece that has the letters of a name is the name.
func (l *looking) meant(i, cover int, name piece) bool {
	here := l.pieces[i]
	always := l.covers[cover].Always
	switch {
	case len(here.key) == 1 && here.letter:
		return l.initial(i, name) && (always || !never[here.key])
	case !name.capital: // typed so by hand, or no letters
		return true
	case !here.capital && (len(here.key) < 3 || particle[here.key]): // "et al", when Al is a child
		return always
	case isWord(here.key):
		return here.capital && (always || l.acts(here))
	case given[here.key] || l.finder.roster[here.key]:
		return true
	default:
		return here.capital || always
	}
}

// initial tells whether a letter stands for a name; "Student K" is what stands for somebody.
func (l *looking) initial(i int, name piece) bool {
	return l.pieces[i].text == name.text && (i == 0 || l.pieces[i-1].key != "student")
}

// acts tells whether a piece is used as a name, not as the word that it is too.
func (l *looking) acts(here piece) bool {
	if l.words == nil {
		l.words = wordsOf(l.text)
	}
	for i, w := range l.words {
		if w.start == here.start {
			return acts(l.words, i) || amid(l.words, i) || again(l.words, i) || l.finder.roster[here.key] && onRoster(l.words, i)
		}
	}
	return false
}

// joined makes one place of pieces of the same name that stand side by side.
func (l *looking) joined() []standing {
	var places []standing
	for i, here := range l.pieces {
		cover := l.taken[i] - 1
		if cover < 0 {
			continue
		}
		plural := here.pluralOf(l.lastOf(cover, here))
		if n := len(places); n > 0 && i > 0 && l.taken[i-1] == l.taken[i] && l.onePlace(cover, l.pieces[i-1], here) &&
			(here.gap == "" || places[n-1].parts < len(l.Covering.pieces[cover])) && !places[n-1].plural {
			places[n-1].end, places[n-1].plural, places[n-1].parts = here.end, plural, places[n-1].parts+1
			continue
		}
		places = append(places, standing{start: here.start, end: here.end, cover: cover, plural: plural, parts: 1})
	}
	for i := range places {
		if allInitials(l.Covering.pieces[places[i].cover]) {
			places[i].end += lastDot(l.text[places[i].end:])
		}
	}
	return places
}

// lastDot is how long the dot behind initials is, where no sentence ends with it.
func lastDot(after string) int {
	dotted, ok := strings.CutPrefix(after, ".")
	if !ok || dotted == "" {
		return 0
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(dotted, " "))
	if unicode.IsLower(next) || strings.ContainsRune(",;:'’)", next) {
		return 1
	}
	return 0
}

// onePlace tells whether two pieces of a name that stand one after the other are
// one person: "Amina Yusuf", and "Yusuf, Amina".
func (l *looking) onePlace(cover int, before, here piece) bool {
	if here.key == before.key {
		return false
	}
	name := l.Covering.pieces[cover]
	if slices.ContainsFunc(name[1:], func(p piece) bool { return p.key == here.key && p.gap == here.gap }) {
		return true
	}
	if strings.TrimSpace(here.gap) == "," && !strings.Contains(here.gap, "\n") {
		return before.key == name[len(name)-1].key && here.key == name[0].key
	}
	return joins(here.gap)
}

// lastOf gives the piece of a name that another one is the plural of.
func (l *looking) lastOf(cover int, here piece) piece {
	for _, part := range l.Covering.pieces[cover] {
		if here.pluralOf(part) {
			return part
		}
	}
	return piece{}
}

// joins tells whether what stands between two parts of a name lets them be one.
func joins(gap string) bool { return strings.Trim(gap, " \t\n\r\u00a0-'’._") == "" }

// isWord tells that the letters are an ordinary word as well.
func isWord(key string) bool {
	return ordinary[key] || never[key] || deed[key] || before[key] || speech[key] || thing[key] || title[key]
}

// piece is a run of letters, or of digits: the smallest part of a name that
// is looked for.
type piece struct {
	text       string
	key        string // in small letters, without accents
	plain      string // in small letters
	start, end int    // bytes
	gap        string // what stands before it
	capital    bool
	letter     bool
}

// pluralOf tells "Aminas" from "Amina".
func (p piece) pluralOf(name piece) bool {
	return len(name.key) > 3 && name.capital && !isWord(name.key) && p.key == name.key+"s"
}

// singular gives the letters without a plural's ending; "" where it has none.
func (p piece) singular() string {
	one, ok := strings.CutSuffix(p.key, "s")
	if !ok || len(one) < 4 || isWord(one) {
		return ""
	}
	return one
}

// piecesOf divides a text where letters begin and end, and where a small letter
// is followed by a capital as in names of files.
func piecesOf(text string) []piece {
	var pieces []piece
	runes, ends := []rune{}, []int{}
	for at, r := range text {
		runes, ends = append(runes, r), append(ends, at)
	}
	ends = append(ends, len(text))
	last := 0
	for i := 0; i < len(runes); {
		if sortOf(runes[i]) == otherRune {
			i++
			continue
		}
		end := i + 1
		for end < len(runes) && goesOn(runes, end) {
			end++
		}
		p := newPiece(text[ends[i]:ends[end]], runes[i])
		p.start, p.end, p.gap = ends[i], ends[end], text[last:ends[i]]
		pieces = append(pieces, p)
		i, last = end, ends[end]
	}
	return pieces
}

func newPiece(text string, initial rune) piece {
	p := piece{text: text, plain: fold(text), key: bare(text), letter: unicode.IsLetter(initial)}
	p.capital = unicode.IsUpper(initial) || unicode.IsTitle(initial)
	return p
}

// Sorts of runes.
const (
	otherRune = iota
	letterRune
	digitRune
	markRune
	wholeRune // of a writing without blanks between words: each stands for itself
)

func sortOf(r rune) int {
	switch {
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return wholeRune
	case unicode.IsLetter(r):
		return letterRune
	case unicode.IsDigit(r):
		return digitRune
	case unicode.IsMark(r):
		return markRune
	default:
		return otherRune
	}
}

// goesOn tells whether a rune belongs to the same piece as the one before it.
func goesOn(runes []rune, i int) bool {
	before, here := runes[i-1], runes[i]
	switch sortOf(here) {
	case markRune:
		return true
	case digitRune:
		return sortOf(before) == digitRune
	case letterRune:
	default:
		return false
	}
	if kind := sortOf(before); kind != letterRune && kind != markRune {
		return false
	}
	if !unicode.IsUpper(here) {
		return true
	}
	ends := i+1 < len(runes) && unicode.IsLower(runes[i+1]) // "AMINAYusuf"
	return unicode.IsUpper(before) && !ends
}
