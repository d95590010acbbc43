package storage

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// What the index of kinds leads to is what one finds by looking at every page.
func TestCards_OfKindsAreThoseOfAllThatHaveThem(t *testing.T) {
	db := openTest(t)
	first, segments := improvetest.Network(20, 600, 4)
	addSpace(t, db, first.ID)
	ingest(t, db, first.ID, segments...)
	all, err := db.Cards(t.Context(), improve.Query{Retired: true, Limit: -1})
	if err != nil || len(all) == 0 {
		t.Fatalf("%d pages, %v", len(all), err)
	}
	var names []improve.KindName
	for _, card := range all {
		if !slices.Contains(names, card.Kind) {
			names = append(names, card.Kind)
		}
	}
	for _, kinds := range [][]improve.KindName{names[:1], names, {names[0], "no kind"}, {"no kind"}} {
		for _, q := range []improve.Query{
			{}, {Retired: true}, {Order: improve.ByCreated}, {Order: improve.ByTitle, Retired: true}, {Order: improve.ByChange}, {Order: improve.Unsorted},
			{Spaces: []improve.SpaceID{first.ID}}, {Spaces: []improve.SpaceID{{1}}}, {After: all[0].Change / 2}, {Apart: true},
		} {
			q.Limit = -1
			everyKind, err := db.Cards(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			want := slices.DeleteFunc(everyKind, func(c improve.Card) bool { return !slices.Contains(kinds, c.Kind) })
			q.Kinds = kinds
			got, err := db.Cards(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			if q.Order == improve.Unsorted {
				byID := func(x, y improve.Card) int { return slices.Compare(x.ID[:], y.ID[:]) }
				slices.SortFunc(got, byID)
				slices.SortFunc(want, byID)
			}
			if len(got)+len(want) > 0 && !cmp.Equal(got, want) {
				t.Errorf("%+v: %s", q, cmp.Diff(want, got))
			}
			if count, err := db.Count(t.Context(), q); err != nil || count != len(want) {
				t.Errorf("%+v: counted %d, %v; want %d", q, count, err, len(want))
			}
		}
	}
}
