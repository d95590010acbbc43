package wire

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// Why bytes are no message.
var (
	ErrMalformed   = errors.New("malformed message")
	ErrUnknownType = errors.New("message of an unknown type")
)

// Decode reads the type and the payload of one message, which must end with
// the bytes. The payload of a Data shares memory with them.
func Decode(frame []byte) (Message, error) {
	if len(frame) == 0 {
		return nil, fmt.Errorf("%w: it is empty", ErrMalformed)
	}
	kind := Type(frame[0])
	if len(frame) > limitOf(kind) {
		return nil, fmt.Errorf("decode message type %d: %d bytes: %w", kind, len(frame), ErrTooLarge)
	}
	r := &reader{rest: frame[1:]}
	message := decodePayload(r, kind)
	if r.err == nil && len(r.rest) != 0 {
		r.fail("bytes after the end")
	}
	if r.err != nil {
		return nil, fmt.Errorf("decode message type %d: %w", kind, r.err)
	}
	return message, nil
}

func decodePayload(r *reader, kind Type) Message {
	switch kind {
	case TypeHello:
		return decodeHello(r)
	case TypeSpace:
		var s Space
		r.fixed(s.ID[:])
		r.fixed(s.Secret[:])
		return s
	case TypeBuckets:
		return decodeBuckets(r)
	case TypeVector:
		return decodeVector(r)
	case TypeData:
		return decodeData(r)
	case TypeTotals:
		var t Totals
		r.fixed(t.Tag[:])
		t.Events, t.Bytes = r.uvarint(), r.uvarint()
		return t
	case TypeAck:
		return decodeAck(r)
	case TypeBye:
		return Bye{Reason: Reason(r.byte())}
	case TypeState:
		return decodeState(r)
	}
	if kind < FirstSkippable {
		r.err = fmt.Errorf("%w: %d", ErrUnknownType, kind)
		return nil
	}
	unknown := Unknown{Kind: kind, Size: len(r.rest)}
	r.rest = nil
	return unknown
}

func decodeHello(r *reader) Message {
	h := Hello{Min: r.uvarint(), Max: r.uvarint(), Features: r.anyUvarint()}
	r.fixed(h.Nonce[:])
	r.fixed(h.Incarnation[:])
	count := r.count(MaxSpaces, 8+16+2)
	for range count {
		var s HelloSpace
		r.fixed(s.Tag[:])
		r.fixed(s.Digest[:])
		s.Logs, s.Events = r.uvarint(), r.uvarint()
		h.Spaces = append(h.Spaces, s)
	}
	if h.Min == 0 || h.Min > h.Max {
		r.fail("its versions are out of order")
	}
	return h
}

func decodeBuckets(r *reader) Message {
	var b Buckets
	r.fixed(b.Tag[:])
	for i := range b.Sums {
		r.fixed(b.Sums[i][:])
	}
	return b
}

func decodeVector(r *reader) Message {
	var v Vector
	r.fixed(v.Tag[:])
	var mask [8]byte
	r.fixed(mask[:])
	v.Mask = binary.BigEndian.Uint64(mask[:])
	count := r.count(MaxLogs, 8+1+8)
	for i := range count {
		var entry Entry
		r.fixed(entry.Log[:])
		entry.Seq = r.uvarint()
		r.fixed(entry.Head[:])
		switch {
		case r.err != nil:
			return v
		case entry.Seq == 0 || !Covers(v.Mask, entry.Log):
			r.fail("an entry is empty or not covered by its mask")
		case i > 0 && bytes.Compare(v.Entries[i-1].Log[:], entry.Log[:]) >= 0:
			r.fail("its entries are out of order")
		}
		v.Entries = append(v.Entries, entry)
	}
	return v
}

func decodeData(r *reader) Message {
	var d Data
	r.fixed(d.Tag[:])
	flags := r.byte()
	if flags&^(dataZstd|dataLast|dataSeveral|dataColumns) != 0 {
		r.fail("it has flags that nobody knows")
	}
	d.Last, d.Several, d.Columns = flags&dataLast != 0, flags&dataSeveral != 0, flags&dataColumns != 0
	if d.Columns && flags&(dataZstd|dataSeveral) != dataZstd {
		r.fail("it is in columns and in rows")
	}
	if flags&dataZstd != 0 {
		size := r.uvarint()
		if size == 0 || size > maxRaw {
			r.fail("it would grow larger than allowed")
		}
		d.RawSize = int(size)
	}
	if r.err != nil {
		return d
	}
	d.Payload, r.rest = r.rest, nil
	if len(d.Payload) == 0 {
		r.fail("it holds nothing")
	}
	return d
}

func decodeAck(r *reader) Message {
	var a Ack
	r.fixed(a.Tag[:])
	flags := r.byte()
	if flags&^(ackDeclined|ackMore) != 0 {
		r.fail("it has flags that nobody knows")
	}
	a.Declined, a.More = flags&ackDeclined != 0, flags&ackMore != 0
	r.fixed(a.Digest[:])
	a.Taken, a.Refused = r.uvarint(), r.uvarint()
	return a
}

func decodeState(r *reader) Message {
	s := State{Fold: r.uvarint()}
	for range r.count(MaxSpaces, 8+8) {
		var sum StateSum
		r.fixed(sum.Events[:])
		r.fixed(sum.State[:])
		s.Sums = append(s.Sums, sum)
	}
	return s
}

// reader takes pieces off the front of rest; after the first fault it gives zeros.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) fail(why string) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s", ErrMalformed, why)
	}
	r.rest = nil
}

func (r *reader) fixed(dst []byte) {
	if len(dst) > len(r.rest) {
		r.fail("it ends too early")
		return
	}
	copy(dst, r.rest)
	r.rest = r.rest[len(dst):]
}

func (r *reader) byte() byte {
	var one [1]byte
	r.fixed(one[:])
	return one[0]
}

// anyUvarint reads a number in its shortest form.
func (r *reader) anyUvarint() uint64 {
	value, n := binary.Uvarint(r.rest)
	if n <= 0 || n > 1 && r.rest[n-1] == 0 {
		r.fail("a number is cut, too large or not in its shortest form")
		return 0
	}
	r.rest = r.rest[n:]
	return value
}

// uvarint reads a number that counts or places something.
func (r *reader) uvarint() uint64 {
	value := r.anyUvarint()
	if value > MaxSeq {
		r.fail("a number is out of range")
		return 0
	}
	return value
}

// count reads how many parts of at least size bytes follow; it fails when
// they are more than most or than can stand in the rest.
func (r *reader) count(most, size int) int {
	n := r.uvarint()
	if n > uint64(most) || n > uint64(len(r.rest)/size) {
		r.fail("it has more parts than allowed")
		return 0
	}
	return int(n)
}
