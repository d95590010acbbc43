package p2p

import (
	"github.com/libp2p/go-libp2p/core/protocol"

	"github.com/cairn-schools/cairn/improve"
)

// The protocols of a node.
const (
	SyncProtocol protocol.ID = "/cairn/sync/1" // known devices: sync/replica's exchange
	JoinProtocol protocol.ID = "/cairn/join/1" // who holds an invitation: one admission
)

const joinDomain = "cairn-join1"

// joinHello begins: the joiner, known so far by its one-use identity, sends a nonce.
type joinHello struct {
	Nonce []byte `cbor:"1,keyasint"`
}

// joinChallenge answers with the inviter's nonce, or says why there is no use in going on.
type joinChallenge struct {
	Nonce   []byte  `cbor:"1,keyasint,omitempty"`
	Refused refusal `cbor:"2,keyasint,omitempty"`
}

// joinProof shows that the joiner holds its device's key, and who it is.
type joinProof struct {
	Device       []byte   `cbor:"1,keyasint"`
	Sig          []byte   `cbor:"2,keyasint"` // by the device, of joinMessage
	Name         string   `cbor:"3,keyasint"`
	Laptop       string   `cbor:"4,keyasint"`
	Recipient    []byte   `cbor:"5,keyasint,omitempty"`
	Person       []byte   `cbor:"6,keyasint,omitempty"`
	Addrs        []string `cbor:"7,keyasint,omitempty"` // where the joiner can be reached, without /p2p/
	Organisation []byte   `cbor:"8,keyasint,omitempty"`
}

// joinWelcome hands over what a member needs: the space's secret and its auth logs.
type joinWelcome struct {
	Refused  refusal  `cbor:"1,keyasint,omitempty"`
	Secret   []byte   `cbor:"2,keyasint,omitempty"`
	Segments [][]byte `cbor:"3,keyasint,omitempty"` // improve.EncodeSegment, each log's in order
	Name     string   `cbor:"4,keyasint,omitempty"` // the inviting person's
	Laptop   string   `cbor:"5,keyasint,omitempty"`
}

// refusal says why an inviter does not admit; zero: it does.
type refusal uint64

const (
	refusedUsed    refusal = 1 // another laptop has used the invitation
	refusedExpired refusal = 2
	refusedProof   refusal = 3 // the joiner did not prove its device's key
	refusedHere    refusal = 4 // the inviter could not admit: no longer allowed to, or its database failed
	refusedRemoved refusal = 5 // the device used the invitation and was taken out again
)

// err gives the sentence that the joiner reads.
func (r refusal) err() error {
	switch r {
	case 0:
		return nil
	case refusedUsed:
		return &improve.Error{Code: improve.Denied, Message: "This invitation has been used already.", Hint: "Each one is good for one laptop: ask for a new one."}
	case refusedExpired:
		return &improve.Error{Code: improve.Denied, Message: "This invitation is no longer good.", Hint: "Ask for a new one."}
	case refusedProof:
		return &improve.Error{Code: improve.Denied, Message: "The other laptop could not make sure who this laptop is.", Hint: "Close Cairn, open it again and try once more."}
	case refusedRemoved:
		return &improve.Error{Code: improve.Denied, Message: "This laptop was let in with this invitation and taken out again.", Hint: "Ask for a new one."}
	default:
		return &improve.Error{Code: improve.Denied, Message: "The other laptop could not let this one in.", Hint: "Ask the person who invited you to look at Sharing, then try again."}
	}
}

// joinMessage gives the bytes that a joining device signs: "cairn-join1", the
// nonces of joiner and inviter, the one-use key, the inviter's key, the space,
// and the joiner's recipient key (zeros when it has none).
func joinMessage(hello, challenge []byte, once, inviter improve.DeviceID, space improve.SpaceID, recipient improve.Hash) []byte {
	message := append([]byte(joinDomain), hello...)
	message = append(message, challenge...)
	message = append(message, once[:]...)
	message = append(message, inviter[:]...)
	message = append(message, space[:]...)
	return append(message, recipient[:]...)
}

// nonceSize is that of all nonces here: no two are ever the same.
const nonceSize = 32
