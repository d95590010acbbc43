package improve

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf8"
)

// stateWriter writes a folded artifact.
type stateWriter struct {
	out  []byte
	logs []takenLog // in order; dots name a log by its place here, from 1
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
	at, found := slices.BinarySearchFunc(w.logs, d.Log, logOrder)
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
	all    string // what is read, once more: texts are pieces of it
	logs   []takenLog
	room   []Version // for the next registers, so that few pieces of memory are taken
	whole  bool      // see folded
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

func (r *stateReader) text() string { return r.same(r.bytes()) }

// same gives a piece that was just taken as a text.
func (r *stateReader) same(piece []byte) string {
	end := len(r.all) - len(r.rest)
	if r.broken {
		return ""
	}
	return r.all[end-len(piece) : end]
}

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
		d.Log = r.logs[at-1].log
	}
	d.Seq = r.number()
	return d
}

// The fewest bytes of a log, a register, a version and an awaited write:
// a count of more than fit in what is left is a fault, not a reason to take memory.
const (
	leastLog      = 18
	leastRegister = 20
	leastVersion  = 5
	leastAwaited  = 17
)

// registers reads the registers of an artifact, which stand in their order.
func (r *stateReader) registers() []keyedRegister {
	n := r.count(leastRegister)
	if n == 0 {
		return nil
	}
	all := make([]keyedRegister, n)
	r.room = make([]Version, n) // most have one live version
	for i := range all {
		r.register(&all[i])
		if i > 0 && compareKeys(&all[i-1].Key, &all[i].Key) >= 0 {
			r.fail()
		}
	}
	return all
}

func (r *stateReader) register(to *keyedRegister) {
	to.Key = RegisterKey{Field: FieldKey(r.text()), Rel: RelName(r.text())}
	copy(to.Key.ID[:], r.take(len(to.Key.ID)))
	to.Live = r.versions(r.count(leastVersion))
	for i := range to.Live {
		v := &to.Live[i]
		v.Dot, v.Stamp = r.dot(), HLC(r.number())
		v.Value = r.value()
		r.whole = r.whole || v.Value.Cells != nil && to.Key.ID == [16]byte{}
		v.Erased = r.flag()
	}
	for range r.count(leastAwaited) {
		var dot Dot
		copy(dot.Log[:], r.take(len(dot.Log)))
		dot.Seq = r.number()
		to.Dead = append(to.Dead, dot)
	}
}

// versions gives room for the live versions of a register; nil for none.
func (r *stateReader) versions(n int) []Version {
	if n == 0 {
		return nil
	}
	if n > len(r.room) {
		return make([]Version, n)
	}
	taken := r.room[:n:n]
	r.room = r.room[n:]
	return taken
}

// value reads a value as DecodeValue does; texts and cells in their usual form
// are pieces of what is read.
func (r *stateReader) value() Value {
	body := r.bytes()
	f := formReader{rest: body, ok: true}
	switch {
	case len(body) == 0 || len(body) == 1 && body[0] == cborNull:
		return Value{}
	case body[0]>>5 == majorText:
		if text, ok := r.textIn(&f); ok && len(f.rest) == 0 {
			return Value{Text: text}
		}
	case body[0]>>5 == majorMap:
		if cells, ok := r.cellsIn(&f); ok {
			return Value{Cells: cells}
		}
	}
	return DecodeValue(bytes.Clone(body)) // may keep it
}

// textIn reads the next text of a body that was just taken.
func (r *stateReader) textIn(f *formReader) (string, bool) {
	piece := f.part(majorText)
	if !f.ok || !utf8.Valid(piece) {
		return "", false
	}
	end := len(r.all) - len(r.rest) - len(f.rest)
	return r.all[end-len(piece) : end], true
}

// mostCells is how many cells are read by hand; whatever has more, the full decoder judges.
const mostCells = 64

func (r *stateReader) cellsIn(f *formReader) (map[FieldKey]string, bool) {
	n := f.head(majorMap)
	if !f.ok || n > mostCells {
		return nil, false
	}
	cells := make(map[FieldKey]string, n)
	for range n {
		key, ok := r.textIn(f)
		text, also := r.textIn(f)
		if !ok || !also {
			return nil, false
		}
		cells[FieldKey(key)] = text
	}
	return cells, len(cells) == int(n) && len(f.rest) == 0
}
