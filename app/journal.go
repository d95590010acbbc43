package app

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Journal is the one way to write: every change of an artifact, a space or an
// access is a method here. It is safe for use by several goroutines.
type Journal struct {
	store   Store
	keys    *Keys
	catalog *improve.Catalog
	clock   *improve.Clock
	now     improve.TimeSource
	ids     improve.IDs
	random  io.Reader
	log     *slog.Logger
	signals signals
}

// Params is what a Journal is made of. Store, Keys and Catalog must be given;
// the rest has the defaults of the program.
type Params struct {
	Store   Store
	Keys    *Keys
	Catalog *improve.Catalog
	Now     improve.TimeSource // default: the wall clock
	IDs     improve.IDs        // default: version 7 UUIDs
	Random  io.Reader          // default: crypto/rand
	Log     *slog.Logger       // default: slog.Default
}

// New makes a Journal; it starts nothing. A missing required part is a fault
// of the wiring and panics.
func New(p Params) *Journal {
	if p.Store == nil || p.Keys == nil || p.Catalog == nil {
		panic("app.New: Store, Keys and Catalog are required")
	}
	j := &Journal{store: p.Store, keys: p.Keys, catalog: p.Catalog, ids: p.IDs, random: p.Random, log: p.Log}
	if p.Now == nil {
		p.Now = time.Now
	}
	if j.ids == nil {
		j.ids = improve.NewIDs()
	}
	if j.random == nil {
		j.random = rand.Reader
	}
	if j.log == nil {
		j.log = slog.Default()
	}
	j.clock, j.now = improve.NewClock(p.Now), p.Now
	return j
}

// pollEvery is how often Run looks for commits of other programs of ours in
// the same data folder: they must show within a second.
const pollEvery = 400 * time.Millisecond

// indexBatch is how many artifacts one pass of the search index takes, so that
// a long list of new arrivals never holds the write lock for long.
const indexBatch = 200

// indexPause lies between two passes: a program that waits for the lock of the
// database asks for it every 100 ms, and must find it free.
const indexPause = 120 * time.Millisecond

// Run watches for commits of other programs and keeps the search index up to
// date until ctx ends. The two do not wait for each other: after a first
// exchange search has much to take in, and a commit of another program must
// show, and reach the other laptops, meanwhile.
func (j *Journal) Run(ctx context.Context) error {
	changed, stop := j.Changed() // before the first signal can be given
	defer stop()
	var beside sync.WaitGroup
	beside.Go(func() { upkeep{do: j.tidy, log: j.log}.follow(ctx, changed) })
	j.watchOthers(ctx)
	beside.Wait()
	return nil
}

// watchOthers signals the commits of other programs until ctx ends.
func (j *Journal) watchOthers(ctx context.Context) {
	ticker := time.NewTicker(pollEvery)
	defer ticker.Stop()

	var last int64
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		version, err := j.store.Version(ctx)
		if err == nil && version != last {
			last = version
			j.signals.fire()
		}
	}
}

// Changed gives a channel that is signalled after every commit, ours, a
// remote's or another program's, and a function that ends it. The signal says
// only "look again".
func (j *Journal) Changed() (changed <-chan struct{}, stop func()) { return j.signals.listen() }

// Catalog gives the kinds that this version knows.
func (j *Journal) Catalog() *improve.Catalog { return j.catalog }

// Device gives the id of this laptop.
func (j *Journal) Device() improve.DeviceID { return j.keys.Device() }

// Store gives the reads of the database.
func (j *Journal) Store() Store { return j.store }

// Ingest takes segments from a remote and signals.
func (j *Journal) Ingest(ctx context.Context, space improve.SpaceID, segments []improve.Segment) (improve.Ingested, error) {
	ingested, err := j.store.Ingest(ctx, space, segments)
	if err == nil && ingested.Events > 0 {
		j.signals.fire()
	}
	return ingested, err
}

// update runs a use case in one transaction; the events that it collects are
// signed and appended at its end, and listeners are told after the commit.
func (j *Journal) update(ctx context.Context, fn func(*batch) error) error {
	err := j.store.Update(ctx, func(tx improve.Tx) error {
		b := newBatch(ctx, j, tx)
		if err := fn(b); err != nil {
			return err
		}
		if err := b.keepInStep(); err != nil {
			return err
		}
		if err := b.settle(); err != nil {
			return err
		}
		return b.flush()
	})
	if err != nil {
		return err
	}
	j.signals.fire()
	return nil
}
