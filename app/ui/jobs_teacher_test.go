package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

const jobMeasure = "Seniors with a finished aid form"

func numberByMouse(h *hand) {
	h.clicksOn(jobMeasure)
	h.writesTheNumber()
	h.presses(fyne.KeyReturn)
}

func numberByKeys(h *hand) {
	h.movesBy(fyne.KeyDown)
	h.reaches(jobMeasure, fyne.KeyTab)
	h.presses(fyne.KeyReturn)
	h.writesTheNumber()
	h.presses(fyne.KeyReturn)
}

// writesTheNumber writes into the line that the page opened with.
func (h *hand) writesTheNumber() {
	h.t.Helper()
	h.hasKeyboard("How many")
	h.types("131")
	h.movesBy(fyne.KeyTab)
	h.types("300")
}

// schoolWithATestDue is a school with a test that was to happen on Wednesday.
func schoolWithATestDue(t *testing.T) *schoolTest {
	st := sampleSchool("teacher")(t)
	project := st.projectCalled("Money for college")
	st.record("pdsa", map[improve.FieldKey]string{"title": "Help table on a Wednesday", "change": "One table, one lunch.", "start": "2026-11-18"}, app.NewLink{Rel: projectRel, Target: project})
	return st
}

const writeStep = "Write what happened: Help table on a Wednesday"

func doByMouse(h *hand) {
	h.clicksBeside("Write", writeStep)
	h.writesWhatHappened()
}

func doByKeys(h *hand) {
	h.sees(writeStep)
	h.movesBy(fyne.KeyDown)
	h.reachesBeside("Write", writeStep)
	h.presses(fyne.KeyReturn)
	h.writesWhatHappened()
}

func (h *hand) writesWhatHappened() {
	h.t.Helper()
	h.hasKeyboard("")
	h.types("Six of them stayed to the end.")
	h.movesBy(fyne.KeyTab)
	h.until("it is recorded", func() bool {
		cards, err := h.journal.Store().Cards(h.t.Context(), improve.Query{Search: "Six of them stayed", Kinds: []improve.KindName{"pdsa"}})
		return err == nil && len(cards) == 1
	})
}

func testByMouse(h *hand) {
	h.clicksOn(jobMeasure)
	h.clicksOn("Theory")
	h.clicksOn("Plan a test of “Set up a help table")
	h.writesTheTest()
}

func testByKeys(h *hand) {
	h.ctrl(fyne.KeyK)
	h.chooses("driver diagram money", "Driver diagram: Money for college")
	h.presses(fyne.KeyReturn)
	h.reachesPart("Set up a help table")
	h.presses(fyne.KeyTab)
	h.writesTheTest()
}

func (h *hand) writesTheTest() {
	h.t.Helper()
	h.sees("Name of the test")
	h.hasKeyboard("")
	h.types("Two tables, one lunch")
	h.movesBy(fyne.KeyTab)
	h.until("the test is recorded under its idea", func() bool {
		cards, err := h.journal.Store().Cards(h.t.Context(), improve.Query{Kinds: []improve.KindName{"pdsa"}, Search: "Two tables"})
		if err != nil || len(cards) != 1 {
			return false
		}
		test, err := h.journal.Store().Artifact(h.t.Context(), cards[0].ID)
		return err == nil && len(test.LinkedTo(ideaRel)) == 1 && len(test.LinkedTo(projectRel)) == 1
	})
}

func interviewByMouse(h *hand) {
	h.clicksOn("New")
	h.chooses("interview", "Interview")
	h.clicksOn("Interview")
	h.writesTheInterview()
}

func interviewByKeys(h *hand) {
	h.ctrl(fyne.KeyN)
	h.chooses("interview", "Interview")
	h.presses(fyne.KeyReturn)
	h.writesTheInterview()
}

func (h *hand) writesTheInterview() {
	h.t.Helper()
	h.sees("Short name for this talk")
	h.hasKeyboard("")
	h.types("Mornings, and what makes them hard")
	h.movesBy(fyne.KeyTab)
	h.until("it is recorded", func() bool {
		cards, err := h.journal.Store().Cards(h.t.Context(), improve.Query{Kinds: []improve.KindName{"empathy-interview"}, Search: "Mornings, and what"})
		return err == nil && len(cards) == 1
	})
	if !strings.Contains(h.told(), "Private") && !strings.Contains(h.told(), "Only you") {
		h.t.Error("the page does not say that it is private")
	}
}

const jobExample = "What has to change so that fewer children miss school"

func exampleByMouse(h *hand) {
	h.clicksOn("Examples")
	h.clicksOn(jobExample)
	h.clicksOn("Start mine from this")
	h.sees("In which project?")
	h.clicksOn("Start")
}

func exampleByKeys(h *hand) {
	h.ctrl(fyne.Key4)
	h.sees(jobExample)
	h.movesBy(fyne.KeyDown)
	h.reaches(jobExample, fyne.KeyTab)
	h.presses(fyne.KeyReturn)
	h.sees("Start mine from this")
	h.movesBy(fyne.KeyDown)
	h.reaches("Start mine from this", fyne.KeyTab)
	h.presses(fyne.KeyReturn)
	h.sees("In which project?")
	h.presses(fyne.KeyReturn)
}

func TestArtifact_NewPagesWithAndWithoutLinksBeginAtTheSameHeight(t *testing.T) {
	h := &hand{schoolTest: sampleSchool("teacher")(t)}
	top := func(first string) int {
		return heightOf(h.find(first, func(o OutlineItem) bool { return o.Text == first }))
	}

	h.ctrl(fyne.KeyN) // nothing is typed: a page that is recorded has other cards beside it
	h.chooses("interview", "Interview")
	h.presses(fyne.KeyReturn)
	h.sees("Short name for this talk")
	without := top("What is this?")
	h.goAndSee(Route{Screen: HomeScreen}, jobMeasure)
	h.clicksOn(jobMeasure)
	h.clicksOn("Theory")
	h.clicksOn("Plan a test of “Set up a help table")
	h.sees("Name of the test")

	if with := top("Belongs together"); with != without {
		t.Errorf("the side of a page without links begins at %d, with links at %d", without, with)
	}
}
