package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// reach knows where an agreement holds: the words that a school uses, the steps
// of its cycle, what is fixed for all. They are written once, in the space of
// those who agreed.
type reach struct {
	spaces map[improve.SpaceID]improve.Space
	order  []improve.SpaceID // as they came here
	me     Me
}

// parentsFollowed is how far "part of" is followed; a longer way is a ring.
const parentsFollowed = 8

func (j *Journal) reach(ctx context.Context) (reach, error) {
	rows, err := j.store.Spaces(ctx)
	if err != nil {
		return reach{}, err
	}
	me, err := j.Me(ctx)
	if err != nil && improve.CodeOf(err) != improve.NotFound {
		return reach{}, err
	}
	r := reach{spaces: map[improve.SpaceID]improve.Space{}, me: me}
	for _, row := range rows {
		r.spaces[row.Space.ID] = row.Space
		r.order = append(r.order, row.Space.ID)
	}
	return r, nil
}

// near gives the spaces whose agreements hold in a space, the nearest first:
// itself and what it is part of, one's own school, and then, unless it is a
// network itself, the networks that this laptop is in.
func (r reach) near(space improve.SpaceID) []improve.SpaceID {
	near := r.up(nil, space)
	near = r.up(near, r.me.School)
	if r.spaces[space].Genesis.Kind == improve.NetworkSpace {
		return near
	}
	for _, id := range r.order {
		if r.spaces[id].Genesis.Kind == improve.NetworkSpace {
			near = r.up(near, id)
		}
	}
	return near
}

// up adds a space and those that it is part of.
func (r reach) up(near []improve.SpaceID, id improve.SpaceID) []improve.SpaceID {
	for range parentsFollowed {
		if id.IsZero() || slices.Contains(near, id) {
			return near
		}
		near = append(near, id)
		id = r.spaces[id].Genesis.Parent
	}
	return near
}

// holding gives those of some pages that hold in a space, the nearest first
// and of one space the oldest.
func (r reach) holding(pages []improve.Artifact, space improve.SpaceID) []improve.Artifact {
	near := r.near(space)
	at := func(a improve.Artifact) int { return slices.Index(near, a.Space) }
	holding := slices.DeleteFunc(slices.Clone(pages), func(a improve.Artifact) bool { return at(a) < 0 })
	slices.SortStableFunc(holding, func(x, y improve.Artifact) int {
		return cmp.Or(cmp.Compare(at(x), at(y)), cmp.Compare(x.Created, y.Created), cmp.Compare(x.ID.String(), y.ID.String()))
	})
	return holding
}

// ofProject gives those that hold for a project: of all that hold in its space,
// the ones that belong to no other project, its own first.
func ofProject(holding []improve.Artifact, project improve.ArtifactID) []improve.Artifact {
	var own, all []improve.Artifact
	for _, a := range holding {
		switch projects := a.LinkedTo(projectRel); {
		case len(projects) == 0:
			all = append(all, a)
		case slices.Contains(projects, project):
			own = append(own, a)
		}
	}
	return append(own, all...)
}
