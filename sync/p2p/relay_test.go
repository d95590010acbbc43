package p2p

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"
	ma "github.com/multiformats/go-multiaddr"

	"github.com/cairn-schools/cairn/improve"
)

// sites is two schools that cannot dial each other, and a keeper that both can dial.
type sites struct {
	north, south, keeper *school
	space                improve.SpaceID
	at                   *runningNode
}

// newSites gives the keeper an access to the schools' space.
func newSites(t *testing.T, access improve.AccessLevel) *sites {
	t.Helper()
	w := newWorld(t)
	s := &sites{north: w.school(), south: w.school(), keeper: w.school()}
	s.space = s.north.found(s.south)
	s.north.letIn(s.space, s.keeper, access)
	for _, one := range []*school{s.south, s.keeper} {
		one.learn(s.space, s.north)
	}
	s.at = s.keeper.keep()
	for _, one := range []*school{s.north, s.south} {
		one.mu.Lock()
		one.remotes[s.keeper.device.ID] = improve.Remote{Device: s.keeper.device.ID, Addrs: s.at.Addrs()}
		one.mu.Unlock()
	}
	return s
}

// keep starts a keeper's node.
func (s *school) keep() *runningNode {
	return s.run(New(Params{Key: s.device.Key, Listen: []string{loopback}, Store: s, Trust: s, Journal: s, Clock: s.now, Log: testLog(s.world.t), Keeper: true}))
}

// letIn grants a device access.
func (s *school) letIn(id improve.SpaceID, member *school, access improve.AccessLevel) {
	s.world.mu.Lock()
	defer s.world.mu.Unlock()
	space := s.made[id]
	space.Grant(s.device, member.device, access)
	seg := space.Log(s.device, improve.Auth).Seal()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.takeLocked(id, []improve.Segment{seg})
}

// learn takes over what another holds of a space's auth logs.
func (s *school) learn(id improve.SpaceID, from *school) {
	from.mu.Lock()
	held := from.spaces[id]
	var segs []improve.Segment
	for _, log := range held.order {
		if l := held.logs[log]; l.log.Stream == improve.Auth {
			segs = append(segs, l.cut(improve.LogRange{Log: log, To: l.log.Head.Seq}))
		}
	}
	made := from.made[id]
	from.mu.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.addLocked(id, [32]byte{7})
	s.takeLocked(id, segs)
	s.made[id] = made
}

func TestKeeper_TwoSchoolsThatCannotReachEachOtherExchangeThroughIt(t *testing.T) {
	ctx := within(t)
	s := newSites(t, improve.Carrier)
	s.north.write(s.space, 40)
	north, south := s.north.node(), s.south.node()

	s.south.waitFor(ctx, "the pages of the other school are here", func() bool { return s.north.digest(s.space) == s.south.digest(s.space) })

	for device, node := range map[improve.DeviceID]*runningNode{s.south.device.ID: north, s.north.device.ID: south} {
		live := node.current(node.link(device))
		if live == nil || !isCircuit(live.stream.Conn().RemoteMultiaddr()) {
			t.Fatalf("the two are not connected through the keeper: %v", live)
		}
	}
	if north.LatestArrival() != (Arrival{}) {
		t.Errorf("an arrival through the keeper says nothing of the firewall, got %v", north.LatestArrival())
	}
	result, err := south.Exchange(ctx, s.north.device.ID)
	if err != nil || !result.Complete {
		t.Errorf("got %+v, %v; want a complete exchange", result, err)
	}
	if held := s.keeper.dataEvents(s.space); held != 0 {
		t.Errorf("a keeper that may read nothing holds %d entries", held)
	}
}

// dataEvents counts what is held of the space's data logs.
func (s *school) dataEvents(id improve.SpaceID) (count int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range s.spaces[id].logs {
		if l.log.Stream == improve.Data {
			count += len(l.events)
		}
	}
	return count
}

func TestKeeper_OfASpaceThatItMayReadStoresAndForwards(t *testing.T) {
	ctx := within(t)
	s := newSites(t, improve.Guest)
	s.north.write(s.space, 40)
	north := s.north.node()
	s.keeper.waitFor(ctx, "the keeper has the pages", func() bool { return s.keeper.digest(s.space) == s.north.digest(s.space) })
	north.stop()

	s.south.node()

	s.south.waitFor(ctx, "the pages are here although their school is shut", func() bool { return s.north.digest(s.space) == s.south.digest(s.space) })
}

func TestKeeper_TellsWhereALaptopIsToBeFoundThroughIt(t *testing.T) {
	ctx := within(t)
	s := newSites(t, improve.Carrier)
	north := s.north.node()
	north.waitState(ctx, "the keeper leads to north", func([]RemoteState) bool { return len(north.keepers()) == 1 })

	addrs := north.circuitAddrs(ctx)

	if len(addrs) == 0 || !isCircuit(addrs[0]) || !strings.Contains(addrs[0].String(), s.keeper.device.ID.String()) {
		t.Fatalf("got %v, want an address through the keeper", addrs)
	}
	south := s.south.run(New(Params{Key: s.south.device.Key, Store: s.south, Trust: s.south, Journal: s.south, Clock: time.Now, OnlyAsked: true}))
	s.north.write(s.space, 3)
	result, err := south.ExchangeAt(ctx, addrs[0].String()+"/p2p/"+s.north.device.ID.String())
	if err != nil || !result.Complete || result.BytesIn == 0 {
		t.Errorf("got %+v, %v; want a complete exchange with its bytes counted", result, err)
	}
}

func TestKeeper_IsFoundByWhoHeardOfItFromAnother(t *testing.T) {
	ctx := within(t)
	s := newSites(t, improve.Guest)
	north := s.north.node(loopback)
	s.south.mu.Lock()
	delete(s.south.remotes, s.keeper.device.ID) // it has never met the keeper
	s.south.mu.Unlock()
	north.waitState(ctx, "the keeper leads to north", func([]RemoteState) bool { return len(north.keepers()) == 1 })
	south := s.south.node()

	if _, err := south.ExchangeAt(ctx, north.addr()); err != nil {
		t.Fatal(err)
	}

	south.waitState(ctx, "south is connected with the keeper", func([]RemoteState) bool { return south.current(south.link(s.keeper.device.ID)) != nil })
}

func TestKeeper_GivesAStrangerNothing(t *testing.T) {
	ctx := within(t)
	s := newSites(t, improve.Carrier)
	north := s.north.node()
	north.waitState(ctx, "the keeper leads to north", func([]RemoteState) bool { return len(north.keepers()) == 1 })

	for _, id := range everyProtocol {
		if heard := hear(ctx, stranger(t, newKey(t)), s.at.addr(), id); len(heard) > 0 {
			t.Errorf("%s: a stranger heard %d bytes of the keeper", id, len(heard))
		}
	}
	through := s.at.addr() + "/p2p-circuit/p2p/" + s.north.device.ID.String()
	if _, err := stranger(t, newKey(t)).open(ctx, s.north.device.ID, placesOf(s.north.device.ID, []string{through}), SyncProtocol); err == nil {
		t.Error("a stranger reached a laptop through the keeper")
	}
}

func TestKeeper_ConnectsOnlyWhoSharesASpaceThatItIsIn(t *testing.T) {
	ctx := within(t)
	s := newSites(t, improve.Carrier)
	west := s.north.world.school() // shares a space with the keeper, and none with north
	other := west.found(s.keeper)
	_ = other
	north := s.north.node()
	north.waitState(ctx, "the keeper leads to north", func([]RemoteState) bool { return len(north.keepers()) == 1 })

	share, err := s.at.share(ctx, west.device.ID, s.north.device.ID)
	if err != nil || share {
		t.Errorf("got %v, %v; want that west and north share nothing", share, err)
	}
	through := s.at.addr() + "/p2p-circuit/p2p/" + s.north.device.ID.String()
	h := stranger(t, west.device.Key)
	if _, err := h.open(ctx, s.north.device.ID, placesOf(s.north.device.ID, []string{through}), SyncProtocol); err == nil || !strings.Contains(err.Error(), "PERMISSION_DENIED") {
		t.Errorf("got %v, want that the keeper refuses", err)
	}
}

func TestKeeper_WhoIsTakenOutIsNotLedToAnyMore(t *testing.T) {
	ctx := within(t)
	s := newSites(t, improve.Carrier)
	s.north.node()
	south := s.south.node()
	south.waitState(ctx, "the two are connected", func([]RemoteState) bool { return south.current(south.link(s.north.device.ID)) != nil })

	s.north.remove(s.space, s.south)
	s.keeper.learn(s.space, s.north)

	south.waitState(ctx, "both have hung up", func([]RemoteState) bool {
		return south.current(south.link(s.north.device.ID)) == nil && south.current(south.link(s.keeper.device.ID)) == nil
	})
	if share, err := s.at.share(ctx, s.south.device.ID, s.north.device.ID); share || err != nil {
		t.Errorf("got %v, %v; want that the keeper does not connect them", share, err)
	}
}

// heard is all that passed through a keeper's streams, whichever way.
type heard struct {
	mu    sync.Mutex
	bytes bytes.Buffer // guarded by mu
}

func (h *heard) note(p []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.bytes.Write(p)
}

func (h *heard) all() []byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	return bytes.Clone(h.bytes.Bytes())
}

// tapped is a stream of a keeper that writes down what passes.
type tapped struct {
	network.Stream
	heard *heard
}

// Read implements io.Reader.
func (t *tapped) Read(p []byte) (int, error) {
	n, err := t.Stream.Read(p)
	t.heard.note(p[:n])
	return n, err
}

// Write implements io.Writer.
func (t *tapped) Write(p []byte) (int, error) {
	t.heard.note(p)
	return t.Stream.Write(p)
}

// anyone lets a keeper connect all.
type anyone struct{}

func (anyone) AllowReserve(peer.ID, ma.Multiaddr) bool          { return true }
func (anyone) AllowConnect(peer.ID, ma.Multiaddr, peer.ID) bool { return true }

// openTo is a host that serves a protocol to everybody.
func openTo(t *testing.T, gate *anyone, serve map[protocol.ID]streamHandler) *host {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	p := hostParams{key: newKey(t), log: log, serve: serve, gater: &gater{
		permits: func(improve.DeviceID) []protocol.ID { return []protocol.ID{hopProtocol, stopProtocol, SyncProtocol} },
		mayDial: func(improve.DeviceID) bool { return true },
		refused: &refusals{log: log, now: time.Now},
	}}
	if gate != nil {
		p.relay = gate
	}
	h, err := openHost(p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.Close() })
	return h
}

func TestKeeper_ReadsNothingOfWhatItPassesOn(t *testing.T) {
	ctx := within(t)
	const canary = "Marzipan canary, said by one school to the other. "
	keeper := openTo(t, &anyone{}, map[protocol.ID]streamHandler{})
	var tap heard
	hop := keeper.serve[hopProtocol]
	keeper.serve[hopProtocol] = func(s *stream) {
		through := &tapped{Stream: s.Stream, heard: &tap}
		hop(&stream{Stream: through, wire: through, remote: s.remote, meter: s.meter})
	}
	if err := keeper.listen([]ma.Multiaddr{ma.StringCast(loopback)}); err != nil {
		t.Fatal(err)
	}
	place := keeper.swarm.ListenAddresses()
	at := place[0]
	if isCircuit(at) {
		at = place[1]
	}
	south := openTo(t, nil, map[protocol.ID]streamHandler{SyncProtocol: func(s *stream) {
		_, _ = io.Copy(s, s)
		_ = s.Close()
	}})
	if err := (circuitHost{south}).Connect(ctx, peer.AddrInfo{ID: peerOf(keeper.device), Addrs: []ma.Multiaddr{at}}); err != nil {
		t.Fatal(err)
	}
	if err := south.reserve(ctx, keeper.device); err != nil {
		t.Fatal(err)
	}
	north := openTo(t, nil, map[protocol.ID]streamHandler{})

	s, err := north.open(ctx, south.device, []ma.Multiaddr{circuitThrough(keeper.device, at)}, SyncProtocol)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat(canary, 100)
	if _, err := io.WriteString(s, text); err != nil {
		t.Fatal(err)
	}
	_ = s.CloseWrite()
	back, err := io.ReadAll(s)

	if err != nil || string(back) != text {
		t.Fatalf("got %d bytes back, %v; want %d", len(back), err, len(text))
	}
	_ = keeper.Close()
	if passed := tap.all(); len(passed) < 2*len(text) || bytes.Contains(passed, []byte(canary[:16])) {
		t.Errorf("the keeper passed on %d bytes; they must be many and unreadable", len(passed))
	}
	if got := s.Conn().RemotePeer(); got != peerOf(south.device) {
		t.Errorf("the other end proved %s, want south's own key", got)
	}
}

func TestKeeper_HoldsNoMoreAfterManyComeAndGo(t *testing.T) {
	s := newSites(t, improve.Guest)
	s.north.write(s.space, 20)
	visit := func() {
		t.Run("visit", func(t *testing.T) { // what a test cleans up, it holds
			ctx := within(t)
			south := New(Params{Key: s.south.device.Key, Store: s.south, Trust: s.south, Journal: s.south, Clock: time.Now, OnlyAsked: true})
			running, leave := context.WithCancel(ctx)
			gone := make(chan error, 1)
			go func() { gone <- south.Run(running) }()
			if _, err := south.ExchangeAt(ctx, s.at.addr()); err != nil {
				t.Error(err)
			}
			leave()
			if err := <-gone; err != nil {
				t.Error(err)
			}
			if heard := hear(t.Context(), stranger(t, newKey(t)), s.at.addr(), SyncProtocol); len(heard) > 0 {
				t.Errorf("a stranger heard %d bytes", len(heard))
			}
		})
	}
	for range 5 {
		visit()
	}
	goroutines, heap := settled(within(t), s.at)

	const visits = 120
	for range visits {
		visit()
	}

	after, heapAfter := settled(within(t), s.at)
	t.Logf("%d visits of a laptop and as many of strangers: %d goroutines before, %d after; heap %d KB before, %d KB after", visits, goroutines, after, heap>>10, heapAfter>>10)
	const spare, spareHeap = 5, 8 << 20
	if after > goroutines+spare {
		t.Errorf("%d goroutines became %d", goroutines, after)
	}
	if heapAfter > heap+spareHeap {
		t.Errorf("a heap of %d bytes became %d", heap, heapAfter)
	}
}

// settled waits until a keeper has no connection left, and gives what is held then.
func settled(ctx context.Context, n *runningNode) (goroutines int, heap uint64) {
	for len(n.host.swarm.Conns()) > 0 && ctx.Err() == nil {
		runtime.Gosched()
	}
	best := runtime.NumGoroutine()
	for deadline := time.Now().Add(2 * time.Second); time.Now().Before(deadline); runtime.Gosched() {
		best = min(best, runtime.NumGoroutine())
	}
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return best, stats.HeapAlloc
}
