package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
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

func TestFileDialog_SaysWhatIsSavedAndEscapeLeavesItFromAnywhere(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("HOME", folder)
	t.Setenv("USERPROFILE", folder)
	st := newSchoolTest(t, schoolParts{})
	st.see("Home")
	h := &hand{schoolTest: st}
	overlays, canvas := st.window.Canvas().Overlays(), st.window.Canvas()

	stops := map[string]bool{}
	for tabs := range 12 {
		st.saveText("note.txt", "kept")
		if heading := headingOf(overlays.Top()); heading != "Save “note”" {
			t.Fatalf("the dialog is headed %q", heading)
		}
		for range tabs {
			h.key(fyne.KeyTab)
		}
		if tabs == 3 {
			picture(t, st.window, "file-dialog")
		}
		keys, elsewhere := canvas.Focused().(*fileKeys)
		if elsewhere {
			stops[fmt.Sprintf("%p", keys.part)] = true
		}
		if _, name := canvas.Focused().(*Entry); !name && !elsewhere {
			t.Fatalf("after %d times Tab %T has the keyboard", tabs, canvas.Focused())
		}
		h.key(fyne.KeyEscape)
		if overlays.Top() != nil {
			t.Fatalf("Escape leaves the dialog open after %d times Tab", tabs)
		}
	}
	if len(stops) < 5 {
		t.Errorf("Tab led to %d parts of the dialog beside the name", len(stops))
	}
}

func TestFileDialog_ThatChoosesAFolderIsLeftByEscapeToo(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.see("Home")
	h := &hand{schoolTest: st}

	st.chooseFolder(func(string) {})
	if heading := headingOf(st.window.Canvas().Overlays().Top()); heading != "Choose a folder" {
		t.Errorf("the dialog is headed %q", heading)
	}
	h.key(fyne.KeyTab)
	h.key(fyne.KeyEscape)
	if st.window.Canvas().Overlays().Top() != nil {
		t.Error("Escape leaves the dialog open after Tab")
	}
}

// headingOf gives the bold words of one of Fyne's dialogs.
func headingOf(dialog fyne.CanvasObject) string {
	for _, object := range test.LaidOutObjects(dialog) {
		if label, ok := object.(*widget.Label); ok && label.TextStyle.Bold {
			return label.Text
		}
	}
	return ""
}

// Fyne's dialog asks before it replaces a file; somebody who says yes without
// looking must not lose what Cairn has not made.
func TestFileDialog_ReplacesCairnsOwnFilesAndNoOthers(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("HOME", folder)
	t.Setenv("USERPROFILE", folder)
	st := newSchoolTest(t, schoolParts{})
	st.see("Home")
	write := func(name, content string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	save := func(name, content string) {
		t.Helper()
		st.saveText(name, content)
		dialog := st.window.Canvas().Overlays().Top()
		st.window.Canvas().Focused().(*Entry).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if top := st.window.Canvas().Overlays().Top(); top != nil && top != dialog {
			pressYes(t, top)
		}
	}
	holds := func(name, want string) {
		t.Helper()
		if got, err := os.ReadFile(filepath.Join(folder, name)); string(got) != want {
			t.Errorf("%s holds %q, %v, want %q", name, got, err, want)
		}
	}

	write("letter.txt", "Dear parents,")
	save("letter.txt", "cairn1:abc")
	st.see("“letter.txt” is there already and is no such file of Cairn's; it was left as it is. Choose another name, or remove it first.")
	holds("letter.txt", "Dear parents,")

	write("invitation.txt", "cairn1:old")
	save("invitation.txt", "cairn1:new")
	st.see("Saved as invitation.txt.")
	holds("invitation.txt", "cairn1:new")
}

// pressYes presses the button by which one of Fyne's questions is answered with yes.
func pressYes(t *testing.T, question fyne.CanvasObject) {
	t.Helper()
	var yes *widget.Button
	for _, object := range test.LaidOutObjects(question) {
		if button, ok := object.(*widget.Button); ok && button.Importance == widget.HighImportance {
			yes = button
		}
	}
	if yes == nil {
		t.Fatal("the question has no button that says yes")
	}
	yes.OnTapped()
}
