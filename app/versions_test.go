package app

import (
	"slices"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// later is a desk on which time passes as the test says.
func later(t *testing.T) (*desk, func(time.Duration)) {
	t.Helper()
	now := time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)
	d := deskAt(t, t.TempDir(), func() time.Time { return now })
	d.begin("Rosa", "Larkfield")
	return d, func(by time.Duration) { now = now.Add(by) }
}

func (d *desk) versions(id improve.ArtifactID) []Version {
	d.t.Helper()
	versions, err := d.Versions(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return versions
}

func (d *desk) set(id improve.ArtifactID, field improve.FieldKey, text string) {
	d.t.Helper()
	d.edit(id, improve.Edit{Field: field, Value: improve.TextValue(text), Over: d.get(id).Register(field, improve.RowID{}).Dots()})
}

func TestVersions_tellHowAPageStoodWithWhoWhenAndWhy(t *testing.T) {
	d, wait := later(t)
	aim := d.create(NewArtifact{Kind: "aim", Fields: fields{"title": "Better essays", "target": "70"}})
	wait(48 * time.Hour)
	d.set(aim, "target", "80")
	wait(time.Minute)
	d.set(aim, "unit", "%")
	if err := d.SayWhy(t.Context(), aim, "70 came by itself"); err != nil {
		t.Fatal(err)
	}

	versions := d.versions(aim)
	if len(versions) != 2 {
		t.Fatalf("%d versions, want 2: changes of one sitting are one", len(versions))
	}
	first, second := versions[0], versions[1]
	if first.Fields["target"] != "70" || second.Fields["target"] != "80" || second.Fields["title"] != "Better essays" {
		t.Errorf("got the targets %q and %q", first.Fields["target"], second.Fields["target"])
	}
	if second.Why != "70 came by itself" || second.By != "Rosa" || !slices.Equal(second.Changed, []improve.FieldKey{"target", "unit"}) {
		t.Errorf("got %q by %q of %v", second.Why, second.By, second.Changed)
	}
	if got := second.At.Sub(first.At); got != 48*time.Hour+time.Minute {
		t.Errorf("%v between them", got)
	}
}

func TestGoBack_writesANewVersionThatIsLikeTheOld(t *testing.T) {
	d, wait := later(t)
	measure := d.create(NewArtifact{Kind: "measure", Fields: fields{"title": "Essays", "counted": "Every essay", "target": "70"}})
	wait(time.Hour)
	d.set(measure, "counted", "Essays of period 2")
	d.set(measure, "left_out", "Those away")
	wait(time.Hour)

	if err := d.GoBack(t.Context(), measure, 1); err != nil {
		t.Fatal(err)
	}
	got := d.get(measure)
	if got.Text("counted") != "Every essay" || got.Text("left_out") != "" || got.Text("target") != "70" {
		t.Errorf("got %q, left out %q, target %q", got.Text("counted"), got.Text("left_out"), got.Text("target"))
	}
	if versions := d.versions(measure); len(versions) != 3 || versions[1].Fields["counted"] != "Essays of period 2" {
		t.Errorf("%d versions, want 3 with the one between kept", len(versions))
	}
}

func TestGoBack_keepsTheLaterVersionHoweverSoonItIs(t *testing.T) {
	d, wait := later(t)
	measure := d.create(NewArtifact{Kind: "measure", Fields: fields{"title": "Essays", "counted": "Every essay"}})
	wait(time.Hour)
	d.set(measure, "counted", "Essays of period 2")
	wait(time.Minute)

	if err := d.GoBack(t.Context(), measure, 1); err != nil {
		t.Fatal(err)
	}
	wait(time.Minute)
	d.set(measure, "left_out", "Those away")

	var stood []string
	versions := d.versions(measure)
	for _, version := range versions {
		stood = append(stood, version.Fields["counted"])
	}
	if want := []string{"Every essay", "Essays of period 2", "Every essay"}; !slices.Equal(stood, want) {
		t.Fatalf("the versions stood as %q, want %q", stood, want)
	}
	if versions[1].Back != 0 || versions[2].Back != 1 {
		t.Errorf("went back to %d and %d, want only the last, to 1", versions[1].Back, versions[2].Back)
	}
	if err := d.GoBack(t.Context(), measure, 2); err != nil {
		t.Fatal(err)
	}
	if got := d.get(measure).Text("counted"); got != "Essays of period 2" {
		t.Errorf("the later version does not come back: %q", got)
	}
}

func TestGoBack_bringsLinesOfAListBack(t *testing.T) {
	d, wait := later(t)
	test := d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "First"}, Rows: rows{"tasks": {{"what": "Copies"}, {"what": "Seat plan"}}}})
	wait(time.Hour)
	if err := d.RemoveRows(t.Context(), test, "tasks", d.get(test).Rows("tasks")[0].ID); err != nil {
		t.Fatal(err)
	}
	wait(time.Hour)

	if err := d.GoBack(t.Context(), test, 1); err != nil {
		t.Fatal(err)
	}
	tasks := d.get(test).Rows("tasks")
	if len(tasks) != 2 || tasks[0].Cells["what"] != "Copies" || tasks[1].Cells["what"] != "Seat plan" {
		t.Errorf("got %v", tasks)
	}
}

func TestGoBack_saysThatThereIsNoSuchVersion(t *testing.T) {
	d, _ := later(t)
	aim := d.page("aim", "Better essays")
	if err := d.GoBack(t.Context(), aim, 7); improve.CodeOf(err) != improve.NotFound {
		t.Errorf("got %v, want that it is not there", err)
	}
}
