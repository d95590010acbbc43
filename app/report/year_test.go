package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestSchoolYear_BeginsInAugust(t *testing.T) {
	for day, want := range map[string]int{"2026-07-31": 2025, "2026-08-01": 2026, "2027-01-15": 2026} {
		at, err := time.Parse(time.DateOnly, day)
		if got := SchoolYear(at); err != nil || got != want {
			t.Errorf("%s: got %d and %v, want %d", day, got, err, want)
		}
	}
}

func TestYear_TellsEveryProjectOfItWithoutPrivatePagesAndSmallGroups(t *testing.T) {
	j, me := desk(t)
	whole := project(t, j)
	small, _ := smallGroup(t, j)
	create := func(kind improve.KindName, fields map[improve.FieldKey]string, space improve.SpaceID, project improve.ArtifactID) {
		t.Helper()
		if _, err := j.Create(t.Context(), app.NewArtifact{Kind: kind, Fields: fields, Space: space, Links: []app.NewLink{{Rel: "project", Target: project}}}); err != nil {
			t.Fatal(err)
		}
	}
	none := improve.SpaceID{}
	create("decision", map[improve.FieldKey]string{"title": "First paragraphs in class", "date": "2026-11-16", "why": "Three tests", "state": "stands", "review": "2027-09-01"}, none, whole)
	create("decision", map[improve.FieldKey]string{"title": "Decided long ago", "date": "2024-11-16"}, none, whole)
	create("pdsa", map[improve.FieldKey]string{"title": "My own trial", "start": "2026-10-01"}, me.Personal, whole)
	if _, err := j.Create(t.Context(), app.NewArtifact{Kind: "project", Fields: map[improve.FieldKey]string{"title": "My private plan"}, Space: me.Personal}); err != nil {
		t.Fatal(err)
	}

	made, err := Year(t.Context(), nil, j, YearOf{Title: "North, our year", Begins: 2026})
	if err != nil {
		t.Fatal(err)
	}

	text := words(made.Pages)
	for _, want := range []string{"North, our year", "School year 2026/27", "Our aim", "How we are doing", "What we tested", "What we decided", "First paragraphs in class", "Next year", "Being tried", "1 September 2027: First paragraphs in class"} {
		if !strings.Contains(text, want) {
			t.Errorf("the year does not say %q", want)
		}
	}
	for _, kept := range []string{"My own trial", "My private plan", "Decided long ago", "note of 92", "note of 8", "4.3%"} {
		if strings.Contains(text, kept) {
			t.Errorf("the year says %q", kept)
		}
	}
	if made.Count != 2 || !strings.Contains(text, "6 numbers are not shown") {
		t.Errorf("%d projects, want 2 (%s has small groups)", made.Count, small)
	}
	if private, err := Year(t.Context(), nil, j, YearOf{Title: "Mine alone", Begins: 2026, Spaces: []improve.SpaceID{me.Personal}}); err != nil || private.Count != 0 {
		t.Errorf("a year of what nobody else reads: %d projects and %v", private.Count, err)
	}
	if earlier, err := Year(t.Context(), nil, j, YearOf{Title: "Long ago", Begins: 2020}); err != nil || earlier.Count != 0 || !strings.Contains(words(earlier.Pages), "No project had a test") {
		t.Errorf("a year without work: %d projects and %v", earlier.Count, err)
	}
	if folder := os.Getenv("CAIRN_PICTURES"); folder != "" {
		file, err := made.PDF()
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, "year.pdf"), file, 0o600)
		}
		if err != nil {
			t.Error(err)
		}
	}
}
