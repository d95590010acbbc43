package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/improve"
)

// standsAt gives how far below the top of the window a thing stands.
func standsAt(object fyne.CanvasObject) float32 {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(object).Y
}

// fieldOf gives the field of a form that writes plain text.
func (f *Form) fieldOf(t *testing.T, key improve.FieldKey) *Entry {
	t.Helper()
	entry, ok := f.boxFor(key, improve.RowID{}).editor.focus().(*Entry)
	if !ok {
		t.Fatalf("%s is not written in a field", key)
	}
	return entry
}

// The first words of Do close the empty line of predictions above them: that
// must not move the field that the user has gone on to.
func TestPage_StaysUnderTheFingersWhenWhatStandsAboveCloses(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	id := st.record("pdsa", map[improve.FieldKey]string{"title": "One wrong answer", "change": "Everyone shows one."})
	st.goAndSee(fieldRoute(id, "happened"), "What happened?")
	form := st.openedPage().writing.form
	happened, next := form.fieldOf(t, "happened"), form.fieldOf(t, "unplanned")
	st.until("the field has the keyboard", func() bool { return st.window.Canvas().Focused() == happened })
	if got := len(form.lists[0].shown()); got != 1 {
		t.Fatalf("%d lines for predictions, want the empty one", got)
	}

	happened.SetText("Nineteen of twenty-six had begun")
	st.window.Canvas().Focus(next)
	settle(st.window, laptop)
	before := standsAt(next)
	st.until("Do has begun", func() bool { return len(form.lists[0].shown()) == 0 })

	if got := standsAt(next); got < before-1 || got > before+1 {
		t.Errorf("the field with the keyboard went from %v to %v", before, got)
	}
	if st.window.Canvas().Focused() != next {
		t.Error("the field has lost the keyboard")
	}
}

func TestPage_HoldsAFieldWhileLinesAboveItComeAndGo(t *testing.T) {
	above := Column(Gap)
	field := NewEntry("")
	fields := Column(Gap, above, field)
	for range 60 {
		fields.Add(Paragraph("Below"))
	}
	page := NewPage(fields)
	window := newTestWindow(t, nil, laptop)
	window.SetContent(container.NewStack(page))
	lines := func(n int) func() {
		return func() {
			above.Objects = nil
			for range n {
				above.Add(Paragraph("Above"))
			}
		}
	}
	page.Hold(lines(40))
	settle(window, laptop)
	window.Canvas().Focus(field)
	settle(window, laptop)
	before := standsAt(field)

	for _, n := range []int{30, 45, 41, 39} {
		page.Hold(lines(n))
		if got := standsAt(field); got < before-1 || got > before+1 {
			t.Errorf("with %d lines above: the field went from %v to %v", n, before, got)
		}
		settle(window, laptop)
		if got := standsAt(field); got < before-1 || got > before+1 {
			t.Errorf("with %d lines above, once painted: the field went from %v to %v", n, before, got)
		}
	}
	page.Hold(lines(0))
	if got, want := page.scroll.Offset.Y, float32(0); got != want {
		t.Errorf("the page begins at %v where nothing is left above, want %v", got, want)
	}
}

// What is out of sight has no place on the screen to keep.
func TestPage_HoldsNothingThatWasScrolledAway(t *testing.T) {
	above, field := Column(Gap), NewEntry("")
	fields := Column(Gap, above, field)
	for range 60 {
		fields.Add(Paragraph("Below"))
	}
	page := NewPage(fields)
	window := newTestWindow(t, nil, laptop)
	window.SetContent(container.NewStack(page))
	settle(window, laptop)
	window.Canvas().Focus(field)
	page.scroll.ScrollToOffset(fyne.NewPos(0, 600))

	page.Hold(func() { above.Add(newWords("Above", wordsLook{ink: theme.ColorNameForeground})) })

	if got, want := page.scroll.Offset.Y, float32(600); got != want {
		t.Errorf("the page was moved to %v, want it left at %v", got, want)
	}
}
