package replica

import (
	"context"
	"fmt"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// LocalChange is to be called after any commit, ours or of what came from
// another remote: what this remote now lacks is planned for Next, a space that
// it reads from now on is handed over, one that it no longer reads is closed.
func (s *Session) LocalChange(ctx context.Context) ([]wire.Message, error) {
	if !s.greeted {
		return nil, nil
	}
	rows, err := s.store.Spaces(ctx)
	if err != nil {
		return nil, fmt.Errorf("list spaces: %w", err)
	}
	var out []wire.Message
	for _, row := range rows {
		answer, err := s.changed(ctx, row)
		if err != nil {
			return s.send(append(out, byeFor(err)...)...), err
		}
		out = append(out, answer...)
	}
	s.complete()
	return s.send(out...), nil
}

func (s *Session) changed(ctx context.Context, row improve.SpaceRow) ([]wire.Message, error) {
	sp, err := s.enter(ctx, row.Space.ID)
	if err != nil {
		return nil, err
	}
	reads := s.remoteTakes(row.Space)
	sp.carried = s.carried(row.Space)
	switch {
	case sp.state == introduced:
		return nil, nil // judged when its auth logs are complete
	case !reads && (sp.state == active || sp.state == introducing):
		return s.decline(ctx, sp, "the remote no longer reads it")
	case reads && sp.state == idle, reads && sp.state == closed && !sp.closing && sp.closedAt != row.Digest:
		return nil, s.introduce(ctx, sp)
	case sp.state == active:
		sp.idleRounds = 0
		return nil, s.replan(ctx, sp)
	}
	return nil, nil
}

// Tick is to be called every few seconds. Once a minute it says our digests
// again; it ends a session in which the remote owes us something and is silent.
func (s *Session) Tick(ctx context.Context) ([]wire.Message, error) {
	now := s.now()
	if s.owed() && now.Sub(s.lastHeard) > stallAfter {
		err := fmt.Errorf("silent for %s: %w", now.Sub(s.lastHeard), ErrStalled)
		return s.send(byeFor(err)...), err
	}
	if !s.greeted || now.Before(s.nextDigest) || len(s.pending) > 0 {
		return nil, nil
	}
	if err := s.planDigest(); err != nil {
		return nil, err
	}
	var out []wire.Message
	for _, id := range s.order() {
		sp := s.spaces[id]
		if sp.state != active || sp.open {
			continue
		}
		sp.idleRounds, sp.stateDue = min(sp.idleRounds, maxIdleRounds-1), true
		acks, err := s.ack(ctx, sp)
		if err != nil {
			return out, err
		}
		out = append(out, acks...)
	}
	return s.send(out...), nil
}

// owed tells that the remote has still to say something.
func (s *Session) owed() bool {
	if !s.greeted || s.inFlight > 0 || len(s.expected) > 0 {
		return true
	}
	for _, sp := range s.spaces {
		if sp.state == introduced || sp.state == introducing || sp.open {
			return true
		}
	}
	return false
}
