package app

import (
	"context"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/names"
)

// Covered is texts for readers outside the school: other words stand for the
// names in them.
type Covered struct {
	Texts  []string // in the order in which they were given
	Places int      // how often other words stand for a name
	Doubts []CoverDoubt
}

// CoverDoubt is a word that was left and that could be a name.
type CoverDoubt struct {
	Word string
	Seen string // the sentence in which it stands, as it would be read
}

// somebody stands for each name in what families read: who it was is not told,
// child or grown-up, nor that two places name the same.
const somebody = "somebody"

// CoverNames covers the names of children and of grown-ups in texts: those that
// it finds there or in the texts beside them, those of the team's list, and those
// of the people whom this laptop knows. What is a word as well as a name stays,
// and is told as a doubt.
func (j *Journal) CoverNames(ctx context.Context, texts, beside []string) (Covered, error) {
	roster, err := j.Roster(ctx)
	if err != nil {
		return Covered{}, err
	}
	people, places, err := j.namesKnown(ctx)
	if err != nil {
		return Covered{}, err
	}
	students := rosterNames(roster)
	finder := names.New(students, places)
	var found []names.Found
	for _, text := range append(append([]string{}, texts...), beside...) {
		found = append(found, finder.Find(text)...)
	}
	var covers []names.Cover
	for _, one := range names.Merge(found) {
		instead := somebody
		if one.Sort != names.Name && one.Sort != names.Roster {
			instead = hidden
		}
		covers = append(covers, names.Cover{Name: one.Text, Instead: instead})
	}
	for _, name := range append(students, people...) {
		if name = strings.TrimSpace(name); names.HasLetters(name) {
			covers = append(covers, names.Cover{Name: name, Instead: somebody})
		}
	}
	return coveredWith(finder.Covering(covers), texts), nil
}

// coveredWith covers each text and gathers each doubt once.
func coveredWith(covering names.Covering, texts []string) Covered {
	all := Covered{Texts: make([]string, len(texts))}
	told := map[CoverDoubt]bool{}
	for i, text := range texts {
		covered, spans := covering.Text(text)
		covered = beginLarge(covered, spans)
		all.Texts[i] = covered
		all.Places += len(spans)
		for _, d := range covering.Doubts(covered) {
			doubt := CoverDoubt{Word: d.Text, Seen: names.Sentence(covered, names.Found{Start: d.Start, End: d.End, Text: d.Text})}
			if !told[doubt] {
				told[doubt] = true
				all.Doubts = append(all.Doubts, doubt)
			}
		}
	}
	return all
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

func rosterNames(roster string) []string {
	return strings.FieldsFunc(roster, func(r rune) bool { return r == '\n' || r == ',' || r == ';' })
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
