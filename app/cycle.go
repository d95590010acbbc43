package app

import (
	"context"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// followsRel leads from a test to the one before it in its ramp.
const followsRel improve.RelName = "follows"

// NextCycle opens the next test of the same ramp after a PDSA test and gives
// its id. A test that has a next one already gives that one; two programs that
// ask at once get the same.
func (j *Journal) NextCycle(ctx context.Context, id improve.ArtifactID) (improve.ArtifactID, error) {
	var next improve.ArtifactID
	err := j.update(ctx, func(b *batch) error {
		var err error
		next, err = b.nextCycle(id)
		return err
	})
	return next, err
}

func (b *batch) nextCycle(id improve.ArtifactID) (improve.ArtifactID, error) {
	a, kind, err := b.changeable(id)
	if err != nil {
		return improve.ArtifactID{}, err
	}
	if _, ok := kind.Rel(followsRel); !ok {
		return improve.ArtifactID{}, &improve.Error{Code: improve.Invalid, Message: "Only a test has a next test.", Hint: "Open the test that it should build on."}
	}
	// The write lock is held, so what is committed is all there is.
	next, err := b.j.store.Cards(b.ctx, improve.Query{LinkTo: id, Rel: followsRel, Limit: 1})
	if err != nil {
		return improve.ArtifactID{}, err
	}
	if len(next) > 0 {
		return next[0].ID, nil
	}
	fields, rows := kinds.NextCycle(a)
	links := []NewLink{{Rel: followsRel, Target: id}}
	for _, rel := range kinds.NextCycleRels() {
		for _, target := range a.LinkedTo(rel) {
			links = append(links, NewLink{Rel: rel, Target: target})
		}
	}
	return b.create(NewArtifact{Kind: a.Kind, Space: a.Space, Fields: fields, Rows: rows, Links: links})
}
