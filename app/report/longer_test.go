package report

import (
	"bytes"
	"context"
	"html"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/apptest"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// ownWords are what somebody wrote on the pages, and names.
func ownWords(t testing.TB, j *app.Journal) map[string]bool {
	t.Helper()
	texts := []string{"Rosa Lindqvist North Cairn Anhøj IHI Essays on time Our year All"}
	pages, err := j.Store().Artifacts(context.Background(), improve.Query{Limit: everything})
	if err != nil || len(pages) == 0 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, page := range pages {
		for _, field := range j.Catalog().Kind(page.Kind).Fields() {
			if free(field) {
				texts = append(texts, page.Text(field.Key))
			}
			for _, column := range field.Columns {
				for _, row := range page.Rows(field.Key) {
					if free(column) {
						texts = append(texts, row.Cells[column.Key])
					}
				}
			}
		}
	}
	return improvetest.Own(texts...)
}

// free tells that whoever fills a field chooses the words.
func free(field improve.Field) bool {
	return field.Type == improve.Text || field.Type == improve.Prose || field.Type == improve.Person
}

func scenesSay(scenes []*figure.Scene) []string {
	var said []string
	for _, scene := range scenes {
		said = append(said, scene.Title, scene.Description)
		scene.Each(func(item figure.Item) {
			if text, ok := item.(figure.Text); ok {
				said = append(said, text.Words)
			}
		})
	}
	return said
}

// TestLonger_NoEnglishWordIsLeftOnPaper makes every report in a language of
// which each word differs from English.
func TestLonger_NoEnglishWordIsLeftOnPaper(t *testing.T) {
	j, _ := desk(t)
	id := project(t, j)
	say, ctx := apptest.Longer(t), t.Context()
	own := ownWords(t, j)
	made := func(r Report, err error) []*figure.Scene {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return r.Pages
	}
	poster, err := Poster(ctx, say, j, id)
	if err != nil {
		t.Fatal(err)
	}
	families, err := Families(ctx, say, j, id, nil)
	if err != nil {
		t.Fatal(err)
	}
	book, err := j.Book(ctx, "All", improve.Query{})
	if err != nil {
		t.Fatal(err)
	}
	printed := app.PrintedSheet{Name: "North", By: "Rosa Lindqvist", At: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)}
	lines := printed.Sheet.Lines() // they open the sheet, and are of no language
	for word := range improvetest.Own(append(lines[:], printed.Device.Short())...) {
		own[word] = true
	}
	for name, pages := range map[string][]*figure.Scene{
		"project": made(Project(ctx, say, j, id)), "overview": made(Overview(ctx, say, j, "Our year", "2026-11-21")),
		"year": made(Year(ctx, say, j, YearOf{Title: "Our year", Begins: 2026})), "poster": poster, "families": families.Report().Pages,
		"pages": Pages(say, j.Catalog(), book).Pages, "recovery sheet": RecoverySheet(say, printed).Pages,
	} {
		wantNoStrays(t, name, scenesSay(pages), own)
	}
}

func wantNoStrays(t *testing.T, name string, said []string, own map[string]bool) {
	t.Helper()
	for _, text := range said {
		if strays := improvetest.Strays(text, own); len(strays) > 0 {
			t.Errorf("%s: %q stand in English in %q", name, strays, text)
		}
	}
	if len(said) == 0 {
		t.Errorf("%s says nothing", name)
	}
}

var markup = regexp.MustCompile(`(?s)<style>.*?</style>|<[^>]*>`)

func TestLonger_NoEnglishWordIsLeftOnPagesToRead(t *testing.T) {
	j, _ := desk(t)
	id := project(t, j)
	say := apptest.Longer(t)
	own := ownWords(t, j)
	for _, format := range []app.Format{app.Markdown, app.HTML} {
		var file bytes.Buffer
		if _, err := j.ExportAs(t.Context(), say, &file, format, "All", improve.Query{}); err != nil {
			t.Fatal(err)
		}
		text := html.UnescapeString(markup.ReplaceAllString(file.String(), " "))
		wantNoStrays(t, string(format), strings.Split(text, "\n"), own)
	}
	page, err := Families(t.Context(), say, j, id, nil)
	if err != nil {
		t.Fatal(err)
	}
	site, err := page.HTML()
	if err != nil || !strings.Contains(string(site), `<html lang="en-xa">`) {
		t.Fatalf("got %v, %.120q", err, site)
	}
	wantNoStrays(t, "families", strings.Split(html.UnescapeString(markup.ReplaceAllString(string(site), " ")), "\n"), own)
}
