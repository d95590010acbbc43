package storage

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// forked is a space in which one device's log has several histories.
type forked struct {
	rng      *rand.Rand
	space    *improvetest.Space
	member   *improvetest.Device
	segments []improve.Segment // in the order in which they were written
	objects  []improve.ArtifactID
	last     map[improve.ArtifactID]improve.Dot
}

func newForked(seed int64) *forked {
	rng := improvetest.NewRand(seed)
	f := &forked{rng: rng, space: improvetest.NewSpace(rng, improve.SchoolSpace), member: improvetest.NewDevice(rng), last: map[improve.ArtifactID]improve.Dot{}}
	f.space.Grant(f.space.Root, f.member, improve.Member)
	f.keep(f.space.Log(f.space.Root, improve.Auth))
	for range 4 {
		f.objects = append(f.objects, f.space.ArtifactID())
	}
	return f
}

func (f *forked) keep(log *improvetest.Log) {
	if seg := log.Seal(); len(seg.Events) > 0 {
		f.segments = append(f.segments, seg)
	}
}

// write has a history grow; some events replace what the same history wrote
// before, some what was written before the fork.
func (f *forked) write(log *improvetest.Log, events int) {
	for i := range events {
		h := improve.Header{Type: improve.SetEvent, Object: f.objects[f.rng.IntN(len(f.objects))], Kind: "aim", Field: "title"}
		if last, ok := f.last[h.Object]; ok && last.Log == log.ID && f.rng.IntN(2) == 0 {
			h.Over = []improve.Dot{last}
		}
		dot := log.WriteValue(h, improve.TextValue(fmt.Sprint("text ", f.rng.IntN(1000))))
		f.last[h.Object] = dot
		if i%7 == 6 || i == events-1 {
			f.keep(log)
		}
	}
}

// arrive gives the segments to a new database, in an order of its own but each
// history in its order, some twice.
func (f *forked) arrive(t *testing.T, rng *rand.Rand) *DB {
	t.Helper()
	db := openTest(t)
	ctx := context.Background()
	if err := db.AddSpace(ctx, f.space.ID, [32]byte{1}); err != nil {
		t.Fatal(err)
	}
	waiting := slices.Clone(f.segments)
	for tries := 0; len(waiting) > 0; tries++ {
		if tries > 2000 {
			t.Fatalf("%d segments are not taken", len(waiting))
		}
		at := rng.IntN(len(waiting))
		batch := slices.Clone(waiting[at:min(at+1+rng.IntN(12), len(waiting))])
		if rng.IntN(3) == 0 {
			rng.Shuffle(len(batch), func(i, j int) { batch[i], batch[j] = batch[j], batch[i] })
		}
		done, err := db.Ingest(ctx, f.space.ID, batch)
		if err != nil {
			t.Fatal(err)
		}
		waiting = slices.DeleteFunc(waiting, func(seg improve.Segment) bool {
			offered := slices.ContainsFunc(batch, func(b improve.Segment) bool { return &b.Events[0] == &seg.Events[0] })
			refused := slices.ContainsFunc(done.Refused, func(r improve.Refusal) bool { return r.Log == seg.Log && r.First == seg.First })
			return offered && !refused && rng.IntN(8) > 0 // some come twice
		})
	}
	return db
}

// holding is all that must be the same on two devices with the same events.
type holding struct {
	heads, state improve.Digest
	events       uint64
}

func holdingOf(t *testing.T, db *DB, space improve.SpaceID) holding {
	t.Helper()
	ctx := context.Background()
	heads, err := db.Heads(ctx, space)
	if err != nil {
		t.Fatal(err)
	}
	state, err := db.StateDigest(ctx, space)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := db.Spaces(ctx)
	if err != nil {
		t.Fatal(err)
	}
	report, err := db.Check(ctx, true)
	if err != nil || len(report.Faults) > 0 {
		t.Fatalf("check finds %q, %v", report.Faults, err)
	}
	return holding{heads: heads.Digest(), state: state, events: rows[0].Events}
}

// sum counts the different events that were written.
func (f *forked) sum() uint64 {
	seen := map[string]bool{}
	for _, seg := range f.segments {
		for _, e := range seg.Events {
			seen[fmt.Sprintf("%s %d %x", e.Log, e.Seq, e.Raw)] = true
		}
	}
	return uint64(len(seen))
}

func (f *forked) wantTheSameEverywhere(t *testing.T, seed int64) {
	t.Helper()
	var first holding
	for device := range 4 {
		db := f.arrive(t, improvetest.NewRand(seed*100+int64(device)))
		got := holdingOf(t, db, f.space.ID)
		if got.events != f.sum() {
			t.Errorf("seed %d: device %d keeps %d events of %d", seed, device, got.events, f.sum())
		}
		if device == 0 {
			first = got
		}
		if got != first {
			t.Errorf("seed %d: device %d holds %+v, the first %+v", seed, device, got, first)
		}
	}
}

func TestBranches_TwoHistoriesAreBothKeptInWhateverOrderTheyCome(t *testing.T) {
	for n, length := range []int{1, 2, 3, 20, 254, 255, 256, 257} {
		t.Run(fmt.Sprint("fork after ", length), func(t *testing.T) {
			f := newForked(int64(n))
			log := f.space.Log(f.member, improve.Data)
			f.write(log, length-1)
			if length == 1 {
				f.keep(log)
			}
			other := log.Fork()
			f.write(log, 1+f.rng.IntN(30))
			f.write(other, 1+f.rng.IntN(300))

			f.wantTheSameEverywhere(t, int64(n))
		})
	}
}

func TestBranches_OfBranches(t *testing.T) {
	seeds := int64(12)
	if testing.Short() {
		seeds = 3
	}
	for seed := range seeds {
		f := newForked(100 + seed)
		histories := []*improvetest.Log{f.space.Log(f.member, improve.Data)}
		f.write(histories[0], 1+f.rng.IntN(20))
		for range 5 {
			log := histories[f.rng.IntN(len(histories))]
			histories = append(histories, log.Fork())
			for _, log := range histories {
				if f.rng.IntN(3) > 0 {
					f.write(log, 1+f.rng.IntN(12))
				}
			}
		}

		f.wantTheSameEverywhere(t, seed)
	}
}

func TestBranches_OfTheFirstEvent(t *testing.T) {
	f := newForked(3)
	log := f.space.Log(f.member, improve.Data)
	other := log.Reopen()
	f.write(log, 5)
	f.write(other, 4)
	f.write(other.Fork(), 3)
	f.write(other, 2)

	f.wantTheSameEverywhere(t, 3)
}

func TestBranches_OfAnAuthLogGiveTheLeastAccess(t *testing.T) {
	f := newForked(5)
	guest := improvetest.NewDevice(f.rng)
	log := f.space.Log(f.space.Root, improve.Auth)
	other := log.Fork()
	grant := func(log *improvetest.Log, level improve.AccessLevel) {
		log.WriteValue(improve.Header{Type: improve.GrantEvent, Device: guest.ID, Grant: level}, improve.CellsValue(map[improve.FieldKey]string{improve.GrantName: "Cy"}))
		f.keep(log)
	}
	grant(log, improve.Member)
	grant(other, improve.Guest)

	for device := range int64(3) {
		db := f.arrive(t, improvetest.NewRand(device))
		space, err := db.Space(t.Context(), f.space.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got := space.Access(guest.ID); got != improve.Guest {
			t.Errorf("device %d: got %s, want guest", device, got)
		}
	}
	f.wantTheSameEverywhere(t, 5)
}

func TestBranches_ThePresentWriterIsReplacedWhenItsLogForks(t *testing.T) {
	a := newAnchored(t)
	a.log.WriteValue(improve.Header{Type: improve.SetEvent, Object: improve.ArtifactID{1}, Kind: "aim", Field: "title"}, improve.TextValue("common"))
	common := a.log.Seal()
	other := a.log.Fork()
	a.update(func(tx improve.Tx) error { return tx.Append(a.space.ID, common) })
	a.writes()
	other.WriteValue(improve.Header{Type: improve.SetEvent, Object: improve.ArtifactID{2}, Kind: "aim", Field: "title"}, improve.TextValue("elsewhere"))

	done, err := a.db.Ingest(t.Context(), a.space.ID, []improve.Segment{other.Seal()})

	if err != nil || done.Events != 1 {
		t.Fatalf("got %+v, %v", done, err)
	}
	a.wantRenewal(improve.ForkedWriter)
	a.close()
	a.open()
	a.wantRenewal(improve.ForkedWriter)
}
