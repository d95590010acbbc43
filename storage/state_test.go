package storage

import (
	"context"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

func TestStateSum_FollowsEveryChangeAsReadingAllRowsDoes(t *testing.T) {
	ctx := context.Background()
	space, segments := improvetest.Network(61, 1500, 6)
	db := openTest(t)
	addSpace(t, db, space.ID)
	for n, seg := range segments {
		ingest(t, db, space.ID, seg)
		wantSum(t, db, space.ID, n)
	}

	if err := db.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}

	wantSum(t, db, space.ID, len(segments))
}

func wantSum(t *testing.T, db *DB, space improve.SpaceID, step int) {
	t.Helper()

	sum, err := db.StateSum(context.Background(), space)
	if err != nil {
		t.Fatal(err)
	}
	want, err := db.StateDigest(context.Background(), space)
	if err != nil || sum.State != want {
		t.Fatalf("step %d, seed 61: the kept digest is %x, the rows make %x: %v", step, sum.State, want, err)
	}
}

// skewed gives a database in which one page does not show what was written.
func skewed(t *testing.T) (*DB, *improvetest.Space, improve.StateSum) {
	t.Helper()

	space, segments := improvetest.Network(62, 800, 5)
	db := openTest(t)
	addSpace(t, db, space.ID)
	ingest(t, db, space.ID, segments...)
	good, err := db.StateSum(context.Background(), space.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		"UPDATE artifact SET state = (SELECT state FROM artifact WHERE number = 2) WHERE number = 1",
		"UPDATE state SET digest = zeroblob(16)",
	} {
		if _, err := db.write(context.Background(), "skew", statement); err != nil {
			t.Fatal(err)
		}
	}
	return db, space, good
}

func TestHealState_MakesADamagedPageWholeOnceAndCountsIt(t *testing.T) {
	ctx := context.Background()
	db, space, good := skewed(t)

	for range 2 { // heard from two laptops
		if err := db.NoteStateDiffers(ctx, space.ID, good.Events); err != nil {
			t.Fatal(err)
		}
	}
	done, err := db.HealState(ctx)
	if err != nil || !done {
		t.Fatalf("got %v, %v; want done", done, err)
	}

	if sum, err := db.StateSum(ctx, space.ID); err != nil || sum != good {
		t.Errorf("got %x, %v; want %x", sum, err, good)
	}
	report, err := db.Check(ctx, true)
	if err != nil || len(report.Faults) != 0 || report.Differed != 1 || report.Healed != 1 {
		t.Errorf("got %+v, %v; want no faults, one difference, healed", report, err)
	}
	if err := db.NoteStateDiffers(ctx, space.ID, good.Events); err != nil {
		t.Fatal(err)
	}
	if done, err := db.HealState(ctx); err != nil || done {
		t.Errorf("got %v, %v; want nothing done a second time", done, err)
	}
}

func TestHealState_WithoutADoubtDoesNothing(t *testing.T) {
	db := openTest(t)

	if done, err := db.HealState(context.Background()); err != nil || done {
		t.Errorf("got %v, %v", done, err)
	}
}
