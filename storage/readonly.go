package storage

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/cairn-schools/cairn/improve"
)

// readingPragmas are the settings of a connection to a file that nothing is
// written into. How it would be written is no matter then.
func readingPragmas() []pragma {
	return []pragma{{"query_only", "1", "1"}, {"trusted_schema", "OFF", "0"}, {"cell_size_check", "ON", "1"}, {"mmap_size", "0", "0"}, {"temp_store", "MEMORY", "2"}}
}

// onlyRead is what the log says of it.
const onlyRead = "these records can only be read now"

// openReading opens a database that cannot be written, because the disk is full
// or its folder may only be read. It cannot be done where cause is another one,
// nor with a file that this version would have to change first.
func openReading(ctx context.Context, db *DB, cause error) (*DB, bool) {
	switch improve.CodeOf(cause) {
	case improve.Full:
		db.readOnly = cause
	case improve.Denied:
		db.readOnly = mayNotWrite(cause)
	default:
		return nil, false
	}
	if err := db.startReading(ctx); err != nil {
		db.log.Debug("the records cannot be read either", "error", errors.Join(err, db.Close()))
		return nil, false
	}
	db.log.Warn(onlyRead, "error", db.readOnly)
	return db, true
}

// startReading opens the file as one that nobody changes, which SQLite reads
// without files beside it. Where a write-ahead log is left, both are copied to
// a place where it can be read with it.
func (db *DB) startReading(ctx context.Context) error {
	path := filepath.Join(db.dir, fileName)
	uri, mode := fileURI(path, runtime.GOOS == "windows"), unchanging
	if log, err := os.Stat(path + "-wal"); err == nil && log.Mode().IsRegular() && log.Size() > 0 {
		if db.mirror, err = newMirror(os.TempDir()); err != nil {
			return err
		}
		copied := filepath.Join(db.mirror.folder, fileName)
		if err := errors.Join(mirrorFile(path, copied), mirrorFile(path+"-wal", copied+"-wal")); err != nil {
			return err
		}
		uri, mode = fileURI(copied, runtime.GOOS == "windows"), "rw"
	}
	var err error
	if db.readers, err = openPool(uri, mode, readingPragmas(), readers+snapshots); err != nil {
		return err
	}
	if db.watch, err = openPool(uri, mode, readingPragmas(), 1); err != nil {
		return err
	}
	return db.isCurrent(ctx)
}

// isCurrent refuses a file that an older version has made: reading it would
// mean to bring it up to date.
func (db *DB) isCurrent(ctx context.Context) error {
	var version int
	var made string
	err := db.readers.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	if err == nil && version == schemaVersion {
		err = db.readers.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?", metaProjection).Scan(&made)
	}
	if err == nil && made != db.projectionStamp() {
		err = errors.New("another version has made it")
	}
	return err
}

func mirrorFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close())
}
