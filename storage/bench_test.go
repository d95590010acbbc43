package storage

import (
	"context"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// perIngest is how many segments an exchange takes in at a time here.
const perIngest = 32

// kit gives the events of the benchmarks: 100,000 in 60 logs.
func kit() (*improvetest.Space, []improve.Segment) {
	k := improvetest.NewKit(1, 60)
	segments := []improve.Segment{k.Auth()}
	k.Write(100_000, func(seg improve.Segment) { segments = append(segments, seg) })
	return k.Space, segments
}

// BenchmarkIngest100k stores and folds a first exchange of 100,000 events in
// 60 logs; cpu-s/op counts all threads, setting up left out.
func BenchmarkIngest100k(b *testing.B) {
	space, segments := kit()
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

// BenchmarkRead100k reads the same events out as an exchange sends them.
func BenchmarkRead100k(b *testing.B) {
	space, segments := kit()
	db := openTest(b)
	addSpace(b, db, space.ID)
	ingest(b, db, space.ID, segments...)
	logs, err := db.Logs(b.Context(), space.ID)
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	before := cpuTime()
	for range b.N {
		for _, log := range logs {
			for after := uint64(0); after < log.Head.Seq; {
				seg, err := db.Segment(b.Context(), improve.LogRange{Log: log.ID, After: after})
				if err != nil {
					b.Fatal(err)
				}
				after += uint64(len(seg.Events))
			}
		}
	}
	b.ReportMetric((cpuTime()-before).Seconds()/float64(b.N), "cpu-s/op")
}
