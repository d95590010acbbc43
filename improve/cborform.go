package improve

import "encoding/binary"

// Headers and bodies are read and written by the hundred thousand in a first
// exchange. For the few shapes of CBOR that they are made of, this file has the
// deterministic encoding by hand: it reads nothing but that one form, and
// whoever finds anything else asks the full decoder, which knows the reason.

// Major types of CBOR (RFC 8949, 3.1).
const (
	majorUint  byte = 0
	majorBytes byte = 2
	majorText  byte = 3
	majorArray byte = 4
	majorMap   byte = 5
)

// appendHead writes a major type with its number in the shortest form.
func appendHead(out []byte, major byte, n uint64) []byte {
	major <<= 5
	switch {
	case n < 24:
		return append(out, major|byte(n))
	case n < 1<<8:
		return append(out, major|24, byte(n))
	case n < 1<<16:
		return binary.BigEndian.AppendUint16(append(out, major|25), uint16(n))
	case n < 1<<32:
		return binary.BigEndian.AppendUint32(append(out, major|26), uint32(n))
	default:
		return binary.BigEndian.AppendUint64(append(out, major|27), n)
	}
}

// formReader takes items off the front of rest. After something that is not in
// the one form, ok is false and every further item is empty.
type formReader struct {
	rest []byte
	ok   bool
}

func (r *formReader) fail() {
	r.ok, r.rest = false, nil
}

// head reads a number of the given major type in its shortest form.
func (r *formReader) head(major byte) uint64 {
	if len(r.rest) == 0 || r.rest[0]>>5 != major {
		r.fail()
		return 0
	}
	info := r.rest[0] & 31
	if info < 24 {
		r.rest = r.rest[1:]
		return uint64(info)
	}
	size := 1 << (info - 24)
	if info > 27 || len(r.rest) <= size {
		r.fail()
		return 0
	}
	var n, least uint64
	switch size {
	case 1:
		n, least = uint64(r.rest[1]), 24
	case 2:
		n, least = uint64(binary.BigEndian.Uint16(r.rest[1:])), 1<<8
	case 4:
		n, least = uint64(binary.BigEndian.Uint32(r.rest[1:])), 1<<16
	default:
		n, least = binary.BigEndian.Uint64(r.rest[1:]), 1<<32
	}
	if n < least {
		r.fail()
		return 0
	}
	r.rest = r.rest[1+size:]
	return n
}

// number reads an unsigned integer of at most most.
func (r *formReader) number(most uint64) uint64 {
	n := r.head(majorUint)
	if n > most {
		r.fail()
	}
	return n
}

// some reads a number that is not 0, as absent keys stand for it.
func (r *formReader) some(most uint64) uint64 {
	n := r.number(most)
	if n == 0 {
		r.fail()
	}
	return n
}

// part reads a byte string or a text; it shares memory with what is read.
func (r *formReader) part(major byte) []byte {
	n := r.head(major)
	if n > uint64(len(r.rest)) {
		r.fail()
		return nil
	}
	piece := r.rest[:n:n]
	r.rest = r.rest[n:]
	return piece
}

// id reads a byte string of exactly the length of dst that is not all zeros.
func (r *formReader) id(dst []byte) {
	if piece := r.part(majorBytes); len(piece) != len(dst) || allZero(piece) {
		r.fail()
	} else {
		copy(dst, piece)
	}
}

// copied reads a byte string that is not empty.
func (r *formReader) copied() []byte {
	piece := r.part(majorBytes)
	if len(piece) == 0 {
		r.fail()
		return nil
	}
	return append(make([]byte, 0, len(piece)), piece...)
}

func allZero(raw []byte) bool {
	for _, b := range raw {
		if b != 0 {
			return false
		}
	}
	return true
}
