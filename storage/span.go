package storage

import (
	"context"
	"database/sql"
	"math"

	"github.com/cairn-schools/cairn/improve"
)

// span is a piece of a history that stands in one stored log.
type span struct {
	number    int64
	after, to uint64
}

// spans gives where the history that a log ends stands, after a place, in order.
func (l *logRow) spans(after uint64) []span {
	spans := []span{{number: l.number, after: max(after, l.first-1), to: math.MaxInt64}}
	before := l.first
	for _, s := range l.chain {
		if after+1 < before {
			spans = append([]span{{number: s.number, after: max(after, s.first-1), to: before - 1}}, spans...)
		}
		before = s.first
	}
	return spans
}

// begin moves the start of a piece of a branch to the last place before the
// branch that is signed there, when it lies before that.
func (l *logRow) begin(ctx context.Context, q querier, piece *improve.LogRange) error {
	if l.root == 0 || piece.After+1 >= l.first {
		return nil
	}
	signed := uint64(0)
	for _, s := range l.spans(0) {
		if s.number == l.number {
			continue
		}
		var last sql.NullInt64
		err := q.QueryRowContext(ctx, "SELECT max(seq) FROM signature WHERE log = ? AND seq <= ?", s.number, int64(s.to)).Scan(&last)
		if err != nil {
			return err
		}
		signed = max(signed, uint64(last.Int64))
	}
	piece.After = max(piece.After, signed)
	return nil
}

// hashAt gives the hash of a place of the history that a log ends, by
// following its chain from the beginning: a fork is rare.
func (t *tx) hashAt(log *logRow, seq uint64) (improve.Hash, error) {
	_, hash := improve.LogStart(log.Space, log.Writer, log.Stream)
	for _, s := range log.spans(0) {
		for after := s.after; after < min(s.to, seq); after += rebuildBatch {
			if err := t.ctx.Err(); err != nil {
				return hash, err
			}
			events, err := readEvents(t.ctx, t.w, &logRow{Log: improve.Log{ID: log.Signed()}, number: s.number, first: 1}, after, min(after+rebuildBatch, s.to, seq))
			if err != nil {
				return hash, t.fail("read events", err)
			}
			for i := range events {
				hash = events[i].Chain(hash)
			}
		}
	}
	return hash, nil
}
