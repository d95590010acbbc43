package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/app"
)

func TestNumbers_HomeLeadsIntoTheLineOfItsMeasure(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	project := create(t, st.journal, "project", titled("Essays on time"))
	links := app.NewLink{Rel: "project", Target: project}
	create(t, st.journal, "measure", titled("Pages read"), links)
	second := create(t, st.journal, "measure", titled("Essays handed in"), links)

	st.goAndSee(numberRoute(project, second), "Another measure")

	screen := st.Shell.open.(*projectScreen)
	if got, want := st.window.Canvas().Focused(), screen.rows[second].first(); got != want {
		t.Errorf("the keyboard is in %v, want the number of the second measure", got)
	}
}

func TestNumbers_WhatMayBeASlipIsTakenOnASecondEnter(t *testing.T) {
	e := newEssays(t)
	e.goAndSee(numberRoute(e.project, e.measure), "Another measure")
	row := e.Shell.open.(*projectScreen).rows[e.measure]
	row.numerator.SetText("21")
	row.denominator.SetText("20")

	enter(row.denominator)
	if got := row.problem.Text(); !row.problem.Visible() || got == "" || len(e.points()) != 14 {
		t.Fatalf("it says %q and has %d numbers", got, len(e.points()))
	}
	enter(row.denominator)

	e.until("the number with its mark", func() bool { return e.shows("21 of 20 is more than all.") })
}

func TestNumbers_EnterTwiceTakesOneNumberAndTheNextMayBeTypedAtOnce(t *testing.T) {
	e := newEssays(t)
	e.goAndSee(numberRoute(e.project, e.measure), "Another measure")
	row := e.Shell.open.(*projectScreen).rows[e.measure]
	row.numerator.SetText("16")
	row.denominator.SetText("20")

	enter(row.denominator)
	enter(row.denominator)
	row.numerator.SetText("17")
	row.denominator.SetText("0")
	e.until("the number", func() bool { return len(e.points()) == 15 })
	if got := row.numerator.Text; got != "17" {
		t.Errorf("%q stands where 17 was typed", got)
	}

	enter(row.denominator)
	e.until("what cannot be recorded is back", func() bool { return row.problem.Visible() && row.numerator.Text == "17" })
	if got := len(e.points()); got != 15 {
		t.Errorf("%d numbers, want 15", got)
	}
}
