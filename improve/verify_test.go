package improve

import (
	"crypto/ed25519"
	"errors"
	"testing"
)

func TestVerifySegment_TakesAWholeLogInPieces(t *testing.T) {
	b := longBook(t)
	log := b.log
	for _, piece := range [][2]uint64{{1, 1}, {2, 4}, {5, 6}} {
		seg := b.segment(piece[0], piece[1])
		hashes, err := VerifySegment(log, seg)
		if err != nil {
			t.Fatal(err)
		}
		log.Head = Head{Log: log.ID, Seq: piece[1], Hash: hashes[len(hashes)-1]}
	}
	if log.Head.Hash != b.hashes[5] {
		t.Error("the head is not that of the writer")
	}
}

func longBook(t *testing.T) *book {
	b := newBook(t, "ada", SpaceID(idOf("space")), Data)
	for i := range 5 {
		b.add(setOn(ArtifactID(idOf("page")), "title", i), textBody(t, "text"))
	}
	return b
}

func TestVerifySegment_RefusesWhatDoesNotFit(t *testing.T) {
	other := newBook(t, "bob", SpaceID(idOf("space")), Data)
	tests := []struct {
		name   string
		change func(b *book, seg *Segment)
		want   error
	}{
		{"a gap", func(b *book, seg *Segment) { *seg = b.segment(3, 6) }, ErrGap},
		{"a repetition", func(b *book, seg *Segment) { *seg = b.segment(1, 6) }, ErrGap},
		{"a gap inside", func(b *book, seg *Segment) {
			seg.Events = []Event{b.events[1], b.events[3], b.events[4], b.events[5]}
		}, ErrGap},
		{"no events", func(_ *book, seg *Segment) { seg.Events = nil }, ErrGap},
		{"another log", func(_ *book, seg *Segment) { seg.Log = other.log.ID }, ErrGap},
		{"no signature", func(_ *book, seg *Segment) { seg.Signatures = nil }, ErrSignature},
		{"a signature of an earlier event only", func(b *book, seg *Segment) { seg.Signatures = []Signature{b.sign(4)} }, ErrSignature},
		{"a signature of another event", func(b *book, seg *Segment) { seg.Signatures[0].Bytes = b.sign(4).Bytes }, ErrSignature},
		{"a signature of another writer", func(_ *book, seg *Segment) {
			message := HeadMessage(seg.Log, 6, Hash{})
			seg.Signatures[0].Bytes = [64]byte(ed25519.Sign(other.key, message))
		}, ErrSignature},
		{"a good and a bad signature", func(b *book, seg *Segment) {
			seg.Signatures = []Signature{{Seq: 3}, b.sign(6)}
		}, ErrSignature},
		{"a signature twice", func(b *book, seg *Segment) { seg.Signatures = []Signature{b.sign(6), b.sign(6)} }, ErrSignature},
		{"a changed text", func(b *book, seg *Segment) { seg.Events[1].BodyHash[0] ^= 1 }, ErrSignature},
		{"an auth event in a data log", func(b *book, seg *Segment) {
			b.add(Header{Type: NameEvent, Stamp: stampAt(9)}, nil)
			*seg = b.segment(2, 7)
		}, ErrForeign},
		{"a second opening", func(b *book, seg *Segment) {
			b.add(Header{Type: OpenEvent, Stamp: stampAt(9), Cert: b.events[0].Header.Cert}, nil)
			*seg = b.segment(2, 7)
		}, ErrForeign},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := longBook(t)
			log := b.log
			log.Head = Head{Log: log.ID, Seq: 1, Hash: b.hashes[0]}
			seg := b.segment(2, 6)
			seg.Events = append([]Event(nil), seg.Events...)
			test.change(b, &seg)
			if _, err := VerifySegment(log, seg); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestOpenLog(t *testing.T) {
	space := SpaceID(idOf("space"))
	b := newBook(t, "ada", space, Data)
	forged, err := SignCert(WriterCert{Device: deviceOf("ada"), Writer: writerOf("ada"), Incarnation: 1, Reason: FirstWriter}, keyOf("mallory"))
	if err != nil {
		t.Fatal(err)
	}
	foreign := newBook(t, "ada", SpaceID(idOf("another space")), Data)
	tests := []struct {
		name  string
		first Event
		want  error
	}{
		{"its own space", b.events[0], nil},
		{"another space", foreign.events[0], ErrForeign},
		{"a certificate of another writer", eventOn(t, b.log.ID, 1, OpenEvent, certOf(t, "bob")), ErrForeign},
		{"a forged certificate", eventOn(t, b.log.ID, 1, OpenEvent, forged), ErrSignature},
		{"no certificate", eventOn(t, b.log.ID, 1, OpenEvent, nil), ErrSignature},
		{"another event than the first", eventOn(t, b.log.ID, 2, OpenEvent, certOf(t, "ada")), ErrGap},
		{"an event that opens nothing", eventOn(t, b.log.ID, 1, SetEvent, certOf(t, "ada")), ErrGap},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			log, err := OpenLog(space, test.first)
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if err == nil && log != b.log {
				t.Errorf("got %+v, want %+v", log, b.log)
			}
		})
	}
}

func eventOn(t *testing.T, log LogID, seq uint64, kind EventType, cert []byte) Event {
	t.Helper()
	e, err := NewEvent(log, seq, Header{Type: kind, Stamp: stampAt(0), Cert: cert}, Salt{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestEverySignatureHasOneVerdict puts signatures on which verifiers disagree
// through both ways in which we verify.
func TestEverySignatureHasOneVerdict(t *testing.T) {
	message := HeadMessage(LogID(idOf("log")), 1, Hash{})
	good := ed25519.Sign(keyOf("ada"), message)
	order := unhex(t, "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
	shifted := append([]byte(nil), good...)
	carry := 0
	for i, b := range order {
		sum := int(shifted[32+i]) + int(b) + carry
		shifted[32+i], carry = byte(sum), sum>>8
	}
	tests := []struct {
		name string
		sig  []byte
		want bool
	}{
		{"its own", good, true},
		{"S plus the order of the group", shifted, false},
		{"R with its sign changed", flip(good, 31, 0x80), false},
		{"S with its top bit set", flip(good, 63, 0x80), false},
		{"all zeros", make([]byte, 64), false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			device := deviceOf("ada").Verify(message, test.sig)
			writer := VerifyHead(WriterID(deviceOf("ada")), Head{Log: LogID(idOf("log")), Seq: 1}, [64]byte(test.sig))
			if device != test.want || writer != test.want {
				t.Errorf("got %v for a device and %v for a writer, want %v", device, writer, test.want)
			}
		})
	}
}

func flip(raw []byte, at int, bits byte) []byte {
	out := append([]byte(nil), raw...)
	out[at] ^= bits
	return out
}

func TestOpenCert_RefusesWeakKeys(t *testing.T) {
	for _, weak := range weakKeys {
		for _, sign := range []byte{0, 0x80} {
			key := weak
			key[31] |= sign
			raw, err := SignCert(WriterCert{Device: deviceOf("ada"), Writer: WriterID(key), Incarnation: 1}, keyOf("ada"))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := OpenCert(raw); err == nil {
				t.Errorf("a certificate for the weak key %x was taken", key)
			}
		}
	}
}

func TestOpenCert_TakesOneEncodingOnly(t *testing.T) {
	raw := certOf(t, "ada")
	cert, err := OpenCert(raw)
	if err != nil || cert.Device != deviceOf("ada") || cert.Writer != writerOf("ada") || cert.Reason != FirstWriter {
		t.Fatalf("got %+v, %v", cert, err)
	}
	for i := range raw {
		if _, err := OpenCert(flip(raw, i, 1)); err == nil {
			t.Errorf("a certificate with byte %d changed was taken", i)
		}
	}
}
