package improve

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/fxamacker/cbor/v2"
)

// EventType says what an event does. Numbers are for ever; 1 to 31 stand in
// data logs, 32 to 63 in auth logs.
type EventType uint16

// The event types. Those marked "reserved" have their number and their place
// in the format; this version keeps and forwards them like any unknown type.
const (
	SetEvent     EventType = 1 // data: one write to a register: a scalar field, a row, or a Whole record
	LinkEvent    EventType = 2 // data: one write to the link (object, rel, target); body "on" or null
	CommentEvent EventType = 3 // data: a comment on the object; Row is the comment's own id

	OpenEvent   EventType = 32 // both streams, always seq 1: carries the writer's certificate
	SpaceEvent  EventType = 33 // auth: founds the space (Genesis); only in the root's log
	NameEvent   EventType = 34 // auth: the space's name
	GrantEvent  EventType = 35 // auth: gives a device an access (or takes it), with a cut
	InviteEvent EventType = 36 // auth: an invitation was made; its use is a grant that names it
	KeyEvent    EventType = 37 // auth: another secret for recognising each other nearby, see Space.NearSecret; body is drawn by chance
	RedactEvent EventType = 38 // auth: names (in Over) events of data logs whose bodies must go; body is the reason
	ForkEvent   EventType = 39 // auth, reserved: proof that one log has two histories
	AcceptEvent EventType = 40 // auth: takes events beyond a cut back in
)

// Stream says which of a writer's two logs in a space is meant.
type Stream uint8

// The streams; auth always travels first.
const (
	Auth Stream = 0
	Data Stream = 1
)

// inAuth tells that events of this type stand in auth logs.
func (t EventType) inAuth() bool { return t >= OpenEvent && t <= lastAuthEvent }

// lastAuthEvent ends the numbers of auth events; those after it are data events again.
const lastAuthEvent EventType = 63

// Flags of a header.
const (
	FlagBody     uint64 = 1 // the event has (or had) a body
	FlagCritical uint64 = 2 // who does not know this event must not apply later ones of its log to its object
)

// MinReader is the reader version that this program is. An event whose header
// asks for a higher one is kept and forwarded but not applied.
const MinReader = 1

// Header is the part of an event that is never erased. It decides everything
// about convergence; the body only holds what people read.
type Header struct {
	Type      EventType
	Stamp     HLC
	Object    ArtifactID // the artifact that the event is about; zero in auth logs
	Kind      KindName   // the object's kind, in every data event
	Field     FieldKey   // SetEvent
	Row       RowID      // SetEvent on a row; CommentEvent: the comment's id
	Over      []Dot      // the writes that this one replaces, absolute dots
	Rel       RelName    // LinkEvent
	Target    ArtifactID // LinkEvent: the other end; CommentEvent: the comment that is answered
	Access    Dot        // the grant under which the writer acts, absolute
	Flags     uint64
	Reader    uint64      // least reader version that may apply this; 0 means 1
	Cert      []byte      // OpenEvent: the encoded WriterCert
	Genesis   []byte      // SpaceEvent: the encoded Genesis
	Device    DeviceID    // GrantEvent: whose access
	Grant     AccessLevel // GrantEvent
	Cut       []Dot       // GrantEvent: last event of each log of the device that the granter had seen; AcceptEvent: the last that is taken in
	Invite    Hash        // InviteEvent and the grant that uses it: hash of the invitation's secret; AcceptEvent: HashRemoval of the removal
	Expires   HLC         // GrantEvent, InviteEvent: 0 means never
	Recipient Hash        // GrantEvent: the device's X25519 key, to seal files to it
}

// headerCBOR is Header as deterministic CBOR (RFC 8949, 4.2.1): a map with
// small integer keys, absent keys for zero values. Unknown keys are ignored
// when read; the bytes are what is stored, hashed and forwarded.
type headerCBOR struct {
	Type      uint64    `cbor:"1,keyasint"`
	Stamp     uint64    `cbor:"2,keyasint"`
	Object    []byte    `cbor:"3,keyasint,omitempty"`
	Kind      string    `cbor:"4,keyasint,omitempty"`
	Field     string    `cbor:"5,keyasint,omitempty"`
	Row       []byte    `cbor:"6,keyasint,omitempty"`
	Over      []dotCBOR `cbor:"7,keyasint,omitempty"`
	Rel       string    `cbor:"8,keyasint,omitempty"`
	Target    []byte    `cbor:"9,keyasint,omitempty"`
	Access    *dotCBOR  `cbor:"10,keyasint,omitempty"`
	Flags     uint64    `cbor:"11,keyasint,omitempty"`
	Reader    uint64    `cbor:"12,keyasint,omitempty"`
	Cert      []byte    `cbor:"13,keyasint,omitempty"`
	Genesis   []byte    `cbor:"14,keyasint,omitempty"`
	Device    []byte    `cbor:"15,keyasint,omitempty"`
	Grant     uint64    `cbor:"16,keyasint,omitempty"`
	Cut       []dotCBOR `cbor:"17,keyasint,omitempty"`
	Invite    []byte    `cbor:"18,keyasint,omitempty"`
	Expires   uint64    `cbor:"19,keyasint,omitempty"`
	Recipient []byte    `cbor:"20,keyasint,omitempty"`
}

// lastHeaderKey is the greatest key of headerCBOR; later ones belong to newer versions.
const lastHeaderKey = 20

// Limits of a header; a remote that exceeds one is refused before anything is kept.
const (
	MaxHeaderSize = 16 << 10 // bytes: a settled field with 500 replaced versions fits
	MaxOver       = 512      // dots in one over or cut list
	maxName       = 64       // bytes of a kind, field or relation name
	maxElements   = 4096     // items of one CBOR array or map that another device sent

	usualHeader = 192 // bytes of a data event's header, and some
	dotSize     = 28  // most bytes of one dot
)

var (
	cborEncode = mustEncMode()
	cborDecode = mustDecMode(maxElements)
)

func mustEncMode() cbor.EncMode {
	mode, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		panic(err)
	}
	return mode
}

// mustDecMode refuses what a hostile remote might send to make us work or
// disagree: indefinite lengths, duplicate keys, deep nesting, tags, huge arrays.
func mustDecMode(elements int) cbor.DecMode {
	mode, err := cbor.DecOptions{
		DupMapKey:        cbor.DupMapKeyEnforcedAPF,
		IndefLength:      cbor.IndefLengthForbidden,
		TagsMd:           cbor.TagsForbidden,
		MaxNestedLevels:  8,
		MaxArrayElements: elements,
		MaxMapPairs:      elements,
		UTF8:             cbor.UTF8RejectInvalid,
	}.DecMode()
	if err != nil {
		panic(err)
	}
	return mode
}

// EncodeHeader gives the bytes of a header that stands in the given log. What
// DecodeHeader would refuse it does not write.
func EncodeHeader(h Header, log LogID) ([]byte, error) {
	if err := checkHeader(h); err != nil {
		return nil, fmt.Errorf("encode header: %w", err)
	}
	raw := appendHeader(make([]byte, 0, usualHeader+dotSize*(len(h.Over)+len(h.Cut))+len(h.Cert)+len(h.Genesis)), h, log)
	if len(raw) > MaxHeaderSize {
		return nil, fmt.Errorf("encode header: %d bytes are more than %d", len(raw), MaxHeaderSize)
	}
	return raw, nil
}

// checkHeader tells whether a header keeps the limits of the format.
func checkHeader(h Header) error {
	switch {
	case h.Type == 0:
		return fmt.Errorf("event type 0")
	case len(h.Over) > MaxOver || len(h.Cut) > MaxOver:
		return fmt.Errorf("more than %d dots in a list", MaxOver)
	case slices.ContainsFunc(h.Over, noPlace), slices.ContainsFunc(h.Cut, noPlace), !h.Access.IsZero() && noPlace(h.Access):
		return fmt.Errorf("a dot with place 0")
	}
	for _, name := range []string{string(h.Kind), string(h.Field), string(h.Rel)} {
		if len(name) > maxName || !utf8.ValidString(name) {
			return fmt.Errorf("a name has more than %d bytes or is no text", maxName)
		}
	}
	return nil
}

func noPlace(d Dot) bool { return d.Seq == 0 }

// DecodeHeader reads a header that stands in the given log. It accepts event
// types and keys that it does not know, and nothing but the one encoding that
// EncodeHeader gives for what it knows; it never panics on any input.
func DecodeHeader(raw []byte, log LogID) (Header, error) {
	if len(raw) > MaxHeaderSize {
		return Header{}, fmt.Errorf("decode header: %d bytes are more than %d", len(raw), MaxHeaderSize)
	}
	if h, ok := readHeader(raw, log); ok {
		return h, nil
	}
	return decodeHeader(raw, log)
}

// decodeHeader is DecodeHeader by the full decoder: for what a newer version
// has written, and for the reason why bytes are no header.
func decodeHeader(raw []byte, log LogID) (Header, error) {
	var c headerCBOR
	if err := cborDecode.Unmarshal(raw, &c); err != nil {
		return Header{}, fmt.Errorf("decode header: %w", err)
	}
	if c.Type > 1<<16-1 || c.Grant > 1<<8-1 {
		return Header{}, fmt.Errorf("decode header: event type %d or access %d is out of range", c.Type, c.Grant)
	}
	h := Header{
		Type: EventType(c.Type), Stamp: HLC(c.Stamp), Kind: KindName(c.Kind), Field: FieldKey(c.Field),
		Rel: RelName(c.Rel), Flags: c.Flags, Reader: c.Reader, Cert: c.Cert, Genesis: c.Genesis,
		Grant: AccessLevel(c.Grant), Expires: HLC(c.Expires),
	}
	if err := decodeHeaderIDs(&h, c, log); err != nil {
		return Header{}, err
	}
	return h, checkHeaderForm(raw, h, log)
}

// checkHeaderForm tells whether raw is the only right encoding, so that all
// programs that read this format accept the same headers. Keys that this
// version does not know are left as they are; their order is checked.
func checkHeaderForm(raw []byte, h Header, log LogID) error {
	again, err := EncodeHeader(h, log)
	if err != nil {
		return err
	}
	if bytes.Equal(again, raw) {
		return nil
	}
	var all map[uint64]cbor.RawMessage
	if err := cborDecode.Unmarshal(raw, &all); err != nil {
		return fmt.Errorf("decode header: %w", err)
	}
	ordered, err := cborEncode.Marshal(all)
	if err != nil || !bytes.Equal(ordered, raw) {
		return fmt.Errorf("decode header: keys out of order or not in their shortest form")
	}
	maps.DeleteFunc(all, func(key uint64, _ cbor.RawMessage) bool { return key == 0 || key > lastHeaderKey })
	known, err := cborEncode.Marshal(all)
	if err != nil || !bytes.Equal(known, again) {
		return fmt.Errorf("decode header: a value is not in the one form that it is written in")
	}
	return nil
}

func decodeHeaderIDs(h *Header, c headerCBOR, log LogID) error {
	fits := decodeFixed(h.Object[:], c.Object) && decodeFixed(h.Row[:], c.Row) && decodeFixed(h.Target[:], c.Target) &&
		decodeFixed(h.Device[:], c.Device) && decodeFixed(h.Invite[:], c.Invite) && decodeFixed(h.Recipient[:], c.Recipient)
	if !fits {
		return fmt.Errorf("decode header: an id has the wrong length")
	}
	var err error
	if h.Over, err = decodeDots(c.Over, log); err != nil {
		return err
	}
	if h.Cut, err = decodeDots(c.Cut, log); err != nil {
		return err
	}
	if c.Access == nil {
		return nil
	}
	h.Access, err = decodeDot(*c.Access, log)
	return err
}

// decodeFixed copies an id of exactly the right length; an absent one leaves dst zero.
func decodeFixed(dst, src []byte) bool {
	if len(src) == 0 {
		return true
	}
	return copy(dst, src) == len(src) && len(src) == len(dst)
}

func optional16[T ~[16]byte](id T) []byte {
	raw := [16]byte(id)
	return optionalBytes(raw[:])
}

func optional32[T ~[32]byte](id T) []byte {
	raw := [32]byte(id)
	return optionalBytes(raw[:])
}

func optionalBytes(raw []byte) []byte {
	if allZero(raw) {
		return nil
	}
	return raw
}
