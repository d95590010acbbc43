package app

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/improve"
)

func TestFieldsOf_hasTheShapesOfTheContract(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "T", "cycle": "12.50"}, Rows: rows{"tasks": {{"what": "A"}}}})
	row := d.get(id).Rows("tasks")[0]
	d.edit(id,
		improve.Edit{Field: "title", Over: []improve.Dot{}, Value: improve.TextValue("T2")},
		improve.Edit{Field: "tasks", Row: row.ID, Over: []improve.Dot{}, Value: withPosition(fields{"what": "A2"}, row.Position)},
	)
	point := d.create(NewArtifact{Kind: "data-point", Fields: fields{"date": "2026-09-18", "value": "3"}})
	d.edit(point, improve.Edit{Field: "point", Over: []improve.Dot{}, Value: improve.CellsValue(fields{"date": "2026-09-18", "value": "4"})})

	want := map[string]any{
		"title": []any{"T2", "T"}, "cycle": json.Number("12.50"),
		"tasks": []any{map[string]any{"what": "A2"}, map[string]any{"what": "A", "~also": true}},
	}
	if diff := cmp.Diff(want, d.FieldsOf(d.get(id))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want = map[string]any{"date": "2026-09-18", "value": []any{json.Number("4"), json.Number("3")}}
	if diff := cmp.Diff(want, d.FieldsOf(d.get(point))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadFields_takesWhatFieldsOfGives(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	for _, kind := range d.Catalog().Kinds() {
		a := d.get(d.create(NewArtifact{Kind: kind.Name, Fields: kind.Sample.Fields, Rows: kind.Sample.Rows}))
		filled, err := ReadFields(kind, d.FieldsOf(a))
		if err != nil {
			t.Fatalf("%s: %v", kind.Name, err)
		}
		before := d.events(a.Space)

		edits, err := d.EditsFor(a, filled)
		if err != nil {
			t.Fatalf("%s: %v", kind.Name, err)
		}
		d.edit(a.ID, edits...)

		if got := d.events(a.Space); got != before {
			t.Errorf("%s: what was read back made %d events, want none", kind.Name, got-before)
		}
	}
}

func TestReadFields_readsListsWrittenAsText(t *testing.T) {
	kind := deskIn(t, t.TempDir()).Catalog().Kind("pdsa")
	for given, want := range map[any]int{`[{"what":"A"},{"what":"B","~also":true},{"removed":true}]`: 1, "": 0, " ": 0, nil: 0} {
		filled, err := ReadFields(kind, map[string]any{"tasks": given})
		if err != nil || len(filled.Rows["tasks"]) != want {
			t.Errorf("%v: got %v (%v), want %d rows", given, filled.Rows, err, want)
		}
	}
	for _, given := range []any{"[", "[] ]", `{"what":"A"}`, `[1]`, `[{"who":[]}]`, 4, true} {
		_, err := ReadFields(kind, map[string]any{"tasks": given})
		refused(t, err, improve.Invalid)
	}
}

// after gives the list of a page after it was filled anew, each row as its first letter of the id it had and its text.
func tasksAfter(t *testing.T, have, want string) (texts string, kept int, edited int) {
	t.Helper()

	d := deskOf(t, "Ann", "North")
	var list []map[improve.FieldKey]string
	for _, text := range strings.Fields(have) {
		list = append(list, fields{"what": text, "who": "Ann"})
	}
	id := d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "T"}, Rows: rows{"tasks": list}})
	old := map[improve.RowID]bool{}
	for _, row := range d.get(id).Rows("tasks") {
		old[row.ID] = true
	}
	before := d.events(d.me.School)
	list = nil
	for _, text := range strings.Fields(want) {
		list = append(list, fields{"what": text, "who": "Ann"})
	}

	edits, err := d.EditsFor(d.get(id), Filled{Rows: rows{"tasks": list}})
	if err != nil {
		t.Fatal(err)
	}
	d.edit(id, edits...)

	var got []string
	for _, row := range d.get(id).Rows("tasks") {
		got = append(got, row.Cells["what"])
		if old[row.ID] {
			kept++
		}
	}
	return strings.Join(got, " "), kept, int(d.events(d.me.School) - before)
}

func TestEditsFor_leavesUnchangedRowsAlone(t *testing.T) {
	for _, tt := range []struct {
		have, want string
		kept       int // rows that keep their identity
		edits      int // rows that are written
	}{
		{"A B C", "A B C", 3, 0},
		{"A B C", "A X B C", 3, 1},
		{"A B C", "X Y A B C Z", 3, 3},
		{"A B C", "B C", 2, 1},
		{"A B C", "C A B", 3, 1},
		{"A B C", "C B A", 3, 2},
		{"A B C", "A B2 C", 3, 1},
		{"A B C", "", 0, 3},
		{"", "A B", 0, 2},
		{"A A B", "A B A", 3, 1},
	} {
		t.Run(tt.have+" to "+tt.want, func(t *testing.T) {
			got, kept, edits := tasksAfter(t, tt.have, tt.want)
			if got != tt.want || kept != tt.kept || edits != tt.edits {
				t.Errorf("got %q with %d kept and %d written, want %q, %d, %d", got, kept, edits, tt.want, tt.kept, tt.edits)
			}
		})
	}
}

func TestEditsFor_neverMixesRowsAndKeepsWhatAFormDoesNotShow(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "T"}, Rows: rows{
		"questions": {{"question": "Q", "prediction": "20", "newer": "x"}},
		"tasks":     {{"what": "A", "who": "Ann"}},
	}})
	edits, err := d.EditsFor(d.get(id), Filled{Rows: rows{
		"questions": {{"question": "Q", "prediction": "20", "confidence": "high"}},
		"tasks":     {{"what": "New"}, {"what": "A", "who": "Ann"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	d.edit(id, edits...)

	tasks, question := d.get(id).Rows("tasks"), d.get(id).Rows("questions")[0].Cells
	sameFields(t, "new row", tasks[0].Cells, fields{"what": "New"})
	sameFields(t, "old row", tasks[1].Cells, fields{"what": "A", "who": "Ann"})
	if question["newer"] != "x" || question["predicted"] == "" || question["confidence"] != "high" {
		t.Errorf("got %v, want what the form does not show kept", question)
	}
}

func TestEditsFor_placesRowsAmongPositionsThatAreEqualOrNone(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.page("pdsa", "T")
	for _, position := range []string{"i", "i", "", "!!", "a"} {
		d.edit(id, improve.Edit{Field: "tasks", Row: d.ids.Row(), Value: improve.CellsValue(fields{"what": "old" + position, improve.RowPosition: strings.Trim(position, "!")})})
	}
	want := []string{"1", "olda", "2", "oldi", "3", "oldi", "4", "old", "5"}
	var list []map[improve.FieldKey]string
	for _, text := range want {
		list = append(list, fields{"what": text})
	}

	edits, err := d.EditsFor(d.get(id), Filled{Rows: rows{"tasks": list}})
	if err != nil {
		t.Fatal(err)
	}
	d.edit(id, edits...)

	var got []string
	for _, row := range d.get(id).Rows("tasks") {
		got = append(got, row.Cells["what"])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
