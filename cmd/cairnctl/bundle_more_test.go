package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve/improvetest"
)

func TestBundle_AGapIsAskedForAndFilledOnTheNextTrip(t *testing.T) {
	north, south, line, space := newMeeting(t)
	north.letIn(south, space, "member")
	line.stop()
	stick := newStick(t)
	north.one("bundle", "export", "--space", space, "--all", filepath.Join(stick, "first.cairn"))
	south.one("bundle", "import", filepath.Join(stick, "first.cairn"))
	south.one("bundle", "export", "--space", space, filepath.Join(stick, "back.cairn"))
	north.one("bundle", "import", filepath.Join(stick, "back.cairn"))

	copyOfSouth := readAll(t, south)
	page := text(north.one("add", "--kind", "aim", "--space", space, "--set", "title=Lost on the way"), "id")
	north.one("bundle", "export", "--space", space, filepath.Join(stick, "second.cairn"))
	south.one("bundle", "import", filepath.Join(stick, "second.cairn"))
	south.one("bundle", "export", "--space", space, filepath.Join(stick, "back2.cairn"))
	north.one("bundle", "import", filepath.Join(stick, "back2.cairn"))
	north.one("edit", page, "--set", "title=Later")
	third := north.one("bundle", "export", "--space", space, filepath.Join(stick, "third.cairn"))

	putBack(t, south, copyOfSouth) // South loses the second file
	taken := south.one("bundle", "import", filepath.Join(stick, "third.cairn"))
	want(t, "kept", taken["kept"], any(true))
	if number(taken, "missing") == 0 || number(third, "events") == 0 {
		t.Errorf("got %v, want a gap", taken)
	}
	asked := south.one("bundle", "request", "--space", space, filepath.Join(stick, "asks.cairn"))
	if size := number(asked, "bytes"); size > 5<<10 {
		t.Errorf("the request has %v bytes, want 5 KB at most", size)
	}
	want(t, "asks", north.one("bundle", "import", filepath.Join(stick, "asks.cairn"))["asks"], any(true))
	north.one("bundle", "answer", filepath.Join(stick, "asks.cairn"), filepath.Join(stick, "answer.cairn"))
	south.one("bundle", "import", filepath.Join(stick, "answer.cairn"))
	want(t, "digest", south.digest(space), north.digest(space))
	want(t, "title", south.field(page, "title"), any("Later"))
	waiting, err := os.ReadDir(filepath.Join(south.dir, "waiting"))
	if err != nil || len(waiting) != 0 {
		t.Errorf("%d files wait still (%v), want none", len(waiting), err)
	}
	north.fails(exitFailed, "asks for nothing", "bundle", "answer", filepath.Join(stick, "back2.cairn"), stick)
}

// readAll reads a data folder that no program has open.
func readAll(t *testing.T, s *school) map[string][]byte {
	t.Helper()

	files := map[string][]byte{}
	err := filepath.WalkDir(s.dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files[path], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// putBack makes a data folder what it was.
func putBack(t *testing.T, s *school, files map[string][]byte) {
	t.Helper()

	if err := os.RemoveAll(s.dir); err != nil {
		t.Fatal(err)
	}
	for path, raw := range files {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestBundle_WhoIsInNothingCarriesAndDelivers(t *testing.T) {
	north, south, line, space := newMeeting(t)
	north.letIn(south, space, "member")
	line.stop()
	coach := newSchool(t, "Cy", "West")
	stick := newStick(t)
	file := text(north.one("bundle", "export", "--space", space, "--all", stick), "file")
	kept := coach.one("bundle", "carry", file)
	wantKeys(t, kept, "name", "bytes", "since")
	want(t, "on the list", len(coach.all("bundle", "list")), 1)
	other := newStick(t)
	places := coach.one("bundle", "deliver", "--keep", other)["files"].([]any)
	want(t, "delivered", len(places), 1)
	south.one("bundle", "import", places[0].(string))
	want(t, "digest", south.digest(space), north.digest(space))
	coach.one("bundle", "deliver", other, text(kept, "name"))
	want(t, "on the list in the end", len(coach.all("bundle", "list")), 0)
	coach.fails(exitFailed, "bundle list", "bundle", "deliver", other, "../keys")
	coach.fails(exitFailed, "not a file", "bundle", "carry", filepath.Join(coach.dir, "cairn.db"))
}

func TestBundle_WhatAKilledExportLeftIsGoneAfterTheNext(t *testing.T) {
	t.Parallel()

	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	rng := improvetest.NewRand(seed)
	north, south, line, space := newMeeting(t)
	north.letIn(south, space, "member")
	line.stop()
	north.all("add", "--space", space, "--from", north.file("new.jsonl", manyLines(300, 400)))
	stick := newStick(t)
	left := 0
	for range kills(t) {
		north.killAfter(time.Duration(rng.Int64N(int64(600*time.Millisecond))), "bundle", "export", "--space", space, "--all", filepath.Join(stick, "file.cairn"))
		entries, err := os.ReadDir(stick)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			if strings.HasPrefix(entry.Name(), ".") {
				left++
			}
		}
		north.one("bundle", "export", "--space", space, "--all", filepath.Join(stick, "file.cairn"))
		if entries, err = os.ReadDir(stick); err != nil || len(entries) != 1 {
			t.Fatalf("the stick holds %d files (%v), want 1", len(entries), err)
		}
	}
	south.one("bundle", "import", filepath.Join(stick, "file.cairn"))
	want(t, "digest", south.digest(space), north.digest(space))
	t.Logf("%d leftovers were seen", left)
}
