package app

import (
	"testing"

	"github.com/cairn-schools/cairn/app/office"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// planOf reads a table of numbers, its head first.
func planOf(t *testing.T, rows ...[]string) office.Plan {
	t.Helper()

	kind := kinds.Catalog().Kind(kinds.PointKind)
	grid := office.Grid{Head: rows[0], Rows: rows[1:]}
	plan, err := office.NewPlan(kind, grid, office.GuessMapping(kind, grid.Head), "")
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// compared gives how many rows are fresh, there and in doubt.
func (d *desk) compared(plan office.Plan, links ...NewLink) [3]int {
	d.t.Helper()

	got, err := d.Compare(d.t.Context(), plan, links...)
	if err != nil {
		d.t.Fatal(err)
	}
	return [3]int{len(got.Fresh.Rows), len(got.There), len(got.Doubts)}
}

func TestCompare_EachNumberHereStandsForOneRow(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	of := NewLink{Rel: measureRel, Target: d.page("measure", "Essays in")}
	d.create(NewArtifact{Kind: kinds.PointKind, Fields: fields{"date": "2026-09-04", "value": "31", "group": "Period 2", "note": "A storm"}, Links: []NewLink{of}})
	gone := d.create(NewArtifact{Kind: kinds.PointKind, Fields: fields{"date": "2026-09-11", "value": "33"}, Links: []NewLink{of}})
	if err := d.Retire(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		rows [][]string
		want [3]int // fresh, there, doubts
	}{
		{"the same in other letters", [][]string{{"2026-09-04", "31.0", " period  2"}}, [3]int{0, 1, 0}},
		{"the same twice", [][]string{{"2026-09-04", "31", "Period 2"}, {"2026-09-04", "31", "Period 2"}}, [3]int{1, 1, 1}},
		{"another value", [][]string{{"2026-09-04", "32", "Period 2"}}, [3]int{1, 0, 1}},
		{"another group", [][]string{{"2026-09-04", "31", ""}}, [3]int{1, 0, 0}},
		{"a number that was put away", [][]string{{"2026-09-11", "33", ""}}, [3]int{1, 0, 0}},
	} {
		plan := planOf(t, append([][]string{{"Day", "Number", "Group"}}, c.rows...)...)
		if got := d.compared(plan, of); got != c.want {
			t.Errorf("%s: got %v fresh, there and in doubt, want %v", c.name, got, c.want)
		}
		if got, want := d.compared(plan), [3]int{len(c.rows), 0, 0}; got != want {
			t.Errorf("%s, of no measure: got %v, want %v", c.name, got, want)
		}
	}
}

func TestCompare_KnowsEveryTextOfANumberThatIsStillOpen(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	of := NewLink{Rel: measureRel, Target: d.page("measure", "Essays in")}
	id := d.create(NewArtifact{Kind: kinds.PointKind, Fields: fields{"date": "2026-09-04", "value": "31"}, Links: []NewLink{of}})
	d.edit(id, improve.Edit{Field: kinds.PointRecord, Over: []improve.Dot{}, Value: improve.CellsValue(fields{"date": "2026-09-04", "value": "35"})})
	if live := d.get(id).Register(kinds.PointRecord, improve.RowID{}).Live; len(live) != 2 {
		t.Fatalf("%d texts are open, want two", len(live))
	}

	plan := planOf(t, []string{"Day", "Number"}, []string{"2026-09-04", "31"}, []string{"2026-09-04", "35"})

	if got, want := d.compared(plan, of), [3]int{1, 1, 1}; got != want {
		t.Errorf("got %v fresh, there and in doubt, want %v: two texts of one number are one number", got, want)
	}
}
