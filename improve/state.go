package improve

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// The projection keeps each artifact folded, in a form of its own: numbers as
// uvarints, texts and bytes after their length, logs once and then by their
// place. It is private to one version of Cairn and rebuilt from the log when
// it changes; it never travels.

// StateVersion is raised whenever the form or the meaning of a folded artifact
// changes; storage then rebuilds its projection from the log.
const StateVersion = 3

// MarshalState gives the artifact's folded state.
func (a Artifact) MarshalState() ([]byte, error) {
	w := stateWriter{out: make([]byte, 0, a.stateSize()), logs: slices.SortedFunc(maps.Keys(a.seen), compareLogs)}
	w.text(string(a.Kind))
	w.number(uint64(a.Created))
	w.number(uint64(a.Updated))
	w.number(uint64(a.Newer))
	w.flag(a.remarked)
	w.number(uint64(len(w.logs)))
	for _, log := range w.logs {
		_, held := a.held[log]
		w.out = append(w.out, log[:]...)
		w.number(a.seen[log])
		w.flag(held)
	}
	w.dot(a.Author)
	keys := a.keys()
	w.number(uint64(len(keys)))
	for _, key := range keys {
		if err := a.marshalRegister(&w, key); err != nil {
			return nil, err
		}
	}
	w.number(uint64(len(a.comments)))
	for _, c := range a.comments {
		w.out = append(w.out, c.ID[:]...)
		w.dot(c.Dot)
		w.number(uint64(c.Stamp))
		w.text(c.Text)
		w.out = append(w.out, c.Answers[:]...)
		w.flag(c.Erased)
	}
	return w.out, nil
}

// stateSize guesses the bytes of a state, to take the room once.
func (a Artifact) stateSize() int {
	size := 64 + 24*len(a.seen)
	for key, register := range a.registers {
		size += 40 + len(key.Field)
		for _, v := range register.Live {
			size += 32 + len(v.Value.Text) + 40*len(v.Value.Cells)
		}
	}
	for _, c := range a.comments {
		size += 64 + len(c.Text)
	}
	return size
}

// marshalRegister leaves out the replaced writes that cannot come any more:
// those of another register or artifact, once their logs have gone past them.
// Without this the state would depend on which event came first.
func (a Artifact) marshalRegister(w *stateWriter, key RegisterKey) error {
	register := a.registers[key]
	w.text(string(key.Field))
	w.text(string(key.Rel))
	w.out = append(w.out, key.ID[:]...)
	w.number(uint64(len(register.Live)))
	for _, v := range register.Live {
		body, err := encodeValue(v.Value)
		if err != nil {
			return err
		}
		w.dot(v.Dot)
		w.number(uint64(v.Stamp))
		w.bytes(body)
		w.flag(v.Erased)
	}
	awaited := register.Dead
	if slices.ContainsFunc(awaited, a.gone) {
		awaited = slices.DeleteFunc(slices.Clone(awaited), a.gone)
	}
	w.number(uint64(len(awaited)))
	for _, dot := range awaited {
		w.out = append(w.out, dot.Log[:]...)
		w.number(dot.Seq)
	}
	return nil
}

func (a Artifact) gone(d Dot) bool { return d.Seq <= a.seen[d.Log] }

func compareLogs(x, y LogID) int { return bytes.Compare(x[:], y[:]) }

// UnmarshalArtifact reads what MarshalState gave for this id and space.
func UnmarshalArtifact(id ArtifactID, space SpaceID, raw []byte) (Artifact, error) {
	a := NewArtifact(id, space)
	r := stateReader{rest: raw}
	a.Kind, a.Created, a.Updated = KindName(r.text()), HLC(r.number()), HLC(r.number())
	a.Newer, a.remarked = int(r.number()), r.flag()
	for range r.count(18) {
		var log LogID
		copy(log[:], r.take(len(log)))
		r.logs = append(r.logs, log)
		a.seen[log] = r.number()
		if r.flag() {
			a.held[log] = struct{}{}
		}
	}
	a.Author = r.dot()
	for range r.count(20) {
		a.unmarshalRegister(&r)
	}
	for range r.count(36) {
		var c Comment
		copy(c.ID[:], r.take(len(c.ID)))
		c.Dot, c.Stamp, c.Text = r.dot(), HLC(r.number()), r.text()
		copy(c.Answers[:], r.take(len(c.Answers)))
		c.Erased = r.flag()
		a.comments = append(a.comments, c)
	}
	if r.broken || len(r.rest) > 0 {
		return Artifact{}, fmt.Errorf("read state of %s: it is damaged", id)
	}
	return a, nil
}

func (a *Artifact) unmarshalRegister(r *stateReader) {
	key := RegisterKey{Field: FieldKey(r.text()), Rel: RelName(r.text())}
	copy(key.ID[:], r.take(len(key.ID)))
	register := &Register{}
	if n := r.count(5); n > 0 {
		register.Live = make([]Version, n)
	}
	for i := range register.Live {
		v := &register.Live[i]
		v.Dot, v.Stamp = r.dot(), HLC(r.number())
		v.Value, v.Erased = DecodeValue(r.bytes()), r.flag()
	}
	for range r.count(17) {
		var dot Dot
		copy(dot.Log[:], r.take(len(dot.Log)))
		dot.Seq = r.number()
		register.Dead = append(register.Dead, dot)
	}
	a.registers[key] = register
}

// StateDigest gives a sum over the artifact's registers with their live writes,
// and its comments. The digest of a space's state is the exclusive or of those
// of its artifacts; two devices with the same events must have the same.
func (a Artifact) StateDigest() Digest {
	var total Digest
	var room [hashRoom]byte
	for key, register := range a.registers {
		message := append(append(room[:0], "cairn-state1"...), a.ID[:]...)
		message = appendText(message, string(key.Field))
		message = appendText(message, string(key.Rel))
		message = append(message, key.ID[:]...)
		for _, v := range register.Live {
			message = appendDot(message, v.Dot)
		}
		total.mix(sha256.Sum256(message))
	}
	for _, c := range a.comments {
		message := append(append(room[:0], "cairn-comment1"...), a.ID[:]...)
		total.mix(sha256.Sum256(appendDot(message, c.Dot)))
	}
	return total
}

func (d *Digest) mix(sum Hash) {
	for i := range d {
		d[i] ^= sum[i]
	}
}

// Mix takes another digest into an exclusive or.
func (d *Digest) Mix(other Digest) {
	for i := range d {
		d[i] ^= other[i]
	}
}

func appendDot(out []byte, dot Dot) []byte {
	return binary.BigEndian.AppendUint64(append(out, dot.Log[:]...), dot.Seq)
}

func appendText(out []byte, text string) []byte {
	return append(binary.BigEndian.AppendUint32(out, uint32(len(text))), text...)
}

// FoldVersion is raised whenever the same events come to mean something else:
// two devices compare their states only where it is the same.
const FoldVersion = 1

// StateSum says what a device holds of a space and what it makes of it.
type StateSum struct {
	Events Digest // of the heads
	State  Digest // of what people see
}
