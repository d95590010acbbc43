package replica

import (
	"bytes"
	"context"
	"fmt"

	"github.com/cairn-schools/cairn/sync/wire"
)

func (s *Session) onHello(ctx context.Context, m wire.Hello) ([]wire.Message, error) {
	if s.greeted {
		return nil, fmt.Errorf("a second greeting: %w", ErrProtocol)
	}
	if m.Min > wire.Version || m.Max < wire.Version {
		return nil, fmt.Errorf("versions %d to %d: %w", m.Min, m.Max, ErrVersion)
	}
	s.greeted, s.progress.Greeted, s.remoteNonce, s.features = true, true, m.Nonce, m.Features
	s.progress.Incarnation = m.Incarnation
	if err := s.learnTags(ctx); err != nil {
		return nil, err
	}
	out, err := s.meetAll(ctx, m.Spaces)
	if err != nil {
		return out, err
	}
	return out, s.introduceRest(ctx)
}

// meetAll compares the spaces of the remote's HELLO with ours. Of those that
// are the same it gives our state, before all else: nobody waits for it.
func (s *Session) meetAll(ctx context.Context, spaces []wire.HelloSpace) ([]wire.Message, error) {
	seen := map[wire.Tag]bool{}
	var out []wire.Message
	var same []*space
	for _, remote := range spaces {
		if seen[remote.Tag] {
			return out, fmt.Errorf("a space twice in the greeting: %w", ErrProtocol)
		}
		seen[remote.Tag] = true
		answer, err := s.meet(ctx, remote)
		if err != nil {
			return out, err
		}
		out = append(out, answer...)
		if sp := s.theirs[remote.Tag]; sp != nil && sp.equal {
			same = append(same, sp)
		}
	}
	told, err := s.tellState(ctx, same...)
	return append(told, out...), err
}

// learnTags computes the remote's tag of every space that we hold.
func (s *Session) learnTags(ctx context.Context) error {
	rows, err := s.store.Spaces(ctx)
	if err != nil {
		return fmt.Errorf("list spaces: %w", err)
	}
	for _, row := range rows {
		if _, err := s.enter(ctx, row.Space.ID); err != nil {
			return err
		}
	}
	return nil
}

// meet compares one space of the remote's HELLO with ours.
func (s *Session) meet(ctx context.Context, remote wire.HelloSpace) ([]wire.Message, error) {
	sp := s.theirs[remote.Tag]
	if sp == nil || sp.state != named {
		s.expected[remote.Tag] = true // it will be handed to us, or we decline it
		return nil, nil
	}
	sp.state = active
	if remote.Digest == sp.named.Digest() {
		return nil, s.agree(ctx, sp, sp.named)
	}
	logs, err := s.shared(ctx, sp)
	if err != nil {
		return nil, err
	}
	buckets := max(uint64(len(logs)), remote.Logs) > wire.BucketAbove && len(logs) > 0 && remote.Logs > 0
	if buckets && s.oneAsks() && bytes.Compare(s.nonce[:], s.remoteNonce[:]) > 0 {
		return nil, nil // the remote asks
	}
	return s.openRound(sp, logs, buckets), nil
}

// oneAsks tells that the buckets of one side are enough.
func (s *Session) oneAsks() bool { return s.features&wire.FeatureOneAsks != 0 }

// introduceRest hands over the spaces that we named and the remote did not.
func (s *Session) introduceRest(ctx context.Context) error {
	for _, id := range s.order() {
		if sp := s.spaces[id]; sp.state == named {
			if err := s.introduce(ctx, sp); err != nil {
				return err
			}
		}
	}
	return nil
}
