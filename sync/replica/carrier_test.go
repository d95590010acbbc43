package replica

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// dataEvents counts what a laptop holds of the pages of a space.
func (l *laptop) dataEvents(space improve.SpaceID) uint64 {
	total := uint64(0)
	for _, log := range l.store.spaces[space].logs {
		if log.Stream == improve.Data {
			total += log.Head.Seq
		}
	}
	return total
}

// wantAccess wants a laptop to know what another one may do.
func wantAccess(t *testing.T, l *laptop, space improve.SpaceID, of *laptop, want improve.AccessLevel) {
	t.Helper()
	folded, err := l.store.Space(t.Context(), space)
	l.w.must(err)
	if got := folded.Access(of.device); got != want {
		t.Errorf("by %s, %s has access %s; want %s", l.name, of.name, got, want)
	}
}

func TestCarrierLearnsWhoIsInTheSpaceAndNoPage(t *testing.T) {
	w, north, south, spaces := school(t, 8)
	carrier := w.laptop("carrier")
	north.grant(spaces[0], carrier, improve.Carrier)
	north.write(spaces[0], "not for who carries")

	first := w.connect(north, carrier)
	first.run()
	first.wantComplete()
	wantAccess(t, carrier, spaces[0], south, improve.Member)

	west := w.laptop("west")
	north.grant(spaces[0], west, improve.Guest)
	north.write(spaces[0], "nor this")
	live := w.connect(carrier, north)
	live.run()
	north.write(spaces[0], "nor this, later")
	live.changed(1)

	live.wantComplete()
	wantAccess(t, carrier, spaces[0], west, improve.Guest)
	if got := carrier.dataEvents(spaces[0]); got != 0 {
		t.Errorf("the carrier holds %d events of pages, want none", got)
	}
}

func TestCarrierPassesOnWhoIsInTheSpace(t *testing.T) {
	w, north, south, spaces := school(t, 9)
	w.connect(north, south).run()
	carrier, west := w.laptop("carrier"), w.laptop("west")
	north.grant(spaces[0], carrier, improve.Carrier)
	w.connect(north, south).run()
	north.grant(spaces[0], west, improve.Member) // South has not met North since
	w.connect(north, carrier).run()
	south.write(spaces[0], "of South")

	p := w.connect(carrier, south)
	p.run()

	p.wantComplete()
	wantAccess(t, south, spaces[0], west, improve.Member)
	if got := carrier.dataEvents(spaces[0]); got != 0 {
		t.Errorf("the carrier holds %d events of pages, want none", got)
	}
}

func TestMemberWhoBecomesACarrierGetsNoMorePages(t *testing.T) {
	w, north, south, spaces := school(t, 10)
	p := w.connect(north, south)
	p.run()
	held := south.dataEvents(spaces[0])

	north.grant(spaces[0], south, improve.Carrier)
	north.write(spaces[0], "not for South any more")
	p.changed(0)

	p.wantComplete()
	wantAccess(t, south, spaces[0], south, improve.Carrier)
	if got := south.dataEvents(spaces[0]); got != held {
		t.Errorf("South holds %d events of pages, want the %d that it had", got, held)
	}

	north.grant(spaces[0], south, improve.Member)
	p.changed(0)
	p.changed(1)

	p.wantComplete()
	if north.digest(spaces[0]) != south.digest(spaces[0]) {
		t.Error("South was let in again and does not hold what North holds")
	}
}

func TestCarrierKeepsNoPagesThatAreSentToItAllTheSame(t *testing.T) {
	w, north, south, spaces := school(t, 11)
	w.connect(north, south).run()
	carrier := w.laptop("carrier")
	north.grant(spaces[0], carrier, improve.Member)
	w.connect(north, south).run() // South takes it for a member from now on
	north.grant(spaces[0], carrier, improve.Carrier)
	w.connect(north, carrier).run()

	p := w.connect(south, carrier)
	p.run()

	p.wantComplete()
	wantAccess(t, south, spaces[0], carrier, improve.Carrier)
	if got := carrier.dataEvents(spaces[0]); got != 0 {
		t.Errorf("the carrier holds %d events of pages, want none", got)
	}
}
