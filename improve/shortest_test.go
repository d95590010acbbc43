package improve

import (
	"math/rand"
	"reflect"
	"testing"
)

// shortest calls try with everything of at most two bytes, and with three that
// begin as one of these.
func shortest(begins []byte, try func(raw []byte)) {
	try(nil)
	for one := range 1 << 8 {
		try([]byte{byte(one)})
	}
	for two := range 1 << 16 {
		try([]byte{byte(two >> 8), byte(two)})
	}
	for _, first := range begins {
		for two := range 1 << 16 {
			try([]byte{first, byte(two >> 8), byte(two)})
		}
	}
}

// around calls try with every beginning of something valid, and with every
// change of one of its bytes.
func around(valid []byte, try func(raw []byte)) {
	for end := range valid {
		try(append([]byte{}, valid[:end]...))
	}
	for at := range valid {
		for change := 1; change < 1<<8; change++ {
			raw := append([]byte{}, valid...)
			raw[at] ^= byte(change)
			try(raw)
		}
	}
}

// Chance finds what is long; what differs between two readers of one form has
// been short so far.
func TestHeader_TheShortestAndTheNearestAreReadAlike(t *testing.T) {
	log, count := LogID{9}, 0
	try := func(raw []byte) {
		count++
		sameHeader(t, raw, log, count)
	}
	shortest([]byte{majorMap<<5 | 1}, try)
	plain := Header{Type: SetEvent, Stamp: 1 << 40, Object: ArtifactID{1, 2}, Field: "title", Over: []Dot{{Log: log, Seq: 7}, {Log: LogID{8}, Seq: 300}}}
	auth := Header{Type: SetEvent, Stamp: 1, Device: DeviceID{3}, Grant: 2, Cert: []byte{1}, Cut: []Dot{{Log: LogID{8}, Seq: 1}}, Expires: 1 << 33, Access: Dot{Log: LogID{7}, Seq: 2}}
	for _, h := range []Header{{Type: SetEvent}, {Type: SetEvent, Stamp: 1, Kind: "aim"}, plain, auth} {
		around(appendHeader(nil, h, log), try)
	}
	rng := rand.New(rand.NewSource(3))
	for range 3 {
		h := drawHeader(rng, log)
		h.Over, h.Cut, h.Cert, h.Genesis = nil, nil, nil, nil // they make it long
		if raw := appendHeader(nil, h, log); len(raw) < 300 {
			around(raw, try)
		}
	}
	if count < 150_000 {
		t.Errorf("%d headers were read, want more", count)
	}
}

func TestAState_TheShortestAndTheNearestBodiesAreReadAsDecoded(t *testing.T) {
	count := 0
	try := func(raw []byte) {
		count++
		if got, want := decodePiece(string(raw)), DecodeValue(raw); !reflect.DeepEqual(got, want) {
			t.Fatalf("% x: got %#v, want %#v", raw, got, want)
		}
		if cell, has := cellPiece(string(raw), "who"); has {
			if want, there := DecodeValue(raw).Cells["who"]; !there || cell != want {
				t.Fatalf("% x: the cell is %q, want %q, %t", raw, cell, want, there)
			}
		}
	}
	shortest([]byte{0x61, 0x62, 0x78, 0xa1, 0xa2, 0xb8}, try)
	for _, body := range bodies(t) {
		if len(body) < 300 {
			around(body, try)
		}
	}
	if count < 400_000 {
		t.Errorf("%d bodies were read, want more", count)
	}
}
