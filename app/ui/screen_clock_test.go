package ui

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// schoolWithAProtocol has a way to hold a conversation in three steps.
func schoolWithAProtocol(t *testing.T) (h *hand, id improve.ArtifactID, wait func(time.Duration)) {
	var waited atomic.Int64
	st := newSchoolTest(t, schoolParts{role: "facilitator", now: func() time.Time { return sampleNoon.Add(time.Duration(waited.Load())) }})
	id = st.record("protocol", map[improve.FieldKey]string{"title": "First lines aloud", "people": "2", "result": "Three lines on the board"})
	var edits []improve.Edit
	for i, cells := range []map[improve.FieldKey]string{
		{"step": "Read one line each", "minutes": "6", "who": "Everyone in turn", "say": "Only the line, please."},
		{"step": "What made you read on?", "minutes": "10", "who": "Pairs"},
		{"step": "Thank whoever brought it"},
	} {
		cells[improve.RowPosition] = string(rune('b' + i))
		edits = append(edits, improve.Edit{Field: "steps", Row: improve.NewIDs().Row(), Value: improve.CellsValue(cells)})
	}
	if err := st.journal.Edit(t.Context(), id, edits); err != nil {
		t.Fatal(err)
	}
	return &hand{schoolTest: st}, id, func(d time.Duration) { waited.Add(int64(d)) }
}

func TestClock_LeadsThroughAProtocolByTheKeyboard(t *testing.T) {
	h, id, wait := schoolWithAProtocol(t)
	h.goAndSee(artifactRoute(id), "First lines aloud")
	h.reaches("Lead through it with a clock", fyne.KeyTab)
	h.presses(fyne.KeyReturn)
	h.sees("It ends at 12:16.")
	picture(t, h.window, "clock-before")
	h.reaches("Begin", fyne.KeyTab)
	h.presses(fyne.KeyReturn)

	h.sees("Everyone in turn")
	picture(t, h.window, "clock")
	h.sees("6:00")
	wait(2 * time.Minute)
	h.presses(fyne.KeyS)
	h.sees("4:00")
	h.sees("1 of 2 heard in this step")
	h.presses(fyne.KeySpace)
	wait(time.Hour)
	h.presses(fyne.KeyS)
	h.sees("4:00")
	h.sees("stopped")
	h.sees("All 2 were heard in this step")
	h.presses(fyne.KeySpace, fyne.KeyPlus)
	h.sees("5:00")
	wait(6 * time.Minute)
	h.presses(fyne.KeyLeft)
	h.sees("-1:00")
	h.presses(fyne.KeyRight)
	h.sees("10:00")
	h.presses(fyne.KeyRight)
	h.sees("so far; this step has no minutes of its own")
	h.presses(fyne.KeyRight)
	h.sees("That was the last step")
	h.sees("8:00")
	h.sees("Three lines on the board")
	picture(t, h.window, "clock-over")
}

func TestClock_GoesOnAfterSomebodyLookedSomethingUp(t *testing.T) {
	h, id, wait := schoolWithAProtocol(t)
	h.goAndSee(Route{Screen: ClockScreen, ID: id.String()}, "If you begin now")
	h.press("Begin")
	h.press("Next step")
	wait(time.Minute)

	h.goAndSee(artifactRoute(id), "First lines aloud")
	h.goAndSee(Route{Screen: ClockScreen, ID: id.String()}, "9:00")

	h.press("Step before")
	h.see("Read one line each")
	h.press("End it here")
	h.press("Write down what came of it")
	h.see("New: Looking at our work together")
}

func TestClock_SaysThatThereAreNoSteps(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "facilitator"})
	id := st.record("protocol", map[improve.FieldKey]string{"title": "Bare"})

	st.goAndSee(Route{Screen: ClockScreen, ID: id.String()}, "This way has no steps yet")
}

func TestShell_EveryEndsWithItsScreen(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "facilitator"})
	ctx, cancel := context.WithCancel(t.Context())
	times := 0
	st.Every(ctx, time.Millisecond, func() { times++ })

	st.until("it came round three times", func() bool { return times >= 3 })
	cancel()
	was := times
	st.Close() // waits for what goes on beside the screens
	st.until("what was still to do is done", func() bool { return true })

	if times != was {
		t.Errorf("after its end it came %d times more", times-was)
	}
}
