package improve

import (
	"fmt"
	"slices"
	"testing"
)

// key writes a key event by somebody, as chance would have drawn it.
func (c *club) key(by string, drawn int, over ...Dot) Dot {
	c.at++
	return c.book(by).add(Header{Type: KeyEvent, Stamp: stampAt(c.at), Over: over}, textBody(c.t, fmt.Sprint("drawn ", drawn))).Dot()
}

var spaceSecret = [32]byte{1, 2, 3}

func TestNearSecret_IsTheSpacesUntilSomebodyIsRemoved(t *testing.T) {
	c := newClub(t)
	c.grant("root", "ada", Member, 0)
	space := c.fold()
	if got := space.NearSecret(spaceSecret); got != spaceSecret || len(space.NearSecretsBefore(spaceSecret)) != 0 {
		t.Errorf("got %x and %d earlier ones", got, len(space.NearSecretsBefore(spaceSecret)))
	}

	c.key("root", 1)

	space = c.fold()
	if got := space.NearSecret(spaceSecret); got == spaceSecret {
		t.Error("it is the same after a key")
	}
	if got := space.NearSecretsBefore(spaceSecret); !slices.Equal(got, [][32]byte{spaceSecret}) {
		t.Errorf("earlier ones are %x", got)
	}
}

func TestNearSecret_NeedsAllKeysThatWereDrawnApart(t *testing.T) {
	c := newClub(t)
	c.grant("root", "ada", Owner, 0)
	c.key("root", 1)
	one := c.fold().NearSecret(spaceSecret)
	c.key("ada", 2) // without having seen the other

	both := c.fold()

	if got := both.NearSecret(spaceSecret); got == one || got == spaceSecret {
		t.Error("who knows one of the two keys knows the secret")
	}
	if got := both.NearSecretsBefore(spaceSecret); len(got) != 2 || got[0] != one || got[1] != spaceSecret {
		t.Errorf("earlier ones are %x; want the one of the first key, then the space's", got)
	}
	if got := both.KeyDots(); len(got) != 2 {
		t.Errorf("a new key replaces %v, want both", got)
	}
	c.key("root", 3, both.KeyDots()...)
	if got := c.fold().KeyDots(); len(got) != 1 {
		t.Errorf("%d keys are in force, want the last", len(got))
	}
}

func TestNearSecret_IsNotMadeByWhoIsNoOwnerAnyMore(t *testing.T) {
	c := newClub(t)
	ada := c.grant("root", "ada", Owner, 0)
	c.key("ada", 1)
	before := c.fold().NearSecret(spaceSecret)
	c.grant("root", "ada", NoAccess, uint64(len(c.book("ada").events)), ada)
	c.key("ada", 2)
	c.key("eve", 3)

	if got := c.fold().NearSecret(spaceSecret); got != before {
		t.Error("a key beyond the cut, or a stranger's, counts")
	}
}

func TestNearSecret_OfLongAgoIsNotLookedFor(t *testing.T) {
	c := newClub(t)
	var last []Dot
	for i := range 3 * maxNearBefore {
		last = []Dot{c.key("root", i, last...)}
	}

	got := c.fold().NearSecretsBefore(spaceSecret)

	if len(got) != maxNearBefore+1 || got[len(got)-1] != spaceSecret {
		t.Errorf("%d earlier ones, want %d and the space's own", len(got), maxNearBefore)
	}
}
