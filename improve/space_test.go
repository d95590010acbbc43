package improve

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"
)

// club is a space in tests: its founder and others who write auth events.
type club struct {
	t     testing.TB
	id    SpaceID
	books map[string]*book
	at    int
}

func newClub(t *testing.T) *club {
	t.Helper()
	genesis, id, err := (Genesis{Kind: PairSpace, Root: deviceOf("root"), Nonce: idOf("nonce")}).Encode()
	if err != nil {
		t.Fatal(err)
	}
	c := &club{t: t, id: id, books: map[string]*book{}}
	c.book("root").add(Header{Type: SpaceEvent, Stamp: stampAt(0), Genesis: genesis}, nil)
	return c
}

func (c *club) book(name string) *book {
	if c.books[name] == nil {
		c.books[name] = newBook(c.t, name, c.id, Auth)
	}
	return c.books[name]
}

// grant writes a grant by one about another; cut is how much of the other's
// auth log it covers, over the grants that it replaces.
func (c *club) grant(by, whom string, level AccessLevel, cut uint64, over ...Dot) Dot {
	c.at++
	h := Header{Type: GrantEvent, Stamp: stampAt(c.at), Device: deviceOf(whom), Grant: level, Over: over}
	if cut > 0 {
		h.Cut = []Dot{{Log: c.book(whom).log.ID, Seq: cut}}
	}
	return c.book(by).add(h, nil).Dot()
}

func (c *club) name(by, name string, over ...Dot) Dot {
	c.at++
	return c.book(by).add(Header{Type: NameEvent, Stamp: stampAt(c.at), Over: over}, textBody(c.t, name)).Dot()
}

func (c *club) events() []AuthEvent {
	var events []AuthEvent
	for _, b := range c.books {
		events = append(events, b.authEvents()...)
	}
	return events
}

func (c *club) fold() Space {
	c.t.Helper()
	space, err := FoldSpace(c.id, c.events())
	if err != nil {
		c.t.Fatal(err)
	}
	return space
}

func (c *club) wants(want map[string]AccessLevel) {
	c.t.Helper()
	space := c.fold()
	for _, name := range sortedKeys(want) {
		if got := space.Access(deviceOf(name)); got != want[name] {
			c.t.Errorf("%s: got access %v, want %v", name, got, want[name])
		}
	}
}

func TestSpace_WhoMayWhat(t *testing.T) {
	tests := []struct {
		name  string
		write func(c *club)
		want  map[string]AccessLevel
	}{
		{"the founder is an owner, a stranger nothing", func(*club) {}, map[string]AccessLevel{"root": Owner, "ada": NoAccess}},
		{"an owner admits", func(c *club) { c.grant("root", "ada", Member, 0) }, map[string]AccessLevel{"ada": Member}},
		{"a member admits nobody", func(c *club) {
			c.grant("root", "ada", Member, 0)
			c.grant("ada", "bob", Member, 0)
		}, map[string]AccessLevel{"bob": NoAccess}},
		{"nobody makes the own self an owner", func(c *club) { c.grant("ada", "ada", Owner, 0) }, map[string]AccessLevel{"ada": NoAccess}},
		{"two who make each other owners are none", func(c *club) {
			c.grant("ada", "bob", Owner, 0)
			c.grant("bob", "ada", Owner, 0)
		}, map[string]AccessLevel{"ada": NoAccess, "bob": NoAccess}},
		{"an owner's owner admits", func(c *club) {
			c.grant("root", "ada", Owner, 0)
			c.grant("ada", "bob", Owner, 0)
			c.grant("bob", "eve", Guest, 0)
		}, map[string]AccessLevel{"ada": Owner, "bob": Owner, "eve": Guest}},
		{"who was guest, then member, then owner does what owners do", func(c *club) {
			guest := c.grant("root", "ada", Guest, 0)
			member := c.grant("root", "ada", Member, 1, guest)
			c.grant("root", "ada", Owner, 1, member)
			c.grant("ada", "bob", Member, 0)
		}, map[string]AccessLevel{"ada": Owner, "bob": Member}},
		{"of two grants apart the least counts", func(c *club) {
			c.grant("root", "ada", Owner, 0)
			c.grant("root", "bob", Member, 0)
			c.grant("ada", "bob", Guest, 0)
		}, map[string]AccessLevel{"bob": Guest}},
		{"what a removed owner did before the cut stays, what came after is void", func(c *club) {
			ada := c.grant("root", "ada", Owner, 0)
			before := c.grant("ada", "bob", Member, 0)
			c.grant("root", "ada", NoAccess, before.Seq, ada)
			c.grant("ada", "eve", Owner, 0)
			c.grant("eve", "mallory", Member, 0)
		}, map[string]AccessLevel{"ada": NoAccess, "bob": Member, "eve": NoAccess, "mallory": NoAccess}},
		{"a removed owner removes nobody else", func(c *club) {
			ada := c.grant("root", "ada", Owner, 0)
			bob := c.grant("root", "bob", Owner, 0)
			c.grant("root", "ada", NoAccess, 1, ada)
			c.grant("ada", "bob", NoAccess, 1, bob)
		}, map[string]AccessLevel{"ada": NoAccess, "bob": Owner, "root": Owner}},
		{"a removed owner removes no member either", func(c *club) {
			ada := c.grant("root", "ada", Owner, 0)
			bob := c.grant("root", "bob", Member, 0)
			c.grant("root", "ada", NoAccess, 1, ada)
			c.grant("ada", "bob", NoAccess, 0, bob)
		}, map[string]AccessLevel{"ada": NoAccess, "bob": Member}},
		{"a puppet of a removed owner removes nobody", func(c *club) {
			ada := c.grant("root", "ada", Owner, 0)
			c.grant("root", "ada", NoAccess, 1, ada)
			c.grant("ada", "puppet", Owner, 0)
			c.grant("puppet", "root", NoAccess, 2)
		}, map[string]AccessLevel{"ada": NoAccess, "puppet": NoAccess, "root": Owner}},
		{"two owners who remove each other are both removed", func(c *club) {
			ada := c.grant("root", "ada", Owner, 0)
			bob := c.grant("root", "bob", Owner, 0)
			c.grant("ada", "bob", NoAccess, 1, bob)
			c.grant("bob", "ada", NoAccess, 1, ada)
		}, map[string]AccessLevel{"ada": NoAccess, "bob": NoAccess, "root": Owner}},
		{"a removed owner does not take the own removal back", func(c *club) {
			ada := c.grant("root", "ada", Owner, 0)
			gone := c.grant("root", "ada", NoAccess, 1, ada)
			c.grant("ada", "ada", Owner, 0, gone)
		}, map[string]AccessLevel{"ada": NoAccess}},
		{"who is made an owner again acts again from there on", func(c *club) {
			ada := c.grant("root", "ada", Owner, 0)
			gone := c.grant("root", "ada", NoAccess, 1, ada)
			void := c.grant("ada", "eve", Member, 0)
			c.grant("root", "ada", Owner, void.Seq, gone)
			c.grant("ada", "bob", Member, 0)
		}, map[string]AccessLevel{"ada": Owner, "eve": NoAccess, "bob": Member}},
		{"an owner steps down", func(c *club) {
			ada := c.grant("root", "ada", Owner, 0)
			c.grant("ada", "ada", Member, 1, ada)
			c.grant("ada", "bob", Member, 0)
		}, map[string]AccessLevel{"ada": Member, "bob": NoAccess}},
		{"a removal that undoes its own ground does not count", func(c *club) {
			ada := c.grant("root", "ada", Owner, 0)
			c.grant("ada", "root", NoAccess, 1, ada)
		}, map[string]AccessLevel{"ada": Owner, "root": Owner}},
		{"an owner removes the founder's stolen laptop", func(c *club) {
			ada := c.grant("root", "ada", Owner, 0)
			bob := c.grant("root", "bob", Member, 0)
			c.grant("ada", "root", NoAccess, bob.Seq)
			c.grant("root", "bob", NoAccess, 0, bob)
			c.grant("root", "eve", Owner, 0)
			_ = ada
		}, map[string]AccessLevel{"ada": Owner, "root": NoAccess, "bob": Member, "eve": NoAccess}},
		{"grants that name each other in a ring end nothing", func(c *club) {
			root := c.book("root")
			first := Dot{Log: root.log.ID, Seq: root.next().Seq}
			second := Dot{Log: root.log.ID, Seq: first.Seq + 1}
			c.grant("root", "ada", Member, 0, second)
			c.grant("root", "ada", Guest, 0, first)
		}, map[string]AccessLevel{"ada": Guest}},
		{"an access that only a newer version knows changes nothing", func(c *club) {
			c.grant("root", "ada", Member, 0)
			c.grant("root", "bob", Owner+1, 0)
		}, map[string]AccessLevel{"ada": Member, "bob": NoAccess}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := newClub(t)
			test.write(c)
			c.wants(test.want)
		})
	}
}

func TestSpace_EventsWithinTheCutAreJudgedByTheGrantBeforeIt(t *testing.T) {
	c := newClub(t)
	member := c.grant("root", "ada", Member, 0)
	data := newBook(t, "ada", c.id, Data)
	c.at++
	c.book("root").add(Header{
		Type: GrantEvent, Stamp: stampAt(c.at), Device: deviceOf("ada"), Grant: NoAccess,
		Over: []Dot{member}, Cut: []Dot{{Log: data.log.ID, Seq: 2}},
	}, nil)
	object := ArtifactID(idOf("page"))
	seen := data.add(setOn(object, "title", 1), textBody(t, "seen"))
	late := data.add(setOn(object, "title", 0), textBody(t, "late"))

	space := c.fold()
	if !space.Accepts(deviceOf("ada"), seen) {
		t.Error("what the owner had seen does not count any more")
	}
	if space.Accepts(deviceOf("ada"), late) {
		t.Error("what came after the removal counts")
	}
}

func TestAccessLevel_Allows(t *testing.T) {
	for level, want := range map[AccessLevel][6]bool{
		NoAccess: {}, Carrier: {},
		Guest:  {true, false, false, true, false, false},
		Member: {true, true, true, true, true, false},
		Owner:  {true, true, true, true, true, true},
	} {
		for i, event := range []EventType{OpenEvent, SetEvent, LinkEvent, CommentEvent, 99, GrantEvent} {
			if got := level.Allows(event); got != want[i] {
				t.Errorf("%v, event type %d: got %v, want %v", level, event, got, want[i])
			}
		}
	}
}

func TestSpace_NamesWrittenApartAreSettledByTheLaterOne(t *testing.T) {
	c := newClub(t)
	c.grant("root", "ada", Owner, 0)
	first := c.name("root", "North and South")
	c.name("root", "The two schools", first)
	c.name("ada", "Buddies")
	c.name("mallory", "Ours")

	space := c.fold()
	if space.Name != "Buddies" || len(space.NameDots()) != 2 {
		t.Errorf("got %q with %d live names, want Buddies with 2", space.Name, len(space.NameDots()))
	}
}

func TestFoldSpace_RefusesAFoundingRecordOfAnother(t *testing.T) {
	c := newClub(t)
	events := c.events()
	for i := range events {
		events[i].Device = deviceOf("mallory")
	}
	if _, err := FoldSpace(c.id, events); err == nil {
		t.Error("a space was founded by a device that is not its root")
	}
	if _, err := FoldSpace(SpaceID(idOf("another")), c.events()); err == nil {
		t.Error("a space was founded by another's record")
	}
}

func TestSpace_MembersHaveTheRootFirst(t *testing.T) {
	c := newClub(t)
	c.grant("root", "bob", Member, 0)
	c.grant("root", "ada", Guest, 0)
	var got []DeviceID
	for _, m := range c.fold().Members() {
		got = append(got, m.Device)
	}
	if want := []DeviceID{deviceOf("root"), deviceOf("bob"), deviceOf("ada")}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestFoldSpaceIsAFunctionOfTheSet writes random grants by anybody about
// anybody, with cuts and replaced grants that no honest program would write.
func TestFoldSpaceIsAFunctionOfTheSet(t *testing.T) {
	r := random(t)
	names := []string{"root", "ada", "bob", "cem", "dee"}
	for set := range 200 {
		c := newClub(t)
		for range 3 + r.Intn(25) {
			randomGrant(r, c, names)
			if r.Intn(3) == 0 {
				randomAccept(r, c, names)
			}
		}
		want := describe(c.fold(), names)
		events := c.events()
		events = append(events, events[:r.Intn(len(events))]...)
		r.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		space, err := FoldSpace(c.id, events)
		if err != nil {
			t.Fatal(err)
		}
		if got := describe(space, names); got != want {
			t.Fatalf("set %d: got\n%s\nwant\n%s", set, got, want)
		}
	}
}

func randomGrant(r *rand.Rand, c *club, names []string) {
	by, whom := names[r.Intn(len(names))], names[r.Intn(len(names))]
	var over []Dot
	for range r.Intn(4) {
		b := c.book(names[r.Intn(len(names))])
		over = append(over, Dot{Log: b.log.ID, Seq: 1 + uint64(r.Intn(len(b.events)+3))})
	}
	c.grant(by, whom, []AccessLevel{NoAccess, Guest, Member, Owner, Owner, Owner}[r.Intn(6)], uint64(r.Intn(5)), over...)
}

func describe(s Space, names []string) string {
	text := s.Name
	for _, name := range names {
		device := deviceOf(name)
		log, _ := LogStart(s.ID, writerOf(name), Auth)
		m, _ := s.Member(device)
		text += fmt.Sprintf("\n%s %v %v %v", name, m.Access, m.Since, m.Dots)
		for seq := uint64(1); seq < 30; seq++ {
			text += fmt.Sprintf(" %v%v", uint8(s.AccessAt(device, Dot{log, seq})), s.counted[Dot{log, seq}])
		}
	}
	return text
}

func TestFoldSpaceOfManyGrantsThatNameOneAnotherEnds(t *testing.T) {
	c := newClub(t)
	var dots []Dot
	for i := range 200 {
		level := []AccessLevel{Owner, Member, Guest}[i%3]
		dots = append(dots, c.grant("root", "ada", level, uint64(i%2), dots...))
	}
	if got := c.fold().AccessAt(deviceOf("ada"), Dot{Log: c.book("ada").log.ID, Seq: 1}); got > Owner {
		t.Errorf("got %v", got)
	}
}
