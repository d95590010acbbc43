package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/cairn-schools/cairn/improve"
)

// fileName is the database within the data folder.
const fileName = "cairn.db"

// readers is the size of the reader pool: a screen, an exchange and a list may
// read at once; a school laptop gains nothing from more.
const readers = 3

// snapshots is how many connections beside them read several things of one
// state; each keeps its statements.
const snapshots = 2

// DB is one device's database. Its methods may be called by several goroutines.
type DB struct {
	dir     string
	catalog *improve.Catalog
	log     *slog.Logger
	writers *sql.DB
	readers *sql.DB
	watch   *sql.DB // one connection that only ever asks for data_version

	snapshots chan *reader // those of readers' connections that snapshots are read on

	turn   chan struct{} // holds one token: whoever took it owns writer
	writer *writer
	guard  guard        // owned like writer
	kept   *kept        // owned like writer; of the last transaction, nil when the next must read afresh
	wanted atomic.Int32 // how many wait for turn: what can be put off makes room for them

	readOnly   error       // why nothing can be written; nil when it can
	mirror     *mirror     // a copy that is read in its place; nil when there is none
	eraseDraft EraseDraft  // fixed before the first write
	unclean    atomic.Bool // erased words may still be in the file

	mu     sync.Mutex
	device improve.DeviceID                 // guarded by mu
	folds  map[improve.SpaceID]*foldedSpace // guarded by mu; the values never change
	left   keptLeft                         // guarded by mu
}

// querier is what reads need, of the writer or of a reader.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Open opens the database in a folder and makes what is missing: the folder,
// the file, new tables, and the projection when this version folds otherwise
// than the one before. It refuses, with an *improve.Error, a file of a newer
// version and a file that is no database, and leaves both as they are. What
// nobody can write into, for a full disk or a folder that may only be read, is
// opened to be read: writing gives an *improve.Error Full or Denied. log may be nil.
func Open(ctx context.Context, dir string, catalog *improve.Catalog, log *slog.Logger) (*DB, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, explain("make data folder", err)
	}
	sweepMirrors(os.TempDir(), log)
	db := newDB(dir, catalog, log)
	if err = explain("open database", db.start(ctx)); err == nil {
		return db, nil
	}
	err = errors.Join(err, db.Close())
	if reading, ok := openReading(ctx, newDB(dir, catalog, log), err); ok {
		return reading, nil
	}
	return nil, err
}

// newDB is a database that is not opened yet.
func newDB(dir string, catalog *improve.Catalog, log *slog.Logger) *DB {
	db := &DB{dir: dir, catalog: catalog, log: log, turn: make(chan struct{}, 1), snapshots: make(chan *reader, snapshots), folds: map[improve.SpaceID]*foldedSpace{}}
	db.turn <- struct{}{}
	for range snapshots {
		db.snapshots <- &reader{}
	}
	return db
}

// start opens the connections, the writing one first: it makes the file.
func (db *DB) start(ctx context.Context) error {
	if err := inspect(ctx, filepath.Join(db.dir, fileName)); err != nil {
		return err
	}
	uri := fileURI(filepath.Join(db.dir, fileName), runtime.GOOS == "windows")
	var err error
	if db.writers, err = openPool(uri, "rwc", writerPragmas(), 1); err != nil {
		return err
	}
	conn, err := db.writers.Conn(ctx)
	if err != nil {
		return err
	}
	db.writer = &writer{conn: conn, prepared: map[string]*sql.Stmt{}}
	if db.guard.marks, err = openMarks(filepath.Join(db.dir, fileName)); err != nil {
		return err
	}
	if err := db.migrate(ctx); err != nil {
		return err
	}
	if db.readers, err = openPool(uri, "ro", readerPragmas(), readers+snapshots); err != nil {
		return err
	}
	if db.watch, err = openPool(uri, "ro", readerPragmas(), 1); err != nil {
		return err
	}
	if err := db.refreshProjection(ctx); err != nil {
		return err
	}
	db.tidy(ctx, true) // what a kill has left undone
	return nil
}

func openPool(uri, mode string, pragmas []pragma, size int) (*sql.DB, error) {
	connector, err := newConnector(address(uri, mode, pragmas), pragmas)
	if err != nil {
		return nil, err
	}
	pool := sql.OpenDB(connector)
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size)
	return pool, nil
}

// Close ends all connections; the last one moves the write-ahead log into the
// file. Nothing may be called after it. After the file was exchanged the
// writing connection stays open until the program ends: closing it would take
// away the journal of the file that stands there now.
func (db *DB) Close() error {
	var faults []error
	for range snapshots {
		r := <-db.snapshots
		faults = append(faults, r.close())
		defer func() { db.snapshots <- r }()
	}
	for _, pool := range []*sql.DB{db.watch, db.readers} {
		if pool != nil {
			faults = append(faults, pool.Close())
		}
	}
	<-db.turn
	defer func() { db.turn <- struct{}{} }()
	if db.guard.refused != nil {
		return errors.Join(append(faults, db.guard.file.close())...)
	}
	if db.writer != nil {
		faults = append(faults, db.writer.close())
	}
	if db.writers != nil {
		faults = append(faults, db.writers.Close())
	}
	if db.guard.marks != nil {
		faults = append(faults, db.guard.marks.file.Close())
	}
	faults = append(faults, db.guard.file.close())
	if db.mirror != nil {
		faults = append(faults, db.mirror.end())
	}
	return errors.Join(faults...)
}

// Dir gives the data folder.
func (db *DB) Dir() string { return db.dir }

// SetDevice tells whose access Spaces shows.
func (db *DB) SetDevice(device improve.DeviceID) {
	db.mu.Lock()
	defer db.mu.Unlock()

	db.device = device
}

func (db *DB) ownDevice() improve.DeviceID {
	db.mu.Lock()
	defer db.mu.Unlock()

	return db.device
}

// Version gives a number that changes whenever anyone, this program or
// another, has written. It tells nothing about what was written.
func (db *DB) Version(ctx context.Context) (int64, error) {
	var version int64
	err := db.watch.QueryRowContext(ctx, "PRAGMA data_version").Scan(&version)
	return version, explain("read version", err)
}

// DBIncarnation gives the eight bytes drawn when this database was made: two
// databases with the same bytes are copies of each other.
func (db *DB) DBIncarnation(ctx context.Context) ([8]byte, error) {
	var raw []byte
	err := db.readers.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?", metaIncarnation).Scan(&raw)
	if err == nil && len(raw) != 8 {
		err = fmt.Errorf("%d bytes instead of 8", len(raw))
	}
	if err != nil {
		return [8]byte{}, explain("read database incarnation", err)
	}
	return [8]byte(raw), nil
}

// write runs one statement in a transaction of its own and tells how many rows it changed.
func (db *DB) write(ctx context.Context, what, statement string, args ...any) (int64, error) {
	var rows int64
	err := db.update(ctx, func(t *tx) error {
		result, err := t.exec(statement, args...)
		if err != nil {
			return err
		}
		rows, err = result.RowsAffected()
		return err
	})
	return rows, explain(what, err)
}
