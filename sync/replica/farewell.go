package replica

import (
	"context"
	"fmt"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// maxFarewell is how many pieces a farewell has at most; a device that lacks
// more of the auth logs than that is only told no.
const maxFarewell = 32

// farewell gives the events by which a device that was removed learns of it,
// so that the person there can be told by whom and since when: of each auth
// log what the remote lacks up to its removal, and nothing that came later. It
// is empty for a device that never was in the space.
func (s *Session) farewell(ctx context.Context, sp *space) ([]wire.Message, error) {
	folded, err := s.store.Space(ctx, sp.id)
	if err != nil {
		return nil, fmt.Errorf("read space %s: %w", sp.id, err)
	}
	member, was := folded.Member(s.remote)
	if !was || member.Access != improve.NoAccess || len(member.Dots) == 0 {
		return nil, nil
	}
	removed := member.Dots[0]
	logs, err := s.logs(ctx, sp.id)
	if err != nil {
		return nil, err
	}
	var auth []piece
	for _, log := range logs {
		if after := sp.known[wire.PrefixOf(log.ID)]; log.Stream == improve.Auth && after < log.Head.Seq && !sp.forked[log.ID] {
			auth = append(auth, piece{log: log, after: after})
		}
	}
	plan, err := s.arrange(ctx, sp.id, auth)
	if err != nil {
		return nil, err
	}
	at, err := s.stampOf(ctx, removed)
	if err != nil {
		return nil, err
	}
	var out []wire.Message
	for _, next := range plan {
		within := func(e improve.Event) bool { return e.Header.Stamp <= at }
		if next.Log == removed.Log {
			within = func(e improve.Event) bool { return e.Seq <= removed.Seq }
		}
		pieces, err := s.piecesWithin(ctx, sp, next.LogRange, within)
		if err != nil {
			return nil, err
		}
		if out = append(out, pieces...); len(out) > maxFarewell {
			return nil, nil
		}
	}
	sp.sent += uint64(len(out))
	return out, nil
}

// stampOf gives when an event was written.
func (s *Session) stampOf(ctx context.Context, dot improve.Dot) (improve.HLC, error) {
	seg, err := s.store.Segment(ctx, improve.LogRange{Log: dot.Log, After: dot.Seq - 1, To: dot.Seq})
	if err != nil || len(seg.Events) == 0 {
		return 0, fmt.Errorf("read log %s at %d: %w", dot.Log, dot.Seq, err)
	}
	return seg.Events[0].Header.Stamp, nil
}

// piecesWithin packs a log from where a plan says, up to the last signature
// before the first event that is not within.
func (s *Session) piecesWithin(ctx context.Context, sp *space, next improve.LogRange, within func(improve.Event) bool) ([]wire.Message, error) {
	var out []wire.Message
	for next.After < next.To && len(out) <= maxFarewell {
		seg, err := s.store.Segment(ctx, next)
		if err != nil {
			return nil, fmt.Errorf("read log %s after %d: %w", next.Log, next.After, err)
		}
		whole := len(seg.Events)
		seg = cutWithin(seg, within)
		if len(seg.Events) > 0 {
			data, err := s.codec.Pack(sp.ours, seg)
			if err != nil {
				return nil, err
			}
			out = append(out, data)
		}
		if len(seg.Events) < whole || whole == 0 {
			break
		}
		next.After += uint64(whole)
	}
	return out, nil
}

// cutWithin shortens a segment to a signed event before the first that is not within.
func cutWithin(seg improve.Segment, within func(improve.Event) bool) improve.Segment {
	held := 0
	for held < len(seg.Events) && within(seg.Events[held]) {
		held++
	}
	end := seg.First + uint64(held) // the first that must not go
	signed := 0
	for signed < len(seg.Signatures) && seg.Signatures[signed].Seq < end {
		signed++
	}
	seg.Signatures = seg.Signatures[:signed]
	if signed == 0 {
		seg.Events = nil
		return seg
	}
	seg.Events = seg.Events[:seg.Signatures[signed-1].Seq-seg.First+1]
	return seg
}
