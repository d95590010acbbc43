package report

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// Told gives the pages of which Write tells when it is asked for one: of a
// project all that its report holds.
func Told(ctx context.Context, j *app.Journal, id improve.ArtifactID) ([]improve.ArtifactID, error) {
	a, err := j.Store().Artifact(ctx, id)
	if err != nil || a.Kind != "project" {
		return []improve.ArtifactID{id}, err
	}
	return j.ProjectPages(ctx, id)
}

// Query finds what a report of the year is chosen from.
func (y YearOf) Query(ctx context.Context, j *app.Journal) (improve.Query, error) {
	return sharedQuery(ctx, j, yearKinds(), y.Spaces)
}

// OverviewQuery finds what an overview is chosen from.
func OverviewQuery(ctx context.Context, j *app.Journal) (improve.Query, error) {
	return sharedQuery(ctx, j, overviewKinds(), nil)
}

// sharedQuery finds the pages of some kinds in the spaces that somebody else
// reads, too, or in those of them that are given.
func sharedQuery(ctx context.Context, j *app.Journal, kinds []improve.KindName, spaces []improve.SpaceID) (improve.Query, error) {
	query := improve.Query{Kinds: kinds}
	me, err := j.Me(ctx)
	if err != nil {
		return query, err
	}
	rows, err := j.Store().Spaces(ctx)
	if err != nil {
		return query, err
	}
	for _, row := range rows {
		if id := row.Space.ID; id != me.Personal && (len(spaces) == 0 || slices.Contains(spaces, id)) {
			query.Spaces = append(query.Spaces, id)
		}
	}
	if len(query.Spaces) == 0 {
		query.Spaces = []improve.SpaceID{{}} // none; no space at all would be every one
	}
	return query, nil
}
