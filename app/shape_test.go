package app

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/improve"
)

func TestNetworkShape_JoinsSchoolsByTheClosestOfWhatTheyShare(t *testing.T) {
	rosa, ben, ike := deskOf(t, "Rosa", "North"), deskOf(t, "Ben", "Harbor"), deskOf(t, "Ike", "Quarry")
	found := func(kind improve.SpaceKind, name string, others ...*desk) {
		t.Helper()
		space, err := rosa.Found(t.Context(), NewSpace{Kind: kind, Name: name})
		if err != nil {
			t.Fatal(err)
		}
		for _, other := range others {
			rosa.admit(other, space, improve.Member)
		}
	}
	found(improve.NetworkSpace, "Valley", ben, ike)
	found(improve.PairSpace, "Rosa and Ben", ben)

	shape, err := rosa.NetworkShape(t.Context())
	if err != nil {
		t.Fatal(err)
	}

	var names []string
	for _, side := range shape.Sides {
		names = append(names, side.Name)
		if side.Laptops != 1 || side.Own != (side.Name == names[0]) {
			t.Errorf("got %+v, want one laptop, and the own school first", side)
		}
	}
	if len(names) != 3 {
		t.Fatalf("got the sides %v, want three", names)
	}
	kinds := map[string]improve.SpaceKind{}
	for _, tie := range shape.Ties {
		kinds[names[tie.A]+"-"+names[tie.B]] = tie.Kind
	}
	want := map[string]improve.SpaceKind{"North-Ben": improve.PairSpace, "North-Ike": improve.NetworkSpace, "Ben-Ike": improve.NetworkSpace}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Errorf("want (-) got (+):\n%s", diff)
	}
}

func TestNetworkShape_KnowsTheBuddyPairsThatAreWrittenDown(t *testing.T) {
	rosa := deskOf(t, "Rosa", "North")
	school := func(name string) improve.ArtifactID {
		t.Helper()
		id, err := rosa.Create(t.Context(), NewArtifact{Kind: "organisation", Fields: map[improve.FieldKey]string{"title": name}})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	harbor, quarry := school("Harbor"), school("Quarry")
	pair := func(title string, space improve.SpaceID) improve.ArtifactID {
		t.Helper()
		id, err := rosa.Create(t.Context(), NewArtifact{Kind: "buddy-pair", Space: space, Fields: map[improve.FieldKey]string{"title": title}, Links: []NewLink{{Rel: "organisation", Target: harbor}, {Rel: "organisation", Target: quarry}}})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	pair("My own thought", rosa.me.Personal)
	if shape, err := rosa.NetworkShape(t.Context()); err != nil || len(shape.Ties) != 0 {
		t.Errorf("a private page: got %v and %v, want no line", shape.Ties, err)
	}
	written := pair("Harbor and Quarry", improve.SpaceID{})

	shape, err := rosa.NetworkShape(t.Context())

	want := NetworkShape{
		Sides: []NetworkSide{{Name: "North", Laptops: 1, Own: true}, {Name: "Harbor"}, {Name: "Quarry"}},
		Ties:  []NetworkTie{{A: 1, B: 2, Kind: improve.PairSpace, Names: []string{"Harbor and Quarry"}}},
	}
	if diff := cmp.Diff(want, shape); err != nil || diff != "" {
		t.Errorf("%v; want (-) got (+):\n%s", err, diff)
	}
	if err := rosa.Retire(t.Context(), written); err != nil {
		t.Fatal(err)
	}
	if shape, err := rosa.NetworkShape(t.Context()); err != nil || len(shape.Ties) != 0 {
		t.Errorf("a page that was put away: got %v and %v, want no line", shape.Ties, err)
	}
}
