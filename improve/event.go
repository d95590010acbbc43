package improve

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"unicode/utf8"
)

// Event is one entry of a log: the exact bytes, and the header read from them.
type Event struct {
	Log    LogID
	Seq    uint64 // place in the log, from 1
	Header Header

	Raw      []byte // the header's exact bytes: what is hashed, stored and forwarded
	Salt     Salt   // random, erased together with the body
	Body     []byte // encoded Value; nil when the event has none or it was erased
	BodyHash Hash   // commitment to salt and body; zero when the event has none
}

// Salt makes the commitment to a short text unguessable once the text is erased.
type Salt [8]byte

// MaxEventSize bounds header and body of one event together, in bytes.
const MaxEventSize = 64 << 10

const (
	logDomain   = "cairn-log1"
	eventDomain = "cairn-ev1"
	bodyDomain  = "cairn-body1"
	headDomain  = "cairn-head1"
)

// hashRoom is what most headers and bodies need to be hashed in one piece,
// without memory of their own.
const hashRoom = 1024

// ErrTooLarge tells that an event exceeds MaxEventSize.
var ErrTooLarge = errors.New("event is larger than allowed")

// LogStart gives the hash that a log's chain starts from: SHA-256 of
// "cairn-log1", the space, the writer's key and the stream's number. The
// log's id is its first half.
func LogStart(space SpaceID, writer WriterID, stream Stream) (LogID, Hash) {
	sum := sha256.New()
	sum.Write([]byte(logDomain))
	sum.Write(space[:])
	sum.Write(writer[:])
	sum.Write([]byte{byte(stream)})
	start := Hash(sum.Sum(nil))
	return LogID(start[:len(LogID{})]), start
}

// HashBody gives the commitment to a body: SHA-256 of "cairn-body1", salt and body.
func HashBody(salt Salt, body []byte) Hash {
	var room [hashRoom]byte
	message := append(append(room[:0], bodyDomain...), salt[:]...)
	return sha256.Sum256(append(message, body...))
}

// ChainHash gives the hash of an event from the one before it: SHA-256 of
// "cairn-ev1", the previous hash, the header's bytes and the body's commitment.
func ChainHash(previous Hash, rawHeader []byte, body Hash) Hash {
	var room [hashRoom]byte
	message := append(append(room[:0], eventDomain...), previous[:]...)
	message = append(append(message, rawHeader...), body[:]...)
	return sha256.Sum256(message)
}

// HeadMessage gives the bytes that a writer signs for the event at seq:
// "cairn-head1", the log's id, seq as eight bytes (big-endian), the event's hash.
func HeadMessage(log LogID, seq uint64, hash Hash) []byte {
	message := make([]byte, 0, len(headDomain)+16+8+32)
	message = append(message, headDomain...)
	message = append(message, log[:]...)
	message = binary.BigEndian.AppendUint64(message, seq)
	return append(message, hash[:]...)
}

// NewEvent makes an event from a header and a body. body nil means none, an
// empty one is refused; salt must be fresh random bytes when there is a body.
func NewEvent(log LogID, seq uint64, header Header, salt Salt, body []byte) (Event, error) {
	header.Flags &^= FlagBody
	if body != nil {
		header.Flags |= FlagBody
	} else {
		salt = Salt{}
	}
	raw, err := EncodeHeader(header, log)
	if err != nil {
		return Event{}, err
	}
	return ReadEvent(log, seq, raw, salt, body, Hash{})
}

// ReadEvent makes an event from stored or received bytes and checks that they
// fit together. body nil with the body flag set means that the body was erased
// or withheld; bodyHash then stands for it.
func ReadEvent(log LogID, seq uint64, raw []byte, salt Salt, body []byte, bodyHash Hash) (Event, error) {
	header, err := DecodeHeader(raw, log)
	if err != nil {
		return Event{}, err
	}
	e := Event{Log: log, Seq: seq, Header: header, Raw: raw, Salt: salt, Body: body, BodyHash: bodyHash}
	if err := e.checkSize(); err != nil {
		return Event{}, err
	}
	switch hasBody := header.Flags&FlagBody != 0; {
	case body != nil && (!hasBody || len(body) == 0), body == nil && hasBody == bodyHash.IsZero():
		return Event{}, fmt.Errorf("event %s/%d: body and header disagree", log, seq)
	case body != nil:
		e.BodyHash = HashBody(salt, body)
	}
	return e, nil
}

func (e Event) checkSize() error {
	if len(e.Raw)+len(e.Body) > MaxEventSize {
		return fmt.Errorf("event %s/%d: %d bytes: %w", e.Log, e.Seq, len(e.Raw)+len(e.Body), ErrTooLarge)
	}
	return nil
}

// Dot gives the event's name.
func (e Event) Dot() Dot { return Dot{Log: e.Log, Seq: e.Seq} }

// Chain gives the event's hash from that of the event before it.
func (e Event) Chain(previous Hash) Hash { return ChainHash(previous, e.Raw, e.BodyHash) }

// Erased tells that the event had a body that is gone.
func (e Event) Erased() bool { return e.Header.Flags&FlagBody != 0 && e.Body == nil }

// Known tells that this version knows how to apply the event.
func (e Event) Known() bool {
	if e.Header.Reader > MinReader || e.Header.Grant > maxAccess {
		return false
	}
	switch e.Header.Type {
	case SetEvent, LinkEvent, CommentEvent, OpenEvent, SpaceEvent, NameEvent, GrantEvent, InviteEvent, KeyEvent, RedactEvent, AcceptEvent:
		return true
	default:
		return false
	}
}

// EncodeValue gives a value's body: a CBOR text string, a map of text to text,
// or null for cleared. The error is an *Error.
func EncodeValue(v Value) ([]byte, error) {
	if !v.isText() {
		return nil, &Error{Code: Invalid, Message: "This holds signs that are no text.", Hint: "Type it again, or paste it as plain text."}
	}
	body, err := encodeValue(v)
	if err != nil {
		return nil, fmt.Errorf("encode value: %w", err)
	}
	if len(body) > MaxValue || len(v.Cells) > maxElements {
		return nil, &Error{Code: Invalid, Message: "This text is too long to be kept in one place.", Hint: "Divide it into several parts."}
	}
	return body, nil
}

// isText tells that all texts of a value are what a CBOR text string may hold.
func (v Value) isText() bool {
	for key, text := range v.Cells {
		if !utf8.ValidString(string(key)) || !utf8.ValidString(text) {
			return false
		}
	}
	return utf8.ValidString(v.Text)
}

func encodeValue(v Value) ([]byte, error) {
	switch {
	case len(v.Raw) > 0:
		return v.Raw, nil
	case v.Cells != nil:
		return cborEncode.Marshal(v.Cells)
	case v.Text != "":
		return append(appendHead(make([]byte, 0, len(v.Text)+5), majorText, uint64(len(v.Text))), v.Text...), nil
	default:
		return []byte{cborNull}, nil
	}
}

// DecodeValue reads a body. A shape that it does not know comes back as Raw, never as an error.
func DecodeValue(body []byte) Value {
	if len(body) == 0 {
		return Value{}
	}
	if text, ok := readText(body); ok {
		return Value{Text: text}
	}
	switch body[0] >> 5 {
	case 3:
		var text string
		if cborDecode.Unmarshal(body, &text) == nil {
			return Value{Text: text}
		}
	case 5:
		var cells map[FieldKey]string
		if cborDecode.Unmarshal(body, &cells) == nil {
			return Value{Cells: cells}
		}
	case 7:
		var nothing any
		if cborDecode.Unmarshal(body, &nothing) == nil && nothing == nil {
			return Value{}
		}
	}
	return Value{Raw: body}
}

// cborNull is the body of a register that was cleared.
const cborNull = 0xf6

// readText reads a body that is one text in its usual form.
func readText(body []byte) (text string, ok bool) {
	r := formReader{rest: body, ok: true}
	raw := r.part(majorText)
	if !r.ok || len(r.rest) != 0 || !utf8.Valid(raw) {
		return "", false
	}
	return string(raw), true
}
