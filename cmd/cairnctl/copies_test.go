package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const copiedSentence = "This computer's data was restored from a copy; both histories were kept."

// copyOf is a laptop with a copy of another one's data folder, keys and all.
func copyOf(t *testing.T, s *school) *school {
	t.Helper()

	clone := newFolder(t)
	if err := os.CopyFS(clone.dir, os.DirFS(s.dir)); err != nil {
		t.Fatal(err)
	}
	return clone
}

func TestCopies_OfADataFolderBothKeepWhatTheyWrite(t *testing.T) {
	north, south, _, space := newMeeting(t)
	north.letIn(south, space, "member")
	before := south.add("aim", "Before the copy", "--space", space)
	south.one("sync")
	clone := copyOf(t, south)

	first := south.add("aim", "Written by the first", "--space", space)
	second := clone.add("aim", "Written by the copy", "--space", space)
	third := clone.add("aim", "Written by the copy again", "--space", space)
	for range 2 {
		want(t, "complete with the first", south.one("sync")["complete"], any(true))
		want(t, "complete with the copy", clone.one("sync")["complete"], any(true))
	}
	south.one("sync")

	for _, laptop := range []*school{north, south, clone} {
		for _, id := range []string{before, first, second, third} {
			if text(laptop.one("show", id), "id") != id {
				t.Errorf("a laptop does not show %s", id)
			}
		}
		want(t, "digest", laptop.digest(space), north.digest(space))
		want(t, "check", laptop.one("check", "--full")["ok"], any(true))
	}
	copied := 0
	for _, member := range north.all("members", "--space", space) {
		if _, ok := member["copied"]; ok {
			copied++
		}
	}
	want(t, "members whose laptop was copied", copied, 1)
}

func TestCopies_APersonIsToldOnce(t *testing.T) {
	north := newSchool(t, "Ada", "North")
	clone := copyOf(t, north)

	if told := clone.run("spaces"); strings.Count(told.stderr, copiedSentence) != 1 {
		t.Errorf("the copy says %q", told.stderr)
	}
	if told := clone.run("add", "--kind", "aim", "--set", "title=More talk"); told.stderr != "" {
		t.Errorf("the second time it says %q", told.stderr)
	}
	if told := north.run("spaces"); told.stderr != "" {
		t.Errorf("the original says %q", told.stderr)
	}
	if words := clone.run("check"); !strings.Contains(words.stdout, "its data was copied on") {
		t.Errorf("check says %q", words.stdout)
	}
	if words := clone.run("devices"); !strings.Contains(words.stdout, "its data was copied on") {
		t.Errorf("devices says %q", words.stdout)
	}
}

func TestCopies_AnOlderFolderPutBackForksNothing(t *testing.T) {
	north, south, _, space := newMeeting(t)
	north.letIn(south, space, "member")
	south.add("aim", "Before the copy", "--space", space)
	south.one("sync")
	older := copyOf(t, south)
	lost := south.add("aim", "After the copy", "--space", space)
	south.one("sync")

	if err := os.Rename(south.dir, filepath.Join(t.TempDir(), "gone")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(older.dir, south.dir); err != nil {
		t.Fatal(err)
	}
	again := south.add("aim", "After the old folder", "--space", space)
	south.one("sync")

	want(t, "what only the other laptop held", south.field(lost, "title"), any("After the copy"))
	want(t, "on the other laptop", north.field(again, "title"), any("After the old folder"))
	want(t, "digest", south.digest(space), north.digest(space))
}
