package ui

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

type plainScreen struct {
	title   string
	content fyne.CanvasObject
	ctx     context.Context
	closed  *int
}

func (s plainScreen) Title() string              { return s.title }
func (s plainScreen) Content() fyne.CanvasObject { return s.content }
func (s plainScreen) Close()                     { *s.closed++ }

type shellTest struct {
	*Shell
	window fyne.Window
	opened []plainScreen
	closed int
}

func newShellTest(t *testing.T) *shellTest {
	st := &shellTest{window: newTestWindow(t, nil, laptop)}
	st.Shell = NewShell(t.Context(), ShellParams{Window: st.window, Do: func(f func()) { f() }})
	t.Cleanup(st.Close)
	for _, name := range []string{HomeScreen, ProjectsScreen, "artifact"} {
		st.Register(name, func(ctx context.Context, route Route) Screen {
			screen := plainScreen{title: name + route.ID, content: NewPage(NewEntry("Write")), ctx: ctx, closed: &st.closed}
			st.opened = append(st.opened, screen)
			return screen
		})
	}
	st.Navigate(Route{Screen: HomeScreen})
	settle(st.window, laptop)
	return st
}

func TestShell_Navigate(t *testing.T) {
	st := newShellTest(t)

	st.Navigate(Route{Screen: ProjectsScreen})
	st.Navigate(Route{Screen: "artifact", ID: "7"})

	if got, want := st.header.title.Text(), "artifact7"; got != want {
		t.Errorf("title %q, want %q", got, want)
	}
	if got, want := st.place.Screen, ProjectsScreen; got != want {
		t.Errorf("the bar shows %q, want %q", got, want)
	}
	if st.closed != 2 || st.opened[1].ctx.Err() == nil || st.opened[2].ctx.Err() != nil {
		t.Errorf("closed %d; want the left screens ended and the open one alive", st.closed)
	}

	st.Back()
	if got, want := st.Route(), (Route{Screen: ProjectsScreen}); got != want {
		t.Errorf("after Back %v, want %v", got, want)
	}
}

// What was under way when the window closed may still come to its end.
func TestShell_ATitleThatComesAfterTheEndChangesNothing(t *testing.T) {
	st := newShellTest(t)
	st.Close()

	st.Retitle()

	if got, want := st.header.title.Text(), HomeScreen; got != want {
		t.Errorf("title %q, want %q", got, want)
	}
}

func TestShell_UnknownScreenSaysSo(t *testing.T) {
	st := newShellTest(t)

	st.Navigate(Route{Screen: "from-the-future"})

	if got, want := st.header.title.Text(), "Not here"; got != want {
		t.Errorf("title %q, want %q", got, want)
	}
}

func TestShell_Errors(t *testing.T) {
	st := newShellTest(t)

	for _, c := range []struct {
		err  error
		want string
	}{
		{&improve.Error{Code: improve.Denied, Message: "You may read this page only.", Hint: "Ask its owner."}, "You may read this page only. Ask its owner."},
		{errors.New("disk on fire"), "Something went wrong. What you wrote is still here; please try again."},
	} {
		if got := st.ErrorText(c.err); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}

	st.ShowError(context.Canceled)
	if got := len(st.notices.open); got != 0 {
		t.Errorf("%d notices for an ended context, want none", got)
	}
	st.ShowError(errors.New("disk on fire"))
	if got := len(st.notices.open); got != 1 {
		t.Errorf("%d notices, want 1", got)
	}
}

func TestShell_GoThen(t *testing.T) {
	st := newShellTest(t)
	done := make(chan error, 1)

	st.GoThen(func(context.Context) error { return errors.New("no") }, func(err error) { done <- err })

	if err := <-done; err == nil {
		t.Error("want the error of the work")
	}
}

func TestShell_WhatWritesIsDoneInTheOrderInWhichItWasBegun(t *testing.T) {
	st := newShellTest(t)
	begun, may := make(chan struct{}), make(chan struct{})
	var kept []string
	st.Go(func(context.Context) error {
		close(begun)
		<-may
		kept = append(kept, "first")
		return errors.New("full")
	})
	<-begun
	st.GoInTurn(func(context.Context) error { kept = append(kept, "second"); return nil }, func(error) {})
	done, read := make(chan error), make(chan error)
	st.GoInTurn(func(context.Context) error { kept = append(kept, "third"); return nil }, func(err error) { done <- err })
	st.GoThen(func(context.Context) error { return nil }, func(err error) { read <- err })

	<-read // what reads does not wait for what writes
	close(may)
	<-done

	if got, want := strings.Join(kept, " "), "first second third"; got != want {
		t.Errorf("%q, want %q: what failed holds nothing up", got, want)
	}
}

func TestShell_Keys(t *testing.T) {
	st := newShellTest(t)
	searched := false
	st.params.OnSearch = func() { searched = true }
	entry := st.opened[0].content.(*Page)
	field := firstFocusable(entry)

	st.onKey(&fyne.KeyEvent{Name: fyne.KeyF6})
	if got := st.region(st.window.Canvas().Focused()); got != 0 {
		t.Errorf("first F6 goes to region %d, want the bar", got)
	}
	st.onKey(&fyne.KeyEvent{Name: fyne.KeyF6})
	st.onKey(&fyne.KeyEvent{Name: fyne.KeyF6})
	if got := st.window.Canvas().Focused(); got != field {
		t.Errorf("third F6 goes to %T, want the page's field", got)
	}
	st.onSearch()
	if !searched {
		t.Error("want the search")
	}
	st.onKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if st.window.Canvas().Focused() != nil {
		t.Error("Esc leaves the field")
	}
	st.StepTextSize(1)
	if got := textSizeNow(); got != TextLarge {
		t.Errorf("text size %d, want %d", got, TextLarge)
	}
	test.ApplyTheme(t, NewTheme(TextNormal))
}

func TestShell_FormPictures(t *testing.T) {
	st := newShellTest(t)
	for _, kind := range kinds.All() {
		b := newBook(t, kind)
		form := NewForm(kind, FormParams{IDs: &countedIDs{}, Terms: true})
		form.Fill(b.write(me, sampleEdits(kind)...))
		screen := plainScreen{title: KindTitle(kind) + ": " + b.artifact.Title(), content: NewPage(form.Object()), closed: &st.closed}
		st.Register(string(kind.Name), func(context.Context, Route) Screen { return screen })
	}
	for _, size := range TextSizes() {
		test.ApplyTheme(t, NewTheme(size))
		st.Navigate(Route{Screen: "pdsa"})
		settle(st.window, laptop)
		picture(t, st.window, "shell-pdsa-"+strconv.Itoa(int(size)))
		if got := st.window.Content().MinSize(); got.Width > laptop.Width || got.Height > laptop.Height {
			t.Errorf("text at %d %%: the window needs %v, more than a small laptop has", size, got)
		}
	}
	st.Navigate(Route{Screen: "measure"})
	settle(st.window, laptop)
	picture(t, st.window, "shell-measure-150")
	test.ApplyTheme(t, NewTheme(TextNormal))
}

func TestConfirm(t *testing.T) {
	st := newShellTest(t)
	said := 0
	parts := ConfirmParts{Title: "Take “Test 3” away?", Text: "It goes to the bin and stays there for 90 days. Others in your team no longer see it in their lists.",
		Yes: "Take away", Danger: true, OnYes: func() { said++ }}

	Confirm(st.window.Canvas(), parts)
	picture(t, st.window, "confirm")
	st.onKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if st.window.Canvas().Overlays().Top() != nil || said != 0 {
		t.Error("Esc closes the question and does nothing else")
	}
	dialog := Confirm(st.window.Canvas(), parts)
	pressButton(t, dialog.Content(), "Take away")
	if said != 1 || st.window.Canvas().Overlays().Top() != nil {
		t.Errorf("said %d times; want once, and the question gone", said)
	}
}

// pressButton presses the button of that name within an object.
func pressButton(t *testing.T, within fyne.CanvasObject, name string) {
	t.Helper()
	var find func(fyne.CanvasObject) *Button
	find = func(object fyne.CanvasObject) *Button {
		switch o := object.(type) {
		case *Button:
			if o.Text() == name {
				return o
			}
		case *fyne.Container:
			for _, child := range o.Objects {
				if found := find(child); found != nil {
					return found
				}
			}
		}
		return nil
	}
	button := find(within)
	if button == nil {
		t.Fatalf("no button %q", name)
	}
	test.Tap(button)
}

func TestTips_ShowTheNameOfAPictureButton(t *testing.T) {
	st := newShellTest(t)
	st.Navigate(Route{Screen: ProjectsScreen})
	layer := tipsOver(st.header.back.content)
	if layer == nil {
		t.Fatal("want the window's layer of tips")
	}

	layer.show("Back", st.header.back.content)
	st.header.back.rest = time.NewTimer(time.Hour)
	st.header.back.MouseOut()

	if got := len(layer.content.Objects); got != 0 {
		t.Errorf("%d tips after the mouse has left, want none", got)
	}
}

func TestShell_Picture(t *testing.T) {
	st := newShellTest(t)
	st.Notify(NoticeInfo, "This is an example school. What you write here stays here.", QuietButton("Start my own", "", func() {}))
	st.Navigate(Route{Screen: ProjectsScreen})
	st.Notify(NoticeGood, "Deleted “Test 3”.", QuietButton("Undo", "undo", func() {}))
	settle(st.window, laptop)

	picture(t, st.window, "shell")
}
