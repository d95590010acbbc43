package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/storage"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
)

func TestFamilies_AreShownTheWordsAndTheDoubtsBeforeAnythingIsSaved(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	if err := st.journal.SetRoster(t.Context(), "Will"); err != nil {
		t.Fatal(err)
	}
	project := st.record("project", map[improve.FieldKey]string{"title": "Essays on time", "learned": "Amina Haddad began first. Will it last?", "problem": "Ben is late."})
	own := app.NewLink{Rel: "project", Target: project}
	st.record("aim", titled("By June all essays are in"), own)
	st.record("change-idea", map[improve.FieldKey]string{"title": "Begin in class", "state": "testing"}, own)

	st.goAndSee(projectRoute(project, tabOverview), "The six steps")
	st.press("Save as…")
	st.pressOver("For families…")

	st.seeOver("For families: “Essays on time”")
	st.seeOver("By June all essays are in")
	st.seeOver("Begin in class")
	st.seeOver("Somebody began first. Will it last?")
	st.seeOver("Could these be names? If so, cover them below.\n“Will” in “Will it last?”")
	picture(t, st.window, "families-dialog")
	if all := strings.Join(st.over(), " "); strings.Contains(all, "Ben is late") {
		t.Errorf("what is left out is shown: %s", all)
	}
	st.pressOver("Also where it may be an ordinary word")
	st.seeOver("Somebody began first. Somebody it last?")
	st.pressOver("Save as web page…")
}

func TestFamilies_AreWrittenIntoTheFileThatWasChosen(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	project := st.record("project", titled("Essays on time"))
	st.record("aim", titled("By June all essays are in"), app.NewLink{Rel: "project", Target: project})
	page, err := report.Families(t.Context(), nil, st.journal, project, nil)
	if err != nil {
		t.Fatal(err)
	}
	for format, begin := range map[string]string{"html": "<!doctype html>", "pdf": "%PDF-"} {
		file := filepath.Join(t.TempDir(), "page."+format)
		writer, err := storage.Writer(storage.NewFileURI(file))
		if err != nil {
			t.Fatal(err)
		}
		st.do(func() { st.Program.writeFamilies(writer, page, format) })
		st.see("Saved as page." + format + ".")
		if content, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(content), begin) {
			t.Errorf("%s: %d bytes and %v", format, len(content), err)
		}
	}
}
