package storage

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// spaceRow is a space within a transaction.
type spaceRow struct {
	number int64
	id     improve.SpaceID
	fold   *foldedSpace
	steps  map[improve.LogID][]accessStep // what counts in each data log, by fold
}

// foldedSpace is what a space's auth logs make at certain heads. It never
// changes, so it may be kept from one transaction to the next: the digest of
// the heads says which one is meant.
type foldedSpace struct {
	heads   improve.Digest
	events  []improve.AuthEvent
	space   improve.Space
	founded bool // false until the founding record has come
}

func foldEvents(id improve.SpaceID, heads improve.Digest, events []improve.AuthEvent) *foldedSpace {
	space, err := improve.FoldSpace(id, events)
	if err != nil {
		return &foldedSpace{heads: heads, events: events, space: improve.Space{ID: id}}
	}
	return &foldedSpace{heads: heads, events: events, space: space, founded: true}
}

// knows tells whether a device has or had access.
func (f *foldedSpace) knows(device improve.DeviceID) bool {
	if !f.founded {
		return false
	}
	_, member := f.space.Member(device)
	return member || device == f.space.Genesis.Root
}

// space gives the row of a space with its present fold; an *improve.Error NotFound when there is none.
func (t *tx) space(id improve.SpaceID) (*spaceRow, error) {
	if row := t.spaces[id]; row != nil {
		return row, nil
	}
	row := &spaceRow{id: id, steps: map[improve.LogID][]accessStep{}}
	err := t.row("SELECT number FROM space WHERE id = ?", id[:]).Scan(&row.number)
	if isEmpty(err) {
		return nil, noSpace()
	}
	if err != nil {
		return nil, t.fail("read space", err)
	}
	if row.fold, err = t.db.foldSpace(t.ctx, t.w, row.number, id); err != nil {
		return nil, t.fail("fold space", err)
	}
	t.spaces[id] = row
	return row, nil
}

// foldSpace folds a space's auth logs as q sees them, or takes the fold of the
// same heads that was made before.
func (db *DB) foldSpace(ctx context.Context, q querier, number int64, id improve.SpaceID) (*foldedSpace, error) {
	logs, err := readLogs(ctx, q, "WHERE l.space = ? AND l.stream = 0", number)
	if err != nil {
		return nil, err
	}
	return db.foldLogs(ctx, q, id, logs)
}

// foldLogs is foldSpace of auth logs that are read already.
func (db *DB) foldLogs(ctx context.Context, q querier, id improve.SpaceID, logs []*logRow) (*foldedSpace, error) {
	heads := headsOf(logs).Digest()
	if fold := db.keptFold(id); fold != nil && fold.heads == heads {
		return fold, nil
	}
	var events []improve.AuthEvent
	for _, log := range logs {
		piece, err := readEvents(ctx, q, log, 0, log.Head.Seq)
		if err != nil {
			return nil, err
		}
		for _, e := range piece {
			events = append(events, improve.AuthEvent{Event: e, Device: log.Device})
		}
	}
	fold := foldEvents(id, heads, events)
	db.keepFold(id, fold)
	return fold, nil
}

func (db *DB) keptFold(id improve.SpaceID) *foldedSpace {
	db.mu.Lock()
	defer db.mu.Unlock()

	return db.folds[id]
}

func (db *DB) keepFold(id improve.SpaceID, fold *foldedSpace) {
	db.mu.Lock()
	defer db.mu.Unlock()

	db.folds[id] = fold
}

// accessStep says what a device may write in one of its logs from a place on.
type accessStep struct {
	after uint64 // the step holds for events after this place
	level improve.AccessLevel
}

// stepsOf gives the steps of a log: access changes only where some cut ends.
func (f *foldedSpace) stepsOf(device improve.DeviceID, log improve.LogID) []accessStep {
	places := []uint64{0}
	for _, e := range f.events {
		for _, dot := range e.Header.Cut {
			if dot.Log == log {
				places = append(places, dot.Seq)
			}
		}
	}
	slices.Sort(places)
	places = slices.Compact(places)
	steps := make([]accessStep, len(places))
	for i, after := range places {
		steps[i] = accessStep{after: after, level: f.space.AccessAt(device, improve.Dot{Log: log, Seq: after + 1})}
	}
	return steps
}

// levelAt gives what the writer might do at a place of the log.
func levelAt(steps []accessStep, seq uint64) improve.AccessLevel {
	level := improve.NoAccess
	for _, step := range steps {
		if seq > step.after {
			level = step.level
		}
	}
	return level
}

// stepsFor gives the steps of a data log by the space's present fold.
func (row *spaceRow) stepsFor(log *logRow) []accessStep {
	steps, ok := row.steps[log.ID]
	if !ok {
		steps = row.fold.stepsOf(log.Device, log.ID)
		row.steps[log.ID] = steps
	}
	return steps
}

// Space gives a space; an *improve.Error NotFound when it is not here or its
// founding record has not come yet.
func (db *DB) Space(ctx context.Context, id improve.SpaceID) (improve.Space, error) {
	var space improve.Space
	err := db.read(ctx, "read space", func(q querier) error {
		fold, _, err := db.spaceByID(ctx, q, id)
		if err == nil && !fold.founded {
			err = noSpace()
		}
		if err == nil {
			space = fold.space
		}
		return err
	})
	return space, err
}

func (db *DB) spaceByID(ctx context.Context, q querier, id improve.SpaceID) (*foldedSpace, int64, error) {
	var number int64
	err := q.QueryRowContext(ctx, "SELECT number FROM space WHERE id = ?", id[:]).Scan(&number)
	if isEmpty(err) {
		return nil, 0, noSpace()
	}
	if err != nil {
		return nil, 0, err
	}
	fold, err := db.foldSpace(ctx, q, number, id)
	return fold, number, err
}

// Spaces gives all spaces in the order in which they came. One whose founding
// record has not come yet has only its id, and no access. Access is that of
// the device given to SetDevice.
func (db *DB) Spaces(ctx context.Context) ([]improve.SpaceRow, error) {
	var spaces []improve.SpaceRow
	device := db.ownDevice()
	err := db.read(ctx, "read spaces", func(q querier) error {
		rows, err := spaceNumbers(ctx, q)
		if err != nil {
			return err
		}
		for _, row := range rows {
			logs, err := readLogs(ctx, q, "WHERE l.space = ?", row.number)
			if err != nil {
				return err
			}
			fold, err := db.foldLogs(ctx, q, row.id, authOf(logs))
			if err != nil {
				return err
			}
			heads := headsOf(logs)
			shown := improve.SpaceRow{Space: fold.space, Events: eventsOf(logs), Digest: heads.Digest()}
			if fold.founded {
				shown.Access = fold.space.Access(device)
			}
			spaces = append(spaces, shown)
		}
		return nil
	})
	return spaces, err
}

func authOf(logs []*logRow) []*logRow {
	var auth []*logRow
	for _, log := range logs {
		if log.Stream == improve.Auth {
			auth = append(auth, log)
		}
	}
	return auth
}

func spaceNumbers(ctx context.Context, q querier) ([]spaceRow, error) {
	rows, err := q.QueryContext(ctx, "SELECT number, id FROM space ORDER BY number")
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var spaces []spaceRow
	for rows.Next() {
		var row spaceRow
		var id []byte
		if err := rows.Scan(&row.number, &id); err != nil {
			return nil, err
		}
		if err := copyID(row.id[:], id); err != nil {
			return nil, err
		}
		spaces = append(spaces, row)
	}
	return spaces, rows.Err()
}

// SpaceSecret gives the bytes that tag a space in an exchange, zeros when this device was not told.
func (db *DB) SpaceSecret(ctx context.Context, id improve.SpaceID) ([32]byte, error) {
	var raw []byte
	var secret [32]byte
	err := db.readers.QueryRowContext(ctx, "SELECT secret FROM space WHERE id = ?", id[:]).Scan(&raw)
	if isEmpty(err) {
		return secret, noSpace()
	}
	if err == nil {
		err = copyID(secret[:], raw)
	}
	return secret, explain("read space", err)
}

// AddSpace makes a place for a space whose auth events follow; twice is once.
// It is Tx.AddSpace in a transaction of its own.
func (db *DB) AddSpace(ctx context.Context, id improve.SpaceID, secret [32]byte) error {
	return db.Update(ctx, func(tx improve.Tx) error { return tx.AddSpace(id, secret) })
}
