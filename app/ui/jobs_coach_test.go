package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// stuckAtAGlance finds all projects with their last test and their quiet on Home.
func stuckAtAGlance(h *hand) {
	for _, words := range []string{"Who moved, who may be stuck?", "Money for college: every form in", "Say why: explaining in ninth-grade maths", "Last change"} {
		h.sees(words)
	}
}

// schoolWithABuddysTest has a test of a buddy school that came just now.
func schoolWithABuddysTest(t *testing.T) *schoolTest {
	st := newSchoolTest(t, schoolParts{role: "coach"})
	pair := st.pair("Larkfield and Harbor")
	buddy := newBuddy(t, st.journal, pair)
	_, err := buddy.Create(t.Context(), app.NewArtifact{Kind: "pdsa", Space: pair, Fields: map[improve.FieldKey]string{"title": "Reading aloud", "learned": "It works"}})
	if err != nil {
		t.Fatal(err)
	}
	bring(t, buddy, st.journal, pair)
	return st
}

func commentByMouse(h *hand) {
	h.clicksOn("Reading aloud")
	h.sees("The whole page")
	h.clicksOn("Study")
	h.hasKeyboard("")
	h.types("Whom did you ask?")
	h.clicksOn("Give feedback")
}

// commentByKeys goes to the feedback with F6, not through the form.
func commentByKeys(h *hand) {
	h.sees("Reading aloud")
	h.movesBy(fyne.KeyDown)
	h.reaches("Reading aloud", fyne.KeyTab)
	h.presses(fyne.KeyReturn)
	h.sees("The whole page")
	h.reaches("The whole page", fyne.KeyF6)
	h.reaches("Study", fyne.KeyRight)
	h.presses(fyne.KeySpace)
	h.hasKeyboard("")
	h.types("Whom did you ask?")
	h.reaches("Give feedback", fyne.KeyTab)
	h.presses(fyne.KeyReturn)
}

// schoolsByMouse ends with a small chart of each school, all on one scale.
func schoolsByMouse(h *hand) {
	h.clicksOn("Money for college: every form in")
	h.clicksOn("Numbers")
	h.clicksOn("Each school")
	for _, school := range []string{"Everyone", "Brandt Creek High School", "Larkfield High School", "Quarry Hill High School"} {
		h.find(school, func(o OutlineItem) bool { return o.Role == "part" })
	}
}

// schoolWithAStick is a visit: the stick is in, with a file of the buddy school on it.
func schoolWithAStick(t *testing.T) *schoolTest {
	journal, _, _ := newShared(t)
	files := newFakeFiles()
	files.taken = FileTaken{Name: "Larkfield and Hillside", Person: "Ben Okafor", Entries: 7}
	st := newNetworkTest(t, journal, newFakeNetwork(RemoteState{Name: "Ben Okafor", LastComplete: sampleNoon}), TextNormal)
	st.params.Files = files
	return st
}

func stickByMouse(h *hand) {
	h.clicksOn("USB stick or file")
	h.clicksOn("Put on “KINGSTON”")
	h.sees("You may take the stick out.")
	h.clicksOn("cairn-4f2a91c0.cairn")
}

// schoolThatShared has shared with its buddy before, and has a story with a child's name in it.
func schoolThatShared(t *testing.T) *schoolTest {
	st := newSchoolTest(t, schoolParts{role: "coach"})
	pair := st.pair("Larkfield and Harbor")
	st.pair("Valley Network")
	newBuddy(t, st.journal, pair)
	st.record("story", map[improve.FieldKey]string{"title": "The box with the string", "outcome": "Amina said that Jaylen had drawn the circle."})
	if err := st.journal.Store().SetSetting(t.Context(), settingLastShared, pair.String()); err != nil {
		t.Fatal(err)
	}
	return st
}

func exemplarByMouse(h *hand) {
	h.clicksOn("Search everything")
	h.chooses("box with the string", "The box with the string")
	h.clicksOn("The box with the string")
	h.clicksOn("Share…")
	h.sees("Can be read by Ben Okafor, on one laptop")
	h.sees("Names that are covered")
	h.clicksOn("Share")
	h.until("the copy without names is there", func() bool {
		stories, err := h.journal.Store().Artifacts(h.t.Context(), improve.Query{Kinds: []improve.KindName{"story"}})
		for _, story := range stories {
			if story.Text("outcome") == "Student A said that Student B had drawn the circle." {
				return true
			}
		}
		return err != nil
	})
}

// goesTo moves with Tab to what has these words and takes it.
func (h *hand) goesTo(words string) {
	h.t.Helper()
	h.reaches(words, fyne.KeyTab)
	h.presses(fyne.KeyReturn)
}

func schoolsByKeys(h *hand) {
	h.sees("Money for college: every form in")
	h.movesBy(fyne.KeyDown)
	h.goesTo("Money for college: every form in")
	h.sees("Numbers")
	h.movesBy(fyne.KeyDown)
	h.goesTo("Numbers")
	h.goesTo("Each school")
	h.find("Quarry Hill High School", func(o OutlineItem) bool { return o.Role == "part" })
}

func stickByKeys(h *hand) {
	h.sees("USB stick or file")
	h.movesBy(fyne.KeyDown)
	h.goesTo("USB stick or file")
	h.sees("Put on “KINGSTON”")
	h.movesBy(fyne.KeyDown)
	h.goesTo("Put on “KINGSTON”")
	h.sees("You may take the stick out.")
	h.goesTo("cairn-4f2a91c0.cairn")
}

func exemplarByKeys(h *hand) {
	h.ctrl(fyne.KeyK)
	h.chooses("box with the string", "The box with the string")
	h.presses(fyne.KeyReturn)
	h.sees("Share…")
	h.goesTo("Share…")
	h.sees("Names that are covered")
	h.presses(fyne.KeyReturn) // Share has the keyboard
	h.sees("Shared with “Larkfield and Harbor”.")
}
