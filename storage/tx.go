package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/cairn-schools/cairn/improve"
)

// tx is one write transaction; it satisfies improve.Tx.
type tx struct {
	db     *DB
	ctx    context.Context
	w      *writer
	failed error // the first fault of SQLite: nothing of this transaction may be kept

	kept          // what it has read and may hand on
	uncommon bool // it changed more than pages and the ends of logs: it hands nothing on

	artifacts map[artifactKey]*folded
	changed   []*folded                // those to be written, in the order of their first change
	args      []any                    // reused by inserts of many rows
	fresh     []any                    // rows of new artifacts that are not inserted yet
	sums      map[int64]improve.Digest // what each space's state digest changes by
	erased    int64                    // texts that were taken out for good
	gone      []improve.Hash           // what rows of files named that were taken out for good

	own        bool       // what is appended now was written by this program
	signatures background // those of it that are being looked at

	owned       bool        // something of this database's own was written
	raised      bool        // the anchor's counter was raised
	counted     uint64      // what it was before, where KeepAnchor raised it
	ownEnds     *ownState   // what the commit makes of the own logs; nil when it leaves them
	anchorAfter anchorState // what the anchor says of it
}

var _ improve.Tx = (*tx)(nil)

// Update runs fn in one write transaction and commits it when fn returns nil.
// It returns after the commit has reached the disk. Other writers wait, those
// of other programs too, so fn must not wait for anything.
func (db *DB) Update(ctx context.Context, fn func(improve.Tx) error) error {
	err := db.update(ctx, func(t *tx) error { return fn(t) })
	return explain("save", err)
}

func (db *DB) update(ctx context.Context, fn func(*tx) error) error {
	if db.readOnly != nil {
		return db.readOnly
	}
	if err := db.takeTurn(ctx); err != nil {
		return err
	}
	defer func() { db.turn <- struct{}{} }()

	if err := db.oweNothing(ctx); err != nil {
		return err
	}
	return db.transact(ctx, fn)
}

// transact is update for a caller who has the turn.
func (db *DB) transact(ctx context.Context, fn func(*tx) error) error {
	if err := db.writer.begin(ctx); err != nil {
		return err
	}
	committed := false
	defer func() {
		if !committed {
			db.writer.rollback()
		}
	}()
	t := newTx(ctx, db)
	defer func() { _ = t.signatures.wait() }() // of a transaction that ended early
	err := db.guard.look(t)
	db.kept = nil
	if err != nil {
		return err
	}
	if err := fn(t); err != nil {
		return err
	}
	if err := t.finish(); err != nil {
		return err
	}
	if err := db.guard.before(t); err != nil {
		return err
	}
	if err := t.signatures.wait(); err != nil {
		return t.fail("verify what was written", err)
	}
	if err := db.writer.commit(); err != nil {
		return err
	}
	committed = true
	db.guard.after(t)
	t.handOn()
	db.tidy(ctx, t.erased > 0)
	return nil
}

// takeTurn waits until the writer is free; whoever got it gives it back to db.turn.
func (db *DB) takeTurn(ctx context.Context) error {
	db.wanted.Add(1)
	defer db.wanted.Add(-1)
	select {
	case <-db.turn:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func newTx(ctx context.Context, db *DB) *tx {
	return &tx{
		db: db, ctx: ctx, w: db.writer,
		kept:      newKept(),
		artifacts: map[artifactKey]*folded{},
		sums:      map[int64]improve.Digest{},
	}
}

// finish writes what is still only in memory.
func (t *tx) finish() error {
	if t.failed != nil {
		return t.failed
	}
	if err := t.flush(); err != nil {
		return err
	}
	if err := errors.Join(t.countErased(), t.noteGone()); err != nil {
		return err
	}
	return t.ctx.Err()
}

// fail remembers a fault that makes the whole transaction void.
func (t *tx) fail(what string, err error) error {
	if err == nil {
		return nil
	}
	err = fmt.Errorf("%s: %w", what, err)
	if t.failed == nil {
		t.failed = err
	}
	return err
}

func (t *tx) exec(query string, args ...any) (sql.Result, error) {
	result, err := t.w.exec(query, args...)
	return result, t.fail("write", err)
}

func (t *tx) row(query string, args ...any) *sql.Row {
	return t.w.QueryRowContext(t.ctx, query, args...)
}

func (t *tx) query(query string, args ...any) (*sql.Rows, error) {
	return t.w.QueryContext(t.ctx, query, args...)
}

// Artifact gives a folded artifact; see improve.Tx.
func (t *tx) Artifact(id improve.ArtifactID) (improve.Artifact, error) {
	if err := t.flush(); err != nil {
		return improve.Artifact{}, err
	}
	return readArtifact(t.ctx, t.w, id)
}

// Space gives a space; see improve.Tx.
func (t *tx) Space(id improve.SpaceID) (improve.Space, error) {
	row, err := t.space(id)
	if err != nil {
		return improve.Space{}, err
	}
	if !row.fold.founded {
		return improve.Space{}, noSpace()
	}
	return row.fold.space, nil
}

// Log gives a log; see improve.Tx.
func (t *tx) Log(id improve.LogID) (improve.Log, bool, error) {
	row, err := t.log(id)
	if err != nil || row == nil {
		return improve.Log{}, false, err
	}
	return row.Log, true, nil
}

// LogsOf gives the logs of a device in a space; see improve.Tx.
func (t *tx) LogsOf(space improve.SpaceID, device improve.DeviceID) ([]improve.Log, error) {
	rows, err := readLogs(t.ctx, t.w, "WHERE s.id = ? AND l.device = ?", space[:], device[:])
	return plainLogs(rows), t.fail("read logs", err)
}

// LatestStamp gives the greatest stamp held; see improve.Tx.
func (t *tx) LatestStamp() (improve.HLC, error) {
	if t.latest != nil {
		return *t.latest, nil
	}
	var latest sql.NullInt64
	if err := t.row("SELECT max(latest) FROM log").Scan(&latest); err != nil {
		return 0, t.fail("read latest stamp", err)
	}
	t.latest = new(improve.HLC(latest.Int64))
	return *t.latest, nil
}

// SinceCheckpoint gives the bytes after a log's last kept signature; see improve.Tx.
func (t *tx) SinceCheckpoint(id improve.LogID) (int, error) {
	row, err := t.log(id)
	if err != nil || row == nil {
		return 0, err
	}
	return int(row.keptBytes), nil
}

// AddSpace makes a place for a space; see improve.Tx. A secret that is not
// zero replaces a zero one that was there.
func (t *tx) AddSpace(id improve.SpaceID, secret [32]byte) error {
	_, err := t.exec(`INSERT INTO space (id, secret) VALUES (?, ?)
		ON CONFLICT (id) DO UPDATE SET secret = excluded.secret WHERE secret = zeroblob(32)`, id[:], secret[:])
	return err
}

// Append verifies, stores and folds a segment; see improve.Tx.
func (t *tx) Append(space improve.SpaceID, seg improve.Segment) error {
	t.own = true
	_, err := t.append(space, seg)
	t.own = false
	return err
}

// Incarnation gives the writer that this database writes as; see improve.Tx.
func (t *tx) Incarnation() (inc improve.Incarnation, ok bool, err error) {
	if t.self == nil {
		read, err := t.readSelf()
		if err != nil {
			return inc, false, err
		}
		t.self = &read
	}
	return t.self.Incarnation, t.self.ok, nil
}

func (t *tx) readSelf() (inc self, err error) {
	var raw, previous []byte
	err = t.row(`SELECT i.writer, i.number, i.reason, p.writer FROM incarnation i
		LEFT JOIN incarnation p ON p.number = i.number - 1 ORDER BY i.number DESC LIMIT 1`).
		Scan(&raw, &inc.Number, &inc.Reason, &previous)
	if isEmpty(err) {
		return self{}, nil
	}
	copy(inc.Writer[:], raw)
	copy(inc.Previous[:], previous)
	inc.ok = true
	return inc, t.fail("read writer", err)
}

// SetIncarnation records a new writer; see improve.Tx. One that replaces
// another makes this a database of its own for those who exchange with it.
func (t *tx) SetIncarnation(inc improve.Incarnation) error {
	if _, err := t.exec("INSERT INTO incarnation (number, writer, reason) VALUES (?, ?, ?)", int64(inc.Number), inc.Writer[:], string(inc.Reason)); err != nil {
		return err
	}
	t.owned, t.uncommon, t.self, t.anchor = true, true, nil, nil
	if inc.Number > 1 {
		if _, err := t.exec("UPDATE meta SET value = randomblob(8) WHERE key = ?", metaIncarnation); err != nil {
			return err
		}
	}
	_, err := t.exec("UPDATE anchor SET renew = ''")
	return err
}
