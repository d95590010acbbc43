package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Long words of another language, a narrow window and large text must not
// squeeze what a screen says into a column of single words.
func TestProjects_WhatTheScreenIsForHasItsLineBesideNoButtons(t *testing.T) {
	for _, size := range []TextSize{TextNormal, TextLargest} {
		st := newSchoolTest(t, schoolParts{role: "teacher", size: size})
		create(t, st.journal, "project", titled("Essays on time"))
		st.window.Resize(fyne.NewSize(1024, 700))
		st.goAndSee(Route{Screen: ProjectsScreen}, "New project")
		settle(st.window, fyne.NewSize(1024, 700))

		items := Outline(st.window.Canvas())
		at := slices.IndexFunc(items, func(i OutlineItem) bool { return strings.HasPrefix(i.Text, "Everything on one problem") })
		button := slices.IndexFunc(items, func(i OutlineItem) bool { return i.Text == "New project" })
		if at < 0 || button < 0 || items[at].Y+items[at].Height > items[button].Y || items[at].Width < 500 {
			t.Errorf("at %d %% the words stand at %+v, the button at %+v", size, items[at], items[button])
		}
		picture(t, st.window, "projects-1024")
	}
}

func TestAccessWidth_HoldsTheLongestWords(t *testing.T) {
	newSchoolTest(t, schoolParts{role: "teacher"})
	words := []string{"Can read", "Darf alles lesen und schreiben und andere einladen"}
	list := NewSelect(words, nil)

	width := accessWidth(list, words)

	text := fyne.MeasureText(words[1], list.Theme().Size(theme.SizeNameText), fyne.TextStyle{}).Width
	if width < text+list.Theme().Size(theme.SizeNameInlineIcon) || accessWidth(list, words[:1]) >= width {
		t.Errorf("a list of %q is %.0f wide, its longest words are %.0f", words, width, text)
	}
}
