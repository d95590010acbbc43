package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// image is what a disk image holds of a laptop: its data and what it knows of
// itself outside of them.
type image map[string][]byte

func (s *school) image() image {
	s.t.Helper()

	files := image{}
	for _, root := range []string{s.dir, s.stateFolder()} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			files[path], err = os.ReadFile(path)
			return err
		})
		if err != nil {
			s.t.Fatal(err)
		}
	}
	return files
}

// putBack makes the laptop what it was, down to the numbers of its files.
func (s *school) putBack(files image) {
	s.t.Helper()

	for _, journal := range []string{"cairn.db-wal", "cairn.db-shm"} {
		_ = os.Remove(filepath.Join(s.dir, journal)) // usually gone
	}
	for path, content := range files {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			s.t.Fatal(err)
		}
	}
}

func TestForks_ADiskImageThatIsPutBackLosesNothing(t *testing.T) {
	north, south, _, space := newMeeting(t)
	north.letIn(south, space, "member")
	west := newFolder(t)
	west.one("init", "--name", "Cy")
	north.letIn(west, space, "member")
	south.add("aim", "Common", "--space", space)
	south.one("sync")
	before := south.image()
	first := []string{south.add("aim", "The first history", "--space", space), south.add("aim", "More of it", "--space", space)}
	south.one("sync")
	west.one("sync")

	south.putBack(before)
	second := []string{south.add("aim", "The second history", "--space", space), south.add("aim", "And on", "--space", space), south.add("aim", "And on and on", "--space", space)}
	want(t, "members with two histories", len(copiedMembers(north, space)), 0)
	for range 2 {
		want(t, "complete with the one that forked", south.one("sync")["complete"], any(true))
		want(t, "complete with another one", west.one("sync")["complete"], any(true))
	}

	for _, laptop := range []*school{north, south, west} {
		for _, id := range append(first, second...) {
			want(t, "page", text(laptop.one("show", id), "id"), id)
		}
		want(t, "digest", laptop.digest(space), north.digest(space))
		want(t, "check", laptop.one("check", "--full")["ok"], any(true))
	}
	third := south.add("aim", "Under a name of its own", "--space", space)
	south.one("sync")
	want(t, "title", north.field(third, "title"), any("Under a name of its own"))
	want(t, "members with two histories", len(copiedMembers(north, space)), 1)
}

// copiedMembers gives the members whose data was restored or copied.
func copiedMembers(s *school, space string) []object {
	s.t.Helper()

	var copied []object
	for _, member := range s.all("members", "--space", space) {
		if _, ok := member["copied"]; ok {
			copied = append(copied, member)
		}
	}
	return copied
}

func TestForks_OfAnOwnersLaptopLoseNobody(t *testing.T) {
	north := newSchool(t, "Ada", "North")
	space := text(north.all("spaces")[1], "space")
	south, west, east := newFolder(t), newFolder(t), newFolder(t)
	for i, s := range []*school{south, west, east} {
		s.one("init", "--name", []string{"Bea", "Cy", "Dee"}[i])
	}
	line := north.serve("")
	north.letIn(south, space, "member")
	south.one("sync")
	line.stop()
	before := north.image()
	line = north.serve("")
	first := north.add("aim", "Of the first history", "--space", space)
	north.letIn(west, space, "member")
	west.one("sync")
	south.one("sync")
	line.stop()

	north.putBack(before)
	second := north.add("aim", "Of the second history", "--space", space)
	line = north.serve("")
	north.letIn(east, space, "member")
	for range 2 {
		for _, laptop := range []*school{south, west, east} {
			laptop.run("sync", "--addr", line.addr) // west is turned away until south has brought what it missed
		}
	}
	late := newFolder(t)
	late.one("init", "--name", "Fay")
	north.letIn(late, space, "member")
	for range 2 {
		for _, laptop := range []*school{south, west, east, late} {
			want(t, "complete", laptop.one("sync", "--addr", line.addr)["complete"], any(true))
		}
	}

	for _, laptop := range []*school{north, south, west, east, late} {
		want(t, "digest", laptop.digest(space), north.digest(space))
		want(t, "first", text(laptop.one("show", first), "id"), first)
		want(t, "second", text(laptop.one("show", second), "id"), second)
		want(t, "members", len(laptop.all("members", "--space", space)), 5)
		want(t, "check", laptop.one("check", "--full")["ok"], any(true))
	}
}
