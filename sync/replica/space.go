package replica

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// state says how far a space is within a session.
type state byte

const (
	idle        state = iota // we hold it; nothing was said about it
	named                    // in our HELLO; whether the remote names it too is open
	introducing              // we hand it over: SPACE, its auth logs, our VECTOR
	introduced               // it is handed to us: its auth logs arrive, then a VECTOR
	active                   // both sides share it
	closed                   // one side declined
)

// space is one space within a session.
type space struct {
	id           improve.SpaceID
	secret       [32]byte
	ours, theirs wire.Tag
	state        state
	named        improve.Heads  // what our HELLO stood for
	said         improve.Digest // the digest that we said last
	closedAt     improve.Digest // ours when it was closed
	introduced   int            // how often it was handed over, in both directions
	sentSpace    bool
	crossed      bool // handed over by both sides at once
	closing      bool // our decline is not answered yet: what comes was said before it
	isNew        bool // not in our store yet: pieces are staged
	staged       []improve.Segment

	round
	idleRounds int
	equal      bool
	gaveUp     bool
	stateDue   bool // our state is to be told when both sides hold the same again
	differs    bool // the remote makes something else of the same events; it was reported
	carried    bool // one of the two only carries: nothing but who is in the space is exchanged

	known   map[wire.Prefix]uint64 // last event of each log that the remote has or is being sent
	covered uint64                 // the buckets of which known speaks
	offers  map[improve.Dot]int    // how often the piece after this dot was sent
	forked  map[improve.LogID]bool // the remote has another history of it, and we do not have that yet
	asked   map[improve.LogID]int  // how often a forked log was left out of our vector, so that the remote sends all of it
	bad     map[improve.LogID]bool // refused in this round: what follows is not looked at
	plan    []stretch              // to be sent, in order

	sent, acked    uint64 // Data messages to the remote
	sizes          []int  // of those between the two
	taken, refused uint64 // Data messages from the remote
	unacked        int
	refusedThere   uint64
	events, bytes  uint64 // received
}

// round is one exchange of vectors and what follows from it.
type round struct {
	open                   bool
	sentBuckets, gotBucket bool
	sentVector, gotVector  bool
	sendDone, receiveDone  bool
}

// streaming tells that both vectors are there, so that the plan is good.
func (r round) streaming() bool { return r.open && r.sentVector && r.gotVector }

// planned gives how many events wait to be sent.
func (sp *space) planned() uint64 {
	var total uint64
	for _, piece := range sp.plan {
		total += piece.events()
	}
	return total
}

// settledNow tells that both sides hold the same and nothing is on its way.
func (sp *space) settledNow() bool { return sp.equal && len(sp.plan) == 0 && len(sp.sizes) == 0 }

// enter gives the session's view of a space that the store holds.
func (s *Session) enter(ctx context.Context, id improve.SpaceID) (*space, error) {
	sp := s.spaces[id]
	if sp == nil {
		secret, err := s.store.SpaceSecret(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("read secret of space %s: %w", id, err)
		}
		sp = s.newSpace(id, secret)
		s.spaces[id] = sp
	}
	if s.greeted {
		sp.theirs = wire.SpaceTag(sp.secret, s.remoteNonce, s.remote, s.self)
		s.theirs[sp.theirs] = sp
	}
	return sp, nil
}

func (s *Session) newSpace(id improve.SpaceID, secret [32]byte) *space {
	return &space{
		id: id, secret: secret, ours: wire.SpaceTag(secret, s.nonce, s.self, s.remote),
		known: map[wire.Prefix]uint64{}, offers: map[improve.Dot]int{},
		forked: map[improve.LogID]bool{}, asked: map[improve.LogID]int{}, bad: map[improve.LogID]bool{},
	}
}

// find gives the space that the remote means by a tag.
func (s *Session) find(tag wire.Tag) (*space, error) {
	if sp := s.theirs[tag]; sp != nil {
		return sp, nil
	}
	return nil, fmt.Errorf("a message about a space that was not named: %w", ErrProtocol)
}

// order gives the ids of all spaces of the session, always in the same order.
func (s *Session) order() []improve.SpaceID {
	ids := make([]improve.SpaceID, 0, len(s.spaces))
	for id := range s.spaces {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b improve.SpaceID) int { return bytes.Compare(a[:], b[:]) })
	return ids
}

func (s *Session) logs(ctx context.Context, id improve.SpaceID) ([]improve.Log, error) {
	logs, err := s.store.Logs(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("list logs of space %s: %w", id, err)
	}
	return logs, nil
}

// shared gives the logs of a space that are exchanged with the remote: all of
// them, or the auth logs alone when one of the two devices only carries.
func (s *Session) shared(ctx context.Context, sp *space) ([]improve.Log, error) {
	logs, err := s.logs(ctx, sp.id)
	if !sp.carried {
		return logs, err
	}
	var auth []improve.Log
	for _, log := range logs {
		if log.Stream == improve.Auth {
			auth = append(auth, log)
		}
	}
	return auth, err
}

func headsOf(logs []improve.Log) improve.Heads {
	heads := make(improve.Heads, len(logs))
	for i, log := range logs {
		heads[i] = log.Head
	}
	return heads
}

// remoteTakes tells whether the remote's device may know who is in a space,
// now; what more it may have says carried. These two alone decide what leaves
// this device.
func (s *Session) remoteTakes(space improve.Space) bool {
	if space.Access(s.remote) < improve.Carrier || s.wasRemoved(space) {
		return false
	}
	member, ok := space.Member(s.remote)
	return !ok || member.Expires == 0 || member.Expires.Time().After(s.now())
}

// wasRemoved tells that this device itself was taken out of a space: it keeps
// what it has and exchanges nothing about it any more.
func (s *Session) wasRemoved(space improve.Space) bool {
	self, was := space.Member(s.self)
	return was && self.Access == improve.NoAccess
}

// carried tells that the remote or this device only carries for a space.
func (s *Session) carried(space improve.Space) bool {
	return !space.Access(s.remote).Reads() || !space.Access(s.self).Reads()
}

// takes asks the store whether the remote takes part in a space, before anything of it is sent.
func (s *Session) takes(ctx context.Context, sp *space) (bool, error) {
	folded, err := s.store.Space(ctx, sp.id)
	if improve.CodeOf(err) == improve.NotFound {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("read space %s: %w", sp.id, err)
	}
	sp.carried = s.carried(folded)
	return s.remoteTakes(folded), nil
}

// decline ends the exchange about a space and gives the message that says so.
func (s *Session) decline(ctx context.Context, sp *space, why string) ([]wire.Message, error) {
	s.log.Info("exchange nothing about space", "space", sp.id, "reason", why)
	unheard := sp.state == introducing && !sp.sentSpace && !sp.crossed // the remote knows nothing of it
	if err := s.closeSpace(ctx, sp); err != nil || unheard {
		return nil, err
	}
	sp.closing = true
	if sp.isNew {
		return sp.declined(), nil
	}
	out, err := s.farewell(ctx, sp)
	return append(out, sp.declined()...), err
}

func (sp *space) declined() []wire.Message {
	return []wire.Message{wire.Ack{Tag: sp.ours, Declined: true, Taken: sp.taken, Refused: sp.refused}}
}

// onDeclined takes the remote's decline, or its answer to ours. Each side says
// it once, so that both know where the old exchange about the space ends.
func (s *Session) onDeclined(ctx context.Context, sp *space) ([]wire.Message, error) {
	if sp.state != closed {
		return sp.declined(), s.closeSpace(ctx, sp)
	}
	if !sp.closing || sp.isNew {
		sp.closing = false
		return nil, nil
	}
	sp.closing = false
	logs, err := s.logs(ctx, sp.id)
	if err != nil || headsOf(logs).Digest() == sp.closedAt {
		return nil, err
	}
	if ok, err := s.takes(ctx, sp); err != nil || !ok {
		return nil, err
	}
	return nil, s.introduce(ctx, sp) // admitted again meanwhile
}

// closeSpace forgets what was under way for a space.
func (s *Session) closeSpace(ctx context.Context, sp *space) error {
	s.release(sp, len(sp.sizes))
	s.staged -= stagedSize(sp.staged)
	sp.state, sp.round, sp.plan, sp.staged, sp.equal = closed, round{}, nil, nil, false
	sp.named, sp.sentSpace, sp.crossed = nil, false, false
	if sp.isNew {
		return nil
	}
	logs, err := s.logs(ctx, sp.id)
	if err != nil {
		return err
	}
	sp.closedAt = headsOf(logs).Digest()
	return nil
}

// release takes acknowledged messages out of the window.
func (s *Session) release(sp *space, count int) {
	for _, size := range sp.sizes[:count] {
		s.inFlight--
		s.inFlightSize -= size
	}
	sp.sizes = sp.sizes[count:]
}

// agree notes that the remote holds exactly these heads.
func (s *Session) agree(ctx context.Context, sp *space, heads improve.Heads) error {
	sp.equal, sp.gaveUp, sp.idleRounds = true, false, 0
	clear(sp.forked)
	sp.known = make(map[wire.Prefix]uint64, len(heads))
	sp.covered = wire.AllBuckets
	for _, head := range heads {
		sp.known[wire.PrefixOf(head.Log)] = head.Seq
	}
	if err := s.store.SaveRemoteHeads(ctx, s.remote, sp.id, heads); err != nil {
		return fmt.Errorf("save heads of space %s: %w", sp.id, err)
	}
	return s.replan(ctx, sp)
}

func sortByTag(spaces []wire.HelloSpace) {
	slices.SortFunc(spaces, func(a, b wire.HelloSpace) int { return bytes.Compare(a.Tag[:], b.Tag[:]) })
}
