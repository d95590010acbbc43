package storage

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// class is a space in a database, ready to be written in.
type class struct {
	*improvetest.Space
	db     *DB
	member *improvetest.Device
	data   *improvetest.Log
}

// newClass founds a space with one member beside its root and stores that much.
func newClass(t testing.TB, seed int64) *class {
	t.Helper()

	rng := improvetest.NewRand(seed)
	c := &class{Space: improvetest.NewSpace(rng, improve.SchoolSpace), db: openTest(t), member: improvetest.NewDevice(rng)}
	c.Grant(c.Root, c.member, improve.Member)
	addSpace(t, c.db, c.ID)
	c.data = c.Log(c.member, improve.Data)
	ingest(t, c.db, c.ID, c.Log(c.Root, improve.Auth).Seal(), c.data.Seal())
	return c
}

func set(object improve.ArtifactID, field improve.FieldKey) improve.Header {
	return improve.Header{Type: improve.SetEvent, Object: object, Kind: "pdsa", Field: field}
}

// wantRefused wants a segment refused with a reason, and the database as it was.
func (c *class) wantRefused(t *testing.T, seg improve.Segment, reason error) {
	t.Helper()

	before, err := c.db.Heads(context.Background(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	ingested, err := c.db.Ingest(context.Background(), c.ID, []improve.Segment{seg})
	if err != nil || len(ingested.Refused) != 1 || !errors.Is(ingested.Refused[0].Reason, reason) || ingested.Events != 0 {
		t.Errorf("got %+v, %v; want a refusal: %v", ingested, err, reason)
	}
	if after, err := c.db.Heads(context.Background(), c.ID); err != nil || after.Digest() != before.Digest() {
		t.Errorf("a refused segment left something: %v", err)
	}
}

func TestIngest_TakesANetworkInAndGivesItBackEventForEvent(t *testing.T) {
	ctx := context.Background()
	space, segments := improvetest.Network(3, 3000, 10)
	from, to := openTest(t), openTest(t)
	addSpace(t, from, space.ID)
	addSpace(t, to, space.ID)

	ingested := ingest(t, from, space.ID, segments...)
	logs, err := from.Logs(ctx, space.ID)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortStableFunc(logs, func(a, b improve.Log) int { return int(a.Stream) - int(b.Stream) })
	for _, log := range logs {
		for after := uint64(0); after < log.Head.Seq; {
			seg, err := from.Segment(ctx, improve.LogRange{Log: log.ID, After: after, To: log.Head.Seq})
			if err != nil {
				t.Fatal(err)
			}
			ingest(t, to, space.ID, seg)
			after += uint64(len(seg.Events))
		}
	}

	if ingested.Events != 3000 {
		t.Errorf("got %d events, want 3000", ingested.Events)
	}
	wantSame(t, from, to, space.ID)
}

// wantSame wants two databases to hold the same events and the same state of a space.
func wantSame(t testing.TB, a, b *DB, space improve.SpaceID) {
	t.Helper()

	ctx := context.Background()
	headsA, errA := a.Heads(ctx, space)
	headsB, errB := b.Heads(ctx, space)
	if errA != nil || errB != nil || headsA.Digest() != headsB.Digest() {
		t.Errorf("heads differ: %v, %v", errA, errB)
	}
	stateA, errA := a.StateDigest(ctx, space)
	stateB, errB := b.StateDigest(ctx, space)
	if errA != nil || errB != nil || stateA != stateB {
		t.Errorf("states differ: %x %v, %x %v", stateA, errA, stateB, errB)
	}
}

func TestIngest_TakesTheRestOfASegmentThatBeginsWithWhatIsHeld(t *testing.T) {
	c := newClass(t, 1)
	id := c.ArtifactID()
	c.data.WriteValue(set(id, "title"), improve.TextValue("Exit tickets"))
	first := c.data.Seal()
	c.data.WriteValue(set(id, "change"), improve.TextValue("Three questions"))
	second := c.data.Seal()
	both := improve.Segment{
		Log: first.Log, First: first.First, Events: slices.Concat(first.Events, second.Events),
		Signatures: slices.Concat(first.Signatures, second.Signatures),
	}

	ingest(t, c.db, c.ID, first)
	got := ingest(t, c.db, c.ID, both)
	again := ingest(t, c.db, c.ID, both)

	if got.Events != 1 || again.Events != 0 {
		t.Errorf("got %d and %d new events, want 1 and 0", got.Events, again.Events)
	}
}

func TestIngest_RefusesWhatDoesNotBelong(t *testing.T) {
	c := newClass(t, 2)
	id := c.ArtifactID()
	c.data.WriteValue(set(id, "title"), improve.TextValue("Exit tickets"))
	good := c.data.Seal()
	c.data.WriteValue(set(id, "title"), improve.TextValue("Exit tickets, twice"))
	later := c.data.Seal()
	stranger := c.Log(improvetest.NewDevice(improvetest.NewRand(9)), improve.Data)
	other := newClass(t, 3)

	altered := good
	altered.Events = slices.Clone(good.Events)
	altered.Events[0].BodyHash[0]++
	unsigned := good
	unsigned.Signatures = nil

	c.wantRefused(t, later, improve.ErrGap)
	c.wantRefused(t, altered, improve.ErrSignature)
	c.wantRefused(t, unsigned, improve.ErrSignature)
	c.wantRefused(t, stranger.Seal(), improve.ErrStranger)
	c.wantRefused(t, other.Log(other.Root, improve.Data).Seal(), improve.ErrForeign)
	c.wantRefused(t, improve.Segment{Log: good.Log}, improve.ErrGap)
	ingest(t, c.db, c.ID, good, later)
	c.wantRefused(t, altered, improve.ErrForked)
}

func TestIngest_TriesAgainWhatIsAdmittedLaterInTheSameCall(t *testing.T) {
	rng := improvetest.NewRand(4)
	space := improvetest.NewSpace(rng, improve.GroupSpace)
	owner, member := improvetest.NewDevice(rng), improvetest.NewDevice(rng)
	space.Grant(space.Root, owner, improve.Owner)
	space.Grant(owner, member, improve.Member)
	data := space.Log(member, improve.Data)
	data.WriteValue(set(space.ArtifactID(), "title"), improve.TextValue("Exit tickets"))
	db := openTest(t)
	addSpace(t, db, space.ID)

	ingest(t, db, space.ID, data.Seal(), space.Log(owner, improve.Auth).Seal(), space.Log(space.Root, improve.Auth).Seal())

	if count, err := db.Count(context.Background(), improve.Query{}); err != nil || count != 1 {
		t.Errorf("got %d cards, %v; want 1", count, err)
	}
}

func TestIngest_KeepsGoodSegmentsOfACallThatHoldsBadOnes(t *testing.T) {
	c := newClass(t, 5)
	c.data.WriteValue(set(c.ArtifactID(), "title"), improve.TextValue("Exit tickets"))
	bad := improve.Segment{Log: improve.LogID{1}, First: 7}

	ingested, err := c.db.Ingest(context.Background(), c.ID, []improve.Segment{bad, c.data.Seal(), bad})

	if err != nil || ingested.Events != 1 || len(ingested.Refused) != 2 {
		t.Errorf("got %+v, %v", ingested, err)
	}
}

func TestIngest_RefusesASpaceThatIsNotHere(t *testing.T) {
	_, err := openTest(t).Ingest(context.Background(), improve.SpaceID{1}, nil)

	if improve.CodeOf(err) != improve.NotFound {
		t.Errorf("got %v, want not found", err)
	}
}

func TestUpdate_ARefusedSegmentLeavesTheTransactionUsable(t *testing.T) {
	c := newClass(t, 6)
	id := c.ArtifactID()
	c.data.WriteValue(set(id, "title"), improve.TextValue("Exit tickets"))
	good := c.data.Seal()

	err := c.db.Update(context.Background(), func(tx improve.Tx) error {
		if err := tx.Append(c.ID, improve.Segment{Log: good.Log, First: 99}); !errors.Is(err, improve.ErrGap) {
			t.Errorf("got %v, want a gap", err)
		}
		if err := tx.Append(c.ID, good); err != nil {
			return err
		}
		a, err := tx.Artifact(id)
		if err == nil && a.Title() != "Exit tickets" {
			t.Errorf("the transaction reads %q", a.Title())
		}
		return err
	})

	if err != nil {
		t.Fatal(err)
	}
	if a, err := c.db.Artifact(context.Background(), id); err != nil || a.Title() != "Exit tickets" {
		t.Errorf("got %q, %v", a.Title(), err)
	}
}

func TestUpdate_KeepsNothingWhenItsFunctionFails(t *testing.T) {
	c := newClass(t, 7)
	id := c.ArtifactID()
	c.data.WriteValue(set(id, "title"), improve.TextValue("Exit tickets"))
	seg := c.data.Seal()
	fault := errors.New("no")

	err := c.db.Update(context.Background(), func(tx improve.Tx) error {
		return errors.Join(tx.Append(c.ID, seg), fault)
	})

	if !errors.Is(err, fault) {
		t.Errorf("got %v, want the function's own", err)
	}
	if _, err := c.db.Artifact(context.Background(), id); improve.CodeOf(err) != improve.NotFound {
		t.Errorf("got %v, want not found", err)
	}
	ingest(t, c.db, c.ID, seg)
}

func TestAppend_KeepsCheckpointsAndTheHeadsSignatureOnly(t *testing.T) {
	c := newClass(t, 8)
	id := c.ArtifactID()
	for range 600 {
		c.data.WriteValue(set(id, "title"), improve.TextValue("Exit tickets"))
		ingest(t, c.db, c.ID, c.data.Seal())
	}

	logs, err := readLogs(context.Background(), c.db.readers, "WHERE l.id = ?", c.data.ID[:])
	if err != nil {
		t.Fatal(err)
	}
	signatures, err := readSignatures(context.Background(), c.db.readers, logs[0], 0)
	var seqs []uint64
	for _, sig := range signatures {
		seqs = append(seqs, sig.Seq)
	}
	if want := []uint64{256, 512, 601}; err != nil || !slices.Equal(seqs, want) {
		t.Errorf("got signatures of %v, %v; want %v", seqs, err, want)
	}
}

// A writer that never marks a checkpoint must not make a log that cannot be passed on.
func TestAppend_KeepsSignaturesSoThatEverySpanFitsIntoASegment(t *testing.T) {
	ctx := context.Background()
	c := newClass(t, 9)
	to := openTest(t)
	addSpace(t, to, c.ID)
	long := improve.TextValue(improvetest.Words(improvetest.NewRand(9), 9000))
	for range 100 {
		c.data.WriteValue(set(c.ArtifactID(), "change"), long)
		seg := c.data.Seal()
		for i := range seg.Signatures {
			seg.Signatures[i].Checkpoint = false
		}
		ingest(t, c.db, c.ID, seg)
	}

	auth, err := c.db.Segment(ctx, improve.LogRange{Log: c.Log(c.Root, improve.Auth).ID})
	if err != nil {
		t.Fatal(err)
	}
	ingest(t, to, c.ID, auth)
	for after := uint64(0); after < c.data.Head().Seq; {
		seg, err := c.db.Segment(ctx, improve.LogRange{Log: c.data.ID, After: after})
		if err != nil {
			t.Fatal(err)
		}
		if size := len(improve.EncodeSegment(seg)); size > improve.SegmentBytes+2*improve.CheckpointBytes {
			t.Errorf("a segment has %d bytes", size)
		}
		ingest(t, to, c.ID, seg)
		after += uint64(len(seg.Events))
	}
	wantSame(t, c.db, to, c.ID)
}

func TestTx_TellsOfLogsAndWriters(t *testing.T) {
	c := newClass(t, 10)
	head := c.data.Head()

	err := c.db.Update(context.Background(), func(tx improve.Tx) error {
		log, ok, err := tx.Log(c.data.ID)
		if err != nil || !ok || log.Head != head || log.Device != c.member.ID || log.Space != c.ID || log.Stream != improve.Data {
			t.Errorf("got log %+v, %v, %v", log, ok, err)
		}
		if _, ok, err := tx.Log(improve.LogID{9}); ok || err != nil {
			t.Errorf("a log that is not here: %v, %v", ok, err)
		}
		logs, err := tx.LogsOf(c.ID, c.member.ID)
		if err != nil || len(logs) != 1 || logs[0] != log {
			t.Errorf("got logs %+v, %v", logs, err)
		}
		if stamp, err := tx.LatestStamp(); err != nil || stamp == 0 {
			t.Errorf("got latest stamp %d, %v", stamp, err)
		}
		if size, err := tx.SinceCheckpoint(c.data.ID); err != nil || size == 0 {
			t.Errorf("got %d bytes since the last checkpoint, %v", size, err)
		}
		if _, ok, err := tx.Incarnation(); ok || err != nil {
			t.Errorf("a writer before the first: %v, %v", ok, err)
		}
		return tx.SetIncarnation(improve.Incarnation{Writer: c.member.Writer, Number: 3, Reason: improve.RotatedWriter})
	})

	if err != nil {
		t.Fatal(err)
	}
	err = c.db.Update(context.Background(), func(tx improve.Tx) error {
		inc, ok, err := tx.Incarnation()
		if inc != (improve.Incarnation{Writer: c.member.Writer, Number: 3, Reason: improve.RotatedWriter}) || !ok {
			t.Errorf("got writer %+v, %v", inc, ok)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
