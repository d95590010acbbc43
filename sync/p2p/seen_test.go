package p2p

import (
	"context"
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// portOf gives where a node listens on the loopback.
func portOf(t *testing.T, r *runningNode) netip.AddrPort {
	t.Helper()
	port := r.TCPPort()
	if port == 0 {
		t.Fatal("the node does not listen")
	}
	return netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), port)
}

func TestSeen_ALaptopThatIsHeardIsDialledAndTheTwoExchange(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	north.write(space, 20)
	at := north.node(loopback)
	from := south.node()

	from.Seen(north.device.ID, portOf(t, at))

	south.waitFor(ctx, "everything is there", func() bool { return south.digest(space) == north.digest(space) })
}

func TestSeen_AStrangerIsNotDialled(t *testing.T) {
	north, south, _ := pairOfSchools(t)
	stranger := north.world.school()
	from := south.node()

	from.Seen(stranger.device.ID, netip.MustParseAddrPort("127.0.0.1:9"))

	if at := from.sighted(stranger.device.ID); len(at) != 0 {
		t.Errorf("got %v, want nowhere to dial a device without access", at)
	}
}

func TestSeen_AnotherDeviceAtTheAddressLearnsNothing(t *testing.T) {
	ctx := within(t)
	north, south, _ := pairOfSchools(t)
	impostor := north.world.school()
	impostor.found(south) // it knows South, but it is not North
	at := impostor.node(loopback)
	from := south.node()

	from.Seen(north.device.ID, portOf(t, at))
	from.waitState(ctx, "the try is noted", func(states []RemoteState) bool {
		return len(states) == 1 && states[0].Device == north.device.ID && states[0].Trouble != ""
	})

	if devices := append(at.connected(), from.connected()...); len(devices) != 0 {
		t.Errorf("got connections with %v, want none: the key was not North's", devices)
	}
	if arrival := at.LatestArrival(); !arrival.Device.IsZero() {
		t.Errorf("the impostor learned that %s dials", arrival.Device.Short())
	}
}

func TestSeen_HearingALaptopThatDoesNotAnswerAgainAndAgainDialsNoFaster(t *testing.T) {
	north, south, _ := pairOfSchools(t)
	from := south.node()
	l := from.link(north.device.ID)
	at := sighting{at: placesOf(north.device.ID, []string{"/ip4/127.0.0.1/tcp/9/p2p/" + north.device.ID.String()})[0], when: time.Now()}

	first, _ := l.see(from.Node, at)
	again := 0
	for range 1000 {
		if dial, _ := l.see(from.Node, at); dial {
			again++
		}
	}
	at.when = at.when.Add(2 * sightingLife)
	awake, _ := l.see(from.Node, at)

	if !first || again != 0 || !awake {
		t.Errorf("dialled at first %v, again %d times, after a silence %v; want true, 0, true", first, again, awake)
	}
}

func TestSeen_KeepsFewAddresses(t *testing.T) {
	north, south, _ := pairOfSchools(t)
	from := south.node()

	for port := range 50 {
		from.Seen(north.device.ID, netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), uint16(port)+1))
	}

	if at := from.sighted(north.device.ID); len(at) != maxSightings {
		t.Errorf("got %d addresses, want %d", len(at), maxSightings)
	}
}

func TestProbe_TellsApartWhyALaptopIsNotReached(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	at, from := north.node(loopback), south.node()

	probe := func(addr string) Outcome {
		t.Helper()
		remote := improve.Remote{Device: north.device.ID}
		if addr != "" {
			remote.Addrs = []string{addr + "/p2p/" + north.device.ID.String()}
		}
		if err := south.SaveRemote(ctx, remote); err != nil {
			t.Fatal(err)
		}
		p, err := from.Probe(ctx, north.device.ID)
		if err != nil {
			t.Fatal(err)
		}
		return p.Outcome
	}
	tcp := func(port string) string { return "/ip4/127.0.0.1/tcp/" + port }

	_, closedPort, _ := net.SplitHostPort(closed)
	for _, want := range []struct {
		addr    string
		outcome Outcome
	}{
		{"", NoAddress},
		{tcp(closedPort), NoAddress}, // nobody but a second user of this machine could be there
		{placesOf(north.device.ID, at.Addrs())[0].String(), Reached},
		{"", Reached}, // connected now
	} {
		if got := probe(want.addr); got != want.outcome {
			t.Errorf("probe of %q: got %s, want %s", want.addr, got, want.outcome)
		}
	}
	if south.digest(space) != north.digest(space) {
		t.Error("reached, but nothing was exchanged")
	}
}

func TestProbe_OfALaptopThatWasTakenOffTheListSaysSo(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	north.remove(space, south)
	at, from := north.node(loopback), south.node()
	if err := south.SaveRemote(ctx, improve.Remote{Device: north.device.ID, Addrs: []string{at.addr()}}); err != nil {
		t.Fatal(err)
	}

	p, err := from.Probe(ctx, north.device.ID)

	if err != nil || p.Outcome != NoAddress {
		t.Errorf("got %+v %v, want %s: on this machine's own loopback it is nobody's laptop", p, err, NoAddress)
	}
	asked := from.probeOne(ctx, north.device.ID, placesOf(north.device.ID, at.Addrs())[0], Probe{})
	if asked.Outcome != NotLetIn {
		t.Errorf("asked there: got %+v, want %s", asked, NotLetIn)
	}
}

func TestProbe_OfAnAddressWhereAnotherLaptopAnswersSaysSo(t *testing.T) {
	ctx := within(t)
	north, south, _ := pairOfSchools(t)
	impostor, from := north.world.school().node(loopback), south.node()

	p := from.probeOne(ctx, north.device.ID, placesOf(impostor.device, impostor.Addrs())[0], Probe{})

	if p.Outcome != Someone {
		t.Errorf("got %+v, want %s", p, Someone)
	}
}

func TestKnock_TellsAClosedPortFromAnOpenOne(t *testing.T) {
	ctx := within(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := listener.Addr().(*net.TCPAddr).AddrPort()

	open := KnockAt(ctx, at)
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}

	if closed := KnockAt(ctx, at); open != Reached || closed != Refused {
		t.Errorf("open: %s, closed: %s; want %s and %s", open, closed, Reached, Refused)
	}
}

func TestSeen_ASessionThatIsDeadGivesWayToTheNewAddress(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	at, from := north.node(loopback), south.node()
	cable := newProxy(t, at.addr())
	if _, err := from.ExchangeAt(ctx, cable.addr(at.addr())); err != nil {
		t.Fatal(err)
	}

	cable.pulled.Store(true)
	north.write(space, 1)
	from.Seen(north.device.ID, portOf(t, at))

	south.waitFor(ctx, "the event is there", func() bool { return south.digest(space) == north.digest(space) })
}

func TestDoor_OpensOnlyWhenSomebodyMayCome(t *testing.T) {
	ctx := within(t)
	w := newWorld(t)
	north, south := w.school(), w.school()
	alone := w.nodeWhenShared(north)
	if at := alone.Addrs(); len(at) != 0 {
		t.Fatalf("alone, the node listens at %v", at)
	}

	space := south.found(north) // somebody else has access now
	north.touch()

	waitUntil(ctx, t, "the door is open", func() bool { return alone.TCPPort() != 0 })
	port := alone.TCPPort()
	south.remove(space, north)
	north.mu.Lock()
	delete(north.spaces, space)
	north.mu.Unlock()
	north.touch()
	waitUntil(ctx, t, "the door is closed", func() bool { return alone.TCPPort() == 0 })
	if err := alone.Open(ctx); err != nil || alone.TCPPort() != port {
		t.Errorf("opened by hand: %v, port %d; want %d as before", err, alone.TCPPort(), port)
	}
}

func TestDoor_OpensForAnInvitation(t *testing.T) {
	ctx := within(t)
	w := newWorld(t)
	north := w.school()
	space := north.found()
	alone := w.nodeWhenShared(north)

	invite := improve.Invite{Secret: NewSecret(), Space: space, Access: improve.Member, Expires: time.Now().Add(time.Hour)}
	invite.Hash = InviteHash(invite.Secret)
	north.mu.Lock()
	north.invites[invite.Hash] = invite
	north.mu.Unlock()
	north.touch()

	waitUntil(ctx, t, "the door is open", func() bool { open, _ := alone.Listening(); return open })
}

// nodeWhenShared starts a node that listens only when it must.
func (w *world) nodeWhenShared(s *school) *runningNode {
	w.t.Helper()
	n := New(Params{Key: s.device.Key, Listen: []string{loopback}, WhenShared: true, Store: s, Trust: s, Journal: s, Clock: s.now, Log: testLog(w.t)})
	return s.run(n)
}

// touch tells who watches a school's journal to look again.
func (s *school) touch() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for watcher := range s.watchers {
		select {
		case watcher <- struct{}{}:
		default:
		}
	}
}

// waitUntil looks again and again, until ctx ends.
func waitUntil(ctx context.Context, t *testing.T, what string, holds func() bool) {
	t.Helper()
	for tick := time.NewTicker(5 * time.Millisecond); !holds(); {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("waited in vain until %s", what)
		}
	}
}
