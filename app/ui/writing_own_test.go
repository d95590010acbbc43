package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// quickTest opens a test that has a question and nothing else yet.
func (st *schoolTest) quickTest() improve.ArtifactID {
	st.t.Helper()
	id, err := st.journal.Create(st.t.Context(), app.NewArtifact{Kind: "pdsa", Edits: []improve.Edit{
		{Field: improve.TitleKey, Value: improve.TextValue("Ten minutes after lunch")},
		{Field: "questions", Row: st.ids.Row(), Value: improve.CellsValue(map[improve.FieldKey]string{
			"question": "Do they begin?", improve.RowPosition: improve.PositionBetween("", ""),
		})},
	}})
	if err != nil {
		st.t.Fatal(err)
	}
	st.goAndSee(fieldRoute(id, ""), "Comments")
	return id
}

// twoFieldsOfOneRow types a question of a test and what is expected, and leaves
// each field, faster than anything can be recorded.
func twoFieldsOfOneRow(st *schoolTest) {
	w := st.openedPage().writing
	row := w.form.lists[0].rows[0]
	for i, words := range []string{"Do they begin by themselves?", "18 of 24"} {
		entry := row.boxes[i].editor.focus().(*Entry)
		entry.SetTextQuietly("")
		st.window.Canvas().Focus(entry)
		test.Type(entry, words)
		st.window.Canvas().Unfocus()
	}
	if !w.again {
		st.t.Fatal("the second field did not wait for the first; the test says nothing")
	}
}

// oneVersion fails where a row has two versions for somebody to choose from.
func (st *schoolTest) oneVersion(id improve.ArtifactID) {
	st.t.Helper()
	a, err := st.journal.Store().Artifact(st.t.Context(), id)
	if err != nil {
		st.t.Fatal(err)
	}
	row := a.Rows("questions")[0]
	if got := a.Register("questions", row.ID).Distinct(); len(got) != 1 {
		st.t.Errorf("%d versions stand beside one another: %v; want 1", len(got), got)
	}
	if got, want := row.Cells["prediction"], "18 of 24"; got != want {
		st.t.Errorf("expected is %q, want %q", got, want)
	}
}

func TestWriting_WhoTypesFasterThanItIsRecordedDoesNotMeetThemselves(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	id := st.quickTest()
	twoFieldsOfOneRow(st)
	w := st.openedPage().writing
	st.until("both fields recorded", func() bool { return !w.busy && !w.form.Changed() })
	st.oneVersion(id)
	for _, words := range st.words() {
		if slices.Contains([]string{"You also changed this at 12:00. What you wrote stays here.", "Show both"}, words) {
			t.Errorf("the page says %q", words)
		}
	}
}

func TestWriting_AndNeitherDoesWhoLeavesThePageAtOnce(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	id := st.quickTest()
	twoFieldsOfOneRow(st)
	st.Navigate(Route{Screen: HomeScreen})
	st.Shell.work.Wait()
	st.oneVersion(id)
	if _, kept, err := st.journal.DraftOf(t.Context(), id); err != nil || kept {
		t.Errorf("a draft is kept: %v, %v; want none", kept, err)
	}
}

func TestForm_OnesOwnWordsThatComeBackLateAreNobodyElses(t *testing.T) {
	ft := newFormTest(t, everyType())
	ft.Fill(ft.artifact)
	ft.typeInto(ft.box("prose"), "One")
	first := ft.Changes()
	ft.typeInto(ft.box("prose"), "One, two")
	second := ft.Changes()
	ft.typeInto(ft.box("prose"), "One, two, three")
	ft.Fill(ft.write(me, first...))
	if got := ft.box("prose").news.words.text; got != "" {
		t.Errorf("beside one's own words stands %q", got)
	}
	second[0].Over = ft.artifact.Register("prose", improve.RowID{}).Dots()
	ft.Fill(ft.write(me, second...))
	got := ft.Changes()
	if want := ft.artifact.Register("prose", improve.RowID{}).Dots(); len(got) != 1 || !slices.Equal(got[0].Over, want) {
		t.Errorf("the next edit is %v, want one over %v", got, want)
	}
}

func TestWriting_WhatWasRecordedIsNothingToFinish(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	id := st.quickTest()
	w := st.openedPage().writing
	entry := w.form.boxesOf("learned")[0].editor.focus().(*Entry)
	st.window.Canvas().Focus(entry)
	test.Type(entry, "They listen more than they speak.")
	w.keepDraft() // as it is after a pause in typing
	st.Shell.work.Wait()
	st.window.Canvas().Unfocus()
	st.until("it is recorded", func() bool { return !w.busy })
	st.Shell.work.Wait()
	if _, kept, err := st.journal.DraftOf(t.Context(), id); err != nil || kept {
		t.Errorf("a draft is kept: %v, %v; want none, or Home says that there is something to finish", kept, err)
	}
}
