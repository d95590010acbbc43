package app

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"io"

	"github.com/cairn-schools/cairn/improve"
)

// batch collects the events of one use case within one transaction. Events go
// to this device's log of their space and stream; flush signs each log's piece
// and appends it, auth logs first.
type batch struct {
	ctx context.Context // of the use case; a batch lives no longer than its call
	j   *Journal
	tx  improve.Tx

	device    improve.DeviceID   // who writes: this laptop, or a recovery sheet
	deviceKey ed25519.PrivateKey // certifies the writer
	writer    improve.WriterID
	key       ed25519.PrivateKey
	logs      []*pendingLog                     // in the order of their first event
	spaces    map[improve.SpaceID]improve.Space // as of the last flush
	artifacts map[improve.ArtifactID]bool       // touched since the last flush
	limits    map[improve.SpaceID]int           // see fewest
	gate      gate
	written   map[improve.ArtifactID]bool // touched at all
}

// pendingLog is a log with events that are not appended yet.
type pendingLog struct {
	log   improve.Log
	since int // bytes of events after the last kept signature
	seg   improve.Segment
	hash  improve.Hash
	bytes int
}

func newBatch(ctx context.Context, j *Journal, tx improve.Tx) *batch {
	return &batch{
		ctx: ctx, j: j, tx: tx, device: j.keys.Device(), deviceKey: j.keys.device, spaces: map[improve.SpaceID]improve.Space{}, artifacts: map[improve.ArtifactID]bool{},
		limits: map[improve.SpaceID]int{}, written: map[improve.ArtifactID]bool{}, gate: gate{touched: map[improve.ArtifactID]map[string]bool{}},
	}
}

// space gives a space with what this batch did to it.
func (b *batch) space(id improve.SpaceID) (improve.Space, error) {
	if space, ok := b.spaces[id]; ok {
		return space, nil
	}
	if err := b.flush(); err != nil {
		return improve.Space{}, err
	}
	space, err := b.tx.Space(id)
	if err != nil {
		return improve.Space{}, err
	}
	b.spaces[id] = space
	return space, nil
}

// artifact gives an artifact with what this batch did to it.
func (b *batch) artifact(id improve.ArtifactID) (improve.Artifact, error) {
	if b.artifacts[id] {
		if err := b.flush(); err != nil {
			return improve.Artifact{}, err
		}
	}
	return b.tx.Artifact(id)
}

// add appends an event with the next stamp to this device's log of the space.
// body nil means none. It refuses what this device may not write there, and
// what must not stand in a log that others hold.
func (b *batch) add(spaceID improve.SpaceID, header improve.Header, body []byte) (improve.Dot, error) {
	space, err := b.space(spaceID)
	if err != nil {
		return improve.Dot{}, err
	}
	if !space.Access(b.device).Allows(header.Type) {
		return improve.Dot{}, denied(space, b.device, header.Type)
	}
	if err := b.mayEnter(space, header, body); err != nil {
		return improve.Dot{}, err
	}
	if member, ok := space.Member(b.device); ok && len(member.Dots) > 0 {
		header.Access = member.Dots[0]
	}
	stream := improve.Data
	if header.Type >= improve.OpenEvent {
		stream = improve.Auth
		defer delete(b.spaces, spaceID)
	}
	return b.write(spaceID, stream, header, body)
}

// denied says why this device may not write an event.
func denied(space improve.Space, self improve.DeviceID, event improve.EventType) error {
	member, was := space.Member(self)
	switch {
	case was && member.Access == improve.NoAccess:
		return removedHere(space, member)
	case member.Access == improve.Carrier:
		return &improve.Error{
			Code: improve.Denied, Message: fmt.Sprintf("This laptop only carries sealed files for “%s”; nothing can be read or written there on it.", space.Name),
			Hint: "Ask an owner to let it read or write.",
		}
	case member.Access.Allows(improve.SetEvent) && event != improve.RedactEvent:
		return ownersOnly(space)
	}
	return &improve.Error{
		Code: improve.Denied, Message: fmt.Sprintf("You may read “%s” but not change this there.", space.Name),
		Hint: "Ask one of its owners to let you write.",
	}
}

// write puts an event at the end of one of this device's logs, opening the log when it is new.
func (b *batch) write(space improve.SpaceID, stream improve.Stream, header improve.Header, body []byte) (improve.Dot, error) {
	log, err := b.pending(space, stream)
	if err != nil {
		return improve.Dot{}, err
	}
	header.Stamp = b.j.clock.Next()
	if err := b.push(log, header, body); err != nil {
		return improve.Dot{}, err
	}
	if !header.Object.IsZero() {
		b.artifacts[header.Object], b.written[header.Object] = true, true
	}
	return improve.Dot{Log: log.log.ID, Seq: log.nextSeq() - 1}, nil
}

func (p *pendingLog) nextSeq() uint64 { return p.seg.First + uint64(len(p.seg.Events)) }

func (b *batch) push(p *pendingLog, header improve.Header, body []byte) error {
	var salt improve.Salt
	if body != nil {
		if _, err := io.ReadFull(b.j.random, salt[:]); err != nil {
			return fmt.Errorf("make salt: %w", err)
		}
	}
	e, err := improve.NewEvent(p.log.ID, p.nextSeq(), header, salt, body)
	if err != nil {
		return err
	}
	p.seg.Events = append(p.seg.Events, e)
	p.hash = e.Chain(p.hash)
	p.since += len(e.Raw) + len(e.Body)
	p.bytes += len(e.Raw) + len(e.Body)
	if e.Seq%improve.CheckpointEvery == 0 || p.since >= improve.CheckpointBytes || improve.SignedForGood(header) {
		b.sign(p, true)
		p.since = 0
	}
	if p.bytes >= improve.SegmentBytes {
		return b.flush()
	}
	return nil
}

// sign adds the writer's signature of the last event.
func (b *batch) sign(p *pendingLog, checkpoint bool) {
	seq := p.nextSeq() - 1
	if n := len(p.seg.Signatures); n > 0 && p.seg.Signatures[n-1].Seq == seq {
		return
	}
	sig := improve.Signature{Seq: seq, Checkpoint: checkpoint}
	copy(sig.Bytes[:], ed25519.Sign(b.key, improve.HeadMessage(p.log.ID, seq, p.hash)))
	p.seg.Signatures = append(p.seg.Signatures, sig)
}

// flush appends what was collected. After it, reads of the transaction see everything.
func (b *batch) flush() error {
	for _, stream := range []improve.Stream{improve.Auth, improve.Data} {
		for _, p := range b.logs {
			if p.log.Stream != stream || len(p.seg.Events) == 0 {
				continue
			}
			b.sign(p, false)
			if err := b.tx.Append(p.log.Space, p.seg); err != nil {
				return fmt.Errorf("append to own log: %w", err)
			}
			p.log.Head = improve.Head{Log: p.log.ID, Seq: p.nextSeq() - 1, Hash: p.hash}
			p.seg = improve.Segment{Log: p.log.ID, First: p.log.Head.Seq + 1}
			p.bytes = 0
		}
	}
	clear(b.artifacts)
	return nil
}

// pending gives this device's log of a space and stream, ready for a next event.
func (b *batch) pending(space improve.SpaceID, stream improve.Stream) (*pendingLog, error) {
	if err := b.takeWriter(); err != nil {
		return nil, err
	}
	id, start := improve.LogStart(space, b.writer, stream)
	for _, p := range b.logs {
		if p.log.ID == id {
			return p, nil
		}
	}
	log, ok, err := b.tx.Log(id)
	if err != nil {
		return nil, err
	}
	if !ok {
		log = improve.Log{ID: id, Space: space, Writer: b.writer, Device: b.device, Stream: stream, Head: improve.Head{Log: id, Hash: start}}
	}
	since, err := b.tx.SinceCheckpoint(id)
	if err != nil {
		return nil, err
	}
	p := &pendingLog{log: log, since: since, hash: log.Head.Hash, seg: improve.Segment{Log: id, First: log.Head.Seq + 1}}
	b.logs = append(b.logs, p)
	if ok {
		return p, nil
	}
	return p, b.open(p)
}

// open writes a log's first event, which carries the writer's certificate.
func (b *batch) open(p *pendingLog) error {
	inc, err := b.incarnation(p.log.Space)
	if err != nil {
		return err
	}
	cert, err := improve.SignCert(improve.WriterCert{
		Device: b.device, Writer: b.writer, Incarnation: inc.Number,
		Created: b.j.clock.Next(), Reason: reasonFor(inc), Previous: inc.Previous,
	}, b.deviceKey)
	if err != nil {
		return err
	}
	return b.push(p, improve.Header{Type: improve.OpenEvent, Stamp: b.j.clock.Next(), Cert: cert}, nil)
}

// reasonFor gives the reason of a writer; older databases did not keep it.
func reasonFor(inc improve.Incarnation) improve.CertReason {
	switch {
	case inc.Reason != "":
		return inc.Reason
	case inc.Number > 1:
		return improve.RestoredWriter
	default:
		return improve.FirstWriter
	}
}

// takeWriter finds the key that this database writes with. A database without
// one, one whose key is not in this folder, and one that was found to be a copy
// or an older state of itself get a new writer, so that no log is ever
// continued twice.
func (b *batch) takeWriter() error {
	if b.key != nil {
		return nil
	}
	latest, err := b.tx.LatestStamp()
	if err != nil {
		return err
	}
	b.j.clock.Observe(latest)

	inc, ok, err := b.tx.Incarnation()
	if err != nil {
		return err
	}
	if !ok {
		return b.makeWriter(0, improve.FirstWriter)
	}
	due, err := b.tx.Renewal()
	if err != nil {
		return err
	}
	if due != "" {
		return b.makeWriter(inc.Number, due)
	}
	key, here, err := b.j.keys.writer(inc.Writer)
	if err != nil {
		return err
	}
	if !here {
		return b.makeWriter(inc.Number, improve.RestoredWriter)
	}
	b.writer, b.key = inc.Writer, key
	return nil
}

// makeWriter gives the database a new writer after that of the given number.
func (b *batch) makeWriter(last uint64, reason improve.CertReason) (err error) {
	if b.writer, b.key, err = b.j.keys.makeWriter(); err != nil {
		return err
	}
	return b.tx.SetIncarnation(improve.Incarnation{Writer: b.writer, Number: last + 1, Reason: reason})
}
