package p2p

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestExchange_BothHoldTheSameAfterwards(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	north.write(space, 300)
	south.write(space, 20)
	at := north.node(loopback)
	from := south.node()

	result, err := from.ExchangeAt(ctx, at.addr())

	if err != nil {
		t.Fatal(err)
	}
	if !result.Complete || result.Sent != 21 || result.Received != 301 || result.With != north.device.ID {
		t.Errorf("got %+v; want 21 sent, 301 received, complete", result)
	}
	if north.digest(space) != south.digest(space) {
		t.Error("the two hold different events")
	}
	t.Logf("first exchange of 322 events: out %d in %d bytes, %d round trips, %s", result.BytesOut, result.BytesIn, result.RoundTrips, result.Duration)
}

func pairOfSchools(t *testing.T) (north, south *school, space improve.SpaceID) {
	w := newWorld(t)
	north, south = w.school(), w.school()
	space = north.found(south)
	return north, south, space
}

func TestExchange_OfNothingNewCostsLittle(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	north.write(space, 50)
	at := north.node(loopback)
	from := south.node()
	if _, err := from.ExchangeAt(ctx, at.addr()); err != nil {
		t.Fatal(err)
	}
	from.stop()
	again := south.node()

	result, err := again.ExchangeAt(ctx, at.addr())

	if err != nil {
		t.Fatal(err)
	}
	const goal = 1500 // bytes, both ways, the connection included
	if total := result.BytesOut + result.BytesIn; !result.Complete || result.Sent+result.Received != 0 || total > 10*goal {
		t.Errorf("got %+v; want complete, nothing sent, at most %d bytes", result, 10*goal)
	}
	t.Logf("cold connect and nothing new: out %d in %d bytes, %d round trips, %s", result.BytesOut, result.BytesIn, result.RoundTrips, result.Duration)
}

func TestExchange_OverALiveStreamPassesOnWhatIsNew(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	at := north.node(loopback)
	from := south.node()
	if _, err := from.ExchangeAt(ctx, at.addr()); err != nil {
		t.Fatal(err)
	}
	south.write(space, 3)

	result, err := from.Exchange(ctx, north.device.ID)

	if err != nil {
		t.Fatal(err)
	}
	if south.digest(space) != north.digest(space) {
		t.Error("the exchange was complete before the other side had the events")
	}
	if !result.Complete || result.BytesOut > 2000 {
		t.Errorf("got %+v; want complete, and the bytes of this exchange alone", result)
	}
}

func TestLive_AnEventArrivesByItself(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	at := north.node(loopback)
	from := south.node()
	if _, err := from.ExchangeAt(ctx, at.addr()); err != nil {
		t.Fatal(err)
	}
	out, in := meterOf(t, from.Node, north)

	north.write(space, 1)
	south.waitFor(ctx, "the event is there", func() bool { return south.digest(space) == north.digest(space) })
	first := south.events(space)
	south.write(space, 1)
	north.waitFor(ctx, "the answer is there", func() bool { return south.digest(space) == north.digest(space) && north.events(space) > first })

	nowOut, nowIn := meterOf(t, from.Node, north)
	t.Logf("a first event each way, live: out %d in %d bytes", nowOut-out, nowIn-in)
	south.write(space, 1)
	north.waitFor(ctx, "another event is there", func() bool { return south.digest(space) == north.digest(space) })
	lastOut, _ := meterOf(t, from.Node, north)
	t.Logf("a later event, live: out %d bytes", lastOut-nowOut)
}

func meterOf(t *testing.T, n *Node, with *school) (out, in uint64) {
	t.Helper()
	s := n.current(n.link(with.device.ID))
	if s == nil {
		t.Fatal("no live session")
	}
	return s.stream.meter.read()
}

func TestLive_BothSidesSayThatTheyAreComplete(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	north.write(space, 40)
	at := north.node(loopback)
	from := south.node()

	if _, err := from.ExchangeAt(ctx, at.addr()); err != nil {
		t.Fatal(err)
	}

	complete := func(states []RemoteState) bool { return len(states) == 1 && states[0].Connected && states[0].Complete }
	from.waitState(ctx, "complete", complete)
	at.waitState(ctx, "complete", complete)
	from.stop()
	at.waitState(ctx, "gone, without trouble", func(states []RemoteState) bool {
		return len(states) == 1 && !states[0].Connected && !states[0].LastComplete.IsZero() && states[0].Trouble == ""
	})
}

func TestExchange_WhoLeavesAtOnceLeavesTheOtherSideComplete(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	south.write(space, 200)
	at := north.node(loopback)

	for range 5 {
		south.write(space, 5)
		from := south.node()
		if _, err := from.ExchangeAt(ctx, at.addr()); err != nil {
			t.Fatal(err)
		}
		from.stop()
		at.waitState(ctx, "gone and complete", func(states []RemoteState) bool {
			return len(states) == 1 && !states[0].Connected && !states[0].LastComplete.IsZero()
		})
	}

	if north.digest(space) != south.digest(space) {
		t.Error("the two hold different events")
	}
}

func TestExchange_GoesOnWhereItWasCut(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	north.write(space, 4000)
	at := north.node(loopback)
	line := newProxy(t, at.addr())
	line.limit.Store(200 << 10)
	from := south.node()

	ended := make(chan error, 1)
	go func() {
		_, err := from.ExchangeAt(ctx, line.addr(at.addr()))
		ended <- err
	}()
	south.waitFor(ctx, "what came", func() bool { return south.events(space) >= 100 })
	line.cut()
	if err := <-ended; improve.CodeOf(err) != improve.Offline {
		t.Fatalf("got error %v; want offline", err)
	}
	kept := south.events(space)
	line.limit.Store(0)
	line.pulled.Store(false)
	result, err := from.ExchangeAt(ctx, line.addr(at.addr()))
	if err != nil {
		t.Fatal(err)
	}
	if !result.Complete || result.Received+kept < north.events(space) || result.Received == north.events(space) {
		t.Errorf("got %+v after %d kept; want the rest alone", result, kept)
	}
}

func TestNode_FindsARememberedRemoteAgainAfterACut(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	at := north.node(loopback)
	line := newProxy(t, at.addr())
	from := south.node()
	if _, err := from.ExchangeAt(ctx, line.addr(at.addr())); err != nil {
		t.Fatal(err)
	}
	from.waitState(ctx, "remembered", func(states []RemoteState) bool { return len(states) == 1 && len(states[0].Addrs) > 0 })

	for range 3 {
		line.cut()
		north.write(space, 1)
		south.waitFor(ctx, "the event is there", func() bool { return south.digest(space) == north.digest(space) })
	}
}

func TestNode_ReachesARememberedRemoteWithoutBeingAsked(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	north.write(space, 5)
	at := north.node(loopback)
	_ = south.SaveRemote(ctx, improve.Remote{Device: north.device.ID, Addrs: []string{at.addr()}})

	from := south.node()

	from.waitState(ctx, "complete", func(states []RemoteState) bool { return len(states) == 1 && states[0].Complete })
	if north.digest(space) != south.digest(space) {
		t.Error("the two hold different events")
	}
}

func TestNode_EitherSideFindsTheOtherAgainOnAnotherPort(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	at, from := north.node(loopback), south.node(loopback)
	if _, err := from.ExchangeAt(ctx, at.addr()); err != nil {
		t.Fatal(err)
	}
	knows := func(n *runningNode) func([]RemoteState) bool {
		return func(states []RemoteState) bool {
			return len(states) == 1 && len(states[0].Addrs) > 0 && states[0].Addrs[0] == n.addr()
		}
	}
	at.waitState(ctx, "the south's address came", knows(from))

	at.stop()
	north.write(space, 3)
	again := north.node(loopback) // another port: the south cannot know it, the north dials

	south.waitFor(ctx, "the events are there", func() bool { return south.digest(space) == north.digest(space) })
	from.waitState(ctx, "the north's new address came", knows(again))
}

func TestNode_BothDialAtOnceAndKeepOneStream(t *testing.T) {
	ctx := within(t)
	for round := range 8 {
		north, south, space := pairOfSchools(t)
		north.write(space, 1+rand.IntN(50))
		south.write(space, 1)
		a, b := north.node(loopback), south.node(loopback)

		var both sync.WaitGroup
		both.Go(func() { mustExchange(ctx, t, a, b.addr()) })
		both.Go(func() { mustExchange(ctx, t, b, a.addr()) })
		both.Wait()

		one := func(states []RemoteState) bool { return len(states) == 1 && states[0].Connected && states[0].Complete }
		a.waitState(ctx, "complete", one)
		b.waitState(ctx, "complete", one)
		if a.current(a.link(south.device.ID)).opener != b.current(b.link(north.device.ID)).opener {
			t.Errorf("round %d: the two sides kept different streams", round)
		}
		a.stop()
		b.stop()
	}
}

func mustExchange(ctx context.Context, t *testing.T, n *runningNode, addr string) {
	if result, err := n.ExchangeAt(ctx, addr); err != nil || !result.Complete {
		t.Errorf("got %+v, %v; want complete", result, err)
	}
}

func TestNode_HangsUpOnWhoLosesAccess(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	at := north.node(loopback)
	from := south.node()
	if _, err := from.ExchangeAt(ctx, at.addr()); err != nil {
		t.Fatal(err)
	}
	north.waitFor(ctx, "", func() bool { return true })

	north.remove(space, south)

	at.waitState(ctx, "disconnected", func(states []RemoteState) bool { return len(states) == 1 && !states[0].Connected })
	from.stop()
	before := south.events(space)
	north.write(space, 5)
	again := south.node()
	if _, err := again.ExchangeAt(ctx, at.addr()); improve.CodeOf(err) != improve.Denied {
		t.Errorf("an exchange without access gave %v; want words that it was taken out", err)
	}
	if after := south.events(space); after > before+1 {
		t.Errorf("%d events reached a removed laptop; want its removal at most", after-before)
	}
}

func TestExchange_SaysWhatToDoWhenNobodyAnswers(t *testing.T) {
	ctx := within(t)
	north, south, _ := pairOfSchools(t)
	at := north.node(loopback)
	gone := at.addr()
	at.stop()
	from := south.node()

	_, err := from.ExchangeAt(ctx, gone)

	if improve.CodeOf(err) != improve.Offline {
		t.Errorf("got %v; want offline", err)
	}
	from.waitState(ctx, "the trouble is shown", func(states []RemoteState) bool { return len(states) == 1 && states[0].Trouble != "" })
	if _, err := from.ExchangeAt(ctx, "192.168.1.20:80"); improve.CodeOf(err) != improve.Invalid {
		t.Errorf("got %v; want invalid", err)
	}
	if _, err := from.Exchange(ctx, south.device.ID); err == nil {
		t.Error("an exchange with the own device succeeded")
	}
}
