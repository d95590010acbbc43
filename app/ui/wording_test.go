package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// shownOver gives every text of what lies on top of the window.
func (st *schoolTest) shownOver() []string {
	var words []string
	eachObject(st.window.Canvas().Overlays().Top(), func(object fyne.CanvasObject) {
		switch o := object.(type) {
		case *Words:
			words = append(words, o.Text())
		case *canvasLabel:
			words = append(words, o.text)
		}
	})
	return words
}

func TestWording_TheSchoolsOwnWordStandsInPlaceOfOurs(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.record("local-word", map[improve.FieldKey]string{"title": "Experiment", "plural": "Experiments", "others_say": "Try-out, PDSA cycle"})
	project := st.record("project", titled("Essays on time"))
	test := st.record("pdsa", titled("One period"), app.NewLink{Rel: "project", Target: project})
	st.until("the word is known", func() bool {
		word, ok := st.word(improve.SpaceID{}, "pdsa")
		return ok && word.Word == "Experiment"
	})

	st.goAndSee(artifactRoute(test), "Experiment")
	st.goAndSee(projectRoute(project, tabOverview), "Last experiments")
	for _, want := range []string{"Experiments", "All experiments"} {
		if !st.shows(want) {
			t.Errorf("%q does not stand on the project: %q", want, st.words())
		}
	}
	picture(t, st.window, "wording-project")
	st.goAndSee(projectRoute(project, tabTests), "Experiments without an idea")
	st.Navigate(Route{Screen: ShelfScreen, ID: "pdsa"})
	st.until("the title of the shelf", func() bool { return st.Shell.open.Title() == "Experiments" })
	st.goAndSee(Route{Screen: HelpScreen}, "elsewhere: Test")
	if !st.shows("(PDSA cycle)") {
		t.Error("the glossary no longer has the field's term")
	}

	for _, typed := range []string{"experi", "pdsa"} {
		found := st.bestKinds(st.journal.Catalog().Kinds(), typed, 1)
		if len(found) != 1 || found[0].Name != "pdsa" {
			t.Errorf("%q does not find the test", typed)
		}
	}
	st.openNew()
	st.until("what can be begun", func() bool { return slices.Contains(st.shownOver(), "Experiment") })
}

func TestWording_TheOwnWordStandsInQuestionsAnswersAndTheLeftBar(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.record("local-word", map[improve.FieldKey]string{"title": "Experiment", "plural": "Experiments", "others_say": "PDSA cycle"})
	st.record("local-word", map[improve.FieldKey]string{"title": "Campaign", "plural": "campaigns", "others_say": "Project"})
	st.record("local-word", map[improve.FieldKey]string{"title": "Colleague", "others_say": "Person"})
	idea := st.record("change-idea", titled("Start in class"))
	st.record("pdsa", titled("Period 2"), app.NewLink{Rel: "change-idea", Target: idea})
	measure := st.record("measure", titled("Essays in"))
	st.until("the left bar", func() bool { return st.shows("Campaigns") && !st.shows("Projects") })

	st.goAndSee(artifactRoute(measure), "Did this experiment work?")
	picture(t, st.window, "wording-form")
	if label := st.openedPage().texts().label("type"); label != "What does it tell you?" {
		t.Errorf("got %q, want a question without the word as it stands", label)
	}
	st.goAndSee(artifactRoute(idea), "Experiments")
	st.goAndSee(Route{Screen: ProjectsScreen}, "Campaigns")
	if title := st.Shell.open.Title(); title != "Campaigns" {
		t.Errorf("the screen is called %q", title)
	}
	field, _ := st.journal.Catalog().Kind("meeting").Field("title")
	if got := st.textsIn(improve.SpaceID{}, st.journal.Catalog().Kind("meeting")).field("meeting", field).Label; strings.Contains(got, "olleague") {
		t.Errorf("got %q: an everyday word was replaced", got)
	}
}

func TestSwapWord_FitsTheSentence(t *testing.T) {
	for _, c := range []struct{ text, old, now, want string }{
		{"Plan a test", "Test", "Experiment", "Plan an experiment"},
		{"Plan a test", "Test", "ROCI cycle", "Plan a ROCI cycle"},
		{"Open the idea", "Idea", "Hunch", "Open the hunch"},
		{"None yet. A test with one class.", "Test", "Experiment", "None yet. An experiment with one class."},
		{"The latest one", "Test", "Experiment", "The latest one"},
		{"Tests, always", "Tests", "trials", "Trials, always"},
		{"Which idea to try next?", "Idea to try", "Hunch", "Which hunch next?"},
		{"An idea to try: which?", "Idea to try", "Hunch", "A hunch: which?"},
		{"How will you test it?", "Test", "Experiment", "How will you test it?"},
		{"Small enough to test", "Test", "Experiment", "Small enough to test"},
		{"Tests our belief that", "Tests", "Experiments", "Tests our belief that"},
		{"What is a “test”?", "Test", "Experiment", "What is an “experiment”?"},
	} {
		if got := swapWord(c.text, c.old, c.now); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
