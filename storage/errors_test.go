package storage

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

func TestErrors_SayWhatHappenedAndWhatToDo(t *testing.T) {
	for _, test := range []struct {
		name string
		code improve.Code
		fail func(t *testing.T) error
	}{
		{"a full disk", improve.Full, fullDisk},
		{"a folder that cannot be made", improve.Denied, func(*testing.T) error {
			return explain("make data folder", &fs.PathError{Op: "mkdir", Path: "x", Err: fs.ErrPermission})
		}},
		{"a disk without room for a file", improve.Full, func(*testing.T) error {
			return explain("keep file", &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC})
		}},
		{"a database that may only be read", improve.Denied, func(t *testing.T) error {
			_, err := openTest(t).readers.Exec("DELETE FROM setting")
			return explain("write", err)
		}},
		{"a folder that is gone", improve.Denied, missingFolder},
		{"another program that writes", improve.Busy, otherWriter},
		{"a damaged page", improve.Damaged, damagedPage},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := test.fail(t)

			var said *improve.Error
			if !errors.As(err, &said) || said.Code != test.code || said.Message == "" || said.Hint == "" {
				t.Errorf("got %v (%T), want a sentence with code %s", err, err, test.code)
			}
		})
	}
}

// fullDisk saves more than fits, then again once there is room.
func fullDisk(t *testing.T) error {
	ctx := context.Background()
	db := openTest(t)
	if err := db.writer.script("PRAGMA max_page_count = 1"); err != nil {
		t.Fatal(err)
	}
	big := improve.Draft{Object: improve.ArtifactID{1}, Body: make([]byte, 1<<20)}
	err := db.SaveDraft(ctx, big)
	if again := db.writer.script("PRAGMA max_page_count = 100000"); again != nil {
		t.Fatal(again)
	}
	if again := db.SaveDraft(ctx, big); again != nil {
		t.Errorf("it does not work again once there is room: %v", again)
	}
	return err
}

func missingFolder(t *testing.T) error {
	path := filepath.Join(t.TempDir(), "missing", fileName)
	pool, err := openPool(fileURI(path, runtime.GOOS == "windows"), "ro", nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()

	return explain("open", pool.PingContext(context.Background()))
}

func otherWriter(t *testing.T) error {
	ctx := context.Background()
	dir := t.TempDir()
	one, two := openIn(t, dir), openIn(t, dir)
	if err := two.writer.script("PRAGMA busy_timeout = 20"); err != nil {
		t.Fatal(err)
	}
	return one.Update(ctx, func(improve.Tx) error { return two.SetSetting(ctx, "a", "b") })
}

func damagedPage(t *testing.T) error {
	dir := t.TempDir()
	if err := openIn(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, fileName)
	content := readAll(t, path)
	for i := sqliteHeaderSize; i < len(content); i++ {
		content[i] = 0xff
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(context.Background(), dir, testCatalog(t), nil)
	return err
}

func TestUpdate_StopsWaitingWhenItsContextEnds(t *testing.T) {
	db := openTest(t)
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()

	err := db.Update(context.Background(), func(improve.Tx) error {
		return db.SetSetting(ctx, "a", "b")
	})

	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want the context's end", err)
	}
}

func TestUpdate_APanicInItsFunctionLeavesTheDatabaseUsable(t *testing.T) {
	ctx := context.Background()
	db := openTest(t)

	func() {
		defer func() { _ = recover() }()
		_ = db.Update(ctx, func(improve.Tx) error { panic("no") })
	}()

	if err := db.SetSetting(ctx, "a", "b"); err != nil {
		t.Error(err)
	}
}
