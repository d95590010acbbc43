package improve

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"maps"
	"slices"
)

// The projection keeps each artifact folded, as CBOR. This form is private to
// one version of Cairn and rebuilt from the log when it changes; it never travels.

// StateVersion is raised whenever the form or the meaning of a folded artifact
// changes; storage then rebuilds its projection from the log.
const StateVersion = 2

type artifactState struct {
	_         struct{} `cbor:",toarray"`
	Kind      string
	Created   uint64
	Updated   uint64
	AuthorLog []byte
	AuthorSeq uint64
	Newer     int
	Remarked  bool
	Logs      [][]byte // in order
	Seen      []uint64 // for each of them
	Held      []bool   // for each of them
	Registers []registerState
	Comments  []commentState
}

type registerState struct {
	_     struct{} `cbor:",toarray"`
	Field string
	Rel   string
	ID    []byte
	Live  []versionState
	Dead  []dotCBOR
}

type versionState struct {
	_      struct{} `cbor:",toarray"`
	Log    []byte
	Seq    uint64
	Stamp  uint64
	Body   []byte
	Erased bool
}

type commentState struct {
	_       struct{} `cbor:",toarray"`
	ID      []byte
	Log     []byte
	Seq     uint64
	Stamp   uint64
	Text    string
	Answers []byte
	Erased  bool
}

// MarshalState gives the artifact's folded state.
func (a Artifact) MarshalState() ([]byte, error) {
	state := artifactState{
		Kind: string(a.Kind), Created: uint64(a.Created), Updated: uint64(a.Updated),
		AuthorLog: a.Author.Log[:], AuthorSeq: a.Author.Seq, Newer: a.Newer, Remarked: a.remarked,
	}
	for _, log := range slices.SortedFunc(maps.Keys(a.seen), func(x, y LogID) int { return bytes.Compare(x[:], y[:]) }) {
		_, held := a.held[log]
		state.Logs = append(state.Logs, log[:])
		state.Seen = append(state.Seen, a.seen[log])
		state.Held = append(state.Held, held)
	}
	for _, key := range a.keys() {
		register, err := a.marshalRegister(key)
		if err != nil {
			return nil, err
		}
		state.Registers = append(state.Registers, register)
	}
	for _, c := range a.comments {
		state.Comments = append(state.Comments, commentState{
			ID: c.ID[:], Log: c.Dot.Log[:], Seq: c.Dot.Seq, Stamp: uint64(c.Stamp), Text: c.Text, Answers: c.Answers[:], Erased: c.Erased,
		})
	}
	return cborEncode.Marshal(state)
}

// marshalRegister leaves out the replaced writes that cannot come any more:
// those of another register or artifact, once their logs have gone past them.
// Without this the state would depend on which event came first.
func (a Artifact) marshalRegister(key RegisterKey) (registerState, error) {
	register := a.registers[key]
	awaited := slices.DeleteFunc(slices.Clone(register.Dead), func(d Dot) bool { return d.Seq <= a.seen[d.Log] })
	state := registerState{Field: string(key.Field), Rel: string(key.Rel), ID: key.ID[:], Dead: encodeDots(awaited, LogID{})}
	for _, v := range register.Live {
		body, err := encodeValue(v.Value)
		if err != nil {
			return registerState{}, err
		}
		state.Live = append(state.Live, versionState{Log: v.Dot.Log[:], Seq: v.Dot.Seq, Stamp: uint64(v.Stamp), Body: body, Erased: v.Erased})
	}
	return state, nil
}

// UnmarshalArtifact reads what MarshalState gave for this id and space.
func UnmarshalArtifact(id ArtifactID, space SpaceID, raw []byte) (Artifact, error) {
	var state artifactState
	if err := stateDecode.Unmarshal(raw, &state); err != nil {
		return Artifact{}, fmt.Errorf("read state of %s: %w", id, err)
	}
	a := NewArtifact(id, space)
	a.Kind, a.Created, a.Updated, a.Newer = KindName(state.Kind), HLC(state.Created), HLC(state.Updated), state.Newer
	a.Author.Seq, a.remarked = state.AuthorSeq, state.Remarked
	ok := decodeFixed(a.Author.Log[:], state.AuthorLog) && len(state.Logs) == len(state.Seen) && len(state.Logs) == len(state.Held)
	for i, raw := range state.Logs {
		var log LogID
		ok = ok && decodeFixed(log[:], raw)
		if !ok {
			break
		}
		a.seen[log] = state.Seen[i]
		if state.Held[i] {
			a.held[log] = struct{}{}
		}
	}
	for _, r := range state.Registers {
		ok = ok && a.unmarshalRegister(r)
	}
	for _, c := range state.Comments {
		ok = ok && a.unmarshalComment(c)
	}
	if !ok {
		return Artifact{}, fmt.Errorf("read state of %s: an id has the wrong length", id)
	}
	return a, nil
}

func (a *Artifact) unmarshalRegister(state registerState) bool {
	key := RegisterKey{Field: FieldKey(state.Field), Rel: RelName(state.Rel)}
	register := &Register{}
	dead, err := decodeDots(state.Dead, LogID{})
	ok := err == nil && decodeFixed(key.ID[:], state.ID)
	register.Dead = dead
	for _, v := range state.Live {
		version := Version{Stamp: HLC(v.Stamp), Value: DecodeValue(v.Body), Erased: v.Erased}
		version.Dot.Seq = v.Seq
		ok = ok && decodeFixed(version.Dot.Log[:], v.Log)
		register.Live = append(register.Live, version)
	}
	a.registers[key] = register
	return ok
}

func (a *Artifact) unmarshalComment(state commentState) bool {
	c := Comment{Stamp: HLC(state.Stamp), Text: state.Text, Erased: state.Erased}
	c.Dot.Seq = state.Seq
	ok := decodeFixed(c.ID[:], state.ID) && decodeFixed(c.Dot.Log[:], state.Log) && decodeFixed(c.Answers[:], state.Answers)
	a.comments = append(a.comments, c)
	return ok
}

// StateDigest gives a sum over the artifact's registers with their live writes,
// and its comments. The digest of a space's state is the exclusive or of those
// of its artifacts; two devices with the same events must have the same.
func (a Artifact) StateDigest() Digest {
	var total Digest
	for _, key := range a.keys() {
		total.mix(a.registerSum(key))
	}
	for _, c := range a.comments {
		sum := sha256.New()
		sum.Write([]byte("cairn-comment1"))
		sum.Write(a.ID[:])
		writeDot(sum, c.Dot)
		total.mix(sum.Sum(nil))
	}
	return total
}

func (a Artifact) registerSum(key RegisterKey) []byte {
	sum := sha256.New()
	sum.Write([]byte("cairn-state1"))
	sum.Write(a.ID[:])
	writeText(sum, string(key.Field))
	writeText(sum, string(key.Rel))
	sum.Write(key.ID[:])
	for _, v := range a.registers[key].Live {
		writeDot(sum, v.Dot)
	}
	return sum.Sum(nil)
}

func (d *Digest) mix(sum []byte) {
	for i := range d {
		d[i] ^= sum[i]
	}
}

func writeDot(sum hash.Hash, dot Dot) {
	sum.Write(dot.Log[:])
	sum.Write(binary.BigEndian.AppendUint64(nil, dot.Seq))
}

func writeText(sum hash.Hash, text string) {
	sum.Write(binary.BigEndian.AppendUint32(nil, uint32(len(text))))
	sum.Write([]byte(text))
}
