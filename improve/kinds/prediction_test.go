package kinds

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestPrediction_isClosedOnceSomebodyWroteWhatHappened(t *testing.T) {
	guess := []improve.Edit{text("title", "Family evening"), text("expect", "12 of 60"), text("low", "8")}
	known := append(append([]improve.Edit{}, guess...), text("result", "31 came"))
	for _, c := range []struct {
		name   string
		before []improve.Edit
		edit   improve.Edit
		want   bool
	}{
		{"it may be changed before", guess, text("expect", "20 of 60"), true},
		{"not afterwards", known, text("expect", "About 30"), false},
		{"nor the numbers", known, text("low", "25"), false},
		{"nor how sure one was", known, text("confidence", "low"), false},
		{"nor may it be taken away", known, text("expect", ""), false},
		{"the same text again is no change", known, text("expect", "12 of 60"), true},
		{"what happened may be corrected", known, text("result", "32 came"), true},
		{"so may its name", known, text("title", "The family evening"), true},
		{"what one thinks now is open", known, text("gap", "Nearly three times as many"), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := recorded(t, "prediction", c.before...)

			err := b.write(tuesday, c.edit)

			if got := err == nil; got != c.want {
				t.Errorf("taken: got %v (%v), want %v", got, err, c.want)
			}
		})
	}
}

func TestPrediction_opensAgainWhenWhatHappenedIsTakenAway(t *testing.T) {
	b := recorded(t, "prediction", text("title", "Family evening"), text("expect", "12"), text("result", "too early"))
	if got := len(prediction().Locks(b.artifact)); got != len(guessed()) {
		t.Fatalf("%d fields are closed, want %d", got, len(guessed()))
	}

	b.mustWrite(t, tuesday, text("result", ""))
	b.mustWrite(t, wednesday, text("expect", "15"))

	if got := b.artifact.Text("expect"); got != "15" || len(prediction().Locks(b.artifact)) != 0 {
		t.Errorf("got %q with %d closed fields, want 15 with none", got, len(prediction().Locks(b.artifact)))
	}
}
