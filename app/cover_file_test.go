package app

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func (d *desk) coverFile(decided []NameCover, ids ...improve.ArtifactID) FileCover {
	d.t.Helper()

	cover, err := d.CoverFile(d.t.Context(), decided, improve.Query{}, ids...)
	if err != nil {
		d.t.Fatal(err)
	}
	return cover
}

func TestCoverFile_findsNobodyWhereOnlyColleaguesAreNamed(t *testing.T) {
	d := deskOf(t, "Rosa Lindqvist", "Larkfield")
	test := d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "First lines", "learned": "Ms. Alvarez and Rosa Lindqvist saw it at Larkfield."}})
	if cover := d.coverFile(nil, test); len(cover.Names) > 0 {
		t.Errorf("found %+v, want nobody", cover.Names)
	}
}

func TestCoverFile_leavesWhatNamesNoChild(t *testing.T) {
	d := deskOf(t, "Rosa Lindqvist", "Larkfield")
	test := d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "First lines", "learned": "Amina reads. Jaylen reads."}})
	cover := d.coverFile([]NameCover{{Text: "Amina", Leave: true}, {Text: "Jaylen", Instead: "a reader"}}, test)
	var file bytes.Buffer
	if _, err := cover.Journal.ExportAs(t.Context(), nil, &file, Markdown, "Test", improve.Query{}, test); err != nil {
		t.Fatal(err)
	}
	if text := file.String(); !strings.Contains(text, "Amina reads. a reader reads.") {
		t.Errorf("the file says %q", text)
	}
}

func TestCoverFile_coversTheTitleOfAPageThatIsOnlyTied(t *testing.T) {
	d := deskOf(t, "Rosa Lindqvist", "Larkfield")
	idea := d.page("change-idea", "Sit beside Amina")
	test := d.page("pdsa", "First lines", NewLink{Rel: "change-idea", Target: idea})
	cover := d.coverFile(nil, test)
	if len(cover.Names) != 1 || cover.Names[0].Text != "Amina" {
		t.Fatalf("found %+v, want Amina in the title of the idea", cover.Names)
	}
	var file bytes.Buffer
	if _, err := cover.Journal.ExportAs(t.Context(), nil, &file, HTML, "Test", improve.Query{}, test); err != nil {
		t.Fatal(err)
	}
	if text := file.String(); strings.Contains(text, "Amina") || !strings.Contains(text, "Sit beside Student A") {
		t.Errorf("the file says %s", text)
	}
}

func TestCoverFile_isNeverWrittenBack(t *testing.T) {
	d := deskOf(t, "Rosa Lindqvist", "Larkfield")
	test := d.page("pdsa", "Sit beside Amina")
	cover := d.coverFile(nil, test)
	if err := cover.Journal.Edit(t.Context(), test, []improve.Edit{{Field: "learned", Value: improve.TextValue("It helps.")}}); err == nil {
		t.Error("a page was written through what covers names")
	}
	if got := d.get(test).Title(); got != "Sit beside Amina" {
		t.Errorf("the page is called %q", got)
	}
}

func BenchmarkCoverFile(b *testing.B) {
	d := deskOf(b, "Rosa Lindqvist", "Larkfield")
	project := d.page("project", "Essays on time")
	for range 300 {
		d.create(NewArtifact{Kind: "pdsa", Links: []NewLink{{Rel: "project", Target: project}}, Fields: fields{
			"title": "First lines with Amina", "happened": strings.Repeat("Amina wrote the first line before the bell. Jaylen asked twice. ", 10),
			"learned": strings.Repeat("Who begins in class ends in class. Marta did not. ", 10),
		}})
	}
	ids, err := d.ProjectPages(b.Context(), project)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := d.CoverFile(b.Context(), nil, improve.Query{}, ids...); err != nil {
			b.Fatal(err)
		}
	}
}
