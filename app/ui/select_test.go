package ui

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// edgeOf counts how many pixels at the left edge of a thing stand out from the
// ground beside it, halfway down.
func edgeOf(picture image.Image, object fyne.CanvasObject) (width int) {
	at := edgePoint(object)
	ground := picture.At(at.X-4, at.Y)
	for x := at.X - 1; x < at.X+6; x++ {
		if contrast(picture.At(x, at.Y), ground) >= 3 {
			width++
		}
	}
	return width
}

// edgePoint is the pixel at the left edge of a thing, halfway down.
func edgePoint(object fyne.CanvasObject) image.Point {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(object)
	return image.Pt(int(at.X), int(at.Y+object.Size().Height/2))
}

func TestList_ShowsTheKeyboardAsAFieldDoes(t *testing.T) {
	ft := newFormTest(t, everyType())
	ft.Fill(ft.artifact)
	settle(ft.window, laptop)
	for _, key := range []improve.FieldKey{"title", "many"} {
		box := ft.boxesOf(key)[0]
		shown := box.editor.focus().(fyne.CanvasObject)
		ft.window.Canvas().Unfocus()
		without := ft.window.Canvas().Capture()
		box.takeFocus()
		picture(t, ft.window, "focus-"+string(key))
		with := ft.window.Canvas().Capture()
		if got := edgeOf(with, shown); got < focusRingWidth {
			t.Errorf("%s with the keyboard: a line of %d pixels, want %d", key, got, focusRingWidth)
		}
		if at := edgePoint(shown); with.At(at.X, at.Y) == without.At(at.X, at.Y) {
			t.Errorf("%s looks the same with the keyboard and without", key)
		}
	}
}

func TestList_HandsOnTheKeysOfTheWindow(t *testing.T) {
	list := NewSelect([]string{"Monday", "Tuesday"}, nil)
	window := newTestWindow(t, nil, laptop)
	window.SetContent(Column(Gap, list))
	settle(window, laptop)
	var seen []fyne.KeyName
	window.Canvas().SetOnTypedKey(func(key *fyne.KeyEvent) { seen = append(seen, key.Name) })
	window.Canvas().Focus(list)

	for _, key := range []fyne.KeyName{fyne.KeyF6, fyne.KeyRight} {
		list.TypedKey(&fyne.KeyEvent{Name: key})
	}

	if len(seen) != 1 || seen[0] != fyne.KeyF6 {
		t.Errorf("the window saw %v, want F6 alone", seen)
	}
	if list.Selected != "Monday" {
		t.Errorf("the arrow chose %q", list.Selected)
	}
}
