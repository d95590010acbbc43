package app

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

const canary = "canary-in-the-coal-mine"

func (d *desk) share(id improve.ArtifactID, to improve.SpaceID) improve.ArtifactID {
	d.t.Helper()

	shared, err := d.Share(d.t.Context(), id, to)
	if err != nil {
		d.t.Fatalf("share: %v", err)
	}
	return shared
}

// point records a point of a group.
func point(denominator string) fields {
	return fields{"date": "2026-09-18", "numerator": "3", "denominator": denominator, "group": "Period 2", "note": canary}
}

// project is a project as a team has it, with private pages about it.
type project struct {
	id, driver, second, idea, test, talk, small improve.ArtifactID
}

func (d *desk) project() project {
	d.t.Helper()

	var p project
	p.id = d.page("project", "Essays")
	in := NewLink{"project", p.id}
	p.driver, p.second = d.page("driver", "Start", in), d.page("driver", "Feedback", in)
	p.idea = d.page("change-idea", "In class", NewLink{"driver", p.driver}, NewLink{"driver", p.second})
	p.test = d.page("pdsa", "One period", NewLink{"change-idea", p.idea}, in)
	p.talk = d.page("empathy-interview", canary+" talk", in)
	p.small = d.create(NewArtifact{Kind: "data-point", Fields: point("9"), Links: []NewLink{in}})
	return p
}

func titles(artifacts []improve.Artifact) []string {
	var all []string
	for _, a := range artifacts {
		all = append(all, fmt.Sprintf("%s %s %t", a.Kind, a.Title(), a.Retired()))
	}
	slices.Sort(all)
	return all
}

func TestShare_movesAProjectWithAllBelowItOnce(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	p := d.project()
	d.page("aim", "Of no project")
	pair := d.found(improve.PairSpace, "Pair")

	moved := d.share(p.id, pair)

	want := []string{"change-idea In class false", "driver Feedback false", "driver Start false", "pdsa One period false", "project Essays false"}
	if got := titles(d.all(pair)); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for _, old := range []improve.ArtifactID{p.id, p.driver, p.second, p.idea, p.test} {
		a := d.get(old)
		to, ok := a.MovedTo()
		if !a.Retired() || !ok || d.get(to).Space != pair || originOf(d.get(to)) != old.String() {
			t.Errorf("%s is put away %t and points to %s", a.Title(), a.Retired(), to)
		}
	}
	idea, _ := d.get(p.idea).MovedTo()
	for _, driver := range d.get(idea).LinkedTo("driver") {
		if d.get(driver).Space != pair {
			t.Errorf("a link of the copied idea leads back to %s", d.get(driver).Title())
		}
	}
	if got := len(d.get(idea).LinkedTo("driver")); got != 2 {
		t.Errorf("got %d drivers of the idea, want 2", got)
	}
	for _, private := range []improve.ArtifactID{p.talk, p.small} {
		if a := d.get(private); a.Space != d.me.Personal || a.Retired() || !slices.Equal(a.LinkedTo("project"), []improve.ArtifactID{moved}) {
			t.Errorf("%s: space %s, links %v, want it at home and linked to the copy", a.Kind, a.Space, a.Links())
		}
	}
	if strings.Contains(d.bodies(pair), canary) {
		t.Error("private words are in the other space")
	}
	_, err := d.Share(t.Context(), p.id, d.found(improve.PairSpace, "Another"))
	refused(t, err, improve.Invalid, "moved")
	_, err = d.Share(t.Context(), moved, pair)
	refused(t, err, improve.Invalid, "already")
}

func TestShare_leavesTheTeamAndThePlanOfTheSchoolWhereTheyAre(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	p := d.project()
	in := NewLink{"project", p.id}
	team, plan := d.page("team", "Leadership", in), d.page("strategic-plan", "North to 2029", in)
	minutes := d.page("meeting", "Leadership, Monday", NewLink{"team", team})
	priority := d.page("priority", "Written work", NewLink{"plan", plan}, in)
	rock := d.page("rock", "Duty in the hall", NewLink{"priority", priority}, NewLink{"because", p.test})
	day := d.page("convening", "Autumn", NewLink{"made", p.test})
	own := d.page("meeting", "Essays, Tuesday", NewLink{"team", team}, in)
	pair := d.found(improve.PairSpace, "Pair")

	preview, err := d.PreviewShare(t.Context(), Sharing{ID: p.id, To: pair})
	if err != nil {
		t.Fatal(err)
	}
	if len(preview.Stays) != 2 {
		t.Errorf("it says that %d pages stay for being private, want the talk and the small group", len(preview.Stays))
	}
	moved := d.share(p.id, pair)

	for _, stays := range []improve.ArtifactID{team, plan, minutes, priority, rock, day} {
		if a := d.get(stays); a.Retired() {
			t.Errorf("%s %q went along", a.Kind, a.Title())
		}
	}
	if to, gone := d.get(own).MovedTo(); !gone || d.get(to).Space != pair {
		t.Error("the project's own meeting stays behind")
	}
	if got := d.get(team).LinkedTo("project"); !slices.Equal(got, []improve.ArtifactID{moved}) {
		t.Errorf("the team works on %v, want the project where it is now", got)
	}
}

func TestShare_passesOnAProjectThatWasSharedBefore(t *testing.T) {
	d := deskOf(t, "Ann", "")
	p := d.project()
	pair, network := d.found(improve.PairSpace, "Pair"), d.found(improve.NetworkSpace, "Network")

	first := d.share(p.id, pair)
	second := d.share(first, network)

	for _, space := range []improve.SpaceID{pair, network} {
		if got, want := len(d.all(space)), 5; got != want {
			t.Errorf("got %d artifacts, want %d", got, want)
		}
		if strings.Contains(d.bodies(space), canary) {
			t.Error("private words are in the other space")
		}
	}
	if got := d.get(p.talk).LinkedTo("project"); !slices.Equal(got, []improve.ArtifactID{second}) {
		t.Errorf("the private page leads to %v, want the last copy", got)
	}
	sameText(t, "origin", originOf(d.get(second)), first.String())
}

func TestShare_isDoneOnceByTwoAtATime(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	p := d.project()
	pair := d.found(improve.PairSpace, "Pair")
	desks := []*desk{d, deskIn(t, d.dir)}
	for _, id := range []improve.ArtifactID{p.id, d.page("story", "S")} {
		errs := make([]error, 2)
		var group sync.WaitGroup
		for i := range errs {
			group.Go(func() { _, errs[i] = desks[i].Share(t.Context(), id, pair) })
		}
		group.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("got %v and %v, want one to be refused", errs[0], errs[1])
		}
	}
	if got, want := len(d.all(pair)), 6; got != want {
		t.Errorf("got %d artifacts, want %d", got, want)
	}
}

func TestShare_copiesASinglePageWithItsOrigin(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	p := d.project()
	pair := d.found(improve.PairSpace, "Pair")

	copied := d.get(d.share(p.test, pair))

	if d.get(p.test).Retired() || originOf(copied) != p.test.String() || copied.Title() != "One period" {
		t.Errorf("got %q of %s", copied.Title(), originOf(copied))
	}
	_, err := d.Share(t.Context(), p.test, pair)
	refused(t, err, improve.Invalid, "already")
	if err := d.Retire(t.Context(), copied.ID); err != nil {
		t.Fatal(err)
	}
	d.share(p.test, pair)
}

func TestShare_keepsTextsOpenRowsInOrderAndCommentsNamed(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "T"}, Rows: rows{"tasks": {{"what": "A"}, {"what": "B"}}}})
	blind := text("title", "T2")
	blind.Over = []improve.Dot{}
	d.edit(id, blind)
	first, err := d.Comment(t.Context(), id, "Why?", improve.RowID{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Comment(t.Context(), id, "So.", first); err != nil {
		t.Fatal(err)
	}
	before := d.get(id)

	copied := d.get(d.share(id, d.found(improve.PairSpace, "Pair")))

	register := copied.Register("title", improve.RowID{})
	if len(register.Distinct()) != 2 || copied.Title() != before.Title() {
		t.Errorf("got %+v, want both texts, %q first", register.Live, before.Title())
	}
	list := copied.Rows("tasks")
	if len(list) != 2 || list[0].Cells["what"] != "A" || list[1].Cells["what"] != "B" {
		t.Errorf("got rows %v", list)
	}
	comments := copied.Comments()
	if len(comments) != 2 || comments[0].Text != "Ann: Why?" || comments[1].Answers != comments[0].ID {
		t.Errorf("got comments %+v", comments)
	}
}

func TestShare_refusesASpaceThatOneMayNotWrite(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "South")
	pair := ann.found(improve.PairSpace, "Pair")
	ann.admit(ben, pair, improve.Guest)
	id := ben.project().id
	before := ben.events(ben.me.School)

	_, err := ben.Share(t.Context(), id, pair)
	refused(t, err, improve.Denied, "Pair")
	_, err = ben.Share(t.Context(), id, ann.me.School)
	refused(t, err, improve.NotFound)

	if ben.get(id).Retired() || ben.events(ben.me.School) != before {
		t.Error("something was put away all the same")
	}
}

func TestShare_movesEveryOneOfManyPoints(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	var lines strings.Builder
	lines.WriteString(`{"kind":"project","fields":{"title":"P"},"ref":"p"}` + "\n")
	for n := range improve.DefaultLimit + 200 {
		fmt.Fprintf(&lines, `{"kind":"data-point","fields":{"date":"2026-09-18","value":%d},"links":[{"rel":"project","to":"p"}]}`+"\n", n)
	}
	ids, err := d.Import(t.Context(), strings.NewReader(lines.String()), improve.SpaceID{})
	if err != nil {
		t.Fatal(err)
	}
	pair := d.found(improve.PairSpace, "Pair")

	d.share(ids[0], pair)

	if got, want := len(d.all(pair)), len(ids); got != want {
		t.Errorf("got %d artifacts, want %d", got, want)
	}
}

func TestGate_keepsSmallGroupsOutOfEverySharedSpace(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	school := d.me.School
	large := d.create(NewArtifact{Kind: "data-point", Space: school, Fields: fields{"date": "2026-09-18", "numerator": "3", "denominator": "12", "group": "P2"}})
	small := d.create(NewArtifact{Kind: "data-point", Fields: point("8")})
	tries := map[string]func() error{
		"an edit from 12 to 8": func() error {
			return d.Edit(t.Context(), large, []improve.Edit{{Field: "point", Value: improve.CellsValue(point("8"))}})
		},
		"an edit to a group of unknown size": func() error {
			return d.Edit(t.Context(), large, []improve.Edit{{Field: "point", Value: improve.CellsValue(fields{"date": "2026-09-18", "value": "3", "group": canary})}})
		},
		"a new point with a space": func() error {
			_, err := d.Create(t.Context(), NewArtifact{Kind: "data-point", Space: school, Fields: point("8")})
			return err
		},
		"a file for a space": func() error {
			_, err := d.Import(t.Context(), strings.NewReader(`{"kind":"data-point","fields":{"date":"2026-09-18","numerator":1,"denominator":9,"group":"`+canary+`"}}`), school)
			return err
		},
		"a line with a space": func() error {
			_, err := d.Import(t.Context(), strings.NewReader(`{"kind":"data-point","space":"`+school.String()+`","fields":{"date":"2026-09-18","value":1,"group":"`+canary+`"}}`), improve.SpaceID{})
			return err
		},
		"sharing": func() error { _, err := d.Share(t.Context(), small, school); return err },
	}
	for name, try := range tries {
		t.Run(name, func(t *testing.T) { refused(t, try(), improve.Denied, "fewer than ten") })
	}
	if strings.Contains(d.bodies(school), canary) {
		t.Error("a small group's number is in the school's log")
	}
}

func TestGate_looksAtEveryTextOfAPointThatWasChangedApart(t *testing.T) {
	d := deskOf(t, "Ann", "")
	p := d.page("project", "P")
	id := d.create(NewArtifact{Kind: "data-point", Fields: point("8"), Links: []NewLink{{"project", p}}})
	apart := improve.Edit{Field: "point", Over: []improve.Dot{}, Value: improve.CellsValue(fields{"date": "2026-09-18", "numerator": "3", "denominator": "12", "group": "P2"})}
	d.edit(id, apart)
	pair := d.found(improve.PairSpace, "Pair")

	d.share(p, pair)

	if d.get(id).Retired() || strings.Contains(d.bodies(pair), canary) {
		t.Error("a point with a small text beside the large one left home")
	}
	_, err := d.Share(t.Context(), id, pair)
	refused(t, err, improve.Denied)
}

func TestGate_letsAGroupGrow(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.create(NewArtifact{Kind: "data-point", Fields: point("8")})

	d.edit(id, improve.Edit{Field: "point", Value: improve.CellsValue(point("12"))})

	if got := d.get(id).Space; got != d.me.Personal {
		t.Errorf("got space %s, want it to stay at home until it is shared", got)
	}
	d.share(id, d.me.School)
}

func TestShare_namesTheWriterOfACommentOnce(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "")
	id := ann.page("project", "P")
	ann.admit(ben, ann.me.School, improve.Guest)
	if _, err := ben.Comment(t.Context(), id, "Good", improve.RowID{}); err != nil {
		t.Fatal(err)
	}
	ben.send(ann, ann.me.School)

	first := ann.share(id, ann.found(improve.PairSpace, "Pair"))
	if _, err := ann.Comment(t.Context(), first, "Note: thanks", improve.RowID{}); err != nil {
		t.Fatal(err)
	}
	second := ann.get(ann.share(first, ann.found(improve.NetworkSpace, "Network")))

	comments := second.Comments()
	if len(comments) != 2 || comments[0].Text != "Ben: Good" || comments[1].Text != "Ann: Note: thanks" {
		t.Errorf("got %+v", comments)
	}
}
