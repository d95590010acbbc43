package storage

import (
	"context"
	"errors"
	"fmt"
)

// A text that was taken out of a table may still stand in the file: in the
// write-ahead log, in room that moved rows left behind within pages, among the
// terms by which search's index is divided. So after a transaction that erased
// something the index is merged, the file written anew, and the log cut off.
// Two numbers in the table meta say whether that is still to be done, so that a
// kill in between only puts it off to the next start.

// bigFile is from where on the copy that VACUUM makes is kept in a file of the
// system's temporary folder instead of memory, in bytes. It holds nothing that was erased.
const bigFile = 128 << 20

// scrubWait is how long, in milliseconds, the log's end waits for those who read
// an old state of the file: writers wait as long, and the next one tries again.
const scrubWait = 500

// scrub makes the file forget what was erased. The caller holds the turn and
// has no transaction open. What cannot be done now is done with a later write:
// somebody may be reading in an old state of the file.
func (db *DB) scrub(ctx context.Context) error {
	erased, err := readCount(ctx, db.writer, metaErased)
	if err != nil {
		return err
	}
	scrubbed, err := readCount(ctx, db.writer, metaScrubbed)
	if err != nil || erased == scrubbed {
		db.unclean.Store(false)
		return err
	}
	db.unclean.Store(true)
	if err := db.writeAnew(ctx); err != nil {
		return fmt.Errorf("write file anew: %w", err)
	}
	if whole, err := db.cutLog(ctx); err != nil || !whole {
		return err
	}
	if _, err := db.writer.exec("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", metaScrubbed, erased); err != nil {
		return err
	}
	db.unclean.Store(false)
	return nil
}

// cutLog moves the write-ahead log into the file and cuts it off; whole is
// false when somebody still reads in it.
func (db *DB) cutLog(ctx context.Context) (whole bool, err error) {
	if err := db.writer.script(fmt.Sprintf("PRAGMA busy_timeout = %d", scrubWait)); err != nil {
		return false, err
	}
	var busy, frames, moved int
	err = db.writer.conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved)
	return err == nil && busy == 0, errors.Join(err, db.writer.script("PRAGMA busy_timeout = "+writerPragmas()[0].value))
}

// writeAnew merges search's index and copies all that is there into a fresh file.
func (db *DB) writeAnew(ctx context.Context) error {
	var pages, size int64
	if err := db.writer.conn.QueryRowContext(ctx, "PRAGMA page_count").Scan(&pages); err != nil {
		return err
	}
	if err := db.writer.conn.QueryRowContext(ctx, "PRAGMA page_size").Scan(&size); err != nil {
		return err
	}
	if err := db.writer.script("INSERT INTO search (search) VALUES ('optimize')"); err != nil {
		return err
	}
	if pages*size < bigFile {
		return db.writer.script("VACUUM")
	}
	return db.writer.script("PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY")
}

// noteUnclean looks whether another program of ours, gone by now, has erased
// something and could not make the file forget it.
func (t *tx) noteUnclean() error {
	erased, err := readCount(t.ctx, t.w, metaErased)
	if err != nil {
		return t.fail("read what was erased", err)
	}
	scrubbed, err := readCount(t.ctx, t.w, metaScrubbed)
	if erased != scrubbed {
		t.db.unclean.Store(true)
	}
	return t.fail("read what was erased", err)
}

// tidy scrubs after a commit when there is anything to scrub. A fault is only
// noted: what was saved is saved, and a later write tries again.
func (db *DB) tidy(ctx context.Context, erased bool) {
	if !erased && !db.unclean.Load() {
		return
	}
	db.unclean.Store(true)
	if err := db.dropErasedFiles(ctx); err != nil && ctx.Err() == nil {
		db.log.Warn("an erased file may still be on the disk; the next start tries again", "error", err)
	}
	if err := db.scrub(ctx); err != nil && ctx.Err() == nil {
		db.log.Warn("erased words may still be in the file; the next save tries again", "error", err)
	}
}
