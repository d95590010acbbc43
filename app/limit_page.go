package app

import (
	"context"
	"strconv"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// LimitPage is where the smallest group that others see is written.
type LimitPage struct {
	Page   improve.ArtifactID // zero where no page of a school or network is here
	Owner  bool               // what this laptop writes there counts
	Fewest int                // what counts now
}

// LimitPage finds the page on which the smallest group of a space is set: the
// one whose word counts now, else the first page of a school or a network that
// an owner could write it on, in the space itself or in the one that it belongs to.
func (j *Journal) LimitPage(ctx context.Context, id improve.SpaceID) (LimitPage, error) {
	reader := storeReader{ctx: ctx, store: j.store}
	space, err := j.store.Space(ctx, id)
	if err != nil {
		return LimitPage{}, err
	}
	limit := LimitPage{}
	if limit.Fewest, err = fewestIn(reader, space); err != nil {
		return limit, err
	}
	counts := false
	for _, at := range []improve.SpaceID{space.ID, space.Genesis.Parent} {
		holder, pages, err := limitPages(reader, at)
		if err != nil {
			return limit, err
		}
		for _, page := range pages {
			said := page.Text(kinds.FewestKey) == strconv.Itoa(limit.Fewest)
			if limit.Page.IsZero() || said && !counts {
				limit.Page, limit.Owner, counts = page.ID, holder.Access(j.Device()) == improve.Owner, said
			}
		}
	}
	return limit, nil
}

// limitPages gives the pages of one space that may set the limit, the oldest
// first; none for a space that is not here.
func limitPages(r gateReader, id improve.SpaceID) (improve.Space, []improve.Artifact, error) {
	if id.IsZero() {
		return improve.Space{}, nil, nil
	}
	space, err := r.Space(id)
	if improve.CodeOf(err) == improve.NotFound {
		return space, nil, nil
	}
	if err != nil {
		return space, nil, err
	}
	pages, err := r.Artifacts(improve.Query{Spaces: []improve.SpaceID{id}, Kinds: kinds.LimitKinds(), Order: improve.ByCreated, Limit: everything})
	return space, pages, err
}
