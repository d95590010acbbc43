package p2p

import (
	"strings"
	"testing"
)

// database gives a school's device a database with another number, as one that
// was restored or copied to another laptop has it.
func (s *school) database(number byte) *school {
	s.mu.Lock()
	defer s.mu.Unlock()

	copied := &school{
		world: s.world, device: s.device, now: s.now, incarnation: number,
		spaces: s.spaces, made: s.made, remotes: s.remotes, invites: s.invites, watchers: map[chan struct{}]bool{},
	}
	return copied
}

// visit lets a laptop come to a node once, and gives what the node says of it then.
func (r *runningNode) visit(t *testing.T, visitor *school) string {
	t.Helper()

	from := visitor.node()
	if _, err := from.ExchangeAt(within(t), r.addr()); err != nil {
		t.Fatal(err)
	}
	from.stop()
	var trouble string
	r.waitState(within(t), "the visitor has left", func(states []RemoteState) bool {
		if len(states) != 1 || states[0].Connected || states[0].LastComplete.IsZero() {
			return false
		}
		trouble = states[0].Trouble
		return true
	})
	return trouble
}

func TestCopy_TwoLaptopsWithOneKeyAreNoticed(t *testing.T) {
	north, south, _ := pairOfSchools(t)
	at := north.node(loopback)
	twin := south.database(2)
	for i, one := range []*school{south, twin} {
		if trouble := at.visit(t, one); trouble != "" {
			t.Errorf("visit %d: %q; a database that was restored looks the same", i+1, trouble)
		}
	}
	for i, one := range []*school{south, twin, south} {
		if trouble := at.visit(t, one); !strings.Contains(trouble, "Two laptops answer under this name") {
			t.Errorf("visit %d: %q, want that two laptops use one key", i+3, trouble)
		}
	}
	if trouble := at.visit(t, south); trouble != "" {
		t.Errorf("the same one again: %q, want nothing", trouble)
	}
}

func TestCopy_ADatabaseThatWasRestoredIsNoTrouble(t *testing.T) {
	north, south, _ := pairOfSchools(t)
	at := north.node(loopback)
	for i, one := range []*school{south, south.database(2), south.database(2), south.database(3), south.database(3)} {
		if trouble := at.visit(t, one); trouble != "" {
			t.Errorf("visit %d: %q", i+1, trouble)
		}
	}
}
