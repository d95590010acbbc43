package simulation

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/storage"
	"github.com/cairn-schools/cairn/storage/testdisk"
	"github.com/cairn-schools/cairn/sync/bundle"
	"github.com/cairn-schools/cairn/sync/replica"
)

// laptop is one data folder: the database on a disk in memory, the keys in files.
type laptop struct {
	w       *world
	number  int
	name    string
	folder  string
	disk    *testdisk.Disk
	skew    time.Duration // of its clock
	newer   bool          // runs a newer version
	ids     uint64
	keys    *app.Keys
	db      *storage.DB
	journal *app.Journal
	canary  string // of its personal space
	private improve.SpaceID
	acked   map[improve.LogID]uint64
	crashes int

	twinOf *laptop // whose folder this one's is a copy of; nil: nobody's
	cloned bool    // another laptop has its key
	imaged bool    // its whole disk was copied to another laptop
}

func (l *laptop) String() string { return l.name }

// place is the database as the exchange needs it.
type place struct {
	*storage.DB
	journal *app.Journal
}

// Ingest goes through the journal, so that listeners are told.
func (p place) Ingest(ctx context.Context, space improve.SpaceID, segs []improve.Segment) (improve.Ingested, error) {
	return p.journal.Ingest(ctx, space, segs)
}

// replicaStore and appStore are what the parts under test ask of a database.
type (
	replicaStore = replica.Store
	appStore     = app.Store
)

func (w *world) newLaptop(number int) *laptop {
	name := fmt.Sprintf("laptop %d", number)
	l := &laptop{w: w, number: number, name: name, folder: w.path(name), acked: map[improve.LogID]uint64{}, newer: number%2 == 1, canary: fmt.Sprintf("Nachtigall%03dpersonal", number)}
	l.skew = w.anySkew()
	l.disk = testdisk.New(l.folder)
	l.disk.Lie(w.breaks.lying)
	w.must("open a new folder", l.open())
	_, err := l.journal.Begin(w.ctx, app.Newcomer{Name: fmt.Sprintf("Person %d", number%people), Laptop: name})
	w.must("begin", err)
	_, err = l.journal.Create(w.ctx, app.NewArtifact{Kind: "aim", Space: l.personal(), Fields: map[improve.FieldKey]string{improve.TitleKey: l.canary}})
	w.must("write a private page", err)
	l.noteHeads()
	w.tell("%s of person %d, its clock %v off", l, number%people, l.skew.Round(time.Hour))
	return l
}

// anySkew gives how wrong a clock is: mostly little, at times years.
func (w *world) anySkew() time.Duration {
	const year = 365 * 24 * time.Hour
	switch w.rng.IntN(5) {
	case 4: // an empty battery, or a slip of the hand
		return pick(w, []time.Duration{-56 * year, 173 * year})
	case 0:
		return time.Duration(w.rng.Int64N(int64(20*year))) - 10*year
	case 1:
		return time.Duration(w.rng.Int64N(int64(4*time.Hour))) - 2*time.Hour
	default:
		return time.Duration(w.rng.Int64N(int64(10*time.Second))) - 5*time.Second
	}
}

func (l *laptop) now() time.Time { return l.w.time.Add(l.skew) }

func (l *laptop) personal() improve.SpaceID {
	me, err := l.journal.Me(l.w.ctx)
	l.w.must("read who I am", err)
	return me.Personal
}

// open opens the folder as a program does.
func (l *laptop) open() error {
	keys, err := app.LoadKeys(l.folder)
	if err != nil {
		return err
	}
	older, newer := catalogs()
	catalog := older
	if l.newer {
		catalog = newer
	}
	db, err := storage.Open(l.w.ctx, l.folder, catalog, l.w.log)
	if err != nil {
		return err
	}
	db.SetDevice(keys.Device())
	if err := l.anchor(db); err != nil {
		return errors.Join(err, db.Close())
	}
	l.keys, l.db = keys, db
	plain := app.New(app.Params{Store: db, Keys: keys, Catalog: catalog, Log: l.w.log})
	var store appStore = db
	if l.w.breaks.appStore != nil {
		store = l.w.breaks.appStore(place{db, plain})
	}
	l.journal = app.New(app.Params{
		Store: store, Keys: keys, Catalog: catalog, Now: l.now, IDs: countedIDs{byte(l.number), &l.ids}, Random: randomBytes{l.w}, Log: l.w.log,
	})
	return nil
}

// anchor compares the database with what was left outside its folder.
func (l *laptop) anchor(db *storage.DB) error {
	if l.w.breaks.anchorless {
		return nil
	}
	return db.KeepAnchor(l.w.ctx, storage.Place{Folder: l.w.path("state of " + l.name), Machine: l.name})
}

// shut ends the program without a word to anybody.
func (l *laptop) shut() {
	if l.db != nil {
		_ = l.db.Close() // the power may be off
	}
	l.db, l.journal = nil, nil
}

// errCrashed tells that the power failed.
var errCrashed = errors.New("the power failed")

// try does something that the laptop's power may fail in.
func (l *laptop) try(do func() error) error {
	err := do()
	if l.disk.IsCut() {
		l.recover()
		return errCrashed
	}
	return err
}

// write is try for what changes the log.
func (l *laptop) write(do func() error) error {
	err := l.try(do)
	if err == nil {
		l.noteHeads()
		l.w.changed(l, nil)
	}
	return err
}

// recover is what happens after the power failed: the program starts again,
// and everything that was confirmed must be there.
func (l *laptop) recover() {
	l.crashes++
	l.w.endLines(l)
	l.shut()
	l.disk.PowerOn(l.w.rng)
	l.disk.Lie(l.w.breaks.lying)
	if err := l.open(); err != nil {
		l.w.fail("what is confirmed stays", "%s cannot be opened after its power failed: %v", l, err)
	}
	l.wantAcked()
	l.w.tell("%s lost its power and starts again", l)
}

// noteHeads notes what is confirmed: every log as it stands.
func (l *laptop) noteHeads() {
	if l.private.IsZero() {
		l.private = l.personal()
	}
	ids := []improve.SpaceID{l.private}
	for _, sp := range l.w.spaces {
		ids = append(ids, sp.id)
	}
	for _, id := range ids {
		heads, err := l.db.Heads(l.w.ctx, id)
		switch {
		case improve.CodeOf(err) == improve.NotFound:
			continue
		case err != nil:
			return // the power fails just now
		}
		for _, head := range heads {
			l.acked[head.Log] = max(l.acked[head.Log], head.Seq)
		}
	}
}

// rows gives the spaces; none when the power fails just now.
func (l *laptop) rows() []improve.SpaceRow {
	rows, err := l.db.Spaces(l.w.ctx)
	if err != nil && !l.disk.IsCut() {
		l.w.must("list spaces", err)
	}
	return rows
}

// wantAcked wants everything that was confirmed to be there.
func (l *laptop) wantAcked() {
	far := l.reach()
	for log, seq := range l.acked {
		if far[log] < seq {
			l.w.fail("what is confirmed stays", "%s has %d of %d events of a log that it had confirmed", l, far[log], seq)
		}
	}
}

// exchange is the database as this laptop's sessions see it.
func (l *laptop) exchange() replicaStore {
	inner := place{l.db, l.journal}
	if l.w.breaks.store != nil {
		return l.w.breaks.store(l, inner)
	}
	return inner
}

// sticks is the laptop as package bundle sees it.
func (l *laptop) sticks() bundle.Laptop {
	return bundle.Laptop{
		Store: place{l.db, l.journal}, Keys: l.keys, Files: l.db, Now: l.now, Log: l.w.log,
		Waiting: filepath.Join(l.folder, "waiting"), Deliver: filepath.Join(l.folder, "to deliver"), PartBytes: partBytes,
	}
}

func (l *laptop) found(kind improve.SpaceKind, name string) (improve.SpaceID, error) {
	return l.journal.Found(l.w.ctx, app.NewSpace{Kind: kind, Name: name})
}

// access gives what the laptop may do in a space by its own lights.
func (l *laptop) access(sp *space) improve.AccessLevel {
	folded, err := l.db.Space(l.w.ctx, sp.id)
	if err != nil {
		return improve.NoAccess
	}
	return folded.Access(l.keys.Device())
}

// digest gives what the laptop holds of a space; ok is false when it holds nothing.
func (l *laptop) digest(sp *space) (digest improve.Digest, ok bool) {
	for _, row := range l.rows() {
		if row.Space.ID == sp.id {
			return row.Digest, true
		}
	}
	return digest, false
}
