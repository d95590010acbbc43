package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestHome_FollowsTheRoleAndCanBeSwitched(t *testing.T) {
	for role, want := range map[string]homeView{"teacher": teacherHome, "": teacherHome, "facilitator": leadHome, "principal": leadHome, "coach": coachHome, "hub-lead": coachHome} {
		if got := viewOf(app.Me{Role: role}); got != want {
			t.Errorf("role %q: %q, want %q", role, got, want)
		}
	}

	st := newSchoolTest(t, schoolParts{role: "teacher"})
	st.record("project", titled("Essays on time"))
	st.goAndSee(Route{Screen: HomeScreen}, "Next steps")
	st.press("Our projects")
	st.see("Tests that wait")
	st.see("Next team meetings")
	if st.shows("How are we doing?") {
		t.Error("the teacher's numbers still stand there")
	}
	st.press("All schools")
	st.see("Who moved, who may be stuck?")
	st.see("Questions that wait for an answer")
	st.see("Notes of visits")

	var kept string
	st.until("the choice is kept", func() bool {
		var err error
		kept, err = st.journal.Store().Setting(t.Context(), settingHome)
		return err == nil && kept != string(leadHome) && kept != ""
	})
	if kept != string(coachHome) {
		t.Errorf("kept %q, want %q", kept, coachHome)
	}
	st.goAndSee(Route{Screen: ProjectsScreen}, "Essays on time")
	st.goAndSee(Route{Screen: HomeScreen}, "Who moved, who may be stuck?")
}

// chartsShown counts what is drawn as a chart in the window.
func chartsShown(st *schoolTest) int {
	charts := 0
	for _, object := range test.LaidOutObjects(st.window.Content()) {
		if _, ok := object.(*canvas.Raster); ok {
			charts++
		}
	}
	return charts
}

// The Home of a coach is read without charts; who changes to another sees them.
func TestHome_HasItsChartsAfterThatOfACoach(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "coach", sample: true})
	st.goAndSee(Route{Screen: HomeScreen}, "Who moved, who may be stuck?")
	if charts := chartsShown(st); charts != 0 {
		t.Errorf("%d charts on the Home of a coach", charts)
	}
	st.press("My own work")
	st.see("How are we doing?")
	if chartsShown(st) == 0 {
		t.Error("no chart on the own Home")
	}
}

func TestHome_OfANewcomerIsTheSameForAllRoles(t *testing.T) {
	for _, role := range []string{"teacher", "principal", "coach"} {
		st := newSchoolTest(t, schoolParts{role: role})
		st.see("What do you want to get better for your students?")
		picture(t, st.window, "empty-home-"+role)
	}
}

func TestHome_OfATeacherHasItsNumbersToAddAndOneChart(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher", sample: true})
	project := st.projectCalled("Say why")
	st.record("measure", map[improve.FieldKey]string{"title": "Slips", "frequency": "weekly"}, app.NewLink{Rel: "project", Target: project})

	st.see("Numbers to add this week")
	st.see("Add this week's number: Slips")
	st.see("How are we doing?")
}

func TestHome_SaysWhatWasPromisedAndWhatWantsAnAnswer(t *testing.T) {
	journal := newJournal(t, "teacher")
	p := workProgram(t, journal)
	_, err := journal.Create(t.Context(), app.NewArtifact{
		Kind: "meeting", Fields: map[improve.FieldKey]string{"title": "Monday", "date": "2026-11-16"},
		Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"actions": {
			{"what": "Copy the starter page", "who": "Marisol", "when": "2026-11-18"},
			{"what": "Ask the office", "who": "Ben Okafor"},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}

	home, err := p.loadHome(t.Context(), 0, false)
	if err != nil {
		t.Fatal(err)
	}

	if len(home.Steps) != 1 || home.Steps[0].Title != "You promised: Copy the starter page" || home.Steps[0].Due != dueNow {
		t.Errorf("steps %+v, want my own promise alone, which is late", home.Steps)
	}
	if !isMine("marisol duarte", p.me) || isMine("Mari", p.me) || isMine("", p.me) {
		t.Error("a name means somebody else")
	}
}

func TestHome_OfACoachShowsSchoolsQuestionsAndVisits(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "coach"})
	school := st.record("organisation", titled("Quarry Hill"))
	project := st.record("project", titled("Here by first period"), app.NewLink{Rel: "organisation", Target: school})
	st.record("feedback", map[improve.FieldKey]string{"type": "question", "text": "Who rings the families? We could not find it."}, app.NewLink{Rel: "on", Target: project})
	st.record("feedback", map[improve.FieldKey]string{"type": "question", "text": "Answered already?", "reply": "Yes."}, app.NewLink{Rel: "on", Target: project})
	st.record("feedback", map[improve.FieldKey]string{"type": "warm", "text": "Clear aim."}, app.NewLink{Rel: "on", Target: project})
	st.record("request", map[improve.FieldKey]string{"title": "Two demonstration lessons", "state": "open"})
	st.record("visit", map[improve.FieldKey]string{"title": "Quarry Hill, to see the door", "date": "2026-11-12"})

	st.goAndSee(Route{Screen: HomeScreen}, "Quarry Hill")
	for _, there := range []string{"Here by first period", "Who rings the families?", "Two demonstration lessons", "Quarry Hill, to see the door"} {
		st.see(there)
	}
	for _, answered := range []string{"Answered already?", "Clear aim."} {
		if st.shows(answered) {
			t.Errorf("%q waits for nothing", answered)
		}
	}
}

func TestHome_RemindsThoseWhoseTestWaits(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "facilitator"})
	project := st.record("project", titled("Essays on time"))
	buddy := newBuddy(t, st.journal, st.me.School)
	_, err := buddy.Create(t.Context(), app.NewArtifact{
		Kind: "pdsa", Space: st.me.School, Fields: map[improve.FieldKey]string{"title": "One period", "happened": "19 of 26 began."},
		Links: []app.NewLink{{Rel: "project", Target: project}},
	})
	if err != nil {
		t.Fatal(err)
	}
	bring(t, buddy, st.journal, st.me.School)

	st.goAndSee(Route{Screen: HomeScreen}, "One period")
	st.press("Remind…")
	st.seeOver("Remind Ben Okafor")
	st.pressOver("Send")
	st.see("Written on “One period”. Ben Okafor sees it with the next exchange.")

	tests, err := st.journal.Store().Artifacts(t.Context(), improve.Query{Kinds: []improve.KindName{"pdsa"}})
	if err != nil || len(tests) != 1 || len(tests[0].Comments()) != 1 {
		t.Fatalf("got %d tests and %v, want one with one comment", len(tests), err)
	}
	if words := tests[0].Comments()[0].Text; !strings.HasPrefix(words, "How did it go?") {
		t.Errorf("the reminder says %q", words)
	}
}

func TestHome_PutsTheProjectsOfASchoolTogether(t *testing.T) {
	lines := []portfolioLine{{Title: "a", School: "North", Quiet: 5}, {Title: "b", School: "South", Quiet: 4}, {Title: "c", School: "North", Quiet: 1}}

	var got []string
	for _, line := range bySchool(lines) {
		got = append(got, line.Title)
	}

	if want := []string{"a", "c", "b"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestHome_OfALeadShowsAllTestsThatWaitWhenAsked(t *testing.T) {
	h := &hand{schoolTest: newSchoolTest(t, schoolParts{role: "facilitator"})}
	project := h.record("project", titled("Essays on time"))
	for _, title := range []string{"One", "Two", "Three", "Four", "Five", "Six"} {
		h.record("pdsa", map[improve.FieldKey]string{"title": title + " period", "happened": "Half of them began."}, app.NewLink{Rel: projectRel, Target: project})
	}
	waiting := func(words string) bool {
		items := h.items()
		from := slices.IndexFunc(items, func(o OutlineItem) bool { return o.Text == "Tests that wait" })
		to := slices.IndexFunc(items, func(o OutlineItem) bool { return o.Text == "Next steps" })
		return from >= 0 && from < to && slices.ContainsFunc(items[from:to], func(o OutlineItem) bool { return o.Text == words })
	}

	h.goAndSee(Route{Screen: HomeScreen}, "Show all 6")
	if !waiting("Five period") || waiting("Six period") {
		t.Errorf("the first five are not what is shown: %s", h.told())
	}
	h.clicksOn("Show all 6")

	h.until("the sixth is shown", func() bool { return waiting("Six period") && !waiting("Show all 6") })
}

// Working charts out and drawing them takes long where somebody sees forty projects.
func TestHome_DrawsTheFirstMeasuresUntilSomebodyAsksForAll(t *testing.T) {
	h := &hand{schoolTest: newSchoolTest(t, schoolParts{role: "teacher"})}
	project := h.record("project", titled("Essays on time"))
	const all = measuresShown + 2
	for i := range all {
		measure := h.record("measure", map[improve.FieldKey]string{"title": fmt.Sprint("Room ", i), "type": "outcome"}, app.NewLink{Rel: projectRel, Target: project})
		h.record("data-point", map[improve.FieldKey]string{"date": "2026-11-02", "value": fmt.Sprint(i)}, app.NewLink{Rel: measureRel, Target: measure})
	}
	last := fmt.Sprint("Room ", all-1)
	button := fmt.Sprint("Show all ", all)

	h.goAndSee(Route{Screen: HomeScreen}, button)
	if got := chartsShown(h.schoolTest); got != measuresShown+1 || h.shows(last) {
		t.Errorf("%d charts, want one for each of the first %d and a large one", got, measuresShown)
	}
	h.press(button)

	h.until("all are drawn", func() bool { return chartsShown(h.schoolTest) == all+1 && h.shows(last) && !h.shows(button) })
	more := h.record("measure", map[improve.FieldKey]string{"title": "Room of the others", "type": "outcome"}, app.NewLink{Rel: projectRel, Target: project})
	h.record("data-point", map[improve.FieldKey]string{"date": "2026-11-09", "value": "7"}, app.NewLink{Rel: measureRel, Target: more})
	h.until("one more is drawn", func() bool { return chartsShown(h.schoolTest) == all+2 })
}
