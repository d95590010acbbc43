package p2p

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

const (
	loopback = "/ip4/127.0.0.1/tcp/0"
	patience = time.Minute // a test that waits longer has failed; slow machines and the race detector are no failure
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// within bounds a test; its end is where goleak looks.
func within(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	return ctx
}

// world makes spaces and devices for one test; its lock guards the writers of improvetest.
type world struct {
	t   *testing.T
	rng *rand.Rand
	mu  sync.Mutex
}

func newWorld(t *testing.T) *world { return &world{t: t, rng: improvetest.NewRand(1)} }

// school is one device with a store in memory.
type school struct {
	world  *world
	device *improvetest.Device
	now    improve.TimeSource

	incarnation byte // of its database

	mu       sync.Mutex
	spaces   map[improve.SpaceID]*heldSpace
	made     map[improve.SpaceID]*improvetest.Space
	remotes  map[improve.DeviceID]improve.Remote
	invites  map[improve.Hash]improve.Invite
	watchers map[chan struct{}]bool
	admitted []Admission
}

type heldSpace struct {
	secret [32]byte
	order  []improve.LogID
	logs   map[improve.LogID]*heldLog
}

type heldLog struct {
	log    improve.Log
	events []improve.Event
	sigs   []improve.Signature
}

func (w *world) school() *school {
	w.mu.Lock()
	defer w.mu.Unlock()
	return &school{
		world: w, device: improvetest.NewDevice(w.rng), now: time.Now, incarnation: 1,
		spaces: map[improve.SpaceID]*heldSpace{}, made: map[improve.SpaceID]*improvetest.Space{},
		remotes: map[improve.DeviceID]improve.Remote{}, invites: map[improve.Hash]improve.Invite{}, watchers: map[chan struct{}]bool{},
	}
}

// found makes a space whose root is this school, with the given members, and gives its id.
func (s *school) found(members ...*school) improve.SpaceID {
	s.world.mu.Lock()
	defer s.world.mu.Unlock()
	space := improvetest.NewSpace(s.world.rng, improve.PairSpace)
	s.device = space.Root
	for _, member := range members {
		space.Grant(space.Root, member.device, improve.Member)
	}
	segs := []improve.Segment{space.Log(space.Root, improve.Auth).Seal()}
	for _, one := range append(members, s) {
		one.mu.Lock()
		one.addLocked(space.ID, [32]byte{7})
		one.takeLocked(space.ID, segs)
		one.made[space.ID] = space
		one.mu.Unlock()
	}
	return space.ID
}

// write appends so many events to this school's data log and tells who watches.
func (s *school) write(id improve.SpaceID, count int) {
	s.world.mu.Lock()
	space := s.made[id]
	log := space.Log(s.device, improve.Data)
	for range count {
		log.WriteValue(improve.Header{Type: improve.SetEvent, Object: space.ArtifactID(), Kind: "story", Field: "title"}, improve.TextValue(improvetest.Words(s.world.rng, 40)))
	}
	seg := log.Seal()
	s.world.mu.Unlock()

	s.mu.Lock()
	defer s.mu.Unlock()
	s.takeLocked(id, []improve.Segment{seg})
}

// remove takes a member's access away.
func (s *school) remove(id improve.SpaceID, member *school) {
	s.world.mu.Lock()
	space := s.made[id]
	space.Grant(s.device, member.device, improve.NoAccess)
	seg := space.Log(s.device, improve.Auth).Seal()
	s.world.mu.Unlock()

	s.mu.Lock()
	defer s.mu.Unlock()
	s.takeLocked(id, []improve.Segment{seg})
}

func (s *school) addLocked(id improve.SpaceID, secret [32]byte) {
	if s.spaces[id] == nil {
		s.spaces[id] = &heldSpace{secret: secret, logs: map[improve.LogID]*heldLog{}}
	}
}

func (s *school) takeLocked(id improve.SpaceID, segs []improve.Segment) improve.Ingested {
	held := s.spaces[id]
	var done improve.Ingested
	for _, seg := range segs {
		n, err := held.take(id, seg)
		done.Events += n
		if err != nil {
			done.Refused = append(done.Refused, improve.Refusal{Log: seg.Log, First: seg.First, Reason: err})
		}
	}
	for watcher := range s.watchers {
		select {
		case watcher <- struct{}{}:
		default:
		}
	}
	return done
}

func (h *heldSpace) take(id improve.SpaceID, seg improve.Segment) (int, error) {
	l := h.logs[seg.Log]
	if l == nil {
		opened, err := improve.OpenLog(id, seg.Events[0])
		if err != nil {
			return 0, err
		}
		l = &heldLog{log: opened}
	}
	if known := l.log.Head.Seq + 1 - seg.First; seg.First <= l.log.Head.Seq {
		if known >= uint64(len(seg.Events)) {
			return 0, nil
		}
		seg = improve.Segment{Log: seg.Log, First: l.log.Head.Seq + 1, Events: seg.Events[known:], Signatures: seg.Signatures}
		seg.Signatures = slices.DeleteFunc(slices.Clone(seg.Signatures), func(s improve.Signature) bool { return s.Seq < seg.First })
	}
	hashes, err := improve.VerifySegment(l.log, seg)
	if err != nil {
		return 0, err
	}
	if h.logs[seg.Log] == nil {
		h.logs[seg.Log] = l
		h.order = append(h.order, seg.Log)
	}
	l.events = append(l.events, seg.Events...)
	l.sigs = append(l.sigs, seg.Signatures...)
	l.log.Head = improve.Head{Log: seg.Log, Seq: l.log.Head.Seq + uint64(len(hashes)), Hash: hashes[len(hashes)-1]}
	return len(hashes), nil
}

func (h *heldSpace) fold(id improve.SpaceID) (improve.Space, error) {
	var events []improve.AuthEvent
	for _, log := range h.order {
		if l := h.logs[log]; l.log.Stream == improve.Auth {
			for _, e := range l.events {
				events = append(events, improve.AuthEvent{Event: e, Device: l.log.Device})
			}
		}
	}
	return improve.FoldSpace(id, events)
}

func (h *heldSpace) heads() improve.Heads {
	var heads improve.Heads
	for _, l := range h.logs {
		heads = append(heads, l.log.Head)
	}
	return heads
}

func (s *school) digest(id improve.SpaceID) improve.Digest {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.spaces[id].heads().Digest()
}

func (s *school) events(id improve.SpaceID) uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.spaces[id] == nil {
		return 0
	}
	return s.spaces[id].heads().Events()
}

// waitFor waits until a condition holds that only changes when this school commits.
func (s *school) waitFor(ctx context.Context, what string, holds func() bool) {
	s.world.t.Helper()
	changed, stop := s.Changed()
	defer stop()
	for !holds() {
		select {
		case <-changed:
		case <-ctx.Done():
			s.world.t.Fatalf("waited in vain until %s", what)
		}
	}
}
