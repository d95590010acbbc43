package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// press and typing from Home: the test, its Study part, the button.
func TestFeedback_GoesToTheStudyPartInThreeClicks(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	pair := st.pair("Larkfield and Harbor")
	buddy := newBuddy(t, st.journal, pair)
	id, err := buddy.Create(t.Context(), app.NewArtifact{Kind: "pdsa", Space: pair, Fields: map[improve.FieldKey]string{"title": "Reading aloud", "learned": "It works"}})
	if err != nil {
		t.Fatal(err)
	}
	bring(t, buddy, st.journal, pair)
	st.goAndSee(Route{Screen: HomeScreen}, "Reading aloud")

	st.press("Reading aloud")
	st.see("The whole page")
	st.press("Study")
	st.see("You are writing feedback on this part.")
	st.window.Canvas().Focused().(*Entry).SetText("Whom did you ask?")
	st.press("Give feedback")

	st.see("on Study")
	picture(t, st.window, "feedback-given")
	given := st.only(pair, "feedback")
	if given.Text("part") != "study" || given.Text("text") != "Whom did you ask?" || given.LinkedTo("on")[0] != id {
		t.Errorf("got part %q, text %q", given.Text("part"), given.Text("text"))
	}
	bring(t, st.journal, buddy, pair)
	pairs, err := buddy.FeedbackPairs(t.Context())
	if err != nil || len(pairs) != 1 || pairs[0].Received != 1 {
		t.Errorf("the buddy counts %+v, %v", pairs, err)
	}
}

func TestFeedback_IsAnsweredWithWhatCameOfIt(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	pair := st.pair("Larkfield and Harbor")
	id, err := st.journal.Create(t.Context(), app.NewArtifact{Kind: "pdsa", Space: pair, Fields: map[improve.FieldKey]string{"title": "Reading aloud"}})
	if err != nil {
		t.Fatal(err)
	}
	buddy := newBuddy(t, st.journal, pair)
	st.goAndSee(artifactRoute(id), "The whole page")
	release := st.holdWrites()
	st.Navigate(Route{Screen: HomeScreen})
	_, err = buddy.Create(t.Context(), app.NewArtifact{
		Kind: "feedback", Space: pair, Fields: map[improve.FieldKey]string{"type": "suggestion", "text": "Try it in threes"}, Links: []app.NewLink{{Rel: "on", Target: id}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := buddy.Comment(t.Context(), id, "We saw it", improve.RowID{}); err != nil {
		t.Fatal(err)
	}
	bring(t, buddy, st.journal, pair) // just as the page was left
	release()
	st.goAndSee(Route{Screen: PeopleScreen}, "Feedback with your buddies")
	picture(t, st.window, "feedback-pairs")
	st.goAndSee(artifactRoute(id), "New since you were here: Ben Okafor, Comment: “We saw it”")

	st.press("Answer")
	st.pressOver("Not now")
	picture(t, st.window, "feedback-answer")
	st.writeIn(st.window.Canvas().Overlays().Top(), "A word to whoever wrote it", "Jaylen wants to read alone first.")
	st.pressOver("Send the answer")
	st.pressOver("Send the answer")
	st.seeOver("Student A wants to read alone first.")
	st.pressOver("Cancel")
	st.seeOver("What came of it?")
	st.pressOver("Send the answer")
	st.seeOver("Student A wants to read alone first.")
	st.pressOver("Send it like this")

	st.see("Not now")
	given := st.only(pair, "feedback")
	if given.Text("taken") != "later" || given.Text("reply") != "Student A wants to read alone first." {
		t.Errorf("got %q and %q, want not now and no name", given.Text("taken"), given.Text("reply"))
	}
}

func TestFeedback_ShowsThePartThatItIsAbout(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	id := st.record("pdsa", map[improve.FieldKey]string{"title": "Reading aloud", "change": "In pairs", "learned": "They begin when a neighbour begins."})
	st.goAndSee(artifactRoute(id), "The whole page")

	st.press("Study")
	picture(t, st.window, "feedback-part")
	st.see("Show it on the page")
	page := st.openedPage()
	quoted := wordsWithin(page.side.warm.quoted)
	st.press("Show it on the page")

	if !strings.Contains(quoted, "They begin when a neighbour begins.") || strings.Contains(quoted, "In pairs") {
		t.Errorf("beside the field stands %q, want what was learned and no more", quoted)
	}
	card := page.writing.form.sections[3]
	if card.key != "study" || card.spot.Hidden {
		t.Errorf("the part %q is not marked", card.key)
	}
	if top := page.page.topOf(card.card); top < 0 || top > page.page.Size().Height/2 {
		t.Errorf("the part stands at %v, want it at the top of the page", top)
	}
	st.press("Write on")
	if st.window.Canvas().Focused() != page.side.warm.text || !page.page.inView(page.side.warm.text) {
		t.Error("the keyboard is not back in what is written")
	}
	st.press("The whole page")
	if !page.side.warm.quoted.Hidden || !card.spot.Hidden {
		t.Error("the part is still marked")
	}
}

func TestFeedback_OnAnUnknownPartStandsUnderTheWholePage(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	pair := st.pair("Larkfield and Harbor")
	buddy := newBuddy(t, st.journal, pair)
	id, err := st.journal.Create(t.Context(), app.NewArtifact{Kind: "pdsa", Space: pair, Fields: map[improve.FieldKey]string{"title": "Reading aloud"}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = buddy.Create(t.Context(), app.NewArtifact{ // where the page is not, nobody knows its parts
		Kind: "feedback", Space: pair, Fields: map[improve.FieldKey]string{"type": "warm", "text": "A fine idea", "part": "reflection"}, Links: []app.NewLink{{Rel: "on", Target: id}},
	})
	if err != nil {
		t.Fatal(err)
	}
	bring(t, buddy, st.journal, pair)

	st.goAndSee(artifactRoute(id), "A fine idea")

	st.see("Said of a part that this page does not have: “reflection”")
	picture(t, st.window, "feedback-unknown-part")
}

// wordsWithin gives the texts that a thing shows, one a line.
func wordsWithin(object fyne.CanvasObject) string {
	var all []string
	eachObject(object, func(object fyne.CanvasObject) {
		if words, ok := object.(*Words); ok {
			all = append(all, words.Text())
		}
	})
	return strings.Join(all, "\n")
}
