package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// rewrite changes one field of a page, over what stands there.
func (st *schoolTest) rewrite(id improve.ArtifactID, field improve.FieldKey, text string) {
	st.t.Helper()
	a, err := st.journal.Store().Artifact(st.t.Context(), id)
	if err != nil {
		st.t.Fatal(err)
	}
	edit := improve.Edit{Field: field, Value: improve.TextValue(text), Over: a.Register(field, improve.RowID{}).Dots()}
	if err := st.journal.Edit(st.t.Context(), id, []improve.Edit{edit}); err != nil {
		st.t.Fatal(err)
	}
}

func TestVersions_AReasonIsAskedForOnceAnAimIsChangedAndStandsWithIt(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	aim := st.create(app.NewArtifact{Kind: "aim", Fields: map[improve.FieldKey]string{"title": "More essays on the day", "target": "70", "by": "2027-05-28"}})
	st.goAndSee(artifactRoute(aim), "More essays on the day")
	st.rewrite(aim, "target", "80")

	st.see("Why did you change it?")
	picture(t, st.window, "why-aim")
	page := st.Shell.open.(*artifactPage)
	page.why.SetText("70 came by itself")
	st.press("Keep the reason")
	st.until("the reason is kept", func() bool {
		versions, err := st.journal.Versions(t.Context(), aim)
		return err == nil && versions[len(versions)-1].Why == "70 came by itself"
	})
	st.until("it is asked no more", func() bool { return !st.shows("Why did you change it?") })
}

func TestVersions_NothingIsAskedAboutANote(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	aim := st.create(app.NewArtifact{Kind: "aim", Fields: map[improve.FieldKey]string{"title": "More essays on the day", "why": "It matters"}})
	st.goAndSee(artifactRoute(aim), "More essays on the day")
	st.rewrite(aim, "why", "It matters to Sam")
	st.rewrite(aim, "target", "80")

	page := st.Shell.open.(*artifactPage)
	st.until("the page knows", func() bool { return page.data.page.Artifact.Text("target") == "80" })
	if st.shows("Why did you change it?") {
		t.Error("a reason is asked for where nothing was changed that needs one")
	}
}

func TestVersions_AreComparedAndTheOldOneComesBack(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	measure := st.create(app.NewArtifact{Kind: "measure", Fields: map[improve.FieldKey]string{"title": "Essays on the day", "counted": "Every essay set in ninth grade"}})
	if err := st.journal.SayWhy(t.Context(), measure, "First words"); err != nil {
		t.Fatal(err)
	}
	st.rewrite(measure, "counted", "Every essay set in periods 2 and 6")

	st.goAndSee(artifactRoute(measure), "History")
	st.press("Compare versions…")
	st.seeOver("Go back to this")
	picture(t, st.window, "versions")
	st.pressOver("Go back to this")
	st.until("the old words", func() bool {
		a, err := st.journal.Store().Artifact(t.Context(), measure)
		return err == nil && a.Text("counted") == "Every essay set in ninth grade"
	})
	st.press("Compare versions…")
	st.seeOver("As in version 1 again, Who or what is counted?")
	st.seeOver("Version 2")
}
