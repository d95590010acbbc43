package replica

import (
	"testing"

	"github.com/cairn-schools/cairn/sync/wire"
)

func TestLaptopsThatMakeSomethingElseOfTheSameEventsBothHearOfIt(t *testing.T) {
	w, north, south, spaces := school(t, 50)
	south.store.skew = 1

	w.connect(north, south).run()

	if len(north.doubts) != len(spaces) || len(south.doubts) != len(spaces) {
		t.Errorf("north was told of %d spaces, south of %d; want %d", len(north.doubts), len(south.doubts), len(spaces))
	}
}

func TestStateIsComparedAfterAnExchangeToo(t *testing.T) {
	w, north, south, spaces := school(t, 51)
	north.write(spaces[1], "new")
	south.store.skew = 1

	p := w.connect(north, south)
	p.run()
	p.wantComplete()

	for _, id := range north.doubts {
		if id == spaces[1] {
			return
		}
	}
	t.Errorf("north was told of %v; want %v among them", north.doubts, spaces[1])
}

func TestEqualStatesAndThoseOfAnotherVersionAreNoDoubt(t *testing.T) {
	w, north, south, _ := school(t, 52)
	w.connect(north, south).run()
	s := north.session(south)
	_, err := s.Start(w.ctx)
	w.must(err)
	sums := []wire.StateSum{}
	for _, sp := range s.spaces {
		sp.state = active
		sum, err := north.store.StateSum(w.ctx, sp.id)
		w.must(err)
		short := shortSum(sum)
		short.State[0] ^= 1
		sums = append(sums, short)
	}

	w.must(s.onState(w.ctx, wire.State{Fold: 99, Sums: sums}))

	if len(north.doubts) != 0 || len(south.doubts) != 0 {
		t.Errorf("north was told of %d spaces, south of %d; want none", len(north.doubts), len(south.doubts))
	}
}
