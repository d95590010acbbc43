package replica

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestRemovedLaptopGetsNothingMoreEvenWithinASession(t *testing.T) {
	w, north, south, spaces := school(t, 8)
	p := w.connect(north, south)
	p.run()
	before := south.events(spaces[0])

	north.grant(spaces[0], south, improve.NoAccess)
	north.grant(spaces[0], w.laptop("west"), improve.Member)
	north.write(spaces[0], "not for south")
	north.write(spaces[1], "for south")
	p.changed(0)

	p.wantComplete()
	if got := south.events(spaces[0]); got != before+1 {
		t.Errorf("south got %d events of a space that it was removed from; want its removal and nothing else", got-before)
	}
	wantRemoved(t, south, spaces[0])
	if south.digest(spaces[1]) != north.digest(spaces[1]) {
		t.Error("south did not get the events of the other space")
	}
}

// wantRemoved wants a laptop to know that it was taken out of a space.
func wantRemoved(t *testing.T, l *laptop, space improve.SpaceID) {
	t.Helper()
	folded, err := l.store.Space(t.Context(), space)
	l.w.must(err)
	if member, was := folded.Member(l.device); !was || member.Access != improve.NoAccess {
		t.Errorf("%s has access %s by its own account; want none", l.name, member.Access)
	}
}

func TestRemovedLaptopIsToldAtTheNextExchangeAndKeepsWhatItHas(t *testing.T) {
	w, north, south, spaces := school(t, 8)
	p := w.connect(north, south)
	p.run()
	north.grant(spaces[0], south, improve.NoAccess)
	north.grant(spaces[0], w.laptop("west"), improve.Member)
	north.write(spaces[0], "not for south")
	south.write(spaces[0], "written in the meantime")
	held, north0 := south.events(spaces[0]), north.events(spaces[0])

	p = w.connect(north, south)
	p.run()

	p.wantComplete()
	wantRemoved(t, south, spaces[0])
	if got := south.events(spaces[0]); got != held+1 {
		t.Errorf("south has %d events more; want its removal alone", got-held)
	}
	if got := north.events(spaces[0]); got != north0 {
		t.Errorf("north took %d events from a removed laptop; want none", got-north0)
	}
	again := w.connect(south, north)
	again.run()
	again.wantComplete()
	if got := south.events(spaces[0]); got != held+1 {
		t.Errorf("another exchange brought %d events", got-held-1)
	}
}

func TestWhoNeverWasInASpaceIsToldNothing(t *testing.T) {
	w, north, _, spaces := school(t, 8)
	stranger := w.laptop("stranger")
	session := north.session(stranger)
	_, err := session.Start(w.ctx)
	w.must(err)
	sp, err := session.enter(w.ctx, spaces[0])
	w.must(err)

	out, err := session.farewell(w.ctx, sp)

	if err != nil || len(out) != 0 {
		t.Errorf("got %d messages, %v; want nothing", len(out), err)
	}
}

func TestRemovedLaptopIsNotToldByWhatTheOthersRecogniseEachOtherNow(t *testing.T) {
	w, north, south, spaces := school(t, 8)
	key := draft{improve.Header{Type: improve.KeyEvent}, cells(w, "drawn", "by chance")}
	north.grant(spaces[0], south, improve.NoAccess)
	north.commit(spaces[0], improve.Auth, key)

	w.connect(north, south).run()

	wantRemoved(t, south, spaces[0])
	secret := north.store.spaces[spaces[0]].secret
	there, err := south.store.Space(t.Context(), spaces[0])
	w.must(err)
	here, err := north.store.Space(t.Context(), spaces[0])
	w.must(err)
	if there.NearSecret(secret) != secret || here.NearSecret(secret) == secret {
		t.Error("South knows the new secret, or there is none")
	}
}
