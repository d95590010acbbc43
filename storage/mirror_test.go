package storage

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"
)

// leave makes a mirror with records in it and gives its folder; a program that
// is killed leaves it so.
func leave(t *testing.T, in string, killed bool) string {
	t.Helper()

	m, err := newMirror(in)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(m.folder, fileName), []byte("notes"), 0o600); err != nil {
		t.Fatal(err)
	}
	if killed { // the system closes what the dead had open
		if err := m.lock.Close(); err != nil {
			t.Fatal(err)
		}
		return m.folder
	}
	t.Cleanup(func() {
		if err := m.end(); err != nil {
			t.Error(err)
		}
	})
	return m.folder
}

func wantThere(t *testing.T, what, folder string, want bool) {
	t.Helper()

	if _, err := os.Stat(folder); (err == nil) != want {
		t.Errorf("%s is there: %v, want %v", what, err == nil, want)
	}
}

func TestSweepMirrors_RemovesWhatTheKilledLeftAndNothingElse(t *testing.T) {
	in := t.TempDir()
	left, used := leave(t, in, true), leave(t, in, false)
	others := map[string]string{"somebody's folder of that name": filepath.Join(in, "cairn-read-me"), "another folder": filepath.Join(in, "notes")}
	for _, folder := range others {
		if err := os.WriteFile(filepath.Join(mkdir(t, folder), fileName), []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}

	sweepMirrors(in, slog.New(slog.DiscardHandler))

	wantThere(t, "the copy that was left", left, false)
	wantThere(t, "the copy in use", filepath.Join(used, fileName), true)
	for what, folder := range others {
		wantThere(t, what, filepath.Join(folder, fileName), true)
	}
}

func mkdir(t *testing.T, folder string) string {
	t.Helper()

	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestSweepMirrors_FollowsNoLink(t *testing.T) {
	in, elsewhere := t.TempDir(), t.TempDir()
	target := leave(t, elsewhere, true)
	if err := os.Symlink(target, filepath.Join(in, "cairn-read-link")); err != nil {
		t.Logf("this system makes no links: %v", err)
	}

	sweepMirrors(in, slog.New(slog.DiscardHandler))

	wantThere(t, "what a link leads to", filepath.Join(target, fileName), true)
}

func TestOpen_RemovesTheCopyThatAKilledProgramLeft(t *testing.T) {
	temporary := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP"} { // elsewhere, and on Windows
		t.Setenv(name, temporary)
	}
	left, used := leave(t, temporary, true), leave(t, temporary, false)

	db, err := Open(t.Context(), t.TempDir(), testCatalog(t), nil)
	if err != nil {
		t.Fatal(err)
	}

	wantThere(t, "the copy that was left", left, false)
	wantThere(t, "the copy in use", used, true)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
