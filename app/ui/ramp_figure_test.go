package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// rampTest is a project with one idea and two tests in a row.
func rampTest(t *testing.T) (st *schoolTest, project, idea, first, second improve.ArtifactID) {
	t.Helper()
	st = newSchoolTest(t, schoolParts{role: "teacher"})
	project = create(t, st.journal, "project", titled("Essays on time"))
	own := app.NewLink{Rel: projectRel, Target: project}
	idea = create(t, st.journal, "change-idea", titled("Begin in class"), own)
	under := app.NewLink{Rel: ideaRel, Target: idea}
	second = create(t, st.journal, "pdsa", map[improve.FieldKey]string{"title": "Two classes", "cycle": "2", "scale": "several"}, own, under)
	first = create(t, st.journal, "pdsa", map[improve.FieldKey]string{"title": "One class", "cycle": "1", "scale": "class"}, own, under)
	if err := st.journal.Link(t.Context(), second, followsRel, first); err != nil {
		t.Fatal(err)
	}
	return st, project, idea, first, second
}

func partIDs(view *FigureView) []string {
	var ids []string
	view.Scene().Groups(func(g *figure.Group) { ids = append(ids, g.ID) })
	return ids
}

func TestRamp_AClickOpensTheTestAndItsMenuPlansTheNext(t *testing.T) {
	st, project, idea, first, second := rampTest(t)
	st.goAndSee(projectRoute(project, tabTests), "Begin in class")
	ramp := st.openProjectScreen().ramps[idea]
	settle(st.window, laptop)
	if got := partIDs(ramp.view); len(got) != 2 || got[0] != first.String() || got[1] != second.String() {
		t.Fatalf("it shows %v, want the first test and then the second", got)
	}
	picture(t, st.window, "ramp-tab")

	actions := ramp.actions(ramp.view.part(second.String()))
	if len(actions) != 2 {
		t.Fatalf("a test offers %d things, want to open it and to go on from it", len(actions))
	}
	actions[1].Do()

	st.until("the next test is open", func() bool { return st.Route().Screen == ArtifactScreen })
	id, err := improve.ParseArtifactID(st.Route().ID)
	if err != nil {
		t.Fatal(err)
	}
	next, err := st.journal.Store().Artifact(t.Context(), id)
	if err != nil || len(next.LinkedTo(followsRel)) != 1 || next.LinkedTo(followsRel)[0] != second || next.Text("cycle") != "3" {
		t.Errorf("the new test follows %v as number %q, want %v and 3 (%v)", next.LinkedTo(followsRel), next.Text("cycle"), second, err)
	}
}

func TestRamp_TheKeyboardGoesUpTheStairsAndOpensATest(t *testing.T) {
	st, _, idea, first, second := rampTest(t)
	st.goAndSee(artifactRoute(idea), "How we have tried it")
	settle(st.window, laptop)
	picture(t, st.window, "ramp-idea")
	page, ok := st.Shell.open.(*artifactPage)
	if !ok || page.tests == nil {
		t.Fatal("the page of the idea shows no tests")
	}
	view := page.tests.view
	st.window.Canvas().Focus(view)

	view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})

	if part := view.Current(); part == nil || part.ID != second.String() {
		t.Errorf("the keyboard is at %v, want the second test", part)
	}
	actions := page.tests.actions(view.part(first.String()))
	actions[1].Do() // another already builds on the first: a fresh page beside it
	st.until("a new test is begun", func() bool { return st.Route().Screen == NewScreen })
}
