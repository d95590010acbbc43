package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

// What is recorded has no blanks at its ends; the words on screen are the same ones.
func TestForm_ABlankAtTheEndIsNobodyElsesChange(t *testing.T) {
	ft := newFormTest(t, everyType())
	ft.Fill(ft.artifact)
	entry := ft.box("prose").editor.focus().(*Entry)
	ft.window.Canvas().Focus(entry)
	test.Type(entry, "We tried it ")
	ft.Changes()

	ft.Fill(ft.write(me, text("prose", "We tried it")))

	if got := ft.box("prose").news.words.Text(); got != "" {
		t.Errorf("the form says %q of the user's own words", got)
	}
	if ft.Changed() {
		t.Error("a blank alone counts as a change")
	}
	test.Type(entry, "on Tuesday")
	if got, want := ft.Value("prose"), "We tried it on Tuesday"; got != want {
		t.Errorf("the field holds %q, want %q", got, want)
	}
}
