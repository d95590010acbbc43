package app

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// CoverWords looks for names of children in words that are about to be written
// where another school reads them: a comment, feedback. It gives the words as
// they would stand there with the names covered, and the names, none in a space
// that is one's own or the school's: colleagues speak of their own students.
// It writes nothing.
func (j *Journal) CoverWords(ctx context.Context, to improve.SpaceID, words string) (Covered, error) {
	plain := Covered{Texts: []CoveredText{{Text: words}}}
	space, err := j.store.Space(ctx, to)
	if err != nil || space.Genesis.Kind == improve.PersonalSpace || space.Genesis.Kind == improve.SchoolSpace {
		return plain, err
	}
	finder, err := j.finder(ctx)
	if err != nil {
		return plain, err
	}
	c := newCoverer(finder, nil)
	c.read(words)
	if err := c.choose(); err != nil {
		return plain, err
	}
	covered := Covered{Texts: []CoveredText{c.cover(words, true)}}
	covered.Names = slices.DeleteFunc(c.names, func(n CoveredName) bool { return n.Places == 0 })
	return covered, nil
}
