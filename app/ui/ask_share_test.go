package ui

import (
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestAsk_AsksForAPageThatIsNotHere(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	pair := st.pair("Larkfield and Harbor")
	buddy := newBuddy(t, st.journal, pair)
	driver, err := buddy.Create(t.Context(), app.NewArtifact{Kind: "driver", Fields: map[improve.FieldKey]string{"title": "Help comes early"}})
	if err != nil {
		t.Fatal(err)
	}
	idea, err := buddy.Create(t.Context(), app.NewArtifact{
		Kind: "change-idea", Space: pair, Fields: map[improve.FieldKey]string{"title": "Reading aloud"}, Links: []app.NewLink{{Rel: "driver", Target: driver}},
	})
	if err != nil {
		t.Fatal(err)
	}
	bring(t, buddy, st.journal, pair)
	st.goAndSee(artifactRoute(idea), "A page that is not on this laptop")

	st.press("Ask for it")

	st.see("Asked. Say here what you need it for; the answer comes back to this page.")
	asked := st.only(pair, "request")
	if !slices.Equal(asked.LinkedTo("about"), []improve.ArtifactID{driver}) || asked.Text("type") != "permission" || asked.Text("asked_by") != "Marisol Duarte" {
		t.Errorf("got %q about %v by %q", asked.Title(), asked.LinkedTo("about"), asked.Text("asked_by"))
	}
}
