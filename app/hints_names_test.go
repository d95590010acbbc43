package app

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

func TestHints_askAboutNamesWhereAnotherSchoolReads(t *testing.T) {
	d := deskOf(t, "Rosa Lindqvist", "Larkfield")
	pair := d.found(improve.PairSpace, "Larkfield and Harbor")
	written := fields{"title": "Sit together", "happened": "Amina read first.", "learned": "Rosa Lindqvist counted. Nobody was late."}
	if got := d.asked(d.create(NewArtifact{Kind: "story", Fields: fields{"title": "What Amina did"}})); slices.ContainsFunc(got, isNameHint) {
		t.Errorf("asked %v at home", got)
	}
	test := d.create(NewArtifact{Kind: "pdsa", Space: pair, Fields: written})
	hints, err := d.Hints(t.Context(), test)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(hints, func(h improve.Hint) bool { return isNameHint(h.Key) })
	if at < 0 || hints[at].Field != "happened" || !strings.Contains(hints[at].Text, "“Amina” could be the name of a child, and all in “Larkfield and Harbor” read") {
		t.Fatalf("asked %+v, want Amina in what happened", hints)
	}
	if slices.ContainsFunc(hints[at+1:], func(h improve.Hint) bool { return isNameHint(h.Key) }) {
		t.Errorf("asked %+v, want one question about names", hints)
	}

	if err := d.PutHintAway(t.Context(), test, hints[at].Key); err != nil {
		t.Fatal(err)
	}
	if got := d.asked(test); slices.ContainsFunc(got, isNameHint) {
		t.Errorf("asked again %v", got)
	}
	d.edit(test, improve.Edit{Field: "happened", Value: improve.TextValue("Amina read first, then Jaylen."), Over: d.get(test).Register("happened", improve.RowID{}).Dots()})
	if got := d.asked(test); !slices.ContainsFunc(got, isNameHint) {
		t.Errorf("asked %v about another name, want the question again", got)
	}
}

func isNameHint(key string) bool { return strings.HasPrefix(key, nameHint) }

func TestHints_askAboutNamesInListsAndNotInTheWordsOfOthers(t *testing.T) {
	d, other := deskOf(t, "Rosa Lindqvist", "Larkfield"), deskOf(t, "Ben Okafor", "Harbor")
	pair := d.found(improve.PairSpace, "Larkfield and Harbor")
	test := d.create(NewArtifact{Kind: "pdsa", Space: pair, Fields: fields{"title": "Sit together"}, Rows: rows{"tasks": {{"what": "Ask Jaylen first"}}}})
	if got := d.asked(test); !slices.Contains(got, nameHint+"tasks") {
		t.Errorf("asked %v, want the tasks", got)
	}
	a := d.get(test)
	words, err := other.ownWords(t.Context(), a)
	if err != nil || len(words) > 0 {
		t.Errorf("of the page of another school %v is one's own, %v", words, err)
	}
}

// hintsWithin is how long a page may take to ask about names on a busy machine;
// on a quiet one it is a tenth of that.
const hintsWithin = 100 * time.Millisecond

func BenchmarkHints_aboutNames(b *testing.B) {
	d := deskOf(b, "Rosa Lindqvist", "Larkfield")
	pair := d.found(improve.PairSpace, "Larkfield and Harbor")
	for range 200 {
		d.create(NewArtifact{Kind: "person", Fields: fields{"title": "Ms. Alvarez Whitfield"}})
	}
	long := strings.Repeat("Amina wrote the first line before the bell. Who begins in class ends in class. ", 40)
	test := d.create(NewArtifact{Kind: "pdsa", Space: pair, Fields: fields{"title": "First lines", "happened": long, "learned": long, "change": long}})
	a := d.get(test)
	for b.Loop() {
		if _, err := d.nameHints(b.Context(), a); err != nil {
			b.Fatal(err)
		}
	}
	if each := b.Elapsed() / time.Duration(b.N); each > hintsWithin {
		b.Errorf("it takes %v, want %v at most", each, hintsWithin)
	}
}
