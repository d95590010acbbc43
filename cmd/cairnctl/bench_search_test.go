//go:build linux

package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// BenchmarkSearch looks in 20,000 notes of 80 words for a name that stands in
// some twenty of them, by its beginning, and for two words of which each stands
// in nearly every note.
func BenchmarkSearch(b *testing.B) {
	s := newSchool(b, "Ada", "North")
	rng := improvetest.NewRand(1)
	var lines strings.Builder
	for n := range benchNotes {
		fmt.Fprintf(&lines, `{"kind":"change-idea","fields":{"title":"Idea %d","what":"%s for %s"}}`+"\n", n, improvetest.Words(rng, 80), nameOf(rng.IntN(1000)))
	}
	s.all("add", "--from", s.file("notes.jsonl", lines.String()))
	s.all("list", "--search", "nowhere") // brings the search up to date
	opened := openLaptop(b, s.dir)
	defer opened.Close()
	for what, words := range map[string]func() string{
		"OneName":        func() string { name := nameOf(rng.IntN(1000)); return name[:len(name)-1] },
		"TwoCommonWords": func() string { return improvetest.Words(rng, 2) },
	} {
		b.Run(what, func(b *testing.B) {
			var times []time.Duration
			for range max(b.N, 200) {
				search := words()
				began := time.Now()
				if _, err := opened.DB.Cards(b.Context(), improve.Query{Search: search, Limit: 50}); err != nil {
					b.Fatal(err)
				}
				times = append(times, time.Since(began))
			}
			reportTimes(b, times)
		})
	}
}

// nameOf makes a name of a pupil out of a number; each is another from its first letters on.
func nameOf(n int) string {
	syllables := []string{"ba", "de", "fi", "go", "ku", "la", "me", "ni", "ro", "su"}
	return syllables[n/100] + syllables[n/10%10] + syllables[n%10] + "nta"
}
