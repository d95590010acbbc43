package improve

import (
	"errors"
	"fmt"
)

// Log is one log as a device holds it.
type Log struct {
	ID     LogID
	Space  SpaceID
	Writer WriterID
	Device DeviceID
	Stream Stream
	Head   Head
	Latest HLC // the greatest stamp of its events, as far as its reader tells

	Root   LogID  // of a branch: the log that it is a branch of, zero otherwise
	Parent LogID  // of a branch: the log that holds the place before its first
	First  uint64 // of a branch: its first place; 0 otherwise
	Split  bool   // its later events stand in branches: nothing is added to it any more
}

// Why a segment is refused. Compare with errors.Is; the text around it goes to the log.
var (
	ErrGap       = errors.New("events are missing before these")
	ErrForked    = errors.New("the log has another history here")
	ErrSignature = errors.New("a signature does not fit")
	ErrForeign   = errors.New("the log does not belong to this space")
	ErrStranger  = errors.New("the device was never admitted to this space")
)

// OpenLog reads the first event of a log: the certificate in it must make
// exactly this log in this space. The head is the start of the chain.
func OpenLog(space SpaceID, first Event) (Log, error) {
	if first.Seq != 1 || first.Header.Type != OpenEvent {
		return Log{}, fmt.Errorf("open log %s: event %d is not an opening: %w", first.Log, first.Seq, ErrGap)
	}
	cert, err := OpenCert(first.Header.Cert)
	if err != nil {
		return Log{}, fmt.Errorf("open log %s: %w: %w", first.Log, ErrSignature, err)
	}
	for _, stream := range []Stream{Auth, Data} {
		id, start := LogStart(space, cert.Writer, stream)
		if id == first.Log {
			return Log{ID: id, Space: space, Writer: cert.Writer, Device: cert.Device, Stream: stream, Head: Head{Log: id, Hash: start}}, nil
		}
	}
	return Log{}, fmt.Errorf("open log %s: %w", first.Log, ErrForeign)
}

// VerifySegment checks that a segment continues a log directly after its head:
// no gap, the right stream for every event, every signature good, the last
// event signed. It gives the hash of each event; the last is the new head's.
func VerifySegment(log Log, seg Segment) ([]Hash, error) {
	hashes, err := VerifyChain(log, seg)
	if err != nil {
		return nil, err
	}
	return hashes, VerifySignatures(log, seg, hashes)
}

// VerifyChain is VerifySegment but for the one thing that takes long: whether
// the signatures, which are in their places, hold.
func VerifyChain(log Log, seg Segment) ([]Hash, error) {
	if seg.Log != log.Signed() || seg.First != log.Head.Seq+1 || len(seg.Events) == 0 {
		return nil, fmt.Errorf("log %s: segment from %d after %d: %w", log.ID, seg.First, log.Head.Seq, ErrGap)
	}
	hashes := make([]Hash, len(seg.Events))
	previous := log.Head.Hash
	for i := range seg.Events {
		e := &seg.Events[i]
		if err := checkPlace(&log, e, seg.First+uint64(i)); err != nil {
			return nil, err
		}
		previous = e.Chain(previous)
		hashes[i] = previous
	}
	return hashes, placedSignatures(&log, seg)
}

func checkPlace(log *Log, e *Event, seq uint64) error {
	opens := e.Header.Type == OpenEvent
	auth := e.Header.Type.inAuth()
	switch {
	case e.Log != log.Signed() || e.Seq != seq:
		return fmt.Errorf("log %s: event %d where %d belongs: %w", log.ID, e.Seq, seq, ErrGap)
	case opens != (seq == 1), !opens && auth != (log.Stream == Auth):
		return fmt.Errorf("log %s: event %d of type %d in stream %d: %w", log.ID, seq, e.Header.Type, log.Stream, ErrForeign)
	}
	return nil
}

func placedSignatures(log *Log, seg Segment) error {
	last := uint64(0)
	for _, sig := range seg.Signatures {
		if sig.Seq <= last || sig.Seq < seg.First || sig.Seq >= seg.First+uint64(len(seg.Events)) {
			return fmt.Errorf("log %s: signature of %d outside the segment: %w", log.ID, sig.Seq, ErrSignature)
		}
		last = sig.Seq
	}
	if last != seg.First+uint64(len(seg.Events))-1 {
		return fmt.Errorf("log %s: the last event is not signed: %w", log.ID, ErrSignature)
	}
	return nil
}

// VerifySignatures is the rest of VerifySegment, with what VerifyChain gave. It
// reads nothing of the segment but its signatures and its first place.
func VerifySignatures(log Log, seg Segment, hashes []Hash) error {
	for _, sig := range seg.Signatures {
		head := Head{Log: log.Signed(), Seq: sig.Seq, Hash: hashes[sig.Seq-seg.First]}
		if !VerifyHead(log.Writer, head, sig.Bytes) {
			return fmt.Errorf("log %s: signature of %d: %w", log.ID, sig.Seq, ErrSignature)
		}
	}
	return nil
}
