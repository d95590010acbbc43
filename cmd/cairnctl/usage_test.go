package main

import (
	"os"
	"strings"
	"testing"
)

// These are well formed and nobody's.
const (
	noID      = "019f9c2f-7a40-7000-8000-000000000000"
	noSpaceID = "bbbbbbbbbbbbbbbbbbbbbbbbba"
)

func TestUsage_AWrongCommandLineIsExit2(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	for _, c := range []struct {
		words string
		args  []string
	}{
		{"unexpected argument", []string{"frobnicate"}},
		{"expected", []string{"space"}},
		{"unknown flag --bogus", []string{"list", "--bogus"}},
		{"unknown flag --bogus", []string{"--bogus", "list"}},
		{"expected", []string{"show"}},
		{"unexpected argument", []string{"show", noID, noID}},
		{"--set", []string{"edit", noID}},
		{"has no \"=\"", []string{"edit", noID, "--set", "title"}},
		{"has no \"=\"", []string{"add", "--kind", "aim", "--set", "=title"}},
		{"twice", []string{"add", "--kind", "aim", "--set", "title=a", "--set", "title=b"}},
		{"--kind or --from", []string{"add"}},
		{"--kind or --from", []string{"add", "--kind", "aim", "--from", "x.jsonl"}},
		{"--from", []string{"add", "--from", "x.jsonl", "--set", "title=a"}},
		{"rel=ID", []string{"add", "--kind", "aim", "--set", "title=a", "--link", "project"}},
		{"--name", []string{"init"}},
		{"--space", []string{"members"}},
		{"--kind", []string{"space", "new", "--name", "x"}},
		{"kind", []string{"space", "new", "--name", "x", "--kind", "club"}},
		{"owner, member, guest or carrier", []string{"invite", "--space", noID, "--access", "boss"}},
		{"--to", []string{"share", noID}},
		{"--format", []string{"export", "x"}},
		{"json", []string{"export", "--format", "docx", "x"}},
		{"expected", []string{"join"}},
		{"expected", []string{"comment", noID}},
		{"can't be used together", []string{"sync", "--with", "a", "--addr", "b"}},
		{"can't be used together", []string{"export", "--format", "json", "--space", "a", "--id", "b", "x"}},
	} {
		s.fails(exitUsage, c.words, c.args...)
		s.wantFailed(s.run(c.args...), exitUsage, c.words, c.args)
	}
	space := text(s.all("spaces")[1], "space")
	for _, span := range []string{"never", "0d", "7", "d", ""} {
		s.fails(exitUsage, "12h or 7d", "invite", "--space", space, "--expires", span)
	}
	s.fails(exitUsage, "Use owner", "access", "--space", space, "x", "boss")
}

func TestUsage_WhatCannotBeDoneIsExit1AndSaysWhatToDo(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	aim := s.add("aim", "More pupils explain their thinking")
	for _, c := range []struct {
		words string
		args  []string
	}{
		{"cairnctl list", []string{"show", "xyz"}},
		{"not on this laptop", []string{"show", noID}},
		{"not on this laptop", []string{"history", noID}},
		{"not on this laptop", []string{"edit", noID, "--set", "title=a"}},
		{"not on this laptop", []string{"retire", noID}},
		{"not on this laptop", []string{"comment", noID, "Well done"}},
		{"not on this laptop", []string{"export", "--format", "json", "--id", noID, "-"}},
		{"cairnctl kinds", []string{"add", "--kind", "dream", "--set", "title=a"}},
		{"cairnctl kinds", []string{"list", "--kind", "dream"}},
		{"has no field \"dream\"", []string{"add", "--kind", "aim", "--set", "title=a", "--set", "dream=b"}},
		{"has no field \"dream\"", []string{"edit", aim, "--set", "dream=b"}},
		{"is empty", []string{"add", "--kind", "aim"}},
		{"is empty", []string{"edit", aim, "--set", "title="}},
		{"one line", []string{"add", "--kind", "aim", "--set", "title=a\nb"}},
		{"1001", []string{"add", "--kind", "aim", "--set", "title=" + strings.Repeat("ü", 1001)}},
		{"date", []string{"add", "--kind", "aim", "--set", "title=a", "--set", "by=soon"}},
		{"date", []string{"add", "--kind", "aim", "--set", "title=a", "--set", "by=2026-02-30"}},
		{"number", []string{"add", "--kind", "aim", "--set", "title=a", "--set", "target=many"}},
		{"primary", []string{"add", "--kind", "driver", "--set", "title=a", "--set", "level=third"}},
		{"cairnctl spaces", []string{"list", "--space", "nowhere"}},
		{"cairnctl spaces", []string{"list", "--space", noSpaceID}},
		{"cairnctl spaces", []string{"list", "--space", strings.Repeat("a", 26)}},
		{"cairnctl spaces", []string{"digest", "--space", noSpaceID}},
		{"cairnctl spaces", []string{"export", "--format", "json", "--space", noSpaceID, "-"}},
		{"invitation", []string{"members", "--space", noSpaceID}},
		{"cairnctl kinds", []string{"link", aim, "likes", aim}},
		{"no steps", []string{"move", aim, "done", "--why", "Because"}},
		{"cairn1:", []string{"join", "hello"}},
		{"cairn1:", []string{"join", "cairn1:aaaa"}},
		{"knows no other one", []string{"sync"}},
		{"cairnctl devices", []string{"sync", "--with", "somebody"}},
		{"looks like", []string{"sync", "--addr", "10.0.0.1:80"}},
		{"belongs to someone", []string{"init", "--name", "Bea"}},
		{"cannot be opened", []string{"add", "--from", "missing.jsonl"}},
		{"cannot be", []string{"restore", "missing.cairn"}},
		{"passphrase", []string{"backup", "x", "--passphrase-file", "missing"}},
	} {
		s.fails(exitFailed, c.words, c.args...)
	}
	space := text(s.all("spaces")[1], "space")
	s.fails(exitFailed, "cairnctl serve", "invite", "--space", space)
	s.fails(exitFailed, "cairnctl devices", "access", "--space", space, "nobody", "guest")
	device := text(s.all("devices")[0], "device")
	s.fails(exitFailed, "last owner", "access", "--space", space, device, "guest")
}

func TestUsage_HelpAndKindsNeedNoFolderAndMakeNone(t *testing.T) {
	s := newFolder(t)
	for _, args := range [][]string{{}, {"--help"}, {"add", "--help"}, {"space", "new", "--help"}, {"kinds"}} {
		got := s.runWith(nil, args...)
		if got.code != exitDone || got.stdout == "" || got.stderr != "" {
			t.Errorf("cairnctl %q: got %+v, want words on standard output", args, got)
		}
	}
	s.wantNothing()
}

func TestUsage_AFolderWithNoOnesWorkStaysEmpty(t *testing.T) {
	s := newFolder(t)
	for _, args := range [][]string{
		{"spaces"}, {"devices"}, {"list"}, {"add", "--kind", "aim", "--set", "title=a"}, {"digest"}, {"serve"}, {"sync"},
		{"check"}, {"rebuild"}, {"backup", "x"}, {"import", "x"}, {"export", "--format", "json", "-"}, {"show", noID},
	} {
		s.fails(exitFailed, "cairnctl init", args...)
	}
	s.wantNothing()
}

func (s *school) wantNothing() {
	s.t.Helper()

	if _, err := os.Stat(s.dir); !os.IsNotExist(err) {
		s.t.Errorf("the folder was made: %v", err)
	}
}

func TestUsage_FlagsForAllStandBeforeOrAfterTheCommand(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	for _, args := range [][]string{
		{"--dir", s.dir, "--json", "spaces"}, {"spaces", "--dir", s.dir, "--json"}, {"--json", "spaces", "--dir=" + s.dir},
	} {
		got := s.runWith(nil, args...)
		if got.code != exitDone || len(s.objects(got.stdout)) != 2 {
			t.Errorf("cairnctl %q: got %+v, want two spaces", args, got)
		}
	}
}

func TestUsage_AnEmptyFolderNameIsNotTheFolderOneStandsIn(t *testing.T) {
	s := newFolder(t)
	for _, args := range [][]string{{"--dir", "", "spaces"}, {"--dir=", "list"}, {"digest", "--dir", ""}} {
		got := s.runWith(nil, args...)
		if got.code != exitUsage || !strings.Contains(got.stderr, "--dir is empty") {
			t.Errorf("cairnctl %q: got %+v, want it refused", args, got)
		}
	}
}

// A script's variable that is not set must not mean "all pages".
func TestUsage_AnEmptyIDIsNotAllPages(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	aim := s.add("aim", "On time")
	for _, args := range [][]string{
		{"news", ""}, {"attachments", ""}, {"raised", ""}, {"works", ""}, {"doctor", ""}, {"show", ""}, {"history", ""}, {"comment", aim, ""},
		{"comment", "", "well"}, {"move", aim, "", "--why", "x"}, {"link", aim, "", aim}, {"redact", "", "--reason", "a name"}, {"figure", "", "--svg", "x.svg"}, {"join", ""},
		{"hints", ""}, {"steps", ""}, {"versions", ""}, {"share", "", "--to", "x"}, {"bundle", "deliver", "x", ""}, {"access", "", "member", "--space", "x"},
	} {
		s.fails(exitUsage, "is empty; write what it should be", args...)
	}
}

func TestUsage_AnEmptyFileNameIsNotTheFolderOneStandsIn(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	for _, args := range [][]string{
		{"backup", ""}, {"restore", ""}, {"export", "--format", "csv", ""}, {"import", ""}, {"chart", "", "--chart", "run", "--y", "y"}, {"attach", noID, ""},
		{"bundle", "export", "--space", "s", ""}, {"bundle", "import", ""}, {"bundle", "deliver", ""}, {"recovery-sheet", "--space", "s", ""},
	} {
		s.fails(exitUsage, "is empty", args...)
	}
}
