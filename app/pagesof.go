package app

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// PagesOf gives a project and what belongs to it, oldest first: what is linked
// to it, and what is linked to that and says of no other project. An *Error
// NotFound where there is no such project here.
func (j *Journal) PagesOf(ctx context.Context, id improve.ArtifactID) (project improve.Artifact, pages []improve.Artifact, err error) {
	if project, err = j.store.Artifact(ctx, id); err != nil {
		return improve.Artifact{}, nil, err
	}
	seen := map[improve.ArtifactID]bool{id: true}
	own, err := j.store.Artifacts(ctx, improve.Query{LinkTo: id, Order: improve.ByCreated, Limit: everything})
	if err != nil {
		return improve.Artifact{}, nil, err
	}
	take := func(a improve.Artifact) {
		if seen[a.ID] = true; isOf(a, id) {
			pages = append(pages, a)
		}
	}
	for _, a := range own {
		take(a)
	}
	for at := 0; at < len(pages); at++ {
		if j.leadsNowhere(pages[at].Kind) {
			continue
		}
		cards, err := j.store.Cards(ctx, improve.Query{LinkTo: pages[at].ID, Order: improve.ByCreated, Limit: everything})
		if err != nil {
			return improve.Artifact{}, nil, err
		}
		for _, card := range cards {
			if seen[card.ID] {
				continue
			}
			a, err := j.store.Artifact(ctx, card.ID)
			if err != nil {
				return improve.Artifact{}, nil, err
			}
			take(a)
		}
	}
	return project, pages, nil
}

// leadsNowhere names the kinds below which nothing of a project hangs: there may
// be thousands of them, or they are everybody's, as a team is.
func (j *Journal) leadsNowhere(kind improve.KindName) bool {
	return kind == kinds.PointKind || kind == feedbackKind || j.stands(kind)
}

// isOf tells whether something that is linked to a project or its parts is part of it.
func isOf(a improve.Artifact, project improve.ArtifactID) bool {
	if a.Kind == projectKind {
		return false
	}
	projects := a.LinkedTo(projectRel)
	return len(projects) == 0 || slices.Contains(projects, project)
}
