package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

func (st *schoolTest) record(kind improve.KindName, fields map[improve.FieldKey]string, links ...app.NewLink) improve.ArtifactID {
	st.t.Helper()
	id, err := st.journal.Create(st.t.Context(), app.NewArtifact{Kind: kind, Fields: fields, Links: links})
	if err != nil {
		st.t.Fatal(err)
	}
	return id
}

// pressOver presses a button of what lies on top of the window.
func (st *schoolTest) pressOver(name string) {
	st.t.Helper()
	pressed := false
	eachObject(st.window.Canvas().Overlays().Top(), func(object fyne.CanvasObject) {
		said, ok := object.(interface{ AccessibilityLabel() string })
		tapped, can := object.(fyne.Tappable)
		if ok && can && !pressed && said.AccessibilityLabel() == name {
			pressed = true
			tapped.Tapped(nil)
		}
	})
	if !pressed {
		st.t.Fatalf("there is nothing to press called %q on top", name)
	}
}

func TestPage_GoesOnWithOneClickAndShowsItsWay(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	cause := st.record("fishbone-cause", map[improve.FieldKey]string{"title": "Nobody sees who is stuck"})
	driver := st.record("driver", map[improve.FieldKey]string{"title": "Help comes early"}, app.NewLink{Rel: "cause", Target: cause})
	st.goAndSee(artifactRoute(driver), "Where it came from")
	if !st.shows("Nobody sees who is stuck") {
		t.Errorf("the cause does not stand there: %q", st.words())
	}

	st.press("Make an idea of it")

	st.until("a new idea", func() bool { return st.Route().Screen == ArtifactScreen && st.Route() != artifactRoute(driver) })
	st.see("Help comes early") // what it will belong to
	draft, ok, err := st.journal.DraftOf(t.Context(), mustID(t, st.Route().ID))
	if err != nil || !ok {
		t.Fatalf("no draft: %v", err)
	}
	if want := []app.NewLink{{Rel: "driver", Target: driver}, {Rel: "cause", Target: cause}}; !slices.Equal(draft.Links, want) {
		t.Errorf("got links %v, want %v", draft.Links, want)
	}
	if len(draft.Edits) != 1 || draft.Edits[0].Field != "why" || draft.Edits[0].Value.Text != "Help comes early" {
		t.Errorf("got %v, want the driver's words as the reason", draft.Edits)
	}
}

func mustID(t *testing.T, text string) improve.ArtifactID {
	t.Helper()
	id, err := improve.ParseArtifactID(text)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestCourse_MovesOnWithItsReason(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	barrier := st.record("barrier", map[improve.FieldKey]string{"title": "Two slips", "state": "open", "raised_on": sampleNoon.AddDate(0, 0, -34).Format(improve.DateLayout)})
	st.goAndSee(artifactRoute(barrier), "How it stands")
	if !st.shows("open for 34 days") {
		t.Errorf("its age is not shown: %q", st.words())
	}

	st.press("Move it on…")
	picture(t, st.window, "way-move")
	st.pressOver("Out of the way")
	st.pressOver("Keep it")
	if st.window.Canvas().Overlays().Top() == nil {
		t.Fatal("it moved on without a reason")
	}
	st.window.Canvas().Focused().(*Entry).SetText("A stamp does it now")
	st.pressOver("Keep it")

	st.see("From “Open” to “Out of the way”")
	st.see("A stamp does it now")
	st.see("not told back yet")
	picture(t, st.window, "way-moved")
	a, err := st.journal.Store().Artifact(t.Context(), barrier)
	if err != nil {
		t.Fatal(err)
	}
	if got := a.Text("state"); got != "removed" || len(a.Rows("moves")) != 1 {
		t.Errorf("got state %q and %d moves, want removed and 1", got, len(a.Rows("moves")))
	}
}

func TestCourseAge_CountsDaysWhileItIsOpen(t *testing.T) {
	rock, now := kinds.Catalog().Kind("rock"), time.Date(2026, 10, 20, 23, 30, 0, 0, time.UTC)
	for _, c := range []struct{ due, state, want string }{
		{"2026-10-29", "on", "9 days left"},
		{"2026-10-21", "on", "1 day left"},
		{"2026-10-18", "off", "2 days late"},
		{"2026-10-18", "done", ""},
		{"", "on", ""},
	} {
		b := newBook(t, rock)
		a := b.write(me, text("title", "T"), text("state", c.state), text("due", c.due))

		if got := courseAge(rock.Course, a, now); got != c.want {
			t.Errorf("due %q, %s: got %q, want %q", c.due, c.state, got, c.want)
		}
	}
}

func TestShelf_ShowsAllPagesOfAKind(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.goAndSee(Route{Screen: ShelfScreen, ID: "initiative"}, "Nothing here yet")
	st.record("initiative", map[improve.FieldKey]string{"title": "Reading log", "state": "active", "hours": "40"})
	st.record("initiative", map[improve.FieldKey]string{"title": "New report card", "state": "stop"})

	st.see("1 programme or duty is going on. Together they take 40 hours a month. What could stop?")
	st.see("Done or ended")
	if !st.shows("Reading log") || !st.shows("New report card") {
		t.Errorf("both should stand there: %q", st.words())
	}
}

func TestProject_ShowsEachPageOnTheTabOfItsGroup(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	project := st.record("project", map[improve.FieldKey]string{"title": "Late work"})
	st.record("process-map", map[improve.FieldKey]string{"title": "An essay's way"}, app.NewLink{Rel: "project", Target: project})
	st.record("barrier", map[improve.FieldKey]string{"title": "No substitute"}, app.NewLink{Rel: "project", Target: project})

	st.goAndSee(projectRoute(project, tabCauses), "An essay's way")
	picture(t, st.window, "way-causes")
	if st.shows("No substitute") {
		t.Error("a barrier is no cause")
	}
	st.goAndSee(projectRoute(project, tabNotes), "No substitute")
	picture(t, st.window, "way-notes")
	if st.shows("An essay's way") {
		t.Error("a page stands on two tabs")
	}
}

func TestCourse_AsksBeforeTheMoveWhetherItIsEndedTooEarly(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	reading := st.record("initiative", map[improve.FieldKey]string{
		"title": "Reading log", "state": "active", "since": sampleNoon.AddDate(0, -3, 0).Format(improve.DateLayout), "months_needed": "12",
	})
	question := "Has it had the time that it needs to show?"
	st.goAndSee(artifactRoute(reading), "How it stands")

	st.press("Move it on…")
	if over := st.overWords(); strings.Contains(over, question) {
		t.Errorf("it asks about a programme that is kept: %q", over)
	}
	st.pressOver("Stopped")
	picture(t, st.window, "way-too-early")
	if over := st.overWords(); !strings.Contains(over, question) {
		t.Fatalf("nothing is asked before the move: %q", over)
	}
	st.window.Canvas().Focused().(*Entry).SetText("Too much else")
	st.pressOver("Keep it")

	st.see("From “Going on” to “Stopped”")
	st.see(question)
}

func TestCourse_AsksInTheFormAsSoonAsTheStateIsChosen(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	reading := st.record("initiative", map[improve.FieldKey]string{
		"title": "Reading log", "state": "active", "since": sampleNoon.AddDate(0, -3, 0).Format(improve.DateLayout), "months_needed": "12",
	})
	st.goAndSee(artifactRoute(reading), "How it stands")

	st.press("Stopped")

	st.see("Has it had the time that it needs to show?")
	if a, err := st.journal.Store().Artifact(t.Context(), reading); err != nil || a.Text("state") != "active" {
		t.Errorf("got state %q, %v, want it unchanged so far", a.Text("state"), err)
	}
}

func TestCourse_OffersWhatJustifiedAMoveBeforeAndSaysSo(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	idea := st.record("change-idea", map[improve.FieldKey]string{"title": "Cards", "state": "proposed"})
	first := st.record("pdsa", map[improve.FieldKey]string{"title": "First try"}, app.NewLink{Rel: "change-idea", Target: idea})
	st.record("pdsa", map[improve.FieldKey]string{"title": "Second try"}, app.NewLink{Rel: "change-idea", Target: idea})
	if err := st.journal.MoveOn(t.Context(), idea, app.Step{To: "testing", Why: "We begin", Because: first}); err != nil {
		t.Fatal(err)
	}
	st.goAndSee(artifactRoute(idea), "How it stands")

	st.press("Move it on…")
	st.pressOver("Choose…")
	st.until("the tests are offered", func() bool { return strings.Contains(st.overWords(), "Second try") })
	picture(t, st.window, "way-grounds")

	over := st.overWords()
	if at := strings.Index(over, "First try"); at < strings.Index(over, "Second try") {
		t.Errorf("the newest does not stand first: %q", over)
	}
	if !strings.Contains(over, "It showed “") || !strings.Contains(over, "already") {
		t.Errorf("nothing says that the first was used: %q", over)
	}
}

// overWords gives the texts of what lies over the page.
func (st *schoolTest) overWords() string { return wordsWithin(st.window.Canvas().Overlays().Top()) }
