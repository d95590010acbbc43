package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
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

func TestFishboneDiagram_ACauseHangsOnSeveralBones(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	tt := &theoryTest{schoolTest: st, project: create(t, st.journal, "project", titled("Essays on time"))}
	cause := st.record("fishbone-cause", map[improve.FieldKey]string{"title": "Nobody looks before the due day", "category": "processes"}, app.NewLink{Rel: "project", Target: tt.project})
	st.goAndSee(projectRoute(tt.project, tabCauses), "Why does it happen?")
	fish := tt.openProjectScreen().fishbone
	hangs := func(want ...string) {
		t.Helper()
		tt.book("the cause on other bones", func(b projectBook) bool {
			page, _ := b.find(cause)
			return slices.Equal(kinds.CauseCategories(page), want)
		})
	}
	act := func(words string) {
		t.Helper()
		actions := fish.actions(fish.view.Current())
		at := slices.IndexFunc(actions, func(a FigureAction) bool { return a.Words == words })
		if at < 0 {
			t.Fatalf("no %q among %+v", words, actions)
		}
		actions[at].Do()
	}
	on := func(words string) { // as the menu behind "It is also part of …" does
		t.Helper()
		node, _ := fish.node(fish.view.Current())
		category := slices.IndexFunc(st.Program.optionsOf("fishbone-cause", "category"), func(o improve.Option) bool { return o.Label == words })
		fish.hang(node, st.Program.optionsOf("fishbone-cause", "category")[category].Key, true)
	}
	fish.view.SetCurrent(cause.String())

	on("Rules, time and means")
	hangs("processes", "resources")
	if fish.view.part(cause.String()+"@resources") == nil {
		t.Fatal("it is not drawn on the other bone")
	}
	picture(t, tt.window, "fishbone-several-bones")
	act("Not under “How things are done and when” any more")
	hangs("resources")
	fish.undo()
	hangs("resources", "processes")
	fish.view.SetCurrent(cause.String() + "@processes")
	tt.keys(fyne.KeyF2)
	tt.types(" in time")
	tt.keys(fyne.KeyReturn)

	tt.book("the same cause with other words", func(b projectBook) bool {
		page, _ := b.find(cause)
		return page.Title() == "Nobody looks before the due day in time" && len(b.of("fishbone-cause")) == 1
	})
	tt.openProjectScreen().showCauseList(true)
	count := 0
	for _, item := range Outline(tt.window.Canvas()) {
		if item.Text == "Nobody looks before the due day in time" {
			count++
		}
	}
	if count != 2 {
		t.Errorf("the list shows it %d times, want on both bones", count)
	}
}
