package app

import (
	"strings"
	"sync"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestCreate_foldsWhatNobodyMeantToType(t *testing.T) {
	d := deskOf(t, "Ann", "North")

	id := d.create(NewArtifact{Kind: "change-idea", Fields: fields{"title": "  Start in class \r\n"}})
	d.edit(id, text("title", "\tStart in class  "))

	sameText(t, "title", d.get(id).Title(), "Start in class")
	history, err := d.db.History(t.Context(), id)
	if err != nil || len(history) != 1 {
		t.Errorf("got %d entries (%v), want 1: an unchanged text is not written", len(history), err)
	}
}

func TestCreate_refusesWhatItsKindDoesNotAllow(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	before := d.events(d.me.School)
	for name, n := range map[string]NewArtifact{
		"no such kind":      {Kind: "castle", Fields: fields{"title": "x"}},
		"no such field":     {Kind: "aim", Fields: fields{"title": "x", "towers": "4"}},
		"nothing required":  {Kind: "aim"},
		"blank required":    {Kind: "aim", Fields: fields{"title": " \n "}},
		"no text":           {Kind: "aim", Fields: fields{"title": "a\xff"}},
		"a rule of PDSA":    {Kind: "pdsa", Fields: fields{"title": "x", "decision": "abandon"}},
		"a point w/o a day": {Kind: "data-point", Fields: fields{"value": "3"}},
		"a wrong link":      {Kind: "aim", Fields: fields{"title": "x"}, Links: []NewLink{{Rel: "project", Target: d.me.Person}}},
		"an unknown link":   {Kind: "aim", Fields: fields{"title": "x"}, Links: []NewLink{{Rel: "moat", Target: d.me.Person}}},
		"too many rows":     {Kind: "pdsa", Fields: fields{"title": "x"}, Rows: rows{"tasks": make([]fields, improve.MaxRows+1)}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := d.Create(t.Context(), n)
			if improve.CodeOf(err) == "" {
				t.Errorf("got %v, want an error for people", err)
			}
		})
	}
	if got := d.events(d.me.School); got != before {
		t.Errorf("got %d events, want the %d of before", got, before)
	}
}

func TestCreate_refusesAPageWithNothingOnIt(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	for _, kind := range d.Catalog().Kinds() {
		_, err := d.Create(t.Context(), NewArtifact{Kind: kind.Name})
		refused(t, err, improve.Invalid)
	}
}

func TestCreate_recordsAPageOnceUnderItsNumber(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	n := NewArtifact{ID: d.ids.Artifact(), Kind: "aim", Edits: []improve.Edit{text("title", "Ten more")}}

	d.create(n)
	n.Edits = []improve.Edit{text("title", "Twelve more")}
	d.create(n)

	a := d.get(n.ID)
	sameText(t, "title", a.Title(), "Twelve more")
	if got := a.Unsettled(nil); got != 0 {
		t.Errorf("got %d texts apart, want none", got)
	}
	n.Kind = "driver"
	_, err := d.Create(t.Context(), n)
	refused(t, err, improve.Invalid)
}

func TestCreate_findsTheHome(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	pair := d.found(improve.PairSpace, "Pair")
	project := d.create(NewArtifact{Kind: "project", Space: pair, Fields: fields{"title": "P"}})
	idea := d.page("change-idea", "At school")
	kim := deskOf(t, "Kim", "")
	for name, tt := range map[string]struct {
		d    *desk
		n    NewArtifact
		want improve.SpaceID
	}{
		"a talk stays with who had it":       {d, NewArtifact{Kind: "empathy-interview", Fields: fields{"title": "T"}}, d.me.Personal},
		"a small group stays too":            {d, NewArtifact{Kind: "data-point", Fields: fields{"date": "2026-09-18", "numerator": "3", "denominator": "9", "group": "P2"}}, d.me.Personal},
		"blanks are no group":                {d, NewArtifact{Kind: "data-point", Fields: fields{"date": "2026-09-18", "value": "9", "group": "  "}}, d.me.School},
		"a group of ten goes to the project": {d, NewArtifact{Kind: "data-point", Fields: fields{"date": "2026-09-18", "numerator": "3", "denominator": " 10 ", "group": "P2"}, Links: []NewLink{{"project", project}}}, pair},
		"the project comes first":            {d, NewArtifact{Kind: "pdsa", Fields: fields{"title": "T"}, Links: []NewLink{{"change-idea", idea}, {"project", project}}}, pair},
		"else the school":                    {d, NewArtifact{Kind: "aim", Fields: fields{"title": "T"}}, d.me.School},
		"without a school it is my own":      {kim, NewArtifact{Kind: "aim", Fields: fields{"title": "T"}}, kim.me.Personal},
	} {
		t.Run(name, func(t *testing.T) {
			if got := tt.d.get(tt.d.create(tt.n)).Space; got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestEdit_leavesATextThatCameInBetween(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.page("aim", "First")
	seen := d.get(id).Register("title", improve.RowID{}).Dots()
	d.edit(id, text("title", "Second"))

	stale := text("title", "Third")
	stale.Over = seen
	d.edit(id, stale)

	register := d.get(id).Register("title", improve.RowID{})
	if got := len(register.Distinct()); got != 2 {
		t.Fatalf("got %d texts, want both", got)
	}
	settled := text("title", "Second")
	settled.Over = register.Dots()
	d.edit(id, settled)
	sameText(t, "title", d.get(id).Title(), "Second")
	if got := d.get(id).Unsettled(nil); got != 0 {
		t.Errorf("got %d texts apart after settling, want none", got)
	}
}

func TestEdit_writesBesideWhenTheFieldWasSeenEmpty(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.page("pdsa", "T")
	d.edit(id, text("learned", "One"))

	blind := text("learned", "Two")
	blind.Over = []improve.Dot{}
	d.edit(id, blind)

	if got := len(d.get(id).Register("learned", improve.RowID{}).Distinct()); got != 2 {
		t.Errorf("got %d texts, want both", got)
	}
}

func TestEdit_mayNotTakeAwayWhatIsRequired(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.page("aim", "Ten more")

	refused(t, d.Edit(t.Context(), id, []improve.Edit{text("title", " ")}), improve.Invalid)

	sameText(t, "title", d.get(id).Title(), "Ten more")
}

func TestEdit_worksOnAPageThatCameWithoutWhatIsRequired(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.ids.Artifact()
	kind := d.Catalog().Kind("pdsa")
	err := d.update(t.Context(), func(b *batch) error {
		page := improve.NewArtifact(id, d.me.School)
		return b.writeEdit(kind, page, text("learned", "x"))
	})
	if err != nil {
		t.Fatal(err)
	}

	d.edit(id, text("learned", "More"))

	sameText(t, "learned", d.get(id).Text("learned"), "More")
}

func TestEdit_addsChangesMovesAndRemovesRows(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "T"}, Rows: rows{"tasks": {{"what": "A"}, {"what": "B"}, {"what": "C"}}}})
	list := d.get(id).Rows("tasks")

	d.edit(id,
		improve.Edit{Field: "tasks", Row: list[0].ID, Remove: true},
		improve.Edit{Field: "tasks", Row: list[2].ID, Value: withPosition(fields{"what": "C"}, improve.PositionBetween("", list[1].Position))},
		improve.Edit{Field: "tasks", Row: list[1].ID, Value: withPosition(fields{"what": "B2"}, list[1].Position)},
		improve.Edit{Field: "tasks", Row: d.ids.Row(), Value: withPosition(fields{"what": "D"}, improve.PositionBetween(list[2].Position, ""))},
	)

	var got []string
	for _, row := range d.get(id).Rows("tasks") {
		got = append(got, row.Cells["what"])
	}
	sameText(t, "rows", strings.Join(got, " "), "C B2 D")
}

func TestEdit_keepsAPointWhole(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.create(NewArtifact{Kind: "data-point", Fields: fields{"date": "2026-09-18", "value": "3"}})

	refused(t, d.Edit(t.Context(), id, []improve.Edit{text("value", "4")}), improve.Invalid)
	refused(t, d.Edit(t.Context(), id, []improve.Edit{{Field: "point", Value: improve.CellsValue(fields{"value": "4"})}}), improve.Invalid)
	d.edit(id, improve.Edit{Field: "point", Value: improve.CellsValue(fields{"date": "2026-09-19", "value": "4"})})

	sameText(t, "date", d.get(id).Text("date"), "2026-09-19")
}

func TestEdit_keepsTheRulesOfATest(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "T"}, Rows: rows{"questions": {{"question": "Q", "prediction": "20"}}}})
	d.edit(id, text("happened", "They began."))
	row := d.get(id).Rows("questions")[0]

	err := d.Edit(t.Context(), id, []improve.Edit{{Field: "questions", Row: row.ID, Value: withPosition(fields{"question": "Q", "prediction": "26"}, row.Position)}})
	refused(t, err, improve.Locked)
	refused(t, d.Edit(t.Context(), id, []improve.Edit{text("decision", "abandon")}), improve.Invalid)

	d.edit(id, text("decision", "abandon"), text("reason", "Too long"))
	sameText(t, "decision", d.get(id).Text("decision"), "abandon")
}

func TestEdit_opensTheNextTestOnce(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	project := d.page("project", "P")
	id := d.page("pdsa", "Call home", NewLink{"project", project})

	d.edit(id, text("decision", "adapt"))
	d.edit(id, text("decision", "adapt"), text("learned", "x"))

	next, err := d.db.Artifacts(t.Context(), improve.Query{LinkTo: id, Rel: followsRel, Retired: true})
	if err != nil || len(next) != 1 {
		t.Fatalf("got %d next tests (%v), want 1", len(next), err)
	}
	sameText(t, "title", next[0].Title(), "Call home, test 2")
	if got := next[0].LinkedTo("project"); len(got) != 1 || got[0] != project {
		t.Errorf("got links %v, want the project", got)
	}
	if err := d.Retire(t.Context(), next[0].ID); err != nil {
		t.Fatal(err)
	}
	d.edit(id, text("decision", "adapt"))
	if got, _ := d.db.Count(t.Context(), improve.Query{LinkTo: id, Rel: followsRel, Retired: true}); got != 1 {
		t.Errorf("got %d next tests after an unchanged decision, want 1", got)
	}
}

func TestNextCycle_isOneHoweverManyAsk(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	desks := []*desk{d, deskIn(t, d.dir)}
	id := d.page("pdsa", "T")
	got := make([]improve.ArtifactID, 8)
	var group sync.WaitGroup
	for i := range got {
		group.Go(func() {
			var err error
			if got[i], err = desks[i%2].NextCycle(t.Context(), id); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()

	for _, next := range got {
		if next != got[0] {
			t.Errorf("got %v, want one and the same", got)
			break
		}
	}
	_, err := d.NextCycle(t.Context(), d.page("aim", "A"))
	refused(t, err, improve.Invalid)
}

func TestEdit_refusesAPageOfANewerVersion(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.ids.Artifact()
	body, _ := improve.EncodeValue(improve.TextValue("x"))
	err := d.update(t.Context(), func(b *batch) error {
		_, err := b.add(d.me.School, improve.Header{Type: improve.SetEvent, Object: id, Kind: "hologram", Field: "title"}, body)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}

	refused(t, d.Edit(t.Context(), id, []improve.Edit{text("title", "y")}), improve.Newer)
	refused(t, d.Retire(t.Context(), id), improve.Newer)
	_, err = d.Share(t.Context(), id, d.found(improve.PairSpace, "Pair"))
	refused(t, err, improve.Newer)
	sameText(t, "title in the open form", d.FieldsOf(d.get(id))["title"].(string), "x")
}

func TestCreate_keepsWhatIsNeverSharedAtHome(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	list := NewArtifact{Kind: "follow-up", Fields: fields{"title": "My seniors"}}
	id := d.create(list)

	list.Space = d.me.School
	_, err := d.Create(t.Context(), list)
	refused(t, err, improve.Denied)
	_, err = d.Share(t.Context(), id, d.me.School)
	refused(t, err, improve.Denied)
}
