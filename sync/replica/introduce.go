package replica

import (
	"context"
	"fmt"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// introduce begins to hand a space to a remote that reads it by our fold and
// did not name it: Next gives SPACE, all its auth logs, then our vector.
func (s *Session) introduce(ctx context.Context, sp *space) error {
	if sp.introduced >= maxIntroductions {
		return nil
	}
	sp.introduced++
	logs, err := s.logs(ctx, sp.id)
	if err != nil {
		return err
	}
	var auth []piece
	for _, history := range improve.Histories(logs) { // the vectors bring the others
		for _, log := range history {
			if log.Stream == improve.Auth {
				auth = append(auth, piece{log: log})
			}
		}
	}
	sp.state, sp.round, sp.sentSpace, sp.equal, sp.gaveUp = introducing, round{}, false, false, false
	clear(sp.known)
	sp.covered = 0
	sp.plan, err = s.arrange(ctx, sp.id, auth)
	return err
}

// endIntroduction says that all auth logs were sent: the remote can judge now.
func (s *Session) endIntroduction(ctx context.Context, sp *space) ([]wire.Message, error) {
	logs, err := s.shared(ctx, sp)
	if err != nil {
		return nil, err
	}
	return s.openRound(sp, logs, false), nil
}

// onSpace takes note of a space that the remote hands to us. Nothing is kept
// of it until its auth logs are there and name us.
func (s *Session) onSpace(ctx context.Context, m wire.Space) ([]wire.Message, error) {
	tag := wire.SpaceTag(m.Secret, s.remoteNonce, s.remote, s.self)
	delete(s.expected, tag)
	sp, err := s.offered(ctx, m)
	if err != nil {
		return nil, err
	}
	s.theirs[tag] = sp
	if sp.secret != m.Secret {
		return s.refuseSecret(sp, m, tag), nil
	}
	sp.theirs = tag
	sp.introduced++
	if sp.introduced > 2*maxIntroductions {
		return nil, fmt.Errorf("space %s offered %d times: %w", sp.id, sp.introduced, ErrTooMuch)
	}
	switch {
	case sp.state == introducing && !sp.crossed: // both hand it over at once; each has it already
		sp.crossed = true
		return nil, nil
	case sp.state == closed && sp.closing: // said before the remote heard our decline
		return nil, nil
	case sp.state != idle && sp.state != closed:
		return nil, s.unexpected(sp, "a space")
	}
	sp.state, sp.round, sp.plan, sp.equal, sp.gaveUp = introduced, round{}, nil, false, false
	clear(sp.bad)
	return nil, nil
}

// offered gives the session's view of a space that the remote hands to us.
func (s *Session) offered(ctx context.Context, m wire.Space) (*space, error) {
	if sp := s.spaces[m.ID]; sp != nil {
		return sp, nil
	}
	if len(s.theirs) >= 2*wire.MaxSpaces {
		return nil, fmt.Errorf("more than %d spaces offered: %w", wire.MaxSpaces, ErrTooMuch)
	}
	_, err := s.store.Space(ctx, m.ID)
	switch {
	case err == nil:
		return s.enter(ctx, m.ID)
	case improve.CodeOf(err) != improve.NotFound:
		return nil, fmt.Errorf("read space %s: %w", m.ID, err)
	}
	sp := s.newSpace(m.ID, m.Secret)
	sp.isNew = true
	s.spaces[m.ID] = sp
	return sp, nil
}

// refuseSecret declines a space that the remote knows by another secret than
// ours: under the tag of that secret, and without touching ours.
func (s *Session) refuseSecret(sp *space, m wire.Space, tag wire.Tag) []wire.Message {
	s.log.Warn("refuse space with another secret than ours", "space", sp.id)
	other := s.newSpace(m.ID, m.Secret)
	other.state = closed
	s.theirs[tag] = other
	return []wire.Message{wire.Ack{Tag: other.ours, Declined: true}}
}

// judge decides, now that the auth logs are there, whether a space is shared
// with the remote. A new one is then kept.
func (s *Session) judge(ctx context.Context, sp *space) (bool, error) {
	if !sp.isNew {
		return s.takes(ctx, sp)
	}
	segs, folded, err := s.foldStaged(sp)
	if err != nil {
		s.log.Info("refuse offered space", "space", sp.id, "error", err)
		return false, nil
	}
	if folded.Access(s.self) < improve.Carrier || !s.remoteTakes(folded) {
		return false, nil
	}
	sp.carried = s.carried(folded)
	if err := s.store.AddSpace(ctx, sp.id, sp.secret); err != nil {
		return false, fmt.Errorf("add space %s: %w", sp.id, err)
	}
	sp.isNew = false
	s.staged -= stagedSize(sp.staged)
	sp.staged = nil
	return true, s.ingest(ctx, sp, segs)
}

// foldStaged checks the staged auth logs and folds them; pieces that do not hold are refused.
func (s *Session) foldStaged(sp *space) ([]improve.Segment, improve.Space, error) {
	logs := map[improve.LogID]improve.Log{}
	var good []improve.Segment
	var events []improve.AuthEvent
	for _, seg := range sp.staged {
		log, err := stagedLog(sp.id, logs, seg)
		if err == nil {
			var hashes []improve.Hash
			if hashes, err = improve.VerifySegment(log, seg); err == nil {
				log.Head.Seq += uint64(len(hashes))
				log.Head.Hash = hashes[len(hashes)-1]
			}
		}
		if err != nil {
			if err := s.refuse(sp, seg, err); err != nil {
				return nil, improve.Space{}, err
			}
			continue
		}
		logs[seg.Log] = log
		good = append(good, seg)
		for _, e := range seg.Events {
			events = append(events, improve.AuthEvent{Event: e, Device: log.Device})
		}
	}
	folded, err := improve.FoldSpace(sp.id, events)
	return good, folded, err
}

func stagedLog(space improve.SpaceID, logs map[improve.LogID]improve.Log, seg improve.Segment) (improve.Log, error) {
	if log, ok := logs[seg.Log]; ok {
		return log, nil
	}
	return improve.OpenLog(space, seg.Events[0])
}

// stagedSize reckons what staged pieces hold in memory.
func stagedSize(segs []improve.Segment) int {
	total := 0
	for _, seg := range segs {
		for _, e := range seg.Events {
			total += len(e.Raw) + len(e.Body) + eventOverhead
		}
	}
	return total
}

// eventOverhead is what an unpacked event takes in memory beside its bytes, about.
const eventOverhead = 512

// onlyAuth tells that a piece belongs to an auth log, by its events.
func onlyAuth(seg improve.Segment) bool {
	for _, e := range seg.Events {
		if e.Header.Type < improve.OpenEvent || e.Header.Type > 63 {
			return false
		}
	}
	return true
}
