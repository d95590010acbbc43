package chart

import (
	"strconv"
	"testing"
)

// risen is a series that lay low for half a year and high since.
func risen(values ...float64) []Observation {
	var all []Observation
	for i, y := range values {
		all = append(all, Observation{At: strconv.Itoa(i + 1), Y: y})
	}
	return all
}

func TestALongRunThatIsOverIsReadByWhatCameAfterIt(t *testing.T) {
	values := []float64{1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 8, 9, 8, 7, 3, 9, 8, 9, 3, 9}
	for better, want := range map[Direction]Reading{Up: Improvement, Down: Concern} {
		c, err := Draw(Spec{Kind: Run, Better: better}, risen(values...))
		if err != nil {
			t.Fatal(err)
		}
		signals := c.Phases[0].Signals
		if len(signals) == 0 || signals[0].Rule != Shift || signals[0].Side != -1 || !signals[0].Past || signals[0].Reading != want {
			t.Errorf("better %s: got %+v, want a run below that is past, read as %s", better, signals, want)
		}
	}
}

func TestWhatFellIsAConcernAndAFrozenLineJudgesEachRunByItsSide(t *testing.T) {
	falling := []float64{8, 9, 8, 7, 3, 9, 8, 9, 3, 9, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2}
	c, err := Draw(Spec{Kind: Run, Better: Up}, risen(falling...))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range c.Phases[0].Signals {
		if s.Rule == Shift && s.Reading != Concern {
			t.Errorf("got %+v, want what fell read as a concern, the run before or the one since", s)
		}
	}
	frozen, err := Draw(Spec{Kind: Run, Better: Up, Freeze: []int{10}}, risen(3, 5, 3, 5, 3, 5, 3, 5, 3, 5, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 7, 8, 7))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range frozen.Phases[0].Signals {
		if s.Past {
			t.Errorf("got %+v, want no run past against a line that was fixed before it", s)
		}
	}
}
