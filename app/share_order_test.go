package app

import (
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestShare_keepsTheOrderInWhichPagesWereBegun(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	p := d.project()
	pair := d.found(improve.PairSpace, "Pair")
	d.share(p.id, pair)

	drivers, err := d.store.Artifacts(t.Context(), improve.Query{Spaces: []improve.SpaceID{pair}, Kinds: []improve.KindName{"driver"}, Order: improve.ByCreated, Limit: everything})
	if err != nil {
		t.Fatal(err)
	}

	var got []string
	for _, driver := range drivers {
		got = append(got, driver.Title())
	}
	if want := []string{"Start", "Feedback"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
