package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// savedAs types a name for the file that is asked for, and gives what is in it.
func (st *schoolTest) savedAs(folder, name string) string {
	st.t.Helper()
	st.callFile(name)
	var content []byte
	st.until(name+" on the disk", func() bool {
		_ = filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
			if err == nil && entry.Name() == name {
				content, _ = os.ReadFile(path)
			}
			return nil
		})
		return len(content) > 0
	})
	return string(content)
}

func (st *schoolTest) saveIn(form string) {
	st.t.Helper()
	st.press("Save as…")
	st.seeOver(form)
	st.pressOver(form)
}

func TestSaveAs_AsksAboutNamesOfChildrenAndCoversThem(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("HOME", folder)
	t.Setenv("USERPROFILE", folder)
	st := newSchoolTest(t, schoolParts{})
	id := st.record("pdsa", map[improve.FieldKey]string{"title": "Sit beside Amina", "happened": "Amina read first. Jaylen said it was loud."})
	st.goAndSee(artifactRoute(id), "Save as…")

	st.saveIn("Text (Markdown)")
	st.seeOver("Names of children in “Sit beside Amina”?")
	st.seeOver("Names that are covered")
	picture(t, st.window, "save-names")
	st.pressOver("Jaylen")
	st.seeOver("stays as it is: Jaylen said")
	st.pressOver("Save it like this")
	if said := st.savedAs(folder, "covered.md"); strings.Contains(said, "Amina") || !strings.Contains(said, "Student A read first. Jaylen said") {
		t.Errorf("the file says %s", said)
	}

	st.saveIn("Text (Markdown)")
	st.seeOver("Leave the names in")
	st.pressOver("Leave the names in")
	if said := st.savedAs(folder, "named.md"); !strings.Contains(said, "Sit beside Amina") {
		t.Errorf("the file says %s", said)
	}

	st.saveIn("Text (Markdown)")
	st.seeOver("Leave the names in")
	st.pressOver("Cancel")
	page, err := st.journal.Store().Artifact(t.Context(), id)
	if err != nil || page.Title() != "Sit beside Amina" {
		t.Errorf("the page is called %q, %v", page.Title(), err)
	}
}

func TestSaveAs_CallsTheFileWithoutTheName(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("HOME", folder)
	t.Setenv("USERPROFILE", folder)
	st := newSchoolTest(t, schoolParts{})
	project := st.record("project", titled("Essays of Amina"))
	st.goAndSee(projectRoute(project, tabOverview), "The six steps")
	st.press("Print…")
	st.seeOver("Names of children in “Essays of Amina”?")
	st.pressOver("Save it like this")
	if name := st.fileName().Text; !strings.HasPrefix(name, "Essays of Student A") {
		t.Errorf("the file would be called %q", name)
	}
}

func TestSaveAs_AsksNothingAboutAWordThatNothingCovers(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("HOME", folder)
	t.Setenv("USERPROFILE", folder)
	st := newSchoolTest(t, schoolParts{})
	id := st.record("pdsa", map[improve.FieldKey]string{"title": "One box", "happened": "Said by a mother, half as a joke."})
	st.goAndSee(artifactRoute(id), "Save as…")
	st.saveIn("Text (Markdown)")
	if said := st.savedAs(folder, "words.md"); !strings.Contains(said, "Said by a mother") {
		t.Errorf("the file says %s", said)
	}
}
