package bundle

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// desk is a carrier's shelf as one laptop reaches it, without a line.
type desk struct {
	carrier Laptop
	visitor improve.DeviceID
	moved   *int64 // bytes of files that were left and fetched
}

func (d desk) List(ctx context.Context, space improve.SpaceID) ([]improve.CarriedFile, error) {
	return d.carrier.Shelved(ctx, d.visitor, space)
}

func (d desk) Fetch(ctx context.Context, space improve.SpaceID, file improve.CarriedFile, w io.Writer) error {
	r, _, err := d.carrier.OpenShelved(ctx, d.visitor, space, file.Name)
	if err != nil {
		return err
	}
	defer r.Close()
	n, err := io.Copy(w, r)
	*d.moved += n
	return err
}

func (d desk) Leave(ctx context.Context, space improve.SpaceID, file improve.CarriedFile, r io.Reader) error {
	*d.moved += file.Bytes
	return d.carrier.Shelve(ctx, space, file, r)
}

func (d desk) Drop(ctx context.Context, space improve.SpaceID, names []improve.Hash) error {
	return d.carrier.Unshelve(ctx, d.visitor, space, names)
}

// round is North and South, who meet only at a carrier.
type round struct {
	*pair
	carrier *laptop
	shelf   Laptop
	now     time.Time
	moved   int64
}

func newRound(t testing.TB) *round {
	r := &round{pair: newPair(t), carrier: newLaptop(t, "The keeper"), now: time.Now()}
	r.north.admit(r.space, r.carrier, improve.Carrier)
	r.shelf = r.carrier.bundle()
	r.shelf.Shelf = filepath.Join(r.carrier.dir, "carried")
	r.shelf.Now = func() time.Time { return r.now }
	r.tell(r.carrier)
	r.tell(r.south)
	return r
}

// tell gives a laptop North's auth logs, as an exchange does.
func (r *round) tell(l *laptop) {
	r.t.Helper()

	secret, err := r.north.db.SpaceSecret(r.t.Context(), r.space)
	must(r.t, err)
	must(r.t, l.bundle().Store.AddSpace(r.t.Context(), r.space, secret))
	logs, err := r.north.db.Logs(r.t.Context(), r.space)
	must(r.t, err)
	for _, log := range logs {
		if log.Stream != improve.Auth {
			continue
		}
		seg, err := r.north.db.Segment(r.t.Context(), improve.LogRange{Log: log.ID, To: log.Head.Seq})
		must(r.t, err)
		_, err = l.journal.Ingest(r.t.Context(), r.space, []improve.Segment{seg})
		must(r.t, err)
	}
}

// visits lets a laptop go to the carrier once.
func (r *round) visits(l *laptop) Visited {
	r.t.Helper()

	r.now = r.now.Add(time.Minute)
	b := l.bundle()
	b.Waiting = filepath.Join(l.dir, "waiting")
	v := Visitor{Laptop: b, Notes: l.db, Dir: filepath.Join(l.dir, "on the way"), Alone: func(_ context.Context, do func() error) error { return do() }}
	done, err := v.Visit(r.t.Context(), r.carrier.keys.Device(), r.space, desk{r.shelf, l.keys.Device(), &r.moved})
	must(r.t, err)
	return done
}

func (r *round) shelved() []improve.CarriedFile {
	r.t.Helper()

	all, err := r.shelf.shelf(r.space)
	must(r.t, err)
	return all
}

func (r *round) wantSame(one, other *laptop) {
	r.t.Helper()

	if got, want := other.digest(r.space), one.digest(r.space); got != want {
		r.t.Errorf("the two hold %s and %s", want, got)
	}
}

func TestVisit_WhatOneLeavesTheOtherFetchesOnce(t *testing.T) {
	r := newRound(t)

	left, took, again := r.visits(r.north), r.visits(r.south), r.visits(r.south)

	if left.Left != 2 || took.Took != 2 || took.Events == 0 || again != (Visited{}) {
		t.Errorf("North %+v, South %+v, then %+v", left, took, again)
	}
	r.wantSame(r.north, r.south)
	r.north.write(r.space, "Talk partners")
	if left := r.visits(r.north); left.Left != 1 {
		t.Errorf("North left %+v", left)
	}
	took = r.visits(r.south)
	r.wantSame(r.north, r.south)
	if took.Took != 1 {
		t.Errorf("South took %+v of what was new", took)
	}
}

func TestVisit_WhatWasFetchedIsNotLeftAgainByEverybody(t *testing.T) {
	r := newRound(t)
	west := newLaptop(t, "Cem")
	r.north.admit(r.space, west, improve.Member)
	for _, l := range []*laptop{r.carrier, r.south, west} {
		r.tell(l)
	}
	r.visits(r.north)

	south := r.visits(r.south)

	for _, file := range r.shelved() {
		if file.From == r.south.keys.Device() && file.Bytes > 4000 {
			t.Errorf("South left %d bytes of what North had left", file.Bytes)
		}
	}
	if south.Took != 2 || south.Left != 1 {
		t.Errorf("South %+v", south)
	}
	r.visits(west)
	r.wantSame(r.north, west)
}

func TestVisit_WhoeverIsLetInLaterGetsWhatWasLeftBefore(t *testing.T) {
	r := newRound(t)
	r.visits(r.north)
	r.visits(r.south)
	west := newLaptop(t, "Cem")
	r.north.admit(r.space, west, improve.Member)
	r.tell(r.carrier)
	r.tell(west)

	r.visits(r.north)
	r.visits(west)

	r.wantSame(r.north, west)
}

func TestVisit_ManyLittleFilesBecomeOne(t *testing.T) {
	r := newRound(t)
	for range leftMost + 3 {
		r.north.write(r.space, "Talk partners")
		r.visits(r.north)
	}

	if got := len(r.shelved()); got > leftMost {
		t.Errorf("%d files lie there; want at most %d", got, leftMost)
	}
	r.visits(r.south)
	r.wantSame(r.north, r.south)
}

func TestVisit_WhatIsErasedLiesThereNoMore(t *testing.T) {
	r := newRound(t)
	r.visits(r.north)
	before := r.shelved()
	slices.SortFunc(before, func(a, b improve.CarriedFile) int { return cmp.Compare(b.Bytes, a.Bytes) }) // first what is no receipt
	_, err := r.north.journal.Redact(t.Context(), []app.Erase{{Page: r.page()}}, "not meant for all")
	must(t, err)

	r.visits(r.north)

	for _, file := range r.shelved() {
		if file.Name == before[0].Name {
			t.Error("the file with what was erased still lies there")
		}
	}
	r.tell(r.carrier)
	r.tell(r.south)
	r.visits(r.south)
	r.wantSame(r.north, r.south)
}

func TestVisit_AReceiptTellsWhatTheOtherHolds(t *testing.T) {
	r := newRound(t)
	r.visits(r.north)
	r.visits(r.south) // with nothing of its own to leave
	r.visits(r.north)

	heads, err := r.north.db.RemoteHeads(t.Context(), r.south.keys.Device(), r.space)
	must(t, err)
	rows, err := r.north.db.Spaces(t.Context())
	must(t, err)
	for _, row := range rows {
		if row.Space.ID == r.space && heads.Digest() != row.Digest {
			t.Errorf("North knows of %d changes at South, and holds %d", heads.Events(), row.Events)
		}
	}
}

func TestVisit_ACarrierThatLostItsFilesGetsThemAgain(t *testing.T) {
	r := newRound(t)
	r.visits(r.north)
	must(t, os.RemoveAll(r.shelf.Shelf))

	again := r.visits(r.north)

	if again.Left != 1 {
		t.Errorf("North left %+v", again)
	}
	r.visits(r.south)
	r.wantSame(r.north, r.south)
}

func TestShelf_IsForThoseWhoReadTheSpaceWhileItsHolderOnlyCarries(t *testing.T) {
	r := newRound(t)
	r.visits(r.north)
	stranger := newLaptop(t, "Eve").keys.Device()

	_, err := r.shelf.Shelved(t.Context(), stranger, r.space)

	if improve.CodeOf(err) != improve.Denied {
		t.Errorf("a stranger: %v", err)
	}
	if _, err = r.shelf.Shelved(t.Context(), r.carrier.keys.Device(), r.space); improve.CodeOf(err) != improve.Denied {
		t.Errorf("who only carries itself: %v", err)
	}
	member := r.south.bundle()
	member.Shelf = filepath.Join(r.south.dir, "carried")
	if _, err = member.Shelved(t.Context(), r.north.keys.Device(), r.space); improve.CodeOf(err) != improve.Denied {
		t.Errorf("at a laptop that reads the space: %v", err)
	}
	if err := r.shelf.Unshelve(t.Context(), r.south.keys.Device(), r.space, []improve.Hash{r.shelved()[0].Name}); err != nil || len(r.shelved()) != 2 {
		t.Errorf("South took away what North left: %v", err)
	}
}

func TestShelf_KeepsNothingThatIsNotAsAnnouncedOrTooMuch(t *testing.T) {
	r := newRound(t)
	content := []byte("sealed")
	file := improve.CarriedFile{Name: sha256.Sum256(content), From: r.north.keys.Device(), Bytes: int64(len(content))}
	for name, raw := range map[string][]byte{"other bytes": []byte("SEALED"), "cut": []byte("seal")} {
		if err := r.shelf.Shelve(t.Context(), r.space, file, bytes.NewReader(raw)); improve.CodeOf(err) != improve.Damaged {
			t.Errorf("%s: %v", name, err)
		}
	}
	large := file
	large.Bytes = shelfBytes + 1
	if err := r.shelf.Shelve(t.Context(), r.space, large, bytes.NewReader(content)); improve.CodeOf(err) != improve.Full {
		t.Errorf("too large: %v", err)
	}
	for i := range shelfFiles + 1 {
		content := []byte{byte(i)}
		one := improve.CarriedFile{Name: sha256.Sum256(content), From: r.north.keys.Device(), Bytes: 1}
		if err := r.shelf.Shelve(t.Context(), r.space, one, bytes.NewReader(content)); (err != nil) != (i == shelfFiles) {
			t.Errorf("file %d: %v", i, err)
		}
	}
	if got := len(r.shelved()); got != shelfFiles {
		t.Errorf("%d files lie there, want %d", got, shelfFiles)
	}
	r.now = r.now.Add(shelfFor + time.Hour)
	if all, err := r.shelf.Shelved(t.Context(), r.south.keys.Device(), r.space); err != nil || len(all) != 0 || len(r.shelved()) != 0 {
		t.Errorf("after half a year %d files are listed and %d lie there, %v", len(all), len(r.shelved()), err)
	}
}

func TestVisit_PhotosComeAlong(t *testing.T) {
	r := newRound(t)
	file := r.attach("poster.png", poster(t, 200, 1))

	r.visits(r.north)
	took := r.visits(r.south)

	if at := r.atSouth(); took.Photos == 0 || len(at) != 1 || at[0].Body.Hash != file.Body.Hash || !at[0].Here {
		t.Errorf("South took %+v and has %+v", took, at)
	}
}

func TestShelf_IsClearedWhenItsHolderDoesNotCarryAnyMore(t *testing.T) {
	r := newRound(t)
	r.visits(r.north)
	must(t, r.shelf.ClearShelves(t.Context()))
	if got := len(r.shelved()); got != 2 {
		t.Fatalf("%d files lie there while it carries, want 2", got)
	}

	must(t, r.north.journal.SetAccess(t.Context(), r.space, r.carrier.keys.Device(), improve.NoAccess))
	r.tell(r.carrier)
	must(t, r.shelf.ClearShelves(t.Context()))

	if got := len(r.shelved()); got != 0 {
		t.Errorf("%d files lie there still", got)
	}
}
