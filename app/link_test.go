package app

import (
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func (d *desk) link(id improve.ArtifactID, rel improve.RelName, target improve.ArtifactID) {
	d.t.Helper()

	if err := d.Link(d.t.Context(), id, rel, target); err != nil {
		d.t.Fatalf("link: %v", err)
	}
}

func TestLink_replacesWhereOneIsHeldAndAddsWhereMany(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	one, two := d.page("project", "One"), d.page("project", "Two")
	aim := d.page("aim", "A")

	d.link(aim, "project", one)
	before := d.events(d.me.School)
	d.link(aim, "project", one)
	if got := d.events(d.me.School); got != before {
		t.Errorf("got %d events, want %d: linking twice writes nothing", got, before)
	}
	d.link(aim, "project", two)
	if got := d.get(aim).LinkedTo("project"); !slices.Equal(got, []improve.ArtifactID{two}) {
		t.Errorf("got %v, want only the second", got)
	}
	d.link(one, "buddy", two)
	d.link(one, "buddy", d.me.Organisation)
	if got := len(d.get(one).LinkedTo("buddy")); got != 2 {
		t.Errorf("got %d buddies, want 2", got)
	}
	for range 2 {
		if err := d.Unlink(t.Context(), aim, "project", two); err != nil {
			t.Fatal(err)
		}
	}
	d.link(aim, "project", two)
	if got := len(d.get(aim).LinkedTo("project")); got != 1 {
		t.Errorf("got %d links after linking again, want 1", got)
	}
}

func TestLink_settlesTwoThatWereMadeApart(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "")
	one, two, aim := ann.page("project", "One"), ann.page("project", "Two"), ann.page("aim", "A")
	ann.admit(ben, ann.me.School, improve.Member)
	ann.link(aim, "project", one)
	ben.link(aim, "project", two)
	exchange(ann, ben, ann.me.School)
	if got := len(ann.get(aim).LinkedTo("project")); got != 2 {
		t.Fatalf("got %d links, want both", got)
	}

	ann.link(aim, "project", two)

	if got := ann.get(aim).LinkedTo("project"); !slices.Equal(got, []improve.ArtifactID{two}) {
		t.Errorf("got %v, want the chosen one", got)
	}
}

func TestLink_allowsRingsAndPagesThatAreNotHere(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	a, b, away := d.page("pdsa", "A"), d.page("pdsa", "B"), d.ids.Artifact()

	d.link(a, followsRel, b)
	d.link(b, followsRel, a)
	d.link(a, "change-idea", away)

	page, err := d.db.Page(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	for _, link := range page.Out {
		if link.Visible == (link.Card.ID == away) {
			t.Errorf("got %s visible %t", link.Rel, link.Visible)
		}
	}
}

func TestLink_refusesWhatDoesNotFit(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	aim := d.page("aim", "A")

	refused(t, d.Link(t.Context(), aim, "moat", d.me.Person), improve.Invalid)
	refused(t, d.Link(t.Context(), aim, "project", d.me.Person), improve.Invalid)
	refused(t, d.Link(t.Context(), aim, "project", aim), improve.Invalid)
	refused(t, d.Link(t.Context(), d.ids.Artifact(), "project", aim), improve.NotFound)
}

func TestComment_isCleanedAndNeverEmpty(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	aim := d.page("aim", "A")

	first, err := d.Comment(t.Context(), aim, " Why?\r\n", improve.RowID{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Comment(t.Context(), aim, "Because.", first); err != nil {
		t.Fatal(err)
	}
	_, err = d.Comment(t.Context(), aim, " \n\t", improve.RowID{})

	refused(t, err, improve.Invalid)
	comments := d.get(aim).Comments()
	if len(comments) != 2 || comments[0].Text != "Why?" || comments[1].Answers != first {
		t.Errorf("got %+v", comments)
	}
}

func TestRetire_putsAwayAndBringsBack(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	aim := d.page("aim", "A")

	for range 2 {
		if err := d.Retire(t.Context(), aim); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := d.db.Count(t.Context(), improve.Query{Kinds: []improve.KindName{"aim"}}); got != 0 || !d.get(aim).Retired() {
		t.Errorf("got %d aims in lists, want none", got)
	}
	if err := d.Unretire(t.Context(), aim); err != nil || d.get(aim).Retired() {
		t.Errorf("still put away: %v", err)
	}
}
