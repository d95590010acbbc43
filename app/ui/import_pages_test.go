package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// savedPages is what "For another Cairn (JSON)" writes of a project with an aim.
func savedPages(t *testing.T) string {
	t.Helper()
	st := newSchoolTest(t, schoolParts{})
	project := st.record("project", titled("Essays on time"))
	st.record("aim", titled("More essays handed in by June"), app.NewLink{Rel: "project", Target: project})
	var file bytes.Buffer
	ids, err := st.journal.ProjectPages(t.Context(), project)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.journal.ExportAs(t.Context(), phrases(), &file, app.JSONLines, "", improve.Query{}, ids...); err != nil {
		t.Fatal(err)
	}
	return file.String()
}

func TestImport_PagesThatAnotherCairnSavedComeInOnceItIsSaid(t *testing.T) {
	file := savedPages(t)
	st := newSchoolTest(t, schoolParts{})
	st.params.Files = &fakeFiles{}
	st.goAndSee(Route{Screen: ProjectsScreen}, "Projects")

	st.drop("essays.json", file)
	st.seeOver("Bring in 2 pages?")
	st.seeOver("1 × Project")
	st.seeOver("1 × Aim")
	if st.countOf("project") != 0 {
		t.Fatal("something was recorded before the button was pressed")
	}
	picture(t, st.window, "import-pages")
	st.pressOver("Bring them in")

	st.see("2 pages were brought in.")
	st.see("Essays on time")
	if st.countOf("project") != 1 || st.countOf("aim") != 1 {
		t.Errorf("%d projects and %d aims, want one of each", st.countOf("project"), st.countOf("aim"))
	}
	st.press("Put them all away")
	st.until("all are put away", func() bool { return st.countOf("project")+st.countOf("aim") == 0 })
}

func TestImport_AFileOfPagesWithABadLineBringsNothing(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.params.Files = &fakeFiles{}
	st.goAndSee(Route{Screen: ProjectsScreen}, "Projects")

	st.drop("essays.json", savedPages(t)+`{"kind":"spaceship","fields":{"title":"x"}}`+"\n")

	st.see("“essays.json” does not hold pages that this Cairn can take in. Nothing was added. Line 3: There is no kind \"spaceship\".")
	if got := st.countOf("project"); got != 0 {
		t.Errorf("%d projects came in", got)
	}
}

func TestImport_ASpreadsheetThatIsOpenedAnywhereIsAskedWhatItTells(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.params.Files = &fakeFiles{}
	st.goAndSee(Route{Screen: ProjectsScreen}, "Projects")
	path := filepath.Join(t.TempDir(), "visits.csv")
	if err := os.WriteFile(path, []byte("Headline,Day\nHarbor,2026-11-03\n"), 0o600); err != nil {
		t.Fatal(err)
	}

	st.do(func() { st.takeDropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)}) })
	st.seeOver("What does each row of it tell?")
	st.writeOver("Type what it is, for example: test", "visit")
	visit := KindTitle(st.journal.Catalog().Kind("visit"))
	st.seeOver(visit)
	st.pressOver(visit)

	st.see("1 page can be made.")
}
