package improve

import (
	"crypto/ed25519"
	"encoding/binary"
	"errors"
	"fmt"
)

// Limits of a segment.
const (
	// SegmentBytes is where a segment is cut, at the next signed event: large
	// enough to compress well, small enough to resume from.
	SegmentBytes = 256 << 10
	// MaxSegmentSize bounds an encoded segment before anything is allocated for
	// it: SegmentBytes, one checkpoint span beyond, and one event of full size.
	MaxSegmentSize = 4 << 20
	// MaxSegmentEvents bounds the events of one segment; a span between two
	// checkpoints has 256, and tiny events may put many spans into one segment.
	MaxSegmentEvents = 16384
	// MaxSegmentSignatures is one for each checkpoint span that fits, and the head's.
	MaxSegmentSignatures = MaxSegmentEvents/CheckpointEvery + 1 + MaxSegmentSize/CheckpointBytes
)

// leastHeader is the fewest bytes of an event's header, which has two keys.
const leastHeader = 5

const (
	bodyPresent byte = 0
	bodyAbsent  byte = 1 // erased or withheld: its commitment follows
	bodyNone    byte = 2
)

// ErrSegment tells that bytes are no segment.
var ErrSegment = errors.New("malformed segment")

// EncodeSegment gives a segment's bytes:
//
//	log id (16) | uvarint first seq | uvarint events | events | uvarint signatures | signatures
//	event     = uvarint header length | header | byte 0, uvarint body length, salt (8), body
//	            or byte 1, body commitment (32); or byte 2
//	signature = uvarint seq | byte 1 for a checkpoint, else 0 | signature (64)
func EncodeSegment(seg Segment) []byte {
	size := 64 + len(seg.Signatures)*80
	for i := range seg.Events {
		e := &seg.Events[i]
		size += len(e.Raw) + len(e.Body) + 48
	}
	out := make([]byte, 0, size)
	segmentWriter{&out, &out, &out, &out}.segment(seg)
	return out
}

// segmentWriter appends each part of a segment to the bytes of its sort, which
// may all be the same ones.
type segmentWriter struct{ shape, headers, bodies, random *[]byte }

func (w segmentWriter) segment(seg Segment) {
	put(w.random, seg.Log[:])
	w.number(seg.First)
	w.number(uint64(len(seg.Events)))
	for i := range seg.Events {
		w.event(&seg.Events[i])
	}
	w.number(uint64(len(seg.Signatures)))
	for _, sig := range seg.Signatures {
		w.number(sig.Seq)
		w.byte(boolByte(sig.Checkpoint))
		put(w.random, sig.Bytes[:])
	}
}

func (w segmentWriter) event(e *Event) {
	w.number(uint64(len(e.Raw)))
	put(w.headers, e.Raw)
	switch {
	case e.Body != nil:
		w.byte(bodyPresent)
		w.number(uint64(len(e.Body)))
		put(w.random, e.Salt[:])
		put(w.bodies, e.Body)
	case !e.BodyHash.IsZero():
		w.byte(bodyAbsent)
		put(w.random, e.BodyHash[:])
	default:
		w.byte(bodyNone)
	}
}

func (w segmentWriter) number(n uint64) { *w.shape = binary.AppendUvarint(*w.shape, n) }
func (w segmentWriter) byte(b byte)     { *w.shape = append(*w.shape, b) }

func put(out *[]byte, part []byte) { *out = append(*out, part...) }

func boolByte(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// DecodeSegment reads a segment. The events share memory with raw. It checks
// the form only: whether chain and signatures hold is VerifySegment's matter.
func DecodeSegment(raw []byte) (Segment, error) {
	if len(raw) > MaxSegmentSize {
		return Segment{}, fmt.Errorf("%w: %d bytes", ErrSegment, len(raw))
	}
	rest := raw
	r := &segmentReader{shape: &rest, headers: &rest, bodies: &rest, random: &rest}
	seg := r.segment()
	if len(rest) != 0 {
		r.fail("bytes after the end")
	}
	if r.err != nil {
		return Segment{}, r.err
	}
	return seg, nil
}

// segmentReader takes each part of a segment off the front of the bytes of its
// sort, which may all be the same ones; after the first fault it gives zeros.
type segmentReader struct {
	shape, headers, bodies, random *[]byte
	err                            error
}

func (r *segmentReader) segment() Segment {
	var seg Segment
	copy(seg.Log[:], r.take(r.random, 16))
	seg.First = r.uvarint()
	count := r.uvarint()
	if seg.First == 0 || count == 0 || count > MaxSegmentEvents || seg.First > 1<<53 {
		r.fail("no events, too many, or a place out of range")
	}
	if r.err == nil {
		seg.Events = make([]Event, 0, min(count, uint64(len(*r.headers)/leastHeader)))
	}
	for i := uint64(0); i < count && r.err == nil; i++ {
		seg.Events = append(seg.Events, r.event(seg.Log, seg.First+i))
	}
	sigs := r.uvarint()
	if sigs > MaxSegmentSignatures {
		r.fail("too many signatures")
	}
	for i := uint64(0); i < sigs && r.err == nil; i++ {
		sig := Signature{Seq: r.uvarint(), Checkpoint: r.flag()}
		copy(sig.Bytes[:], r.take(r.random, ed25519.SignatureSize))
		seg.Signatures = append(seg.Signatures, sig)
	}
	return seg
}

func (r *segmentReader) fail(why string) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s", ErrSegment, why)
	}
}

func (r *segmentReader) take(from *[]byte, n int) []byte {
	if r.err != nil || n < 0 || n > len(*from) {
		r.fail("it ends too early")
		return nil
	}
	piece := (*from)[:n:n]
	*from = (*from)[n:]
	return piece
}

func (r *segmentReader) byte() byte {
	if piece := r.take(r.shape, 1); len(piece) == 1 {
		return piece[0]
	}
	return 0
}

func (r *segmentReader) flag() bool {
	b := r.byte()
	if b > 1 {
		r.fail("a flag is neither 0 nor 1")
	}
	return b == 1
}

func (r *segmentReader) uvarint() uint64 {
	if r.err != nil {
		return 0
	}
	value, n := binary.Uvarint(*r.shape)
	if n <= 0 || n > 1 && (*r.shape)[n-1] == 0 {
		r.fail("a number is cut, too large or longer than it need be")
		return 0
	}
	*r.shape = (*r.shape)[n:]
	return value
}

func (r *segmentReader) length(most int) int {
	n := r.uvarint()
	if n > uint64(most) {
		r.fail("a part is larger than allowed")
		return 0
	}
	return int(n)
}

func (r *segmentReader) event(log LogID, seq uint64) Event {
	header := r.take(r.headers, r.length(MaxHeaderSize))
	var salt Salt
	var body []byte
	var hash Hash
	switch r.byte() {
	case bodyPresent:
		n := r.length(MaxEventSize)
		copy(salt[:], r.take(r.random, len(salt)))
		body = r.take(r.bodies, n)
	case bodyAbsent:
		copy(hash[:], r.take(r.random, len(hash)))
	case bodyNone:
	default:
		r.fail("an event is neither with nor without a body")
	}
	if r.err != nil {
		return Event{}
	}
	e, err := ReadEvent(log, seq, header, salt, body, hash)
	if err != nil {
		r.fail(err.Error())
	}
	return e
}
