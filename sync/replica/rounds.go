package replica

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// bytesPerEvent is what an event has on average before compression (replication.md 4.2), for a progress bar.
const bytesPerEvent = 230

// openRound begins an exchange of vectors with our half of it.
func (s *Session) openRound(sp *space, logs []improve.Log, buckets bool) []wire.Message {
	sp.idleRounds++
	sp.enterRound()
	if !buckets {
		return s.sayVector(sp, logs, wire.AllBuckets)
	}
	sp.sentBuckets = true
	return []wire.Message{wire.Buckets{Tag: sp.ours, Sums: wire.BucketSums(headsOf(logs))}}
}

// enterRound forgets what was planned before; the vectors say it anew.
func (sp *space) enterRound() {
	sp.round = round{open: true}
	sp.plan, sp.equal, sp.stateDue = nil, false, true
	clear(sp.bad)
}

// sayVector gives our vector of the buckets in mask.
func (s *Session) sayVector(sp *space, logs []improve.Log, mask uint64) []wire.Message {
	vector := wire.Vector{Tag: sp.ours, Mask: mask}
	for _, log := range logs {
		prefix := wire.PrefixOf(log.ID)
		if wire.Covers(mask, prefix) && !sp.leavesOut(log.ID) {
			vector.Entries = append(vector.Entries, wire.Entry{Log: prefix, Seq: log.Head.Seq, Head: log.Head.Tag()})
		}
	}
	slices.SortFunc(vector.Entries, func(a, b wire.Entry) int { return bytes.Compare(a.Log[:], b.Log[:]) })
	vector.Entries = slices.CompactFunc(vector.Entries, func(a, b wire.Entry) bool { return a.Log == b.Log })
	if len(vector.Entries) > wire.MaxLogs {
		s.log.Error("space has more logs than one exchange can name", "space", sp.id, "logs", len(vector.Entries))
		vector.Entries = vector.Entries[:wire.MaxLogs]
	}
	sp.sentVector = true
	return []wire.Message{vector}
}

func (s *Session) onBuckets(ctx context.Context, m wire.Buckets) ([]wire.Message, error) {
	sp, err := s.find(m.Tag)
	if err != nil {
		return nil, err
	}
	if sp.state != active {
		return nil, s.unexpected(sp, "buckets")
	}
	if sp.gotBucket || sp.gotVector {
		return nil, fmt.Errorf("buckets within a round: %w", ErrProtocol)
	}
	if ok, err := s.takes(ctx, sp); err != nil || !ok {
		return s.declineIf(ctx, sp, err)
	}
	logs, err := s.shared(ctx, sp)
	if err != nil {
		return nil, err
	}
	var out []wire.Message
	switch {
	case !sp.open && s.oneAsks():
		sp.enterRound()
	case !sp.open:
		out = s.openRound(sp, logs, true)
	}
	sp.gotBucket = true
	mask := wire.DifferentBuckets(wire.BucketSums(headsOf(logs)), m.Sums)
	sp.covered |= ^mask
	for _, log := range logs {
		if prefix := wire.PrefixOf(log.ID); !wire.Covers(mask, prefix) {
			sp.known[prefix] = log.Head.Seq
		}
	}
	if !sp.sentVector {
		out = append(out, s.sayVector(sp, logs, mask)...)
	}
	return out, nil
}

func (s *Session) onVector(ctx context.Context, m wire.Vector) ([]wire.Message, error) {
	sp, err := s.find(m.Tag)
	if err != nil {
		return nil, err
	}
	switch sp.state {
	case introduced:
		accepted, err := s.judge(ctx, sp)
		if err != nil {
			return nil, err
		}
		if !accepted {
			s.learnHeads(sp, m)
			return s.decline(ctx, sp, "by its auth logs it is not shared")
		}
		sp.state = active
	case introducing:
		sp.state = active
	case active:
	default:
		return nil, s.unexpected(sp, "vector")
	}
	if sp.gotVector {
		return nil, fmt.Errorf("a second vector within a round: %w", ErrProtocol)
	}
	if ok, err := s.takes(ctx, sp); err != nil || !ok {
		return s.declineIf(ctx, sp, err)
	}
	return s.answerVector(ctx, sp, m)
}

// answerVector sends our vector unless it is on its way, and plans what the remote lacks.
func (s *Session) answerVector(ctx context.Context, sp *space, m wire.Vector) ([]wire.Message, error) {
	logs, err := s.shared(ctx, sp)
	if err != nil {
		return nil, err
	}
	var out []wire.Message
	switch {
	case !sp.open:
		sp.enterRound()
		fallthrough
	case !sp.sentVector:
		out = s.sayVector(sp, logs, m.Mask)
	}
	sp.gotVector = true
	s.learn(sp, m, logs)
	if err := s.saveKnown(ctx, sp, logs); err != nil {
		return out, err
	}
	if err := s.replan(ctx, sp); err != nil {
		return out, err
	}
	events := sp.planned()
	s.progress.AnnouncedOut += events
	out = append(out, wire.Totals{Tag: sp.ours, Events: events, Bytes: events * bytesPerEvent})
	if events > 0 {
		return out, nil
	}
	sp.sendDone = true
	ended, err := s.endRound(ctx, sp)
	return append(out, ended...), err
}

// learnHeads takes in where the remote's logs end.
func (s *Session) learnHeads(sp *space, m wire.Vector) {
	for prefix := range sp.known {
		if wire.Covers(m.Mask, prefix) {
			delete(sp.known, prefix)
		}
	}
	sp.covered |= m.Mask
	for _, entry := range m.Entries {
		sp.known[entry.Log] = entry.Seq
	}
}

// learn takes in what the remote holds.
func (s *Session) learn(sp *space, m wire.Vector, logs []improve.Log) {
	s.learnHeads(sp, m)
	byPrefix := make(map[wire.Prefix]improve.Log, len(logs))
	for _, log := range logs {
		byPrefix[wire.PrefixOf(log.ID)] = log
	}
	for _, entry := range m.Entries {
		log, ok := byPrefix[entry.Log]
		switch {
		case !ok:
		case entry.Seq == log.Head.Seq && entry.Head != log.Head.Tag():
			s.noteForked(sp, log.ID)
		case entry.Seq > log.Head.Seq && !log.Split:
			s.noteOwn(log, entry.Seq)
		}
	}
}

// maxAsked is how often in a session a log that forked is asked for from its
// beginning: once brings the other history, or this remote cannot give it.
const maxAsked = 2

// noteForked notes that the remote has another history of a log. Our next
// vector leaves the log out, and the remote sends all that it has of it; the
// store finds where the two part.
func (s *Session) noteForked(sp *space, log improve.LogID) {
	if !sp.forked[log] {
		s.log.Warn("the other laptop has another history of a log", "space", sp.id, "log", log)
	}
	sp.forked[log] = true
}

// leavesOut tells, and counts, that our vector says nothing of a log.
func (sp *space) leavesOut(log improve.LogID) bool {
	if !sp.forked[log] || sp.asked[log] >= maxAsked {
		return false
	}
	sp.asked[log]++
	return true
}

// noteOwn reports a log of this device of which others have more than we do.
func (s *Session) noteOwn(log improve.Log, there uint64) {
	if log.Device != s.self || s.rolledBack[log.ID] {
		return
	}
	s.rolledBack[log.ID] = true
	s.log.Warn("another laptop has more of our own log", "log", log.ID, "here", log.Head.Seq, "there", there)
	if s.onBack != nil {
		s.onBack(log)
	}
}

func (s *Session) saveKnown(ctx context.Context, sp *space, logs []improve.Log) error {
	heads := make(improve.Heads, 0, len(logs))
	for _, log := range logs {
		seq := min(sp.known[wire.PrefixOf(log.ID)], log.Head.Seq)
		head := improve.Head{Log: log.ID, Seq: seq}
		if seq == log.Head.Seq {
			head.Hash = log.Head.Hash
		}
		if seq > 0 {
			heads = append(heads, head)
		}
	}
	if err := s.store.SaveRemoteHeads(ctx, s.remote, sp.id, heads); err != nil {
		return fmt.Errorf("save heads of space %s: %w", sp.id, err)
	}
	return nil
}

func (s *Session) onTotals(ctx context.Context, m wire.Totals) ([]wire.Message, error) {
	sp, err := s.find(m.Tag)
	if err != nil {
		return nil, err
	}
	if sp.state != active || !sp.open {
		return nil, s.unexpected(sp, "totals")
	}
	s.progress.AnnouncedIn += m.Events
	if m.Events > 0 {
		return nil, nil
	}
	sp.receiveDone = true
	return s.endRound(ctx, sp)
}

// endRound closes a round in which both sides have said everything, and says what we hold now.
func (s *Session) endRound(ctx context.Context, sp *space) ([]wire.Message, error) {
	if !sp.open || !sp.sendDone || !sp.receiveDone || len(s.pending) > 0 {
		return nil, nil
	}
	sp.round = round{}
	if err := s.replan(ctx, sp); err != nil {
		return nil, err
	}
	return s.ack(ctx, sp)
}

// ack gives what we hold of a space and how much of the remote's stream we have dealt with.
func (s *Session) ack(ctx context.Context, sp *space) ([]wire.Message, error) {
	ack := wire.Ack{Tag: sp.ours, More: len(sp.plan) > 0, Taken: sp.taken, Refused: sp.refused}
	if !sp.isNew {
		logs, err := s.shared(ctx, sp)
		if err != nil {
			return nil, err
		}
		ack.Digest = headsOf(logs).Digest()
	}
	sp.unacked, sp.said = 0, ack.Digest
	return []wire.Message{ack}, nil
}

func (s *Session) onAck(ctx context.Context, m wire.Ack) ([]wire.Message, error) {
	sp, err := s.find(m.Tag)
	if err != nil {
		return nil, err
	}
	if m.Taken < sp.acked || m.Taken > sp.sent || m.Refused < sp.refusedThere {
		return nil, fmt.Errorf("an acknowledgement of what was not sent: %w", ErrProtocol)
	}
	s.release(sp, int(min(m.Taken-sp.acked, uint64(len(sp.sizes)))))
	s.progress.RefusedThere += m.Refused - sp.refusedThere
	sp.acked, sp.refusedThere = m.Taken, m.Refused
	if m.Declined {
		return s.onDeclined(ctx, sp)
	}
	if sp.state != active || sp.open || sp.acked < sp.sent {
		return nil, nil
	}
	return s.compare(ctx, sp, m)
}

// compare looks whether the remote, which has dealt with all that we sent,
// holds what we hold; if not, vectors are exchanged again.
func (s *Session) compare(ctx context.Context, sp *space, m wire.Ack) ([]wire.Message, error) {
	logs, err := s.shared(ctx, sp)
	if err != nil {
		return nil, err
	}
	if heads := headsOf(logs); heads.Digest() == m.Digest {
		return s.confirm(ctx, sp, heads)
	}
	sp.equal = false
	if m.More || len(sp.plan) > 0 {
		return nil, nil
	}
	if sp.idleRounds >= maxIdleRounds {
		if !sp.gaveUp {
			s.log.Warn("space stays incomplete with this remote", "space", sp.id, "forked", len(sp.forked), "refused", sp.refused)
		}
		sp.gaveUp = true
		return nil, nil
	}
	if ok, err := s.takes(ctx, sp); err != nil || !ok {
		return s.declineIf(ctx, sp, err)
	}
	return s.openRound(sp, logs, len(logs) > wire.BucketAbove), nil
}

// confirm notes that both sides hold the same, and says so when the remote cannot know it yet.
func (s *Session) confirm(ctx context.Context, sp *space, heads improve.Heads) ([]wire.Message, error) {
	if err := s.agree(ctx, sp, heads); err != nil {
		return nil, err
	}
	var out []wire.Message
	var err error
	if sp.said != heads.Digest() {
		if out, err = s.ack(ctx, sp); err != nil {
			return nil, err
		}
	}
	if !sp.stateDue {
		return out, nil
	}
	told, err := s.tellState(ctx, sp)
	return append(out, told...), err
}

// declineIf passes an error on, or declines a space that the remote no longer reads.
func (s *Session) declineIf(ctx context.Context, sp *space, err error) ([]wire.Message, error) {
	if err != nil {
		return nil, err
	}
	return s.decline(ctx, sp, "the remote does not read it")
}

// unexpected passes over a message about a space that was closed while it was
// on its way; about any other space it breaks the protocol.
func (s *Session) unexpected(sp *space, what string) error {
	if sp.state == closed || sp.state == idle {
		return nil
	}
	return fmt.Errorf("%s out of turn: %w", what, ErrProtocol)
}
