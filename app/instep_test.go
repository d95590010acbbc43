package app

import (
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// inStep shares a page so that its copy follows.
func (d *desk) inStep(id improve.ArtifactID, to improve.SpaceID, choice NameChoice) improve.ArtifactID {
	d.t.Helper()

	copied, err := d.ShareAs(d.t.Context(), Sharing{ID: id, To: to, Names: choice, InStep: true})
	if err != nil {
		d.t.Fatal(err)
	}
	return copied
}

func TestInStep_carriesLaterChangesOverWithNamesReplaced(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	pair := d.found(improve.PairSpace, "Pair")
	driver := d.page("driver", "Start")
	id := d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "T", "happened": "Maria read."}, Rows: rows{"tasks": {{"what": "A"}, {"what": "B"}}}})
	copied := d.inStep(id, pair, NameChoice{Asked: true, Names: []NameCover{{Text: "Maria", Instead: "Student A"}}})
	if got := d.get(copied).Text(improve.FollowsKey); got == "" {
		t.Error("the copy does not say that it follows")
	}

	tasks := d.get(id).Rows("tasks")
	d.edit(id, text("happened", "Maria read to Jaylen."), text("learned", "It works"),
		improve.Edit{Field: "tasks", Row: tasks[0].ID, Remove: true})
	if err := d.Link(t.Context(), id, "driver", driver); err != nil && improve.CodeOf(err) != improve.Invalid {
		t.Fatal(err)
	}

	a := d.get(copied)
	sameText(t, "what happened", a.Text("happened"), "Student A read to Student B.")
	sameText(t, "what was learned", a.Text("learned"), "It works")
	if list := a.Rows("tasks"); len(list) != 1 || list[0].Cells["what"] != "B" {
		t.Errorf("got rows %v, want the second", list)
	}
	if strings.Contains(d.bodies(pair), "Maria") || strings.Contains(d.bodies(pair), "Jaylen") {
		t.Error("a name is in the other space")
	}
	if err := d.StopFollowing(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	d.edit(id, text("learned", "Not yet"))
	sameText(t, "after the end", d.get(copied).Text("learned"), "It works")
	sameText(t, "the end", d.get(copied).Text(improve.FollowsKey), "")
}

func TestInStep_keepsWhatOthersWroteInTheCopy(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "South")
	pair := ann.found(improve.PairSpace, "Pair")
	ann.admit(ben, pair, improve.Member)
	id := ann.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "T", "learned": "One"}})
	copied := ann.inStep(id, pair, NameChoice{})
	exchange(ann, ben, pair)
	ben.edit(copied, text("learned", "Ben's"))
	exchange(ann, ben, pair)

	ann.edit(id, text("learned", "Two"))

	register := ann.get(copied).Register("learned", improve.RowID{})
	var texts []string
	for _, v := range register.Distinct() {
		texts = append(texts, v.Value.Text)
	}
	if got := strings.Join(texts, ","); got != "Two,Ben's" {
		t.Errorf("got %s, want both texts", got)
	}
	ann.edit(id, text("title", "T2"))
	sameText(t, "another field", ann.get(copied).Title(), "T2")
}

func TestInStep_isRefusedForWhatIsLookedAtEachTime(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	pair := d.found(improve.PairSpace, "Pair")
	point := d.create(NewArtifact{Kind: "data-point", Space: d.me.Personal, Fields: fields{"date": "2026-09-18", "numerator": "3", "denominator": "12", "group": "P2"}})
	for _, id := range []improve.ArtifactID{point, d.page("project", "P")} {
		_, err := d.ShareAs(t.Context(), Sharing{ID: id, To: pair, InStep: true})
		refused(t, err, improve.Invalid, "without keeping in step")
	}
	if got := len(d.all(pair)); got != 0 {
		t.Errorf("%d pages went all the same", got)
	}
}

func TestInStep_neverHoldsUpAChangeThatMayNotGo(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "South")
	pair := ann.found(improve.PairSpace, "Pair")
	ann.admit(ben, pair, improve.Member)
	id := ben.page("driver", "Start")
	copied := ben.inStep(id, pair, NameChoice{})
	exchange(ann, ben, pair)
	if err := ann.SetAccess(t.Context(), pair, ben.Device(), improve.Guest); err != nil {
		t.Fatal(err)
	}
	exchange(ann, ben, pair)

	ben.edit(id, text("title", "Begin"))

	sameText(t, "the original", ben.get(id).Title(), "Begin")
	sameText(t, "the copy", ben.get(copied).Title(), "Start")
}
