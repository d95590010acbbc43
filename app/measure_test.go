package app

import (
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestCreateAll_recordsAllOrNothing(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	before := d.events(d.me.School)
	good := func(day string) NewArtifact {
		return NewArtifact{Kind: "data-point", Fields: fields{"date": day, "value": "3"}}
	}

	_, err := d.CreateAll(t.Context(), []NewArtifact{good("2026-09-04"), {Kind: "data-point", Fields: fields{"date": "2026-09-11"}}})
	refused(t, err, improve.Invalid)
	if got := d.events(d.me.School); got != before {
		t.Errorf("got %d events, want the %d of before", got, before)
	}
	if !strings.Contains(err.Error(), "Line 2") {
		t.Errorf("the error %q does not name the second", err)
	}

	ids, err := d.CreateAll(t.Context(), []NewArtifact{good("2026-09-04"), good("2026-09-11")})
	if err != nil || len(ids) != 2 || d.get(ids[1]).Text("date") != "2026-09-11" {
		t.Errorf("got %v (%v), want both in their order", ids, err)
	}
}

func TestAddRow_putsARowAtTheEndAndRemoveRowsTakesIt(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.create(NewArtifact{Kind: "measure", Fields: fields{"title": "Essays"}, Rows: rows{"phases": {{"begins": "2026-09-01"}}}})

	row, err := d.AddRow(t.Context(), id, "phases", fields{"begins": "2026-10-01", "different": "yes"})
	if err != nil {
		t.Fatal(err)
	}

	phases := d.get(id).Rows("phases")
	if len(phases) != 2 || phases[1].ID != row || phases[1].Cells["different"] != "yes" {
		t.Errorf("got %v, want the new phase last", phases)
	}
	if err := d.RemoveRows(t.Context(), id, "phases", row); err != nil || len(d.get(id).Rows("phases")) != 1 {
		t.Errorf("got %v (%v), want the one of before", d.get(id).Rows("phases"), err)
	}
}
