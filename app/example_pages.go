package app

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// How far and how many pages beside one are offered for an example of it: what
// hangs together in the work, not all of a school.
const (
	exampleSteps = 2
	exampleMost  = 30
)

// ExampleCandidate is a page that could go along.
type ExampleCandidate struct {
	Card    improve.Card
	Private bool // its kind keeps it from others: it goes only when somebody asks for it
}

// ExampleCandidates gives the pages that could be part of an example of one:
// those of a project, or those that a page is tied to, the nearest first.
func (j *Journal) ExampleCandidates(ctx context.Context, id improve.ArtifactID) ([]ExampleCandidate, error) {
	start, err := j.store.Page(ctx, id)
	if err != nil {
		return nil, err
	}
	if start.Artifact.Kind == projectKind {
		return j.ofProject(ctx, start.Artifact)
	}
	seen := map[improve.ArtifactID]bool{id: true}
	var all []ExampleCandidate
	pages := []improve.Page{start}
	for step := 0; step < exampleSteps && len(pages) > 0; step++ {
		var further []improve.Page
		for _, page := range pages {
			for _, link := range slices.Concat(page.Out, page.In) {
				if !link.Visible || seen[link.Card.ID] || len(all) == exampleMost || !j.mayGoAlong(link.Card) {
					continue
				}
				seen[link.Card.ID] = true
				all = append(all, j.candidate(link.Card))
				there, err := j.store.Page(ctx, link.Card.ID)
				if err != nil {
					return nil, err
				}
				further = append(further, there)
			}
		}
		pages = further
	}
	return all, nil
}

// mayGoAlong leaves out whole projects, which would bring all of theirs.
func (j *Journal) mayGoAlong(card improve.Card) bool {
	return card.Kind != projectKind && !card.Retired && MayBeExample(j.catalog.Kind(card.Kind))
}

func (j *Journal) candidate(card improve.Card) ExampleCandidate {
	kind := j.catalog.Kind(card.Kind)
	return ExampleCandidate{Card: card, Private: kind.Home == improve.Personal}
}

// ofProject gives the pages of a project, the private ones last.
func (j *Journal) ofProject(ctx context.Context, project improve.Artifact) ([]ExampleCandidate, error) {
	below, err := j.below(ctx, project, kinds.SmallGroup)
	if err != nil {
		return nil, err
	}
	goes := map[improve.ArtifactID]bool{}
	for _, a := range below {
		goes[a.ID] = true
	}
	cards, err := j.store.Cards(ctx, improve.Query{LinkTo: project.ID, Order: improve.ByCreated, Limit: everything})
	if err != nil {
		return nil, err
	}
	var all []ExampleCandidate
	for _, card := range cards {
		goes[card.ID] = false
		if len(all) < maxExamplePages-1 && j.mayGoAlong(card) {
			all = append(all, j.candidate(card))
		}
	}
	for _, a := range below {
		if !goes[a.ID] || a.ID == project.ID || len(all) >= maxExamplePages-1 {
			continue
		}
		if card := (improve.Card{ID: a.ID, Space: a.Space, Kind: a.Kind, Title: a.Title(), Retired: a.Retired()}); j.mayGoAlong(card) {
			all = append(all, j.candidate(card))
		}
	}
	slices.SortStableFunc(all, func(x, y ExampleCandidate) int {
		switch {
		case x.Private == y.Private:
			return 0
		case x.Private:
			return 1
		default:
			return -1
		}
	})
	return all, nil
}
