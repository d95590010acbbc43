package storage

import (
	"context"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// perIngest is how many segments an exchange takes in at a time here: about 2 MB.
const perIngest = 8

// BenchmarkIngest100k stores and folds a first exchange of 100,000 events in
// 60 logs; cpu-s/op counts all threads, setting up left out.
func BenchmarkIngest100k(b *testing.B) {
	space, segments := improvetest.Network(1, 100_000, 60)
	for range b.N {
		b.StopTimer()
		db := openTest(b)
		addSpace(b, db, space.ID)
		before := cpuTime()
		b.StartTimer()
		for first := 0; first < len(segments); first += perIngest {
			ingest(b, db, space.ID, segments[first:min(first+perIngest, len(segments))]...)
		}
		b.StopTimer()
		b.ReportMetric((cpuTime() - before).Seconds(), "cpu-s/op")
		if count, err := db.Count(context.Background(), improve.Query{}); err != nil || count < 1000 {
			b.Fatalf("got %d cards, %v", count, err)
		}
	}
}
