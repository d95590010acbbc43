package main

import (
	"strings"
	"testing"
)

func TestImport_TellsOfNamesThatMayBeChildrens(t *testing.T) {
	t.Parallel()

	s := newSchool(t, "Ada", "North")
	table := s.file("register.csv", "Group,Day,How many,Out of\nEmma Schmidt,2026-09-30,15,20\nLiam Johnson,2026-09-30,16,20\nOlivia Brown,2026-09-30,17,20\n")
	args := []string{"import", table, "--kind", "data-point", "--dry-run"}
	tried := s.one(args...)
	wantKeys(t, tried, "rows", "bad", "names")
	column := tried["names"].([]any)[0].(object)
	want(t, "column", column["column"], any("Group"))
	want(t, "sure", column["sure"], any(true))
	want(t, "first name", column["names"].([]any)[0], any("Emma Schmidt"))
	words := s.run(args...).stderr
	want(t, "words", strings.Contains(words, `column "Group" names people, such as Emma Schmidt, Liam Johnson, Olivia Brown: if these are children`), true)

	without := s.one(append(args, "--map", "Group=")...)
	wantKeys(t, without, "rows", "bad")
}

func TestImport_OfAnExportWithATitleFindsTheNamesOfTheColumns(t *testing.T) {
	t.Parallel()

	s := newSchool(t, "Ada", "North")
	table := s.file("export.csv", "Report:,Attendance\nExported:,2026-11-20\n\nDay,How many,Out of\n2026-09-07,31,52\nsoon,1,2\n")
	tried := s.one("import", table, "--kind", "data-point", "--dry-run")
	want(t, "rows", tried["rows"], any(1.0))
	want(t, "bad line", tried["bad"].([]any)[0].(object)["line"], any(6.0))
}
