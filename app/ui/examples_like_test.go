package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// schoolWithTests has two tests under different conditions.
func schoolWithTests(t *testing.T) *schoolTest {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	project := st.record("project", titled("Explaining fractions"))
	st.record("pdsa", map[improve.FieldKey]string{"title": "Minute before writing", "conditions": "Grade 5, 24 students, many speak Somali at home"}, app.NewLink{Rel: projectRel, Target: project})
	st.record("pdsa", map[improve.FieldKey]string{"title": "Cards on the table", "conditions": "Ninth grade, 31 students"}, app.NewLink{Rel: projectRel, Target: project})
	return st
}

func TestExamples_AreFoundByTheConditionsTheyWereLearnedUnder(t *testing.T) {
	st := schoolWithTests(t)
	st.goAndSee(Route{Screen: ExamplesScreen}, "Attendance")
	st.press("Our school")
	st.see("Cards on the table")
	st.press("Under conditions like ours…")
	st.see("Under what conditions?")
	picture(t, st.window, "examples-like")
	st.choose(0, "Grade 5")
	st.until("the other is gone", func() bool { return st.shows("Minute before writing") && !st.shows("Cards on the table") })

	st.choose(1, "History and social studies")
	st.see("Nothing was written under such conditions. Ask for fewer of them.")
	st.press("Any conditions")
	st.see("Cards on the table")
	st.press("Built in")
	st.press("Under conditions like ours…")
	st.choose(2, "Grade 12") // after topics and kinds
	st.until("only what fits seniors stands there", func() bool {
		return st.shows("Show the papers instead of naming them") && !st.shows("Tape sentence beginnings to the desks")
	})
}

func TestExamples_AsAtOurSchoolSaysWhereItsGradesBelong(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	st.goAndSee(Route{Screen: ExamplesScreen}, "Attendance")
	st.press("Under conditions like ours…")
	st.press("As at our school")
	st.see("The page of your school does not say which grades it has. Write them there, or choose a grade here.")

	schools, err := st.journal.Store().Artifacts(t.Context(), improve.Query{Kinds: []improve.KindName{"organisation"}})
	if err != nil || len(schools) == 0 {
		t.Fatalf("%d schools, %v", len(schools), err)
	}
	if err := st.journal.Edit(t.Context(), schools[0].ID, []improve.Edit{{Field: "grades", Value: improve.TextValue("6 to 8")}}); err != nil {
		t.Fatal(err)
	}
	st.press("As at our school")
	st.until("the lowest grade is chosen", func() bool {
		chosen := false
		eachObject(st.window.Content(), func(object fyne.CanvasObject) {
			if list, ok := object.(*Select); ok && list.Selected == "Grade 6" {
				chosen = true
			}
		})
		return chosen
	})
}

func TestSearch_TakesConditionsAmongTheWords(t *testing.T) {
	st := schoolWithTests(t)
	for typed, want := range map[string][]string{"grade:9": {"Cards on the table"}, "language:somali size:20": {"Minute before writing"}, "minute grade:9": nil} {
		st.until("search is ready for "+typed, func() bool {
			if _, err := st.journal.Store().IndexSearch(t.Context(), 100); err != nil {
				t.Fatal(err)
			}
			return true
		})
		lines, err := st.searchFor(t.Context(), typed)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, line := range lines {
			got = append(got, line.title)
		}
		if len(got) != len(want) || len(want) > 0 && got[0] != want[0] {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}
