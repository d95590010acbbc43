package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// pair founds a space for two schools.
func (st *schoolTest) pair(name string) improve.SpaceID {
	st.t.Helper()
	id, err := st.journal.Found(st.t.Context(), app.NewSpace{Kind: improve.PairSpace, Name: name})
	if err != nil {
		st.t.Fatal(err)
	}
	return id
}

// over gives every text that lies on top of the window.
func (st *schoolTest) over() []string {
	var words []string
	eachObject(st.window.Canvas().Overlays().Top(), func(object fyne.CanvasObject) {
		switch o := object.(type) {
		case *Words:
			words = append(words, o.Text())
		case *canvasLabel:
			words = append(words, o.text)
		case *coveredWords:
			words = append(words, o.text)
		}
	})
	return words
}

func (st *schoolTest) seeOver(text string) {
	st.t.Helper()
	st.until("“"+text+"” on top", func() bool {
		for _, words := range st.over() {
			if strings.Contains(words, text) {
				return true
			}
		}
		return false
	})
}

// only gives the one page of a kind in a space.
func (st *schoolTest) only(space improve.SpaceID, kind improve.KindName) improve.Artifact {
	st.t.Helper()
	pages, err := st.journal.Store().Artifacts(st.t.Context(), improve.Query{Spaces: []improve.SpaceID{space}, Kinds: []improve.KindName{kind}})
	if err != nil || len(pages) != 1 {
		st.t.Fatalf("got %d pages of %s, %v, want one", len(pages), kind, err)
	}
	return pages[0]
}

func TestShare_showsWhatGoesAndAsksAboutNames(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	pair := st.pair("Larkfield and Harbor")
	newBuddy(t, st.journal, pair)
	id := st.record("pdsa", map[improve.FieldKey]string{"title": "Reading to a neighbour", "happened": "Amina read first. Jaylen said it was loud."})
	st.goAndSee(artifactRoute(id), "Share…")

	st.press("Share…")
	st.seeOver("With whom")
	st.pressOver("Larkfield and Harbor")
	st.seeOver("Names that are covered")
	picture(t, st.window, "share-preview")
	st.seeOver("Can be read by Ben Okafor, on one laptop")
	st.pressOver("Jaylen")
	st.seeOver("stays as it is: Jaylen said")
	st.pressOver("Show exactly what goes")
	st.seeOver("Student A read first. Jaylen said it was loud.")
	picture(t, st.window, "share-exactly")
	st.pressOver("Back")
	st.pressOver("Share")

	st.see("Shared with “Larkfield and Harbor”.")
	if got, want := st.only(pair, "pdsa").Text("happened"), "Student A read first. Jaylen said it was loud."; got != want {
		t.Errorf("the copy says %q, want %q", got, want)
	}
}

func TestSettings_keepsTheNamesOfStudentsHere(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	if err := st.journal.SetRoster(t.Context(), "Amina\nJB"); err != nil {
		t.Fatal(err)
	}
	st.goAndSee(Route{Screen: SettingsScreen}, "Names of your students")
	found := func() (roster *Entry) {
		eachObject(st.window.Content(), func(object fyne.CanvasObject) {
			if entry, ok := object.(*Entry); ok && entry.Text == "Amina\nJB" {
				roster = entry
			}
		})
		return roster
	}
	st.until("the list", func() bool { return found() != nil })

	found().SetText("Amina\nJB\nTyler")
	st.press("Keep the list")

	st.see("Kept on this laptop.")
	if got, err := st.journal.Roster(t.Context()); err != nil || got != "Amina\nJB\nTyler" {
		t.Errorf("got %q, %v", got, err)
	}
}
