package storage

import (
	"context"

	"github.com/cairn-schools/cairn/improve"
)

// Past gives the events of some pages that count, in one look at the database,
// so that what belongs together stands as of one moment: those of each log in
// its order. Pages that are not here are passed over.
func (db *DB) Past(ctx context.Context, ids []improve.ArtifactID) ([]improve.PastEvent, error) {
	var past []improve.PastEvent
	err := db.read(ctx, "read the past of pages", func(q querier) error {
		reader := pastReader{db: db, q: q, spaces: map[int64]*pastSpace{}}
		for _, id := range ids {
			var err error
			if past, err = reader.page(ctx, past, id); err != nil {
				return err
			}
		}
		return nil
	})
	return past, err
}

// pastReader reads pages of a few spaces, each of which it looks at once.
type pastReader struct {
	db     *DB
	q      querier
	spaces map[int64]*pastSpace
}

type pastSpace struct {
	fold *foldedSpace
	logs map[int64]*logRow
}

// page adds the events of one page.
func (r pastReader) page(ctx context.Context, past []improve.PastEvent, id improve.ArtifactID) ([]improve.PastEvent, error) {
	number, space, err := spaceOfObject(ctx, r.q, id)
	if improve.CodeOf(err) == improve.NotFound {
		return past, nil
	}
	if err != nil {
		return nil, err
	}
	in, err := r.space(ctx, number, space)
	if err != nil {
		return nil, err
	}
	stored, err := objectEvents(ctx, r.q, id, number)
	if err != nil {
		return nil, err
	}
	for _, s := range stored {
		log := in.logs[s.log]
		if log == nil { // of the other stream
			continue
		}
		e, err := log.event(s)
		if err != nil {
			return nil, err
		}
		if in.fold.founded && in.fold.space.Accepts(log.Device, e) {
			past = append(past, improve.PastEvent{Event: e, Device: log.Device, Space: space})
		}
	}
	return past, nil
}

func (r pastReader) space(ctx context.Context, number int64, id improve.SpaceID) (*pastSpace, error) {
	if in, ok := r.spaces[number]; ok {
		return in, nil
	}
	fold, err := r.db.foldSpace(ctx, r.q, number, id)
	if err != nil {
		return nil, err
	}
	logs, err := readLogs(ctx, r.q, "WHERE l.space = ? AND l.stream = 1", number)
	if err != nil {
		return nil, err
	}
	in := &pastSpace{fold: fold, logs: make(map[int64]*logRow, len(logs))}
	for _, log := range logs {
		in.logs[log.number] = log
	}
	r.spaces[number] = in
	return in, nil
}
