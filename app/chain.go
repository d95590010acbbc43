package app

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// Limits of a chain: further away nobody looks, and a page must load at once.
const (
	chainSteps = 4  // from a cause to its test are four
	chainMost  = 24 // pages each way; a card lists no more
)

// ChainLink is a page that stands before or after another in the work.
type ChainLink struct {
	Card    improve.Card
	Visible bool // false: it is not on this device, and Card holds its id alone
	Steps   int  // how far away: 1 is what it was made from, or what was made from it
}

// Chain says where a page came from and what came of it, the nearest first.
type Chain struct {
	From []ChainLink
	Came []ChainLink
}

// Chain follows what was made from what (improve.Next), both ways, a few steps
// far. Each page stands in it once; rings end.
func (j *Journal) Chain(ctx context.Context, page improve.Page) (Chain, error) {
	from, err := j.follow(ctx, page, j.madeFrom)
	if err != nil {
		return Chain{}, err
	}
	came, err := j.follow(ctx, page, j.madeOf)
	return Chain{From: from, Came: came}, err
}

// madeFrom gives the links of a page to what it was made from.
func (j *Journal) madeFrom(page improve.Page) []improve.PageLink {
	rels := j.catalog.ChainRels(page.Artifact.Kind)
	return slices.DeleteFunc(slices.Clone(page.Out), func(l improve.PageLink) bool { return !slices.Contains(rels, l.Rel) })
}

// madeOf gives the links to a page from what was made from it.
func (j *Journal) madeOf(page improve.Page) []improve.PageLink {
	return slices.DeleteFunc(slices.Clone(page.In), func(l improve.PageLink) bool {
		return !slices.Contains(j.catalog.ChainRels(l.Card.Kind), l.Rel)
	})
}

func (j *Journal) follow(ctx context.Context, start improve.Page, next func(improve.Page) []improve.PageLink) ([]ChainLink, error) {
	seen := map[improve.ArtifactID]bool{start.Artifact.ID: true}
	var chain []ChainLink
	pages := []improve.Page{start}
	for steps := 1; steps <= chainSteps && len(pages) > 0; steps++ {
		var further []improve.Page
		for _, page := range pages {
			for _, link := range next(page) {
				if seen[link.Card.ID] || len(chain) == chainMost {
					continue
				}
				seen[link.Card.ID] = true
				chain = append(chain, ChainLink{Card: link.Card, Visible: link.Visible, Steps: steps})
				if !link.Visible || steps == chainSteps {
					continue
				}
				there, err := j.store.Page(ctx, link.Card.ID)
				if err != nil && improve.CodeOf(err) != improve.NotFound {
					return nil, err
				}
				if err == nil {
					further = append(further, there)
				}
			}
		}
		pages = further
	}
	return chain, nil
}

// Started gives what a new page begins with that is made from another: its
// texts, and its links to that page and to what goes along.
func Started(from improve.Artifact, next improve.Next, made *improve.Kind) NewArtifact {
	started := NewArtifact{Kind: next.Kind, Links: []NewLink{{Rel: next.Rel, Target: from.ID}}}
	for _, rel := range next.Keep {
		there, ok := made.Rel(rel)
		if !ok {
			continue
		}
		for i, target := range from.LinkedTo(rel) {
			if link := (NewLink{Rel: rel, Target: target}); (i == 0 || there.Many) && !slices.Contains(started.Links, link) {
				started.Links = append(started.Links, link)
			}
		}
	}
	if next.Fill != nil {
		started.Fields, started.Rows = next.Fill(from)
	}
	return started
}
