package storage

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// anchored is a database with an anchor and one log that it writes itself.
type anchored struct {
	t     *testing.T
	dir   string
	place Place
	db    *DB
	space *improvetest.Space
	log   *improvetest.Log
}

func newAnchored(t *testing.T) *anchored {
	t.Helper()
	space := improvetest.NewSpace(improvetest.NewRand(7), improve.SchoolSpace)
	a := &anchored{t: t, dir: filepath.Join(t.TempDir(), "data"), place: Place{Folder: t.TempDir(), Machine: "m1"}, space: space, log: space.Log(space.Root, improve.Data)}
	a.open()
	a.update(func(tx improve.Tx) error {
		if err := tx.AddSpace(space.ID, [32]byte{1}); err != nil {
			return err
		}
		if err := tx.SetIncarnation(improve.Incarnation{Writer: space.Root.Writer, Number: 1, Reason: improve.FirstWriter}); err != nil {
			return err
		}
		return tx.Append(space.ID, space.Log(space.Root, improve.Auth).Seal())
	})
	return a
}

func (a *anchored) open() {
	a.t.Helper()
	db, err := Open(context.Background(), a.dir, testCatalog(a.t), nil)
	if err == nil {
		a.db, err = db, db.KeepAnchor(context.Background(), a.place)
	}
	if err != nil {
		a.t.Fatal(err)
	}
	a.t.Cleanup(func() { _ = db.Close() }) // most are closed before; a second time does no harm in a test
}

func (a *anchored) close() {
	a.t.Helper()
	if err := a.db.Close(); err != nil {
		a.t.Fatal(err)
	}
}

func (a *anchored) update(fn func(improve.Tx) error) {
	a.t.Helper()
	if err := a.db.Update(context.Background(), fn); err != nil {
		a.t.Fatal(err)
	}
}

// writes appends one event to the own data log.
func (a *anchored) writes() {
	a.t.Helper()
	a.log.WriteValue(improve.Header{Type: improve.SetEvent, Object: improve.ArtifactID{1}, Kind: "aim", Field: "title"}, improve.TextValue("words"))
	a.update(func(tx improve.Tx) error { return tx.Append(a.space.ID, a.log.Seal()) })
}

func (a *anchored) renewal() improve.CertReason {
	a.t.Helper()
	var reason improve.CertReason
	a.update(func(tx improve.Tx) (err error) {
		reason, err = tx.Renewal()
		return err
	})
	return reason
}

func (a *anchored) wantRenewal(want improve.CertReason) {
	a.t.Helper()
	if got := a.renewal(); got != want {
		a.t.Errorf("got a new writer due for %q, want %q", got, want)
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	raw, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, raw, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestAnchor_KnowsItsDatabaseAgain(t *testing.T) {
	a := newAnchored(t)
	a.writes()
	a.close()

	a.open()
	a.writes()

	a.wantRenewal("")
}

func TestAnchor_NoticesAnOlderFilePutBack(t *testing.T) {
	a := newAnchored(t)
	a.writes()
	a.close()
	path, copied := filepath.Join(a.dir, fileName), filepath.Join(t.TempDir(), "copy")
	copyFile(t, path, copied)
	a.open()
	a.writes()
	a.close()

	copyFile(t, copied, path) // the same file on the disk, with what was in it before
	a.open()

	a.wantRenewal(improve.RestoredWriter)
	if at, err := a.db.CopiedAt(t.Context()); err != nil || at.IsZero() {
		t.Errorf("nobody will be told: %v, %v", at, err)
	}
}

// The copy is of the moment before the last commit, which others may have by now.
func TestAnchor_NoticesAFilePutBackThatIsOneCommitOlder(t *testing.T) {
	a := newAnchored(t)
	a.writes()
	a.close()
	a.open()
	old := a.copyWhileOpen()
	a.writes()
	a.close()

	copyFile(t, old, filepath.Join(a.dir, fileName))
	a.open()

	a.wantRenewal(improve.RestoredWriter)
}

func TestAnchor_NoticesTheSameFilePutBackTwice(t *testing.T) {
	a := newAnchored(t)
	a.writes()
	a.close()
	a.open()
	old := a.copyWhileOpen()
	a.writes()
	a.writes()
	a.close()

	for range 3 {
		copyFile(t, old, filepath.Join(a.dir, fileName))
		a.open()
		a.wantRenewal(improve.RestoredWriter)
		a.close()
	}
}

// copyWhileOpen gives a copy of the file with the counter that it has now:
// opening raises it.
func (a *anchored) copyWhileOpen() string {
	a.t.Helper()
	if _, err := a.db.writer.conn.ExecContext(context.Background(), "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		a.t.Fatal(err)
	}
	old := filepath.Join(a.t.TempDir(), fileName)
	copyFile(a.t, filepath.Join(a.dir, fileName), old)
	return old
}

func TestAnchor_NoticesACopyInAnotherFolder(t *testing.T) {
	a := newAnchored(t)
	a.writes()
	a.close()
	path := filepath.Join(a.dir, fileName)
	a.dir = t.TempDir()
	copyFile(t, path, filepath.Join(a.dir, fileName))

	a.open()

	a.wantRenewal(improve.ClonedWriter)
}

func TestAnchor_NoticesACopyOnAnotherComputer(t *testing.T) {
	a := newAnchored(t)
	a.writes()
	a.close()
	a.place.Machine = "m2"

	a.open()

	a.wantRenewal(improve.ClonedWriter)
}

func TestAnchor_TellsNobodyOfAFolderThatWasMoved(t *testing.T) {
	a := newAnchored(t)
	a.writes()
	a.close()
	moved := filepath.Join(t.TempDir(), "moved")
	if err := os.Rename(a.dir, moved); err != nil {
		t.Fatal(err)
	}
	a.dir = moved

	a.open()

	a.wantRenewal(improve.ClonedWriter)
	if at, err := a.db.CopiedAt(t.Context()); err != nil || !at.IsZero() {
		t.Errorf("told at %v, %v", at, err)
	}
}

func TestAnchor_NewWriterSettlesIt(t *testing.T) {
	a := newAnchored(t)
	a.close()
	a.place.Machine = "m2"
	a.open()
	before, err := a.db.DBIncarnation(t.Context())
	if err != nil {
		t.Fatal(err)
	}

	a.update(func(tx improve.Tx) error {
		return tx.SetIncarnation(improve.Incarnation{Writer: improvetest.NewDevice(improvetest.NewRand(8)).Writer, Number: 2, Reason: improve.ClonedWriter})
	})
	a.close()
	a.open()

	a.wantRenewal("")
	if after, err := a.db.DBIncarnation(t.Context()); err != nil || after == before {
		t.Errorf("others take it for the same database: %x, %v", after, err)
	}
}

func TestAnchor_TwoProgramsAreNoCopies(t *testing.T) {
	a := newAnchored(t)
	window := a.db
	for range 3 {
		a.open() // cairnctl add, beside the window
		for range raiseEvery + 3 {
			a.writes()
		}
		a.close()
		a.db = window
		a.writes()
	}

	a.wantRenewal("")
}

func TestAnchor_CrashBetweenItsHalvesIsNoCopy(t *testing.T) {
	a := newAnchored(t)
	path := filepath.Join(a.dir, fileName)
	a.writes()
	failed := a.db.Update(t.Context(), func(tx improve.Tx) error {
		a.log.WriteValue(improve.Header{Type: improve.SetEvent, Object: improve.ArtifactID{2}, Kind: "aim", Field: "title"}, improve.TextValue("lost"))
		if err := tx.Append(a.space.ID, a.log.Seal()); err != nil {
			return err
		}
		inner, _ := tx.(interface{ crashBeforeCommit() error })
		return inner.crashBeforeCommit()
	})
	if failed == nil {
		t.Fatal("the commit was made")
	}
	a.close()
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}

	a.open()

	a.wantRenewal("")
}

// crashBeforeCommit leaves the anchor's outer half as a program does that is
// killed right after.
func (t *tx) crashBeforeCommit() error {
	if err := t.flush(); err != nil {
		return err
	}
	if err := t.db.guard.before(t); err != nil {
		return err
	}
	return context.Canceled
}

func TestGuard_RefusesAFileExchangedUnderIt(t *testing.T) {
	exchanges := map[string]func(t *testing.T, path, copied string){
		"replaced by a copy": func(t *testing.T, path, copied string) {
			beside := path + ".new"
			copyFile(t, copied, beside)
			if err := os.Rename(beside, path); err != nil {
				t.Fatal(err)
			}
		},
		"taken away": func(t *testing.T, path, _ string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		},
		"its journal taken away": func(t *testing.T, path, _ string) {
			if err := os.Remove(path + "-wal"); err != nil {
				t.Fatal(err)
			}
		},
		"overwritten with an older one": func(t *testing.T, path, copied string) { copyFile(t, copied, path) },
		"emptied": func(t *testing.T, path, _ string) {
			if err := os.Truncate(path, 0); err != nil {
				t.Fatal(err)
			}
		},
	}
	for name, exchange := range exchanges {
		t.Run(name, func(t *testing.T) {
			a := newAnchored(t)
			a.writes()
			a.close()
			path, copied := filepath.Join(a.dir, fileName), filepath.Join(t.TempDir(), "copy")
			copyFile(t, path, copied)
			a.open()
			for range 60 { // until the file itself has grown, not its journal alone
				a.writes()
			}
			if err := a.db.writer.script("PRAGMA wal_checkpoint(PASSIVE)"); err != nil {
				t.Fatal(err)
			}
			a.writes()

			exchange(t, path, copied)
			a.log.WriteValue(improve.Header{Type: improve.SetEvent, Object: improve.ArtifactID{1}, Kind: "aim", Field: "title"}, improve.TextValue("lost"))
			err := a.db.Update(t.Context(), func(tx improve.Tx) error { return tx.Append(a.space.ID, a.log.Seal()) })

			if improve.CodeOf(err) != improve.Damaged {
				t.Errorf("got %v: it was acknowledged, or failed without a word for a person", err)
			}
		})
	}
}
