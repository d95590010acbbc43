package ui

import (
	"fmt"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestSites_TheIdeaShowsEachStepElsewhereWithItsReason(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	test := st.record("pdsa", titled("Period 2"))
	id := st.record("change-idea", titled("Start in class"), app.NewLink{Rel: improve.BecauseRel, Target: test})
	row := st.ids.Row()
	site := func(cells map[improve.FieldKey]string) {
		cells["site"], cells[improve.RowPosition] = "Harbor", "m"
		if err := st.journal.Edit(t.Context(), id, []improve.Edit{{Field: "sites", Row: row, Value: improve.CellsValue(cells)}}); err != nil {
			t.Fatal(err)
		}
	}
	site(map[improve.FieldKey]string{"state": "testing", "why": "Period 2"})
	site(map[improve.FieldKey]string{"state": "parked", "why": "Period 2"})

	st.goAndSee(artifactRoute(id), "How it went elsewhere")
	for _, want := range []string{"From “Being tried” to “Put aside for now”", "Period 2", "No reason yet. Add the test or decision in the line of the place."} {
		if !st.shows(want) {
			t.Errorf("%q is not shown: %q", want, st.words())
		}
	}
	picture(t, st.window, "sites")
	site(map[improve.FieldKey]string{"state": "parked", "why": "A new teacher", "since": "2026-11-02"})
	st.see("because of “A new teacher”")
	for i := range sitesShown {
		site(map[improve.FieldKey]string{"state": []string{"testing", "standard"}[i%2], "why": fmt.Sprintf("Reason %d", i)})
	}
	st.see("2 earlier steps")
	st.press("2 earlier steps")
	st.see("because of “A new teacher”")
}
