package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

func TestFishboneDiagram_IsMadeWithTheKeyboardAlone(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	tt := &theoryTest{schoolTest: st, project: create(t, st.journal, "project", titled("Essays on time"))}
	st.goAndSee(projectRoute(tt.project, tabCauses), "Why does it happen?")
	tt.press("Add a cause")

	tt.types("T") // on the first bone
	tt.types("he task is read once")
	tt.keys(fyne.KeyTab) // why?
	tt.types("It is a page long")
	tt.keys(fyne.KeyReturn)
	fish := tt.openProjectScreen().fishbone
	fish.view.SetCurrent(figure.BonePart("processes"))
	tt.keys(fyne.KeyReturn)
	tt.types("Nobody looks before the due day")
	tt.keys(fyne.KeyReturn)

	book := tt.book("three causes", func(b projectBook) bool { return len(b.of("fishbone-cause")) == 3 })
	causes := book.of("fishbone-cause")
	var categories []string
	for _, cause := range causes {
		categories = append(categories, cause.Text("category"))
	}
	if want := []string{"instruction", "instruction", "processes"}; !slices.Equal(categories, want) {
		t.Errorf("the causes hang on %q, want %q", categories, want)
	}
	if got := causes[1].LinkedTo(causeRel); !slices.Equal(got, []improve.ArtifactID{causes[0].ID}) {
		t.Errorf("%q is a reason for %v, want the first", causes[1].Title(), got)
	}
	picture(t, tt.window, "fishbone-keyboard")
}

// The card of the fishbone, and the page on which one asks why, stand on one tab.
func TestProject_TheFishboneAndAskingWhyHaveWordsOfTheirOwn(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	project := create(t, st.journal, "project", titled("Essays on time"))
	link := app.NewLink{Rel: "project", Target: project}
	st.record("fishbone-cause", map[improve.FieldKey]string{"title": "The task is read once", "category": "processes"}, link)
	st.record("root-cause-analysis", map[improve.FieldKey]string{"title": "Half of the essays come late"}, link)

	st.goAndSee(projectRoute(project, tabCauses), "Half of the essays come late")

	count := map[string]int{}
	for _, item := range Outline(st.window.Canvas()) {
		count[item.Text]++
	}
	if count["Why does it happen?"] != 1 || count["Asking why"] == 0 {
		t.Errorf("“Why does it happen?” stands there %d times, want once; “Asking why” %d times, want it", count["Why does it happen?"], count["Asking why"])
	}
	picture(t, st.window, "causes-and-asking-why")
}
