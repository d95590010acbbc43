package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// A space that falls on the end of a line, or a growth of the field while it
// is typed in, must not cost a letter.
func TestEntry_LosesNoLetterWhileLinesBreak(t *testing.T) {
	const words = "In period two on Tuesday everyone writes the first paragraph in class and reads it to a neighbour, who says one thing that is clear and one that is not."
	for width := float32(150); width < 420; width += 7 {
		prose := NewProse("")
		window := newTestWindow(t, nil, fyne.NewSize(width, 600))
		window.SetContent(container.NewVBox(prose))
		settle(window, fyne.NewSize(width, 600))
		window.Canvas().Focus(prose)

		for _, letter := range words {
			prose.TypedRune(letter)
			window.Content().Refresh()
		}

		if prose.Text != words {
			t.Errorf("at width %v: got %q", width, prose.Text)
		}
	}
}

func TestPage_FollowsTheKeyboard(t *testing.T) {
	first, last := NewEntry(""), NewEntry("")
	fields := Column(Gap, first)
	for range 40 {
		fields.Add(Paragraph("Between"))
	}
	fields.Add(last)
	page := NewPage(fields)
	window := newTestWindow(t, nil, fyne.NewSize(600, 400))
	window.SetContent(container.NewStack(page))
	settle(window, fyne.NewSize(600, 400))

	window.Canvas().Focus(last)
	if page.scroll.Offset.Y <= 0 {
		t.Error("want the page moved down to the field that has the keyboard")
	}
	window.Canvas().Focus(first)
	if got := page.scroll.Offset.Y; got > GapPage {
		t.Errorf("want the page moved up again, it stands at %v", got)
	}
}

func TestEntry_TakesBackTheSpaceAtTheEndOfALine(t *testing.T) {
	for width := float32(100); width < 200; width += 3 {
		prose := NewProse("")
		window := newTestWindow(t, nil, fyne.NewSize(width, 600))
		window.SetContent(container.NewVBox(prose))
		settle(window, fyne.NewSize(width, 600))
		window.Canvas().Focus(prose)

		for _, letter := range "We tried it on x" {
			prose.TypedRune(letter)
		}
		for range 2 {
			prose.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
		}
		for _, letter := range "e" {
			prose.TypedRune(letter)
		}

		if got, want := prose.Text, "We tried it one"; got != want {
			t.Errorf("at width %v: got %q, want %q", width, got, want)
		}
	}
}
