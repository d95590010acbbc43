package improve

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
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
	w := stateWriter{out: make([]byte, 0, a.stateSize()), logs: a.folded.logs}
	w.text(string(a.Kind))
	w.number(uint64(a.Created))
	w.number(uint64(a.Updated))
	w.number(uint64(a.Newer))
	w.flag(a.remarked)
	w.number(uint64(len(w.logs)))
	for _, log := range w.logs {
		w.out = append(w.out, log.log[:]...)
		w.number(log.seq)
		w.flag(log.held)
	}
	w.dot(a.Author)
	all := a.folded.each()
	w.number(uint64(len(all)))
	for i := range all {
		if err := a.marshalRegister(&w, &all[i]); err != nil {
			return nil, err
		}
	}
	w.number(uint64(len(a.comments)))
	for _, c := range a.Comments() {
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
	size := 64 + 24*len(a.folded.logs)
	all := a.folded.each()
	for i := range all {
		r := &all[i]
		size += 40 + len(r.Key.Field)
		for _, v := range r.Live {
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
func (a Artifact) marshalRegister(w *stateWriter, register *keyedRegister) error {
	w.text(string(register.Key.Field))
	w.text(string(register.Key.Rel))
	w.out = append(w.out, register.Key.ID[:]...)
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

func (a Artifact) gone(d Dot) bool { return d.Seq <= a.folded.taken(d.Log) }

// UnmarshalArtifact reads what MarshalState gave for this id and space. It
// keeps nothing of raw.
func UnmarshalArtifact(id ArtifactID, space SpaceID, raw []byte) (Artifact, error) {
	a := NewArtifact(id, space)
	r := stateReader{rest: string(raw)}
	a.Kind, a.Created, a.Updated = KindName(r.text()), HLC(r.number()), HLC(r.number())
	a.Newer, a.remarked = int(r.number()), r.flag()
	if n := r.count(leastLog); n > 0 {
		r.logs = make([]takenLog, n)
	}
	for i := range r.logs {
		log := &r.logs[i]
		copy(log.log[:], r.take(len(log.log)))
		log.seq, log.held = r.number(), r.flag()
		if i > 0 && logOrder(r.logs[i-1], log.log) >= 0 {
			r.fail()
		}
	}
	a.folded.logs = r.logs
	a.Author = r.dot()
	a.folded.laid = r.lay()
	a.folded.whole = len(a.folded.laid.wholes) > 0
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

// StateDigest gives a sum over the artifact's registers with their live writes,
// and its comments. The digest of a space's state is the exclusive or of those
// of its artifacts; two devices with the same events must have the same.
func (a Artifact) StateDigest() Digest {
	var total Digest
	var room [hashRoom]byte
	all := a.folded.each()
	for i := range all {
		r := &all[i]
		message := append(append(room[:0], "cairn-state1"...), a.ID[:]...)
		message = appendText(message, string(r.Key.Field))
		message = appendText(message, string(r.Key.Rel))
		message = append(message, r.Key.ID[:]...)
		for _, v := range r.Live {
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
