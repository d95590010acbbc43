package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
	"github.com/cairn-schools/cairn/storage"
)

// yesterday lets a person of this folder write the day before.
func (s *school) yesterday(write func(*app.Journal) error) {
	s.t.Helper()
	db, err := storage.Open(s.t.Context(), s.dir, kinds.Catalog(), nil)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	keys, err := app.LoadKeys(s.dir)
	if err != nil {
		s.t.Fatal(err)
	}
	db.SetDevice(keys.Device())
	before := func() time.Time { return time.Now().Add(-24 * time.Hour) }
	if err := write(app.New(app.Params{Store: db, Keys: keys, Catalog: kinds.Catalog(), Now: before})); err != nil {
		s.t.Fatal(err)
	}
}

func TestVersions_OfADiagramAsAWholeAreToldDrawnAndComeBack(t *testing.T) {
	t.Setenv("CAIRN_STATE", t.TempDir())
	s := newFolder(t)
	var project, aim string
	s.yesterday(func(journal *app.Journal) error {
		if _, err := journal.Begin(t.Context(), app.Newcomer{Name: "Ada", School: "North"}); err != nil {
			return err
		}
		page := func(kind improve.KindName, title string, links ...app.NewLink) (improve.ArtifactID, error) {
			return journal.Create(t.Context(), app.NewArtifact{Kind: kind, Fields: map[improve.FieldKey]string{"title": title}, Links: links})
		}
		first, err := page("project", "Essays on time")
		if err != nil {
			return err
		}
		second, err := page("aim", "80 of 100 essays", app.NewLink{Rel: "project", Target: first})
		project, aim = first.String(), second.String()
		return err
	})
	s.one("edit", aim, "--set", "title=90 of 100 essays")
	driver := s.add("driver", "Help comes early", "--link", "project="+project, "--link", "aim="+aim)

	versions := s.all("versions", project, "--diagram")
	want(t, "versions", len(versions), 2)
	wantKeys(t, versions[1], "version", "at", "by", "changes", "why")
	want(t, "who", versions[1]["by"].([]any)[0], any("Ada"))
	changes := versions[1]["changes"].([]any)
	want(t, "changes", len(changes), 2)
	reworded, added := changes[0].(map[string]any), changes[1].(map[string]any)
	want(t, "change", reworded["change"], any("reworded"))
	want(t, "words before", reworded["before"], any("80 of 100 essays"))
	want(t, "change", added["change"], any("added"))
	want(t, "page", added["id"], any(driver))

	drawn := s.one("figure", project, "--as-of", "1", "--svg", filepath.Join(t.TempDir(), "then.svg"))
	if said := text(drawn, "description"); !strings.Contains(said, "80 of 100") || strings.Contains(said, "Help comes early") {
		t.Errorf("version 1 is drawn as %q", said)
	}

	versions = s.all("versions", project, "--diagram", "--back", "1", "--why", "We asked for too much")
	want(t, "versions", len(versions), 3)
	want(t, "went back", versions[2]["back"], any(1.0))
	want(t, "why", versions[2]["why"].([]any)[0], any("We asked for too much"))
	want(t, "the aim", s.field(aim, "title"), any("80 of 100 essays"))
	want(t, "pages with drivers", len(s.all("list", "--kind", "driver")), 0)
	s.all("versions", project, "--diagram", "--back", "2")
	want(t, "forward again", s.field(aim, "title"), any("90 of 100 essays"))
	want(t, "pages with drivers", len(s.all("list", "--kind", "driver")), 1)

	if said := s.run("versions", project, "--diagram").stdout; !strings.Contains(said, "reworded “80 of 100 essays” to “90 of 100 essays”; added “Help comes early”") {
		t.Errorf("a person reads %q", said)
	}
	s.fails(exitFailed, "no such version", "versions", project, "--diagram", "--back", "9")
	s.fails(exitFailed, "no such version", "figure", project, "--as-of", "9", "--svg", filepath.Join(t.TempDir(), "no.svg"))
	s.fails(exitFailed, "driver diagram", "versions", aim, "--diagram")
	s.fails(exitUsage, "--as-of", "figure", project, "--of", "causes", "--as-of", "1", "--svg", filepath.Join(t.TempDir(), "no.svg"))
	s.fails(exitUsage, "count from 1", "figure", project, "--as-of", "0", "--svg", filepath.Join(t.TempDir(), "no.svg"))
	s.fails(exitUsage, "count from 1", "versions", project, "--diagram", "--back", "0")
	s.fails(exitUsage, "count from 1", "versions", aim, "--back=-1")
}

func TestVersions_OfASharedProjectSayWhereTheEarlierOnesAre(t *testing.T) {
	t.Parallel()

	s := newSchool(t, "Ada", "North")
	project := s.add("project", "Essays on time")
	aim := s.add("aim", "80 of 100 essays")
	s.one("link", aim, "project", project)
	pair := text(s.one("space", "new", "--kind", "pair", "--name", "North and South"), "space")
	shared := text(s.one("share", project, "--to", pair), "id")
	moved := text(s.one("show", aim), "moved_to")

	want(t, "before the aim", s.all("versions", moved)[0]["before"], any(aim))
	want(t, "before the diagram", s.all("versions", shared, "--diagram")[0]["before"], any(project))
	if said := s.run("versions", shared, "--diagram"); !strings.Contains(said.stderr, "cairnctl versions "+project+" --diagram") {
		t.Errorf("a person reads %q, want to be told of the project as it was", said.stderr)
	}
	want(t, "before the first page", s.all("versions", aim)[0]["before"], any(nil))
	want(t, "the earlier diagram", len(s.all("versions", project, "--diagram")) > 0, true)
}
