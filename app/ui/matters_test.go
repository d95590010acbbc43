package ui

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// aWeekOfALeader is what a leadership team keeps in a week of November.
func aWeekOfALeader(t *testing.T, journal *app.Journal) {
	t.Helper()
	for _, page := range []struct {
		kind   improve.KindName
		fields map[improve.FieldKey]string
	}{
		{"rock", map[improve.FieldKey]string{"title": "Duty in the hall in the morning", "owner": "Marisol Duarte", "from": "2026-11-02", "state": "on"}},
		{"rock", map[improve.FieldKey]string{"title": "One list of phone numbers", "owner": "Ines Moreau", "from": "2026-09-01", "state": "on"}},
		{"rock", map[improve.FieldKey]string{"title": "Cover for Fridays", "owner": "Marisol", "from": "2026-11-09", "state": "off"}},
		{"rock", map[improve.FieldKey]string{"title": "A new form", "owner": "Marisol", "from": "2026-09-01", "state": "done"}},
		{"barrier", map[improve.FieldKey]string{"title": "Slips are copied by hand", "raised_by": "Front office", "raised_on": "2026-10-09", "owner": "Ines Moreau"}},
		{"barrier", map[improve.FieldKey]string{"title": "The copier is locked", "raised_by": "Rosa", "raised_on": "2026-09-09", "owner": "Ben Okafor"}},
		{"barrier", map[improve.FieldKey]string{"title": "No room on Tuesdays", "raised_by": "The maths team", "owner": "Marisol", "state": "removed", "reason": "Room 12 is free", "told_back": "no"}},
		{"barrier", map[improve.FieldKey]string{"title": "Nobody had the key", "raised_by": "Jonah", "owner": "Marisol", "state": "removed", "reason": "It hangs at the door", "told_back": "yes"}},
	} {
		create(t, journal, page.kind, page.fields)
	}
}

func TestMatters_StandInTheOrderInWhichATeamAsksForThem(t *testing.T) {
	journal := newJournal(t, "principal")
	p := workProgram(t, journal)
	aWeekOfALeader(t, journal)

	home, err := p.loadHome(t.Context(), 0, false)
	if err != nil {
		t.Fatal(err)
	}

	var got []string
	for _, m := range home.Matters {
		got = append(got, m.Title+": "+m.Age)
	}
	want := []string{
		"One list of phone numbers: 36 days late", "Cover for Fridays: 33 days left", "No room on Tuesdays: not told back yet",
		"The copier is locked: open for 73 days", "Slips are copied by hand: open for 43 days", "Duty in the hall in the morning: 26 days left",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	steps := []string{}
	for _, step := range home.Steps {
		steps = append(steps, step.Title)
	}
	if diff := cmp.Diff([]string{"Your 45-day task: Cover for Fridays", "Tell The maths team what became of it: No room on Tuesdays"}, steps); diff != "" {
		t.Errorf("my own steps: %s", diff)
	}
}

func TestHome_RemindsOnTheDayOnWhichSomebodyMeantToLookAgain(t *testing.T) {
	journal := newJournal(t, "teacher")
	p := workProgram(t, journal)
	for _, page := range []struct {
		kind   improve.KindName
		fields map[improve.FieldKey]string
	}{
		{"decision", map[improve.FieldKey]string{"title": "First paragraphs in class", "state": "stands", "review": "2026-11-20"}},
		{"decision", map[improve.FieldKey]string{"title": "Taken back", "state": "undone", "review": "2026-11-20"}},
		{"initiative", map[improve.FieldKey]string{"title": "Reading log", "owner": "Ines Moreau", "state": "pause", "review": "2026-11-20"}},
		{"change-idea", map[improve.FieldKey]string{"title": "A list on the door", "owner": "Marisol", "state": "parked", "review": "2026-11-01"}},
		{"change-idea", map[improve.FieldKey]string{"title": "Under way again", "state": "testing", "review": "2026-11-01"}},
		{"standard-work", map[improve.FieldKey]string{"title": "How an essay is set", "check_on": "2027-01-15"}},
		{"reflection", map[improve.FieldKey]string{"title": "Whom I call on", "look_again": "2026-11-16", "now": "Both rows now."}},
	} {
		create(t, journal, page.kind, page.fields)
	}

	home, err := p.loadHome(t.Context(), 0, false)
	if err != nil {
		t.Fatal(err)
	}

	var got []string
	for _, step := range home.Steps {
		got = append(got, step.Title)
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{"Look at it again: A list on the door", "Look at it again: First paragraphs in class"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestBookKinds_HoldEveryKindThatAsksForAnotherLook(t *testing.T) {
	p := workProgram(t, newJournal(t, "teacher"))
	asking := 0
	for _, kind := range p.journal.Catalog().Kinds() {
		if kind.Again == nil {
			continue
		}
		asking++
		if !slices.Contains(bookKinds(), kind.Name) {
			t.Errorf("%s asks for another look, and Home does not read it", kind.Name)
		}
	}
	if asking < 6 {
		t.Errorf("%d kinds ask for another look, want ideas, decisions, programmes and others", asking)
	}
}

func TestStuck_IsTheLastWordOfEachTeam(t *testing.T) {
	journal := newJournal(t, "coach")
	p := workProgram(t, journal)
	team := create(t, journal, "team", titled("Larkfield"))
	of := app.NewLink{Rel: "team", Target: team}
	project := create(t, journal, "project", titled("Essays on time"))
	create(t, journal, "coaching-call", map[improve.FieldKey]string{"title": "Call in October", "date": "2026-10-20", "stuck": "Who covers period 6?"}, of)
	create(t, journal, "meeting", map[improve.FieldKey]string{"title": "Meeting in November", "date": "2026-11-16"}, of)
	create(t, journal, "meeting", map[improve.FieldKey]string{"title": "Monday", "date": "2026-11-16", "stuck": "Nobody has the list. It is at the office."}, app.NewLink{Rel: "project", Target: project})
	create(t, journal, "team-look", map[improve.FieldKey]string{"title": "In spring", "date": "2026-04-16", "stuck": "Everything."})
	_, err := journal.Create(t.Context(), app.NewArtifact{
		Kind: "action-period", Fields: map[improve.FieldKey]string{"title": "October to December", "from": "2026-10-02", "until": "2026-12-11", "hope": "A test every two weeks."},
		Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"teams": {{"team": "Stonebridge", "state": "stuck", "note": "No substitute on Fridays"}, {"team": "Harbor", "state": "going"}}},
	})
	if err != nil {
		t.Fatal(err)
	}

	home, err := p.loadHome(t.Context(), 0, false)
	if err != nil {
		t.Fatal(err)
	}

	var got []string
	for _, line := range home.Stuck {
		got = append(got, line.Words+" / "+line.From)
	}
	if diff := cmp.Diff([]string{"Nobody has the list. / Monday", "No substitute on Fridays / Stonebridge · October to December"}, got); diff != "" {
		t.Error(diff)
	}
	meetings, err := p.loadMeetings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(meetings.Past) != 3 || meetings.Past[2].Title != "Call in October" {
		t.Errorf("meetings %+v, want the call with the coach among them", meetings.Past)
	}
	if len(meetings.Weeks) != 1 || meetings.Weeks[0].Stuck != 1 || meetings.Weeks[0].Teams != 2 {
		t.Errorf("weeks %+v, want those that go on, with one of two teams stuck", meetings.Weeks)
	}
}

func TestHome_OfALeaderAndOfACoachShowWhatIsOpenAndWhoIsStuck(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "principal", sample: true})
	aWeekOfALeader(t, st.journal)
	st.record("coaching-call", map[improve.FieldKey]string{"title": "Larkfield and Quarry Hill, 17 November", "date": "2026-11-17", "stuck": "The list comes on Mondays, too late for us."})

	st.goAndSee(Route{Screen: HomeScreen}, "45-day tasks and barriers")
	st.see("36 days late")
	st.see("not told back yet")
	picture(t, st.window, "home-leader-open")
	st.press("All schools")
	st.see("Where are they stuck?")
	st.see("The list comes on Mondays, too late for us.")
	picture(t, st.window, "home-coach-stuck")
	st.goAndSee(Route{Screen: MeetingsScreen}, "Larkfield and Quarry Hill, 17 November")
	st.see("45-day tasks and barriers")
	picture(t, st.window, "meetings-with-tasks")
}
