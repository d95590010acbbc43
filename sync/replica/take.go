package replica

import (
	"context"
	"errors"
	"fmt"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// errBeforeAuth refuses data of a space that is not accepted yet.
var errBeforeAuth = errors.New("events came before the space was accepted")

// onData unpacks one piece and keeps it for the store, which is asked by flush.
func (s *Session) onData(m wire.Data) error {
	sp, err := s.find(m.Tag)
	if err != nil {
		return err
	}
	sp.taken++
	if sp.state != active && sp.state != introduced && sp.state != introducing {
		return nil // it was on its way when the space was closed
	}
	sp.unacked++
	sp.receiveDone = sp.receiveDone || m.Last && sp.open
	segs, err := s.codec.Unpack(m)
	if err != nil {
		return s.refuse(sp, improve.Segment{}, err)
	}
	size := max(m.RawSize, len(m.Payload))
	sp.bytes += uint64(size)
	s.pendingBytes += size
	s.pendingFrames++
	for _, seg := range segs {
		sp.events += uint64(len(seg.Events))
		s.progress.ReceivedEvents += uint64(len(seg.Events))
		if err := s.collect(sp, seg); err != nil {
			return err
		}
	}
	if sp.events > quotaEvents || sp.bytes > quotaBytes {
		return fmt.Errorf("%d events, %d bytes for space %s: %w", sp.events, sp.bytes, sp.id, ErrTooMuch)
	}
	return nil
}

// collect keeps one piece for the store.
func (s *Session) collect(sp *space, seg improve.Segment) error {
	if sp.bad[seg.Log] {
		sp.refused++
		return nil
	}
	if sp.carried && !onlyAuth(seg) {
		return nil // the remote does not know yet that it or we only carry: nothing of it is kept here
	}
	if sp.state == introduced {
		if !onlyAuth(seg) {
			return s.refuse(sp, seg, errBeforeAuth)
		}
		if sp.isNew {
			sp.staged = append(sp.staged, seg)
			s.staged += stagedSize([]improve.Segment{seg})
			if s.staged > stagedBytes {
				return fmt.Errorf("%d bytes of offered spaces: %w", s.staged, ErrTooMuch)
			}
			return nil
		}
	}
	s.pending = append(s.pending, received{space: sp, seg: seg})
	return nil
}

// flush gives what was received to the store, in the order of its arrival, and
// acknowledges where that is due.
func (s *Session) flush(ctx context.Context) ([]wire.Message, error) {
	pending := s.pending
	s.pending, s.pendingBytes, s.pendingFrames = nil, 0, 0
	for start := 0; start < len(pending); {
		sp, end := pending[start].space, start
		var segs []improve.Segment
		for ; end < len(pending) && pending[end].space == sp; end++ {
			segs = append(segs, pending[end].seg)
		}
		start = end
		if sp.state == closed {
			continue
		}
		if err := s.ingest(ctx, sp, segs); err != nil {
			return nil, err
		}
	}
	return s.acknowledge(ctx)
}

// ingest stores pieces of one space; what the store refuses is counted.
func (s *Session) ingest(ctx context.Context, sp *space, segs []improve.Segment) error {
	before, err := s.logs(ctx, sp.id)
	if err != nil {
		return err
	}
	done, err := s.store.Ingest(ctx, sp.id, segs)
	if err != nil {
		return fmt.Errorf("take events of space %s: %w", sp.id, err)
	}
	s.progress.NewEvents += uint64(done.Events)
	if done.Events > 0 {
		sp.idleRounds = 0
	}
	for _, refusal := range done.Refused {
		piece := improve.Segment{Log: refusal.Log, First: refusal.First}
		if err := s.refuse(sp, piece, refusal.Reason); err != nil {
			return err
		}
		if errors.Is(refusal.Reason, improve.ErrSignature) || errors.Is(refusal.Reason, improve.ErrForked) {
			s.noteForked(sp, refusal.Log)
		}
	}
	for _, seg := range segs {
		if prefix := wire.PrefixOf(seg.Log); !sp.bad[seg.Log] {
			sp.known[prefix] = max(sp.known[prefix], seg.First+uint64(len(seg.Events))-1)
		}
	}
	if done.Events == 0 {
		return nil
	}
	return s.lookForOwn(ctx, sp, before)
}

// lookForOwn reports logs of this device that grew by what came from a remote.
// One that came and was here already is no sign of anything: who hands a space
// over sends its auth logs from the beginning.
func (s *Session) lookForOwn(ctx context.Context, sp *space, before []improve.Log) error {
	logs, err := s.logs(ctx, sp.id)
	if err != nil {
		return err
	}
	held := map[improve.LogID]uint64{}
	for _, log := range before {
		held[log.ID] = log.Head.Seq
	}
	for _, log := range logs {
		if log.Head.Seq > held[log.ID] {
			s.noteOwn(log, log.Head.Seq)
		}
	}
	return nil
}

// refuse counts a piece that is not kept. The first of a log in a round is
// logged; what follows of that log cannot hold either and is passed over.
func (s *Session) refuse(sp *space, seg improve.Segment, reason error) error {
	sp.refused++
	if sp.bad[seg.Log] {
		return nil
	}
	if !seg.Log.IsZero() {
		sp.bad[seg.Log] = true
	}
	s.progress.Refused++
	s.log.Warn("refuse events", "space", sp.id, "log", seg.Log, "first", seg.First, "error", reason)
	if s.progress.Refused >= maxRefused {
		return fmt.Errorf("%d pieces refused: %w", s.progress.Refused, ErrTooMuch)
	}
	return nil
}

// acknowledge gives the acks that are due: a live piece at once, a stream
// every few pieces and at its end.
func (s *Session) acknowledge(ctx context.Context) ([]wire.Message, error) {
	var out []wire.Message
	for _, id := range s.order() {
		sp := s.spaces[id]
		if sp.unacked == 0 || sp.state == closed {
			continue
		}
		if sp.open && sp.receiveDone && sp.sendDone {
			ended, err := s.endRound(ctx, sp)
			if err != nil {
				return out, err
			}
			out = append(out, ended...)
			continue
		}
		streams := sp.open || sp.state != active
		if streams && sp.unacked < ackEvery && !sp.receiveDone {
			continue
		}
		acks, err := s.ack(ctx, sp)
		if err != nil {
			return out, err
		}
		out = append(out, acks...)
	}
	return out, nil
}

// Collecting tells that pieces wait for the store and that the remote is about
// to send more of what it announced.
func (s *Session) Collecting() bool {
	if len(s.pending) == 0 {
		return false
	}
	for _, sp := range s.spaces {
		if sp.streaming() && !sp.receiveDone {
			return true
		}
	}
	return false
}

// Flush stores what was collected; it is for a line on which nothing more has come.
func (s *Session) Flush(ctx context.Context) ([]wire.Message, error) {
	acks, err := s.flush(ctx)
	if err != nil {
		return s.send(append(acks, byeFor(err)...)...), err
	}
	s.complete()
	return s.send(acks...), nil
}
