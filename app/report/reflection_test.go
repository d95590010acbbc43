package report

import (
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestWhatFitsWhatIsPrintedAsATable(t *testing.T) {
	j, _ := desk(t)
	priority, err := j.Create(t.Context(), app.NewArtifact{Kind: "priority", Fields: map[improve.FieldKey]string{"title": "Teachers stay"}})
	if err != nil {
		t.Fatal(err)
	}
	kind := j.Catalog().Kind("alignment")
	id, err := j.Create(t.Context(), app.NewArtifact{Kind: "alignment", Fields: kind.Sample.Fields, Rows: kind.Sample.Rows, Links: []app.NewLink{{Rel: "priority", Target: priority}}})
	if err != nil {
		t.Fatal(err)
	}
	book, err := j.Book(t.Context(), "October", improve.Query{}, id, priority)
	if err != nil {
		t.Fatal(err)
	}

	said := words(Pages(nil, j.Catalog(), book).Pages)

	for _, want := range []string{"serves 1 ", "Teachers stay ", "2 not looked at ", "It pulls the other way "} {
		if !strings.Contains(said, want) {
			t.Errorf("want %q in:\n%s", want, said)
		}
	}
}

func TestALookThatOthersCannotReadIsInNoPictureOfTheirs(t *testing.T) {
	j, me := desk(t)
	look := func(day string, space improve.SpaceID, links ...app.NewLink) improve.Artifact {
		t.Helper()
		id, err := j.Create(t.Context(), app.NewArtifact{
			Kind: StandingKind, Space: space, Links: links, Fields: map[improve.FieldKey]string{"title": "Habits", "date": day},
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"items": {{"item": "I ask first", "rating": "2"}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		page, err := j.Store().Artifact(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return page
	}
	own := look("2026-03-12", me.Personal)
	shared := look("2026-10-16", me.School, app.NewLink{Rel: "before", Target: own.ID})

	for _, c := range []struct {
		page improve.Artifact
		want []string
	}{{own, []string{"12 Mar 2026", "16 Oct 2026"}}, {shared, []string{"16 Oct 2026"}}} {
		drawn, err := Standing(t.Context(), nil, j, c.page)
		if err != nil {
			t.Fatal(err)
		}
		var days []string
		for _, one := range drawn.Looks {
			days = append(days, one.When)
		}
		if !slices.Equal(days, c.want) {
			t.Errorf("the page of %s shows %q, want %q", c.page.Text("date"), days, c.want)
		}
	}
}
