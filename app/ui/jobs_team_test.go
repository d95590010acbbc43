package ui

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

const jobMeeting = "Saturday meeting, forms"

// schoolWithAMeetingToday has a meeting that somebody prepared.
func schoolWithAMeetingToday(t *testing.T) *schoolTest {
	st := sampleSchool("facilitator")(t)
	id := st.record("meeting", map[improve.FieldKey]string{"title": jobMeeting, "date": "2026-11-21", "type": "team"},
		app.NewLink{Rel: projectRel, Target: st.projectCalled("Money for college")})
	row := improve.NewIDs().Row()
	err := st.journal.Edit(t.Context(), id, []improve.Edit{{Field: "agenda", Row: row, Value: improve.CellsValue(map[improve.FieldKey]string{"item": "Numbers of the week", improve.RowPosition: "m"})}})
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func meetingByMouse(h *hand) {
	h.clicksOn("Meetings")
	h.clicksOn(jobMeeting)
	h.runsTheMeeting()
}

func meetingByKeys(h *hand) {
	h.ctrl(fyne.Key3)
	h.sees(jobMeeting)
	h.movesBy(fyne.KeyDown)
	h.reaches(jobMeeting, fyne.KeyTab)
	h.presses(fyne.KeyReturn)
	h.runsTheMeeting()
}

// runsTheMeeting writes a note and an action; what was to be talked about stands there.
func (h *hand) runsTheMeeting() {
	h.t.Helper()
	h.sees("Numbers of the week")
	h.hasKeyboard("Agenda")
	h.tabsTo("Who does what?")
	h.types("Copy the sheet for Monday")
	h.movesBy(fyne.KeyTab)
	h.until("the action is recorded", func() bool {
		page, err := h.journal.Store().Artifacts(h.t.Context(), improve.Query{Kinds: []improve.KindName{"meeting"}, Search: "Saturday"})
		return err == nil && len(page) == 1 && len(page[0].Rows("actions")) == 1
	})
}

// schoolWithAnAim has a project with an aim and no theory.
func schoolWithAnAim(t *testing.T) *schoolTest {
	st := newSchoolTest(t, schoolParts{role: "facilitator"})
	project := st.record("project", map[improve.FieldKey]string{"title": "Essays on time"})
	st.record("aim", map[improve.FieldKey]string{"title": "By May, 80 % hand in on the day."}, app.NewLink{Rel: projectRel, Target: project})
	return st
}

func diagramByMouse(h *hand) {
	h.clicksOn("Search everything")
	h.chooses("driver diagram", "Driver diagram: Essays on time")
	h.clicksOn("Driver diagram: Essays on time")
	h.clicksOn("Say what must change")
	h.drawsTheTheory()
}

func diagramByKeys(h *hand) {
	h.ctrl(fyne.KeyK)
	h.chooses("driver diagram", "Driver diagram: Essays on time")
	h.presses(fyne.KeyReturn)
	h.sees("Say what must change")
	h.until("the button has the keyboard", func() bool { return h.window.Canvas().Focused() != nil })
	h.presses(fyne.KeyReturn)
	h.drawsTheTheory()
}

// drawsTheTheory writes boxes: Enter ends the words and adds beside, Tab adds
// below. These keys belong to the writing.
func (h *hand) drawsTheTheory() {
	h.t.Helper()
	h.types("Help comes early")
	h.movesBy(fyne.KeyReturn, fyne.KeyReturn)
	h.types("Families know why")
	h.movesBy(fyne.KeyReturn, fyne.KeyTab)
	h.types("A talk at the door")
	h.movesBy(fyne.KeyReturn)
	h.until("three boxes are recorded", func() bool {
		drivers, err := h.journal.Store().Artifacts(h.t.Context(), improve.Query{Kinds: []improve.KindName{"driver"}})
		return err == nil && len(drivers) == 3
	})
}

// schoolWithATestThatWaits has a colleague's test in a project, tried and not yet compared.
func schoolWithATestThatWaits(t *testing.T) *schoolTest {
	st := newSchoolTest(t, schoolParts{role: "facilitator"})
	project := st.record("project", titled("Essays on time"))
	buddy := newBuddy(t, st.journal, st.me.School)
	_, err := buddy.Create(t.Context(), app.NewArtifact{
		Kind: "pdsa", Space: st.me.School, Fields: map[improve.FieldKey]string{"title": "One period", "happened": "19 of 26 began."},
		Links: []app.NewLink{{Rel: projectRel, Target: project}},
	})
	if err != nil {
		t.Fatal(err)
	}
	bring(t, buddy, st.journal, st.me.School)
	return st
}

func remindByMouse(h *hand) {
	h.sees("Tests that wait")
	h.clicksOn("Remind…")
	h.sees("Remind Ben Okafor")
	h.clicksOn("Send")
}

func remindByKeys(h *hand) {
	h.sees("Tests that wait")
	h.movesBy(fyne.KeyDown)
	h.reaches("Remind…", fyne.KeyTab)
	h.presses(fyne.KeyReturn)
	h.sees("Remind Ben Okafor")
	h.presses(fyne.KeyReturn) // Send has the keyboard
}

// savesTo lets files that nobody names a place for go into a folder of the test.
func savesTo(t *testing.T) {
	t.Helper()
	folder := t.TempDir()
	t.Setenv("HOME", folder)
	t.Setenv("USERPROFILE", folder)
	t.Cleanup(func() {
		made, err := filepath.Glob(filepath.Join(folder, "*.pdf"))
		if err != nil || len(made) != 1 {
			t.Errorf("made %v, %v; want one report", made, err)
		}
	})
}

func reportByMouse(h *hand) {
	savesTo(h.t)
	h.clicksOn("Money for college: every form in")
	h.clicksOn("Print…")
	h.fileName()
	h.presses(fyne.KeyReturn) // the name of the file has the keyboard
}

func reportByKeys(h *hand) {
	savesTo(h.t)
	h.sees("Money for college: every form in")
	h.movesBy(fyne.KeyDown)
	h.reaches("Money for college: every form in", fyne.KeyTab)
	h.presses(fyne.KeyReturn)
	h.sees("Print…")
	h.movesBy(fyne.KeyDown)
	h.reaches("Print…", fyne.KeyTab)
	h.presses(fyne.KeyReturn)
	h.fileName()
	h.presses(fyne.KeyReturn)
}

// schoolWithBuddies is a school whose people share with others already.
func schoolWithBuddies(t *testing.T) *schoolTest {
	journal, _, _ := newShared(t)
	network := newFakeNetwork(RemoteState{Name: "Ike Brandt", LastComplete: sampleNoon})
	network.pairing.words <- nil
	network.pairing.answer <- nil
	network.pairing.moved <- nil
	go func() { <-network.pairing.handed }()
	return newNetworkTest(t, journal, network, TextNormal)
}

func laptopByMouse(h *hand) {
	h.clicksOn("Add a laptop")
	h.clicksOn("Show my number")
	h.sees(question)
	h.clicksOn("They match")
	h.clicksOn("Ben Okafor joins Larkfield High")
	h.sees("What may Ben Okafor see?")
	h.clicksOn("Share")
}

func laptopByKeys(h *hand) {
	h.sees("Add a laptop")
	h.movesBy(fyne.KeyDown)
	h.goesTo("Add a laptop")
	h.sees("Show my number")
	h.goesTo("Show my number")
	h.sees(question)
	h.goesTo("They match")
	h.goesTo("Ben Okafor joins Larkfield High")
	h.sees("What may Ben Okafor see?")
	h.goesTo("Share")
}
