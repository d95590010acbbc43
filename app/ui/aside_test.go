package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

func TestAside_IsAsWideAsItsWidestButton(t *testing.T) {
	main, side := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	side.SetMinSize(fyne.NewSize(340, 40))
	beside := Aside(300, main, side)

	beside.Resize(fyne.NewSize(1100, 600))
	if got := side.Size().Width; got != 340 || side.Position().X < main.Size().Width {
		t.Errorf("it is %v wide at %v, want 340 beside the main thing, which is %v wide", got, side.Position(), main.Size().Width)
	}

	beside.Resize(fyne.NewSize(700, 600))
	if side.Position().X != 0 || side.Position().Y == 0 {
		t.Errorf("where there is no room it is at %v, want below", side.Position())
	}
}
