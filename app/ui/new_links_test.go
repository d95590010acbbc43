package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestNewPage_SaysWhatItWillBelongTo(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	idea, err := st.journal.Create(t.Context(), app.NewArtifact{Kind: "change-idea", Fields: map[improve.FieldKey]string{improve.TitleKey: "Help table at lunch"}})
	if err != nil {
		t.Fatal(err)
	}

	st.Navigate(newRoute("pdsa", app.NewLink{Rel: "change-idea", Target: idea}))

	st.until("the idea stands beside the new test", func() bool {
		for _, item := range Outline(st.window.Canvas()) {
			if item.Role == "row" && item.Text == "Help table at lunch" {
				return true
			}
		}
		return false
	})
}
