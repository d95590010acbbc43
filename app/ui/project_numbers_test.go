package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/app"
)

func TestNumbers_HomeLeadsIntoTheLineOfItsMeasure(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	project := create(t, st.journal, "project", titled("Essays on time"))
	links := app.NewLink{Rel: "project", Target: project}
	create(t, st.journal, "measure", titled("Pages read"), links)
	second := create(t, st.journal, "measure", titled("Essays handed in"), links)

	st.goAndSee(numberRoute(project, second), "Another measure")

	screen := st.Shell.open.(*projectScreen)
	if got, want := st.window.Canvas().Focused(), screen.rows[second].first(); got != want {
		t.Errorf("the keyboard is in %v, want the number of the second measure", got)
	}
}
