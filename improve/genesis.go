package improve

import (
	"bytes"
	"crypto/sha256"
	"fmt"
)

// SpaceKind says who a space is for.
type SpaceKind string

// The kinds of space.
const (
	PersonalSpace SpaceKind = "personal" // my devices
	SchoolSpace   SpaceKind = "school"   // an organisation's own
	PairSpace     SpaceKind = "pair"     // two or three buddy teams
	GroupSpace    SpaceKind = "group"    // named people of any organisations
	NetworkSpace  SpaceKind = "network"  // many organisations
)

// ParseSpaceKind reads personal, school, pair, group or network.
func ParseSpaceKind(text string) (SpaceKind, error) {
	switch kind := SpaceKind(text); kind {
	case PersonalSpace, SchoolSpace, PairSpace, GroupSpace, NetworkSpace:
		return kind, nil
	}
	return "", &Error{Code: Invalid, Message: fmt.Sprintf("%q is not a kind of space.", text), Hint: "Use personal, school, pair, group or network."}
}

// Genesis is what the founder of a space fixes for ever; its hash is the space's id.
type Genesis struct {
	Kind   SpaceKind
	Root   DeviceID // the founder's device: its first owner
	Nonce  [16]byte
	Parent SpaceID // zero when the space stands alone
}

type genesisCBOR struct {
	_      struct{} `cbor:",toarray"`
	Kind   string
	Root   []byte
	Nonce  []byte
	Parent []byte
}

const spaceDomain = "cairn-space1"

// Encode gives the founding record's bytes and the id of the space: the first
// half of SHA-256 over "cairn-space1" and those bytes.
func (g Genesis) Encode() ([]byte, SpaceID, error) {
	parent := optional16(g.Parent)
	if parent == nil {
		parent = []byte{}
	}
	raw, err := cborEncode.Marshal(genesisCBOR{Kind: string(g.Kind), Root: g.Root[:], Nonce: g.Nonce[:], Parent: parent})
	if err != nil {
		return nil, SpaceID{}, fmt.Errorf("encode genesis: %w", err)
	}
	return raw, genesisID(raw), nil
}

func genesisID(raw []byte) SpaceID {
	sum := sha256.Sum256(append([]byte(spaceDomain), raw...))
	return SpaceID(sum[:len(SpaceID{})])
}

// DecodeGenesis reads a founding record and gives the id that it makes.
func DecodeGenesis(raw []byte) (Genesis, SpaceID, error) {
	var c genesisCBOR
	if err := cborDecode.Unmarshal(raw, &c); err != nil {
		return Genesis{}, SpaceID{}, fmt.Errorf("decode genesis: %w", err)
	}
	g := Genesis{Kind: SpaceKind(c.Kind)}
	if len(c.Root) != 32 || len(c.Nonce) != 16 || len(c.Kind) > maxName || !decodeFixed(g.Parent[:], c.Parent) {
		return Genesis{}, SpaceID{}, fmt.Errorf("decode genesis: a field has the wrong length")
	}
	g.Root, g.Nonce = DeviceID(c.Root), [16]byte(c.Nonce)
	again, id, err := g.Encode()
	if err != nil || !bytes.Equal(again, raw) {
		return Genesis{}, SpaceID{}, fmt.Errorf("decode genesis: not in the one form that it is written in")
	}
	return g, id, nil
}
