package app

import (
	"context"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// NextCycle opens the next test of the same ramp after a PDSA test and gives
// its id. A test that has a next one already gives that one.
func (j *Journal) NextCycle(ctx context.Context, id improve.ArtifactID) (improve.ArtifactID, error) {
	next, err := j.store.Cards(ctx, improve.Query{LinkTo: id, Rel: "follows", Limit: 1})
	if err != nil {
		return improve.ArtifactID{}, err
	}
	if len(next) > 0 {
		return next[0].ID, nil
	}
	var opened improve.ArtifactID
	err = j.update(ctx, func(b *batch) error {
		opened, err = b.nextCycle(id)
		return err
	})
	return opened, err
}

func (b *batch) nextCycle(id improve.ArtifactID) (improve.ArtifactID, error) {
	a, err := b.artifact(id)
	if err != nil {
		return improve.ArtifactID{}, err
	}
	fields, rows := kinds.NextCycle(a)
	links := []NewLink{{Rel: "follows", Target: id}}
	for _, rel := range kinds.NextCycleRels() {
		for _, target := range a.LinkedTo(rel) {
			links = append(links, NewLink{Rel: rel, Target: target})
		}
	}
	return b.create(NewArtifact{Kind: a.Kind, Space: a.Space, Fields: fields, Rows: rows, Links: links})
}
