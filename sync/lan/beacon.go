package lan

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// A beacon is head, kind and what the kind has; docs/PROTOCOL.md 3.6 lists the
// bytes. A reader passes over versions and kinds that it does not know.
const (
	head       = "\xca\x12\x17\x01" // the last byte counts the versions
	callKind   = 1                  // a laptop that listens for those it shares with
	offerKind  = 2                  // a laptop that waits to be paired
	nonceSize  = 16
	tokenSize  = 8
	entrySize  = tokenSize + 2 // the port, masked
	offerSize  = len(head) + 1 + 2 + 2
	callHead   = len(head) + 1 + nonceSize
	entryStep  = 8  // calls are filled up to a multiple, so that few spaces look like one
	maxEntries = 32 // a laptop of more spaces names them in turns: 341 bytes pass every network in one piece

	// maxBeacon is what is read of a packet; more is no beacon.
	maxBeacon = callHead + maxEntries*entrySize
)

var errBeacon = errors.New("not a beacon")

// nonce makes each call different from all others.
type nonce [nonceSize]byte

// entry is one space's part of a call: a token that only those in the space
// can make out, and the TCP port, masked by the same key.
type entry struct {
	token [tokenSize]byte
	port  [2]byte
}

// call is what a laptop says that listens.
type call struct {
	nonce   nonce
	entries []entry
}

func (c call) encode() []byte {
	raw := append([]byte(head), callKind)
	raw = append(raw, c.nonce[:]...)
	for _, e := range c.entries {
		raw = append(raw, e.token[:]...)
		raw = append(raw, e.port[:]...)
	}
	return raw
}

// offer is what a laptop says that waits to be paired: where, and under which
// made-up name. Nothing in it belongs to the laptop or its person.
type offer struct {
	port uint16
	name Name
}

func (o offer) encode() []byte {
	raw := append([]byte(head), offerKind)
	raw = binary.BigEndian.AppendUint16(raw, o.port)
	return append(raw, o.name.colour, o.name.animal)
}

// decode reads a packet; exactly one of the two is not nil when err is.
func decode(raw []byte) (*call, *offer, error) {
	if len(raw) <= len(head) || string(raw[:len(head)]) != head {
		return nil, nil, errBeacon
	}
	switch kind := raw[len(head)]; kind {
	case callKind:
		c, err := decodeCall(raw)
		return c, nil, err
	case offerKind:
		o, err := decodeOffer(raw)
		return nil, o, err
	default:
		return nil, nil, fmt.Errorf("%w: kind %d", errBeacon, kind)
	}
}

func decodeCall(raw []byte) (*call, error) {
	size := len(raw) - callHead
	if size <= 0 || size%(entryStep*entrySize) != 0 || len(raw) > maxBeacon {
		return nil, fmt.Errorf("%w: %d bytes", errBeacon, len(raw))
	}
	c := &call{nonce: nonce(raw[len(head)+1 : callHead])}
	for piece := range slices.Chunk(raw[callHead:], entrySize) {
		c.entries = append(c.entries, entry{token: [tokenSize]byte(piece[:tokenSize]), port: [2]byte(piece[tokenSize:])})
	}
	return c, nil
}

func decodeOffer(raw []byte) (*offer, error) {
	if len(raw) != offerSize {
		return nil, fmt.Errorf("%w: %d bytes", errBeacon, len(raw))
	}
	body := raw[len(head)+1:]
	o := &offer{port: binary.BigEndian.Uint16(body), name: Name{colour: body[2], animal: body[3]}}
	if o.port == 0 || !o.name.known() {
		return nil, fmt.Errorf("%w: port %d, name %d %d", errBeacon, o.port, o.name.colour, o.name.animal)
	}
	return o, nil
}
