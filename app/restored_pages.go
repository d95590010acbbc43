package app

import (
	"context"

	"github.com/cairn-schools/cairn/improve"
)

// RestoredPages gives the private pages that came with the backup of another
// laptop, each with the copy of it that the user goes on with here. The old
// ones stay, to be read; empty where nothing was restored so.
func (j *Journal) RestoredPages(ctx context.Context) (map[improve.ArtifactID]improve.ArtifactID, error) {
	me, err := j.Me(ctx)
	if improve.CodeOf(err) == improve.NotFound {
		return nil, nil // a folder of nobody yet
	}
	if err != nil {
		return nil, err
	}
	old, err := j.leftSpaces(ctx, me)
	if err != nil || len(old) == 0 {
		return nil, err
	}
	mine, err := j.store.Artifacts(ctx, improve.Query{Spaces: []improve.SpaceID{me.Personal}, Retired: true, Examples: improve.AndExamples, Limit: everything})
	if err != nil {
		return nil, err
	}
	copies := map[improve.ArtifactID]improve.ArtifactID{}
	for _, a := range mine {
		v, _ := a.Register(improve.OriginKey, improve.RowID{}).Shown()
		id, err := improve.ParseArtifactID(v.Value.Cells[originArtifact])
		if err == nil && old[v.Value.Cells[originSpace]] {
			copies[id] = a.ID
		}
	}
	return copies, nil
}

// leftSpaces gives the ids, as texts, of the private spaces that this laptop
// only reads.
func (j *Journal) leftSpaces(ctx context.Context, me Me) (map[string]bool, error) {
	rows, err := j.store.Spaces(ctx)
	if err != nil {
		return nil, err
	}
	left := map[string]bool{}
	for _, row := range rows {
		if j.isLeft(row.Space) && row.Space.ID != me.Personal {
			left[row.Space.ID.String()] = true
		}
	}
	return left, nil
}

// isLeft tells that a space is private and came with a backup: nobody writes there from here.
func (j *Journal) isLeft(space improve.Space) bool {
	return space.Genesis.Kind == improve.PersonalSpace && !space.Access(j.Device()).Allows(improve.SetEvent)
}
