// Package laptop puts the parts of Cairn together for the programs: it opens a
// data folder, with its database, its keys and its journal, and runs the
// network of that folder. Several programs may have one folder open; only one
// of them runs the network, and the others ask it.
package laptop

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

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
}

var _ app.Store = (*storage.DB)(nil)

// Open opens a data folder and makes it when it is not there. dir "" means the
// user's own. The folder must be closed.
func Open(ctx context.Context, dir string, log *slog.Logger) (*Laptop, error) {
	dir, err := folder(dir)
	if err != nil {
		return nil, err
	}
	keys, err := app.LoadKeys(dir)
	if err != nil {
		return nil, err
	}
	catalog := kinds.Catalog()
	db, err := storage.Open(ctx, dir, catalog, log)
	if err != nil {
		return nil, err
	}
	db.SetDevice(keys.Device())
	journal := app.New(app.Params{Store: db, Keys: keys, Catalog: catalog, Log: log})
	return &Laptop{Dir: dir, Journal: journal, Keys: keys, DB: db, Log: log}, nil
}

func folder(dir string) (string, error) {
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
	if err := CheckFolder(dir); err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("The folder %s cannot be made.", dir), Hint: "Choose another one with --dir, or make it yourself.", Err: err}
	}
	return dir, nil
}

// Close closes the database.
func (l *Laptop) Close() error { return errors.Join(l.DB.Close()) }
