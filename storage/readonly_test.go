package storage

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// blocked puts a folder where SQLite wants a file of its own, so that the
// database cannot be written, as on a medium that may only be read.
func blocked(t *testing.T, dir, suffix string) {
	t.Helper()
	if err := os.Mkdir(filepath.Join(dir, fileName+suffix), 0o700); err != nil {
		t.Fatal(err)
	}
}

// wantReading opens a folder and wants what is in it to be readable, and a
// sentence from whoever writes.
func wantReading(t *testing.T, dir string, c *class) {
	t.Helper()
	db, err := Open(t.Context(), dir, testCatalog(t), nil)
	if err == nil {
		err = db.KeepAnchor(t.Context(), Place{Folder: t.TempDir()})
	}
	if err != nil {
		t.Fatal(err)
	}
	want, errWant := c.db.Heads(t.Context(), c.ID)
	got, errGot := db.Heads(t.Context(), c.ID)
	if err := errors.Join(errWant, errGot); err != nil || got.Events() != want.Events() || want.Events() == 0 {
		t.Errorf("got %d events, %v; want %d", got.Events(), err, want.Events())
	}
	if err := db.SetSetting(t.Context(), "language", "fr"); improve.CodeOf(err) != improve.Denied {
		t.Errorf("got %v, want it said that nothing can be written", err)
	}
	copied := ""
	if db.mirror != nil {
		copied = db.mirror.folder
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(copied); copied != "" && !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the copy in %s stays", copied)
	}
}

func TestOpen_OfAFolderThatMayOnlyBeReadIsReading(t *testing.T) {
	c := newClass(t, 40)
	copied := func(t *testing.T, names ...string) string {
		t.Helper()
		dir := t.TempDir()
		for _, name := range names {
			if err := mirrorFile(filepath.Join(c.db.Dir(), name), filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}
	t.Run("with a journal left by a kill", func(t *testing.T) {
		dir := copied(t, fileName, fileName+"-wal")
		blocked(t, dir, "-shm")
		wantReading(t, dir, c)
	})
	t.Run("closed in order", func(t *testing.T) {
		if err := c.db.writer.script("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
			t.Fatal(err)
		}
		dir := copied(t, fileName)
		blocked(t, dir, "-wal")
		wantReading(t, dir, c)
	})
}
