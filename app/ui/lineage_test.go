package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestLineage_TakesAPageAndShowsWhatIsNewAtTheOriginal(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	pair := st.pair("Valley Network")
	buddy := newBuddy(t, st.journal, pair)
	id, err := buddy.Create(t.Context(), app.NewArtifact{Kind: "change-idea", Space: pair, Fields: map[improve.FieldKey]string{"title": "Reading aloud"}})
	if err != nil {
		t.Fatal(err)
	}
	bring(t, buddy, st.journal, pair)
	st.goAndSee(artifactRoute(id), "Take this to my school")

	st.press("Take this to my school")
	st.pressOver("Take it")
	st.see("It is yours now. Change what you like; it says where it came from.")
	st.see("Adapted from “Reading aloud” in “Valley Network”, as of 21 November 2026.")
	bring(t, st.journal, buddy, pair)
	if err := buddy.Edit(t.Context(), id, []improve.Edit{text("title", "Reading aloud in threes")}); err != nil {
		t.Fatal(err)
	}
	bring(t, buddy, st.journal, pair)
	st.goAndSee(st.Route(), "What is new there")
	st.press("What is new there")
	st.seeOver("Reading aloud in threes")
	picture(t, st.window, "lineage-news")
	st.pressOver("Take theirs")

	st.until("the text of the original", func() bool {
		a, err := st.journal.Store().Artifact(t.Context(), mustID(t, st.Route().ID))
		return err == nil && a.Title() == "Reading aloud in threes"
	})
	st.goAndSee(artifactRoute(id), "Larkfield High took this to work with it.")
	picture(t, st.window, "lineage-taken")
}

func TestLineage_ACopyFollowsUntilItIsStopped(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	pair := st.pair("Valley Network")
	id := st.record("change-idea", map[improve.FieldKey]string{"title": "Reading aloud"})
	st.goAndSee(artifactRoute(id), "Share…")
	st.press("Share…")
	st.seeOver("With whom")
	st.pressOver("Valley Network")
	st.seeOver("Let the copy follow this page")
	st.pressOver("Let the copy follow this page")
	st.pressOver("Share")
	st.see("Shared with “Valley Network”.")
	st.see("Adapted from “Reading aloud” in “Larkfield High”, as of 21 November 2026. It follows its original.")
	st.goAndSee(artifactRoute(id), "A copy in “Valley Network” follows this page. Stopping leaves there what is there.")
	picture(t, st.window, "lineage-follows")

	st.press("Stop")

	st.until("the end", func() bool { return st.only(pair, "change-idea").Text(improve.FollowsKey) == "" })
}
