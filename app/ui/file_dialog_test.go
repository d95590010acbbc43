package ui

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestFileDialog_EscapeLeavesItAndTheNameThatIsTypedIsTheFiles(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("HOME", folder)
	t.Setenv("USERPROFILE", folder)
	st := newSchoolTest(t, schoolParts{})
	st.see("Home")
	overlays := st.window.Canvas().Overlays()

	st.saveText("note.txt", "kept")
	name, ok := st.window.Canvas().Focused().(*Entry)
	if !ok || name.Text != "note.txt" {
		t.Fatalf("%T has the keyboard, want the field with the name", st.window.Canvas().Focused())
	}
	dialog := heldBy(overlays.Top())
	left, right := dialog.Position().X, laptop.Width-dialog.Position().X-dialog.Size().Width
	if left <= 0 || max(left-right, right-left) > 1 {
		t.Errorf("the dialog stands %v from the left and %v from the right, want the middle", left, right)
	}
	name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if overlays.Top() != nil {
		t.Fatal("Escape left the dialog open")
	}

	st.saveText("note.txt", "kept")
	name = st.window.Canvas().Focused().(*Entry)
	name.SetText("")
	test.Type(name, "agreed.txt")
	name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	st.see("Saved as agreed.txt.")
	if got, err := os.ReadFile(filepath.Join(folder, "agreed.txt")); string(got) != "kept" {
		t.Errorf("the file holds %q, %v", got, err)
	}
}
