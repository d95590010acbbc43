package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestPage_EveryPageOfTheSampleSchoolOpens(t *testing.T) {
	st := newSchoolTest(t, schoolParts{sample: true})
	for _, kind := range st.journal.Catalog().Kinds() {
		made := app.NewArtifact{Kind: kind.Name, Fields: kind.Sample.Fields, Rows: kind.Sample.Rows}
		if _, err := st.journal.Create(t.Context(), made); err != nil {
			t.Fatalf("%s: %v", kind.Name, err)
		}
	}
	cards, err := st.journal.Store().Cards(t.Context(), improve.Query{Order: improve.ByCreated, Limit: everything})
	if err != nil {
		t.Fatal(err)
	}
	for _, card := range cards {
		page := &artifactPage{p: st.Program, ctx: t.Context(), id: card.ID}
		data, err := page.load(t.Context())
		if err != nil || data.missing {
			t.Errorf("%s %q: missing %t, %v", card.Kind, card.Title, data.missing, err)
		}
	}
	if len(cards) < 100 {
		t.Errorf("the sample school has %d pages, want at least 100", len(cards))
	}
}
