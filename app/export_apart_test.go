package app

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestExport_HoldsWhatTwoWroteApartOrSaysThatItDoesNot(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "South")
	pair := ann.found(improve.PairSpace, "Pair")
	ann.admit(ben, pair, improve.Member)
	id := ann.create(NewArtifact{Kind: "pdsa", Space: pair, Fields: fields{"title": "T", "change": "In pairs"}, Rows: map[improve.FieldKey][]map[improve.FieldKey]string{
		"questions": {{"question": "Will they begin?", "prediction": "20 of 26"}},
	}})
	ann.send(ben, pair)
	row := ann.get(id).Rows("questions")[0]
	guess := func(d *desk, words string) {
		cells := map[improve.FieldKey]string{"question": "Will they begin?", "prediction": words, improve.RowPosition: row.Position}
		d.edit(id, improve.Edit{Field: "questions", Row: row.ID, Value: improve.CellsValue(cells), Over: d.get(id).Register("questions", row.ID).Dots()}, text("change", "As "+words))
	}
	guess(ann, "half of them")
	guess(ben, "nearly all")
	exchange(ann, ben, pair)

	for _, format := range []Format{Markdown, HTML} {
		var out bytes.Buffer
		if _, err := ann.ExportAs(t.Context(), nil, &out, format, "T", improve.Query{}, id); err != nil {
			t.Fatal(err)
		}
		for _, words := range []string{"half of them", "nearly all", "As half of them", "As nearly all"} {
			if strings.Count(out.String(), words) == 0 {
				t.Errorf("%s lacks %q", format, words)
			}
		}
	}
	left, err := ann.LeftApart(t.Context(), improve.Query{}, id)
	if err != nil || left != 2 {
		t.Errorf("a table leaves %d texts out, %v, want 2", left, err)
	}
}
