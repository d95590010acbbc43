package app

import (
	"context"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// NumbersAtHome counts the numbers that are on this person's laptops alone,
// though others read their measure: those of small groups, those that would give
// one away, and those that their writer put where only they see them.
func (j *Journal) NumbersAtHome(ctx context.Context) (int, error) {
	me, err := j.Me(ctx)
	if err != nil || me.Personal.IsZero() {
		return 0, err
	}
	numbers, err := j.store.Artifacts(ctx, improve.Query{Spaces: []improve.SpaceID{me.Personal}, Kinds: []improve.KindName{kinds.PointKind}, Limit: everything})
	if err != nil {
		return 0, err
	}
	count, elsewhere := 0, map[improve.ArtifactID]bool{}
	for _, number := range numbers {
		for _, id := range number.LinkedTo(measureRel) {
			shared, known := elsewhere[id]
			if !known {
				measure, err := j.store.Artifact(ctx, id)
				if err != nil && improve.CodeOf(err) != improve.NotFound {
					return 0, err
				}
				shared = err == nil && measure.Space != me.Personal
				elsewhere[id] = shared
			}
			if shared {
				count++
				break
			}
		}
	}
	return count, nil
}
