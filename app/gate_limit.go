package app

import (
	"context"
	"strconv"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// gateReader is what the gate reads: a transaction, or the database for a screen.
type gateReader interface {
	Space(id improve.SpaceID) (improve.Space, error)
	Artifacts(q improve.Query) ([]improve.Artifact, error)
	Log(id improve.LogID) (log improve.Log, ok bool, err error)
}

// storeReader reads what is committed.
type storeReader struct {
	ctx   context.Context // of the call; a reader lives no longer
	store Store
}

func (r storeReader) Space(id improve.SpaceID) (improve.Space, error) {
	return r.store.Space(r.ctx, id)
}

func (r storeReader) Artifacts(q improve.Query) ([]improve.Artifact, error) {
	return r.store.Artifacts(r.ctx, q)
}

func (r storeReader) Log(id improve.LogID) (improve.Log, bool, error) {
	return r.store.LogByID(r.ctx, id)
}

// fewest gives the limit of a space, read once a batch.
func (b *batch) fewest(space improve.Space) (int, error) {
	if fewest, known := b.limits[space.ID]; known {
		return fewest, nil
	}
	fewest, err := fewestIn(b.tx, space)
	if err == nil {
		b.limits[space.ID] = fewest
	}
	return fewest, err
}

// strictest gives the limit that keeps those of several spaces; zero ids are passed over.
func (b *batch) strictest(ids []improve.SpaceID) (int, error) {
	most := 0
	for _, id := range ids {
		if id.IsZero() {
			continue
		}
		space, err := b.space(id)
		if err != nil {
			return 0, err
		}
		fewest, err := b.fewest(space)
		if err != nil {
			return 0, err
		}
		most = max(most, fewest)
	}
	return most, nil
}

// fewestIn gives from how many students on a group's number may stand in a
// space: the strictest that an owner of it has written on one of its pages of
// the school or network, or an owner of the space it belongs to on one there; 10
// where nobody has. Who does not own the space cannot change it.
func fewestIn(r gateReader, space improve.Space) (int, error) {
	strictest := 0
	for _, id := range []improve.SpaceID{space.ID, space.Genesis.Parent} {
		limit, err := limitIn(r, id)
		if err != nil {
			return 0, err
		}
		strictest = max(strictest, limit)
	}
	if strictest == 0 {
		return kinds.SmallGroup, nil
	}
	return strictest, nil
}

// limitIn gives the strictest limit on the pages of one space; 0 for none, and
// for a space that is not here.
func limitIn(r gateReader, id improve.SpaceID) (int, error) {
	space, pages, err := limitPages(r, id)
	if err != nil {
		return 0, err
	}
	strictest := 0
	for _, page := range pages {
		for _, v := range page.Register(kinds.FewestKey, improve.RowID{}).Live {
			log, ok, err := r.Log(v.Dot.Log)
			if err != nil {
				return 0, err
			}
			limit, notNumber := strconv.Atoi(v.Value.Text)
			if !ok || notNumber != nil || limit < chart.SmallestGroup || space.Access(log.Device) < improve.Owner {
				continue
			}
			strictest = max(strictest, min(limit, chart.LargestSmallGroup))
		}
	}
	return strictest, nil
}
