// Package laptop puts the parts of Cairn together for the programs: it opens a
// data folder, with its database, its keys and its journal, and runs the
// network of that folder. Several programs may have one folder open; only one
// of them runs the network, and the others ask it.
package laptop

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"github.com/gofrs/flock"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
	"github.com/cairn-schools/cairn/storage"
)

// Laptop is an open data folder.
type Laptop struct {
	Dir     string
	Journal *app.Journal
	Keys    *app.Keys
	DB      *storage.DB
	Log     *slog.Logger
	// PartBytes is how much one carried file holds at most; 0: as the sticks of schools take it.
	PartBytes int

	admitting sync.Mutex // held while a device is let in: one invitation, one device
}

var _ app.Store = (*storage.DB)(nil)

// Open opens a data folder and makes it when it is not there. dir "" means the
// user's own. The folder must be closed.
func Open(ctx context.Context, dir string, log *slog.Logger) (*Laptop, error) {
	dir, err := folder(dir)
	if err != nil {
		return nil, err
	}
	keys, err := loadKeys(dir)
	if err != nil {
		return nil, err
	}
	makePrivate(filepath.Join(dir, databaseFile))
	catalog := kinds.Catalog()
	db, err := storage.Open(ctx, dir, catalog, log)
	if err != nil {
		return nil, err
	}
	db.SetDevice(keys.Device())
	db.EraseDraftsWith(app.EraseFromDraft)
	if err := db.KeepAnchor(ctx, here()); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	journal := app.New(app.Params{Store: db, Keys: keys, Catalog: catalog, Log: log})
	return &Laptop{Dir: dir, Journal: journal, Keys: keys, DB: db, Log: log}, nil
}

// Find opens a data folder that is there; an *Error NotFound when it holds
// nobody's work. It makes nothing. The folder must be closed.
func Find(ctx context.Context, dir string, log *slog.Logger) (*Laptop, error) {
	place, err := place(dir)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(place, databaseFile)); errors.Is(err, fs.ErrNotExist) {
		return nil, &improve.Error{Code: improve.NotFound, Message: "This folder has no one's work yet.", Hint: "Start with \"cairnctl init --name YOUR-NAME\" or open Cairn."}
	}
	return Open(ctx, place, log)
}

// databaseFile is what storage calls its file; who finds it finds somebody's work.
const databaseFile = "cairn.db"

// makePrivate makes the database's file for its owner alone, also in a folder
// that others may read; SQLite gives the files beside it the same mode. When
// that fails, opening the database tells why.
func makePrivate(path string) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDONLY, 0o600)
	if err == nil {
		_ = file.Close()
	}
}

// Begin is Journal.Begin for one program at a time: two that are started at
// once do not make two people of one.
func (l *Laptop) Begin(ctx context.Context, n app.Newcomer) (me app.Me, err error) {
	err = alone(l.Dir, func() error {
		me, err = l.Journal.Begin(ctx, n)
		return err
	})
	return me, err
}

// loadKeys reads this folder's keys; only one program at a time makes them.
func loadKeys(dir string) (keys *app.Keys, err error) {
	err = alone(dir, func() error {
		if err := keysBeside(dir); err != nil {
			return err
		}
		keys, err = app.LoadKeys(dir)
		return err
	})
	var known *improve.Error
	if err == nil || errors.As(err, &known) {
		return keys, err
	}
	return nil, &improve.Error{Code: improve.Denied, Message: fmt.Sprintf("Cairn cannot keep its keys in the folder %s.", dir), Hint: "Allow writing there, or choose another folder.", Err: err}
}

// keysBeside refuses a folder that has records and no key: with a new one this
// would be a laptop that nobody knows, and may write nowhere in its own spaces.
// Keys are made before the first record.
func keysBeside(dir string) error {
	records, err := os.Stat(filepath.Join(dir, databaseFile))
	if err != nil || records.Size() == 0 {
		return nil // nothing is recorded yet
	}
	if _, err := os.Stat(filepath.Join(dir, "keys", "device.json")); !errors.Is(err, fs.ErrNotExist) {
		return nil // there, or reading it tells what is wrong
	}
	return &improve.Error{
		Code: improve.Damaged, Message: "This folder has records, and the key of its laptop is missing.",
		Hint: "Put back the folder keys from a copy of the data folder, or restore a backup into a new folder.",
	}
}

// alone does something that no other program does at the same time in this folder.
func alone(dir string, do func() error) error {
	lock := flock.New(filepath.Join(dir, "begin.lock"))
	if err := lock.Lock(); err != nil {
		return fmt.Errorf("lock folder: %w", err)
	}
	err := do()
	return errors.Join(err, lock.Unlock())
}

// place gives the absolute path of a data folder, unless work is not safe there.
func place(dir string) (string, error) {
	if dir == "" {
		var err error
		if dir, err = DefaultFolder(); err != nil {
			return "", err
		}
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("find folder: %w", err)
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return "", &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("%s is a file, not a folder.", dir), Hint: "Name a folder with --dir."}
	}
	return dir, CheckFolder(dir)
}

func folder(dir string) (string, error) {
	dir, err := place(dir)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("The folder %s cannot be made.", dir), Hint: "Choose another one with --dir, or make it yourself.", Err: err}
	}
	return dir, nil
}

// Close closes the database.
func (l *Laptop) Close() error { return errors.Join(l.DB.Close()) }
