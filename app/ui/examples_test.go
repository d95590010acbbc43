package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

func TestExamples_ASetIsStartedFromInAProject(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	project := st.record("project", map[improve.FieldKey]string{"title": "Fewer missed days"})

	st.press("Examples")
	st.see("Attendance")
	st.press("What has to change so that fewer children miss school")
	st.see("Start mine from this")
	st.press("Start mine from this")
	st.seeOver("In which project?")
	st.pressOver("Fewer missed days")
	st.pressOver("Start")
	st.until("the first page opens", func() bool { return st.Route().Screen == ArtifactScreen })

	set := st.library.Set("absence-drivers")
	made, err := st.journal.Store().Cards(t.Context(), improve.Query{LinkTo: project, Rel: "project"})
	if err != nil || len(made) != len(set.Pages) {
		t.Errorf("%d pages in the project, %v; want %d", len(made), err, len(set.Pages))
	}
	id, err := improve.ParseArtifactID(st.Route().ID)
	if err != nil {
		t.Fatal(err)
	}
	aim, err := st.journal.Store().Artifact(t.Context(), id)
	if err != nil || aim.Kind != "aim" || aim.Text("by") != "" || aim.Text("baseline") != "" {
		t.Errorf("opened %s, by %q, from %q, %v; want the aim without day and number", aim.Kind, aim.Text("by"), aim.Text("baseline"), err)
	}
}

// startsSet starts from a set of the library with Enter alone.
func (st *schoolTest) startsSet() {
	st.t.Helper()
	st.see("Attendance")
	st.press("What has to change so that fewer children miss school")
	st.see("Start mine from this")
	st.press("Start mine from this")
	st.seeOver("In which project?")
	(&hand{schoolTest: st}).presses(fyne.KeyReturn)
	st.until("the first page opens", func() bool { return st.Route().Screen == ArtifactScreen })
}

func TestExamples_EnterPutsNothingIntoAProjectThatNobodyChose(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	project := st.record("project", map[improve.FieldKey]string{"title": "Fewer missed days"})

	st.press("Examples")
	st.startsSet()

	made, err := st.journal.Store().Cards(t.Context(), improve.Query{LinkTo: project, Rel: "project"})
	if err != nil || len(made) != 0 {
		t.Errorf("%d pages in the project, %v; want none", len(made), err)
	}
}

func TestExamples_AreStartedFromInTheProjectThatOneCameFrom(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	came := st.record("project", map[improve.FieldKey]string{"title": "Fewer missed days"})
	for range mostProjectsAsked { // it is not among the latest any more
		st.record("project", map[improve.FieldKey]string{"title": "Essays on time"})
	}

	st.goAndSee(projectRoute(came, tabTheory), "What must change so that you reach the aim?")
	st.press("Look at examples")
	st.startsSet()

	made, err := st.journal.Store().Cards(t.Context(), improve.Query{LinkTo: came, Rel: "project"})
	if want := len(st.library.Set("absence-drivers").Pages); err != nil || len(made) != want {
		t.Errorf("%d pages in the project, %v; want %d", len(made), err, want)
	}
}

func TestExamples_APageIsFoundByItsKindAndRead(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	st.goAndSee(Route{Screen: ExamplesScreen}, "Attendance")
	st.choose(1, "Ways to hold a conversation")
	st.see("One breath each")
	st.press("One breath each")
	st.see("Everyone speaks once, in one breath. You may pass.")
	st.see("Ways to hold a conversation")

	st.press("Start mine from this")
	st.until("a page of one's own opens", func() bool { return st.Route().Screen == ArtifactScreen })
	id, err := improve.ParseArtifactID(st.Route().ID)
	if err != nil {
		t.Fatal(err)
	}
	own, err := st.journal.Store().Artifact(t.Context(), id)
	if err != nil || own.Kind != "protocol" || len(own.Rows("steps")) != 4 {
		t.Errorf("opened %s with %d steps, %v; want the protocol with its 4", own.Kind, len(own.Rows("steps")), err)
	}
}

func TestExamples_OurOwnAndOurBuddiesPagesAreOffered(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	st.record("change-idea", map[improve.FieldKey]string{"title": "Walk to school together", "what": "Nine children and a whistle", "state": "standard"})
	st.goAndSee(Route{Screen: ExamplesScreen}, "Attendance")
	st.press("Buddy schools")
	st.see("You share nothing with a buddy school yet. What you share with each other stands here.")
	st.press("Our school")
	st.see("Walk to school together")
	st.press("Walk to school together")
	st.see("Nine children and a whistle")

	st.press("Start mine from this")
	st.until("a page of one's own opens", func() bool { return st.Route().Screen == ArtifactScreen })
	drafts, err := st.journal.Drafts(t.Context())
	if err != nil || len(drafts) != 1 {
		t.Fatalf("drafts %v %v, want one", drafts, err)
	}
	for _, edit := range drafts[0].Edits {
		if edit.Field == "state" {
			t.Errorf("the copy keeps how far it has come elsewhere: %v", edit.Value)
		}
	}
}

func TestNew_OffersToBeginLikeAnExample(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	st.goAndSee(newRoute("process-map"), "Like this example")
	st.press("A missed day, from the empty chair to a word with the family")
	st.until("the draft opens", func() bool { return st.Route().Screen == ArtifactScreen })

	drafts, err := st.journal.Drafts(t.Context())
	if err != nil || len(drafts) != 1 || drafts[0].Kind != "process-map" {
		t.Errorf("drafts %v %v, want the process map", drafts, err)
	}
}

func TestExamples_APictureHasABoxForEachPage(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	st.goAndSee(Route{Screen: ExamplesScreen}, "Attendance")
	for _, id := range []string{"absence-drivers", "aid-drivers", "reading-drivers", "maths-drivers", "ninth-drivers", "suspension-drivers", "fishbone-late"} {
		set := st.library.Set(id)
		lay := setScene(set)
		if lay == nil {
			t.Fatalf("%s has no picture", id)
		}
		drawn := map[string]bool{}
		lay(1000).Groups(func(group *figure.Group) { drawn[group.ID] = true })
		for _, page := range set.Pages {
			if !drawn[page.ID] {
				t.Errorf("%s is not in its picture", page.ID)
			}
		}
	}
	if setScene(st.library.Set("talks")) != nil {
		t.Error("ways to talk have a picture, want none")
	}
}

func TestLook_Examples(t *testing.T) {
	for _, size := range []TextSize{TextNormal, TextLargest} {
		name := map[TextSize]string{TextNormal: "library", TextLargest: "library-large"}[size]
		st := newSchoolTest(t, schoolParts{role: "teacher", sample: true, size: size})
		st.goAndSee(Route{Screen: ExamplesScreen}, "Attendance")
		picture(t, st.window, name+"-topics")
		st.goAndSee(Route{Screen: ExamplesScreen, ID: exampleKind + "measure"}, "Measures")
		picture(t, st.window, name+"-measures")
		st.goAndSee(Route{Screen: ExamplesScreen, ID: exampleSet + "aid-drivers"}, "Start mine from this")
		picture(t, st.window, name+"-set")
		st.goAndSee(Route{Screen: ExamplesScreen, ID: exampleSet + "fishbone-late"}, "Start mine from this")
		picture(t, st.window, name+"-fishbone")
		st.goAndSee(Route{Screen: ExamplesScreen, ID: examplePage + "weeks/reached"}, "Start mine from this")
		picture(t, st.window, name+"-numbers")
		st.goAndSee(newRoute("protocol"), "Like this example")
		picture(t, st.window, name+"-new")
		st.goAndSee(Route{Screen: ExamplesScreen, ID: examplePage + "maps/missing-day"}, "Start mine from this")
		picture(t, st.window, name+"-map")
		st.press("Start mine from this")
		st.seeOver("In which project?")
		picture(t, st.window, name+"-start")
	}
}
