package ui

import (
	"fmt"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// shelfWords tells of a shelf what a person would see of it.
func shelfWords(t *testing.T, p *Program) []string {
	t.Helper()
	books, shelf, err := p.loadBooks(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, book := range books {
		words = append(words, "project "+book.Project.Title())
		for _, a := range book.all() {
			words = append(words, string(a.Kind)+" "+a.Title())
		}
		for _, measure := range book.of("measure") {
			drawn := shelf.of(measure)
			for _, point := range shelf.pointsOf(measure.ID) {
				words = append(words, "number "+point.Value)
			}
			words = append(words, drawn.finding, fmt.Sprint(drawn.chart))
		}
	}
	return words
}

func TestBookShelf_IsAsIfReadAfreshAfterEveryChange(t *testing.T) {
	journal := newJournal(t, "teacher")
	kept := &Program{journal: journal}
	record := func(kind improve.KindName, fields map[improve.FieldKey]string, links ...app.NewLink) improve.ArtifactID {
		id, err := journal.Create(t.Context(), app.NewArtifact{Kind: kind, Fields: fields, Links: links})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var project, measure, number, test improve.ArtifactID
	for _, step := range []struct {
		name string
		do   func()
	}{
		{"nothing", func() {}},
		{"a project", func() { project = record("project", titled("Late work")) }},
		{"a measure", func() {
			measure = record("measure", titled("On the day"), app.NewLink{Rel: projectRel, Target: project})
		}},
		{"a number", func() {
			number = record("data-point", map[improve.FieldKey]string{"date": "2026-11-02", "value": "12"}, app.NewLink{Rel: measureRel, Target: measure})
		}},
		{"another number", func() {
			record("data-point", map[improve.FieldKey]string{"date": "2026-11-09", "value": "15"}, app.NewLink{Rel: measureRel, Target: measure})
		}},
		{"a number that is mended", func() {
			a, err := journal.Store().Artifact(t.Context(), number)
			must(err)
			edits, err := journal.EditsFor(a, app.Filled{Fields: map[improve.FieldKey]string{"date": "2026-11-02", "value": "13"}})
			must(err)
			must(journal.Edit(t.Context(), number, edits))
		}},
		{"a page of another kind", func() { record("agreement", titled("Phones stay in the bag")) }},
		{"a test without a project", func() { test = record("pdsa", titled("Cards")) }},
		{"the test in the project", func() { must(journal.Link(t.Context(), test, projectRel, project)) }},
		{"a second project", func() { record("project", titled("Missed days")) }},
		{"the number put away", func() { must(journal.Retire(t.Context(), number)) }},
		{"the number back", func() { must(journal.Unretire(t.Context(), number)) }},
		{"the test out of the project", func() { must(journal.Unlink(t.Context(), test, projectRel, project)) }},
		{"the project put away", func() { must(journal.Retire(t.Context(), project)) }},
		{"lists made afresh", func() { must(journal.Store().Rebuild(t.Context())) }},
	} {
		step.do()

		got, want := shelfWords(t, kept), shelfWords(t, &Program{journal: journal})
		if len(got) != len(want) {
			t.Fatalf("after %s: got %q, want %q", step.name, got, want)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("after %s: got %q, want %q", step.name, got, want)
			}
		}
	}
}

// A page of somebody who was taken out goes without a trace: no other page is
// written, no number rises.
func TestBookShelf_ReadsEverythingWhereAPageHasGone(t *testing.T) {
	journal := newJournal(t, "teacher")
	p := &Program{journal: journal}
	for _, title := range []string{"Late work", "Missed days"} {
		create(t, journal, "project", titled(title))
	}
	if got := len(shelfWords(t, p)); got != 2 {
		t.Fatalf("%d projects, want 2", got)
	}
	gone := improve.NewArtifact(improve.ArtifactID{1}, improve.SpaceID{})
	gone.Kind = "project"
	p.shelf.pages[shelfKey{id: gone.ID}] = &gone
	p.shelf.stored++
	p.shelf.books = shelve(p.shelf.pages, p.shelf.points)

	if got := len(shelfWords(t, p)); got != 2 {
		t.Errorf("%d projects, want the 2 that are there", got)
	}
}
