package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Place is where a database stands, as its program knows it.
type Place struct {
	// Folder is the user's own folder outside the data folder in which the
	// anchor is kept; "" when there is none.
	Folder string
	// Machine is a hash of what the computer says of itself; "" when it says nothing.
	Machine string
}

// raiseEvery is after how many of its own commits the counter is raised and
// the anchor is flushed to the disk: seldom enough to cost nothing.
const raiseEvery = 64

// anchorRow is the half of the anchor that is in the database. A copy of the
// data folder takes it along; the other half stays behind.
type anchorRow struct {
	counter              uint64
	place, machine, file string
	kept                 bool
	renew                improve.CertReason
}

// guard notices that the database is not the one that it was: a copy at
// another place, or an older one put back, at the start or under the running
// program. It is owned by whoever holds DB.turn.
type guard struct {
	marks   *fileMarks
	version uint32   // of the data when own was last known to be true
	own     ownState // the ends of what this database writes
	read    bool     // own was read
	file    *anchorFile
	commits int    // that wrote to own logs since the counter was raised
	refused error  // no commit is made any more
	owed    *Place // nothing could be written when KeepAnchor was called: it comes before the next commit
}

// KeepAnchor compares the database with what was left outside its folder when
// it was written last. One that was copied, moved or put back gets a new writer
// before its next event, so that nothing that others may hold is continued a
// second time; Tx.Renewal then says so. Call it once, after Open. Where the
// folder for anchors cannot be written, only what the database itself says of
// its place is compared. On a full disk, or one that may only be read, it is put
// off until something can be written.
func (db *DB) KeepAnchor(ctx context.Context, place Place) error {
	if db.readOnly != nil {
		return nil
	}
	if err := db.takeTurn(ctx); err != nil {
		return err
	}
	defer func() { db.turn <- struct{}{} }()

	db.guard.owed = &place
	err := explain("open database", db.oweNothing(ctx))
	if code := improve.CodeOf(err); code != improve.Full && code != improve.Denied {
		return err
	}
	db.log.Warn(onlyRead, "error", err)
	return nil
}

// oweNothing keeps the anchor that is still owed. The caller has the turn.
func (db *DB) oweNothing(ctx context.Context) error {
	if db.guard.owed == nil {
		return nil
	}
	if err := db.keepAnchor(ctx, *db.guard.owed); err != nil {
		return err
	}
	db.guard.owed = nil
	return nil
}

// keepAnchor is KeepAnchor for a caller who has the turn.
func (db *DB) keepAnchor(ctx context.Context, place Place) error {
	key, err := placeKey(db.dir)
	if err != nil {
		return fmt.Errorf("keep anchor: %w", err)
	}
	now := anchorRow{place: key, machine: place.Machine, file: db.guard.marks.identity()}
	var opened *anchorFile
	err = db.transact(ctx, func(t *tx) error {
		file, left, found := openAnchor(place.Folder, key, db.log)
		opened, db.guard.file = file, file
		row, err := t.anchorRow()
		if err != nil {
			return err
		}
		verdict := judge(row, now, left, found, t.db.guard.own)
		if verdict.reason != "" {
			db.log.Warn("this database is a copy: it takes a new writer", "reason", verdict.why)
			if err := t.renew(verdict.reason, verdict.tell); err != nil {
				return err
			}
		}
		t.raised, t.counted = true, row.counter
		now.counter, now.kept = max(row.counter, left.After.Counter)+1, file != nil
		return t.saveAnchor(now)
	})
	if err != nil {
		db.guard.file = nil
		return errors.Join(err, opened.close())
	}
	return nil
}

// verdict is what judge finds; no reason: the database is the one that it was.
type verdict struct {
	reason improve.CertReason
	tell   bool // the person should know
	why    string
}

// judge compares what the database says of itself with where it is now and
// with what was left outside. A database that never wrote has nothing to lose.
func judge(row, now anchorRow, left anchorRecord, found bool, own ownState) verdict {
	differs := func(a, b string) bool { return a != "" && b != "" && a != b }
	state := anchorState{Counter: row.counter, Own: own.digest(), Events: own.events()}
	switch {
	case own.writer == improve.WriterID{}, row.counter == 0 && !found:
		return verdict{}
	case differs(row.machine, now.machine):
		return verdict{improve.ClonedWriter, true, "it was written on another computer"}
	case differs(row.file, now.file):
		return verdict{improve.ClonedWriter, true, "its file is another one"}
	case differs(row.place, now.place):
		return verdict{improve.ClonedWriter, false, "its folder was moved"}
	case !found && row.kept:
		return verdict{improve.ClonedWriter, true, "its anchor is missing"}
	case !found, state == left.Before, state == left.After:
		return verdict{}
	case state.Events > left.After.Events:
		return verdict{improve.ClonedWriter, false, "its anchor is older than it is, as after a power cut"}
	default:
		return verdict{improve.RestoredWriter, true, "it is older than its anchor"}
	}
}

func (t *tx) anchorRow() (anchorRow, error) {
	if t.anchor != nil {
		return *t.anchor, nil
	}
	var row anchorRow
	err := t.row("SELECT counter, place, machine, file, kept, renew FROM anchor").
		Scan(&row.counter, &row.place, &row.machine, &row.file, &row.kept, &row.renew)
	if err != nil {
		return row, t.fail("read anchor", err)
	}
	t.anchor = &row
	return row, nil
}

func (t *tx) saveAnchor(row anchorRow) error {
	t.uncommon, t.anchor = true, nil
	_, err := t.exec("UPDATE anchor SET counter = ?, place = ?, machine = ?, file = ?, kept = ?",
		int64(row.counter), row.place, row.machine, row.file, boolColumn(row.kept))
	return err
}

// renew asks for a new writer before the next event.
func (t *tx) renew(reason improve.CertReason, tell bool) error {
	t.uncommon, t.anchor = true, nil
	if _, err := t.exec("UPDATE anchor SET renew = ? WHERE renew = ''", string(reason)); err != nil || !tell {
		return err
	}
	_, err := t.exec("UPDATE anchor SET copied = ?", millis(time.Now()))
	return err
}

// Renewal tells why a new writer is due; see improve.Tx.
func (t *tx) Renewal() (improve.CertReason, error) {
	row, err := t.anchorRow()
	return row.renew, err
}

// RenewFor asks for a new writer before the next event, if the present one is
// the given one: somebody holds more of what it wrote than this database does.
// Twice is once.
func (db *DB) RenewFor(ctx context.Context, writer improve.WriterID, reason improve.CertReason) error {
	return explain("ask for a new writer", db.update(ctx, func(t *tx) error {
		if writer != db.guard.own.writer {
			return nil
		}
		return t.renewOnce(reason)
	}))
}

// renewOnce asks for a new writer unless one is due.
func (t *tx) renewOnce(reason improve.CertReason) error {
	due, err := t.Renewal()
	if err != nil || due != "" {
		return err
	}
	return t.renew(reason, true)
}

// CopiedAt tells when this database was last found to be a copy or an older
// state of itself; zero when it never was.
func (db *DB) CopiedAt(ctx context.Context) (time.Time, error) {
	var at int64
	err := db.readers.QueryRowContext(ctx, "SELECT copied FROM anchor").Scan(&at)
	return fromMillis(at), explain("read anchor", err)
}

// look is called with the write lock held, before anything is read: it refuses
// a file that is not the one that this program has written so far.
func (g *guard) look(t *tx) error {
	if g.refused != nil {
		return g.refused
	}
	if g.refused = g.marks.look(); g.refused != nil {
		return g.refused
	}
	version, err := t.w.dataVersion()
	if err != nil {
		return t.fail("read version", err)
	}
	if g.read && version == g.version {
		t.takeOver()
		return nil
	}
	own, err := t.ownState()
	if err != nil {
		return err
	}
	if g.read && !own.continues(g.own) {
		g.refused = putBack(errors.New("own logs are shorter than they were"))
		return g.refused
	}
	g.own, g.version, g.read = own, version, true
	return nil
}

// before is called last before a commit. What the commit makes of this
// database's own logs is left outside first, beside what they are without it:
// a crash between the two leaves one of both true.
func (g *guard) before(t *tx) error {
	if !t.owned && !t.raised {
		return nil
	}
	after, err := t.ownAfter()
	if err != nil {
		return err
	}
	t.ownEnds = &after
	if g.file == nil {
		return nil
	}
	row, err := t.anchorRow()
	if err != nil {
		return err
	}
	was := anchorState{Counter: row.counter, Own: g.own.digest(), Events: g.own.events()}
	switch {
	case t.raised:
		was.Counter = t.counted // what stands there if this commit fails, as on a full disk, however often
	case g.commits+1 >= raiseEvery:
		if _, err := t.exec("UPDATE anchor SET counter = counter + 1"); err != nil {
			return err
		}
		row.counter, t.raised, t.anchor = row.counter+1, true, nil
	}
	t.anchorAfter = anchorState{Counter: row.counter, Own: after.digest(), Events: after.events()}
	g.file.write(anchorRecord{Before: was, After: t.anchorAfter}, t.raised)
	return nil
}

// after is called when a commit was made. From then on only what it made is
// true: a copy of the moment before it is a copy. That need not be flushed:
// when the power fails, the record of before still fits.
func (g *guard) after(t *tx) {
	if version, err := t.w.dataVersion(); err == nil {
		g.version = version // it counts what this connection writes, too
	}
	if t.ownEnds == nil {
		return
	}
	g.own = *t.ownEnds
	if g.file != nil {
		g.file.write(anchorRecord{Before: t.anchorAfter, After: t.anchorAfter}, false)
	}
	if g.commits++; t.raised {
		g.commits = 0
	}
}

func putBack(err error) error {
	return &improve.Error{
		Code: improve.Damaged, Message: "The file with your records was exchanged for another one while Cairn was open; nothing is written into it.",
		Hint: "Close all windows of Cairn, then open it again.", Err: err,
	}
}
