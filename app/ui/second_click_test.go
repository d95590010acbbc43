package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

func TestSecondClick_OnWhatTheFirstHasBroughtIsNotMeant(t *testing.T) {
	at := fyne.NewPos(940, 580)
	first := clicked{on: "Plan a test", at: at, when: noon}
	soon := noon.Add(150 * time.Millisecond)
	for name, c := range map[string]struct {
		next clicked
		want bool
	}{
		"another button under the pointer":      {clicked{"How we do it here", at.AddXY(1, -1), soon}, true},
		"the same button":                       {clicked{"Plan a test", at, soon}, false},
		"another button elsewhere":              {clicked{"Cancel", at.AddXY(-80, 0), soon}, false},
		"another button when one has looked up": {clicked{"How we do it here", at, noon.Add(secondClick)}, false},
	} {
		if got := first.again(c.next); got != c.want {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
	if (clicked{}).again(clicked{"Start new", fyne.Position{}, noon}) {
		t.Error("the first click of all counts as a second one")
	}
}

func TestSecondClick_DoesNothingOnce(t *testing.T) {
	presses := 0
	button := QuietButton("How we do it here", "", func() { presses++ })
	button.unmeant = true
	button.Tapped(nil)
	if presses != 0 {
		t.Fatalf("a click that was not meant pressed the button")
	}
	button.Tapped(nil)
	if presses != 1 {
		t.Errorf("the button is pressed %d times by the next click, want 1", presses)
	}
}
