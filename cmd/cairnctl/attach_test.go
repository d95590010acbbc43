package main

import (
	"bytes"
	pixels "image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// drawn writes a small PNG that no other number gives, and tells where.
func (s *school) drawn(n int) string {
	s.t.Helper()

	img := pixels.NewGray(pixels.Rect(0, 0, 64, 48))
	for i := range img.Pix {
		img.Pix[i] = uint8(i * (n + 3))
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		s.t.Fatal(err)
	}
	return s.keep("drawn.png", out.Bytes())
}

// keep writes a file that a person might have, and tells where.
func (s *school) keep(name string, content []byte) string {
	s.t.Helper()

	path := filepath.Join(s.t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

func TestAttach_ListsSavesAndTakesAway(t *testing.T) {
	north := newSchool(t, "Ann", "North")
	id := north.add("story", "One story")

	added := north.one("attach", id, north.drawn(1))
	north.one("attach", id, north.keep("plan.pdf", []byte("%PDF-1.7 plan")))

	if text(added, "name") != "drawn.png" || added["cleaned"] != true || added["here"] != true {
		t.Errorf("got %v", added)
	}
	files, _ := north.one("show", id)["files"].([]any)
	if len(files) != 2 {
		t.Fatalf("show gives %v", files)
	}
	out := filepath.Join(t.TempDir(), "out.pdf")
	north.one("attachments", id, "--save", "2", out)
	if got, err := os.ReadFile(out); err != nil || string(got) != "%PDF-1.7 plan" {
		t.Errorf("got %q, %v", got, err)
	}
	north.all("attachments", id, "--remove", "1")
	if left := north.all("attachments", id); len(left) != 1 || text(left[0], "name") != "plan.pdf" || text(left[0], "by") != "Ann" {
		t.Errorf("got %v", left)
	}
	north.fails(exitFailed, "no file of that number", "attachments", id, "--save", "7", out)
	north.fails(exitUsage, "--save", "attachments", id, "--save", "1")
	north.fails(exitFailed, "no such file", "attach", id, filepath.Join(t.TempDir(), "nothing.jpg"))
	north.fails(exitFailed, "JPEG or PNG", "attach", id, north.keep("a.heic", []byte("\x00\x00\x00\x18ftypheic")))
}

// have tells how many files of a page are on a laptop.
func (s *school) have(id string) int {
	s.t.Helper()

	here := 0
	for _, file := range s.all("attachments", id) {
		if file["here"] == true {
			here++
		}
	}
	return here
}

func TestAttach_PhotosTravelAndWhatIsErasedGoesEverywhere(t *testing.T) {
	north, south := newSchool(t, "Ann", "North"), newSchool(t, "Ben", "South")
	pair := text(north.one("space", "new", "--kind", "pair", "--name", "Pair"), "space")
	id := north.add("story", "One story", "--space", pair)
	document := bytes.Repeat([]byte("Travelcanary "), 70_000)
	north.one("attach", id, north.drawn(1))
	north.one("attach", id, north.keep("long.txt", document))
	serving := north.serve("0")
	south.one("join", text(north.one("invite", "--space", pair), "invitation"))

	south.all("sync")

	if got := south.have(id); got != 2 {
		t.Fatalf("got %d files, want 2", got)
	}
	out := filepath.Join(t.TempDir(), "out")
	south.one("attachments", id, "--save", "2", out)
	if got, err := os.ReadFile(out); err != nil || !bytes.Equal(got, document) {
		t.Errorf("got %d bytes, %v", len(got), err)
	}
	south.one("attach", id, south.keep("back.txt", []byte("from the south")))
	south.all("sync")
	if got := north.have(id); got != 3 {
		t.Errorf("the other way: got %d files, want 3", got)
	}
	north.one("redact", id, "--field", "~files", "--reason", "a photo without consent")
	south.all("sync")
	serving.stop()
	for _, school := range []*school{north, south} {
		if school.holds([]byte("Travelcanary")) {
			t.Errorf("%s still has what was erased", school.dir)
		}
		if !school.holds([]byte("from the south")) {
			t.Errorf("%s lost what nobody could erase", school.dir)
		}
	}
}

// holds tells whether bytes stand anywhere in the data folder.
func (s *school) holds(content []byte) bool {
	s.t.Helper()

	found := false
	err := filepath.WalkDir(s.dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		found = found || bytes.Contains(raw, content)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return found
}
