//go:build windowtest

package main

import (
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/cmd/internal/desk"
)

func TestWindow_ATeacherDoesTheJobsByKeyboardAlone(t *testing.T) {
	d := openDesk(t)
	does(t, d, teachersFolder(t, d), byKeys, []windowJob{
		{"T1", 2, numberByKeys}, {"T2", 2, happenedByKeys}, {"T3", 3, testByKeys}, {"T4", 3, interviewByKeys}, {"T5", 4, exampleByKeys},
	})
}

func TestWindow_ATeacherDoesTheJobsByMouse(t *testing.T) {
	d := openDesk(t)
	does(t, d, teachersFolder(t, d), byMouse, []windowJob{
		{"T1", 2, numberByMouse}, {"T2", 2, happenedByMouse}, {"T3", 3, testByMouse}, {"T4", 3, interviewByMouse}, {"T5", 4, exampleByMouse},
	})
}

// teachersFolder is a teacher's in the example school, with a test that was to
// happen three days ago.
func teachersFolder(t *testing.T, d *desk.Desk) desk.Folder {
	t.Helper()
	f, err := d.Begin(t.Context(), "teacher", desk.Newcomer{Person: "Marisol Duarte", School: "Larkfield High", Role: "teacher"})
	try(t, err)
	_, err = d.Add(t.Context(), f, f.Space, sampleOfToday()+
		`{"kind":"pdsa","fields":{"title":"Help table on a Wednesday","change":"One table, one lunch.","start":"`+daysAgo(3)+`"},"links":[{"rel":"project","to":"aid"}]}`)
	try(t, err)
	return f
}

const countedMeasure = "Seniors with a finished aid form"

func numberByMouse(a atWork) {
	try(a.t, a.Click(a.t.Context(), countedMeasure))
	writesTheNumber(a)
}

func numberByKeys(a atWork) {
	ctx := a.t.Context()
	try(a.t, a.Move(ctx, "Down"))
	try(a.t, a.Reach(ctx, countedMeasure))
	try(a.t, a.Press(ctx, "Return"))
	writesTheNumber(a)
}

// writesTheNumber writes into the line that the page opened with, and sees the
// chart move.
func writesTheNumber(a atWork) {
	a.t.Helper()
	ctx := a.t.Context()
	try(a.t, a.HasField(ctx, "How many"))
	try(a.t, a.Type(ctx, "131"))
	try(a.t, a.Move(ctx, "Tab"))
	try(a.t, a.Type(ctx, "300"))
	try(a.t, a.Press(ctx, "Return"))
	_, err := a.Window.Read(ctx, "the new point of the chart", func(i desk.Item) bool { return i.Role == "part" && strings.HasSuffix(i.Text, ": 43.7%") })
	try(a.t, err)
}

const writeStep = "Write what happened: Help table on a Wednesday"

func happenedByMouse(a atWork) {
	try(a.t, a.ClickBeside(a.t.Context(), "Write", writeStep))
	writesWhatHappened(a)
}

func happenedByKeys(a atWork) {
	ctx := a.t.Context()
	try(a.t, a.Move(ctx, "Down"))
	try(a.t, a.ReachBeside(ctx, "Write", writeStep))
	try(a.t, a.Press(ctx, "Return"))
	writesWhatHappened(a)
}

func writesWhatHappened(a atWork) {
	a.t.Helper()
	ctx := a.t.Context()
	try(a.t, a.HasField(ctx, "What happened?"))
	try(a.t, a.Type(ctx, "Six of them stayed to the end."))
	try(a.t, a.Move(ctx, "Tab"))
	a.has("pdsa", "Six of them stayed")
}

const helpTable = "Set up a help table"

func testByMouse(a atWork) {
	ctx := a.t.Context()
	try(a.t, a.Click(ctx, countedMeasure))
	try(a.t, a.Click(ctx, "Theory"))
	try(a.t, a.Click(ctx, "Plan a test of “"+helpTable))
	writesTheTest(a)
}

func testByKeys(a atWork) {
	ctx := a.t.Context()
	try(a.t, a.Press(ctx, "ctrl+k"))
	try(a.t, a.Find(ctx, "driver diagram money", "Driver diagram: Money for college"))
	try(a.t, a.Press(ctx, "Return"))
	try(a.t, a.ReachPart(ctx, helpTable))
	try(a.t, a.Press(ctx, "Tab")) // adds the next thing below: of an idea, its test
	writesTheTest(a)
}

func writesTheTest(a atWork) {
	a.t.Helper()
	ctx := a.t.Context()
	try(a.t, a.HasField(ctx, "Name of the test"))
	try(a.t, a.Type(ctx, "Two tables, one lunch"))
	try(a.t, a.Move(ctx, "Tab"))
	a.has("pdsa", "Two tables, one lunch")
}

func interviewByMouse(a atWork) {
	ctx := a.t.Context()
	try(a.t, a.Click(ctx, "New"))
	try(a.t, a.Find(ctx, "interview", "Interview"))
	try(a.t, a.Click(ctx, "Interview"))
	writesTheInterview(a)
}

func interviewByKeys(a atWork) {
	ctx := a.t.Context()
	try(a.t, a.Press(ctx, "ctrl+n"))
	try(a.t, a.Find(ctx, "interview", "Interview"))
	try(a.t, a.Press(ctx, "Return"))
	writesTheInterview(a)
}

func writesTheInterview(a atWork) {
	a.t.Helper()
	ctx := a.t.Context()
	try(a.t, a.HasField(ctx, "Short name for this talk"))
	try(a.t, a.Type(ctx, "Mornings, and what makes them hard"))
	try(a.t, a.Move(ctx, "Tab"))
	a.has("empathy-interview", "Mornings, and what makes them hard")
}

const startedExample = "What has to change so that fewer children miss school"

func exampleByMouse(a atWork) {
	ctx := a.t.Context()
	try(a.t, a.Click(ctx, "Examples"))
	try(a.t, a.Click(ctx, startedExample))
	try(a.t, a.Click(ctx, "Start mine from this"))
	try(a.t, a.Window.See(ctx, "In which project?"))
	try(a.t, a.Click(ctx, "Start"))
	startedFromIt(a)
}

func exampleByKeys(a atWork) {
	ctx := a.t.Context()
	try(a.t, a.Press(ctx, "ctrl+4"))
	try(a.t, a.Window.See(ctx, startedExample))
	try(a.t, a.Move(ctx, "Down"))
	try(a.t, a.Reach(ctx, startedExample))
	try(a.t, a.Press(ctx, "Return"))
	try(a.t, a.Window.See(ctx, "Start mine from this"))
	try(a.t, a.Move(ctx, "Down"))
	try(a.t, a.Reach(ctx, "Start mine from this"))
	try(a.t, a.Press(ctx, "Return"))
	try(a.t, a.Window.See(ctx, "In which project?"))
	try(a.t, a.Press(ctx, "Return"))
	startedFromIt(a)
}

func startedFromIt(a atWork) {
	a.t.Helper()
	try(a.t, a.Window.See(a.t.Context(), "19 pages are yours now, with their links. This is the first."))
}
