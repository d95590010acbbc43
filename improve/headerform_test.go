package improve

import (
	"bytes"
	"encoding/binary"
	"math/rand"
	"reflect"
	"testing"
)

// slowHeader is a header by the full encoder: what appendHeader must give too.
func slowHeader(t testing.TB, h Header, log LogID) []byte {
	t.Helper()

	var access *dotCBOR
	if !h.Access.IsZero() {
		dot := encodeDot(h.Access, log)
		access = &dot
	}
	raw, err := cborEncode.Marshal(headerCBOR{
		Type: uint64(h.Type), Stamp: uint64(h.Stamp),
		Object: optional16(h.Object), Kind: string(h.Kind), Field: string(h.Field), Row: optional16(h.Row),
		Over: encodeDots(h.Over, log), Rel: string(h.Rel), Target: optional16(h.Target), Access: access, Flags: h.Flags, Reader: h.Reader,
		Cert: h.Cert, Genesis: h.Genesis, Device: optional32(h.Device), Grant: uint64(h.Grant),
		Cut: encodeDots(h.Cut, log), Invite: optional32(h.Invite), Expires: uint64(h.Expires), Recipient: optional32(h.Recipient),
	})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// drawHeader draws a header of which about half of the fields hold something.
func drawHeader(rng *rand.Rand, log LogID) Header {
	numbers := []uint64{1, 23, 24, 255, 256, 65535, 65536, 1<<32 - 1, 1 << 32, 1<<64 - 1}
	number := func() uint64 { return numbers[rng.Intn(len(numbers))] }
	maybe := func(dst []byte) {
		if rng.Intn(2) == 0 {
			rng.Read(dst)
		}
	}
	name := func() string {
		return []string{"", "pdsa", "réseau", string(bytes.Repeat([]byte("k"), maxName))}[rng.Intn(4)]
	}
	dots := func() []Dot {
		var list []Dot
		for range rng.Intn(4) * rng.Intn(20) {
			dot := Dot{Log: log, Seq: number()}
			maybe(dot.Log[:])
			list = append(list, dot)
		}
		return list
	}
	h := Header{Type: EventType(1 + rng.Intn(300)), Stamp: HLC(rng.Uint64() >> rng.Intn(64)), Kind: KindName(name()), Field: FieldKey(name()), Rel: RelName(name())}
	for _, id := range [][]byte{h.Object[:], h.Row[:], h.Target[:], h.Device[:], h.Invite[:], h.Recipient[:]} {
		maybe(id)
	}
	h.Over, h.Cut = dots(), dots()
	if rng.Intn(2) == 0 {
		h.Flags, h.Reader, h.Expires, h.Grant = number(), number(), HLC(number()), AccessLevel(1+rng.Intn(255))
		h.Cert, h.Genesis = make([]byte, 1+rng.Intn(300)), make([]byte, 1+rng.Intn(30))
		h.Access = Dot{Log: log, Seq: number()}
	}
	return h
}

func TestHeader_ByHandIsTheSameAsByTheFullCodec(t *testing.T) {
	seed := int64(20261122)
	rng := rand.New(rand.NewSource(seed))
	log := LogID{9}
	for n := range 5000 {
		h := drawHeader(rng, log)

		raw := appendHeader(nil, h, log)

		if want := slowHeader(t, h, log); !bytes.Equal(raw, want) {
			t.Fatalf("seed %d, header %d: got %x, want %x", seed, n, raw, want)
		}
		if got, ok := readHeader(raw, log); !ok || !reflect.DeepEqual(got, h) {
			t.Fatalf("seed %d, header %d: read %+v, %v; want %+v", seed, n, got, ok, h)
		}
	}
}

func TestHeader_WhatIsReadByHandTheFullDecoderReadsAlike(t *testing.T) {
	seed := int64(22)
	rng := rand.New(rand.NewSource(seed))
	log := LogID{9}
	for n := range 50_000 {
		raw := appendHeader(nil, drawHeader(rng, log), log)
		for range 1 + rng.Intn(3) {
			raw[rng.Intn(len(raw))] ^= 1 << rng.Intn(8)
		}
		sameHeader(t, raw, log, n)
	}
}

// sameHeader wants both readers to agree, where no key of a newer version is in the way.
func sameHeader(t *testing.T, raw []byte, log LogID, n int) {
	t.Helper()

	fast, ok := readHeader(raw, log)
	slow, err := decodeHeader(raw, log)
	if ok && (err != nil || !reflect.DeepEqual(fast, slow)) {
		t.Fatalf("header %d, %x: by hand %+v, by the full decoder %+v, %v", n, raw, fast, slow, err)
	}
	if !ok && err == nil && bytes.Equal(raw, slowHeader(t, slow, log)) {
		t.Fatalf("header %d, %x: not read by hand, although it is as written", n, raw)
	}
}

func TestHeader_WithoutAStampIsReadByNeither(t *testing.T) {
	sameHeader(t, []byte{majorMap<<5 | 1, 1, byte(SetEvent)}, LogID{9}, 0)
}

func FuzzHeaderByHand(f *testing.F) {
	rng := rand.New(rand.NewSource(5))
	for range 20 {
		f.Add(appendHeader(nil, drawHeader(rng, LogID{9}), LogID{9}))
	}
	f.Add(binary.AppendUvarint(nil, 1<<40))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) <= MaxHeaderSize {
			sameHeader(t, raw, LogID{9}, 0)
		}
	})
}

func encodeDots(dots []Dot, log LogID) []dotCBOR {
	if len(dots) == 0 {
		return nil
	}
	encoded := make([]dotCBOR, len(dots))
	for i, dot := range dots {
		encoded[i] = encodeDot(dot, log)
	}
	return encoded
}

func encodeDot(dot Dot, log LogID) dotCBOR {
	short := dot.relativeTo(log)
	if short.Log.IsZero() {
		return dotCBOR{Log: []byte{}, Seq: short.Seq}
	}
	return dotCBOR{Log: short.Log[:], Seq: short.Seq}
}
