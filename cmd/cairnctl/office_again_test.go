package main

import (
	"strings"
	"testing"
)

func TestImport_TheSameTableTwiceAddsNothing(t *testing.T) {
	t.Parallel()

	s := newSchool(t, "Ada", "North")
	measure := s.add("measure", "Essays in")
	table := s.file("numbers.csv", "Day,How many,Out of,Group,Remark\n2026-04-03,31,52,,First\n2026-04-10,33,50,,\n2026-04-10,33,50,Period 2,\n2026-04-10,7,9,Small,\n")
	args := []string{"import", table, "--kind", "data-point", "--link", "measure=" + measure}
	first := s.all(args...)
	want(t, "taken at first", len(first), 4)

	tried := s.one(append(args, "--dry-run")...)
	wantKeys(t, tried, "rows", "bad", "already_there")
	want(t, "rows that would be taken", tried["rows"], any(0.0))
	there := tried["already_there"].([]any)
	want(t, "rows that are there", len(there), 4)
	want(t, "line", there[0].(object)["line"], any(2.0))
	want(t, "page", text(there[0].(object), "id"), text(first[0], "id"))

	again := s.one(args...)
	wantKeys(t, again, "added", "already_there")
	want(t, "added", again["added"], any(0.0))
	want(t, "left out", len(again["already_there"].([]any)), 4)
	want(t, "points", len(s.all("list", "--kind", "data-point")), 4)

	words := s.run(args...)
	want(t, "words", strings.Contains(words.stdout, "4 rows were already there and were left out"), true)
	want(t, "the row on the standard error", strings.Contains(words.stderr, "line 2: already there"), true)

	want(t, "taken all the same", len(s.all(append(args, "--again")...)), 4)
	want(t, "points", len(s.all("list", "--kind", "data-point")), 8)
}

func TestImport_AnotherNumberOfTheSameDayIsToldAndTaken(t *testing.T) {
	t.Parallel()

	s := newSchool(t, "Ada", "North")
	measure := s.add("measure", "Essays in")
	before := s.file("before.csv", "Day,Number\n2026-04-03,31\n")
	after := s.file("after.csv", "Day,Number\n2026-04-03,31\n2026-04-03,33\n2026-04-10,34\n")
	args := func(file string) []string {
		return []string{"import", file, "--kind", "data-point", "--link", "measure=" + measure}
	}
	id := text(s.one(args(before)...), "id")

	tried := s.one(append(args(after), "--dry-run")...)
	wantKeys(t, tried, "rows", "bad", "already_there", "doubts")
	want(t, "rows that would be taken", tried["rows"], any(2.0))
	doubt := tried["doubts"].([]any)[0].(object)
	want(t, "line of the doubt", doubt["line"], any(3.0))
	want(t, "page of the day", text(doubt, "id"), id)

	taken := s.run(args(after)...)
	want(t, "exit code", taken.code, exitDone)
	want(t, "told", strings.Contains(taken.stderr, "line 3: the day has another number already"), true)
	want(t, "points", len(s.all("list", "--kind", "data-point")), 3)
}

func TestImport_RowsOfAnotherMeasureOrPlaceAreNew(t *testing.T) {
	t.Parallel()

	s := newSchool(t, "Ada", "North")
	essays, forms := s.add("measure", "Essays in"), s.add("measure", "Forms in")
	south := s.add("organisation", "South")
	table := s.file("numbers.csv", "Day,Number\n2026-04-03,31\n")
	for _, links := range [][]string{{"measure=" + essays}, {"measure=" + forms}, {"measure=" + essays, "organisation=" + south}} {
		args := []string{"import", table, "--kind", "data-point"}
		for _, link := range links {
			args = append(args, "--link", link)
		}
		wantKeys(t, s.one(args...), "id")
		wantKeys(t, s.one(args...), "added", "already_there")
	}
	byTitle := s.file("titles.csv", "Day,Number,Number of\n2026-04-03,31,Forms in\n2026-04-03,31,Nobody counts this\n")
	tried := s.one("import", byTitle, "--kind", "data-point", "--dry-run")
	want(t, "rows beside one that is there and one of a measure that is not", tried["rows"], any(0.0))
	want(t, "the line of the measure that is not there", tried["bad"].([]any)[0].(object)["line"], any(3.0))
}
