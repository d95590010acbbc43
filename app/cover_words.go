package app

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// CoverWords looks for names of children in words that are about to be written
// where another school reads them: a comment, feedback. It gives the words as
// they would stand there with the names covered as was decided, and the names,
// none in a space that is one's own or the school's: colleagues speak of their
// own students. It writes nothing.
func (j *Journal) CoverWords(ctx context.Context, to improve.SpaceID, words string, decided ...NameCover) (Covered, error) {
	plain := Covered{Texts: []CoveredText{{Text: words}}}
	c, err := j.covererFor(ctx, to, decided)
	if c == nil || err != nil {
		return plain, err
	}
	c.read(words)
	if err := c.choose(); err != nil {
		return plain, err
	}
	covered := Covered{Texts: []CoveredText{c.cover(words, true)}}
	covered.Names = c.standing()
	return covered, nil
}

// CoverNew looks for names of children in a page that is about to be recorded
// where another school reads it, as CoverWords does, and gives the page with the
// names covered.
func (j *Journal) CoverNew(ctx context.Context, n NewArtifact, decided ...NameCover) (NewArtifact, []CoveredName, error) {
	kind, err := j.kind(n.Kind)
	if err != nil {
		return n, nil, err
	}
	to, err := j.homeOf(ctx, kind, n)
	if err != nil {
		return n, nil, err
	}
	c, err := j.covererFor(ctx, to, decided)
	if c == nil || err != nil {
		return n, nil, err
	}
	rewordNew(kind, n, func(person bool, text string) string {
		if person {
			c.readWho(text)
		} else {
			c.read(text)
		}
		return text
	})
	if err := c.choose(); err != nil {
		return n, nil, err
	}
	n = rewordNew(kind, n, func(_ bool, text string) string { return c.cover(text, true).Text })
	return n, c.standing(), nil
}

// covererFor gives what covers names in words for a space; nil where no other school reads them.
func (j *Journal) covererFor(ctx context.Context, to improve.SpaceID, decided []NameCover) (*coverer, error) {
	space, err := j.store.Space(ctx, to)
	if err != nil || !readElsewhere(space) {
		return nil, err
	}
	finder, err := j.finder(ctx)
	if err != nil {
		return nil, err
	}
	return newCoverer(finder, decided), nil
}

// readElsewhere tells that a space is there for more than one's own school.
func readElsewhere(space improve.Space) bool {
	return space.Genesis.Kind != improve.PersonalSpace && space.Genesis.Kind != improve.SchoolSpace
}

// standing are the names that stand somewhere.
func (c *coverer) standing() []CoveredName {
	return slices.DeleteFunc(c.names, func(n CoveredName) bool { return n.Places == 0 })
}

// homeOf gives the space in which a page would be recorded.
func (j *Journal) homeOf(ctx context.Context, kind *improve.Kind, n NewArtifact) (home improve.SpaceID, err error) {
	if !n.Space.IsZero() {
		return n.Space, nil
	}
	edits, err := j.editsOf(kind, n)
	if err != nil {
		return home, err
	}
	err = j.store.Update(ctx, func(tx improve.Tx) error {
		if home, err = newBatch(ctx, j, tx).home(kind, n, edits); err != nil {
			return err
		}
		return errPreviewed
	})
	if errors.Is(err, errPreviewed) {
		err = nil
	}
	return home, err
}

// rewordNew gives a page with each text that people write freely changed;
// person tells that a grown-up is named there.
func rewordNew(kind *improve.Kind, n NewArtifact, change func(person bool, text string) string) NewArtifact {
	n.Fields, n.Rows = maps.Clone(n.Fields), maps.Clone(n.Rows)
	reword := func(field, column improve.FieldKey, text string) string {
		declared, _ := declaredField(kind, field, column)
		if text == "" || !isFree(kind, field, column) {
			return text
		}
		return change(declared.Type == improve.Person, text)
	}
	for _, key := range sortedKeys(n.Fields) {
		n.Fields[key] = reword(key, "", n.Fields[key])
	}
	for _, key := range sortedKeys(n.Rows) {
		n.Rows[key] = slices.Clone(n.Rows[key])
		for i, row := range n.Rows[key] {
			cells := maps.Clone(row)
			for _, column := range sortedKeys(cells) {
				cells[column] = reword(key, column, cells[column])
			}
			n.Rows[key][i] = cells
		}
	}
	return n
}
