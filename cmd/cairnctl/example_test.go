package main

import (
	"strings"
	"testing"
)

func TestExample_IsPreviewedMadeStartedFromAndWithdrawn(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	pair := text(s.one("space", "new", "--kind", "pair", "--name", "Pair"), "space")
	idea := s.add("change-idea", "Reading pairs for Amina")
	test := s.add("pdsa", "Amina's pair", "--set", "happened=Amina read; red cap laughed.", "--link", "change-idea="+idea)
	choice := []string{test, "--to", pair, "--with", idea, "--replace", "red cap=another boy", "--take", "happened"}

	lines := s.all(append([]string{"example", "preview"}, choice...)...)
	wantKeys(t, lines[0], "to", "pages", "readers", "names", "kept")
	want(t, "pages", lines[0]["pages"], any(float64(2)))
	want(t, "names", lines[0]["names"], any(float64(2)))
	wantKeys(t, lines[1], "id", "kind", "field", "goes", "apart", "texts")
	wantKeys(t, lines[len(lines)-1], "name", "instead", "places", "doubts", "marked", "left", "sentence")
	want(t, "nothing is made", len(s.all("example", "list")), 0)
	s.fails(exitUsage, "--yes", append([]string{"example", "make"}, choice...)...)
	s.fails(exitUsage, "has no \"=\"", "example", "preview", test, "--to", pair, "--replace", "Amina")

	first := text(s.one(append([]string{"example", "make", "--yes"}, choice...)...), "id")
	made := s.all("example", "list", "--space", pair)
	want(t, "examples", len(made), 1)
	wantKeys(t, made[0], "id", "space", "kind", "title", "pages", "mine")
	want(t, "title", text(made[0], "title"), "Student A's pair")
	want(t, "happened", s.field(first, "happened"), any("Student A read; another boy laughed."))
	want(t, "work in the pair", len(s.all("list", "--space", pair)), 0)

	s.fails(exitFailed, "is an example", "edit", first, "--set", "title=Amina's pair")
	ids := s.all("example", "start", first)
	want(t, "pages of one's own", len(ids), 2)
	started := s.one("show", text(ids[0], "id"))
	want(t, "started", text(started, "kind"), "pdsa")
	if strings.Contains(text(started, "title"), "Amina") {
		t.Error("the name came along")
	}
	want(t, "one page", len(s.all("example", "start", first, "--page")), 1)

	s.one("example", "withdraw", first)
	want(t, "withdrawn", len(s.all("example", "list")), 0)
}
