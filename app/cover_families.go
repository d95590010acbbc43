package app

import (
	"context"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/names"
)

// Covered is texts for readers outside the school: other words stand for the
// names in them.
type Covered struct {
	Texts []CoveredText // in the order in which they were given
	Names []CoveredName
}

// Places counts how often other words stand for a name.
func (c Covered) Places() int {
	places := 0
	for _, text := range c.Texts {
		places += len(text.Covers)
	}
	return places
}

// CoverDoubt is a word that was left and that could be a name.
type CoverDoubt struct {
	Word string
	Seen string // the sentence in which it stands, as it would be read
}

// Doubts gives each word once that was left and could be a name.
func (c Covered) Doubts() []CoverDoubt {
	var doubts []CoverDoubt
	for _, text := range c.Texts {
		for _, d := range text.Doubts {
			doubt := CoverDoubt{Word: d.Text, Seen: names.Sentence(text.Text, names.Found{Start: d.Start, End: d.End, Text: d.Text})}
			if !slices.Contains(doubts, doubt) {
				doubts = append(doubts, doubt)
			}
		}
	}
	return doubts
}

// somebody stands for each name in what families read: who it was is not told,
// child or grown-up, nor that two places name the same.
const somebody = "somebody"

// CoverNames covers the names of children and of grown-ups in texts, in the way
// of all prompts: those that it finds there or in the texts beside them, those of
// the team's list, those of the people whom this laptop knows, and what a person
// decided. What is a word as well as a name stays, and is told as a doubt.
func (j *Journal) CoverNames(ctx context.Context, texts, beside []string, decided []NameCover) (Covered, error) {
	roster, err := j.Roster(ctx)
	if err != nil {
		return Covered{}, err
	}
	people, places, err := j.namesKnown(ctx)
	if err != nil {
		return Covered{}, err
	}
	c := newCoverer(names.New(rosterNames(roster), places), decided)
	c.also, c.stand = names.Listing(people), somebody
	for _, text := range append(append([]string{}, texts...), beside...) {
		c.read(text)
	}
	if err := c.choose(); err != nil {
		return Covered{}, err
	}
	var all Covered
	for _, text := range texts {
		covered := c.cover(text, true)
		covered.Text = beginLarge(covered.Text, covered.Covers)
		all.Texts = append(all.Texts, covered)
	}
	all.Names = slices.DeleteFunc(c.names, func(n CoveredName) bool { return n.Places+n.Doubts == 0 && !n.Leave && !n.Marked })
	return all, nil
}

// beginLarge writes what stands for a name with a capital where a sentence begins.
func beginLarge(text string, spans []names.Span) string {
	letters := []byte(text)
	for _, span := range spans {
		before := strings.TrimRight(text[:span.Start], " ")
		if before == "" || strings.ContainsAny(before[len(before)-1:], ".!?\n") {
			if strings.HasPrefix(text[span.Start:], somebody) {
				letters[span.Start] = somebody[0] - 'a' + 'A'
			}
		}
	}
	return string(letters)
}

// rosterNames gives the names of a list that was typed or pasted. On a line of
// several, "Brown, Jaylen" is one child as class lists write it; one line alone
// with commas is a list.
func rosterNames(roster string) []string {
	lines := strings.FieldsFunc(roster, func(r rune) bool { return r == '\n' || r == ';' })
	var all []string
	for _, line := range lines {
		last, first, turned := strings.Cut(line, ",")
		if turned && len(lines) > 1 && names.HasLetters(last) && names.HasLetters(first) && !strings.Contains(first, ",") {
			all = append(all, strings.TrimSpace(first)+" "+strings.TrimSpace(last))
			continue
		}
		all = append(all, strings.Split(line, ",")...)
	}
	return all
}

// namesKnown gives the names of the people, and those of the schools and
// spaces, that this laptop knows.
func (j *Journal) namesKnown(ctx context.Context) (people, places []string, err error) {
	rows, err := j.store.Spaces(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, row := range rows {
		places = append(places, row.Space.Name)
		for _, member := range row.Space.Laptops() {
			people = append(people, member.Name)
		}
	}
	cards, err := j.store.Cards(ctx, improve.Query{Kinds: []improve.KindName{"person", "organisation"}, Limit: everything})
	if err != nil {
		return nil, nil, err
	}
	for _, card := range cards {
		if card.Kind == "person" {
			people = append(people, card.Title)
		} else {
			places = append(places, card.Title)
		}
	}
	return people, places, nil
}
