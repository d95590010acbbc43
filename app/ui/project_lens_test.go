package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// recordCycle writes the steps of a cycle down.
func (st *schoolTest) recordCycle(title string, steps ...map[improve.FieldKey]string) improve.ArtifactID {
	st.t.Helper()
	id, err := st.journal.Create(st.t.Context(), app.NewArtifact{
		Kind: "step-cycle", Fields: titled(title), Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"steps": steps},
	})
	if err != nil {
		st.t.Fatal(err)
	}
	return id
}

func TestProject_IsLookedAtInTheStepsOfACycle(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	project := st.record("project", titled("Essays on time"))
	own := app.NewLink{Rel: "project", Target: project}
	st.record("aim", titled("By May 8 of 10 essays come in on the day."), own)
	st.record("fishbone-cause", titled("Beginning is the hard part"), own)
	st.record("measure", map[improve.FieldKey]string{"title": "Essays on the day", "frequency": "weekly"}, own)
	st.record("pdsa", titled("One period"), own)
	st.record("meeting", titled("Monday"), own)
	st.recordCycle("Our four steps",
		map[improve.FieldKey]string{"step": "Look at what students do", "question": "accomplish"},
		map[improve.FieldKey]string{"step": "Choose one cause", "question": "accomplish", "work": "why"},
		map[improve.FieldKey]string{"step": "Say what to count", "question": "know"},
		map[improve.FieldKey]string{"step": "Try one change", "question": "change", "work": "test"})
	st.goAndSee(projectRoute(project, tabOverview), "The six steps")
	if !st.shows("One period") || !st.shows("Step 3 of 6") {
		t.Errorf("its pages do not stand under the six steps: %q", st.words())
	}
	picture(t, st.window, "lens-six")

	st.press("Our four steps")
	st.see("2. Choose one cause")
	for _, want := range []string{"Step 1 of 4", "Beginning is the hard part", "How will we know?", "Beside the steps"} {
		if !st.shows(want) {
			t.Errorf("%q does not stand there: %q", want, st.words())
		}
	}
	st.press("Mark as done")
	st.see("Step 2 of 4")
	st.press("Note…")
	st.window.Canvas().Focused().(*Entry).SetText("They begin late")
	st.pressOver("Keep it")
	st.see("What do we want to get better? · They begin late")
	picture(t, st.window, "lens-cycle")

	st.goAndSee(Route{Screen: ProjectsScreen}, "Step 2 of 4")
	st.goAndSee(projectRoute(project, tabOverview), "2. Choose one cause")
	st.press("Three questions, six steps")
	st.see("The six steps")
}
