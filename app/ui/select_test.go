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
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(object)
	y := int(at.Y + object.Size().Height/2)
	ground := picture.At(int(at.X)-4, y)
	for x := int(at.X) - 1; x < int(at.X)+6; x++ {
		if contrast(picture.At(x, y), ground) >= 3 {
			width++
		}
	}
	return width
}

func TestList_ShowsTheKeyboardAsAFieldDoes(t *testing.T) {
	ft := newFormTest(t, everyType())
	ft.Fill(ft.artifact)
	settle(ft.window, laptop)
	for _, key := range []improve.FieldKey{"title", "many"} {
		box := ft.boxesOf(key)[0]
		shown := box.editor.focus().(fyne.CanvasObject)
		ft.window.Canvas().Unfocus()
		thin := edgeOf(ft.window.Canvas().Capture(), shown) // of 1, or 2 where it stands between two pixels
		box.takeFocus()
		picture(t, ft.window, "focus-"+string(key))
		if got := edgeOf(ft.window.Canvas().Capture(), shown); got < focusRingWidth || got <= thin {
			t.Errorf("%s with the keyboard: a line of %d pixels, want %d and more than the %d without", key, got, focusRingWidth, thin)
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
