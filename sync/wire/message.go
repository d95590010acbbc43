package wire

import "github.com/cairn-schools/cairn/improve"

// Version is the protocol that this package speaks.
const Version = 1

// Limits of messages. A remote that exceeds one has its session ended.
const (
	// MaxData bounds a DATA message: one segment of full size that does not
	// compress, and the few bytes around it.
	MaxData = improve.MaxSegmentSize + 64
	// MaxControl bounds every other message: a vector of MaxLogs entries fits
	// twice, and a remote cannot make us hold much for so little.
	MaxControl = 512 << 10
	// MaxLogs bounds the entries of one vector: four times the logs of the
	// largest network that replication.md 4.1 reckons with.
	MaxLogs = 10000
	// MaxSpaces bounds the spaces of one HELLO; a coach with three spaces in
	// each of 50 schools has 150.
	MaxSpaces = 256
	// MaxSeveral bounds the segments of one DATA: the small pieces of 256 logs.
	MaxSeveral = 256
	// MaxSeq bounds every place in a log and every count, so that sums stay
	// exact and far from overflow; DecodeSegment has the same bound.
	MaxSeq = 1 << 53
)

// Features of a HELLO; unknown ones are ignored.
const (
	// FeatureSeveral tells that the sender takes DATA with several segments.
	FeatureSeveral uint64 = 1
	// FeatureOneAsks tells that the sender does with the Buckets of one side
	// alone: of a space with many logs the one with the smaller nonce asks,
	// and is answered with a Vector.
	FeatureOneAsks uint64 = 2
	// FeatureColumns tells that the sender takes DATA whose segments lie in columns.
	FeatureColumns uint64 = 4

	// Features are all that this version has.
	Features = FeatureSeveral | FeatureOneAsks | FeatureColumns
)

// Type is the first byte of a message. Numbers are for ever.
type Type byte

// The message types. A remote may send any type from FirstSkippable on to one
// that does not know it; below that, an unknown type ends the session.
const (
	TypeHello   Type = 1
	TypeSpace   Type = 2
	TypeBuckets Type = 3
	TypeVector  Type = 4
	TypeData    Type = 5
	TypeTotals  Type = 6
	TypeAck     Type = 7
	TypeBye     Type = 8

	FirstSkippable Type = 128
	TypeState      Type = 128
)

// Tag names a space within one session, in one direction (see SpaceTag).
type Tag [8]byte

// Prefix is the first half of a log's id: enough to tell the logs of one space apart.
type Prefix [8]byte

// PrefixOf gives a log's prefix.
func PrefixOf(log improve.LogID) Prefix { return Prefix(log[:len(Prefix{})]) }

// Message is one of Hello, Space, Buckets, Vector, Data, Totals, Ack, Bye, State
// and Unknown; the set is closed.
type Message interface {
	// Type gives the message's first byte.
	Type() Type
	appendPayload(out []byte) []byte
}

// Hello is the first message of each side; both are sent at once.
type Hello struct {
	Min, Max    uint64 // the protocol versions that the sender speaks
	Features    uint64 // bits that this version does not know are ignored
	Nonce       [16]byte
	Incarnation [8]byte // of the sender's database: what was remembered of another one is void
	Spaces      []HelloSpace
}

// HelloSpace is one space that the sender shares with the receiver.
type HelloSpace struct {
	Tag    Tag
	Digest improve.Digest
	Logs   uint64
	Events uint64
}

// Space hands a space to a remote that the sender knows as a reader of it.
// The sender's auth logs of that space follow in Data, then its Vector.
type Space struct {
	ID     improve.SpaceID
	Secret [32]byte
}

// Buckets gives a space's logs as 64 sums, so that a Vector of few of them follows.
type Buckets struct {
	Tag  Tag
	Sums [BucketCount][8]byte
}

// Vector tells what the sender holds of a space: all its logs in the buckets of Mask.
type Vector struct {
	Tag     Tag
	Mask    uint64 // bit i: bucket i is covered
	Entries []Entry
}

// Entry is one log of a Vector, the entries in the order of their prefixes.
type Entry struct {
	Log  Prefix
	Seq  uint64
	Head [8]byte // first bytes of the head's hash
}

// Data is a piece of one log, or of several: encoded segments, packed by Codec.Pack or Codec.PackColumns.
type Data struct {
	Tag     Tag
	Last    bool // nothing follows of what the sender announced
	Several bool // each segment stands after its length
	Columns bool // the segments lie in columns, of which some are zstd
	RawSize int  // bytes of the encoded segments, or of their columns, when Payload is zstd; 0: Payload is the segments themselves
	Payload []byte
}

// Totals announces what will be sent of a space in this round; zero events
// say that nothing (more) comes.
type Totals struct {
	Tag    Tag
	Events uint64
	Bytes  uint64 // an estimate, before compression
}

// Ack tells what the sender of it now holds of a space.
type Ack struct {
	Tag      Tag
	Declined bool // the sender exchanges nothing about this space with the receiver
	More     bool // the sender is about to send Data of it: an unequal digest is no surprise
	Digest   improve.Digest
	Taken    uint64 // Data messages of this space dealt with in this session
	Refused  uint64 // segments among them that were not kept
}

// Bye is the last message of a session.
type Bye struct {
	Reason Reason
}

// State tells what the sender makes of the events of spaces of which both hold
// the same. It asks for no answer.
type State struct {
	Fold uint64 // improve.FoldVersion: states of another one are not compared
	Sums []StateSum
}

// StateSum is one space of a State: the first bytes of both its digests. The
// events name the space.
type StateSum struct {
	Events [8]byte
	State  [8]byte
}

// Reason says why a session ends.
type Reason byte

// The reasons. A reason that a version does not know is like Closing.
const (
	Done     Reason = 0 // both sides have everything, nothing more is wanted now
	Closing  Reason = 1 // the program ends or the line is wanted for something else
	NoCommon Reason = 2 // no protocol version in common
	Broken   Reason = 3 // the remote broke a rule of the protocol
	TooMuch  Reason = 4 // a limit was exceeded: refusals, staged bytes, a quota
	Stalled  Reason = 5 // the remote said nothing for too long
	Failed   Reason = 6 // something went wrong on the sender's own side
)

// Unknown stands for a message of a skippable type that this version does not know.
type Unknown struct {
	Kind Type
	Size int // bytes of its payload, which is not kept
}

// Type implements Message.
func (Hello) Type() Type { return TypeHello }

// Type implements Message.
func (Space) Type() Type { return TypeSpace }

// Type implements Message.
func (Buckets) Type() Type { return TypeBuckets }

// Type implements Message.
func (Vector) Type() Type { return TypeVector }

// Type implements Message.
func (Data) Type() Type { return TypeData }

// Type implements Message.
func (Totals) Type() Type { return TypeTotals }

// Type implements Message.
func (Ack) Type() Type { return TypeAck }

// Type implements Message.
func (Bye) Type() Type { return TypeBye }

// Type implements Message.
func (State) Type() Type { return TypeState }

// Type implements Message.
func (u Unknown) Type() Type { return u.Kind }
