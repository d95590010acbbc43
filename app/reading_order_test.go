package app

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestExport_IsReadFromTheAimToTheNumbers(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	project := d.create(NewArtifact{Kind: "project", Fields: fields{"title": "On track"}})
	in := []NewLink{{"project", project}}
	d.create(NewArtifact{Kind: "decision", Fields: fields{"title": "Slips for all"}, Links: in})
	d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "First slip"}, Links: in})
	measure := d.create(NewArtifact{Kind: "measure", Fields: fields{"title": "Passing"}, Links: in})
	for _, day := range []string{"2026-11-13", "2026-11-06"} {
		d.number(measure, fields{"date": day, "value": "7"})
	}
	d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "Second slip"}, Links: in})
	d.create(NewArtifact{Kind: "aim", Fields: fields{"title": "By May, 80 of 100"}, Links: in})
	pages, err := d.ProjectPages(t.Context(), project)
	if err != nil {
		t.Fatal(err)
	}

	var md bytes.Buffer
	if _, err := d.ExportAs(t.Context(), nil, &md, Markdown, "T", improve.Query{}, pages...); err != nil {
		t.Fatal(err)
	}

	var headlines, numbers []string
	for line := range strings.Lines(md.String()) {
		line = strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(line, "## "); ok {
			headlines = append(headlines, title)
		}
		if strings.HasPrefix(line, "| ") && strings.Contains(line, "November 2026 | 7 |") {
			numbers = append(numbers, line)
		}
	}
	if want := []string{"On track", "By May, 80 of 100", "First slip", "Second slip", "Passing", "Slips for all"}; !slices.Equal(headlines, want) {
		t.Errorf("got %q, want %q", headlines, want)
	}
	if len(numbers) != 2 || !strings.Contains(numbers[0], "6 November") {
		t.Errorf("got the numbers %q, want two lines with the older first", numbers)
	}
}
