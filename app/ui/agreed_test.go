package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// foundNetwork founds a network and gives its space.
func (st *schoolTest) foundNetwork(name string) improve.SpaceID {
	st.t.Helper()
	id, err := st.journal.Found(st.t.Context(), app.NewSpace{Kind: improve.NetworkSpace, Name: name})
	if err != nil {
		st.t.Fatal(err)
	}
	return id
}

func TestAgreed_ASchoolSeesWhatIsFixedWhatIsItsOwnAndAsksForAChange(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	valleys := st.foundNetwork("Valleys")
	lead := newBuddy(t, st.journal, valleys)
	theirs, err := lead.Create(t.Context(), app.NewArtifact{Kind: "measure", Space: valleys, Fields: map[improve.FieldKey]string{"title": "Essays in", "terms": "With an end.", "target": "80"}})
	if err != nil {
		t.Fatal(err)
	}
	agreement, err := lead.Agree(t.Context(), app.Agreeing{Space: valleys, Kind: "measure", Title: "Year one", Rules: map[improve.FieldKey]app.AgreedRule{"terms": app.Fixed, "target": app.Free, "sampling": app.LeftOut}})
	if err != nil {
		t.Fatal(err)
	}
	bring(t, lead, st.journal, valleys)
	ours, err := st.journal.Take(t.Context(), theirs, improve.SpaceID{}, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := lead.Edit(t.Context(), theirs, []improve.Edit{text("terms", "With a beginning and an end.")}); err != nil {
		t.Fatal(err)
	}
	bring(t, lead, st.journal, valleys)

	st.goAndSee(artifactRoute(ours), "Fixed by Valleys: the same for all.")
	for _, want := range []string{"Yours to adapt", "Valleys says", "With a beginning and an end.", "Ask for a change"} {
		if !st.shows(want) {
			t.Errorf("%q is not shown: %q", want, st.words())
		}
	}
	if st.shows("All of them, or a few?") {
		t.Error("what the network does not use is asked for")
	}
	st.openedPage().page.ScrollFrom(st.openedPage().writing.form.sections[1].card)
	st.window.Resize(fyne.NewSize(1366, 1400))
	picture(t, st.window, "agreed-page")
	st.press("Ask for a change")
	st.seeOver("Whoever can help in “Valleys”")
	picture(t, st.window, "agreed-ask")
	st.pressOver("See what goes")
	st.seeOver("Your words")
	st.pressOver("Raise it")
	st.until("the question is asked", func() bool { return st.countOf("request") == 1 })
	if got := st.only(valleys, "request"); got.Title() != "Could “What do the words mean exactly?” be changed?" || !slices.Equal(got.LinkedTo("about"), []improve.ArtifactID{theirs}) {
		t.Errorf("got %q about %v, want the question about the network's page", got.Title(), got.LinkedTo("about"))
	}

	st.press("Take these words")
	st.until("the network's words", func() bool {
		a, err := st.journal.Store().Artifact(t.Context(), ours)
		return err == nil && a.Text("terms") == "With a beginning and an end."
	})
	st.until("the difference is gone", func() bool { return !st.shows("Valleys says") })

	if err := lead.Retire(t.Context(), agreement); err != nil {
		t.Fatal(err)
	}
	bring(t, lead, st.journal, valleys)
	st.until("the field is open again", func() bool {
		return !st.shows("Fixed by Valleys: the same for all.") && st.shows("All of them, or a few?")
	})
}

func TestAgreed_ThoseWhoWriteInANetworkSayWhatIsFixedFromItsPage(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	valleys := st.foundNetwork("Valleys")
	id, err := st.journal.Create(t.Context(), app.NewArtifact{Kind: "practice", Space: valleys, Fields: map[improve.FieldKey]string{"title": "First paragraph in class"}})
	if err != nil {
		t.Fatal(err)
	}
	st.goAndSee(artifactRoute(id), "Schools that take this page may change all of it.")
	picture(t, st.window, "agree-side")

	st.press("Say what is fixed…")
	st.seeOver("What is the same for all?")
	picture(t, st.window, "agree-sheet")
	st.chooseIn("The same for all", 1)
	st.pressOver("Agree on this")

	st.see("1 question is the same for all · 0 are theirs to adapt")
	if got := st.only(valleys, "tight-loose"); got.Title() != "What is fixed in Valleys" || len(got.Rows("items")) != 1 {
		t.Errorf("got %q with %d lines, want the agreement with one", got.Title(), len(got.Rows("items")))
	}
}

// chooseIn presses the nth answer with these words on what lies on top.
func (st *schoolTest) chooseIn(words string, nth int) {
	st.t.Helper()
	eachObject(st.window.Canvas().Overlays().Top(), func(object fyne.CanvasObject) {
		if o, ok := object.(*option); ok && o.name == words {
			if nth == 0 {
				o.Tapped(nil)
			}
			nth--
		}
	})
	if nth >= 0 {
		st.t.Fatalf("there are too few answers %q", words)
	}
}
