package app

import (
	"slices"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

func TestTake_copiesWithOriginAndTellsTheAuthor(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "South")
	network := ann.found(improve.NetworkSpace, "Valley Network")
	id := ann.create(NewArtifact{Kind: "pdsa", Space: network, Fields: fields{"title": "T", "learned": "One"}})
	if _, err := ann.Comment(t.Context(), id, "Look at this", improve.RowID{}); err != nil {
		t.Fatal(err)
	}
	ann.admit(ben, network, improve.Guest)

	taken, err := ben.Take(t.Context(), id, improve.SpaceID{}, true)

	if err != nil {
		t.Fatal(err)
	}
	a := ben.get(taken)
	if a.Space != ben.me.School || a.Title() != "T" || len(a.Comments()) != 0 {
		t.Errorf("got %q in %s with %d comments, want the page alone at the school", a.Title(), a.Space, len(a.Comments()))
	}
	_, err = ben.Take(t.Context(), id, improve.SpaceID{}, true)
	refused(t, err, improve.Invalid, "already")
	ben.send(ann, network)
	if got := TakenBy(ann.get(id)); !slices.Equal(got, []string{"South"}) {
		t.Errorf("got %q, want the school that took it", got)
	}
}

func TestOriginOf_tellsWhatIsNewThereUntilItIsRead(t *testing.T) {
	now := time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC)
	d := deskAt(t, t.TempDir(), func() time.Time { return now })
	d.begin("Ann", "North")
	network := d.found(improve.NetworkSpace, "Valley Network")
	id := d.create(NewArtifact{Kind: "pdsa", Space: network, Fields: fields{"title": "T", "learned": "One"}})
	taken, err := d.Take(t.Context(), id, improve.SpaceID{}, false)
	if err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Hour)
	d.edit(id, text("learned", "Two"))
	d.edit(taken, text("title", "Ours"))

	origin, ok, err := d.OriginOf(t.Context(), d.get(taken))

	if err != nil || !ok || !origin.Visible || origin.Space != "Valley Network" || len(origin.Changes) != 1 {
		t.Fatalf("got %+v, %t, %v, want one change in the network", origin, ok, err)
	}
	if c := origin.Changes[0]; c.Field != "learned" || c.Theirs.Text != "Two" || c.Own.Text != "One" {
		t.Errorf("got %+v", c)
	}
	if err := d.SeenOrigin(t.Context(), d.get(taken)); err != nil {
		t.Fatal(err)
	}
	if origin, _, err = d.OriginOf(t.Context(), d.get(taken)); err != nil || len(origin.Changes) != 0 {
		t.Errorf("got %v, %v after it was read, want none", origin.Changes, err)
	}
}

func TestTake_ofAProjectLeavesItWhereItIs(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	network := d.found(improve.NetworkSpace, "Valley Network")
	moved := d.share(d.project().id, network)

	taken, err := d.Take(t.Context(), moved, improve.SpaceID{}, false)

	if err != nil || d.get(moved).Retired() || d.get(taken).Space != d.me.School {
		t.Errorf("got %v, put away %t", err, d.get(moved).Retired())
	}
	drivers := 0
	for _, a := range d.all(d.me.School) {
		if a.Kind == "driver" && slices.Equal(a.LinkedTo("project"), []improve.ArtifactID{taken}) {
			drivers++
		}
	}
	if drivers != 2 {
		t.Errorf("got %d drivers in the taken project, want 2", drivers)
	}
}
