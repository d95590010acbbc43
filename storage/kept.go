package storage

import (
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// kept is what a transaction has read of the rows that decide a write: spaces,
// logs, the own writer. It is handed from one transaction to the next for as
// long as nobody else has written into the file (guard.look finds out) and
// nothing but pages and the ends of logs has changed, so that a save reads
// none of it again. A transaction that fails hands nothing on.
type kept struct {
	spaces  map[improve.SpaceID]*spaceRow
	logs    map[improve.LogID]*logRow
	numbers map[int64]*logRow        // the same rows by log.number
	blanks  map[int64]bool           // by space.number; see blank
	totals  map[int64]improve.Digest // by space.number: the stored digests of states
	change  int64                    // last number given; 0 before the first
	number  int64                    // last artifact.number given; 0 before the first
	latest  *improve.HLC             // the greatest stamp held; nil while not read
	anchor  *anchorRow               // nil while not read
	self    *self                    // nil while not read
}

// self is the writer that this database writes as; no: it has none yet.
type self struct {
	improve.Incarnation
	ok bool
}

// maxKeptLogs is how many logs are handed on: more than a coach's laptop holds.
const maxKeptLogs = 4096

func newKept() kept {
	return kept{
		spaces:  map[improve.SpaceID]*spaceRow{},
		logs:    map[improve.LogID]*logRow{},
		numbers: map[int64]*logRow{},
		blanks:  map[int64]bool{},
		totals:  map[int64]improve.Digest{},
	}
}

// takeOver makes what the last transaction has read this one's. The caller
// knows that it still holds.
func (t *tx) takeOver() {
	if t.db.kept != nil {
		t.kept = *t.db.kept
	}
}

// handOn leaves for the next transaction what this one, now committed, has read.
func (t *tx) handOn() {
	if t.uncommon || len(t.logs) > maxKeptLogs {
		return
	}
	for space, blank := range t.blanks {
		if blank { // it was when this transaction began
			delete(t.blanks, space)
		}
	}
	t.db.kept = &t.kept
}

// ownAfter gives what this transaction makes of the own logs: what they were,
// with the ends of those that it wrote.
func (t *tx) ownAfter() (ownState, error) {
	if t.uncommon {
		return t.ownState()
	}
	own := t.db.guard.own
	own.heads = slices.Clone(own.heads)
	for _, row := range t.logs {
		if row.Writer != own.writer {
			continue
		}
		at := slices.IndexFunc(own.heads, func(h improve.Head) bool { return h.Log == row.ID })
		if at < 0 {
			own.heads = append(own.heads, row.Head)
		} else {
			own.heads[at] = row.Head
		}
	}
	own.sort()
	return own, nil
}
