package storage

import (
	"context"
	"errors"
)

// rebuildBatch is how many events are read at a time: at most 64 MB of them.
const rebuildBatch = 1000

// Rebuild drops the projection and folds everything from the log again, in one
// transaction: whoever reads meanwhile sees the old one. Search follows later.
// Texts that redactions name and that an older version has kept go first.
func (db *DB) Rebuild(ctx context.Context) error {
	return explain("make lists afresh", db.update(ctx, (*tx).rebuild))
}

func (t *tx) rebuild() error {
	if err := t.dropProjection(); err != nil {
		return err
	}
	if err := t.sweepRedacted(); err != nil {
		return err
	}
	logs, err := readLogs(t.ctx, t.w, "WHERE l.stream = 1")
	if err != nil {
		return err
	}
	for _, log := range logs {
		if err := t.refoldLog(t.keepLog(log)); err != nil {
			return err
		}
	}
	return nil
}

// dropProjection makes the projection's tables empty. What it alone knows,
// the space in which a doubled id was seen first, is kept before.
func (t *tx) dropProjection() error {
	t.uncommon = true
	clear(t.totals)
	var tables int
	err := t.row("SELECT count(*) FROM sqlite_schema WHERE name = 'artifact'").Scan(&tables)
	if err != nil {
		return t.fail("read schema", err)
	}
	if tables > 0 {
		if _, err := t.exec(`INSERT OR IGNORE INTO claim (id, space)
			SELECT id, space FROM artifact WHERE number IN (SELECT min(number) FROM artifact GROUP BY id HAVING count(*) > 1)`); err != nil {
			return err
		}
	}
	if err := errors.Join(t.w.forget(), t.w.script(projectionSQL)); err != nil {
		return t.fail("make tables", err)
	}
	_, err = t.exec(`INSERT INTO meta (key, value) VALUES (?, ?), (?, 0), (?, 0)
		ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE key <> ?`,
		metaProjection, t.db.projectionStamp(), metaSearch, metaChange, metaChange)
	return err
}

// sweepRedacted takes out of all logs what redactions name.
func (t *tx) sweepRedacted() error {
	spaces, err := spaceNumbers(t.ctx, t.w)
	if err != nil {
		return t.fail("read spaces", err)
	}
	for _, row := range spaces {
		space, err := t.space(row.id)
		if err != nil {
			return err
		}
		if _, err := t.takeRedactions(space, &foldedSpace{}); err != nil {
			return err
		}
	}
	return nil
}

// refoldLog folds all events of a data log.
func (t *tx) refoldLog(log *logRow) error {
	space, err := t.space(log.Space)
	if err != nil {
		return err
	}
	for after := uint64(0); after < log.Head.Seq; after += rebuildBatch {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		events, err := readEvents(t.ctx, t.w, log, after, after+rebuildBatch)
		if err != nil {
			return t.fail("read events", err)
		}
		if err := t.foldEvents(space, log, events); err != nil {
			return err
		}
	}
	return nil
}
