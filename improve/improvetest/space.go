package improvetest

import (
	"crypto/ed25519"
	"math/rand/v2"

	"github.com/cairn-schools/cairn/improve"
)

// firstStamp is where the clock of every made space begins: November 2026.
const firstStamp improve.HLC = 1_795_000_000_000 << 16

// Space is a space in the making: its founder, its clock, the logs written so far.
type Space struct {
	ID   improve.SpaceID
	Root *Device

	rng    *rand.Rand
	stamp  improve.HLC
	logs   map[logKey]*Log
	order  []*Log // as they were opened
	grants map[improve.DeviceID]improve.Dot
}

type logKey struct {
	writer improve.WriterID
	stream improve.Stream
}

// Log is one log in the making. Events wait in it until Seal.
type Log struct {
	ID     improve.LogID
	Device *Device

	space   *Space
	stream  improve.Stream
	key     ed25519.PrivateKey
	head    improve.Head
	since   int
	pending improve.Segment
}

// NewSpace founds a space: the root's auth log with its founding record and name.
func NewSpace(rng *rand.Rand, kind improve.SpaceKind) *Space {
	root := NewDevice(rng)
	genesis := improve.Genesis{Kind: kind, Root: root.ID}
	fill(rng, genesis.Nonce[:])
	raw, id, err := genesis.Encode()
	if err != nil {
		panic(err)
	}
	s := &Space{ID: id, Root: root, rng: rng, stamp: firstStamp, logs: map[logKey]*Log{}, grants: map[improve.DeviceID]improve.Dot{}}
	auth := s.Log(root, improve.Auth)
	auth.Write(improve.Header{Type: improve.SpaceEvent, Genesis: raw}, nil)
	auth.WriteValue(improve.Header{Type: improve.NameEvent}, improve.TextValue("Buddy schools"))
	return s
}

// Log gives a device's log of a stream, opening it when its writer has none.
func (s *Space) Log(d *Device, stream improve.Stream) *Log {
	key := logKey{writer: d.Writer, stream: stream}
	if log := s.logs[key]; log != nil {
		return log
	}
	id, start := improve.LogStart(s.ID, d.Writer, stream)
	log := &Log{ID: id, Device: d, space: s, stream: stream, key: d.writerKey, head: improve.Head{Log: id, Hash: start}}
	log.pending = improve.Segment{Log: id, First: 1}
	s.logs[key] = log
	s.order = append(s.order, log)
	log.Write(improve.Header{Type: improve.OpenEvent, Cert: d.cert}, nil)
	return log
}

// Grant lets a device into the space, or changes what it may do; cut are the
// last events of its logs that the granter has seen.
func (s *Space) Grant(by, to *Device, level improve.AccessLevel, cut ...improve.Dot) improve.Dot {
	h := improve.Header{Type: improve.GrantEvent, Device: to.ID, Grant: level, Cut: cut, Recipient: to.Recipient}
	if before, ok := s.grants[to.ID]; ok {
		h.Over = []improve.Dot{before}
	}
	cells := improve.CellsValue(map[improve.FieldKey]string{improve.GrantName: "Ada", improve.GrantLaptop: "Laptop " + to.ID.Short()})
	dot := s.Log(by, improve.Auth).WriteValue(h, cells)
	s.grants[to.ID] = dot
	return dot
}

// Redact has a device say that the texts of events must go.
func (s *Space) Redact(by *Device, targets ...improve.Dot) improve.Dot {
	return s.Log(by, improve.Auth).WriteValue(improve.Header{Type: improve.RedactEvent, Over: targets}, improve.TextValue("names a student"))
}

// Stamp gives the next stamp of the space's own clock, some seconds on.
func (s *Space) Stamp() improve.HLC {
	s.stamp += improve.HLC(1+s.rng.IntN(20_000)) << 16
	return s.stamp
}

// ArtifactID draws an id in the form of a version 7 UUID of the space's time.
func (s *Space) ArtifactID() improve.ArtifactID {
	var id improve.ArtifactID
	fill(s.rng, id[:])
	ms := uint64(s.stamp >> 16)
	for i := range 6 {
		id[i] = byte(ms >> (40 - 8*i))
	}
	id[6], id[8] = id[6]&0x0f|0x70, id[8]&0x3f|0x80
	return id
}

// RowID draws the id of a row.
func (s *Space) RowID() improve.RowID { return improve.RowID(s.ArtifactID()) }

// WriteValue appends an event whose body is a value.
func (l *Log) WriteValue(h improve.Header, v improve.Value) improve.Dot {
	body, err := improve.EncodeValue(v)
	if err != nil {
		panic(err)
	}
	return l.Write(h, body)
}

// Write appends an event; a stamp of zero takes the space's next. body nil means none.
func (l *Log) Write(h improve.Header, body []byte) improve.Dot {
	if h.Stamp == 0 {
		h.Stamp = l.space.Stamp()
	}
	var salt improve.Salt
	if body != nil {
		fill(l.space.rng, salt[:])
	}
	e, err := improve.NewEvent(l.ID, l.head.Seq+1, h, salt, body)
	if err != nil {
		panic(err)
	}
	l.push(e)
	return e.Dot()
}

func (l *Log) push(e improve.Event) {
	l.pending.Events = append(l.pending.Events, e)
	l.head.Seq, l.head.Hash = e.Seq, e.Chain(l.head.Hash)
	l.since += len(e.Raw) + len(e.Body)
	if e.Seq%improve.CheckpointEvery == 0 || l.since >= improve.CheckpointBytes {
		l.sign(true)
		l.since = 0
	}
}

func (l *Log) sign(checkpoint bool) {
	sig := improve.Signature{Seq: l.head.Seq, Checkpoint: checkpoint}
	copy(sig.Bytes[:], ed25519.Sign(l.key, improve.HeadMessage(l.ID, l.head.Seq, l.head.Hash)))
	l.pending.Signatures = append(l.pending.Signatures, sig)
}

// eraseLast takes the body of the last event out, as a redaction leaves it; the hash stays.
func (l *Log) eraseLast() {
	e := &l.pending.Events[len(l.pending.Events)-1]
	e.Body, e.Salt = nil, improve.Salt{}
}

// Head gives the end of the log, with what waits.
func (l *Log) Head() improve.Head { return l.head }

// Pending tells how many events wait to be sealed.
func (l *Log) Pending() int { return len(l.pending.Events) }

// Seal signs the end and gives what was written since the last Seal; no events when nothing was.
func (l *Log) Seal() improve.Segment {
	seg := l.pending
	if n := len(seg.Signatures); len(seg.Events) > 0 && (n == 0 || seg.Signatures[n-1].Seq != l.head.Seq) {
		l.sign(false)
		seg = l.pending
	}
	l.pending = improve.Segment{Log: l.ID, First: l.head.Seq + 1}
	return seg
}

// Fork gives a second history of the log from its present end on, as a copy of
// the device's database writes it. Nothing may be waiting.
func (l *Log) Fork() *Log {
	if len(l.pending.Events) > 0 {
		panic("fork a log of which something is not sealed")
	}
	other := *l
	return &other
}

// Reopen gives another history of the log from its first event on, as a copy
// writes it that opened the log apart.
func (l *Log) Reopen() *Log {
	id, start := improve.LogStart(l.space.ID, l.Device.Writer, l.stream)
	other := &Log{ID: id, Device: l.Device, space: l.space, stream: l.stream, key: l.key, head: improve.Head{Log: id, Hash: start}}
	other.pending = improve.Segment{Log: id, First: 1}
	other.Write(improve.Header{Type: improve.OpenEvent, Cert: l.Device.cert}, nil)
	return other
}
