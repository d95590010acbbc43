package replica

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// cutAfter lets two laptops exchange until so many messages were delivered,
// then cuts the line, within a message, with all that is on its way.
func (p *pair) cutAfter(messages int) {
	for range maxSteps {
		busy := false
		for i := range p.ends {
			if len(p.ends[i].inbox) > 0 {
				if messages == 0 {
					return
				}
				messages--
				p.deliver(i, false)
				busy = true
			}
			busy = p.next(i) || busy
		}
		if !busy {
			return
		}
	}
}

func TestExchangeThatIsCutAtEveryMessageGoesOnWhereItWas(t *testing.T) {
	for cut := range 60 {
		w, north, south, spaces := school(t, int64(100+cut))
		for i := range 40 {
			north.write(spaces[i%3], fmt.Sprintf("text %d %s", i, strings.Repeat("long ", 12_000)))
		}
		south.store.fresh, south.store.twice = 0, 0

		for tries := 0; south.digest(spaces[0]) != north.digest(spaces[0]) || south.digest(spaces[2]) != north.digest(spaces[2]); tries++ {
			if tries > 60 {
				t.Fatalf("cut after %d messages each time: nothing arrives", cut+16)
			}
			w.connect(north, south).cutAfter(cut + 16)
		}
		p := w.connect(north, south)
		p.run()

		p.wantComplete()
		if again := south.store.twice; again*5 > south.store.fresh {
			t.Errorf("cut after %d messages: %d events came again, %d were new", cut+16, again, south.store.fresh)
		}
	}
}

func TestOldMessagesPlayedAgainChangeNothing(t *testing.T) {
	w, north, south, spaces := school(t, 30)
	for i := range 20 {
		north.write(spaces[0], fmt.Sprint("text ", i))
	}
	p := w.connect(north, south)
	p.run()
	want := south.digest(spaces[0])

	again := south.session(north)
	_, err := again.Start(w.ctx)
	w.must(err)
	for _, m := range p.ends[0].said {
		if _, err := again.Handle(w.ctx, m, false); err != nil {
			break // the nonces are others now: it may find a fault, it must not take anything
		}
	}

	if got := south.digest(spaces[0]); got != want {
		t.Error("a session that was played again changed what south holds")
	}
}

func TestRestoredLaptopIsToldThatOthersHaveMoreOfItsLog(t *testing.T) {
	w, north, south, spaces := school(t, 31)
	south.write(spaces[0], "before the backup")
	w.connect(north, south).run()
	backup := south.store.clone()
	south.write(spaces[0], "after the backup")
	south.write(spaces[1], "in a log that the backup does not have")
	w.connect(north, south).run()
	south.store = backup
	events := north.events(spaces[0])

	p := w.connect(north, south)
	p.run()

	p.wantComplete()
	if len(south.back) != 2 {
		t.Errorf("south was told of %d logs; want 2", len(south.back))
	}
	for _, log := range south.back {
		if log.Device != south.device {
			t.Errorf("south was told of a log of %s", log.Device)
		}
	}
	if got := south.events(spaces[0]); got != events || len(north.back) != 0 {
		t.Errorf("south holds %d events; want %d", got, events)
	}
}

func TestOwnLogThatIsHandedBackUnchangedIsNoSignOfARestore(t *testing.T) {
	w, north, south, spaces := school(t, 33)
	w.connect(north, south).run()
	north.grant(spaces[0], south, improve.Carrier)
	south.write(spaces[0], "written before south heard of it")

	w.connect(north, south).run() // south hands the space over, north's auth log with it

	if len(north.back) != 0 {
		t.Errorf("north was told of %d logs; want none", len(north.back))
	}
}

func TestForkedLogIsLeftAloneAndTheRestGoesOn(t *testing.T) {
	w, north, south, spaces := school(t, 32)
	south.write(spaces[0], "both histories have this")
	w.connect(north, south).run()
	backup := south.store.clone()
	south.write(spaces[0], "one history")
	w.connect(north, south).run()
	south.store = backup
	south.time(time.Hour)
	south.write(spaces[0], "another history")
	north.write(spaces[0], "all others get this")
	north.write(spaces[1], "and this")

	p := w.connect(north, south)
	p.run()

	for _, e := range p.ends {
		progress := e.session.Progress()
		if e.err != nil || progress.Complete || !progress.Settled {
			t.Errorf("%s: %v, %+v; want it settled and not complete", e.laptop.name, e.err, progress)
		}
	}
	if got, want := south.events(spaces[0]), north.events(spaces[0]); got != want {
		t.Errorf("south holds %d events, north %d; want what is not forked on both", got, want)
	}
	if south.digest(spaces[1]) != north.digest(spaces[1]) {
		t.Error("the other space did not arrive")
	}
}

// time lets the laptop's clock, which all share, go on.
func (l *laptop) time(d time.Duration) { l.w.time = l.w.time.Add(d) }

func TestMissedChangeIsFoundWithinAMinute(t *testing.T) {
	w, north, south, spaces := school(t, 33)
	p := w.connect(north, south)
	p.run()
	north.write(spaces[0], "nobody told the session of this")

	w.time = w.time.Add(digestEvery + digestJitter)
	out, err := p.ends[1].session.Tick(w.ctx)
	p.leave(1, out, err)
	p.run()

	p.wantComplete()
	if south.digest(spaces[0]) != north.digest(spaces[0]) {
		t.Error("the change did not arrive")
	}
}

func TestHeadsOfTheRemoteAreSavedForPeopleToLookAt(t *testing.T) {
	w, north, south, spaces := school(t, 34)
	north.write(spaces[0], "new")

	w.connect(north, south).run()

	if got, want := north.store.remoteHeads[south.device][spaces[0]].Digest(), south.digest(spaces[0]); got != want {
		t.Error("north does not know what south holds")
	}
}

func TestSecretThatIsNotOursIsRefused(t *testing.T) {
	w, north, south, spaces := school(t, 35)
	id := spaces[0]
	twin := *north.store.spaces[id]
	twin.secret = sum("another secret")
	north.store.spaces[id] = &twin
	north.write(id, "under another secret")
	before := south.digest(id)

	p := w.connect(north, south)
	p.run()

	for _, e := range p.ends {
		if e.err != nil {
			t.Errorf("%s: %v", e.laptop.name, e.err)
		}
	}
	if south.digest(id) != before || south.store.spaces[id].secret == twin.secret {
		t.Error("south took a space under another secret")
	}
	if south.digest(spaces[1]) != north.digest(spaces[1]) {
		t.Error("the other spaces suffered")
	}
}
