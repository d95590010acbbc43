package app

import (
	"context"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestEdit_refusesAYearThatIsASlip(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	_, err := d.Create(context.Background(), NewArtifact{Kind: "aim", Fields: fields{"title": "More read", "by": "0000-01-01"}})
	refused(t, err, improve.Invalid, "By when", "year 0000", "1900 to 2200")

	id := d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "Two tables"}, Rows: rows{"tasks": {{"what": "Cut cards", "when": "2026-11-21"}}}})
	row := d.get(id).Rows("tasks")[0]
	err = d.Edit(context.Background(), id, []improve.Edit{{Field: "tasks", Row: row.ID, Value: withPosition(fields{"what": "Cut cards", "when": "9999-12-31"}, row.Position)}})
	refused(t, err, improve.Invalid, "year 9999")
	sameText(t, "the day of the task", d.get(id).Rows("tasks")[0].Cells["when"], "2026-11-21")

	_, err = d.Create(context.Background(), NewArtifact{Kind: "data-point", Fields: fields{"date": "0206-09-18", "value": "3"}})
	refused(t, err, improve.Invalid, "year 0206")
}

// A version that took any year has written pages, and others still may.
func TestIngest_readsADayInAnyYear(t *testing.T) {
	ann, bea := deskOf(t, "Ann", "North"), deskOf(t, "Bea", "South")
	pair := ann.found(improve.PairSpace, "North and South")
	ann.admit(bea, pair, improve.Member)
	id := ann.create(NewArtifact{Kind: "aim", Space: pair, Fields: fields{"title": "More read"}})
	err := ann.update(context.Background(), func(b *batch) error {
		a, kind, err := b.editable(id)
		if err != nil {
			return err
		}
		return b.writeEdit(kind, a, improve.Edit{Field: "by", Value: improve.TextValue("0000-01-01")})
	})
	if err != nil {
		t.Fatal(err)
	}

	ann.send(bea, pair)

	sameText(t, "the day that came", bea.get(id).Text("by"), "0000-01-01")
	bea.edit(id, text("title", "More read at home"))
	sameText(t, "what was written beside it", bea.get(id).Text("title"), "More read at home")
}
