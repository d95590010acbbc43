package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEdges_WhatTheTerminalGivesIsTakenAsMeantOrRefused(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	aim := s.add("aim", "More pupils explain their thinking")
	test := s.add("pdsa", "Ask for reasons")
	for _, c := range []struct {
		words string
		args  []string
	}{
		{"not text in UTF-8", []string{"edit", aim, "--set", "title=Sch\xfcler"}},
		{"not text in UTF-8", []string{"comment", aim, "\xff"}},
		{"--kind wants a value after it", []string{"add", "--kind"}},
		{"--space is empty", []string{"add", "--kind", "aim", "--set", "title=a", "--space", ""}},
		{"--space is empty", []string{"list", "--space="}},
		{"--to is empty", []string{"share", aim, "--to", ""}},
		{`must be one of "A4","A3"`, []string{"figure", aim, "--sheet", "A5", "--pdf", "x.pdf"}},
		{`must be one of "dmy","mdy"`, []string{"import", "x.csv", "--kind", "aim", "--dates", "ymd"}},
		{"stands after --", []string{"comment", aim, "-well"}},
		{"--type", []string{"init", "--name", "Bea", "--type", "district"}},
	} {
		s.fails(exitUsage, c.words, c.args...)
	}
	for _, c := range []struct {
		words string
		args  []string
	}{
		{"title: “The whole aim", []string{"add", "--kind", "aim"}},
		{"questions: ", []string{"edit", test, "--set", "questions=null"}},
		{"has no link \"project\"", []string{"unlink", test, "project", aim}},
		{"has no link \"likes\"", []string{"unlink", test, "likes", aim}},
		{"is not the id of a comment", []string{"redact", test, "--comment", "x", "--reason", "A name"}},
		{"cairnctl quarantine", []string{"quarantine", "--accept", "x"}},
	} {
		s.fails(exitFailed, c.words, c.args...)
	}
	s.one("comment", aim, "--", "-well")
}

func TestEdges_ANumberThatIsNoneIsAskedForAsANumber(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	got := s.runWith(strings.NewReader(`{"kind":"aim","fields":{"title":"a","baseline":true}}`), "--dir", s.dir, "add", "--from", "-")
	s.wantFailed(got, exitFailed, "takes a number", []string{"add", "--from", "-"})
}

func TestEdges_ARatingOffItsScaleIsRefusedHoweverItComes(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	s.fails(exitFailed, "A rating here is from 1 to 4; 7 is off that scale.", "add", "--kind", "framework-check", "--set", "title=Habits", "--set", `items=[{"item":"I ask first","rating":7}]`)
	s.fails(exitFailed, "A rating here is from 1 to 5; 0 is off that scale.", "add", "--kind", "meeting", "--set", "title=Monday", "--set", "rating=0")

	table := filepath.Join(t.TempDir(), "meetings.csv")
	if err := os.WriteFile(table, []byte("Title,\"How good was this meeting, 1 to 5?\"\nMonday,9\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := s.run("import", table, "--kind", "meeting"); got.code != exitFailed || !strings.Contains(got.stderr, "A rating here is from 1 to 5; 9 is off that scale.") {
		t.Errorf("import: got %d, %s", got.code, got.stderr)
	}
}

func TestEdges_TheKeyIsNamedOfAFieldOnly(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	got := s.runWith(strings.NewReader("hello"), "--dir", s.dir, "recover")
	s.wantFailed(got, exitFailed, "“hello”, word 1 of line 1", []string{"recover"})
	if strings.HasPrefix(got.stderr, "sheet") {
		t.Errorf("got %q, want the sentence alone", got.stderr)
	}
	got = s.runWith(strings.NewReader(`{"fields":{"title":"a"}}`), "--dir", s.dir, "add", "--from", "-")
	s.wantFailed(got, exitFailed, "Line 1: The line names no kind", []string{"add", "--from", "-"})
}

func TestEdges_ANumberWithZerosInFrontIsPrintedAsANumber(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	test := s.add("pdsa", "Ask for reasons")
	for written, number := range map[string]float64{"007": 7, "000": 0, "-00.50": -0.5, "-0": 0, "1.50": 1.5, "00012.0": 12} {
		s.one("edit", test, "--set", "cycle="+written)
		want(t, written, s.field(test, "cycle"), any(number))
		if got := s.run("export", "--format", "json", "--kind", "pdsa", "-"); got.code != exitDone {
			t.Errorf("%s: export says %s", written, got.stderr)
		}
	}
}

func TestEdges_ALineForPeopleSteersNoTerminal(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	aim := s.add("aim", "Red \x1b[31malert\x07")
	for _, args := range [][]string{{"list"}, {"show", aim}, {"history", aim}} {
		got := s.run(args...)
		if strings.ContainsAny(got.stdout, "\x1b\x07") || !strings.Contains(got.stdout, "[31malert") {
			t.Errorf("cairnctl %q prints %q, want the text without its control signs", args, got.stdout)
		}
	}
	want(t, "the text itself", s.field(aim, "title"), any("Red \x1b[31malert\x07"))
}

func TestEdges_VersionsGiveListsWhereNothingIsInThem(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	version := s.one("versions", s.add("aim", "More talk"))
	want(t, "linked", version["linked"], any([]any{}))
	want(t, "changed", version["changed"], any([]any{"title"}))
}

func TestEdges_GoingBackAtOnceKeepsTheLaterVersion(t *testing.T) {
	north, south, _, space := newMeeting(t)
	aim := north.add("aim", "More talk")
	north.letIn(south, space, "member")
	south.all("sync")
	south.one("edit", aim, "--set", "title=Talk in every lesson")
	south.all("versions", aim, "--back", "1")
	south.all("sync")

	versions := north.all("versions", aim)

	want(t, "versions", len(versions), 3)
	for i, title := range []string{"More talk", "Talk in every lesson", "More talk"} {
		want(t, "title", versions[i]["fields"].(map[string]any)["title"], any(title))
	}
	want(t, "went back", versions[2]["back"], any(1.0))
	want(t, "the page", north.field(aim, "title"), any("More talk"))
}

func TestEdges_HistoryTellsRowsAsTheyAreWritten(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	test := s.add("pdsa", "Ask for reasons")
	s.one("edit", test, "--set", `questions=[{"question":"Do they?"}]`)
	s.one("edit", test, "--set", "questions=")
	got := s.run("history", test).stdout
	if strings.Contains(got, "map[") || !strings.Contains(got, `{"question":"Do they?"}`) || !strings.HasSuffix(got, ": -\n") {
		t.Errorf("got %q, want the row as JSON and a dash where it went", got)
	}
}

func TestEdges_AFullStandardOutputEndsACommand(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	full, err := os.Open(os.DevNull) // for reading: each write to it fails, as on a full disk
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	for _, args := range [][]string{{"list"}, {"serve", "--listen", "/ip4/127.0.0.1/tcp/0", "--lan=false"}} {
		cmd := s.command(t.Context(), append([]string{"--dir", s.dir}, args...)...)
		var said strings.Builder
		cmd.Stdout, cmd.Stderr = full, &said
		_ = cmd.Run() // its exit code is what counts
		if code := cmd.ProcessState.ExitCode(); code != exitFailed || !strings.Contains(said.String(), "standard output") {
			t.Errorf("cairnctl %q: exit %d and %q, want exit 1 and what to do", args, code, said.String())
		}
	}
}

func TestEdges_ALaptopIsNotItsOwnCounterpart(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	space := text(s.all("spaces")[1], "space")
	running := s.serve("")
	s.fails(exitFailed, "made on this laptop", "join", text(s.one("invite", "--space", space), "invitation"))
	s.fails(exitFailed, "that you sit at", "sync", "--with", running.device)
	s.fails(exitFailed, "that you sit at", "sync", "--addr", running.addr)
}

func TestEdges_AnAddressThatCannotBeListenedOnIsOneLine(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	s.fails(exitFailed, "choose another address", "serve", "--listen", "/ip4/203.0.113.9/tcp/0", "--lan=false")
}

func TestEdges_AYearThatIsASlipIsRefusedHoweverItComes(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	aim := s.add("aim", "More pupils explain their thinking", "--set", "by=2027-05-31")
	s.fails(exitFailed, "year 0000", "add", "--kind", "aim", "--set", "title=a", "--set", "by=0000-01-01")
	s.fails(exitFailed, "year 0206", "edit", aim, "--set", "by=0206-09-04")
	table := s.file("aims.csv", "Title,By when?\nMore read,9999-12-31\n")
	got := s.run("import", table, "--kind", "aim")
	want(t, "exit code of the import", got.code, exitFailed)
	want(t, "the year in "+got.stderr, strings.Contains(got.stderr, "year 9999"), true)
	want(t, "the day that stood there", s.field(aim, "by"), "2027-05-31")
	want(t, "aims", len(s.all("list", "--kind", "aim")), 1)
}
