package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// noticeTest is a page with a field at its top and buttons down to its lower edge.
type noticeTest struct {
	*shellTest
	field   *Entry
	buttons []*Button
	pressed int
}

func newNoticeTest(t *testing.T) *noticeTest {
	nt := &noticeTest{shellTest: newShellTest(t), field: NewEntry("Write")}
	objects := []fyne.CanvasObject{nt.field}
	for range 12 {
		button := QuietButton(strings.Repeat("press ", 6), "", func() { nt.pressed++ })
		nt.buttons = append(nt.buttons, button)
		objects = append(objects, button)
	}
	screen := plainScreen{title: "Notes", content: NewPage(objects...), closed: &nt.closed}
	nt.Register("notes", func(context.Context, Route) Screen { return screen })
	nt.Navigate(Route{Screen: "notes"})
	settle(nt.window, laptop)
	return nt
}

func topOf(object fyne.CanvasObject) float32 {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(object).Y
}

func TestNotify_MovesNothingAndLetsNoClickThrough(t *testing.T) {
	nt := newNoticeTest(t)
	before := topOf(nt.buttons[0])

	nt.Notify(NoticeGood, "essays.pdf is written, with 12 pages.")
	settle(nt.window, laptop)

	if after := topOf(nt.buttons[0]); after != before {
		t.Errorf("the page moved by %v", after-before)
	}
	notice := nt.notices.open[0].object
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(notice)
	if top, bottom := topOf(nt.body), laptop.Height; at.Y < top || at.Y+notice.Size().Height > bottom {
		t.Errorf("the notice stands at %v, %v high; want it within the page", at.Y, notice.Size().Height)
	}
	test.TapCanvas(nt.window.Canvas(), at.AddXY(60, notice.Size().Height/2))
	if nt.pressed > 0 {
		t.Error("a click on the notice pressed what lies under it")
	}
	test.TapCanvas(nt.window.Canvas(), fyne.NewPos(260, before+10))
	if nt.pressed != 1 {
		t.Error("a click beside the notice does not reach the page")
	}
}

func TestNotify_LeavesTheFieldWithTheKeyboardInSight(t *testing.T) {
	nt := newNoticeTest(t)
	canvas := nt.window.Canvas()
	hidden := func(object fyne.CanvasObject) bool {
		notice := nt.notices.open[0].object
		return topOf(object) < topOf(notice)+notice.Size().Height && topOf(notice) < topOf(object)+object.Size().Height
	}
	var lowest *Button
	for _, button := range nt.buttons {
		if topOf(button)+button.Size().Height < laptop.Height-20 {
			lowest = button
		}
	}

	canvas.Focus(lowest)
	nt.Notify(NoticeGood, "essays.pdf is written, with 12 pages.")
	settle(nt.window, laptop)
	if hidden(lowest) {
		t.Error("the notice hides what has the keyboard")
	}
	canvas.Focus(nt.field)
	if hidden(nt.field) {
		t.Error("the notice hides what got the keyboard")
	}
}

func TestNotify_IsClosedByKeyboard(t *testing.T) {
	nt := newNoticeTest(t)
	canvas := nt.window.Canvas()

	nt.Notify(NoticeInfo, "First.")
	nt.Notify(NoticeInfo, "Second.")
	nt.onKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if len(nt.notices.open) != 1 || nt.Route().Screen != "notes" {
		t.Fatalf("%d notices on %q after Escape, want the first on the page", len(nt.notices.open), nt.Route().Screen)
	}
	for range 4 { // bar, header, page, notice
		nt.onKey(&fyne.KeyEvent{Name: fyne.KeyF6})
	}
	button, ok := canvas.Focused().(*Button)
	if !ok || button.Text() != "Close" {
		t.Fatalf("%T has the keyboard, want the notice's button", canvas.Focused())
	}
	button.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(nt.notices.open) > 0 || canvas.Focused() != nil {
		t.Errorf("%d notices, %T has the keyboard; want neither", len(nt.notices.open), canvas.Focused())
	}
}

func TestNotify_FitsWithLargeTextOnASmallLaptop(t *testing.T) {
	nt := newNoticeTest(t)
	test.ApplyTheme(t, NewTheme(TextLargest))
	t.Cleanup(func() { test.ApplyTheme(t, NewTheme(TextNormal)) })
	nt.Navigate(Route{Screen: "notes"})

	nt.Notify(NoticeGood, "Essays handed in on the day.pdf is written, with 12 pages. Private pages, and numbers from which a small group could be known, are left out.", QuietButton("Undo", "undo", func() {}))
	settle(nt.window, laptop)

	picture(t, nt.window, "notice-150")
	notice := nt.notices.open[0].object.(*fyne.Container)
	if low := topOf(notice) + notice.Size().Height; low > laptop.Height {
		t.Errorf("the notice ends at %v, below the window", low)
	}
	if need := notice.MinSize(); need.Height > notice.Size().Height || need.Width > notice.Size().Width {
		t.Errorf("the notice needs %v and has %v", need, notice.Size())
	}
}
