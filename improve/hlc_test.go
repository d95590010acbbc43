package improve

import (
	"testing"
	"time"
)

func TestClock_FarFutureStampMovesItTenMinutesAtMost(t *testing.T) {
	now := time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)
	clock := NewClock(func() time.Time { return now })
	clock.Observe(HLCFromTime(time.Date(2199, 1, 1, 0, 0, 0, 0, time.UTC)))
	clock.Observe(1<<64 - 1)

	got := clock.Next()

	if limit := HLCFromTime(now.Add(maxAhead)) + 1; got != limit {
		t.Errorf("got %v, want %v", got.Time(), limit.Time())
	}
}

func TestClock_StampsRiseWhenTheWallClockGoesBack(t *testing.T) {
	now := time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)
	clock := NewClock(func() time.Time { return now })
	last := clock.Next()
	for range 1 << 17 {
		now = now.Add(-time.Millisecond)
		next := clock.Next()
		if next <= last {
			t.Fatalf("got %d after %d", next, last)
		}
		last = next
	}
	clock.Observe(last + 5)
	if got := clock.Next(); got <= last+5 {
		t.Errorf("got %d after observing %d", got, last+5)
	}
}

func TestHLC_KeepsMilliseconds(t *testing.T) {
	at := time.Date(2026, 11, 21, 13, 4, 5, 678_000_000, time.UTC)
	if got := HLCFromTime(at).Time(); !got.Equal(at) {
		t.Errorf("got %v, want %v", got, at)
	}
	for name, far := range map[string]time.Time{"before 1970": time.Unix(-5, 0), "after 10889": time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)} {
		if got := HLCFromTime(far); got != 0 && got != maxHLCMillis<<16 {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
