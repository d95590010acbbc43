package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestImport_ASpreadsheetIsTakenWholeOrNotAtAll(t *testing.T) {
	t.Parallel()

	s := newSchool(t, "Ada", "North")
	measure := s.add("measure", "Essays in")
	table := s.file("numbers.csv", "Day,How many,Out of,Remark,Shoes\n3/4/2026,31,52,First,\n10/4/2026,33,50,,9\n11/4/2026,many,50,,\n")
	args := []string{"import", table, "--kind", "data-point", "--link", "measure=" + measure}
	for words, extra := range map[string][]string{"3 April 2026 or 4 March 2026": nil, "Line 4": {"--dates", "dmy"}} {
		refused := s.run(append(args, extra...)...)
		want(t, "exit code", refused.code, exitFailed)
		last := refused.stderr[strings.LastIndex(strings.TrimSpace(refused.stderr), "\n")+1:]
		want(t, words+" in "+last, strings.Contains(last, words), true)
	}
	want(t, "points after refusals", len(s.all("list", "--kind", "data-point")), 0)

	tried := s.one(append(args, "--dates", "dmy", "--dry-run")...)
	wantKeys(t, tried, "rows", "bad")
	want(t, "rows that could be taken", tried["rows"], any(2.0))
	want(t, "bad line", tried["bad"].([]any)[0].(object)["line"], any(4.0))

	taken := s.all(append(args, "--dates", "dmy", "--skip-bad")...)
	want(t, "taken", len(taken), 2)
	point := s.one("show", text(taken[0], "id"))
	fields := point["fields"].(object)
	want(t, "day", fields["date"], any("2026-04-03"))
	want(t, "note by its other name", fields["note"], any("First"))
	want(t, "link", point["links"].([]any)[0].(object)["to"], any(measure))
	s.fails(exitUsage, "--kind", "import", table)
	s.fails(exitFailed, "no column", append(args, "--map", "Weight=value")...)
}

func TestExport_WhatIsWrittenIsReadAgain(t *testing.T) {
	t.Parallel()

	s := newSchool(t, "Ada", "North")
	s.add("aim", "By May 8 of 10 essays", "--set", "why==1+1 is no formula")
	for _, format := range []string{"csv", "xlsx"} {
		path := filepath.Join(filepath.Dir(s.dir), "aims."+format)
		want(t, "aims in "+format, s.one("export", "--format", format, "--kind", "aim", path)["count"], any(1.0))
		again := s.one("import", path, "--kind", "aim")
		want(t, "text of "+format, s.field(text(again, "id"), "why"), any("=1+1 is no formula"))
		s.one("retire", text(again, "id"))
	}
	for _, format := range []string{"md", "html"} {
		page := s.run("export", "--format", format, "-")
		want(t, "words in "+format, strings.Contains(page.stdout, "By May 8 of 10 essays"), true)
	}
}

func TestExport_AProjectTakesAlongWhatBelongsToIt(t *testing.T) {
	t.Parallel()

	s := newSchool(t, "Ada", "North")
	project := s.add("project", "Essays on time")
	s.add("aim", "By May 8 of 10 essays", "--link", "project="+project)
	s.add("aim", "Another team's aim")
	for format, count := range map[string]float64{"md": 2, "csv": 2, "json": 2} {
		path := filepath.Join(filepath.Dir(s.dir), "project."+format)
		want(t, "pages in "+format, s.one("export", "--format", format, "--project", project, path)["count"], any(count))
	}
	s.fails(exitUsage, "--project", "export", "--format", "md", "--project", project, "--kind", "aim", "-")
}

func TestImport_TakesTheFirstOfColumnsWithOneNameAndOneWithoutAName(t *testing.T) {
	north := newSchool(t, "Ada", "North")
	file := north.file("meetings.csv", "Meetings 2026;;;\r\nWhat;What;;\r\nTeam;Other;2026-11-03;\r\n")

	id := text(north.one("import", "--kind", "meeting", "--map", "What=title", "--map", "column 3=date", file), "id")

	fields := north.one("show", id)["fields"].(map[string]any)
	want(t, "title", fields["title"], any("Team"))
	want(t, "date", fields["date"], any("2026-11-03"))
}

func TestImport_ARowThatIsTiedToNoPageIsListedAndTheOthersStay(t *testing.T) {
	t.Parallel()

	s := newSchool(t, "Ada", "North")
	s.add("project", "Late work")
	s.add("project", "Twice")
	s.add("project", "Twice")
	table := s.file("causes.csv", "title,project\nNobody asks,Late work\nNo time,Nowhere\nNo bus,Twice\n")
	args := []string{"import", table, "--kind", "fishbone-cause"}

	tried := s.one(append(args, "--dry-run")...)
	want(t, "rows that could be taken", tried["rows"], any(1.0))
	bad := tried["bad"].([]any)
	want(t, "bad rows", len(bad), 2)
	want(t, "reason", bad[0].(object)["reason"], any(`There is no page called "Nowhere" to tie it to.`))
	want(t, "line", bad[1].(object)["line"], any(4.0))
	want(t, "exit code with bad rows", s.run(args...).code, exitFailed)
	want(t, "causes after the refusal", len(s.all("list", "--kind", "fishbone-cause")), 0)
	want(t, "taken", len(s.all(append(args, "--skip-bad")...)), 1)
}
