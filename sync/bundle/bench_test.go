package bundle

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkCarry has 1,000 changes left at a carrier and fetched there, and
// then two visits with nothing new; the space holds 1,000 changes before that.
// Run it with -benchtime 1x: each step is measured once a run.
func BenchmarkCarry(b *testing.B) {
	for range b.N {
		b.StopTimer()
		r := newRound(b)
		r.writeMany(1000)
		r.visits(r.north)
		r.visits(r.south)
		r.visits(r.north)
		r.writeMany(1000)
		b.StartTimer()
		r.measured(b, "leave", r.north)
		r.measured(b, "fetch", r.south)
		r.visits(r.north) // it hears that they came
		r.measured(b, "nothing-new", r.south)
		b.StopTimer()
		r.wantSame(r.north, r.south)
	}
}

func (r *round) writeMany(count int) {
	for i := range count {
		r.north.write(r.space, fmt.Sprintf("Pupils explain their thinking to a talk partner before they answer, week %d", i))
	}
}

// measured reports the time of a visit and the bytes that it left and fetched.
func (r *round) measured(b *testing.B, step string, l *laptop) {
	r.moved = 0
	began := time.Now()
	r.visits(l)
	b.ReportMetric(float64(time.Since(began).Milliseconds()), step+"-ms")
	b.ReportMetric(float64(r.moved), step+"-bytes")
}
