package storage

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/cairn-schools/cairn/improve"
)

// append takes a segment in and tells how many of its events are new. Every
// reason to refuse it is found before the first write, so that a refusal
// leaves the transaction as it was.
func (t *tx) append(id improve.SpaceID, seg improve.Segment) (int, error) {
	if err := t.usable(); err != nil {
		return 0, err
	}
	space, err := t.space(id)
	if err != nil {
		return 0, err
	}
	log, err := t.logOf(space, seg)
	if err != nil {
		return 0, err
	}
	if log.Split {
		return t.graft(space, log, seg)
	}
	rest, err := t.withoutKnown(log, seg)
	if errors.Is(err, improve.ErrForked) {
		added, refused := t.graft(space, log, seg)
		if refused != nil {
			refused = fmt.Errorf("%w: %w", err, refused)
		}
		return added, refused
	}
	if seg = rest; err != nil || len(seg.Events) == 0 {
		return 0, err
	}
	fold, err := admit(space, log, seg)
	if err != nil {
		return 0, err
	}
	if err := checkSpans(seg); err != nil {
		return 0, err
	}
	hashes, err := t.verify(log, seg)
	if err != nil {
		return 0, err
	}
	if log.Stream == improve.Data {
		seg = dropRedacted(space.fold, log, seg)
	}
	if err := t.store(log, seg, hashes); err != nil {
		return 0, err
	}
	if log.Stream == improve.Auth {
		return len(seg.Events), t.takeAuth(space, fold)
	}
	return len(seg.Events), t.foldEvents(space, log, seg.Events)
}

// verify gives the hashes of a segment that holds. Of one that this database
// wrote itself just now the signatures are looked at while the rows are being
// written; t.signed waits for that, before the commit.
func (t *tx) verify(log *logRow, seg improve.Segment) ([]improve.Hash, error) {
	if !t.own || log.Writer != t.db.guard.own.writer {
		return improve.VerifySegment(log.Log, seg)
	}
	hashes, err := improve.VerifyChain(log.Log, seg)
	if err != nil {
		return nil, err
	}
	of := log.Log
	t.signatures.begin(func() error { return improve.VerifySignatures(of, seg, hashes) })
	return hashes, nil
}

func (t *tx) usable() error {
	if t.failed != nil {
		return t.failed
	}
	return t.ctx.Err()
}

// logOf finds the log that a segment belongs to, or reads it from the segment's first event.
func (t *tx) logOf(space *spaceRow, seg improve.Segment) (*logRow, error) {
	log, err := t.log(seg.Log)
	switch {
	case err != nil:
		return nil, err
	case log != nil && (log.space != space.number || log.root != 0): // branches travel under the id that is signed
		return nil, fmt.Errorf("log %s is one of another space: %w", seg.Log, improve.ErrForeign)
	case log != nil:
		return log, nil
	case seg.First != 1 || len(seg.Events) == 0:
		return nil, fmt.Errorf("log %s: segment from %d of a log that is not here: %w", seg.Log, seg.First, improve.ErrGap)
	case seg.Events[0].Log != seg.Log:
		return nil, fmt.Errorf("log %s: its first event is of %s: %w", seg.Log, seg.Events[0].Log, improve.ErrForeign)
	}
	opened, err := improve.OpenLog(space.id, seg.Events[0])
	if err != nil {
		return nil, err
	}
	return &logRow{Log: opened, space: space.number, first: 1}, nil
}

// withoutKnown drops from the front of a segment what is held already. The two
// must be the same; nothing is hashed, since the stored events were.
func (t *tx) withoutKnown(log *logRow, seg improve.Segment) (improve.Segment, error) {
	if seg.First == 0 || seg.First > log.Head.Seq+1 {
		return seg, fmt.Errorf("log %s: segment from %d after %d: %w", seg.Log, seg.First, log.Head.Seq, improve.ErrGap)
	}
	known := int(min(log.Head.Seq+1-seg.First, uint64(len(seg.Events))))
	if known == 0 {
		return seg, nil
	}
	held, err := readEvents(t.ctx, t.w, log, seg.First-1, seg.First-1+uint64(known))
	if err != nil {
		return seg, t.fail("read events", err)
	}
	for i, e := range seg.Events[:known] {
		if i >= len(held) || !bytes.Equal(held[i].Raw, e.Raw) || held[i].BodyHash != e.BodyHash {
			return seg, fmt.Errorf("log %s: another event %d: %w", seg.Log, seg.First+uint64(i), improve.ErrForked)
		}
	}
	seg.First += uint64(known)
	seg.Events = seg.Events[known:]
	for len(seg.Signatures) > 0 && seg.Signatures[0].Seq < seg.First {
		seg.Signatures = seg.Signatures[1:]
	}
	return seg, nil
}

// admit tells whether the log's device has or had access, counting the events
// of the segment itself when they are auth events; their fold is then given back.
func admit(space *spaceRow, log *logRow, seg improve.Segment) (*foldedSpace, error) {
	fold := space.fold
	if log.Stream == improve.Auth {
		events := make([]improve.AuthEvent, 0, len(fold.events)+len(seg.Events))
		events = append(events, fold.events...)
		for _, e := range seg.Events {
			events = append(events, improve.AuthEvent{Event: e, Device: log.Device})
		}
		fold = foldEvents(space.id, improve.Digest{}, events)
	}
	if !fold.knows(log.Device) {
		return nil, fmt.Errorf("log %s of device %s: %w", log.ID, log.Device.Short(), improve.ErrStranger)
	}
	return fold, nil
}

// maxSpan bounds what lies between two signatures, as encoded. An honest writer
// signs after CheckpointBytes; a longer span could not be passed on together
// with what is kept around it.
const maxSpan = improve.MaxSegmentSize / 2

// checkSpans refuses a segment that could not be passed on.
func checkSpans(seg improve.Segment) error {
	size, next := 0, 0
	for i := range seg.Events {
		size += len(seg.Events[i].Raw) + len(seg.Events[i].Body) + segmentSlack
		if size > maxSpan {
			return fmt.Errorf("log %s: no signature within %d bytes: %w", seg.Log, maxSpan, improve.ErrSignature)
		}
		if next < len(seg.Signatures) && seg.Signatures[next].Seq == seg.First+uint64(i) {
			size, next = 0, next+1
		}
	}
	return nil
}

// store writes a verified segment: events, signatures, the log's new head.
func (t *tx) store(log *logRow, seg improve.Segment, hashes []improve.Hash) error {
	if log.number == 0 {
		if err := t.saveLog(log); err != nil {
			return err
		}
	}
	if err := t.insertEvents(log, seg.Events); err != nil {
		return err
	}
	if err := t.storeSignatures(log, seg); err != nil {
		return err
	}
	for i := range seg.Events {
		log.Latest = max(log.Latest, seg.Events[i].Header.Stamp)
	}
	if t.latest != nil {
		t.latest = new(max(*t.latest, log.Latest))
	}
	log.Head.Seq += uint64(len(seg.Events))
	log.Head.Hash = hashes[len(hashes)-1]
	t.owned = t.owned || log.Writer == t.db.guard.own.writer
	return t.saveLog(log)
}

// storeSignatures keeps the checkpoints and the head's signature. A head's
// signature that would be dropped becomes a checkpoint where the next one is
// too far away: else a writer who never marks any could make a piece of log
// that no segment can carry.
func (t *tx) storeSignatures(log *logRow, seg improve.Segment) error {
	candidate := signed{seq: log.Head.Seq, bytes: log.keptBytes, stored: true}
	size, next := log.keptBytes, 0
	for i := range seg.Events {
		size += uint64(len(seg.Events[i].Raw) + len(seg.Events[i].Body))
		if next == len(seg.Signatures) || seg.Signatures[next].Seq != seg.Events[i].Seq {
			continue
		}
		sig := seg.Signatures[next]
		next++
		if candidate.seq > log.keptSeq && (size > improve.CheckpointBytes || sig.Seq-log.keptSeq > improve.CheckpointEvery) {
			if err := t.keepSignature(log, candidate); err != nil {
				return err
			}
			size -= candidate.bytes
			log.keptSeq = candidate.seq
		} else if err := t.dropSignature(log, candidate); err != nil {
			return err
		}
		candidate = signed{seq: sig.Seq, bytes: size, raw: sig.Bytes[:]}
		if sig.Checkpoint || sig.Seq%improve.CheckpointEvery == 0 {
			if err := t.keepSignature(log, candidate); err != nil {
				return err
			}
			log.keptSeq, size = sig.Seq, 0
		}
	}
	log.keptBytes = size
	if candidate.seq > log.keptSeq && !candidate.stored {
		return t.insertSignature(log, candidate, false)
	}
	return nil
}

// signed is a signature that is not known to be a checkpoint yet.
type signed struct {
	seq    uint64
	bytes  uint64 // of events from the last kept signature up to it
	raw    []byte // the signature itself
	stored bool   // it is the head's and in the table
}

func (t *tx) keepSignature(log *logRow, s signed) error {
	if !s.stored {
		return t.insertSignature(log, s, true)
	}
	_, err := t.exec("UPDATE signature SET checkpoint = 1 WHERE log = ? AND seq = ?", log.number, int64(s.seq))
	return err
}

func (t *tx) dropSignature(log *logRow, s signed) error {
	if !s.stored || s.seq <= log.keptSeq {
		return nil
	}
	_, err := t.exec("DELETE FROM signature WHERE log = ? AND seq = ?", log.number, int64(s.seq))
	return err
}

func (t *tx) insertSignature(log *logRow, s signed, checkpoint bool) error {
	_, err := t.exec("INSERT INTO signature (log, seq, checkpoint, signature) VALUES (?, ?, ?, ?)",
		log.number, int64(s.seq), boolColumn(checkpoint), s.raw)
	return err
}
