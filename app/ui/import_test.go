package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"github.com/cairn-schools/cairn/app/office"
	"github.com/cairn-schools/cairn/improve"
)

// drop writes a file and drops it on the window.
func (st *schoolTest) drop(name, content string) {
	st.t.Helper()
	path := filepath.Join(st.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		st.t.Fatal(err)
	}
	st.takeDropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
}

func (st *schoolTest) countOf(kind improve.KindName) int {
	st.t.Helper()
	cards, err := st.journal.Store().Cards(st.t.Context(), improve.Query{Kinds: []improve.KindName{kind}})
	if err != nil {
		st.t.Fatal(err)
	}
	return len(cards)
}

func TestImport_ShowsWhatComesInAsksForDaysAndTakesAllBack(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.goAndSee(Route{Screen: ShelfScreen, ID: "visit"}, "Nothing here yet")
	st.press("Bring in a spreadsheet…")
	st.see("Choose a file…")

	st.drop("visits.csv", "Headline,Day,Shoes\nHarbor,3/4/2026,9\n,10/4/2026,8\nQuarry Hill,11/4/2026,7\n")
	st.see("What is in the columns?")
	st.see("The day comes first")
	picture(t, st.window, "import-days")
	st.press("The day comes first")
	st.see("2 pages can be made.")
	st.see("Row 3: “Where, and what for?” is empty.")
	if st.countOf("visit") != 0 {
		t.Fatal("something was recorded before the button was pressed")
	}
	picture(t, st.window, "import-rows")

	st.press("Bring in 2, skip 1")
	st.see("2 pages were brought in.")
	st.see("Quarry Hill")
	if got := st.countOf("visit"); got != 2 {
		t.Errorf("%d visits, want 2", got)
	}
	st.press("Put them all away")
	st.until("all are put away", func() bool { return st.countOf("visit") == 0 })
}

func TestImport_FromAProjectTiesTheRowsToIt(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	project := st.record("project", titled("Essays on time"))
	st.goAndSee(projectRoute(project, tabNotes), "Also useful here")
	st.press("Bring in a spreadsheet…")
	st.seeOver("What does each row of it tell?")
	st.pressOver("Close")
	st.goAndSee(importRoute("visit", project), "All of them belong to “Essays on time”")
	st.drop("visits.csv", "Visits 2026;;\r\n;;\r\nHeadline;Day;\r\nHarbor;2026-11-03;\r\nQuarry Hill;2026-11-10;\r\n")
	st.see("2 pages can be made.")
	picture(t, st.window, "import-project")

	st.press("Bring in all 2")

	st.see("2 pages were brought in.")
	st.until("the project has the visits", func() bool { return st.shows("Harbor") && st.shows("Quarry Hill") })
	if got := st.Route(); got != projectRoute(project, tabNotes) {
		t.Errorf("it ended at %v, want the project", got)
	}
	belonging, err := st.journal.Store().Cards(t.Context(), improve.Query{LinkTo: project, Rel: projectRel, Kinds: []improve.KindName{"visit"}})
	if err != nil || len(belonging) != 2 {
		t.Errorf("%d visits belong to the project, %v; want 2", len(belonging), err)
	}

	st.goAndSee(importRoute("visit", project), "All of them belong to “Essays on time”")
	st.press("All of them belong to “Essays on time”")
	st.drop("more.csv", "Headline,Day\nMill,2026-11-17\n")
	st.see("1 page can be made.")
	st.press("Bring in all 1")
	st.until("a visit of no project", func() bool { return st.countOf("visit") == 3 })
	if belonging, err = st.journal.Store().Cards(t.Context(), improve.Query{LinkTo: project, Rel: projectRel, Kinds: []improve.KindName{"visit"}}); err != nil || len(belonging) != 2 {
		t.Errorf("%d visits belong to the project, %v; want 2 still", len(belonging), err)
	}
}

func TestImport_IsOfferedAmongProjectsAndMeetings(t *testing.T) {
	for _, c := range []struct {
		screen, empty, file, row string
	}{
		{ProjectsScreen, "No project yet", "projects.csv", "Headline\nEssays on time\n"},
		{MeetingsScreen, "No meeting yet", "meetings.csv", "Headline\nEssays on time\n"},
	} {
		st := newSchoolTest(t, schoolParts{})
		st.goAndSee(Route{Screen: c.screen}, c.empty)
		picture(t, st.window, "import-empty-"+c.screen)
		st.press("Bring in a spreadsheet…")
		st.see("Choose a file…")
		st.drop(c.file, c.row)
		st.see("1 page can be made.")
		st.press("Bring in all 1")
		st.see("1 page was brought in.")
		st.see("Essays on time")
		if st.Route().Screen != c.screen {
			t.Errorf("it ended at %v, want %s", st.Route(), c.screen)
		}
		if !st.shows("Bring in a spreadsheet…") {
			t.Errorf("%s with pages does not offer a spreadsheet", c.screen)
		}
	}
}

func TestImport_CancelRecordsNothing(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.goAndSee(Route{Screen: ImportScreen, ID: "visit"}, "Choose a file…")
	st.drop("visits.csv", "Weight,Shoes\n3,9\n")
	st.see("No column has a name that Cairn knows. Say which column is what.")

	st.press("Cancel")

	if got := st.countOf("visit"); got != 0 {
		t.Errorf("%d visits, want none", got)
	}
}

func TestNumberSheet_TakesAFileOfASpreadsheet(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	measure := st.record("measure", titled("Essays in"))
	st.goAndSee(sheetRoute(measure), "All numbers")

	st.drop("numbers.csv", "Date,Value\n2026-11-02,31\n2026-11-09,33\n")

	st.seeOver("Numbers from your spreadsheet")
	st.pressOver("Take all 2 numbers")
	st.until("the numbers are recorded", func() bool { return st.countOf("data-point") == 2 })
}

func TestImport_OfAWorkbookOpensTheSheetOfTheKind(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	book := office.Book{TitleOf: func(improve.ArtifactID) string { return "" }}
	for kind, page := range map[improve.KindName]string{"aim": "Fewer fail", "root-cause-analysis": "Essays come late"} {
		artifact, err := st.journal.Store().Artifact(t.Context(), st.record(kind, titled(page)))
		if err != nil {
			t.Fatal(err)
		}
		book.Pages = append(book.Pages, office.Page{Kind: st.journal.Catalog().Kind(kind), Artifact: artifact})
	}
	slices.SortFunc(book.Pages, func(a, b office.Page) int { return strings.Compare(string(a.Kind.Name), string(b.Kind.Name)) })
	once := *book.Pages[1].Kind // as an earlier version called it
	once.Plural = once.Formerly[0]
	book.Pages[1].Kind = &once
	var file strings.Builder
	if err := office.WriteXLSX(&file, book); err != nil {
		t.Fatal(err)
	}
	st.goAndSee(importRoute(once.Name, improve.ArtifactID{}), "Choose a file…")
	st.drop("all.xlsx", file.String())
	st.see("Essays come late")
}

func TestImport_OfAListOfChildrenAsksBeforeItTakesTheirNames(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.goAndSee(Route{Screen: ImportScreen, ID: "visit"}, "Choose a file…")
	st.drop("list.csv", "Name,Day\nEmma Schmidt,2026-09-30\nLiam Johnson,2026-09-30\nOlivia Brown,2026-09-30\n")
	st.see("The column “Name” names people: “Emma Schmidt”, “Liam Johnson”, “Olivia Brown”.")
	picture(t, st.window, "import-names")
	st.press("Bring in all 3")
	if got := st.countOf("visit"); got != 0 {
		t.Fatalf("%d visits came in before anybody said that the names may be read", got)
	}
	st.press("No child is named, or whoever reads it may know")
	st.press("Bring in all 3")
	st.see("3 pages were brought in.")
}

func TestNumberSheet_OfAFileSaysWhatIsLeftOutAndCallsItsRows(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	measure := st.record("measure", titled("Essays in"))
	st.goAndSee(sheetRoute(measure), "All numbers")
	st.drop("groups.csv", "Attendance;;;\n\nWeek;Grade 7;Grade 8;Student\n2026-11-02;31;22;Emma\nsoon;33;25;Liam\n")
	st.seeOver("The numbers are those of “Grade 7”. Left out: “Grade 8”, “Student”.")
	st.seeOver("Row 5: “soon” is not a day.")
	picture(t, st.window, "paste-left")
}

func TestNumberSheet_OfNumbersOfChildrenAsksBeforeItTakesTheirNames(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	measure := st.record("measure", titled("Days present"))
	st.goAndSee(sheetRoute(measure), "All numbers")
	st.drop("register.csv", "Group,Day,How many,Out of\nEmma Schmidt,2026-09-30,15,20\nLiam Johnson,2026-09-30,16,20\nOlivia Brown,2026-09-30,17,20\n")
	st.seeOver("The column “Group” names people: “Emma Schmidt”, “Liam Johnson”, “Olivia Brown”.")
	st.pressOver("No child is named, or whoever reads it may know")
	st.pressOver("Take all 3 numbers")
	st.until("the numbers are recorded", func() bool { return st.countOf("data-point") == 3 })
}
