package replica

import (
	"context"
	"fmt"
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// Next gives what is to be sent now of the streams that are under way, one
// piece of a log at most; nothing when there is none or the window is full.
// The driver calls it whenever its line has nothing else to send, so that one
// piece is in memory, not a whole space.
func (s *Session) Next(ctx context.Context) ([]wire.Message, error) {
	for s.greeted && s.inFlight < windowFrames && s.inFlightSize < windowBytes {
		sp := s.due()
		if sp == nil {
			return nil, nil
		}
		out, err := s.nextOf(ctx, sp)
		if err != nil {
			return s.send(append(out, byeFor(err)...)...), err
		}
		if len(out) > 0 {
			s.complete()
			return s.send(out...), nil
		}
	}
	return nil, nil
}

// due gives the space with the least left to send: a small space is not kept
// waiting by a large one, and a new comment not by a first join.
func (s *Session) due() *space {
	var best *space
	for _, id := range s.order() {
		sp := s.spaces[id]
		wants := len(sp.plan) > 0 || sp.state == introducing && !sp.sentVector || sp.streaming() && !sp.sendDone
		if wants && (best == nil || sp.planned() < best.planned()) {
			best = sp
		}
	}
	return best
}

func (s *Session) nextOf(ctx context.Context, sp *space) ([]wire.Message, error) {
	if ok, err := s.takes(ctx, sp); err != nil || !ok {
		return s.declineIf(ctx, sp, err)
	}
	if sp.carried { // it may have been planned while the remote still read the space
		sp.plan = slices.DeleteFunc(sp.plan, func(p stretch) bool { return !p.auth })
	}
	if sp.state == introducing && !sp.sentSpace {
		sp.sentSpace = true
		return []wire.Message{wire.Space{ID: sp.id, Secret: sp.secret}}, nil
	}
	out, err := s.nextPiece(ctx, sp)
	if err != nil || len(out) > 0 {
		return out, err
	}
	if sp.state == introducing {
		return s.endIntroduction(ctx, sp)
	}
	if !sp.streaming() || sp.sendDone {
		return nil, nil
	}
	sp.sendDone = true // what was announced is no longer there; say that nothing follows
	ended, err := s.endRound(ctx, sp)
	return append([]wire.Message{wire.Totals{Tag: sp.ours}}, ended...), err
}

// nextPiece gives the next Data of a space's plan.
func (s *Session) nextPiece(ctx context.Context, sp *space) ([]wire.Message, error) {
	segs, err := s.gather(ctx, sp)
	if err != nil || len(segs) == 0 {
		return nil, err
	}
	all := sp.streaming() && len(sp.plan) == 0 && sp.sent == sp.acked && len(segs) > 1
	data, err := s.pack(sp.ours, all, segs)
	if err != nil {
		return nil, err
	}
	if sp.streaming() && !sp.sendDone && len(sp.plan) == 0 {
		data.Last, sp.sendDone = true, true
	}
	events := 0
	for _, seg := range segs {
		events += len(seg.Events)
	}
	s.countSent(sp, data, events)
	ended, err := s.endRound(ctx, sp)
	return append([]wire.Message{data}, ended...), err
}

// pack makes a message of segments, as tight as it can be when it is all that
// there is in this round: that is worth some more time.
func (s *Session) pack(tag wire.Tag, all bool, segs []improve.Segment) (wire.Data, error) {
	switch {
	case s.features&wire.FeatureColumns != 0:
		return s.codec.PackColumns(tag, all, segs...)
	case all:
		return s.codec.PackTight(tag, segs...)
	default:
		return s.codec.Pack(tag, segs...)
	}
}

// gather takes the next piece of the plan, and those after it as long as they
// are small together and the remote takes several at once: the few events of
// each of sixty logs then share one compression and one message.
func (s *Session) gather(ctx context.Context, sp *space) ([]improve.Segment, error) {
	var segs []improve.Segment
	size, most := 0, 1
	if s.features&wire.FeatureSeveral != 0 {
		most = wire.MaxSeveral
	}
	for len(sp.plan) > 0 && len(segs) < most && size < gatherBytes {
		next := sp.plan[0]
		seg, err := s.store.Segment(ctx, next.LogRange)
		if err != nil {
			return nil, fmt.Errorf("read log %s after %d: %w", next.Log, next.After, err)
		}
		if len(seg.Events) == 0 {
			sp.plan = sp.plan[1:]
			continue
		}
		if size += segmentSize(seg); len(segs) > 0 && size > improve.MaxSegmentSize/2 {
			break // it goes alone, next time
		}
		s.advance(sp, seg)
		segs = append(segs, seg)
	}
	return segs, nil
}

// gatherBytes is how much is put into one message: twice a piece compresses
// better than one by a fiftieth.
const gatherBytes = 2 * improve.SegmentBytes

// segmentSize reckons the bytes of a segment when it is encoded, rather too many than too few.
func segmentSize(seg improve.Segment) int {
	size := encodedOverhead + len(seg.Signatures)*encodedOverhead
	for i := range seg.Events {
		size += len(seg.Events[i].Raw) + len(seg.Events[i].Body) + encodedOverhead
	}
	return size
}

// encodedOverhead is what an event, a signature or a segment needs beside its own bytes, at most.
const encodedOverhead = 80

// advance moves the plan, and what the remote is reckoned to have, past a
// piece. What is left of its log waits until the others have come as far in time.
func (s *Session) advance(sp *space, seg improve.Segment) {
	end := len(seg.Events) - 1
	last := seg.First + uint64(end)
	rest := sp.plan[0]
	sp.offers[improve.Dot{Log: rest.Log, Seq: rest.After}]++ // not the segment's: a branch travels under the log that is signed
	sp.known[wire.PrefixOf(rest.Log)] = last
	rest.After, rest.from = last, seg.Events[end].Header.Stamp
	switch {
	case last >= rest.To:
		sp.plan = sp.plan[1:]
	case rest.keep:
		sp.plan[0] = rest
	default:
		at := 1
		for at < len(sp.plan) && sp.plan[at].from < rest.from {
			sp.plan[at-1] = sp.plan[at]
			at++
		}
		sp.plan[at-1] = rest
	}
}

func (s *Session) countSent(sp *space, data wire.Data, events int) {
	size := len(data.Payload)
	sp.sent++
	sp.sizes = append(sp.sizes, size)
	s.inFlight++
	s.inFlightSize += size
	s.progress.SentEvents += uint64(events)
}
