package storage

import (
	"context"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

func TestIngest_TakesANetworkInAndGivesItBackEventForEvent(t *testing.T) {
	ctx := context.Background()
	space, segments := improvetest.Network(3, 3000, 10)
	from, to := openTest(t), openTest(t)
	addSpace(t, from, space.ID)
	addSpace(t, to, space.ID)

	ingested := ingest(t, from, space.ID, segments...)
	heads, err := from.Heads(ctx, space.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, head := range heads {
		for after := uint64(0); after < head.Seq; {
			seg, err := from.Segment(ctx, improve.LogRange{Log: head.Log, After: after, To: head.Seq})
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
	cards, err := to.Cards(ctx, improve.Query{})
	if err != nil || len(cards) == 0 {
		t.Fatalf("got %d cards, %v", len(cards), err)
	}
	page, err := to.Page(ctx, cards[0].ID)
	if err != nil || page.Artifact.Title() != cards[0].Title {
		t.Errorf("got page %q, %v; want %q", page.Artifact.Title(), err, cards[0].Title)
	}
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
	if errA != nil || errB != nil || stateA != stateB || stateA == (improve.Digest{}) {
		t.Errorf("states differ: %x %v, %x %v", stateA, errA, stateB, errB)
	}
}
