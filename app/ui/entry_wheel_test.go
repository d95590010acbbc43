package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// middleOf gives the place on the window where a pointer meets an object.
func middleOf(object fyne.CanvasObject) fyne.Position {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(object)
	return at.AddXY(object.Size().Width/2, object.Size().Height/2)
}

func TestEntry_LeavesTheWheelToThePage(t *testing.T) {
	for name, field := range map[string]*Entry{"one line": NewEntry("Hint"), "several lines": NewProse("Hint")} {
		t.Run(name, func(t *testing.T) {
			field.SetTextQuietly("A few words")
			fields := Column(Gap, field)
			for range 60 {
				fields.Add(Paragraph("Below"))
			}
			page := NewPage(fields)
			window := newTestWindow(t, container.NewStack(page), laptop)

			test.Scroll(window.Canvas(), middleOf(field), 0, -wheelStep)

			if got, want := page.scroll.Offset.Y, float32(wheelStep); got != want {
				t.Errorf("the page went on by %v, want %v", got, want)
			}
		})
	}
}

func TestEntry_ScrollsALongTextToItsEndAndThenThePage(t *testing.T) {
	field := NewProse("")
	field.SetTextQuietly(strings.Repeat("A line\n", entryMaxRows+5))
	fields := Column(Gap, field)
	for range 60 {
		fields.Add(Paragraph("Below"))
	}
	page := NewPage(fields)
	window := newTestWindow(t, container.NewStack(page), laptop)

	test.Scroll(window.Canvas(), middleOf(field), 0, -wheelStep)
	if got := page.scroll.Offset.Y; got != 0 {
		t.Errorf("the page went on by %v while there was text below", got)
	}
	for range 10 {
		test.Scroll(window.Canvas(), middleOf(field), 0, -wheelStep)
	}

	if got := page.scroll.Offset.Y; got == 0 {
		t.Error("the page stands still at the end of the text")
	}
}

func TestEntry_OnASheetScrollsTheSheetAndNotThePageUnderIt(t *testing.T) {
	page := NewPage(Column(Gap))
	for range 60 {
		page.scroll.Content.(*fyne.Container).Add(Paragraph("Below"))
	}
	window := newTestWindow(t, container.NewStack(page), laptop)
	field := NewEntry("")
	fields := Column(Gap, field)
	for range 60 {
		fields.Add(Paragraph("On the sheet"))
	}
	scroll := container.NewVScroll(fields)
	scroll.SetMinSize(fyne.NewSize(300, 300))
	dialog := ShowDialog(window.Canvas(), dialogWidth, "A sheet", scroll)
	defer dialog.Close()

	test.Scroll(window.Canvas(), middleOf(field), 0, -wheelStep)

	if got, want := scroll.Offset.Y, float32(wheelStep); got != want || page.scroll.Offset.Y != 0 {
		t.Errorf("the sheet went on by %v, want %v; the page by %v", got, want, page.scroll.Offset.Y)
	}
}
