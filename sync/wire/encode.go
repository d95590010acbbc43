package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// ErrTooLarge tells that a message exceeds the limit of its type.
var ErrTooLarge = errors.New("message is larger than allowed")

// Flags of a Data message; a bit that is not listed makes it malformed.
const (
	dataZstd    byte = 1
	dataLast    byte = 2
	dataSeveral byte = 4
	dataColumns byte = 8 // with dataZstd and without dataSeveral
)

// Flags of an Ack.
const (
	ackDeclined byte = 1
	ackMore     byte = 2
)

// Encode gives a message as it goes on the stream.
func Encode(m Message) ([]byte, error) {
	payload := m.appendPayload(nil)
	size := 1 + len(payload)
	if size > limitOf(m.Type()) {
		return nil, fmt.Errorf("encode message type %d: %d bytes: %w", m.Type(), size, ErrTooLarge)
	}
	out := make([]byte, 0, binary.MaxVarintLen32+size)
	out = binary.AppendUvarint(out, uint64(size))
	out = append(out, byte(m.Type()))
	return append(out, payload...), nil
}

// limitOf gives the most bytes that type and payload of a message may have.
func limitOf(t Type) int {
	if t == TypeData {
		return MaxData
	}
	return MaxControl
}

func (h Hello) appendPayload(out []byte) []byte {
	out = binary.AppendUvarint(out, h.Min)
	out = binary.AppendUvarint(out, h.Max)
	out = binary.AppendUvarint(out, h.Features)
	out = append(out, h.Nonce[:]...)
	out = append(out, h.Incarnation[:]...)
	out = binary.AppendUvarint(out, uint64(len(h.Spaces)))
	for _, space := range h.Spaces {
		out = append(out, space.Tag[:]...)
		out = append(out, space.Digest[:]...)
		out = binary.AppendUvarint(out, space.Logs)
		out = binary.AppendUvarint(out, space.Events)
	}
	return out
}

func (s Space) appendPayload(out []byte) []byte {
	out = append(out, s.ID[:]...)
	return append(out, s.Secret[:]...)
}

func (b Buckets) appendPayload(out []byte) []byte {
	out = append(out, b.Tag[:]...)
	for _, sum := range b.Sums {
		out = append(out, sum[:]...)
	}
	return out
}

func (v Vector) appendPayload(out []byte) []byte {
	out = append(out, v.Tag[:]...)
	out = binary.BigEndian.AppendUint64(out, v.Mask)
	out = binary.AppendUvarint(out, uint64(len(v.Entries)))
	for _, entry := range v.Entries {
		out = append(out, entry.Log[:]...)
		out = binary.AppendUvarint(out, entry.Seq)
		out = append(out, entry.Head[:]...)
	}
	return out
}

func (d Data) appendPayload(out []byte) []byte {
	var flags byte
	if d.RawSize > 0 {
		flags |= dataZstd
	}
	if d.Last {
		flags |= dataLast
	}
	if d.Several {
		flags |= dataSeveral
	}
	if d.Columns {
		flags |= dataColumns
	}
	out = append(out, d.Tag[:]...)
	out = append(out, flags)
	if d.RawSize > 0 {
		out = binary.AppendUvarint(out, uint64(d.RawSize))
	}
	return append(out, d.Payload...)
}

func (t Totals) appendPayload(out []byte) []byte {
	out = append(out, t.Tag[:]...)
	out = binary.AppendUvarint(out, t.Events)
	return binary.AppendUvarint(out, t.Bytes)
}

func (a Ack) appendPayload(out []byte) []byte {
	var flags byte
	if a.Declined {
		flags |= ackDeclined
	}
	if a.More {
		flags |= ackMore
	}
	out = append(out, a.Tag[:]...)
	out = append(out, flags)
	out = append(out, a.Digest[:]...)
	out = binary.AppendUvarint(out, a.Taken)
	return binary.AppendUvarint(out, a.Refused)
}

func (b Bye) appendPayload(out []byte) []byte { return append(out, byte(b.Reason)) }

// appendPayload gives zeros in place of what was not kept.
func (u Unknown) appendPayload(out []byte) []byte { return append(out, make([]byte, u.Size)...) }

func (s State) appendPayload(out []byte) []byte {
	out = binary.AppendUvarint(out, s.Fold)
	out = binary.AppendUvarint(out, uint64(len(s.Sums)))
	for _, sum := range s.Sums {
		out = append(append(out, sum.Events[:]...), sum.State[:]...)
	}
	return out
}
