package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestWorks_ShowsIdeasBesideTheirConditions(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "coach"})
	project := st.record("project", titled("Explaining fractions"))
	inProject := app.NewLink{Rel: projectRel, Target: project}
	idea := st.record("change-idea", titled("A minute each"), inProject)
	tries := app.NewLink{Rel: ideaRel, Target: idea}
	st.record("pdsa", map[improve.FieldKey]string{"title": "One", "conditions": "Grade 5", "decision": "adopt"}, inProject, tries)
	dropped := st.record("pdsa", map[improve.FieldKey]string{"title": "Two", "conditions": "Grade 9", "decision": "abandon", "reason": "Nobody spoke."}, inProject, tries)
	st.record("pdsa", map[improve.FieldKey]string{"title": "Three", "conditions": "After lunch"}, inProject)

	st.goAndSee(projectRoute(project, tabTests), "A minute each")
	st.press("What works for whom?")
	st.see("Larkfield High")
	st.press("By grade")
	st.see("Grade 9")
	for _, words := range []string{"Grade 5", "Not said", "Tests without an idea"} {
		if !st.shows(words) {
			t.Errorf("%q is not in the table", words)
		}
	}
	picture(t, st.window, "works")

	st.press("1 dropped")
	st.until("the test opens", func() bool { return st.Route() == artifactRoute(dropped) })
}

func TestWorks_SaysThatNothingWasTried(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "coach"})

	st.goAndSee(Route{Screen: WorksScreen}, "No test yet")
}
