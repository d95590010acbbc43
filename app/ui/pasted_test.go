package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestEntry_TextFromAWordProcessorIsPastedAsItReads(t *testing.T) {
	app := test.NewTempApp(t)
	for pasted, want := range map[string]string{
		"one\r\ntwo\rthree\vfour\ffive\u2028six": "one\ntwo\nthree\nfour\nfive\nsix",
		"bell\u0007 soft\u00adhyphen \ufeffmark": "bell softhyphen mark",
		"👩‍🏫 שלום \u200fעולם naïve café – “so”…": "👩‍🏫 שלום \u200fעולם naïve café – “so”…",
		"a\tb": "a\tb",
	} {
		entry := NewProse("")
		window := newTestWindow(t, entry, laptop)
		window.Canvas().Focus(entry)
		app.Clipboard().SetContent(pasted)
		entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: app.Clipboard()})
		if entry.Text != want {
			t.Errorf("%q becomes %q, want %q", pasted, entry.Text, want)
		}
	}
}

func TestForm_AWholeDocumentIsNotPutIntoAField(t *testing.T) {
	app := test.NewTempApp(t)
	ft := newFormTest(t, everyType())
	ft.Fill(ft.artifact)
	box := ft.box("prose")
	ft.typeInto(box, "Mine")
	paste := func(letters int) {
		app.Clipboard().SetContent(strings.Repeat("a", letters))
		ft.window.Canvas().Focus(box.editor.focus())
		box.editor.focus().(*Entry).TypedShortcut(&fyne.ShortcutPaste{Clipboard: app.Clipboard()})
	}
	paste(mostPasted + 1)
	if got := ft.Value("prose"); got != "Mine" {
		t.Errorf("the field holds %d letters, want what stood there", len(got))
	}
	if got := box.error.words.text; !strings.Contains(got, "24001 letters; 12000 fit") {
		t.Errorf("beside the field stands %q", got)
	}
	paste(100)
	if got, want := len(ft.Value("prose")), len("Mine")+100; got != want {
		t.Errorf("the field holds %d letters, want %d", got, want)
	}
	if got := box.error.words.text; got != "" {
		t.Errorf("after a paste that fits still stands %q", got)
	}
}
