package app

import (
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

func TestSiteMoves_tellEachStepOfAPlaceWithItsOwnReason(t *testing.T) {
	now := time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC)
	d := deskAt(t, t.TempDir(), func() time.Time { now = now.Add(time.Minute); return now })
	d.begin("Ann", "North")
	id := d.create(NewArtifact{Kind: "change-idea", Fields: fields{"title": "Start in class"}})
	row := func(id improve.RowID, cells fields) improve.Edit {
		cells[improve.RowPosition] = "m"
		return improve.Edit{Field: sitesList, Row: id, Value: improve.CellsValue(cells)}
	}
	harbor, quarry := d.ids.Row(), d.ids.Row()
	d.edit(id, row(harbor, fields{"site": "Harbor"}))
	d.edit(id, row(harbor, fields{"site": "Harbor", "state": "testing"}))
	d.edit(id, row(harbor, fields{"site": "Harbor", "state": "testing", "why": "The test in period 2"}))
	d.edit(id, row(quarry, fields{"site": "Quarry Hill", "state": "proposed"}))
	d.edit(id, row(harbor, fields{"site": "Harbor High", "state": "parked", "why": "The test in period 2"}))
	d.edit(id, row(harbor, fields{"site": "Harbor High", "state": "testing", "why": "A new teacher", "since": "2026-10-02"}))

	moves, err := d.SiteMoves(t.Context(), id)

	if err != nil || len(moves) != 4 {
		t.Fatalf("got %+v, %v, want four steps", moves, err)
	}
	want := []SiteMove{
		{Site: "Harbor High", From: "parked", To: "testing", Why: "A new teacher", Since: "2026-10-02"},
		{Site: "Harbor High", From: "testing", To: "parked"},
		{Site: "Quarry Hill", To: "proposed"},
		{Site: "Harbor High", To: "testing", Why: "The test in period 2"},
	}
	for i, got := range moves {
		if got.At.IsZero() || got.Dot.IsZero() {
			t.Errorf("step %d has no time or writer", i)
		}
		got.At, got.Dot, got.Row = time.Time{}, improve.Dot{}, improve.RowID{}
		if got != want[i] {
			t.Errorf("step %d: got %+v, want %+v", i, got, want[i])
		}
	}
	d.edit(id, improve.Edit{Field: sitesList, Row: quarry, Remove: true})
	if moves, err = d.SiteMoves(t.Context(), id); err != nil || len(moves) != 4 {
		t.Errorf("got %d steps, %v, want those of a place that was taken off the list too", len(moves), err)
	}
}
