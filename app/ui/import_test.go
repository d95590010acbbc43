package ui

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

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
