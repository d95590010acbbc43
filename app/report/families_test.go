package report

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// family writes a project with children in every text.
func family(t *testing.T, j *app.Journal) improve.ArtifactID {
	t.Helper()

	create := func(kind improve.KindName, fields map[improve.FieldKey]string, links ...app.NewLink) improve.ArtifactID {
		t.Helper()
		id, err := j.Create(t.Context(), app.NewArtifact{Kind: kind, Fields: fields, Links: links})
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		return id
	}
	project := create("project", map[improve.FieldKey]string{
		"title": "Essays on time for Amina Haddad", "problem": "Half of the essays are late.", "lead": "Rosa Lindqvist", "note": "Call the office.",
		"learned": "Amina begins when a neighbour has begun, as Rosa saw it there. Will it last? Write to kim@example.org.",
	})
	in := app.NewLink{Rel: "project", Target: project}
	create("aim", map[improve.FieldKey]string{"title": "By June, 80% of essays are in on the day", "whom": "those who ride the bus"}, in)
	idea := create("change-idea", map[improve.FieldKey]string{"title": "Begin in class", "state": "testing", "owner": "Jonas Weber", "what": "as with the quiet table"}, in)
	create("change-idea", map[improve.FieldKey]string{"title": "Fine them", "state": "proposed"}, in)
	create("change-idea", map[improve.FieldKey]string{"title": "Let Ben remind the others", "state": "parked"}, in)
	test := create("pdsa", map[improve.FieldKey]string{"title": "Ten minutes for Mateus", "change": "ten minutes", "start": "2026-10-01"}, in, app.NewLink{Rel: "change-idea", Target: idea})
	if err := j.Edit(t.Context(), test, []improve.Edit{{Field: "happened", Value: improve.TextValue("Mateus had a first line")}}); err != nil {
		t.Fatal(err)
	}
	measure := create("measure", map[improve.FieldKey]string{"title": "Essays of Amina Haddad and all others", "calculation": "percent", "type": "outcome", "collector": "Jonas Weber"}, in)
	for _, day := range []string{"2026-09-04", "2026-09-11", "2026-09-18", "2026-09-25", "2026-10-02", "2026-10-09"} {
		create("data-point", map[improve.FieldKey]string{"date": day, "numerator": "31", "denominator": "52", "note": "Amina was ill"}, app.NewLink{Rel: "measure", Target: measure})
	}
	if _, err := j.Comment(t.Context(), project, "I saw it in class", improve.RowID{}); err != nil {
		t.Fatal(err)
	}
	return project
}

func TestFamilies_ReadTheAimTheTrialsTheNumbersAndNoNames(t *testing.T) {
	j, _ := desk(t)
	if err := j.SetRoster(t.Context(), "Will\nMateus"); err != nil {
		t.Fatal(err)
	}

	page, err := Families(t.Context(), nil, j, family(t, j), nil)
	if err != nil {
		t.Fatal(err)
	}

	web, err := page.HTML()
	if err != nil {
		t.Fatal(err)
	}
	svg := ""
	for _, chart := range page.Charts {
		svg += string(chart.SVG())
	}
	for name, text := range map[string]string{"the sheet": words(page.Report().Pages), "the web page": string(web) + svg} {
		for _, want := range []string{"Essays on time for somebody", "By June, 80% of essays", "Begin in class", "tried something out once", "Middle line", "begins when a neighbour"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q: %s", name, want, text)
			}
		}
		for _, kept := range []string{"Amina", "Haddad", "Rosa", "Jonas", "Weber", "Mateus", "Ben ", "kim@", "Fine them", "quiet table", "was ill", "the bus", "I saw it", "Half of the essays", "Call the office", "Ten minutes"} {
			if strings.Contains(text, kept) {
				t.Errorf("%s says %q", name, kept)
			}
		}
	}
	if doubts := page.Doubts; !slices.ContainsFunc(doubts, func(d app.CoverDoubt) bool { return d.Word == "Will" && d.Seen == "Will it last?" }) || page.Covered < 4 {
		t.Errorf("%d names covered, doubts %v, want one about Will", page.Covered, doubts)
	}
	if sheets := page.Report().Pages; len(sheets) != 1 {
		t.Errorf("got %d sheets, want 1", len(sheets))
	}
	if folder := os.Getenv("CAIRN_PICTURES"); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, "families.html"), web, 0o600); err != nil {
			t.Error(err)
		}
		png, err := page.Report().Pages[0].PNG(1.5)
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, "families.png"), png, 0o600)
		}
		if err != nil {
			t.Error(err)
		}
	}
}

func TestFamilies_ReadNoSmallGroupAndNothingPrivate(t *testing.T) {
	j, me := desk(t)
	small, _ := smallGroup(t, j)
	page, err := Families(t.Context(), nil, j, small, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := words(page.Report().Pages)
	for _, kept := range []string{"note of", "Riders", "Walkers", "4.3%", "50%"} {
		if strings.Contains(text, kept) {
			t.Errorf("the page says %q", kept)
		}
	}
	private, err := j.Create(t.Context(), app.NewArtifact{Kind: "project", Fields: map[improve.FieldKey]string{"title": "Mine", "accomplish": "Calm"}, Space: me.Personal})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Families(t.Context(), nil, j, private, nil); improve.CodeOf(err) != improve.Invalid {
		t.Errorf("a project at home: got %v", err)
	}
	empty, err := j.Create(t.Context(), app.NewArtifact{Kind: "project", Fields: map[improve.FieldKey]string{"title": "Just begun"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Families(t.Context(), nil, j, empty, nil); improve.CodeOf(err) != improve.NotFound {
		t.Errorf("a project without anything to tell: got %v", err)
	}
	if _, err := Families(t.Context(), nil, j, improve.ArtifactID{9}, nil); improve.CodeOf(err) != improve.NotFound {
		t.Errorf("a project that is not there: got %v", err)
	}
}

// A field that a kind declares as one that may name a child does not go, whichever it is.
func TestFamilies_TakeNoFieldThatMayNameAChild(t *testing.T) {
	j, _ := desk(t)
	f := familyMaker{catalog: j.Catalog()}
	count := 0
	for _, kind := range j.Catalog().Kinds() {
		sample := app.NewArtifact{Kind: kind.Name, Fields: kind.Sample.Fields}
		if !slices.Contains([]improve.KindName{"project", "aim", "change-idea", "measure", "pdsa"}, kind.Name) {
			continue
		}
		id, err := j.Create(t.Context(), sample)
		if err != nil {
			t.Fatal(err)
		}
		a, err := j.Store().Artifact(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, field := range kind.Fields() {
			guarded := field.NamesChild || field.Type == improve.Person || field.Hidden || field.Own
			if guarded && field.Key != improve.TitleKey && a.Text(field.Key) != "" {
				count++
				if got := f.told(a, field.Key); got != "" {
					t.Errorf("%s.%s is told: %q", kind.Name, field.Key, got)
				}
			}
		}
	}
	if count < 8 {
		t.Errorf("only %d such fields were looked at", count)
	}
}
