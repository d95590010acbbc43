package app

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// saidIn gives all that a file says: of a workbook every part, its properties too.
func saidIn(t *testing.T, format Format, file []byte) string {
	t.Helper()
	if format != XLSX {
		return string(file)
	}
	book, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, part := range book.File {
		all.WriteString(part.Name)
		opened, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, opened); err != nil {
			t.Fatal(err)
		}
		if err := opened.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

// Whoever saves a project leaves its private pages at home: their titles, by
// which other pages name them, stay there, too.
func TestExport_namesNoPrivatePageThatAnotherLeadsTo(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	project := d.page("project", "Essays on time")
	own := NewLink{Rel: "project", Target: project}
	seen := d.page("go-and-see", "Morning with Amina", own)
	d.create(NewArtifact{Kind: "barrier", Fields: fields{"title": "Two slips"}, Links: []NewLink{own, {Rel: "found-in", Target: seen}}})
	ids, err := d.ProjectPages(t.Context(), project)
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []Format{JSONLines, CSV, XLSX, Markdown, HTML} {
		var file, mine bytes.Buffer
		if _, err := d.ExportAs(t.Context(), nil, &file, format, "Essays on time", improve.Query{}, ids...); err != nil {
			t.Fatal(err)
		}
		if text := saidIn(t, format, file.Bytes()); !strings.Contains(text, "Two slips") || strings.Contains(text, "Amina") {
			t.Errorf("%s tells of the private page:\n%s", format, text)
		}
		if _, err := d.ExportOwn(t.Context(), nil, &mine, format, "Essays on time", improve.Query{}, append(ids, seen)...); err != nil {
			t.Fatal(err)
		}
		if text := saidIn(t, format, mine.Bytes()); !strings.Contains(text, "Amina") {
			t.Errorf("%s for oneself lacks the private page", format)
		}
	}
	book, err := d.Book(t.Context(), "Essays on time", improve.Query{}, append(ids, seen)...)
	if err != nil || book.TitleOf(seen) != "Morning with Amina" {
		t.Errorf("a private page that goes itself is called %q, error %v", book.TitleOf(seen), err)
	}
}
