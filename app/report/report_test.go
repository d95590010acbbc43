package report

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/apptest"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

func desk(t testing.TB) (*app.Journal, app.Me) {
	t.Helper()

	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	laptop, me := apptest.New(t, func() time.Time { return now }, app.Newcomer{Name: "Rosa Lindqvist", School: "North", Role: "teacher"})
	return laptop.Journal, me
}

// project makes a project with all kinds' samples in it and half a year of numbers.
func project(t testing.TB, j *app.Journal) improve.ArtifactID {
	t.Helper()

	create := func(n app.NewArtifact) improve.ArtifactID {
		t.Helper()
		id, err := j.Create(context.Background(), n)
		if err != nil {
			t.Fatalf("%s: %v", n.Kind, err)
		}
		return id
	}
	id := create(app.NewArtifact{Kind: "project", Fields: map[improve.FieldKey]string{"title": "Essays on time"}})
	in := []app.NewLink{{Rel: "project", Target: id}}
	var measure, idea improve.ArtifactID
	for _, name := range []improve.KindName{"aim", "driver", "change-idea", "pdsa", "measure", "meeting", "fishbone-cause", "digraph", "process-map", "decision-tree", "empathy-interview"} {
		kind := j.Catalog().Kind(name)
		links := in
		if name == "pdsa" {
			links = append(slices.Clip(in), app.NewLink{Rel: "change-idea", Target: idea})
		}
		made := create(app.NewArtifact{Kind: name, Fields: kind.Sample.Fields, Rows: kind.Sample.Rows, Links: links})
		if name == "change-idea" {
			idea = made
		}
		if name == "measure" {
			measure = made
		}
	}
	for week := range 24 {
		day := time.Date(2026, 4, 3, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 7*week)
		create(app.NewArtifact{
			Kind: "data-point", Links: []app.NewLink{{Rel: "measure", Target: measure}},
			Fields: map[improve.FieldKey]string{"date": day.Format(time.DateOnly), "numerator": fmt.Sprint(28 + week%5 + week/2), "denominator": "52"},
		})
	}
	return id
}

// words gives all words on the pages, each page's lines joined.
func words(pages []*figure.Scene) string {
	var all strings.Builder
	for _, page := range pages {
		page.Each(func(item figure.Item) {
			if text, ok := item.(figure.Text); ok {
				all.WriteString(text.Words + " ")
			}
		})
	}
	return all.String()
}

func TestAProjectIsPrintedWithItsChartAndWithoutWhatIsPrivate(t *testing.T) {
	j, _ := desk(t)
	made, err := Project(t.Context(), nil, j, project(t, j))
	if err != nil {
		t.Fatal(err)
	}
	text := words(made.Pages)
	for _, want := range []string{"Essays on time", "North", "Middle line", "Our aim", "Tests so far", "How we tried our ideas", "Is there a first line?", "We expected", "Causes", "80%", "21 November 2026", "Exactly how"} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	private := j.Catalog().Kind("empathy-interview").Sample.Fields["insight"]
	if title := j.Catalog().Kind("empathy-interview").Sample.Fields["title"]; strings.Contains(text, title) || private != "" && strings.Contains(text, private) {
		t.Error("the report holds an interview, which is private")
	}
	file, err := made.PDF()
	if err != nil || !bytes.HasPrefix(file, []byte("%PDF-")) {
		t.Errorf("got %d bytes and %v, want a PDF", len(file), err)
	}
	if folder := os.Getenv("CAIRN_PICTURES"); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, "report.pdf"), file, 0o600); err != nil {
			t.Error(err)
		}
	}
}

func TestPagesOfAProjectArePrintedWithTheProjectItself(t *testing.T) {
	j, _ := desk(t)
	if _, err := j.Create(t.Context(), app.NewArtifact{Kind: "project", Fields: map[improve.FieldKey]string{"title": "Essays on time", "problem": "Four of ten come late."}}); err != nil {
		t.Fatal(err)
	}
	book, err := j.Book(t.Context(), "All", improve.Query{})
	if err != nil {
		t.Fatal(err)
	}

	text := words(Pages(nil, j.Catalog(), book).Pages)

	if !strings.Contains(text, "Four of ten come late.") {
		t.Error("the pages do not say what the project is about")
	}
}

func TestNumbersOfASmallGroupAreNotPrinted(t *testing.T) {
	j, _ := desk(t)
	id := project(t, j)
	measures, err := j.Store().Artifacts(t.Context(), improve.Query{Kinds: []improve.KindName{"measure"}})
	if err != nil || len(measures) != 1 {
		t.Fatalf("got %d measures and %v", len(measures), err)
	}
	for _, size := range []string{"7", "31"} {
		_, err := j.Create(t.Context(), app.NewArtifact{
			Kind: "data-point", Links: []app.NewLink{{Rel: "measure", Target: measures[0].ID}},
			Fields: map[improve.FieldKey]string{"date": "2026-11-13", "numerator": "5", "denominator": size, "group": "Of " + size, "note": "canary of " + size},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	made, err := Project(t.Context(), nil, j, id)
	if err != nil {
		t.Fatal(err)
	}
	if text := words(made.Pages); strings.Contains(text, "canary of 7") || strings.Contains(text, "Of 7") {
		t.Error("the report holds the number of a group of seven")
	}
}

func TestNothingOnAPageLiesOutsideIt(t *testing.T) {
	j, _ := desk(t)
	made, err := Project(t.Context(), nil, j, project(t, j))
	if err != nil {
		t.Fatal(err)
	}
	for n, page := range made.Pages {
		page.Each(func(item figure.Item) {
			if text, ok := item.(figure.Text); ok && !text.Box().Within(page.Paper()) {
				t.Errorf("page %d: %q lies outside the sheet: %+v", n+1, text.Words, text.Box())
			}
		})
	}
}

func TestAnOverviewIsOneSheetWithEveryProjectAndNoSmallGroup(t *testing.T) {
	j, _ := desk(t)
	project(t, j)
	measures, err := j.Store().Artifacts(t.Context(), improve.Query{Kinds: []improve.KindName{"measure"}})
	if err != nil || len(measures) != 1 {
		t.Fatalf("got %d measures and %v", len(measures), err)
	}
	for _, fields := range []map[improve.FieldKey]string{{"title": "Monday", "date": "2026-11-23"}, {"title": "Long ago", "date": "2026-01-12"}} {
		if _, err := j.Create(t.Context(), app.NewArtifact{Kind: "meeting", Fields: fields}); err != nil {
			t.Fatal(err)
		}
	}

	made, err := Overview(t.Context(), nil, j, "Our projects", "2026-11-21")
	if err != nil {
		t.Fatal(err)
	}

	text := words(made.Pages)
	for _, want := range []string{"Our projects", "Essays on time", measures[0].Title(), "Monday"} {
		if !strings.Contains(text, want) {
			t.Errorf("the sheet does not say %q", want)
		}
	}
	if strings.Contains(text, "Long ago") || len(made.Pages) != 1 || made.Count != 1 {
		t.Errorf("%d sheets on %d projects, or a meeting that is over", len(made.Pages), made.Count)
	}
}
