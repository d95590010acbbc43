package app

import (
	"testing"
	"time"
)

var atTwo = time.Date(2026, 11, 20, 14, 0, 0, 0, time.UTC)

func minutes(n int) time.Time { return atTwo.Add(time.Duration(n) * time.Minute) }

func threeSteps() []ProtocolStep {
	return []ProtocolStep{{Title: "Read", Planned: 6 * time.Minute}, {Title: "Ask", Planned: 10 * time.Minute}, {Title: "Thank"}}
}

func TestStepTimes_FollowOneAnother(t *testing.T) {
	times := StepTimes(threeSteps(), atTwo)

	for i, want := range []int{0, 6, 16, 16} {
		if !times[i].Equal(minutes(want)) {
			t.Errorf("time %d: got %v, want %v", i, times[i], minutes(want))
		}
	}
}

func TestProtocolClock_LeadsThroughItsSteps(t *testing.T) {
	clock := NewProtocolClock(threeSteps(), 2, atTwo)
	wantLeft := func(now int, want time.Duration) {
		t.Helper()
		if left, timed := clock.Left(minutes(now)); !timed || left != want {
			t.Errorf("after %d minutes: got %v left (%v), want %v", now, left, timed, want)
		}
	}

	wantLeft(2, 4*time.Minute)
	wantLeft(7, -time.Minute)
	if clock.At() != 0 {
		t.Errorf("it went on by itself to step %d", clock.At())
	}
	clock.AddMinute()
	wantLeft(7, 0)
	if got, want := clock.End(minutes(3)), minutes(17); !got.Equal(want) {
		t.Errorf("end: got %v, want %v", got, want)
	}

	clock.Next(minutes(7))
	clock.Pause(minutes(9))
	wantLeft(60, 8*time.Minute)
	clock.Pause(minutes(60))
	wantLeft(61, 7*time.Minute)

	clock.Back(minutes(61))
	wantLeft(61, 0)
	clock.Next(minutes(61))
	wantLeft(62, 6*time.Minute)
	clock.Next(minutes(62))
	if _, timed := clock.Left(minutes(62)); timed {
		t.Error("a step without minutes has some left")
	}
	clock.Finish(minutes(65))

	if !clock.Over() || clock.Spent(0, minutes(99)) != 7*time.Minute || clock.Spent(1, minutes(99)) != 4*time.Minute || clock.Spent(2, minutes(99)) != 3*time.Minute {
		t.Errorf("over: %v, took %v %v %v", clock.Over(), clock.Spent(0, minutes(99)), clock.Spent(1, minutes(99)), clock.Spent(2, minutes(99)))
	}
	clock.AddMinute()
	clock.Spoke()
	clock.Pause(minutes(66))
	if clock.Paused() {
		t.Error("what is over is paused")
	}
	clock.Back(minutes(66))
	if clock.At() != 2 {
		t.Errorf("back from the end: got step %d, want 2", clock.At())
	}
}

func TestProtocolClock_CountsWhoWasHeard(t *testing.T) {
	clock := NewProtocolClock(threeSteps(), 2, atTwo)
	for range 3 {
		clock.Spoke()
	}
	clock.Next(minutes(1))
	clock.Spoke()

	if clock.Voices(0) != 2 || clock.Voices(1) != 1 {
		t.Errorf("got %d and %d, want 2 and 1: no more than there are people", clock.Voices(0), clock.Voices(1))
	}
}

func TestProtocolClock_StandsAClockThatIsSetBackAndNoSteps(t *testing.T) {
	clock := NewProtocolClock(threeSteps(), 0, atTwo)
	if got := clock.Spent(0, minutes(-30)); got != 0 {
		t.Errorf("got %v spent, want none", got)
	}
	clock.Back(minutes(1))
	if clock.At() != 0 {
		t.Errorf("back from the first: step %d", clock.At())
	}
	if none := NewProtocolClock(nil, 0, atTwo); !none.Over() {
		t.Error("a clock without steps is not over")
	}
}
