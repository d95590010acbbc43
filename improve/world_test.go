package improve

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"flag"
	"fmt"
	"math/rand"
	"testing"
	"time"
)

var seedFlag = flag.Int64("seed", 0, "seed of the random tests; 0 takes the time")

// random gives a source whose seed is printed when the test fails.
func random(t *testing.T) *rand.Rand {
	t.Helper()
	seed := *seedFlag
	if seed == 0 {
		seed = time.Now().UnixNano()
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("repeat with -seed %d", seed)
		}
	})
	return rand.New(rand.NewSource(seed))
}

// keyOf gives the same key for the same name, always.
func keyOf(name string) ed25519.PrivateKey {
	seed := sha256.Sum256([]byte("cairn-test-key:" + name))
	return ed25519.NewKeyFromSeed(seed[:])
}

func deviceOf(name string) DeviceID { return DeviceID(keyOf(name).Public().(ed25519.PublicKey)) }
func writerOf(name string) WriterID {
	return WriterID(keyOf("writer of " + name).Public().(ed25519.PublicKey))
}

func idOf(name string) [16]byte {
	sum := sha256.Sum256([]byte(name))
	return [16]byte(sum[:16])
}

func saltOf(seq uint64) (salt Salt) {
	binary.BigEndian.PutUint64(salt[:], 0xa0a1a2a3a4a50000+seq)
	return salt
}

// book writes one log in tests.
type book struct {
	t      testing.TB
	log    Log
	key    ed25519.PrivateKey
	events []Event
	hashes []Hash
}

func newBook(t testing.TB, name string, space SpaceID, stream Stream) *book {
	t.Helper()
	id, start := LogStart(space, writerOf(name), stream)
	b := &book{t: t, key: keyOf("writer of " + name)}
	b.log = Log{ID: id, Space: space, Writer: writerOf(name), Device: deviceOf(name), Stream: stream, Head: Head{Log: id, Hash: start}}
	b.add(Header{Type: OpenEvent, Stamp: stampAt(0), Cert: certOf(t, name)}, nil)
	return b
}

func certOf(t testing.TB, name string) []byte {
	t.Helper()
	cert, err := SignCert(WriterCert{Device: deviceOf(name), Writer: writerOf(name), Incarnation: 1, Created: stampAt(0), Reason: FirstWriter}, keyOf(name))
	if err != nil {
		t.Fatal(err)
	}
	return cert
}

// stampAt gives the stamp of so many seconds after the first day of school.
func stampAt(seconds int) HLC {
	return HLCFromTime(time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC).Add(time.Duration(seconds) * time.Second))
}

func (b *book) add(h Header, body []byte) Event {
	b.t.Helper()
	seq := uint64(len(b.events)) + 1
	e, err := NewEvent(b.log.ID, seq, h, saltOf(seq), body)
	if err != nil {
		b.t.Fatalf("event %d: %v", seq, err)
	}
	previous := b.log.Head.Hash
	if len(b.hashes) > 0 {
		previous = b.hashes[len(b.hashes)-1]
	}
	b.events, b.hashes = append(b.events, e), append(b.hashes, e.Chain(previous))
	return e
}

func (b *book) next() Dot { return Dot{Log: b.log.ID, Seq: uint64(len(b.events)) + 1} }

func (b *book) sign(seq uint64) Signature {
	sig := ed25519.Sign(b.key, HeadMessage(b.log.ID, seq, b.hashes[seq-1]))
	return Signature{Seq: seq, Checkpoint: seq%CheckpointEvery == 0, Bytes: [64]byte(sig)}
}

// segment gives the events from first to last with the signature of the last.
func (b *book) segment(first, last uint64) Segment {
	return Segment{Log: b.log.ID, First: first, Events: b.events[first-1 : last], Signatures: []Signature{b.sign(last)}}
}

func (b *book) authEvents() []AuthEvent {
	events := make([]AuthEvent, len(b.events))
	for i, e := range b.events {
		events[i] = AuthEvent{Event: e, Device: b.log.Device}
	}
	return events
}

func textBody(t testing.TB, text string) []byte {
	t.Helper()
	body, err := EncodeValue(TextValue(text))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func hexOf(raw []byte) string { return fmt.Sprintf("%x", raw) }

func unhex(t *testing.T, text string) []byte {
	t.Helper()
	raw, err := hex.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
