package ui

import (
	"testing"
)

// Leaving a page leaves its last field first, which begins to write; what is
// recorded then is no longer unfinished.
func TestWriting_APageLeftFromItsLastFieldKeepsNoDraft(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher", sample: true})
	id := st.testWith("One wrong answer, period 2")
	st.goAndSee(fieldRoute(id, "learned"), "Comments")
	st.openedPage().writing.form.Focus("learned")
	entry := st.openedPage().writing.form.boxesOf("learned")[0].editor.focus().(*Entry)
	entry.SetText("They listen more than they speak.")

	st.Navigate(Route{Screen: HomeScreen})
	st.Shell.work.Wait()

	a, err := st.journal.Store().Artifact(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := a.Text("learned"), "They listen more than they speak."; got != want {
		t.Errorf("recorded %q, want %q", got, want)
	}
	if _, kept, err := st.journal.DraftOf(t.Context(), id); err != nil || kept {
		t.Errorf("a draft is kept: %v, %v; want none", kept, err)
	}
}
