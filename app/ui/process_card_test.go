package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestProcessMap_StandsOnTheCausesTabBesideWhatItRedraws(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	project := create(t, st.journal, "project", titled("Essays on time"))
	own := app.NewLink{Rel: projectRel, Target: project}
	steps := map[improve.FieldKey][]map[improve.FieldKey]string{"steps": {
		{"step": "Task on the board", "type": "start", "who": "Teacher"}, {"step": "Hand in", "type": "end", "who": "Student"},
	}}
	draw := func(title string, links ...app.NewLink) improve.ArtifactID {
		id, err := st.journal.Create(t.Context(), app.NewArtifact{Kind: "process-map", Fields: titled(title), Rows: steps, Links: append(links, own)})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	now := draw("As it goes now")
	draw("Something else")
	draw("As it should go", app.NewLink{Rel: "before", Target: now})
	st.goAndSee(projectRoute(project, tabCauses), "As it should go")

	var titles []string
	for _, page := range inPairs(st.openProjectScreen().data.Book.of("process-map")) {
		titles = append(titles, page.Title())
	}
	if len(titles) != 3 || titles[0] != "As it goes now" || titles[1] != "As it should go" {
		t.Errorf("they stand as %q", titles)
	}
	picture(t, st.window, "process-maps")
}
