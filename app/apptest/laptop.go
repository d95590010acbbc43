// Package apptest opens data folders for tests of what stands on package app:
// a real database, real keys, and the Journal over them, as a program opens them.
package apptest

import (
	"log/slog"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
	"github.com/cairn-schools/cairn/storage"
)

// Laptop is one data folder that is open until the test ends.
type Laptop struct {
	*app.Journal
	Dir  string
	DB   *storage.DB
	Keys *app.Keys
}

// Open opens a data folder with all kinds. Nobody has begun in a new one. A nil
// now is the clock of the machine. The same folder may be open several times.
func Open(t testing.TB, dir string, now improve.TimeSource) *Laptop {
	t.Helper()

	log := slog.New(slog.DiscardHandler)
	db, err := storage.Open(t.Context(), dir, kinds.Catalog(), log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() }) // closed already where the test closed it
	keys, err := app.LoadKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	db.SetDevice(keys.Device())
	db.EraseDraftsWith(app.EraseFromDraft)
	journal := app.New(app.Params{Store: db, Keys: keys, Catalog: kinds.Catalog(), Now: now, Log: log})
	return &Laptop{Journal: journal, Dir: dir, DB: db, Keys: keys}
}

// New opens a folder of its own, in which somebody begins.
func New(t testing.TB, now improve.TimeSource, who app.Newcomer) (*Laptop, app.Me) {
	t.Helper()

	l := Open(t, t.TempDir(), now)
	me, err := l.Begin(t.Context(), who)
	if err != nil {
		t.Fatal(err)
	}
	return l, me
}
