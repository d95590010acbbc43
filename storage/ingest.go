package storage

import (
	"context"
	"errors"

	"github.com/cairn-schools/cairn/improve"
)

// Ingest takes received segments of one space in, in one transaction. One that
// is refused does not keep the others out; one that was refused because what
// admits it came later in the same call is tried again. The error is one of
// the database alone: then nothing was kept.
func (db *DB) Ingest(ctx context.Context, space improve.SpaceID, segments []improve.Segment) (improve.Ingested, error) {
	var ingested improve.Ingested
	err := db.update(ctx, func(t *tx) error {
		ingested = improve.Ingested{}
		if _, err := t.space(space); err != nil {
			return err
		}
		return t.ingest(space, segments, &ingested)
	})
	if err != nil {
		return improve.Ingested{}, explain("take in records", err)
	}
	return ingested, nil
}

func (t *tx) ingest(space improve.SpaceID, segments []improve.Segment, ingested *improve.Ingested) error {
	for len(segments) > 0 {
		var again []improve.Segment
		var waiting []improve.Refusal
		for _, seg := range segments {
			events, err := t.append(space, seg)
			ingested.Events += events
			refusal := improve.Refusal{Log: seg.Log, First: seg.First, Reason: err}
			switch {
			case t.usable() != nil:
				return t.usable()
			case err == nil && events > 0:
				if err := t.lookForOwn(seg.Log); err != nil {
					return err
				}
			case err == nil:
			case errors.Is(err, improve.ErrStranger), errors.Is(err, improve.ErrGap):
				again, waiting = append(again, seg), append(waiting, refusal)
			default:
				ingested.Refused = append(ingested.Refused, refusal)
			}
		}
		if len(again) == len(segments) {
			ingested.Refused = append(ingested.Refused, waiting...)
			return nil
		}
		segments = again
	}
	return nil
}

// lookForOwn asks for a new writer when others sent events of the present one
// that were not here: this database is an older state of itself, or a copy of
// it writes elsewhere.
func (t *tx) lookForOwn(id improve.LogID) error {
	log, err := t.log(id)
	if err != nil || log == nil || log.Writer != t.db.guard.own.writer {
		return err
	}
	return t.renewOnce(improve.RestoredWriter)
}
