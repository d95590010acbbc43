package improve

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"slices"
)

// CheckpointEvery is how often a signature is kept for good: every 256th event,
// so that any piece of a log can be checked with at most 255 hashes.
const CheckpointEvery = 256

// CheckpointBytes is the other reason to keep a signature: so many bytes of
// headers and bodies since the last kept one, so that a frame stays small.
const CheckpointBytes = 512 << 10

// Head is the end of a log as a device holds it.
type Head struct {
	Log  LogID
	Seq  uint64
	Hash Hash
}

// Tag gives the first eight bytes of the head's hash: enough to notice that
// two devices hold different events at the same place.
func (h Head) Tag() [8]byte { return [8]byte(h.Hash[:8]) }

// Signature is a writer's signature of the event at Seq of a log.
type Signature struct {
	Seq        uint64
	Checkpoint bool // kept when a later one comes
	Bytes      [ed25519.SignatureSize]byte
}

// VerifyHead tells whether sig is the writer's signature of that head. Every
// path uses the standard library's verifier, so that all devices agree.
func VerifyHead(writer WriterID, head Head, sig [ed25519.SignatureSize]byte) bool {
	return ed25519.Verify(writer[:], HeadMessage(head.Log, head.Seq, head.Hash), sig[:])
}

// Heads is what a device holds of a space: one head for each log.
type Heads []Head

// Digest is the first half of a SHA-256 over a space's heads.
type Digest [16]byte

// Digest gives SHA-256 over "cairn-digest1" and, sorted by log id, each log's
// id, seq (eight bytes, big-endian) and hash; two devices that hold the same
// events of a space have the same digest. The order of h is left as it is.
func (h Heads) Digest() Digest {
	sorted := slices.Clone(h)
	slices.SortFunc(sorted, func(a, b Head) int { return Dot{Log: a.Log}.Compare(Dot{Log: b.Log}) })

	sum := sha256.New()
	sum.Write([]byte("cairn-digest1"))
	var seq [8]byte
	for _, head := range sorted {
		binary.BigEndian.PutUint64(seq[:], head.Seq)
		sum.Write(head.Log[:])
		sum.Write(seq[:])
		sum.Write(head.Hash[:])
	}
	full := sum.Sum(nil)
	return Digest(full[:len(Digest{})])
}

// Events gives how many events the heads stand for.
func (h Heads) Events() uint64 {
	var total uint64
	for _, head := range h {
		total += head.Seq
	}
	return total
}

// LogRange is a piece of a log: the events after After up to and with To.
type LogRange struct {
	Log   LogID
	After uint64
	To    uint64
}

// Segment is a piece of one log as it travels: events in order without a gap,
// and the signatures that cover them; the last event is signed.
type Segment struct {
	Log        LogID
	First      uint64
	Events     []Event
	Signatures []Signature
}
