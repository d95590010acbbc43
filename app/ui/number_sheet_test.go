package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// sheet opens the data sheet of the essays.
func (e essays) sheet() *sheetScreen {
	e.t.Helper()
	e.goAndSee(sheetRoute(e.measure), "All numbers")
	return e.Shell.open.(*sheetScreen)
}

// points reads the numbers of the measure, the latest first.
func (e essays) points() []point {
	e.t.Helper()
	data, err := e.loadSheet(e.t.Context(), e.measure)
	if err != nil {
		e.t.Fatal(err)
	}
	return data.Points
}

func (e essays) untilCount(count int) {
	e.t.Helper()
	s := e.Shell.open.(*sheetScreen)
	e.until("the new numbers", func() bool { return len(s.data.Points) == count })
}

func enter(entry *Entry) { entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) }

func TestSheet_TakesANumberWithTheKeyboardAlone(t *testing.T) {
	e := newEssays(t)
	s := e.sheet()
	fresh := s.grid.fresh
	if got := e.window.Canvas().Focused(); got != fresh.first() {
		t.Fatalf("the keyboard is in %v, want the fresh row", got)
	}
	picture(t, e.window, "sheet")

	test.Type(fresh.first(), "16")
	test.Type(fresh.entries["denominator"], "20")
	enter(fresh.entries["denominator"])
	e.untilCount(15)

	if got := e.points()[0]; got.Date != "2026-11-21" || got.Numerator != "16" || got.Denominator != "20" {
		t.Errorf("got %+v", got)
	}
	e.until("the next row", func() bool { return s.grid.fresh.text("date") == "28 Nov 2026" && s.grid.fresh.text("numerator") == "" })
}

func TestSheet_EnterTwiceTakesOneNumberAndTheNextMayBeTypedAtOnce(t *testing.T) {
	e := newEssays(t)
	s := e.sheet()
	fresh := s.grid.fresh
	fresh.entries["numerator"].SetText("16")
	fresh.entries["denominator"].SetText("20")

	enter(fresh.entries["denominator"])
	enter(fresh.entries["denominator"])
	fresh.entries["numerator"].SetText("17")
	e.untilCount(15)
	s.grid.leave() // the row that was begun is not whole: nothing to record

	fresh.entries["denominator"].SetText("20")
	enter(fresh.entries["denominator"])
	e.untilCount(16)
	for i, want := range []string{"17", "16"} {
		if got := e.points()[i].Numerator; got != want {
			t.Errorf("number %d is %s, want %s", i, got, want)
		}
	}
}

func TestSheet_WhatCannotBeRecordedComesBack(t *testing.T) {
	e := newEssays(t)
	s := e.sheet()
	fresh := s.grid.fresh
	refused := func() bool { return fresh.problem.Visible() && fresh.text("numerator") == "16" }
	fill := func() {
		fresh.entries["numerator"].SetText("16")
		fresh.entries["denominator"].SetText("0")
		enter(fresh.entries["denominator"])
	}

	fill()
	e.until("the row is back", refused)
	fill()
	fresh.entries["numerator"].SetText("18")
	e.until("it is said what was not recorded", func() bool { return strings.Contains(strings.Join(e.words(), " "), "Not recorded: 0 · 16") })
	if got := fresh.text("numerator"); got != "18" {
		t.Errorf("%q stands where 18 was typed", got)
	}
	if got := len(e.points()); got != 14 {
		t.Errorf("%d numbers, want 14", got)
	}
}

func TestSheet_ARowIsChangedWhereItStandsAndEnterGoesOn(t *testing.T) {
	e := newEssays(t)
	s := e.sheet()
	last, before := s.data.Points[0].ID, s.data.Points[1].ID

	s.grid.change(last)
	row := s.grid.open[last]
	row.entries["numerator"].SetText("18")
	enter(row.entries["numerator"])

	e.until("the changed number", func() bool { return s.data.Points[0].Numerator == "18" })
	e.until("the row below", func() bool { return s.grid.open[before] != nil && s.grid.open[last] == nil })
	if got, want := len(e.points()), 14; got != want {
		t.Errorf("%d numbers, want %d: a change is no new number", got, want)
	}
}

func TestSheet_WhatIsMoreThanAllIsTakenOnASecondEnter(t *testing.T) {
	e := newEssays(t)
	s := e.sheet()
	fresh := s.grid.fresh
	fresh.entries["numerator"].SetText("30")
	fresh.entries["denominator"].SetText("20")

	enter(fresh.entries["denominator"])
	if got := fresh.problem.Text(); !strings.Contains(got, "30 of 20 is more than all") || !fresh.problem.Visible() {
		t.Fatalf("it says %q", got)
	}
	if got := len(e.points()); got != 14 {
		t.Fatalf("%d numbers: it was taken without asking", got)
	}
	enter(fresh.entries["denominator"])
	e.untilCount(15)

	settle(e.window, laptop)
	if !e.shows("30 of 20 is more than all.") {
		t.Errorf("the number has no mark: %q", e.words())
	}
}

func TestSheet_PastesAColumnAndNamesWhatItCannotTake(t *testing.T) {
	e := newEssays(t)
	s := e.sheet()
	clipboard := e.params.App.Clipboard()
	clipboard.SetContent("Week\tOn time\tTotal\tNote\n2026-11-13\t15\t20\t\n2026-11-20\tmany\t20\t\n2026-11-06\t17\t20\t\n2026-11-27\t25\t20\tTwins\n")

	s.grid.fresh.first().TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})

	k := e.window.Canvas().Overlays().Top()
	if k == nil {
		t.Fatal("nothing was shown before taking")
	}
	settle(e.window, laptop)
	picture(t, e.window, "sheet-paste")
	text := overlayWords(k)
	for _, want := range []string{"Row 3: “many” is not a number.", "Row 4: 6 November 2026 has a number already: 85 %.", "Row 5: 25 of 20 is more than all."} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q:\n%s", want, text)
		}
	}
	if got := len(e.points()); got != 14 {
		t.Errorf("%d numbers before the button was pressed, want 14", got)
	}
	pressIn(t, k, "Take 2, leave 2 out")
	e.untilCount(16)
	if got := e.points()[0]; got.Date != "2026-11-27" || got.Note != "Twins" || got.Numerator != "25" {
		t.Errorf("got %+v", got)
	}
}

func TestSheet_AsksForDaysThatMayBeTwo(t *testing.T) {
	e := newEssays(t)
	s := e.sheet()

	s.openPaste("3/4/2026\t12\t20\n4/4/2026\t13\t20")
	k := e.window.Canvas().Overlays().Top()
	settle(e.window, laptop)
	picture(t, e.window, "sheet-paste-order")
	pressIn(t, k, "3 April 2026")
	pressIn(t, k, "Take all 2 numbers")
	e.untilCount(16)

	points := e.points()
	if got := points[len(points)-1]; got.Date != "2026-04-03" {
		t.Errorf("the first is of %s, want 2026-04-03", got.Date)
	}
}

func TestSheet_AColumnWithoutDaysFollowsAFirstDay(t *testing.T) {
	e := newEssays(t)
	s := e.sheet()
	s.openPaste("61\n62,5\n63\n")
	k := e.window.Canvas().Overlays().Top()
	eachObject(k, func(object fyne.CanvasObject) {
		if entry, ok := object.(*Entry); ok {
			test.Type(entry, "2026-05-01")
		}
	})
	pressIn(t, k, "Take all 3 numbers")
	e.untilCount(17)

	points := e.points()
	first, second := points[len(points)-1], points[len(points)-2]
	if first.Date != "2026-05-01" || second.Date != "2026-05-08" || second.Value != "62.5" {
		t.Errorf("got %+v and %+v", first, second)
	}
}

func TestSheet_OneCellIsPastedIntoItsField(t *testing.T) {
	e := newEssays(t)
	s := e.sheet()
	clipboard := e.params.App.Clipboard()
	clipboard.SetContent("18\n")

	s.grid.fresh.first().TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})

	if e.window.Canvas().Overlays().Top() != nil {
		t.Error("a single cell opened the sheet of many")
	}
}

func TestSheet_KeepsWhatIsTypedWhenOneLeaves(t *testing.T) {
	e := newEssays(t)
	s := e.sheet()
	s.grid.fresh.entries["numerator"].SetText("19")
	s.grid.fresh.entries["denominator"].SetText("20")

	e.goAndSee(Route{Screen: HomeScreen}, "How are we doing?")

	e.until("the number", func() bool { return len(e.points()) == 15 })
	if got := e.points()[0].Numerator; got != "19" {
		t.Errorf("got %q, want 19", got)
	}
}

func TestSheet_ShowsGroupsAndSchools(t *testing.T) {
	e := newEssays(t)
	create(t, e.journal, "data-point", map[improve.FieldKey]string{"date": "2026-11-13", "numerator": "9", "denominator": "26", "group": "Period 2"}, app.NewLink{Rel: measureRel, Target: e.measure})
	s := e.sheet()

	if s.grid.fresh.entries["group"] == nil || !e.shows("Period 2") {
		t.Errorf("there is no column of groups: %q", e.words())
	}
}

// overlayWords is every text of an overlay.
func overlayWords(overlay fyne.CanvasObject) string {
	var words []string
	eachObject(overlay, func(object fyne.CanvasObject) {
		switch o := object.(type) {
		case *Words:
			words = append(words, o.Text())
		case *canvasLabel:
			words = append(words, o.text)
		}
	})
	return strings.Join(words, "\n")
}

// pressIn presses a button of an overlay.
func pressIn(t *testing.T, overlay fyne.CanvasObject, name string) {
	t.Helper()
	var found *Button
	eachObject(overlay, func(object fyne.CanvasObject) {
		if button, ok := object.(*Button); ok && button.Text() == name {
			found = button
		}
	})
	if found == nil {
		t.Fatalf("there is no button %q in\n%s", name, overlayWords(overlay))
	}
	test.Tap(found)
}
