package names

import (
	"cmp"
	"slices"
	"strings"
)

// Cover is a name and the words that are to stand for it.
type Cover struct {
	Name    string
	Instead string
	Always  bool // where it could as well be a word, too
}

// Covering puts other words in the place of names. It is for texts that
// strangers will read: a name is covered wherever it stands, in whatever
// letters, with or without its accents, each of its parts alone too. The one
// thing it leaves is what could as well be a word; Doubts tells of that.
// Any goroutine may use it.
type Covering struct {
	finder Finder
	covers []Cover
	pieces [][]piece        // of each name
	alone  map[string][]int // a part that may stand alone, and whose it is
}

// Span is a place of a covered text where other words stand for a name.
type Span struct {
	Start, End int    // bytes
	Was        string // what stood there
	Cover      int    // the number of the Cover
}

// Doubt is a place of a text where a name could stand.
type Doubt struct {
	Start, End int // bytes
	Text       string
	Cover      int // the number of the Cover
}

// Covering gives what covers these names. What stands first wins where two
// share a part.
func (f Finder) Covering(covers []Cover) Covering {
	c := Covering{finder: f, covers: covers, alone: map[string][]int{}}
	for i, cover := range covers {
		pieces := piecesOf(cover.Name)
		c.pieces = append(c.pieces, pieces)
		if len(pieces) < 2 || strings.ContainsAny(cover.Name, "@0123456789") {
			continue
		}
		for _, part := range pieces {
			if part.capital && len(part.key) > 1 && !particle[part.key] && !never[part.key] && !title[part.key] {
				c.alone[part.key] = append(c.alone[part.key], i)
			}
		}
	}
	return c
}

// coverRounds bounds how often a text is looked at again: a name can show only
// when the one beside it is covered.
const coverRounds = 3

// Text gives a text with the names covered, and where.
func (c Covering) Text(text string) (covered string, spans []Span) {
	for range coverRounds {
		places := c.places(text)
		if len(places) == 0 {
			break
		}
		text, spans = c.once(text, places, spans)
	}
	return text, spans
}

// once covers the places of a text and leads the spans of the round before along.
func (c Covering) once(text string, places []standing, before []Span) (covered string, spans []Span) {
	var out strings.Builder
	at, moved := 0, 0
	follow := func(upTo int) {
		for len(before) > 0 && before[0].Start < upTo {
			if before[0].Start >= at && before[0].End <= upTo {
				kept := before[0]
				kept.Start, kept.End = kept.Start+moved, kept.End+moved
				spans = append(spans, kept)
			}
			before = before[1:]
		}
	}
	for _, place := range places {
		follow(place.start)
		out.WriteString(text[at:place.start])
		start := out.Len()
		out.WriteString(c.covers[place.cover].Instead)
		if place.plural {
			out.WriteString("'s")
		}
		spans = append(spans, Span{Start: start, End: out.Len(), Was: text[place.start:place.end], Cover: place.cover})
		at, moved = place.end, out.Len()-place.end
	}
	follow(len(text) + 1)
	out.WriteString(text[at:])
	return out.String(), spans
}

// Stands gives the places of a text where one of the names stands.
func (c Covering) Stands(text string) []Found {
	var found []Found
	for _, place := range c.places(text) {
		found = append(found, Found{Start: place.start, End: place.end, Text: text[place.start:place.end]})
	}
	return found
}

// Doubts gives the places where a name could stand that is a word as well, or
// that is written small and unknown: Text leaves them.
func (c Covering) Doubts(text string) []Doubt {
	always := c
	always.covers = slices.Clone(c.covers)
	for i := range always.covers {
		always.covers[i].Always = true
	}
	sure := c.places(text)
	var found []Doubt
	for _, place := range always.places(text) {
		covered := slices.ContainsFunc(sure, func(s standing) bool { return s.start <= place.start && place.end <= s.end })
		if !covered {
			found = append(found, Doubt{Start: place.start, End: place.end, Text: text[place.start:place.end], Cover: place.cover})
		}
	}
	return found
}

// standing is where a name stands in a text.
type standing struct {
	start, end int // bytes
	cover      int
	plural     bool // "the two Aminas"
	parts      int  // of the name that stand there
}

// places finds whole names first, then parts of them; what stands side by side
// of one name is one place.
func (c Covering) places(text string) []standing {
	look := looking{Covering: c, text: text, pieces: piecesOf(text)}
	look.taken = make([]int, len(look.pieces))
	order := make([]int, len(c.covers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(c.pieces[b]), len(c.pieces[a])) })
	for _, cover := range order {
		look.whole(cover)
	}
	look.parts()
	return look.joined()
}

// HasLetters tells whether a text has a letter, so that it can be a name.
func HasLetters(text string) bool { return len(wordsOf(text)) > 0 }
