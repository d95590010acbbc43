package storage

import (
	"context"
	"fmt"

	"github.com/cairn-schools/cairn/improve"
)

// segmentSlack is what one event needs beside header and body when it is
// encoded, and a share of its signature.
const segmentSlack = 64

// Segment gives the next piece of a log after piece.After: it ends at the
// first signed event from SegmentBytes on, or from piece.To on (0 means the
// head), so it may hold a little more than was asked for and often holds less;
// the rest comes with the next call. Without events: there are none after
// piece.After. An *improve.Error NotFound when the log is not here.
func (db *DB) Segment(ctx context.Context, piece improve.LogRange) (improve.Segment, error) {
	var seg improve.Segment
	err := db.read(ctx, "read records", func(q querier) error {
		logs, err := readLogs(ctx, q, "WHERE l.id = ?", piece.Log[:])
		if err != nil {
			return err
		}
		if len(logs) == 0 {
			return noLog()
		}
		if piece.To == 0 || piece.To > logs[0].Head.Seq {
			piece.To = logs[0].Head.Seq
		}
		seg, err = readSegment(ctx, q, logs[0], piece)
		return err
	})
	return seg, err
}

// readSegment reads from the places of a log itself and, for a branch, from
// those before it after the last one that is signed there: what lies between
// can only travel together with the branch. Events and segment carry the id
// that the writer signs for.
func readSegment(ctx context.Context, q querier, log *logRow, piece improve.LogRange) (improve.Segment, error) {
	if piece.After >= piece.To {
		return improve.Segment{Log: log.Signed(), First: piece.After + 1}, nil
	}
	if err := log.begin(ctx, q, &piece); err != nil {
		return improve.Segment{}, err
	}
	signatures, err := readSignatures(ctx, q, log, piece.After)
	if err != nil {
		return improve.Segment{}, err
	}
	cut := &segmentCut{seg: improve.Segment{Log: log.Signed(), First: piece.After + 1}, signatures: signatures, to: piece.To}
	if log.Split && len(signatures) == 0 {
		return cut.seg, nil // the rest travels with each branch
	}
	for _, span := range log.spans(piece.After) {
		if err := cut.read(ctx, q, span); err != nil {
			return improve.Segment{}, err
		}
	}
	return cut.segment()
}

// read adds the events of one stored log.
func (c *segmentCut) read(ctx context.Context, q querier, s span) error {
	if c.done {
		return nil
	}
	rows, err := q.QueryContext(ctx, "SELECT "+eventColumns+" FROM event e WHERE e.log = ? AND e.seq > ? AND e.seq <= ? ORDER BY e.seq",
		s.number, int64(s.after), int64(s.to))
	if err != nil {
		return err
	}
	defer rows.Close()

	for !c.done && rows.Next() {
		stored := storedEvent{Log: c.seg.Log}
		if err := rows.Scan(stored.columns()...); err != nil {
			return err
		}
		e, err := stored.read()
		if err != nil {
			return err
		}
		c.add(e)
	}
	return rows.Err()
}

// segmentCut collects events until a segment is full.
type segmentCut struct {
	seg        improve.Segment
	signatures []improve.Signature // those that lie ahead
	to         uint64
	size       int
	whole      int // events up to and with the last signed one
	done       bool
}

func (c *segmentCut) add(e improve.Event) {
	c.size += len(e.Raw) + len(e.Body) + segmentSlack
	if len(c.seg.Events) == improve.MaxSegmentEvents || c.size > improve.MaxSegmentSize-improve.MaxEventSize {
		c.done = true
		return
	}
	c.seg.Events = append(c.seg.Events, e)
	if len(c.signatures) == 0 || c.signatures[0].Seq != e.Seq {
		return
	}
	c.seg.Signatures = append(c.seg.Signatures, c.signatures[0])
	c.signatures = c.signatures[1:]
	c.whole = len(c.seg.Events)
	c.done = c.size >= improve.SegmentBytes || e.Seq >= c.to || len(c.seg.Signatures) == improve.MaxSegmentSignatures
}

func (c *segmentCut) segment() (improve.Segment, error) {
	c.seg.Events = c.seg.Events[:c.whole]
	if c.whole == 0 {
		return improve.Segment{}, &improve.Error{
			Code: improve.Damaged, Message: "The file with your records is damaged.", Hint: "Run the full check, or restore the latest backup.",
			Err: fmt.Errorf("log %s: no signature within reach after %d", c.seg.Log, c.seg.First-1),
		}
	}
	return c.seg, nil
}

func readSignatures(ctx context.Context, q querier, log *logRow, after uint64) ([]improve.Signature, error) {
	rows, err := q.QueryContext(ctx, "SELECT seq, checkpoint, signature FROM signature WHERE log = ? AND seq > ? ORDER BY seq LIMIT ?",
		log.number, int64(after), improve.MaxSegmentEvents)
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var signatures []improve.Signature
	for rows.Next() {
		var sig improve.Signature
		var raw []byte
		if err := rows.Scan(&sig.Seq, &sig.Checkpoint, &raw); err != nil {
			return nil, err
		}
		if err := copyID(sig.Bytes[:], raw); err != nil {
			return nil, err
		}
		signatures = append(signatures, sig)
	}
	return signatures, rows.Err()
}
