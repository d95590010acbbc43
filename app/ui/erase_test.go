package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestErase_APageSaysWhoErasedWhatAndWhereItIsDone(t *testing.T) {
	journal, pair, ben := newShared(t)
	id, err := journal.Create(t.Context(), app.NewArtifact{Kind: "change-idea", Space: pair, Fields: map[improve.FieldKey]string{
		improve.TitleKey: "Sit by the window", "what": "Maria Kowalski sits in the front row, by the window",
	}})
	if err == nil {
		err = journal.Store().SaveRemote(t.Context(), improve.Remote{Device: ben, LastSeen: sampleNoon.Add(-30 * 24 * time.Hour)})
	}
	if err != nil {
		t.Fatal(err)
	}
	st := newNetworkTest(t, journal, nil, TextNormal)
	st.goAndSee(Route{Screen: ArtifactScreen, ID: id.String()}, "Erase for good…")

	st.press("Erase for good…")
	sheet := st.window.Canvas().Overlays().Top()
	eachObject(sheet, func(object fyne.CanvasObject) {
		if list, ok := object.(*Select); ok {
			list.SetSelected("What would it look like?")
		}
	})
	picture(t, st.window, "erase-question")
	eachObject(sheet, func(object fyne.CanvasObject) {
		if button, ok := object.(*Button); ok && button.Text() == "Erase for good" {
			button.Tapped(nil)
		}
	})

	st.until("the words are gone", func() bool { return !strings.Contains(strings.Join(st.words(), "\n"), "Maria") })
	st.until("who erased it", func() bool {
		return strings.Contains(strings.Join(st.words(), "\n"), "It names a student or a family")
	})
	st.until("on how many laptops", func() bool {
		return strings.Contains(strings.Join(st.words(), "\n"), "gone from 1 of 3 laptops")
	})
	picture(t, st.window, "erase-done")
	a, err := journal.Store().Artifact(t.Context(), id)
	if err != nil || a.Text("what") != "" || a.Title() != "Sit by the window" {
		t.Errorf("got %q, %q, %v", a.Text("what"), a.Title(), err)
	}
}
