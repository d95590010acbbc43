package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// press and typing from Home: the test, its Study part, the button.
func TestFeedback_GoesToTheStudyPartInThreeClicks(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	pair := st.pair("Larkfield and Harbor")
	buddy := newBuddy(t, st.journal, pair)
	id, err := buddy.Create(t.Context(), app.NewArtifact{Kind: "pdsa", Space: pair, Fields: map[improve.FieldKey]string{"title": "Reading aloud", "learned": "It works"}})
	if err != nil {
		t.Fatal(err)
	}
	bring(t, buddy, st.journal, pair)
	st.goAndSee(Route{Screen: HomeScreen}, "Reading aloud")

	st.press("Reading aloud")
	st.see("The whole page")
	st.press("Study")
	st.window.Canvas().Focused().(*Entry).SetText("Whom did you ask?")
	st.press("Give feedback")

	st.see("on Study")
	picture(t, st.window, "feedback-given")
	given := st.only(pair, "feedback")
	if given.Text("part") != "study" || given.Text("text") != "Whom did you ask?" || given.LinkedTo("on")[0] != id {
		t.Errorf("got part %q, text %q", given.Text("part"), given.Text("text"))
	}
	bring(t, st.journal, buddy, pair)
	pairs, err := buddy.FeedbackPairs(t.Context())
	if err != nil || len(pairs) != 1 || pairs[0].Received != 1 {
		t.Errorf("the buddy counts %+v, %v", pairs, err)
	}
}

func TestFeedback_IsAnsweredWithWhatCameOfIt(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	pair := st.pair("Larkfield and Harbor")
	id, err := st.journal.Create(t.Context(), app.NewArtifact{Kind: "pdsa", Space: pair, Fields: map[improve.FieldKey]string{"title": "Reading aloud"}})
	if err != nil {
		t.Fatal(err)
	}
	buddy := newBuddy(t, st.journal, pair)
	st.goAndSee(artifactRoute(id), "The whole page")
	st.Navigate(Route{Screen: HomeScreen})
	_, err = buddy.Create(t.Context(), app.NewArtifact{
		Kind: "feedback", Space: pair, Fields: map[improve.FieldKey]string{"type": "suggestion", "text": "Try it in threes"}, Links: []app.NewLink{{Rel: "on", Target: id}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := buddy.Comment(t.Context(), id, "We saw it", improve.RowID{}); err != nil {
		t.Fatal(err)
	}
	bring(t, buddy, st.journal, pair)
	st.goAndSee(Route{Screen: PeopleScreen}, "Feedback with your buddies")
	picture(t, st.window, "feedback-pairs")
	st.goAndSee(artifactRoute(id), "New since you were here: Ben Okafor, Comment: “We saw it”")

	st.press("Answer")
	st.pressOver("Not now")
	picture(t, st.window, "feedback-answer")
	st.pressOver("Send the answer")

	st.see("Not now")
	given := st.only(pair, "feedback")
	if given.Text("taken") != "later" {
		t.Errorf("got %q, want not now", given.Text("taken"))
	}
}
