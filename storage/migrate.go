package storage

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"

	"github.com/cairn-schools/cairn/improve"
)

//go:embed migrations/*.sql
var migrations embed.FS

//go:embed projection.sql
var projectionSQL string

const (
	// applicationID marks the file as ours: the letters "Crn1".
	applicationID = 0x43726e31
	// schemaVersion is the number of the last file in migrations.
	schemaVersion = 3
	// projectionVersion is raised when projection.sql or the making of its rows
	// changes: titles, summaries, searched words.
	projectionVersion = 9
)

// Keys of the table meta.
const (
	metaIncarnation = "incarnation" // eight random bytes
	metaChange      = "change"      // last number given to a changed artifact
	metaProjection  = "projection"  // what the projection was made by
	metaSearch      = "search"      // last change that search has taken in
	metaErased      = "erased"      // how many texts were ever erased
	metaScrubbed    = "scrubbed"    // up to which of them the file has forgotten
)

const (
	sqliteMagic      = "SQLite format 3\x00"
	sqliteHeaderSize = 100
	sqliteSchemaAt   = 40 // counts changes of the schema, four bytes big-endian
	sqliteVersionAt  = 60 // user_version, the same
	sqliteAppAt      = 68 // application_id, the same
)

// inspect looks at the file before SQLite may touch it: a file of a newer
// version and one that is not ours stay byte for byte as they are.
func inspect(ctx context.Context, path string) error {
	header, err := readHeader(path)
	if err != nil || len(header) == 0 {
		return explain("look at database", err)
	}
	if len(header) < sqliteHeaderSize || !bytes.HasPrefix(header, []byte(sqliteMagic)) {
		return notOurs(errors.New("no SQLite header"))
	}
	app := binary.BigEndian.Uint32(header[sqliteAppAt:])
	version := int(int32(binary.BigEndian.Uint32(header[sqliteVersionAt:])))
	// Ours gets its mark in the transaction that makes the first table.
	tables := binary.BigEndian.Uint32(header[sqliteSchemaAt:]) != 0
	if app != applicationID && (app != 0 || version != 0 || tables) {
		return notOurs(fmt.Errorf("application id %#x", app))
	}
	if wal, err := os.Stat(path + "-wal"); err == nil && wal.Size() > 0 {
		version, err = readVersion(ctx, path)
		if err != nil {
			return explain("look at database", err)
		}
	}
	if version > schemaVersion {
		return &improve.Error{
			Code: improve.Newer, Message: "Your records were last opened with a newer version of Cairn.",
			Hint: "Install that version again; nothing was changed.", Err: fmt.Errorf("schema %d, ours is %d", version, schemaVersion),
		}
	}
	return nil
}

// readHeader gives the first bytes of the file; none when there is no file or it is empty.
func readHeader(path string) ([]byte, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	header := make([]byte, sqliteHeaderSize)
	n, err := io.ReadFull(file, header)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return header[:n], errors.Join(err, file.Close())
}

// readVersion asks SQLite, which also reads what a crash has left in the write-ahead log.
func readVersion(ctx context.Context, path string) (version int, err error) {
	busy := writerPragmas()[:1]
	pool, err := openPool(fileURI(path, runtime.GOOS == "windows"), "ro", busy, 1)
	if err != nil {
		return 0, err
	}
	err = pool.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, errors.Join(err, pool.Close())
}

// migrate brings the log's tables to this version, each step in a transaction.
func (db *DB) migrate(ctx context.Context) error {
	if err := db.writer.begin(ctx); err != nil {
		return err
	}
	err := db.migrateLocked(ctx)
	if err == nil {
		err = db.writer.commit()
	}
	if err != nil {
		db.writer.rollback()
	}
	return err
}

func (db *DB) migrateLocked(ctx context.Context) error {
	var version int
	if err := db.writer.conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	if len(names) != schemaVersion {
		return fmt.Errorf("migrate: %d files for version %d", len(names), schemaVersion)
	}
	for ; version < schemaVersion; version++ {
		if err := db.migrateStep(version, names[version]); err != nil {
			return fmt.Errorf("migrate with %s: %w", names[version], err)
		}
	}
	return nil
}

func (db *DB) migrateStep(version int, name string) error {
	text, err := migrations.ReadFile(name)
	if err != nil {
		return err
	}
	if err := db.writer.script(string(text)); err != nil {
		return err
	}
	if version == 0 {
		incarnation := make([]byte, 8)
		_, _ = rand.Read(incarnation) // never fails
		if _, err := db.writer.exec("INSERT INTO meta (key, value) VALUES (?, ?)", metaIncarnation, incarnation); err != nil {
			return err
		}
	}
	return db.writer.script(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, version+1))
}

// projectionStamp names what the projection is made by: the way artifacts are
// folded, the tables, and the kinds with the fields that search looks at.
func (db *DB) projectionStamp() string {
	sum := sha256.New()
	for _, kind := range db.catalog.Kinds() {
		fmt.Fprintf(sum, "%s %s\n", kind.Name, kind.Whole)
		for _, field := range kind.Fields() {
			fmt.Fprintf(sum, "  %s %v\n", field.Key, field.Search)
			for _, column := range field.Columns {
				fmt.Fprintf(sum, "    %s %v\n", column.Key, column.Search)
			}
		}
	}
	return fmt.Sprintf("%d.%d.%s", improve.StateVersion, projectionVersion, hex.EncodeToString(sum.Sum(nil)[:8]))
}

// refreshProjection makes the projection afresh when another version made the one that is there.
func (db *DB) refreshProjection(ctx context.Context) error {
	var made string
	err := db.readers.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?", metaProjection).Scan(&made)
	if err != nil && !isEmpty(err) {
		return err
	}
	if made == db.projectionStamp() {
		return nil
	}
	db.log.Info("making lists and pages afresh", "from", made, "to", db.projectionStamp())
	return db.Rebuild(ctx)
}
