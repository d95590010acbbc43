package improve

import (
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
// disk may have changed them: after the first fault it gives zeros. Texts are
// pieces of what is read.
type stateReader struct {
	rest   string
	logs   []takenLog
	room   []Version // for the next registers, so that few pieces of memory are taken
	broken bool
}

func (r *stateReader) fail() { r.broken, r.rest = true, "" }

func (r *stateReader) take(n int) string {
	if n < 0 || n > len(r.rest) {
		r.fail()
		return ""
	}
	piece := r.rest[:n]
	r.rest = r.rest[n:]
	return piece
}

// number reads a uvarint, as binary.Uvarint does.
func (r *stateReader) number() uint64 {
	if len(r.rest) > 0 && r.rest[0] < 0x80 { // nearly all
		n := uint64(r.rest[0])
		r.rest = r.rest[1:]
		return n
	}
	return r.longNumber()
}

func (r *stateReader) longNumber() uint64 {
	var n uint64
	for i := range min(len(r.rest), binary.MaxVarintLen64) {
		b := r.rest[i]
		if i == binary.MaxVarintLen64-1 && b > 1 {
			break // more than 64 bits
		}
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.fail()
	return 0
}

func (r *stateReader) flag() bool { return r.take(1) == "\x01" }

func (r *stateReader) text() string {
	n := r.number()
	if n > uint64(len(r.rest)) {
		r.fail()
		return ""
	}
	return r.take(int(n))
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

func (r *stateReader) register(to *keyedRegister) {
	to.Key = RegisterKey{Field: FieldKey(r.text()), Rel: RelName(r.text())}
	copy(to.Key.ID[:], r.take(len(to.Key.ID)))
	to.Live = r.versions(r.count(leastVersion))
	for i := range to.Live {
		v := &to.Live[i]
		v.Dot, v.Stamp = r.dot(), HLC(r.number())
		v.Value, v.Erased = decodePiece(r.text()), r.flag()
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

// decodePiece reads a body as DecodeValue does; texts and cells in their usual
// form are pieces of it.
func decodePiece(body string) Value {
	switch {
	case body == "" || len(body) == 1 && body[0] == cborNull:
		return Value{}
	case body[0]>>5 == majorText:
		if text, rest, ok := textPiece(body); ok && rest == "" {
			return Value{Text: text}
		}
	case body[0]>>5 == majorMap:
		if cells, ok := cellPieces(body); ok {
			return Value{Cells: cells}
		}
	}
	return DecodeValue([]byte(body)) // may keep it
}

// headPiece reads a number of the given major type in its shortest form; see formReader.
func headPiece(body string, major byte) (n uint64, rest string, ok bool) {
	if body == "" || body[0]>>5 != major {
		return 0, "", false
	}
	info := body[0] & 31
	if info < 24 {
		return uint64(info), body[1:], true
	}
	size := 1 << (info - 24)
	if info > 27 || len(body) <= size {
		return 0, "", false
	}
	for i := 1; i <= size; i++ {
		n = n<<8 | uint64(body[i])
	}
	least := uint64(24)
	if size > 1 {
		least = 1 << (4 * size) // half the bytes would not do
	}
	return n, body[1+size:], n >= least
}

// textPiece reads the text that a body begins with.
func textPiece(body string) (text, rest string, ok bool) {
	n, rest, ok := headPiece(body, majorText)
	if !ok || n > uint64(len(rest)) {
		return "", "", false
	}
	text = rest[:n]
	return text, rest[n:], utf8.ValidString(text)
}

// mostCells is how many cells are read by hand; whatever has more, the full decoder judges.
const mostCells = 64

func cellPieces(body string) (map[FieldKey]string, bool) {
	n, rest, ok := headPiece(body, majorMap)
	if !ok || n > mostCells {
		return nil, false
	}
	cells := make(map[FieldKey]string, n)
	for range n {
		var key, text string
		if key, rest, ok = textPiece(rest); !ok {
			return nil, false
		}
		if text, rest, ok = textPiece(rest); !ok {
			return nil, false
		}
		cells[FieldKey(key)] = text
	}
	return cells, len(cells) == int(n) && rest == ""
}

// cellPiece reads one cell of a body without a map of all.
func cellPiece(body string, field FieldKey) (cell string, has bool) {
	n, rest, ok := headPiece(body, majorMap)
	ok = ok && n <= mostCells
	before := ""
	for i := uint64(0); ok && i < n; i++ {
		var key, text string
		if key, rest, ok = textPiece(rest); !ok || key == before && i > 0 || len(key) < len(before) || len(key) == len(before) && key < before {
			ok = false // one that may stand there twice
			break
		}
		if text, rest, ok = textPiece(rest); ok && key == string(field) {
			cell, has = text, true
		}
		before = key
	}
	if !ok || rest != "" {
		cell, has = decodePiece(body).Cells[field]
	}
	return cell, has
}
