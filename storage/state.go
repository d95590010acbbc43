package storage

import (
	"context"
	"fmt"

	"github.com/cairn-schools/cairn/improve"
)

// mixSum gives an artifact another sum, in the digest of its space too.
func (t *tx) mixSum(a *folded, sum improve.Digest) {
	total := t.sums[a.space]
	total.Mix(a.sum)
	total.Mix(sum)
	a.sum, t.sums[a.space] = sum, total
}

// writeSums brings the stored digests of states up to date.
func (t *tx) writeSums() error {
	for space, change := range t.sums {
		if change == (improve.Digest{}) {
			continue
		}
		total, read := t.totals[space]
		if !read {
			var err error
			if total, err = readState(t.ctx, t.w, space); err != nil {
				return t.fail("read state", err)
			}
		}
		total.Mix(change)
		t.totals[space] = total
		_, err := t.exec("INSERT INTO state (space, digest) VALUES (?, ?) ON CONFLICT (space) DO UPDATE SET digest = excluded.digest", space, total[:])
		if err != nil {
			return err
		}
	}
	clear(t.sums)
	return nil
}

// readState gives the stored digest of a space's state, zero when it shows nothing.
func readState(ctx context.Context, q querier, space int64) (improve.Digest, error) {
	var total improve.Digest
	var raw []byte
	err := q.QueryRowContext(ctx, "SELECT digest FROM state WHERE space = ?", space).Scan(&raw)
	if isEmpty(err) {
		return total, nil
	}
	if err == nil {
		err = copyID(total[:], raw)
	}
	return total, err
}

// StateSum gives what this device holds of a space and what it makes of it, on
// one snapshot and without looking at any artifact.
func (db *DB) StateSum(ctx context.Context, id improve.SpaceID) (improve.StateSum, error) {
	var sum improve.StateSum
	err := db.read(ctx, "read state", func(q querier) error {
		var err error
		sum, err = stateSum(ctx, q, id)
		return err
	})
	return sum, err
}

func stateSum(ctx context.Context, q querier, id improve.SpaceID) (improve.StateSum, error) {
	var number int64
	err := q.QueryRowContext(ctx, "SELECT number FROM space WHERE id = ?", id[:]).Scan(&number)
	if isEmpty(err) {
		return improve.StateSum{}, noSpace()
	}
	if err != nil {
		return improve.StateSum{}, err
	}
	logs, err := readLogs(ctx, q, "WHERE l.space = ?", number)
	if err != nil {
		return improve.StateSum{}, err
	}
	state, err := readState(ctx, q, number)
	return improve.StateSum{Events: headsOf(logs).Digest(), State: state}, err
}

// StateDigest gives the digest of a space's state as its rows make it, one by
// one; StateSum has the one that is kept beside them.
func (db *DB) StateDigest(ctx context.Context, id improve.SpaceID) (improve.Digest, error) {
	var total improve.Digest
	err := db.read(ctx, "read state", func(q querier) error {
		var err error
		total, err = digestRows(ctx, q, id)
		return err
	})
	return total, err
}

func digestRows(ctx context.Context, q querier, id improve.SpaceID) (improve.Digest, error) {
	var total improve.Digest
	rows, err := q.QueryContext(ctx, "SELECT a.id, a.state FROM artifact a JOIN space s ON s.number = a.space WHERE s.id = ?", id[:])
	if err != nil {
		return total, err
	}
	defer rows.Close()

	for rows.Next() {
		a, err := scanState(rows, id)
		if err != nil {
			return total, err
		}
		total.Mix(a.StateDigest())
	}
	return total, rows.Err()
}

// Keys of the table meta about states that differed.
const (
	metaDiffered = "differed" // how often another laptop made something else of the same events
	metaHealed   = "healed"   // how often making the lists afresh changed them then
	metaDoubt    = "doubt"    // a space and the digest of its events: the lists are to be made afresh
	metaTried    = "tried"    // the same: they were
)

// NoteStateDiffers keeps that another laptop makes something else of the same
// events. Once for the same events, HealState makes the lists afresh.
func (db *DB) NoteStateDiffers(ctx context.Context, space improve.SpaceID, events improve.Digest) error {
	doubt := append(append([]byte{}, space[:]...), events[:]...)
	err := db.update(ctx, func(t *tx) error {
		var known bool
		err := t.row("SELECT EXISTS (SELECT 1 FROM meta WHERE key IN (?, ?) AND value = ?)", metaDoubt, metaTried, doubt).Scan(&known)
		if err != nil || known {
			return t.fail("read doubt", err)
		}
		if _, err := t.exec("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", metaDoubt, doubt); err != nil {
			return err
		}
		return t.count(metaDiffered)
	})
	return explain("note a difference", err)
}

// count raises a counter of the table meta.
func (t *tx) count(key string) error {
	_, err := t.exec("INSERT INTO meta (key, value) VALUES (?, 1) ON CONFLICT (key) DO UPDATE SET value = value + 1", key)
	return err
}

// HealState makes the lists afresh when NoteStateDiffers has asked for it, and
// tells whether it did. What it found is logged, by ids alone, and counted for Check.
func (db *DB) HealState(ctx context.Context) (done bool, err error) {
	var doubt []byte
	err = db.readers.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?", metaDoubt).Scan(&doubt)
	if isEmpty(err) {
		return false, nil
	}
	var space improve.SpaceID
	if err == nil && len(doubt) != len(space)+len(improve.Digest{}) {
		err = fmt.Errorf("a doubt of %d bytes", len(doubt))
	}
	if err != nil {
		return false, explain("read doubt", err)
	}
	copy(space[:], doubt)
	err = db.update(ctx, func(t *tx) error { return t.heal(space, doubt) })
	return err == nil, explain("make lists afresh", err)
}

func (t *tx) heal(space improve.SpaceID, doubt []byte) error {
	before, err := stateSum(t.ctx, t.w, space)
	if err != nil {
		return t.fail("read state", err)
	}
	if err := t.rebuild(); err != nil {
		return err
	}
	if err := t.flush(); err != nil {
		return err
	}
	after, err := stateSum(t.ctx, t.w, space)
	if err != nil {
		return t.fail("read state", err)
	}
	healed := before.State != after.State
	t.db.log.Error("another laptop made something else of the same records; lists were made afresh", "code", "state-differs",
		"space", space.String(), "healed", healed)
	if healed {
		if err := t.count(metaHealed); err != nil {
			return err
		}
	}
	if _, err := t.exec("DELETE FROM meta WHERE key = ?", metaDoubt); err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", metaTried, doubt)
	return err
}
