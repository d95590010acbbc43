package improve

import (
	"math/rand"
	"slices"
	"testing"
)

// accept writes an accept of a removal that stands in the log of one device.
func (c *club) accept(by, remover string, removal Dot, upto ...Dot) Dot {
	c.at++
	named := c.book(remover).events[removal.Seq-1]
	return c.book(by).add(Header{
		Type: AcceptEvent, Stamp: stampAt(c.at), Over: []Dot{removal}, Invite: HashRemoval(named), Cut: upto,
	}, nil).Dot()
}

// randomAccept writes an accept by anybody of any event that is there.
func randomAccept(r *rand.Rand, c *club, names []string) {
	remover, whose := names[r.Intn(len(names))], names[r.Intn(len(names))]
	b := c.book(remover)
	named := b.events[r.Intn(len(b.events))].Dot()
	c.accept(names[r.Intn(len(names))], remover, named, Dot{Log: c.book(whose).log.ID, Seq: 1 + uint64(r.Intn(12))})
}

// stolen is a space in which a member wrote on after the removal.
type stolen struct {
	*club
	removal       Dot
	seen, late    Event
	data          *book
	object        ArtifactID
	beyond, after Dot
}

func newStolen(t *testing.T) stolen {
	c := newClub(t)
	c.grant("root", "bob", Owner, 0)
	member := c.grant("root", "ada", Member, 0)
	s := stolen{club: c, data: newBook(t, "ada", c.id, Data), object: ArtifactID(idOf("page"))}
	s.seen = s.data.add(setOn(s.object, "title", 1), textBody(t, "seen"))
	c.at++
	s.removal = c.book("root").add(Header{
		Type: GrantEvent, Stamp: stampAt(c.at), Device: deviceOf("ada"), Grant: NoAccess,
		Over: []Dot{member}, Cut: []Dot{{Log: s.data.log.ID, Seq: s.seen.Seq}},
	}, nil).Dot()
	s.late = s.data.add(setOn(s.object, "title", 2), textBody(t, "late"))
	s.beyond = s.late.Dot()
	s.after = Dot{Log: s.beyond.Log, Seq: s.beyond.Seq + 1}
	return s
}

func (s stolen) wantsAt(dot Dot, want AccessLevel) {
	s.t.Helper()
	if got := s.fold().AccessAt(deviceOf("ada"), dot); got != want {
		s.t.Errorf("at %d: got access %v, want %v", dot.Seq, got, want)
	}
}

func TestAccept_TakesInWhatWasWrittenBeyondTheCut(t *testing.T) {
	s := newStolen(t)
	s.wantsAt(s.beyond, NoAccess)
	s.accept("bob", "root", s.removal, s.beyond)

	s.wantsAt(s.beyond, Member)
	s.wantsAt(s.after, NoAccess)
	s.wants(map[string]AccessLevel{"ada": NoAccess})
}

func TestAccept_OfSeveralTheFurthestCounts(t *testing.T) {
	s := newStolen(t)
	s.accept("bob", "root", s.removal, s.after)
	s.accept("root", "root", s.removal, s.beyond)

	s.wantsAt(s.after, Member)
}

func TestAccept_NeedsAnOwnerAndTheRemovalItself(t *testing.T) {
	tests := []struct {
		name  string
		write func(s stolen)
	}{
		{"one by a member changes nothing", func(s stolen) {
			s.grant("root", "cem", Member, 0)
			s.accept("cem", "root", s.removal, s.beyond)
		}},
		{"one by the removed device changes nothing", func(s stolen) { s.accept("ada", "root", s.removal, s.beyond) }},
		{"one that names another event changes nothing", func(s stolen) {
			s.accept("bob", "root", Dot{Log: s.removal.Log, Seq: 2}, s.beyond)
		}},
		{"one that was prepared before the removal changes nothing", func(s stolen) {
			s.at++
			s.book("bob").add(Header{Type: AcceptEvent, Stamp: stampAt(s.at), Over: []Dot{s.removal}, Cut: []Dot{s.beyond}}, nil)
		}},
		{"one by an owner who was removed before it changes nothing", func(s stolen) {
			s.grant("root", "bob", NoAccess, 1, Dot{Log: s.removal.Log, Seq: 3})
			s.accept("bob", "root", s.removal, s.beyond)
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newStolen(t)
			test.write(s)
			s.wantsAt(s.beyond, NoAccess)
		})
	}
}

func TestAccept_OfAnOwnersRemovalLetsWhatTheOwnerDidCount(t *testing.T) {
	c := newClub(t)
	ada := c.grant("root", "ada", Owner, 0)
	gone := c.grant("root", "ada", NoAccess, 1, ada)
	late := c.grant("ada", "eve", Member, 0)
	c.wants(map[string]AccessLevel{"eve": NoAccess})
	c.accept("root", "root", gone, late)

	c.wants(map[string]AccessLevel{"eve": Member, "ada": NoAccess})
}

func TestSpace_WaitingSaysWhatMustBeWritten(t *testing.T) {
	s := newStolen(t)
	again := s.grant("bob", "ada", NoAccess, 0, Dot{Log: s.removal.Log, Seq: s.removal.Seq - 1})
	log := s.data.log
	log.Head.Seq = s.beyond.Seq

	pieces := s.fold().Waiting(log)
	// Bob's removal has no cut: all of the log waits for it, the end for both.
	if len(pieces) != 2 || pieces[0].To != s.seen.Seq || pieces[1].After != s.seen.Seq || pieces[1].To != s.beyond.Seq {
		t.Fatalf("got %+v, want the piece up to what root saw and that after it", pieces)
	}
	var got []Dot
	for _, a := range pieces[1].Acceptances {
		got = append(got, a.Removal)
		s.at++
		h := a.Header()
		h.Stamp = stampAt(s.at)
		s.book("root").add(h, nil)
	}
	want := []Dot{s.removal, again}
	slices.SortFunc(got, Dot.Compare)
	slices.SortFunc(want, Dot.Compare)
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want both removals %v", got, want)
	}
	s.wantsAt(s.beyond, Member)
	if more := s.fold().Waiting(log); len(more) != 0 {
		t.Errorf("got %+v for what counts already, want nothing", more)
	}
}

func TestSpace_NothingWaitsThatNoRemovalMadeVoid(t *testing.T) {
	c := newClub(t)
	guest := c.grant("root", "ada", Guest, 0)
	for name, log := range map[string]Log{
		"of a guest":            {ID: LogID{1}, Device: deviceOf("ada"), Stream: Data, Head: Head{Seq: 5}},
		"of a stranger":         {ID: LogID{1}, Device: deviceOf("eve"), Stream: Data, Head: Head{Seq: 5}},
		"of a guest about auth": {ID: LogID{1}, Device: deviceOf("ada"), Stream: Auth, Head: Head{Seq: 5}},
	} {
		if got := c.fold().Waiting(log); len(got) != 0 {
			t.Errorf("a log %s: got %+v, want nothing", name, got)
		}
	}
	bob := c.grant("root", "bob", Owner, 0)
	down := c.grant("bob", "bob", Member, 1, bob)
	own := c.book("bob").log
	own.Head.Seq = down.Seq
	if got := c.fold().Waiting(own); len(got) != 0 {
		t.Errorf("the own stepping down: got %+v, want nothing", got)
	}
	c.grant("root", "ada", NoAccess, 0, guest)
	auth := Log{ID: LogID{1}, Device: deviceOf("ada"), Stream: Auth, Head: Head{Seq: 5}}
	if got := c.fold().Waiting(auth); len(got) != 0 {
		t.Errorf("who never was an owner: got %+v, want nothing", got)
	}
}

// TestAccept_NeverTakesAnythingBack writes random grants and, one by one,
// accepts: an event that counted for an unchanged set of removals counts on.
func TestAccept_NeverTakesAnythingBack(t *testing.T) {
	r := random(t)
	names := []string{"root", "ada", "bob", "cem"}
	for set := range 100 {
		c := newClub(t)
		for range 3 + r.Intn(20) {
			randomGrant(r, c, names)
		}
		kept := map[Dot]bool{}
		for _, e := range c.events() {
			if isRemoval(e.Header) && r.Intn(2) == 0 {
				kept[e.Dot()] = true
			}
		}
		before := countOf(c, kept)
		for range 4 {
			randomAccept(r, c, names)
			after := countOf(c, kept)
			for dot := range before {
				if !after[dot] {
					t.Fatalf("set %d: %v counted and does not after an accept", set, dot)
				}
			}
			before = after
		}
	}
}

func countOf(c *club, kept map[Dot]bool) map[Dot]bool {
	events := c.events()
	slices.SortFunc(events, func(a, b AuthEvent) int { return a.Dot().Compare(b.Dot()) })
	return newSpaceFold(deviceOf("root"), events).count(kept).dots
}
