package replica

import (
	"context"
	"fmt"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// tellState gives what we make of spaces of which both sides hold the same, for
// the remote to compare: equal events must show the same to people on both.
func (s *Session) tellState(ctx context.Context, spaces ...*space) ([]wire.Message, error) {
	m := wire.State{Fold: improve.FoldVersion}
	for _, sp := range spaces {
		if sp.stateDue = false; sp.carried {
			continue // who carries makes nothing of it
		}
		sum, err := s.store.StateSum(ctx, sp.id)
		if err != nil {
			return nil, fmt.Errorf("read state of space %s: %w", sp.id, err)
		}
		m.Sums = append(m.Sums, shortSum(sum))
	}
	if len(m.Sums) == 0 {
		return nil, nil
	}
	return []wire.Message{m}, nil
}

func shortSum(sum improve.StateSum) wire.StateSum {
	return wire.StateSum{Events: [8]byte(sum.Events[:8]), State: [8]byte(sum.State[:8])}
}

// onState compares. A difference is a fault of one of the two programs, which
// cannot be told from here: both look at themselves.
func (s *Session) onState(ctx context.Context, m wire.State) error {
	if m.Fold != improve.FoldVersion {
		return nil
	}
	theirs := make(map[[8]byte][8]byte, len(m.Sums))
	for _, sum := range m.Sums {
		theirs[sum.Events] = sum.State
	}
	for _, id := range s.order() {
		sp := s.spaces[id]
		if sp.state != active || sp.differs {
			continue
		}
		ours, err := s.store.StateSum(ctx, id)
		if err != nil {
			return fmt.Errorf("read state of space %s: %w", id, err)
		}
		short := shortSum(ours)
		state, common := theirs[short.Events]
		if !common || state == short.State {
			continue
		}
		sp.differs = true
		s.log.Error("the same events make something else here and there", "code", "state-differs", "space", id,
			"here", fmt.Sprintf("%x", short.State), "there", fmt.Sprintf("%x", state))
		if s.onDiffers != nil {
			s.onDiffers(ctx, id, ours.Events)
		}
	}
	return nil
}
