package improve

import (
	"math"
	"unicode/utf8"
)

// appendHeader writes a header as deterministic CBOR: the keys of headerCBOR
// in their order, those of zero values left out.
func appendHeader(out []byte, h Header, log LogID) []byte {
	at := len(out)
	out = append(out, 0) // the number of pairs, at most lastHeaderKey
	w := headerWriter{out: out, log: log}
	w.number(1, uint64(h.Type), true)
	w.number(2, uint64(h.Stamp), true)
	w.bytes(3, h.Object[:], !h.Object.IsZero())
	w.text(4, string(h.Kind))
	w.text(5, string(h.Field))
	w.bytes(6, h.Row[:], !h.Row.IsZero())
	w.dots(7, h.Over)
	w.text(8, string(h.Rel))
	w.bytes(9, h.Target[:], !h.Target.IsZero())
	if !h.Access.IsZero() {
		w.key(10)
		w.dot(h.Access)
	}
	w.number(11, h.Flags, false)
	w.number(12, h.Reader, false)
	w.bytes(13, h.Cert, len(h.Cert) > 0)
	w.bytes(14, h.Genesis, len(h.Genesis) > 0)
	w.bytes(15, h.Device[:], !h.Device.IsZero())
	w.number(16, uint64(h.Grant), false)
	w.dots(17, h.Cut)
	w.bytes(18, h.Invite[:], !h.Invite.IsZero())
	w.number(19, uint64(h.Expires), false)
	w.bytes(20, h.Recipient[:], !h.Recipient.IsZero())
	w.out[at] = majorMap<<5 | w.pairs
	return w.out
}

// headerWriter appends pairs and counts them.
type headerWriter struct {
	out   []byte
	log   LogID
	pairs byte
}

func (w *headerWriter) key(key byte) {
	w.pairs++
	w.out = append(w.out, key)
}

func (w *headerWriter) number(key byte, n uint64, always bool) {
	if n != 0 || always {
		w.key(key)
		w.out = appendHead(w.out, majorUint, n)
	}
}

func (w *headerWriter) bytes(key byte, raw []byte, there bool) {
	if there {
		w.key(key)
		w.out = append(appendHead(w.out, majorBytes, uint64(len(raw))), raw...)
	}
}

func (w *headerWriter) text(key byte, text string) {
	if text != "" {
		w.key(key)
		w.out = append(appendHead(w.out, majorText, uint64(len(text))), text...)
	}
}

func (w *headerWriter) dots(key byte, dots []Dot) {
	if len(dots) == 0 {
		return
	}
	w.key(key)
	w.out = appendHead(w.out, majorArray, uint64(len(dots)))
	for _, dot := range dots {
		w.dot(dot)
	}
}

func (w *headerWriter) dot(dot Dot) {
	w.out = append(w.out, majorArray<<5|2)
	if short := dot.relativeTo(w.log); short.Log.IsZero() {
		w.out = append(w.out, majorBytes<<5)
	} else {
		w.out = append(append(w.out, majorBytes<<5|byte(len(short.Log))), short.Log[:]...)
	}
	w.out = appendHead(w.out, majorUint, dot.Seq)
}

// readHeader reads a header in the one form of appendHeader, with no key that
// this version does not know. Where ok is false, DecodeHeader says why, or
// takes what a newer version has written.
func readHeader(raw []byte, log LogID) (h Header, ok bool) {
	r := formReader{rest: raw, ok: true}
	pairs, last := r.head(majorMap), uint64(0)
	for ; pairs > 0 && r.ok; pairs-- {
		key := r.number(lastHeaderKey)
		if key <= last || last < 2 && key != last+1 {
			return Header{}, false
		}
		last = key
		readPair(&r, &h, key, log)
	}
	return h, r.ok && len(r.rest) == 0 && last >= 2 && h.Type != 0
}

func readPair(r *formReader, h *Header, key uint64, log LogID) {
	switch key {
	case 1:
		h.Type = EventType(r.number(math.MaxUint16))
	case 2:
		h.Stamp = HLC(r.number(math.MaxUint64))
	case 3:
		r.id(h.Object[:])
	case 4:
		h.Kind = KindName(readName(r))
	case 5:
		h.Field = FieldKey(readName(r))
	case 6:
		r.id(h.Row[:])
	case 7:
		h.Over = readDots(r, log)
	case 8:
		h.Rel = RelName(readName(r))
	case 9:
		r.id(h.Target[:])
	case 10:
		h.Access = readDot(r, log)
	case 11:
		h.Flags = r.some(math.MaxUint64)
	case 12:
		h.Reader = r.some(math.MaxUint64)
	default:
		readAuthPair(r, h, key, log)
	}
}

func readAuthPair(r *formReader, h *Header, key uint64, log LogID) {
	switch key {
	case 13:
		h.Cert = r.copied()
	case 14:
		h.Genesis = r.copied()
	case 15:
		r.id(h.Device[:])
	case 16:
		h.Grant = AccessLevel(r.some(math.MaxUint8))
	case 17:
		h.Cut = readDots(r, log)
	case 18:
		r.id(h.Invite[:])
	case 19:
		h.Expires = HLC(r.some(math.MaxUint64))
	case 20:
		r.id(h.Recipient[:])
	}
}

func readName(r *formReader) string {
	name := r.part(majorText)
	if len(name) == 0 || len(name) > maxName || !utf8.Valid(name) {
		r.fail()
		return ""
	}
	return string(name)
}

func readDots(r *formReader, log LogID) []Dot {
	n := r.head(majorArray)
	if n == 0 || n > MaxOver || n > uint64(len(r.rest)) {
		r.fail()
		return nil
	}
	dots := make([]Dot, n)
	for i := range dots {
		dots[i] = readDot(r, log)
	}
	return dots
}

// readDot wants a dot of the header's own log to be written short.
func readDot(r *formReader, log LogID) Dot {
	if r.head(majorArray) != 2 {
		r.fail()
	}
	dot := Dot{Log: log}
	if id := r.part(majorBytes); len(id) != 0 {
		if len(id) != len(log) || allZero(id) || LogID(id) == log {
			r.fail()
			return Dot{}
		}
		dot.Log = LogID(id)
	}
	dot.Seq = r.some(math.MaxUint64)
	return dot
}
