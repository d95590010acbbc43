package improve

import (
	"sync"
	"time"
)

// HLC is a hybrid logical clock stamp: milliseconds since 1970 in the upper 48
// bits, a counter in the lower 16. It orders versions for display; it never
// decides whether an event is accepted.
type HLC uint64

// maxAhead is how far a remote's stamp may move our own clock: design.md's 10
// minutes, so that one laptop set to 2199 does not win for ever.
const maxAhead = 10 * time.Minute

const maxHLCMillis = 1<<48 - 1

// HLCFromTime gives the first stamp of t's millisecond; times outside 1970 to 10889 are moved to the nearer end.
func HLCFromTime(t time.Time) HLC {
	ms := t.UnixMilli()
	return HLC(uint64(min(max(ms, 0), maxHLCMillis)) << 16)
}

// Time gives the stamp's wall time in UTC, to the millisecond.
func (h HLC) Time() time.Time { return time.UnixMilli(int64(h >> 16)).UTC() }

// TimeSource tells the wall time; tests give their own.
type TimeSource func() time.Time

// Clock makes stamps that rise along all that this device has seen and made.
// It is safe for use by several goroutines.
type Clock struct {
	now TimeSource

	mu   sync.Mutex
	last HLC // guarded by mu
}

// NewClock returns a clock that has seen nothing.
func NewClock(now TimeSource) *Clock { return &Clock{now: now} }

// Next gives a stamp greater than every stamp made or observed so far.
func (c *Clock) Next() HLC {
	c.mu.Lock()
	defer c.mu.Unlock()

	c.last = max(c.last+1, HLCFromTime(c.now()))
	return c.last
}

// Observe takes in a stamp from a log. One that is more than ten minutes ahead
// of the wall clock counts as ten minutes ahead.
func (c *Clock) Observe(h HLC) {
	c.mu.Lock()
	defer c.mu.Unlock()

	c.last = max(c.last, min(h, HLCFromTime(c.now().Add(maxAhead))))
}

// Now gives the wall time of the clock's source.
func (c *Clock) Now() time.Time { return c.now() }
