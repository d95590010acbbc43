package report

import (
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// smallGroup is a project with a measure of three weeks: a total, a large
// group and a small one from which the large one could be told.
func smallGroup(t *testing.T, j *app.Journal) (project, measure improve.ArtifactID) {
	t.Helper()

	create := func(n app.NewArtifact) improve.ArtifactID {
		t.Helper()
		id, err := j.Create(t.Context(), n)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	project = create(app.NewArtifact{Kind: "project", Fields: map[improve.FieldKey]string{"title": "Essays on time"}})
	measure = create(app.NewArtifact{
		Kind: "measure", Fields: map[improve.FieldKey]string{"title": "Essays handed in", "calculation": "percent"}, Links: []app.NewLink{{Rel: "project", Target: project}},
		Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"groups": {{"group": "Walkers", "set": "Way"}, {"group": "Riders", "set": "Way"}, {"group": "Ninth grade", "set": "Grade"}, {"group": "Tenth grade", "set": "Grade"}}},
	})
	for _, day := range []string{"2026-09-04", "2026-09-11", "2026-09-18"} {
		for _, of := range [][2]string{{"", "100"}, {"Riders", "92"}, {"Walkers", "8"}, {"Ninth grade", "55"}, {"Tenth grade", "45"}} {
			create(app.NewArtifact{Kind: "data-point", Links: []app.NewLink{{Rel: "measure", Target: measure}}, Fields: map[improve.FieldKey]string{
				"date": day, "numerator": "4", "denominator": of[1], "group": of[0], "note": "note of " + of[1],
			}})
		}
	}
	return project, measure
}

// Everything that is printed or saved as a picture is made of one of these.
func TestPictures_HoldNoSmallGroup(t *testing.T) {
	j, _ := desk(t)
	project, id := smallGroup(t, j)
	leaving, err := Measure(t.Context(), nil, j, id)
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := leaving.Chart()
	if err != nil {
		t.Fatal(err)
	}
	many, err := leaving.Multiples(figure.ByGroup)
	if err != nil {
		t.Fatal(err)
	}
	made, err := Project(t.Context(), nil, j, project)
	if err != nil {
		t.Fatal(err)
	}
	book, err := j.Book(t.Context(), "All", improve.Query{})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"the chart": words([]*figure.Scene{drawn.Scene()}) + drawn.Description(), "the small charts": words([]*figure.Scene{many.Scene()}) + many.Description(),
		"the report": words(made.Pages), "the pages": words(Pages(nil, j.Catalog(), book).Pages),
	} {
		for _, want := range []string{"note of 92", "note of 8", "4.3%", "50%"} {
			if strings.Contains(text, want) {
				t.Errorf("%s holds %q", name, want)
			}
		}
		if !strings.Contains(text, "6 numbers are not shown: 3 of groups of fewer than 10") {
			t.Errorf("%s does not say what it leaves out: %s", name, text)
		}
	}
	if !strings.Contains(words([]*figure.Scene{many.Scene()}), "Grade: Ninth grade") {
		t.Error("the large groups are not drawn")
	}
	if all := words(made.Pages); !strings.Contains(all, "by group") {
		t.Errorf("the report has no small charts: %s", all)
	}
}

func TestOwnMeasure_MarksWhatIsNotShared(t *testing.T) {
	j, _ := desk(t)
	_, id := smallGroup(t, j)

	own, err := OwnMeasure(t.Context(), nil, j, id)

	if err != nil || len(own.Numbers) != 15 || len(own.Kept) != 6 {
		t.Fatalf("got %d numbers, %d marked, %v; want 15 with 6 marked", len(own.Numbers), len(own.Kept), err)
	}
	many, err := own.Multiples(figure.ByGroup)
	if err != nil || many.Kept != 6 || len(many.Panels) != 5 {
		t.Errorf("got %d panels with %d hollow numbers, %v", len(many.Panels), many.Kept, err)
	}
	if _, err := Measure(t.Context(), nil, j, improve.ArtifactID{7}); improve.CodeOf(err) != improve.NotFound {
		t.Errorf("a measure that is not there: got %v", err)
	}
}
