package p2p

import (
	"context"
	"fmt"
	"maps"
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
	patience = 20 * time.Second // a test that waits longer has failed
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
		world: w, device: improvetest.NewDevice(w.rng), now: time.Now,
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

// Spaces implements Store.
func (s *school) Spaces(context.Context) ([]improve.SpaceRow, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var rows []improve.SpaceRow
	for id, held := range s.spaces {
		space, err := held.fold(id)
		if err != nil {
			continue // its auth logs have not come yet
		}
		heads := held.heads()
		rows = append(rows, improve.SpaceRow{Space: space, Access: space.Access(s.device.ID), Events: heads.Events(), Digest: heads.Digest()})
	}
	return rows, nil
}

// Space implements Store.
func (s *school) Space(_ context.Context, id improve.SpaceID) (improve.Space, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	held := s.spaces[id]
	if held == nil {
		return improve.Space{}, &improve.Error{Code: improve.NotFound, Message: "No such space."}
	}
	return held.fold(id)
}

// SpaceSecret implements Store.
func (s *school) SpaceSecret(_ context.Context, id improve.SpaceID) ([32]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.spaces[id].secret, nil
}

// Logs implements Store.
func (s *school) Logs(_ context.Context, id improve.SpaceID) ([]improve.Log, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var logs []improve.Log
	if held := s.spaces[id]; held != nil {
		for _, log := range held.order {
			logs = append(logs, held.logs[log].log)
		}
	}
	return logs, nil
}

// Segment implements Store.
func (s *school) Segment(_ context.Context, piece improve.LogRange) (improve.Segment, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, held := range s.spaces {
		if l := held.logs[piece.Log]; l != nil {
			return l.cut(piece), nil
		}
	}
	return improve.Segment{}, fmt.Errorf("no log %s", piece.Log)
}

func (l *heldLog) cut(piece improve.LogRange) improve.Segment {
	seg := improve.Segment{Log: piece.Log, First: piece.After + 1}
	size := 0
	for at := piece.After; at < l.log.Head.Seq; at++ {
		e := l.events[at]
		seg.Events = append(seg.Events, e)
		size += len(e.Raw) + len(e.Body)
		for _, sig := range l.sigs {
			if sig.Seq == e.Seq {
				seg.Signatures = append(seg.Signatures, sig)
				if size >= improve.SegmentBytes || e.Seq >= piece.To {
					return seg
				}
			}
		}
	}
	return seg
}

// Ingest implements Store.
func (s *school) Ingest(_ context.Context, id improve.SpaceID, segs []improve.Segment) (improve.Ingested, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.takeLocked(id, segs), nil
}

// AddSpace implements Store.
func (s *school) AddSpace(_ context.Context, id improve.SpaceID, secret [32]byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.addLocked(id, secret)
	return nil
}

// SaveRemoteHeads implements Store.
func (s *school) SaveRemoteHeads(context.Context, improve.DeviceID, improve.SpaceID, improve.Heads) error {
	return nil
}

// DBIncarnation implements Store.
func (s *school) DBIncarnation(context.Context) ([8]byte, error) { return [8]byte{1}, nil }

// Remotes implements Store.
func (s *school) Remotes(context.Context) ([]improve.Remote, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Values(s.remotes)), nil
}

// SaveRemote implements Store.
func (s *school) SaveRemote(_ context.Context, remote improve.Remote) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remotes[remote.Device] = remote
	return nil
}

// Known implements Trust.
func (s *school) Known(_ context.Context, device improve.DeviceID) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, held := range s.spaces {
		if space, err := held.fold(id); err == nil && space.Access(device) > improve.NoAccess {
			return true, nil
		}
	}
	return false, nil
}

// Invites implements Trust.
func (s *school) Invites(context.Context) ([]improve.Invite, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Values(s.invites)), nil
}

// Changed implements Journal.
func (s *school) Changed() (<-chan struct{}, func()) {
	watcher := make(chan struct{}, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watchers[watcher] = true
	return watcher, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.watchers, watcher)
	}
}

// Admit implements Journal.
func (s *school) Admit(_ context.Context, a Admission) error {
	s.world.mu.Lock()
	defer s.world.mu.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	invite := s.invites[a.Invite.Hash]
	if !invite.UsedBy.IsZero() {
		return &improve.Error{Code: improve.Denied, Message: "Used."}
	}
	invite.UsedBy = a.Device
	s.invites[invite.Hash] = invite
	s.admitted = append(s.admitted, a)
	space := s.made[a.Invite.Space]
	space.Log(s.device, improve.Auth).WriteValue(
		improve.Header{Type: improve.GrantEvent, Device: a.Device, Grant: a.Invite.Access, Invite: a.Invite.Hash, Recipient: a.Recipient},
		improve.CellsValue(map[improve.FieldKey]string{improve.GrantName: a.Name, improve.GrantLaptop: a.Laptop}))
	s.takeLocked(a.Invite.Space, []improve.Segment{space.Log(s.device, improve.Auth).Seal()})
	return nil
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

// node starts a node of this school; it stops with the test at the latest.
func (s *school) node(listen ...string) *runningNode {
	s.world.t.Helper()
	n := New(Params{Key: s.device.Key, Listen: listen, Store: s, Trust: s, Journal: s, Clock: s.now, Log: testLog(s.world.t)})
	n.pace = pace{first: 20 * time.Millisecond, most: 200 * time.Millisecond, look: 200 * time.Millisecond, grace: 2 * time.Second, hello: time.Second, stall: time.Second}
	ctx, cancel := context.WithCancel(context.Background())
	running := &runningNode{Node: n, done: make(chan error, 1), cancel: cancel, t: s.world.t}
	go func() { running.done <- n.Run(ctx) }()
	s.world.t.Cleanup(running.stop)
	select {
	case <-n.Ready():
	case err := <-running.done:
		s.world.t.Fatalf("run: %v", err)
	}
	return running
}

type runningNode struct {
	*Node
	t      *testing.T
	cancel context.CancelFunc
	done   chan error
	once   sync.Once
}

func (r *runningNode) stop() {
	r.once.Do(func() {
		r.cancel()
		select {
		case err := <-r.done:
			if err != nil {
				r.t.Errorf("run: %v", err)
			}
		case <-time.After(patience):
			r.t.Errorf("the node does not stop")
		}
	})
}

// addr gives the node's one listening address.
func (r *runningNode) addr() string {
	r.t.Helper()
	addrs := r.Addrs()
	if len(addrs) == 0 {
		r.t.Fatal("the node has no address")
	}
	return addrs[0]
}

// waitState waits until the state of the node's remotes is as wanted.
func (r *runningNode) waitState(ctx context.Context, what string, holds func([]RemoteState) bool) {
	r.t.Helper()
	changed, stop := r.Changed()
	defer stop()
	for {
		states, err := r.State(ctx)
		if err != nil {
			r.t.Fatal(err)
		}
		if holds(states) {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			r.t.Fatalf("waited in vain until %s; states %+v", what, states)
		}
	}
}
