package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	_ "modernc.org/sqlite" // to make a file that a newer version would leave
)

func TestFolder_PlacesThatAreNotSafeAreRefused(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, "file")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for place, words := range map[string]string{
		filepath.Join(root, "OneDrive - North", "cairn"): "OneDrive",
		filepath.Join(root, "Dropbox"):                   "Dropbox",
		file:                                             "is a file",
		filepath.Join(file, "below"):                     "--dir",
		"/proc/cairn":                                    "cannot be made",
	} {
		s := &school{t: t, dir: place}
		got := s.runWith(nil, "--dir", place, "init", "--name", "Ada")
		s.wantFailed(got, exitFailed, words, []string{"init in", place})
	}
	if _, err := os.Stat(filepath.Join(root, "Dropbox")); !os.IsNotExist(err) {
		t.Errorf("a refused folder was made: %v", err)
	}
}

func TestFolder_ADamagedFileIsRefusedAndLeftAsItIs(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	path := filepath.Join(s.dir, "cairn.db")
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string][]byte{
		"letters": []byte(strings.Repeat("This is a letter to a parent.\n", 1000)),
		"zeroes":  make([]byte, 8192),
		"cut":     good[:len(good)/2],
		"header":  append(bytes.Repeat([]byte{0xA5}, 100), good[100:]...),
	} {
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		got := s.run("--json", "check", "--full")
		if got.code != exitFailed || got.stderr == "" || strings.Contains(got.stderr, "panic") {
			t.Errorf("%s: check gives %+v", name, got)
		}
		got = s.run("list")
		if name != "cut" { // its first pages are whole, so what is left may be read
			s.wantFailed(got, exitFailed, "", []string{"list with", name})
		}
		if now, err := os.ReadFile(path); name != "cut" && (err != nil || !bytes.Equal(now, bad)) {
			t.Errorf("%s: the file was changed: %v", name, err)
		}
	}
}

func TestFolder_AFileOfANewerVersionIsRefusedAndLeftAsItIs(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	path := filepath.Join(s.dir, "cairn.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("PRAGMA user_version = 999"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"list"}, {"add", "--kind", "aim", "--set", "title=a"}, {"check"}, {"rebuild"}, {"serve"}} {
		s.fails(exitFailed, "newer version", args...)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was changed: %v", err)
	}
}

func TestFolder_KeysAreForTheirOwnerAlone(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	keys, err := filepath.Glob(filepath.Join(s.dir, "keys", "*"))
	if err != nil || len(keys) == 0 {
		t.Fatalf("no keys: %v", err)
	}
	for _, path := range append(keys, filepath.Join(s.dir, "cairn.db")) {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v, want none for others", filepath.Base(path), info.Mode())
		}
	}
	if err := os.WriteFile(filepath.Join(s.dir, "keys", "device.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.fails(exitFailed, "device.json", "list")
}

func TestFolder_ManyProgramsMayWriteAtOnce(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	serving := s.serve("")
	idea := s.add("change-idea", "Talk partners")
	const programs, each = 8, 4
	var group sync.WaitGroup
	ids := make([][]string, programs)
	for p := range programs {
		group.Go(func() {
			for n := range each {
				got := s.run("--json", "add", "--kind", "change-idea", "--set", fmt.Sprintf("title=Idea %d of %d", n, p))
				if got.code != exitDone || got.stderr != "" {
					t.Errorf("add: %+v", got)
					return
				}
				ids[p] = append(ids[p], text(s.objects(got.stdout)[0], "id"))
				if got := s.run("--json", "edit", idea, "--set", fmt.Sprintf("what=%d %d", p, n)); got.code != exitDone || got.stderr != "" {
					t.Errorf("edit: %+v", got)
				}
				if got := s.run("--json", "list", "--search", "Idea"); got.code != exitDone || got.stderr != "" {
					t.Errorf("list: %+v", got)
				}
			}
		})
	}
	group.Wait()
	listed := map[string]bool{}
	for _, o := range s.all("list", "--kind", "change-idea") {
		listed[text(o, "id")] = true
	}
	for _, some := range ids {
		for _, id := range some {
			if !listed[id] {
				t.Errorf("the page %s was acknowledged and is lost", id)
			}
		}
	}
	want(t, "pages", len(listed), programs*each+1)
	want(t, "check", s.one("check", "--full")["ok"], any(true))
	serving.stop()
}

func TestFolder_TwoWhoBeginAtOnceAreOnePerson(t *testing.T) {
	s := newFolder(t)
	var group sync.WaitGroup
	results := make([]done, 4)
	for n := range results {
		group.Go(func() { results[n] = s.run("--json", "init", "--name", "Ada", "--school", "North") })
	}
	group.Wait()
	began := 0
	for _, got := range results {
		if got.code == exitDone {
			began++
			want(t, "device", s.objects(got.stdout)[0]["device"], s.one("devices")["device"])
		} else {
			s.wantFailed(got, exitFailed, "belongs to someone", []string{"init"})
		}
	}
	want(t, "how many began", began, 1)
	want(t, "spaces", len(s.all("spaces")), 2)
}
