package lan

import (
	"bytes"
	"encoding/hex"
	"net/netip"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestBeacon_BytesAreThoseOfTheProtocol(t *testing.T) {
	c := newCircles([]Circle{{Secret: [32]byte{1, 2, 3}, Others: []improve.DeviceID{{4, 5, 6}}}})
	said, err := c.call(nonce{7, 8, 9}, netip.MustParseAddr("192.168.1.20"), improve.DeviceID{10, 11, 12}, 4101, bytes.NewReader(make([]byte, 70)))
	if err != nil {
		t.Fatal(err)
	}
	var own entry
	for _, e := range said.entries {
		if e != (entry{}) {
			own = e
		}
	}

	raw := said.encode()

	const want = "6b92e38583aaf21529f0"
	if got := hex.EncodeToString(append(own.token[:], own.port[:]...)); got != want {
		t.Errorf("the entry is %s, want %s as in docs/PROTOCOL.md", got, want)
	}
	if got := hex.EncodeToString(raw[:8]); got != "ca12170101070809" || len(raw) != 101 {
		t.Errorf("the call is %d bytes and begins %s, want 101 and ca12170101070809", len(raw), got)
	}
	if got := hex.EncodeToString(offer{port: 52144, name: Name{4, 27}}.encode()); got != "ca12170102cbb0041b" {
		t.Errorf("the offer is %s", got)
	}
}

func TestName_BothListsHoldDifferentWords(t *testing.T) {
	for _, list := range [][]string{colours, animals} {
		known := map[string]bool{}
		for _, word := range list {
			if known[word] {
				t.Errorf("%q is there twice", word)
			}
			known[word] = true
		}
	}
	if len(colours) != 16 || len(animals) != 64 {
		t.Errorf("%d colours and %d animals, want 16 and 64: as many as PROTOCOL.md lists", len(colours), len(animals))
	}
}

func FuzzDecodeBeacon(f *testing.F) {
	f.Add(call{entries: make([]entry, entryStep)}.encode())
	f.Add(offer{port: 1}.encode())
	f.Add([]byte(head))
	f.Fuzz(func(t *testing.T, raw []byte) {
		called, offered, err := decode(raw)
		switch {
		case err != nil:
			if called != nil || offered != nil {
				t.Fatal("something came with an error")
			}
		case called != nil:
			if !bytes.Equal(called.encode(), raw) {
				t.Fatalf("a call of %x encodes to %x", raw, called.encode())
			}
		default:
			if !bytes.Equal(offered.encode(), raw) {
				t.Fatalf("an offer of %x encodes to %x", raw, offered.encode())
			}
		}
	})
}
