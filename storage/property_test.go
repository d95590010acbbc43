package storage

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// stories is how many random sets of events the property test takes; the
// environment's CAIRN_STORIES gives another number: CI takes 2,000.
const stories = 200

// storiesPerDB is how many of them share a database: opening one costs more than a story.
const storiesPerDB = 200

func TestFold_EveryOrderBatchingAndRepetitionComesToTheSameAsARebuild(t *testing.T) {
	count := stories
	if text := os.Getenv("CAIRN_STORIES"); text != "" {
		count, _ = strconv.Atoi(text)
	}
	if testing.Short() {
		count = min(count, storiesPerDB)
	}
	for first := 0; first < count; first += storiesPerDB {
		t.Run(fmt.Sprintf("from seed %d", first), func(t *testing.T) {
			t.Parallel()
			compareStories(t, int64(first), int64(min(first+storiesPerDB, count)))
		})
	}
}

func compareStories(t *testing.T, first, end int64) {
	ctx := context.Background()
	straight, mixed := openTest(t), openTest(t)
	spaces := map[int64]improve.SpaceID{}
	for seed := first; seed < end; seed++ {
		space, segments := improvetest.Story(seed)
		spaces[seed] = space.ID
		addSpace(t, straight, space.ID)
		addSpace(t, mixed, space.ID)
		takeIn(t, seed, straight, space.ID, segments)
		rng := improvetest.NewRand(seed)
		for _, batch := range shuffled(rng, segments) {
			if _, err := mixed.Ingest(ctx, space.ID, batch); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
		}
		takeIn(t, seed, mixed, space.ID, segments) // what was refused for its order, and the rest again
	}
	before := map[int64][]byte{}
	for seed := first; seed < end; seed++ {
		before[seed] = dump(t, straight, spaces[seed])
		if !bytes.Equal(before[seed], dump(t, mixed, spaces[seed])) {
			t.Fatalf("seed %d: another order of the same events shows something else", seed)
		}
		wantSame(t, straight, mixed, spaces[seed])
	}
	if err := straight.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	for seed := first; seed < end; seed++ {
		if !bytes.Equal(before[seed], dump(t, straight, spaces[seed])) {
			t.Fatalf("seed %d: a rebuild shows something else", seed)
		}
	}
	report, err := mixed.Check(ctx, true)
	if err != nil || len(report.Faults) > 0 {
		t.Fatalf("seeds %d to %d: the check finds %q, %v", first, end, report.Faults, err)
	}
}

// takeIn ingests a story in its own order and wants every event held after it
// that an honest device may hold.
func takeIn(t *testing.T, seed int64, db *DB, space improve.SpaceID, segments []improve.Segment) {
	t.Helper()

	ingested, err := db.Ingest(context.Background(), space, segments)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	for _, refusal := range ingested.Refused {
		t.Fatalf("seed %d: %v", seed, refusal.Reason)
	}
}

// shuffled cuts segments into batches: logs in any order but each in its own,
// some segments twice, some batches too early.
func shuffled(rng *rand.Rand, segments []improve.Segment) [][]improve.Segment {
	mixed := slices.Clone(segments)
	rng.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
	for range len(mixed) / 4 {
		mixed = append(mixed, mixed[rng.IntN(len(mixed))])
	}
	var batches [][]improve.Segment
	for len(mixed) > 0 {
		n := min(len(mixed), 1+rng.IntN(8))
		batches = append(batches, mixed[:n])
		mixed = mixed[n:]
	}
	return batches
}

// dump gives everything that the projection shows of a space, but for this device's own numbers.
func dump(t testing.TB, db *DB, space improve.SpaceID) []byte {
	t.Helper()

	rows, err := db.readers.Query(`SELECT a.id, a.kind, a.title, a.summary, a.created, a.updated, a.retired, a.example, a.unsettled, a.author, a.state,
		(SELECT json_group_array(rel || hex(target) || hex(value)) FROM (SELECT rel, target, value FROM link WHERE artifact = a.number ORDER BY rel, target))
		FROM artifact a JOIN space s ON s.number = a.space WHERE s.id = ? ORDER BY a.id`, space[:])
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()

	var out bytes.Buffer
	for rows.Next() {
		columns := make([]any, 12)
		places := make([]any, len(columns))
		for i := range columns {
			places[i] = &columns[i]
		}
		if err := rows.Scan(places...); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "%v\n", columns)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
