package improve

import (
	"slices"
	"testing"
)

// admit lets a device in as somebody of some place; each may be "".
func (c *club) admit(by, whom string, level AccessLevel, person, organisation string) Dot {
	c.at++
	cells := map[FieldKey]string{}
	if person != "" {
		cells[GrantPerson] = ArtifactID(idOf(person)).String()
	}
	if organisation != "" {
		cells[GrantOrganisation] = ArtifactID(idOf(organisation)).String()
	}
	body, err := EncodeValue(CellsValue(cells))
	if err != nil {
		c.t.Fatal(err)
	}
	h := Header{Type: GrantEvent, Stamp: stampAt(c.at), Device: deviceOf(whom), Grant: level}
	return c.book(by).add(h, body).Dot()
}

func (c *club) redact(by string, targets ...Dot) Dot {
	c.at++
	return c.book(by).add(Header{Type: RedactEvent, Stamp: stampAt(c.at), Over: targets}, textBody(c.t, "names a student")).Dot()
}

// textOf names the first text of somebody's data log.
func (c *club) textOf(name string) Dot {
	log, _ := LogStart(c.id, writerOf(name), Data)
	return Dot{Log: log, Seq: 2}
}

func TestSpace_WhoMayRedact(t *testing.T) {
	tests := []struct {
		name       string
		by, author string
		before     func(c *club)
		want       bool
	}{
		{"a member the own text", "ada", "ada", func(c *club) { c.admit("root", "ada", Member, "", "") }, true},
		{"a guest the own comment", "gil", "gil", func(c *club) { c.admit("root", "gil", Guest, "", "") }, true},
		{"a carrier nothing, even if it were its own", "cem", "cem", func(c *club) { c.admit("root", "cem", Carrier, "", "") }, false},
		{"a stranger nothing", "eve", "eve", func(*club) {}, false},
		{"a member not another's", "ada", "bob", func(c *club) {
			c.admit("root", "ada", Member, "Ada", "north")
			c.admit("root", "bob", Member, "Bob", "north")
		}, false},
		{"a person what the same person wrote elsewhere", "ada", "bob", func(c *club) {
			c.admit("root", "ada", Member, "Ada", "")
			c.admit("root", "bob", Member, "Ada", "")
		}, true},
		{"a guest only what was written here", "ada", "bob", func(c *club) {
			c.admit("root", "ada", Guest, "Ada", "")
			c.admit("root", "bob", Member, "Ada", "")
		}, false},
		{"two of whom no person is known are two", "ada", "bob", func(c *club) {
			c.admit("root", "ada", Member, "", "")
			c.admit("root", "bob", Member, "", "")
		}, false},
		{"an owner what people of the own place wrote", "ada", "bob", func(c *club) {
			c.admit("root", "ada", Owner, "Ada", "north")
			c.admit("root", "bob", Member, "Bob", "north")
		}, true},
		{"an owner not what people of another place wrote", "ada", "bob", func(c *club) {
			c.admit("root", "ada", Owner, "Ada", "north")
			c.admit("root", "bob", Member, "Bob", "south")
		}, false},
		{"an owner of no known place not what people of a known one wrote", "root", "bob", func(c *club) {
			c.admit("root", "bob", Member, "Bob", "south")
		}, false},
		{"an owner what people of no known place wrote", "ada", "bob", func(c *club) {
			c.admit("root", "ada", Owner, "Ada", "north")
			c.admit("root", "bob", Member, "Bob", "")
		}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := newClub(t)
			test.before(c)
			dot := c.redact(test.by, c.textOf(test.author))

			space := c.fold()

			r, got := space.RedactedBy(c.textOf(test.author), deviceOf(test.author))
			if got != test.want || got != space.MayRedact(deviceOf(test.by), deviceOf(test.author)) {
				t.Errorf("got %v, want %v", got, test.want)
			}
			if got && (r.Dot != dot || r.By != deviceOf(test.by) || r.Reason != "names a student") {
				t.Errorf("got %+v", r)
			}
			if _, other := space.RedactedBy(Dot{Log: c.textOf(test.author).Log, Seq: 3}, deviceOf(test.author)); other {
				t.Error("a text that nobody named goes too")
			}
		})
	}
}

func TestSpace_WhoWasRemovedRedactsNoMore(t *testing.T) {
	c := newClub(t)
	ada := c.grant("root", "ada", Member, 0)
	before := c.redact("ada", c.textOf("ada"))
	after := c.redact("ada", Dot{Log: c.textOf("ada").Log, Seq: 3})
	c.grant("root", "ada", NoAccess, before.Seq, ada)

	space := c.fold()

	if r, ok := space.RedactedBy(c.textOf("ada"), deviceOf("ada")); !ok || r.Dot != before {
		t.Error("what was seen before the removal does not count")
	}
	if _, ok := space.RedactedBy(Dot{Log: c.textOf("ada").Log, Seq: 3}, deviceOf("ada")); ok {
		t.Error("what came after the removal counts")
	}
	for dot, want := range map[Dot]bool{before: true, after: false} {
		e := c.book("ada").events[dot.Seq-1]
		if got := space.Accepts(deviceOf("ada"), e); got != want {
			t.Errorf("event %d: got counts %v, want %v", dot.Seq, got, want)
		}
	}
}

func TestSpace_RedactionsAreAFunctionOfTheSet(t *testing.T) {
	r := random(t)
	names := []string{"root", "ada", "bob", "cem"}
	for set := range 60 {
		c := newClub(t)
		for range 5 + r.Intn(20) {
			randomGrant(r, c, names)
			by, author := names[r.Intn(len(names))], names[r.Intn(len(names))]
			c.redact(by, Dot{Log: c.textOf(author).Log, Seq: 2 + uint64(r.Intn(4))}, c.textOf(by))
		}
		want := redactedBy(c, c.fold(), names)
		events := c.events()
		r.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })

		space, err := FoldSpace(c.id, events)
		if err != nil {
			t.Fatal(err)
		}

		if got := redactedBy(c, space, names); !slices.Equal(got, want) {
			t.Fatalf("set %d: got %v, want %v", set, got, want)
		}
	}
}

func redactedBy(c *club, space Space, names []string) []Dot {
	var by []Dot
	for _, name := range names {
		for seq := range uint64(8) {
			r, _ := space.RedactedBy(Dot{Log: c.textOf(name).Log, Seq: seq}, deviceOf(name))
			by = append(by, r.Dot)
		}
	}
	return by
}
