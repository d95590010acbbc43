package replica

import (
	"bufio"
	"bytes"
	"fmt"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

func readOne(raw []byte) (wire.Message, error) {
	return wire.ReadMessage(bufio.NewReader(bytes.NewReader(raw)))
}

// school gives two laptops that share three spaces and hold the same.
func school(t testing.TB, seed int64) (*world, *laptop, *laptop, []improve.SpaceID) {
	t.Helper()
	w := newWorld(t, seed)
	north, south := w.laptop("north"), w.laptop("south")
	var spaces []improve.SpaceID
	for _, name := range []string{"school", "pair", "network"} {
		id := north.found(improve.PairSpace, name)
		north.grant(id, south, improve.Member)
		north.write(id, "first text of "+name)
		spaces = append(spaces, id)
	}
	p := w.connect(north, south)
	p.run()
	p.wantComplete()
	return w, north, south, spaces
}

func TestSpaceReachesALaptopThatWasAdmittedWithoutAnInvitation(t *testing.T) {
	_, north, south, spaces := school(t, 1)

	for _, id := range spaces {
		if got, want := south.digest(id), north.digest(id); got != want {
			t.Errorf("south holds %x, north %x", got, want)
		}
		if got, want := south.store.spaces[id].secret, north.store.spaces[id].secret; got != want {
			t.Error("south has another secret than north")
		}
	}
}

func TestLaptopsThatHoldTheSameSayOneGreetingAndTheirStateEach(t *testing.T) {
	w, north, south, _ := school(t, 2)

	p := w.connect(north, south)
	p.run()

	p.wantComplete()
	for _, e := range p.ends {
		if len(e.said) != 2 || e.bytes > 200 {
			t.Errorf("%s said %d messages in %d bytes; want a greeting and a state within 200", e.laptop.name, len(e.said), e.bytes)
		}
		if got := e.session.Progress().RoundTrips; got != 1 {
			t.Errorf("%s counts %d round trips; want 1", e.laptop.name, got)
		}
	}
	t.Logf("a greeting with 3 spaces has %d bytes", p.ends[0].bytes)
}

func TestThousandEventsTakeTwoRoundTrips(t *testing.T) {
	w, north, south, spaces := school(t, 3)
	for i := range 500 {
		north.write(spaces[0], fmt.Sprintf("What the children did on day %d was more than we hoped for.", i))
		south.write(spaces[0], fmt.Sprintf("We tried it with %d children and saw who came early.", i))
	}

	p := w.connect(north, south)
	p.run()

	p.wantComplete()
	if north.digest(spaces[0]) != south.digest(spaces[0]) {
		t.Error("the two do not hold the same")
	}
	for _, e := range p.ends {
		progress := e.session.Progress()
		if progress.NewEvents < 500 || progress.RoundTrips > 2 || p.crossings > 5 { // the fifth is our state, for which nobody waits
			t.Errorf("%s got %d events in %d round trips, %d crossings", e.laptop.name, progress.NewEvents, progress.RoundTrips, p.crossings)
		}
		if progress.AnnouncedIn != progress.ReceivedEvents || progress.AnnouncedOut != progress.SentEvents {
			t.Errorf("%s: announced and sent disagree: %+v", e.laptop.name, progress)
		}
	}
	t.Logf("1,000 new events: %d bytes there, %d back", p.ends[0].bytes, p.ends[1].bytes)
}

func TestCommitIsPushedAtOnceAndSmall(t *testing.T) {
	w, north, south, spaces := school(t, 4)
	south.write(spaces[1], "so that south's log is open")
	p := w.connect(north, south)
	p.run()
	p.wantComplete()
	before, said := p.ends[1].bytes, len(p.ends[1].said)

	south.write(spaces[1], "They asked for a second turn before I offered one.")
	p.changed(1)

	p.wantComplete()
	if north.digest(spaces[1]) != south.digest(spaces[1]) {
		t.Error("north does not hold the new text")
	}
	raw, err := wire.Encode(p.ends[1].said[said])
	w.must(err)
	if _, ok := p.ends[1].said[said].(wire.Data); !ok || len(raw) >= 350 {
		t.Errorf("the push is a %T of %d bytes; want Data below 350", p.ends[1].said[said], len(raw))
	}
	t.Logf("one live event: %d bytes, with all that follows %d", len(raw), p.ends[1].bytes-before)
}

func TestSpaceOfManyLogsIsComparedByBuckets(t *testing.T) {
	w := newWorld(t, 5)
	north, south := w.laptop("north"), w.laptop("south")
	id := north.found(improve.NetworkSpace, "network")
	north.grant(id, south, improve.Member)
	var last *laptop
	for i := range 300 {
		last = w.laptop(fmt.Sprintf("laptop %d", i))
		north.grant(id, last, improve.Member)
		last.store = north.store // they write where north sees it
		last.write(id, "a text")
	}
	p := w.connect(north, south)
	p.run()
	p.wantComplete()

	for _, older := range []bool{true, false, false, false} {
		last.write(id, "one more")
		w.older = older
		p = w.connect(north, south)
		p.run()

		p.wantComplete()
		if north.digest(id) != south.digest(id) {
			t.Error("the two do not hold the same")
		}
		asked := 0
		for _, e := range p.ends {
			for _, m := range e.said {
				if _, buckets := m.(wire.Buckets); buckets {
					asked++
				}
			}
		}
		want, most := 1, 1300
		if older {
			want, most = 2, 1900
		}
		if bytes := p.ends[0].bytes + p.ends[1].bytes; asked != want || bytes > most {
			t.Errorf("older %v: buckets %d times, %d bytes for one change in 301 logs; want %d times, %d bytes at most", older, asked, bytes, want, most)
		}
	}
}

func TestBucketsThatBothSayAtOnceAreNoFault(t *testing.T) {
	w := newWorld(t, 5)
	north, south := w.laptop("north"), w.laptop("south")
	id := north.found(improve.NetworkSpace, "network")
	north.grant(id, south, improve.Member)
	p := w.connect(north, south)
	p.run()
	north.write(id, "of north")
	south.write(id, "of south")

	for i, e := range p.ends {
		logs, err := e.session.logs(w.ctx, id)
		w.must(err)
		sp, err := e.session.enter(w.ctx, id)
		w.must(err)
		p.leave(i, e.session.openRound(sp, logs, true), nil)
	}
	p.run()

	p.wantComplete()
	if north.digest(id) != south.digest(id) {
		t.Error("the two do not hold the same")
	}
}

func TestStreamLargerThanTheWindowWaitsForAcknowledgements(t *testing.T) {
	w, north, south, spaces := school(t, 6)
	text := make([]byte, 2000)
	for i := range 6000 {
		for j := range text {
			text[j] = 'a' + byte(w.rand.Intn(26))
		}
		north.write(spaces[2], fmt.Sprint(i)+string(text))
	}
	p := w.connect(north, south)
	most := 0
	p.spy = func(e *end, _ wire.Message) { most = max(most, e.session.inFlight) }

	p.run()

	p.wantComplete()
	if north.digest(spaces[2]) != south.digest(spaces[2]) {
		t.Error("the two do not hold the same")
	}
	if most < 2 || most > windowFrames {
		t.Errorf("at most %d pieces were under way; want 2 to %d", most, windowFrames)
	}
	t.Logf("6,000 large events: %d bytes, at most %d pieces under way", p.ends[0].bytes, most)
}

func TestAuthLogsComeBeforeDataTheRootsFirst(t *testing.T) {
	w := newWorld(t, 7)
	names := []*laptop{w.laptop("root"), w.laptop("one"), w.laptop("two"), w.laptop("three")}
	id := names[0].found(improve.SchoolSpace, "school")
	for i := 1; i < len(names); i++ {
		names[i].store = names[0].store
		names[i-1].grant(id, names[i], improve.Owner) // each admits the next
		names[i].write(id, "a text of "+names[i].name)
	}
	late := w.laptop("late")
	names[3].grant(id, late, improve.Member)

	p := w.connect(names[0], late)
	p.run()

	p.wantComplete()
	if got := p.ends[1].session.Progress().Refused; got != 0 {
		t.Errorf("%d pieces were refused; want none", got)
	}
	if names[0].digest(id) != late.digest(id) {
		t.Error("the two do not hold the same")
	}
}

func TestGuestWhoseTimeIsOverGetsNothing(t *testing.T) {
	w := newWorld(t, 9)
	north, guest := w.laptop("north"), w.laptop("guest")
	id := north.found(improve.SchoolSpace, "school")
	end := improve.HLCFromTime(w.time.Add(-1))
	north.commit(id, improve.Auth, draft{improve.Header{Type: improve.GrantEvent, Device: guest.device, Grant: improve.Guest, Expires: end}, cells(w, improve.GrantName, "guest")})

	p := w.connect(north, guest)
	p.run()

	p.wantComplete()
	if guest.store.spaces[id] != nil {
		t.Error("the guest got the space")
	}
}

func TestOldKnowledgeOfAMemberIsNoObstacle(t *testing.T) {
	w := newWorld(t, 10)
	north, east, south := w.laptop("north"), w.laptop("east"), w.laptop("south")
	id := north.found(improve.SchoolSpace, "school")
	north.grant(id, east, improve.Member)
	p := w.connect(north, east)
	p.run()
	north.grant(id, south, improve.Member) // east does not know this
	p = w.connect(north, south)
	p.run()
	south.write(id, "from south")

	p = w.connect(east, south)
	p.run()

	p.wantComplete()
	if east.digest(id) != south.digest(id) {
		t.Error("east and south do not hold the same")
	}
}

func TestSpaceThatIsMadeWithinASessionIsHandedOver(t *testing.T) {
	w, north, south, _ := school(t, 11)
	p := w.connect(north, south)
	p.run()

	id := north.found(improve.GroupSpace, "group")
	p.changed(0)
	p.wantComplete()
	north.grant(id, south, improve.Guest)
	north.write(id, "welcome")
	p.changed(0)

	p.wantComplete()
	if north.digest(id) != south.digest(id) {
		t.Error("south does not hold the new space")
	}
}

func TestLaptopThatIsAdmittedAgainAtOnceGoesOnWhereItWas(t *testing.T) {
	for before := range 8 { // so many messages cross the removal
		w, north, south, spaces := school(t, int64(50+before))
		id := spaces[0]
		p := w.connect(north, south)
		p.run()
		north.write(id, "from north")
		south.write(id, "from south")
		w.time = w.time.Add(digestEvery + digestJitter)
		for i, e := range p.ends { // a round begins on both sides
			out, err := e.session.Tick(w.ctx)
			p.leave(i, out, err)
		}
		for i := range before {
			if to := i % 2; len(p.ends[to].inbox) > 0 {
				p.deliver(to, false)
				p.next(to)
			}
		}

		for _, level := range []improve.AccessLevel{improve.NoAccess, improve.Member, improve.NoAccess, improve.Member} {
			north.grant(id, south, level)
			out, err := p.ends[0].session.LocalChange(w.ctx)
			p.leave(0, out, err)
		}
		p.run()

		p.wantComplete()
		if north.digest(id) != south.digest(id) {
			t.Errorf("after %d messages: the two do not hold the same", before)
		}
	}
}
