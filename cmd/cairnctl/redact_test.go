package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve/improvetest"
)

// sees gives the files of a folder in which a word can be read.
func (s *school) sees(word string) []string {
	s.t.Helper()

	var found []string
	names, err := filepath.Glob(filepath.Join(s.dir, "cairn.db*"))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil && !os.IsNotExist(err) { // SQLite takes the files beside it away when it wants
			s.t.Fatal(err)
		}
		if strings.Contains(string(raw), word) {
			found = append(found, filepath.Base(name))
		}
	}
	return found
}

func (s *school) wantGone(word string) {
	s.t.Helper()

	eventually(s.t, word+" gone from "+s.dir, func() bool { return len(s.sees(word)) == 0 })
	want(s.t, "found by search", len(s.all("list", "--all", "--search", word)), 0)
	want(s.t, "check", s.one("check", "--full")["ok"], any(true))
}

func TestRedact_GoesFromAllLaptopsAndNothingBringsItBack(t *testing.T) {
	p := newPair(t)
	late := newSchool(t, "Cy", "West")
	page := text(p.north.one("add", "--space", p.space, "--kind", "change-idea", "--set", "title=Seats", "--set", "what=Mariacanary sits in front"), "id")
	p.north.one("edit", page, "--set", "what=Mariacanary sits at the window")
	p.south.arrives(page)
	p.south.one("comment", page, "So did Sincanary")
	comment := ""
	eventually(t, "the comment at North", func() bool {
		comments, _ := p.north.one("show", page)["comments"].([]any)
		if len(comments) == 1 {
			comment = text(comments[0].(object), "id")
		}
		return comment != ""
	})
	stick := newStick(t)
	old := filepath.Join(stick, "old.cairn")
	p.north.one("bundle", "export", "--space", p.space, old)
	backup := filepath.Join(stick, "old.backup")
	p.north.one("backup", backup)
	eventually(t, "the words at South", func() bool { return len(p.south.sees("Mariacanary sits at")) > 0 })

	p.north.fails(exitUsage, "reason", "redact", page)
	p.north.fails(exitFailed, "reason repeats", "redact", page, "--field", "what", "--reason", "it is about Mariacanary")
	p.north.fails(exitFailed, "written by Bea", "redact", page, "--comment", comment, "--reason", "x")
	done := p.north.one("redact", page, "--field", "what", "--reason", "names a student")

	if _, waits := done["waiting"]; waits != (number(done, "confirmed") < 2) {
		t.Errorf("got %v, want those that wait when some do", done)
	}
	want(t, "erased", number(done, "redacted"), 2.0)
	want(t, "laptops", number(done, "of"), 2.0)
	want(t, "shown", p.north.field(page, "what"), any("[removed]"))
	eventually(t, "the same at South", func() bool { return p.south.field(page, "what") == any("[removed]") })
	history := p.south.all("history", page)
	removed, _ := history[1]["removed"].(object)
	if history[1]["value"] != any("[removed]") || removed["device"] != p.north.self()["device"] || removed["reason"] != any("names a student") {
		t.Errorf("got %v, want who removed it and why", history[1])
	}
	eventually(t, "the word of South", func() bool {
		return number(p.north.one("redact", page, "--field", "what", "--reason", "again"), "confirmed") == 2
	})
	p.north.letIn(late, p.space, "member")
	late.one("sync")
	want(t, "a late joiner", late.field(page, "what"), any("[removed]"))
	late.wantGone("Mariacanary")
	p.south.one("redact", page, "--comment", comment, "--reason", "names a student")
	eventually(t, "the comment at North", func() bool {
		comments, _ := p.north.one("show", page)["comments"].([]any)
		return len(comments) == 1 && comments[0].(object)["text"] == any("[removed]")
	})

	p.south.one("bundle", "import", old)
	p.north.one("restore", backup)
	eventually(t, "the same digest", func() bool { return p.north.digest(p.space) == p.south.digest(p.space) })
	for _, word := range []string{"Mariacanary", "Sincanary"} {
		p.north.wantGone(word)
		p.south.wantGone(word)
	}
}

func TestRedact_SeveralPagesGoTogether(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	one, two := s.add("change-idea", "Onecanary"), s.add("aim", "Twocanary")

	s.fails(exitFailed, "", "redact", one, "019a0000-0000-7000-8000-000000000001", "--reason", "x")
	want(t, "still there", s.field(one, "title"), any("Onecanary"))
	done := s.one("redact", one, two, "--reason", "should not have been written")

	want(t, "erased", number(done, "redacted"), 2.0)
	want(t, "laptops", number(done, "confirmed"), 1.0)
	want(t, "pages left", len(s.all("list", "--kind", "aim"))+len(s.all("list", "--kind", "change-idea")), 0)
	s.wantGone("Onecanary")
	s.wantGone("Twocanary")
	want(t, "in words", strings.Contains(s.run("list", "--all").stdout, removedText), true)
}

func TestKill_ARedactionThatIsKilledIsNoneOrWhole(t *testing.T) {
	t.Parallel()

	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	s := newSchool(t, "Ada", "North")
	broken := 0
	for range kills(t) {
		word := improvetest.Words(rng, 1) + "canary" + strings.Repeat("x", 1+rng.IntN(40)) + "end"
		page := s.add("change-idea", "Seats", "--set", "what="+word)
		if s.killAfter(time.Duration(rng.Int64N(int64(150*time.Millisecond))), "redact", page, "--field", "what", "--reason", "x") {
			broken++
		}
		if s.field(page, "what") == any(removedText) { // show has opened the folder, and finished what was begun
			want(t, "files with the word", len(s.sees(word)), 0)
		}
		s.one("redact", page, "--field", "what", "--reason", "x")
		want(t, "shown", s.field(page, "what"), any(removedText))
		want(t, "files with the word after all", len(s.sees(word)), 0)
	}
	want(t, "check", s.one("check", "--full")["ok"], any(true))
	t.Logf("%d of %d were killed in the middle", broken, kills(t))
}
