package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// openedPage gives the page that is open.
func (st *schoolTest) openedPage() *artifactPage {
	st.t.Helper()
	page, ok := st.Shell.open.(*artifactPage)
	if !ok {
		st.t.Fatalf("the open screen is %T", st.Shell.open)
	}
	return page
}

// testWith finds a test of the sample network by its name.
func (st *schoolTest) testWith(title string) improve.ArtifactID {
	st.t.Helper()
	cards, err := st.journal.Store().Cards(st.t.Context(), improve.Query{Kinds: []improve.KindName{"pdsa"}})
	if err != nil {
		st.t.Fatal(err)
	}
	for _, card := range cards {
		if card.Title == title {
			return card.ID
		}
	}
	st.t.Fatalf("no test called %q", title)
	return improve.ArtifactID{}
}

func TestTest_StudyWaitsWithTheQuestionsOfThePlan(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher", sample: true})
	id := st.testWith("One wrong answer, period 2")

	st.goAndSee(fieldRoute(id, "results"), "You expected: 8 of 24")

	form := st.openedPage().writing.form
	if form.Changed() {
		t.Error("what is offered alone counts as written")
	}
	focused, _ := st.window.Canvas().Focused().(fyne.CanvasObject)
	if focused == nil {
		t.Fatal("nothing has the keyboard")
	}
	if entry, ok := focused.(*Entry); !ok || entry.Text != "" {
		t.Errorf("the keyboard is in %T, want an empty field to write in", focused)
	}
	if got := st.header.title.Text(); got != "One wrong answer, period 2" {
		t.Errorf("the header says %q", got)
	}
	entry := focused.(*Entry)
	entry.SetText("11 of 24")
	st.window.Canvas().Unfocus()
	st.until("the result is recorded", func() bool {
		a, err := st.journal.Store().Artifact(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		rows := a.Rows("results")
		return len(rows) == 1 && rows[0].Cells["question"] == "How many speak?" && rows[0].Cells["happened"] == "11 of 24"
	})
	st.until("both lines are still there", func() bool { return strings.Count(strings.Join(st.words(), "|"), "You expected: ") == 2 })
}

func TestForm_AnEmptyListBeginsWithALine(t *testing.T) {
	ft := newFormTest(t, everyType())
	list := ft.lists[0]
	list.inviting = true

	ft.Fill(ft.artifact)

	if got := len(list.shown()); got != 1 || ft.Changed() || len(ft.Drafts()) != 0 {
		t.Fatalf("%d lines, changed %v; want one empty line that counts for nothing", got, ft.Changed())
	}
	list.onRemove(list.shown()[0])
	ft.Fill(ft.artifact)
	if got := len(list.shown()); got != 0 || len(ft.Changes()) != 0 {
		t.Errorf("%d lines after it was taken away, want none", got)
	}
}
