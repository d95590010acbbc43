package improve

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// stateWriter writes a folded artifact.
type stateWriter struct {
	out  []byte
	logs []LogID // in order; dots name a log by its place here, from 1
}

func (w *stateWriter) number(n uint64) { w.out = binary.AppendUvarint(w.out, n) }

func (w *stateWriter) flag(b bool) { w.out = append(w.out, boolByte(b)) }

func (w *stateWriter) text(s string) {
	w.number(uint64(len(s)))
	w.out = append(w.out, s...)
}

func (w *stateWriter) bytes(raw []byte) {
	w.number(uint64(len(raw)))
	w.out = append(w.out, raw...)
}

// dot writes the place of the dot's log, or 0 and the log where it is not among logs.
func (w *stateWriter) dot(d Dot) {
	at, found := slices.BinarySearchFunc(w.logs, d.Log, func(x, y LogID) int { return bytes.Compare(x[:], y[:]) })
	if found {
		w.number(uint64(at) + 1)
	} else {
		w.out = append(append(w.out, 0), d.Log[:]...)
	}
	w.number(d.Seq)
}

// stateReader reads what a stateWriter wrote. The bytes are our own, but a
// disk may have changed them: after the first fault it gives zeros.
type stateReader struct {
	rest   []byte
	logs   []LogID
	broken bool
}

func (r *stateReader) fail() { r.broken, r.rest = true, nil }

func (r *stateReader) take(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.fail()
		return nil
	}
	piece := r.rest[:n]
	r.rest = r.rest[n:]
	return piece
}

func (r *stateReader) number() uint64 {
	value, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.rest = r.rest[n:]
	return value
}

func (r *stateReader) flag() bool {
	b := r.take(1)
	return len(b) == 1 && b[0] == 1
}

func (r *stateReader) bytes() []byte {
	n := r.number()
	if n > uint64(len(r.rest)) {
		r.fail()
		return nil
	}
	return r.take(int(n))
}

func (r *stateReader) text() string { return string(r.bytes()) }

// count reads how many parts of at least size bytes follow.
func (r *stateReader) count(size int) int {
	n := r.number()
	if n > uint64(len(r.rest)/size) {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *stateReader) dot() Dot {
	var d Dot
	switch at := r.number(); {
	case at == 0:
		copy(d.Log[:], r.take(len(d.Log)))
	case at > uint64(len(r.logs)):
		r.fail()
	default:
		d.Log = r.logs[at-1]
	}
	d.Seq = r.number()
	return d
}
