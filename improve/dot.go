package improve

import (
	"bytes"
	"cmp"
	"fmt"
)

// Dot names one event for ever: the log it stands in and its place there, from 1.
// In a header's over list and access reference the zero log means "this log".
type Dot struct {
	Log LogID
	Seq uint64
}

// IsZero tells that no event is meant.
func (d Dot) IsZero() bool { return d == Dot{} }

// Compare orders dots by log, then by place.
func (d Dot) Compare(other Dot) int {
	return cmp.Or(bytes.Compare(d.Log[:], other.Log[:]), cmp.Compare(d.Seq, other.Seq))
}

// within replaces the zero log by the log that the event stands in.
func (d Dot) within(log LogID) Dot {
	if d.Log.IsZero() && d.Seq != 0 {
		d.Log = log
	}
	return d
}

// relativeTo is the reverse of within: a dot of the event's own log is written short.
func (d Dot) relativeTo(log LogID) Dot {
	if d.Log == log {
		d.Log = LogID{}
	}
	return d
}

// dotCBOR is a dot as [log, seq]; an empty byte string stands for "this log".
type dotCBOR struct {
	_   struct{} `cbor:",toarray"`
	Log []byte
	Seq uint64
}

func decodeDots(encoded []dotCBOR, log LogID) ([]Dot, error) {
	if len(encoded) == 0 {
		return nil, nil
	}
	dots := make([]Dot, len(encoded))
	for i, c := range encoded {
		dot, err := decodeDot(c, log)
		if err != nil {
			return nil, err
		}
		dots[i] = dot
	}
	return dots, nil
}

func decodeDot(c dotCBOR, log LogID) (Dot, error) {
	var dot Dot
	if len(c.Log) != 0 && !decodeFixed(dot.Log[:], c.Log) {
		return Dot{}, fmt.Errorf("decode header: a log id has %d bytes", len(c.Log))
	}
	dot.Seq = c.Seq
	return dot.within(log), nil
}
