package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve/improvetest"
)

// newStick gives an empty folder that stands for a stick.
func newStick(t *testing.T) string {
	t.Helper()

	return t.TempDir()
}

// carried copies the only file of a stick to another, as somebody does who carries it.
func carried(t *testing.T, from, to string) string {
	t.Helper()

	entries, err := os.ReadDir(from)
	if err != nil || len(entries) != 1 {
		t.Fatalf("the stick holds %d files (%v), want 1", len(entries), err)
	}
	raw, err := os.ReadFile(filepath.Join(from, entries[0].Name()))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(to, entries[0].Name())
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestBundle_ACoachCarriesAFileThatOnlyTheOtherSchoolCanOpen(t *testing.T) {
	p := newPair(t)
	p.line.stop()
	p.buddy.stop()
	coach := newSchool(t, "Cy", "West")
	written := writeProject(p.north)
	shared := text(p.north.one("share", written.id, "--to", p.space), "id")

	north, south := newStick(t), newStick(t)
	exported := p.north.one("bundle", "export", "--space", p.space, north)
	wantKeys(t, exported, "file", "files", "space", "to", "left_out", "events", "bytes")
	want(t, "receivers", len(exported["to"].([]any)), 1)
	want(t, "the receiver", exported["to"].([]any)[0].(object)["device"], p.south.self()["device"])
	if name := filepath.Base(text(exported, "file")); !strings.HasPrefix(name, "cairn-") || !strings.HasSuffix(name, ".cairn") {
		t.Errorf("the file is called %q", name)
	}
	file := carried(t, north, south)
	coach.fails(exitFailed, "made for other laptops", "bundle", "import", file)
	want(t, "spaces of the coach", len(coach.all("spaces")), 2)

	taken := p.south.one("bundle", "import", file)
	wantKeys(t, taken, "space", "name", "from", "person", "created", "joined", "events", "refused", "missing", "kept", "asks")
	want(t, "from", taken["from"], p.north.self()["device"])
	want(t, "missing", number(taken, "missing"), 0.0)
	want(t, "refused", number(taken, "refused"), 0.0)
	want(t, "digest", p.south.digest(p.space), p.north.digest(p.space))
	want(t, "title", p.south.field(shared, "title"), any("More pupils explain their thinking"))
	want(t, "new when taken twice", number(p.south.one("bundle", "import", file), "events"), 0.0)
	want(t, "digest when taken twice", p.south.digest(p.space), p.north.digest(p.space))

	p.south.one("comment", shared, "We will try this")
	back := filepath.Join(newStick(t), "back.cairn")
	p.south.one("bundle", "export", "--space", p.space, "--to", text(p.north.self(), "device"), back)
	p.north.one("bundle", "import", back)
	want(t, "comments", len(p.north.one("show", shared)["comments"].([]any)), 1)
	want(t, "digest in the end", p.north.digest(p.space), p.south.digest(p.space))
	for _, s := range []*school{p.north, p.south} {
		want(t, "check", s.one("check", "--full")["ok"], any(true))
	}
}

func TestBundle_WhatCannotBeDoneSaysWhatToDo(t *testing.T) {
	s, other := newSchool(t, "Ada", "North"), newSchool(t, "Bea", "South")
	space := text(s.all("spaces")[1], "space")
	file := filepath.Join(newStick(t), "file.cairn")
	stranger := text(other.self(), "device")
	for _, c := range []struct {
		words string
		args  []string
	}{
		{"cairnctl spaces", []string{"export", "--space", "nowhere", file}},
		{"invitation", []string{"export", "--space", noSpaceID, file}},
		{"cairnctl devices", []string{"export", "--space", space, "--to", "somebody", file}},
		{"cairnctl members", []string{"export", "--space", space, "--to", stranger, file}},
		{"Invite another laptop", []string{"export", "--space", space, file}},
		{"cannot be opened", []string{"import", file}},
		{"bundle export", []string{"import", filepath.Join(s.dir, "cairn.db")}},
		{"bundle export", []string{"import", s.dir}},
	} {
		s.fails(exitFailed, c.words, append([]string{"bundle"}, c.args...)...)
	}
	backup := filepath.Join(filepath.Dir(file), "backup")
	s.one("backup", backup)
	s.fails(exitFailed, "bundle export", "bundle", "import", backup)
	s.fails(exitUsage, "--space", "bundle", "export", file)
	s.fails(exitUsage, "expected", "bundle", "import")
	s.fails(exitUsage, "expected", "bundle")
	newFolder(t).fails(exitFailed, "cairnctl init", "bundle", "import", file)
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Errorf("a file was made: %v", err)
	}
}

func TestBundle_AnExportOrImportThatIsKilledIsDoneAgain(t *testing.T) {
	t.Parallel()

	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	rng := improvetest.NewRand(seed)
	north, south, line, space := newMeeting(t)
	north.letIn(south, space, "member")
	line.stop()
	stick := newStick(t)
	file := filepath.Join(stick, "file.cairn")
	broken := 0
	longest := 300 * time.Millisecond // of a whole export or import, as it was last measured
	for round := range kills(t) {
		north.all("add", "--space", space, "--from", north.file("new.jsonl", manyLines(pagesPerKill+round, 400)))
		if north.killAfter(time.Duration(rng.Int64N(int64(longest))), "bundle", "export", "--space", space, file) {
			broken++
		}
		if _, err := os.Stat(file); err == nil {
			south.one("bundle", "import", file) // this one or that of the round before, it is whole
		}
		began := time.Now()
		north.one("bundle", "export", "--space", space, file)
		if south.killAfter(time.Duration(rng.Int64N(int64(longest))), "bundle", "import", file) {
			broken++
		}
		south.one("bundle", "import", file)
		longest = max(longest, time.Since(began)/2)
		want(t, "digest", south.digest(space), north.digest(space))
	}
	for _, s := range []*school{north, south} {
		want(t, "check", s.one("check", "--full")["ok"], any(true))
	}
	t.Logf("%d of %d were killed in the middle", broken, 2*kills(t))
}

// killAfter starts a command and kills it after a while; true when it was not done by then.
func (s *school) killAfter(after time.Duration, args ...string) bool {
	s.t.Helper()

	cmd := s.command(context.Background(), append([]string{"--dir", s.dir}, args...)...)
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	_ = cmd.Wait() // killed, or done already
	return cmd.ProcessState.ExitCode() != exitDone
}
