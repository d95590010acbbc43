package app

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestEarlier_LeadsFromASharedProjectToItsPast(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	p := d.project()
	d.set(p.idea, improve.TitleKey, "In class, aloud")
	pair := d.found(improve.PairSpace, "Pair")
	before := d.story(p.id)

	moved := d.share(p.id, pair)

	earlier, ok, err := d.Earlier(t.Context(), moved)
	if err != nil || !ok || earlier != (Earlier{Page: p.id, Space: "North"}) {
		t.Errorf("got %+v, %t, %v; want the project as it was in the school", earlier, ok, err)
	}
	if got := d.story(earlier.Page); len(got.Versions) != len(before.Versions) || len(got.Versions) == 0 {
		t.Errorf("got %d versions of the earlier diagram, want %d", len(got.Versions), len(before.Versions))
	}
	to, _ := d.get(p.idea).MovedTo()
	earlier, ok, err = d.Earlier(t.Context(), to)
	if err != nil || !ok || earlier.Page != p.idea {
		t.Errorf("got %+v, %t, %v; want the idea as it was", earlier, ok, err)
	}
	for name, id := range map[string]improve.ArtifactID{"the old page": p.id, "a page that stayed": p.talk} {
		if earlier, ok, err := d.Earlier(t.Context(), id); ok || err != nil {
			t.Errorf("%s: got %+v (%v), want nothing before", name, earlier, err)
		}
	}
	ben := deskOf(t, "Ben", "South")
	d.admit(ben, pair, improve.Member)
	d.send(ben, pair)
	if earlier, ok, err := ben.Earlier(t.Context(), moved); ok || err != nil {
		t.Errorf("got %+v (%v) where the old page is not", earlier, err)
	}
}

func TestEarlier_LeadsFromARestoredPageToTheOneOfTheBackup(t *testing.T) {
	d := deskOf(t, "Ann", "")
	own := d.page("project", "My own")
	d.page("driver", "Talk", NewLink{"project", own})
	d.set(own, "problem", "Too little talk")
	other := deskIn(t, t.TempDir())
	other.restore(d.backup(""), "")
	copies, err := other.RestoredPages(t.Context())
	if err != nil {
		t.Fatal(err)
	}

	earlier, ok, err := other.Earlier(t.Context(), copies[own])

	if err != nil || !ok || earlier.Page != own || !earlier.Backup {
		t.Errorf("got %+v, %t, %v; want the page of the backup", earlier, ok, err)
	}
	if want, got := d.story(own), other.story(own); len(got.Versions) != len(want.Versions) {
		t.Errorf("got %d versions of the old diagram, want %d", len(got.Versions), len(want.Versions))
	}
}
