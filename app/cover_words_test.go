package app

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestCoverWords_AsksOnlyWhereAnotherSchoolReads(t *testing.T) {
	d := deskOf(t, "Maria Duarte", "North")
	if err := d.SetRoster(t.Context(), "Amina Yusuf (Mina)"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		to          improve.SpaceID
		words, want string
		names       int
	}{
		{d.found(improve.PairSpace, "Pair"), "Amina’s desk, then mina; Maria saw it.", "Student A’s desk, then Student A; Maria saw it.", 1},
		{d.found(improve.NetworkSpace, "Network"), "How did Jaylen and Amina take it?", "How did Student A and Student B take it?", 2},
		{d.found(improve.NetworkSpace, "Another"), "Who counted? Summer reading, in May.", "Who counted? Summer reading, in May.", 0},
		{d.me.School, "How did Jaylen take it?", "How did Jaylen take it?", 0},
		{d.me.Personal, "How did Jaylen take it?", "How did Jaylen take it?", 0},
	} {
		covered, err := d.CoverWords(t.Context(), c.to, c.words)
		if err != nil {
			t.Fatal(err)
		}
		sameText(t, c.words, covered.Texts[0].Text, c.want)
		if len(covered.Names) != c.names {
			t.Errorf("%q: %d names, want %d", c.words, len(covered.Names), c.names)
		}
	}
}
