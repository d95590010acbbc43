package improve

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// The projection keeps each artifact folded, as CBOR. This form is private to
// one version of Cairn and rebuilt from the log when it changes; it never travels.

// StateVersion is raised whenever the form or the meaning of a folded artifact
// changes; storage then rebuilds its projection from the log.
const StateVersion = 1

type artifactState struct {
	_         struct{} `cbor:",toarray"`
	Kind      string
	Created   uint64
	Updated   uint64
	AuthorLog []byte
	AuthorSeq uint64
	Newer     int
	Logs      [][]byte // each log once; the rest names logs by their place here
	Seen      []uint64
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
		AuthorLog: a.Author.Log[:], AuthorSeq: a.Author.Seq, Newer: a.Newer,
	}
	logs := make(map[string]LogID, len(a.seen))
	for log := range a.seen {
		logs[string(log[:])] = log
	}
	for _, key := range sortedKeys(logs) {
		state.Logs = append(state.Logs, []byte(key))
		state.Seen = append(state.Seen, a.seen[logs[key]])
	}
	for _, key := range a.keys() {
		register, err := marshalRegister(key, a.registers[key])
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

func marshalRegister(key RegisterKey, register *Register) (registerState, error) {
	state := registerState{Field: string(key.Field), Rel: string(key.Rel), ID: key.ID[:], Dead: encodeDots(register.Dead, LogID{})}
	for _, v := range register.Live {
		body, err := EncodeValue(v.Value)
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
	a.Author.Seq = state.AuthorSeq
	ok := decodeFixed(a.Author.Log[:], state.AuthorLog) && len(state.Logs) == len(state.Seen)
	for i, raw := range state.Logs {
		var log LogID
		ok = ok && decodeFixed(log[:], raw)
		if ok {
			a.seen[log] = state.Seen[i]
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

// StateDigest gives a sum over the artifact's registers and their live writes.
// The digest of a space's state is the exclusive or of those of its artifacts;
// two devices with the same events must have the same.
func (a Artifact) StateDigest() Digest {
	var total Digest
	for _, key := range a.keys() {
		sum := sha256.New()
		sum.Write([]byte("cairn-state1"))
		sum.Write(a.ID[:])
		writeText(sum.Write, string(key.Field))
		writeText(sum.Write, string(key.Rel))
		sum.Write(key.ID[:])
		for _, v := range a.registers[key].Live {
			sum.Write(v.Dot.Log[:])
			sum.Write(binary.BigEndian.AppendUint64(nil, v.Dot.Seq))
		}
		part := sum.Sum(nil)
		for i := range total {
			total[i] ^= part[i]
		}
	}
	return total
}

func writeText(write func([]byte) (int, error), text string) {
	_, _ = write(binary.BigEndian.AppendUint32(nil, uint32(len(text)))) // a hash never fails
	_, _ = write([]byte(text))
}
