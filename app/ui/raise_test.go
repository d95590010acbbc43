package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestRaise_GoesWithALookBeforeAndTheAnswerStandsBesideThePage(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	pair := st.pair("Larkfield and Harbor")
	ben := newBuddy(t, st.journal, pair)
	id := st.record("barrier", map[improve.FieldKey]string{"title": "Every slip is copied twice", "raised_on": "2026-11-01"})
	st.goAndSee(artifactRoute(id), "Raise…")

	st.press("Raise…")
	st.seeOver("To whom do you raise it?")
	picture(t, st.window, "raise-whom")
	st.pressOver("Ben Okafor")
	st.seeOver("What do you ask for?")
	st.writeOver("Two demonstration lessons in explaining", "May we see your stamp?")
	st.writeOver("None of us has seen it done.", "Jaylen Brooks waits each morning.")
	st.pressOver("Send a copy of this page along")
	picture(t, st.window, "raise-write")
	st.pressOver("See what goes")
	st.seeOver("Can be read by Ben Okafor, on one laptop")
	st.seeOver("Goes along")
	st.seeOver("Student A waits each morning.")
	picture(t, st.window, "raise-preview")
	st.pressOver("Raise it")
	st.see("Raised to others")
	picture(t, st.window, "raise-beside")

	request := st.only(pair, "request")
	bring(t, st.journal, ben, pair)
	waiting, err := ben.RaisedHere(t.Context())
	if err != nil || len(waiting) != 1 || !waiting[0].ForMe {
		t.Fatalf("at Ben's waits %+v, %v; want the question", waiting, err)
	}
	edits := []improve.Edit{{Field: "state", Value: improve.TextValue("done"), Over: request.Register("state", improve.RowID{}).Dots()}, {Field: "reason", Value: improve.TextValue("It is in the post.")}}
	if err := ben.Edit(t.Context(), request.ID, edits); err != nil {
		t.Fatal(err)
	}
	bring(t, ben, st.journal, pair)
	st.goAndSee(Route{Screen: HomeScreen}, "Your question was answered: May we see your stamp?")
	picture(t, st.window, "raise-home")
	st.goAndSee(artifactRoute(id), "“It is in the post.”")
	st.press("I have read the answer")
	st.see("told back")
	st.goAndSee(Route{Screen: HomeScreen}, "New from your team")
	if st.shows("Your question was answered: May we see your stamp?") {
		t.Error("what was read still waits on Home")
	}
}

func TestRaise_WaitsOnTheHomeOfWhoIsAsked(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	pair := st.pair("Larkfield and Harbor")
	ben := newBuddy(t, st.journal, pair)
	about, err := ben.Create(t.Context(), app.NewArtifact{Kind: "barrier", Space: pair, Fields: map[improve.FieldKey]string{"title": "The copier"}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = ben.Raise(t.Context(), app.Raise{About: about, To: pair, Person: st.me.Person, Whom: "Marisol Duarte", Type: "decision", Title: "May we buy a stamp?"})
	if err != nil {
		t.Fatal(err)
	}
	bring(t, ben, st.journal, pair)

	st.goAndSee(Route{Screen: HomeScreen}, "Ben Okafor asks: May we buy a stamp?")
	picture(t, st.window, "raise-waits")
	st.press("Answer")
	st.see("Move it on…")
}
