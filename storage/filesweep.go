package storage

import (
	"context"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/disk"
	"github.com/cairn-schools/cairn/improve"
)

// What no page names any more stays for a while, since a row that was taken
// away may come back. The time of a file on the disk says when it was last
// seen to be named. What was erased goes at once, and its hash is kept among
// the settings, so that it is not fetched again from somebody who still has it.

// fileGrace is how long content stays that no page names: longer than the
// seven daily backups, any of which may name it.
const fileGrace = 30 * 24 * time.Hour

// erasedFile begins the settings that remember erased content.
const erasedFile = "file.erased."

// eraseFiles notes what the row in an event that is erased names.
func (t *tx) eraseFiles(e improve.Event) error {
	if e.Header.Field != improve.FilesKey {
		return nil
	}
	thumbs, bodies := improve.ContentsIn(improve.DecodeValue(e.Body))
	for _, c := range append(thumbs, bodies...) {
		t.gone = append(t.gone, c.Hash)
	}
	return nil
}

// noteGone remembers what was erased and is named by no other page.
func (t *tx) noteGone() error {
	for _, hash := range t.gone {
		var named bool
		if err := t.row("SELECT EXISTS (SELECT 1 FROM file WHERE hash = ?)", hash[:]).Scan(&named); err != nil {
			return t.fail("look for a file", err)
		}
		if named {
			continue
		}
		if err := t.SetSetting(erasedFile+hash.String(), "yes"); err != nil {
			return err
		}
	}
	return nil
}

func erasedHashes(ctx context.Context, q querier) ([]improve.Hash, error) {
	rows, err := q.QueryContext(ctx, "SELECT key FROM setting WHERE key >= ? AND key < ?", erasedFile, erasedFile+"~")
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var hashes []improve.Hash
	for rows.Next() {
		var key string
		if err := rows.Scan(&key); err != nil {
			return nil, err
		}
		raw, err := hex.DecodeString(strings.TrimPrefix(key, erasedFile))
		if err == nil && len(raw) == len(improve.Hash{}) {
			hashes = append(hashes, improve.Hash(raw))
		}
	}
	return hashes, rows.Err()
}

// dropErasedFiles takes erased content off the disk, whole or in part. The
// caller holds the turn.
func (db *DB) dropErasedFiles(ctx context.Context) error {
	hashes, err := erasedHashes(ctx, db.writer)
	if err != nil {
		return explain("read what was erased", err)
	}
	var faults []error
	for _, hash := range hashes {
		for _, ending := range []string{"", partEnding, damagedEnding} {
			faults = append(faults, disk.Remove(db.filePath(hash)+ending))
		}
	}
	return explain("erase file", errors.Join(faults...))
}

// SweepFiles takes content off the disk that no page has named for a month,
// and tells how many files went. now is the present time.
func (db *DB) SweepFiles(ctx context.Context, now time.Time) (int, error) {
	wanted := map[string]bool{}
	err := db.read(ctx, "list files", func(q querier) error {
		all, err := readNamed(ctx, q)
		for _, one := range all {
			wanted[one.Hash.String()] = true
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	var loose []string
	err = filepath.WalkDir(filepath.Join(db.dir, filesDir), func(path string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case entry.IsDir():
			return ctx.Err()
		case wanted[strings.TrimSuffix(entry.Name(), partEnding)]:
			return markNamed(path, entry, now)
		}
		info, err := entry.Info()
		if err != nil || now.Sub(info.ModTime()) < fileGrace {
			return nil // gone meanwhile, or to be kept for now
		}
		loose = append(loose, path)
		return nil
	})
	for _, path := range loose {
		err = errors.Join(err, disk.Remove(path))
	}
	return len(loose), explain("take away files", err)
}

// namedEvery is how often the disk is told that a file is still named.
const namedEvery = 24 * time.Hour

func markNamed(path string, entry fs.DirEntry, now time.Time) error {
	info, err := entry.Info()
	if err != nil || now.Sub(info.ModTime()) < namedEvery {
		return nil
	}
	return os.Chtimes(path, now, now)
}

// touchFile begins a file's time anew; a file that is gone is its reader's matter.
func touchFile(path string) {
	now := time.Now()
	_ = os.Chtimes(path, now, now)
}
