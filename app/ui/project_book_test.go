package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func newProjectCalled(title string) app.NewArtifact {
	return app.NewArtifact{Kind: "project", Fields: titled(title)}
}

func TestProjectBook_HoldsWhatIsLinkedDirectlyAndByTheWay(t *testing.T) {
	journal := newJournal(t, "teacher")
	project := create(t, journal, "project", titled("Essays on time"))
	other := create(t, journal, "project", titled("Here by first period"))
	aim := create(t, journal, "aim", titled("By May 8 of 10."), app.NewLink{Rel: "project", Target: project})
	driver := create(t, journal, "driver", titled("Only linked to the aim"), app.NewLink{Rel: "aim", Target: aim})
	create(t, journal, "driver", titled("Belongs to the other project"), app.NewLink{Rel: "project", Target: other}, app.NewLink{Rel: "aim", Target: aim})

	book, err := loadBook(t.Context(), journal, project)
	if err != nil {
		t.Fatal(err)
	}
	books, _, err := (&Program{journal: journal}).loadBooks(t.Context())
	if err != nil {
		t.Fatal(err)
	}

	at := slices.IndexFunc(books, func(b projectBook) bool { return b.Project.ID == project })
	for name, got := range map[string]projectBook{"alone": book, "among all": books[at]} {
		drivers := got.of("driver")
		if len(drivers) != 1 || drivers[0].ID != driver || len(got.of("aim")) != 1 {
			t.Errorf("%s: %d drivers and %d aims, want one of each, the project's own", name, len(drivers), len(got.of("aim")))
		}
	}
}

func TestProjectPage_ShowsAnIdeaUnderEachOfItsDrivers(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher", sample: true})
	st.goAndSee(projectRoute(st.projectCalled("Money for college"), tabTheory), "What we believe leads to the aim")
	st.press("As a list")

	count := 0
	for _, words := range st.words() {
		if words == "Give out one sheet that shows the papers, with pictures" {
			count++
		}
	}
	// under "which papers to bring", and twice under "the language of the house", which itself stands at two places
	if count != 3 {
		t.Errorf("the idea stands there %d times, want 3", count)
	}
}

func TestProjectPage_NewsLeaveTypedTextScrollAndKeyboardAlone(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher", sample: true})
	project := st.projectCalled("Money for college")
	st.goAndSee(projectRoute(project, tabNumbers), "Another measure")
	screen := st.openProjectScreen()
	row := screen.rows[screen.data.Book.of("measure")[0].ID]
	page := screen.parts[tabNumbers].page
	st.window.Canvas().Focus(row.numerator)
	row.numerator.SetText("105")
	page.scroll.ScrollToOffset(fyne.NewPos(0, 300))

	create(t, st.journal, "data-point", map[improve.FieldKey]string{"date": "2026-11-21", "numerator": "3", "denominator": "9", "note": "came meanwhile"},
		app.NewLink{Rel: "project", Target: project}, app.NewLink{Rel: "measure", Target: row.measure})
	st.see("came meanwhile")

	if row.numerator.Text != "105" || st.window.Canvas().Focused() != row.numerator {
		t.Errorf("the field holds %q and the keyboard is at %v", row.numerator.Text, st.window.Canvas().Focused())
	}
	if got := page.scroll.Offset.Y; got != 300 {
		t.Errorf("the page has scrolled to %v, want 300", got)
	}
}

// openProjectScreen gives the project page that is open.
func (st *schoolTest) openProjectScreen() *projectScreen {
	st.t.Helper()
	screen, ok := st.open.(*projectScreen)
	if !ok {
		st.t.Fatalf("the open page is a %T", st.open)
	}
	return screen
}

func TestProjectPage_EnterAddsANumber(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher", sample: true})
	project := st.projectCalled("Money for college")
	st.goAndSee(projectRoute(project, tabNumbers), "Another measure")
	screen := st.openProjectScreen()
	row := screen.rows[screen.data.Book.of("measure")[0].ID]
	row.note.SetText("all advisories")

	row.numerator.OnSubmitted("")
	if !row.problem.Visible() || !strings.Contains(row.problem.Text(), "no number yet") {
		st.until("an empty number is refused", func() bool { return row.problem.Visible() })
	}
	if got, want := row.note.Text, "all advisories"; got != want {
		t.Errorf("after the refusal the note is %q, want %q", got, want)
	}

	row.numerator.SetText("120")
	row.denominator.SetText("200")
	row.numerator.OnSubmitted("120")
	st.see("120 of 200")

	if row.numerator.Text != "" || row.problem.Visible() {
		t.Errorf("after saving the line holds %q", row.numerator.Text)
	}
}

func TestProjectPage_FollowsAProjectThatHasMoved(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	old := create(t, st.journal, "project", titled("Essays on time"))
	create(t, st.journal, "empathy-interview", titled("Student 1"), app.NewLink{Rel: "project", Target: old})
	pair, err := st.journal.Found(t.Context(), app.NewSpace{Kind: improve.PairSpace, Name: "North & South"})
	if err != nil {
		t.Fatal(err)
	}
	moved, err := st.journal.Share(t.Context(), old, pair)
	if err != nil {
		t.Fatal(err)
	}

	st.goAndSee(projectRoute(old, tabNotes), "“Essays on time” has moved here, so that everyone works on the same pages.")
	st.see("Only you")

	if got, want := st.Route(), projectRoute(moved, tabNotes); got != want {
		t.Errorf("the open page is %v, want %v", got, want)
	}
	if !st.shows("Student 1") || !st.shows("North & South · only you so far") {
		t.Errorf("the page shows %q", st.words())
	}
}

func TestProjectPage_TheOpenTabStaysInTheRoute(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher", sample: true})
	project := st.projectCalled("Money for college")
	st.goAndSee(projectRoute(project, ""), "The six steps")

	st.press("Tests")
	st.see("Test something else")
	st.goAndSee(Route{Screen: MeetingsScreen}, "Still to do")
	st.Back()
	st.see("Test something else")

	if got, want := st.Route(), projectRoute(project, tabTests); got != want {
		t.Errorf("Back leads to %v, want %v", got, want)
	}
}
