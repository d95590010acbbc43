package report

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// child stands in all that is written here.
const child = "Nguyet Tran"

// namedProject makes a project with a page of every kind, on which a child is
// named in each text, each row, the title, a comment and the notes of numbers.
func namedProject(t *testing.T, j *app.Journal) improve.ArtifactID {
	t.Helper()

	create := func(n app.NewArtifact) improve.ArtifactID {
		t.Helper()
		id, err := j.Create(t.Context(), n)
		if err != nil {
			t.Fatalf("%s: %v", n.Kind, err)
		}
		return id
	}
	project := create(app.NewArtifact{Kind: "project", Fields: map[improve.FieldKey]string{"title": "Essays of " + child, "learned": "We asked " + child + "."}})
	in := app.NewLink{Rel: "project", Target: project}
	made := map[improve.KindName]improve.ArtifactID{}
	for _, kind := range j.Catalog().Kinds() {
		if _, ok := kind.Rel("project"); !ok || kind.Name == "data-point" || kind.Sample.Fields == nil {
			continue
		}
		links := []app.NewLink{in}
		if idea := made["change-idea"]; kind.Name == "pdsa" && !idea.IsZero() {
			links = append(links, app.NewLink{Rel: "change-idea", Target: idea})
		}
		made[kind.Name] = create(app.NewArtifact{Kind: kind.Name, Fields: naming(kind.Fields(), kind.Sample.Fields), Rows: namingRows(kind), Links: links})
		if _, err := j.Comment(t.Context(), made[kind.Name], child+" said so, NGUYET too.", improve.RowID{}); err != nil {
			t.Fatal(err)
		}
	}
	for _, day := range []string{"2026-04-03", "2026-04-10", "2026-04-17", "2026-04-24"} {
		create(app.NewArtifact{
			Kind: "data-point", Links: []app.NewLink{{Rel: "measure", Target: made["measure"]}},
			Fields: map[improve.FieldKey]string{"date": day, "numerator": "28", "denominator": "52", "note": child + " was ill"},
		})
	}
	return project
}

// naming adds the child's name to all that people write freely.
func naming(declared []improve.Field, values map[improve.FieldKey]string) map[improve.FieldKey]string {
	named := maps.Clone(values)
	for _, field := range declared {
		if text := named[field.Key]; text != "" && !field.Own && (field.Type == improve.Text || field.Type == improve.Prose) {
			named[field.Key] = "With " + child + ". " + text
		}
	}
	return named
}

func namingRows(kind *improve.Kind) map[improve.FieldKey][]map[improve.FieldKey]string {
	lists := map[improve.FieldKey][]map[improve.FieldKey]string{}
	for key, rows := range kind.Sample.Rows {
		field, _ := kind.Field(key)
		for _, row := range rows {
			lists[key] = append(lists[key], naming(field.Columns, row))
		}
	}
	return lists
}

// fileForms writes a project in every form, as what a reader could find in it.
func fileForms(t *testing.T, j *app.Journal, project improve.ArtifactID) map[string]string {
	t.Helper()

	told := map[string]string{}
	ids, err := j.ProjectPages(t.Context(), project)
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []app.Format{app.JSONLines, app.CSV, app.XLSX, app.Markdown, app.HTML} {
		var file bytes.Buffer
		if _, err := j.ExportAs(t.Context(), nil, &file, format, "Project", improve.Query{}, ids...); err != nil {
			t.Fatal(err)
		}
		told[string(format)] = file.String()
		if format == app.XLSX {
			told[string(format)] = unzipped(t, file.Bytes())
		}
	}
	printed := func(name string, pages []*figure.Scene, title string, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, page := range pages {
			title += " " + page.Title + " " + page.Description
		}
		told[name] = title + " " + words(pages)
	}
	made, err := Project(t.Context(), nil, j, project)
	printed("report", made.Pages, made.Title, err)
	made, err = OnePage(t.Context(), nil, j, project, oneDay)
	printed("one page", made.Pages, made.Title, err)
	made, err = Year(t.Context(), nil, j, YearOf{Title: "Our year", Begins: 2025})
	printed("year", made.Pages, made.Title, err)
	made, err = Overview(t.Context(), nil, j, "Our projects", oneDay)
	printed("overview", made.Pages, made.Title, err)
	poster, err := Poster(t.Context(), nil, j, project)
	printed("poster", poster, "", err)
	return told
}

// unzipped gives all that a workbook holds.
func unzipped(t *testing.T, file []byte) string {
	t.Helper()

	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, part := range archive.File {
		content, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, content); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

func tellsOf(text string) bool {
	text = strings.ToLower(text)
	return strings.Contains(text, "nguyet") || strings.Contains(text, "tran ") || strings.Contains(text, "tran.")
}

func TestNoFormOfAFileTellsANameThatIsCovered(t *testing.T) {
	j, _ := desk(t)
	project := namedProject(t, j)
	before := fileForms(t, j, project)
	for form, told := range before {
		if !tellsOf(told) {
			t.Fatalf("the %s does not tell the name in the first place", form)
		}
	}

	ids, err := j.ProjectPages(t.Context(), project)
	if err != nil {
		t.Fatal(err)
	}
	cover, err := j.CoverFile(t.Context(), nil, improve.Query{}, ids...)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(cover.Names, func(n app.CoveredName) bool { return n.Text == child })
	if at < 0 || cover.Names[at].Instead != "Student A" || cover.Names[at].Places < len(ids) {
		t.Fatalf("found %+v, want “%s” as Student A on all of %d pages", cover.Names, child, len(ids))
	}
	for form, told := range fileForms(t, cover.Journal, project) {
		if tellsOf(told) {
			at := strings.Index(strings.ToLower(told), "nguyet")
			t.Errorf("the %s tells the name: …%s…", form, told[max(0, at-80):min(len(told), max(at, 0)+80)])
		}
		if !strings.Contains(told, "Student A") {
			t.Errorf("the %s does not say Student A", form)
		}
	}
	if got := cover.Words("Essays of " + child); got != "Essays of Student A" {
		t.Errorf("the file would be called %q", got)
	}
	if after := fileForms(t, j, project); before[string(app.JSONLines)] != after[string(app.JSONLines)] {
		t.Error("the pages themselves read otherwise now")
	}
}
