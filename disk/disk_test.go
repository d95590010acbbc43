package disk_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/disk"
)

// Virus scanners open a file that was just written, for a moment.
func TestRename_WaitsForWhoeverLooksAtTheFileForAMoment(t *testing.T) {
	from, to := filepath.Join(t.TempDir(), "new"), filepath.Join(t.TempDir(), "kept")
	write(t, from, "after")
	write(t, to, "before")
	let := looksAt(t, from, to)
	time.AfterFunc(200*time.Millisecond, let)

	if err := disk.Rename(from, to); err != nil {
		t.Fatal(err)
	}
	got, err := disk.Read(to)
	if err != nil || string(got) != "after" {
		t.Errorf("got %q (%v), want after", got, err)
	}
}

func TestRename_TellsThatNothingIsThere(t *testing.T) {
	from, to := filepath.Join(t.TempDir(), "nothing"), filepath.Join(t.TempDir(), "kept")
	if err := disk.Rename(from, to); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want that nothing is there", err)
	}
}

func TestRemove_WaitsAndTakesAwayWhatIsThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kept")
	write(t, path, "words")
	let := looksAt(t, path)
	time.AfterFunc(200*time.Millisecond, let)

	for range 2 { // the second time nothing is there
		if err := disk.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("got %v, want that nothing is there", err)
	}
}

func TestFull_KnowsADiskWithoutRoomFromOtherTroubles(t *testing.T) {
	full := &os.PathError{Op: "write", Path: "kept", Err: noRoom}
	_, missing := os.ReadFile(filepath.Join(t.TempDir(), "nothing"))
	if !disk.Full(full) || disk.Full(missing) || disk.Full(nil) {
		t.Errorf("got %v, %v and %v, want only the first", disk.Full(full), disk.Full(missing), disk.Full(nil))
	}
}

func looksAt(t *testing.T, paths ...string) (let func()) {
	t.Helper()
	var files []*os.File
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return func() {
		for _, file := range files {
			_ = file.Close()
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
