package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// readingPair records a test of an idea in which children are named.
func (st *schoolTest) readingPair() (test, idea improve.ArtifactID) {
	st.t.Helper()
	idea = st.record("change-idea", map[improve.FieldKey]string{"title": "Reading pairs", "what": "Amina and Jaylen read to each other."})
	test = st.record("pdsa", map[improve.FieldKey]string{
		"title": "Amina's reading pair", "happened": "Amina read first. The boy with the red cap laughed, then Jaylen said it was too loud.", "learned": "amina needs a quiet table.",
	}, app.NewLink{Rel: "change-idea", Target: idea})
	return test, idea
}

// made gives the one example that stands in a space.
func (st *schoolTest) made(space improve.SpaceID) app.ExampleSet {
	st.t.Helper()
	sets, err := st.journal.Examples(st.t.Context(), space)
	if err != nil || len(sets) != 1 {
		st.t.Fatalf("%d examples, %v; want one", len(sets), err)
	}
	return sets[0]
}

func TestMakeExample_ByMouse(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	pair := st.pair("Larkfield and Harbor")
	newBuddy(t, st.journal, pair)
	id, _ := st.readingPair()
	st.goAndSee(artifactRoute(id), "Make an example…")
	picture(t, st.window, "example-button")
	h := &hand{schoolTest: st}

	h.clicksOn("Make an example…")
	h.sees("Student A's reading pair")
	picture(t, st.window, "example-make-first")
	h.clicksOn("Larkfield and Harbor")
	h.sees("Can be read by Ben Okafor, on one laptop")
	h.clicksOn("Reading pairs")
	h.sees("Take in all 2 texts to read")
	h.clicksOn("Take in all 2 texts to read")
	h.sees("Student A read first. The boy with the red cap laughed, then Student B said it was too loud.")
	h.clicksWord("The boy with the red cap", "cap")
	h.sees("The boy with the red Student C laughed, then Student B said it was too loud.")
	picture(t, st.window, "example-make-read")
	st.writeAtText("Student C", "scarf")
	h.sees("The boy with the red scarf laughed")
	h.clicksOn("I have read it: nobody can be recognised")
	h.clicksOn("Make the example")

	st.see("It stands under Examples now, for all who read “Larkfield and Harbor”.")
	h.sees("Also in this example")
	picture(t, st.window, "example-made")
	set := st.made(pair)
	if got, want := set.Pages[0].Text("happened"), "Student A read first. The boy with the red scarf laughed, then Student B said it was too loud."; got != want {
		t.Errorf("the copy says %q, want %q", got, want)
	}
	if len(set.Pages) != 2 {
		t.Errorf("%d pages, want the idea too", len(set.Pages))
	}
}

func TestMakeExample_SaysWhatEachTextOfAListIs(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	id, err := st.journal.Create(t.Context(), app.NewArtifact{
		Kind: "pdsa", Fields: map[improve.FieldKey]string{"title": "Reading pairs"},
		Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"tasks": {{"what": "Put out the cards", "when": "2026-11-21", "where": "Room 12", "done": "yes"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	h := &hand{schoolTest: st}
	st.goAndSee(Route{Screen: MakeExampleScreen, ID: id.String()}, "Make the example")
	h.sees("Room 12")
	picture(t, st.window, "example-make-rows")

	var words []string
	for _, item := range h.items() {
		words = append(words, item.Text)
	}
	for _, pair := range [][2]string{{"What", "Put out the cards"}, {"Where", "Room 12"}, {"Until", "Saturday 21 November 2026"}, {"Done", "Yes"}} {
		if at := slices.Index(words, pair[1]); at < 1 || words[at-1] != pair[0] {
			t.Errorf("want %q above %q in %q", pair[0], pair[1], words)
		}
	}
}

func TestMakeExample_ByKeyboard(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	id, _ := st.readingPair()
	st.goAndSee(artifactRoute(id), "Make an example…")
	h := &hand{schoolTest: st}

	h.tabsFarTo("Make an example…")
	h.presses(fyne.KeySpace)
	h.sees("Student A's reading pair")
	h.reaches("Take in all", fyne.KeyTab)
	h.presses(fyne.KeySpace)
	h.sees("then Student B said")
	h.reachesHint("A word or a name")
	h.types("red cap")
	h.presses(fyne.KeyReturn)
	h.sees("The boy with the Student C laughed")
	h.reaches("I have read it", fyne.KeyTab)
	h.presses(fyne.KeySpace)
	h.reaches("Make the example", fyne.KeyTab)
	h.presses(fyne.KeySpace)

	st.see("It stands under Examples now, for all who read “Larkfield High”.")
	if got := st.made(st.Program.me.School).Pages[0].Text("happened"); strings.Contains(got, "red cap") || !strings.Contains(got, "Student C") {
		t.Errorf("the copy says %q", got)
	}
}

// A copy that has changed since it was read is read again.
func TestMakeExample_AsksAgainAfterAChange(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	id, _ := st.readingPair()
	st.goAndSee(Route{Screen: MakeExampleScreen, ID: id.String()}, "Make the example")
	h := &hand{schoolTest: st}
	h.clicksOn("I have read it: nobody can be recognised")
	h.clicksOn("Take in all")
	h.sees("then Student B said")

	h.clicksOn("Make the example")

	if sets, err := st.journal.Examples(t.Context()); err != nil || len(sets) != 0 {
		t.Errorf("%d examples, %v; want none of what nobody has read", len(sets), err)
	}
}

func TestMakeExample_AWordThatTellsTheNameIsRefused(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	id, _ := st.readingPair()
	st.goAndSee(Route{Screen: MakeExampleScreen, ID: id.String()}, "Make the example")
	h := &hand{schoolTest: st}
	h.sees("Student A's reading pair")

	st.writeAtText("Student A", "AMINA K.")

	h.sees("“AMINA K.” cannot stand for “Amina”: it tells the name “AMINA”.")
	h.sees("Student A's reading pair")
}

func TestExamples_WhatSomebodyMadeIsStartedFromAndWithdrawn(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	test, idea := st.readingPair()
	pair := st.pair("Larkfield and Harbor")
	newBuddy(t, st.journal, pair)
	want := app.ExampleOf{Pages: []improve.ArtifactID{test, idea}, To: pair, Read: true}
	if _, err := st.journal.MakeExample(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	h := &hand{schoolTest: st}
	st.goAndSee(Route{Screen: ExamplesScreen}, "Attendance")
	h.clicksOn("Our school")
	h.sees("What your own school has recorded")
	if st.shows("Made as examples") {
		t.Error("what stands in the pair is among the school's")
	}
	h.clicksOn("Buddy schools")
	h.sees("Made as examples")
	picture(t, st.window, "examples-made")
	h.clicksOn("Student A's reading pair")
	h.sees("Also in this example")
	picture(t, st.window, "example-read")
	h.clicksOn("Start from all 2 pages")
	st.see("2 pages are yours now, with their links. This is the first.")
	own, err := st.journal.Store().Artifacts(t.Context(), improve.Query{Kinds: []improve.KindName{"pdsa"}, Search: "Student A"})
	if err != nil || len(own) != 1 || len(own[0].LinkedTo("change-idea")) != 1 {
		t.Errorf("%d tests of one's own, %v; want one with its idea", len(own), err)
	}

	set := st.made(pair)
	st.goAndSee(Route{Screen: ExamplesScreen, ID: exampleOwn + set.First.String()}, "Withdraw it")
	h.clicksOn("Withdraw it")
	st.seeOver("Withdraw this example?")
	st.pressOver("Withdraw it")
	st.see("Withdrawn.")
	if sets, err := st.journal.Examples(t.Context()); err != nil || len(sets) != 0 {
		t.Errorf("%d examples, %v; want none", len(sets), err)
	}
}

// Search, links, the way back and what a person typed lead to the page of an
// id; where that is an example it is there to read, and to start from.
func TestExamples_AreReadFromWhereverTheyAreOpened(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	test, _ := st.readingPair()
	project := st.record("project", map[improve.FieldKey]string{"title": "College aid"})
	pair := st.pair("Larkfield and Harbor")
	h := &hand{schoolTest: st}
	for _, own := range []improve.ArtifactID{test, project} {
		first, err := st.journal.MakeExample(t.Context(), app.ExampleOf{Pages: []improve.ArtifactID{own}, To: pair, Read: true})
		if err != nil {
			t.Fatal(err)
		}
		a, err := st.journal.Store().Artifact(t.Context(), first)
		if err != nil {
			t.Fatal(err)
		}
		st.Navigate(Route{Screen: HelpScreen})
		st.OpenArtifact(improve.Card{ID: first, Kind: a.Kind})
		h.sees("Made as an example, names removed.")
		h.sees("Start mine from this")
		if want := (Route{Screen: ExamplesScreen, ID: exampleOwn + first.String()}); st.Route() != want {
			t.Errorf("%s: open is %v, want %v", a.Kind, st.Route(), want)
		}
		st.Back()
		st.until("one step back leads to where one came from", func() bool { return st.Route().Screen == HelpScreen })

		if err := st.journal.WithdrawExample(t.Context(), first); err != nil {
			t.Fatal(err)
		}
		st.OpenArtifact(improve.Card{ID: first, Kind: a.Kind})
		h.sees("This example was withdrawn, or not all of it has come here yet.")
	}
	st.OpenArtifact(improve.Card{ID: test, Kind: "pdsa"})
	h.sees("Make an example…")
}

// clicksWord clicks a word within a text that stands on the screen.
func (h *hand) clicksWord(within, word string) {
	h.t.Helper()
	h.clicks++
	h.inView(h.find(within, func(o OutlineItem) bool { return strings.Contains(o.Text, within) }))
	clicked := false
	eachObject(h.window.Content(), func(object fyne.CanvasObject) {
		words, ok := object.(*coveredWords)
		if !ok || clicked || !strings.Contains(words.text, within) {
			return
		}
		for _, run := range words.runs {
			if run.text == word {
				corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(words)
				test.TapCanvas(h.window.Canvas(), corner.AddXY(run.x+run.width/2, (float32(run.line)+0.5)*words.lineHeight()))
				clicked = true
				return
			}
		}
	})
	if !clicked {
		h.t.Fatalf("%q is no word of %q on the screen", word, within)
	}
}

// writeAtText writes into the field that holds a text, and leaves it.
func (st *schoolTest) writeAtText(before, text string) {
	st.t.Helper()
	var field *Entry
	st.until("a field with "+before, func() bool {
		eachObject(st.window.Content(), func(object fyne.CanvasObject) {
			if entry, ok := object.(*Entry); ok && entry.Text == before {
				field = entry
			}
		})
		return field != nil
	})
	st.window.Canvas().Focus(field)
	field.SetText(text)
	st.window.Canvas().Unfocus()
}

// tabsFarTo moves with Tab past all fields of a form to what stands beside it.
func (h *hand) tabsFarTo(words string) {
	h.t.Helper()
	h.find(words, answersToAClick)
	for range 100 {
		if focused, ok := h.window.Canvas().Focused().(spoken); ok && focused.AccessibilityLabel() == words {
			return
		}
		h.movesBy(fyne.KeyTab)
	}
	h.t.Fatalf("Tab does not lead to %q; on the screen: %s", words, h.told())
}

// reachesHint moves with Tab until the empty field with these grey words has the keyboard.
func (h *hand) reachesHint(hint string) {
	h.t.Helper()
	for range 2 * mostMoves {
		if entry, ok := h.window.Canvas().Focused().(*Entry); ok && entry.PlaceHolder == hint {
			return
		}
		h.movesBy(fyne.KeyTab)
	}
	h.t.Fatalf("Tab does not lead to the field %q; on the screen: %s", hint, h.told())
}
