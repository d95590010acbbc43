package app

import (
	"maps"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// valley is a school in a network that agreed on something, with a measure
// that the school took from there.
type valley struct {
	*desk
	network, school improve.SpaceID
	theirs, ours    improve.ArtifactID
}

func newValley(t *testing.T, items ...fields) valley {
	now := time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC)
	d := deskAt(t, t.TempDir(), func() time.Time { now = now.Add(time.Hour); return now })
	d.begin("Ann", "North")
	v := valley{desk: d, network: d.found(improve.NetworkSpace, "Valleys"), school: d.me.School}
	v.theirs = d.create(NewArtifact{Kind: "measure", Space: v.network, Fields: fields{"title": "Essays in", "terms": "With an end.", "target": "80", "counted": "All"},
		Rows: rows{"groups": {{"group": "Grade 9"}}}})
	v.agree(v.network, "Year one", items...)
	taken, err := d.Take(t.Context(), v.theirs, improve.SpaceID{}, false)
	if err != nil {
		t.Fatal(err)
	}
	v.ours = taken
	return v
}

func (v valley) agree(space improve.SpaceID, title string, items ...fields) improve.ArtifactID {
	return v.create(NewArtifact{Kind: agreementKind, Space: space, Fields: fields{"title": title}, Rows: rows{agreedItems: items}})
}

// rules gives what holds for each field of a page.
func (v valley) rules(id improve.ArtifactID) map[improve.FieldKey]Agreed {
	v.t.Helper()
	agreed, err := v.Agreed(v.t.Context(), v.get(id))
	if err != nil {
		v.t.Fatal(err)
	}
	found := map[improve.FieldKey]Agreed{}
	for _, one := range agreed {
		found[one.Field] = one
	}
	return found
}

func TestAgreed_fixesTheNetworksWordsOnWhatWasTakenFromThere(t *testing.T) {
	v := newValley(t,
		fields{"what": "Definition", "rule": "fixed", "page": "Measure", "part": "operational definition", "why": "Side by side"},
		fields{"what": "Goal", "rule": "free", "page": "measure", "part": "Where it should go"},
		fields{"what": "Groups", "rule": "fixed", "page": "Measures", "part": "Groups to look at"},
		fields{"what": "The three questions", "rule": "fixed"})
	own := v.create(NewArtifact{Kind: "measure", Fields: fields{"title": "Our own"}})

	rules := v.rules(v.ours)

	if got := rules["terms"]; got.Rule != Fixed || got.By != "Valleys" || got.Words != "With an end." || got.Differs || got.Why != "Side by side" || got.Source != v.theirs {
		t.Errorf("the definition: got %+v", got)
	}
	if rules["target"].Rule != Free || rules["direction"].Rule != Free || len(rules["counted"].Rule) != 0 {
		t.Errorf("got %+v, want the section of the goal free and what nobody named open", rules)
	}
	if len(v.rules(own)) != 0 || len(v.rules(v.theirs)) != 0 {
		t.Error("a page of one's own, or the network's itself, keeps to an agreement for copies")
	}
	err := v.Edit(t.Context(), v.ours, []improve.Edit{text("terms", "Anything.")})
	refused(t, err, improve.Locked, "Valleys")
	err = v.Edit(t.Context(), v.ours, []improve.Edit{{Field: "groups", Row: v.get(v.ours).Rows("groups")[0].ID, Remove: true}})
	refused(t, err, improve.Locked, "Valleys")
	v.edit(v.ours, text("target", "70"), text("counted", "Ninth grade"))
	v.edit(v.theirs, text("terms", "With a middle."))

	now := v.rules(v.ours)["terms"]
	if now.Words != "With a middle." || !now.Differs || v.get(v.ours).Text("terms") != "With an end." {
		t.Errorf("after a change there: got %+v, want the new words beside those of the school, which stay", now)
	}
	if err := v.TakeAgreed(t.Context(), v.ours, "terms"); err != nil || v.get(v.ours).Text("terms") != "With a middle." || v.rules(v.ours)["terms"].Differs {
		t.Errorf("got %v and %q, want the network's words", err, v.get(v.ours).Text("terms"))
	}
	versions, err := v.Versions(t.Context(), v.ours)
	if err != nil || len(versions) < 3 {
		t.Errorf("got %d versions, %v, want the words that stood there kept", len(versions), err)
	}
}

func TestAgreed_ofAListTakesTheNetworksRows(t *testing.T) {
	v := newValley(t, fields{"what": "Groups", "rule": "fixed", "page": "Measure", "part": "groups"})
	v.edit(v.theirs, improve.Edit{Field: "groups", Row: v.ids.Row(), Value: improve.CellsValue(fields{"group": "Grade 10", improve.RowPosition: "z"})})

	if !v.rules(v.ours)["groups"].Differs {
		t.Fatal("a row more in the network is no difference")
	}
	if err := v.TakeAgreed(t.Context(), v.ours, "groups"); err != nil {
		t.Fatal(err)
	}

	if got := v.get(v.ours).Rows("groups"); len(got) != 2 || v.rules(v.ours)["groups"].Differs {
		t.Errorf("got %v, want the network's two rows", got)
	}
}

func TestAgreed_theNearerLineCountsThenTheOlderAgreement(t *testing.T) {
	v := newValley(t,
		fields{"what": "All of it", "rule": "fixed", "page": "Measure"},
		fields{"what": "The goal", "rule": "free", "page": "Measure", "part": "target"})
	v.agree(v.network, "Year two", fields{"what": "All of it", "rule": "left-out", "page": "Measure"})
	v.agree(v.school, "Ours", fields{"what": "All of it", "rule": "free", "page": "Measure"})
	other := v.found(improve.NetworkSpace, "Coast")
	v.agree(other, "Theirs", fields{"what": "All of it", "rule": "left-out", "page": "Measure"})

	rules := v.rules(v.ours)

	if rules["target"].Rule != Free || rules["terms"].Rule != Fixed || rules["terms"].Otherwise != "Year two" {
		t.Errorf("got %+v and %+v, want the closer line, the older agreement, and the other one named", rules["target"], rules["terms"])
	}
	copied := v.share(v.ours, other)
	if got := v.rules(copied); len(got) != 0 {
		t.Errorf("in another network: got %v, want nothing of the first", got)
	}
}

func TestAgreed_endsWithTheAgreementAndLosesNothing(t *testing.T) {
	v := newValley(t, fields{"what": "The number", "rule": "fixed", "page": "Measure", "part": "target", "says": "85"})
	if got := v.rules(v.ours)["target"]; got.Words != "85" || !got.Differs || v.get(v.ours).Text("target") != "80" {
		t.Fatalf("got %+v, want the agreement's own words and those of the page kept", got)
	}
	v.edit(v.ours, text("target", "85"))

	agreements, err := v.db.Artifacts(t.Context(), improve.Query{Kinds: []improve.KindName{agreementKind}})
	if err != nil || len(agreements) != 1 {
		t.Fatal(err, len(agreements))
	}
	if err := v.Retire(t.Context(), agreements[0].ID); err != nil {
		t.Fatal(err)
	}

	v.edit(v.ours, text("target", "60"))
	if got := v.get(v.ours).Text("target"); got != "60" || len(v.rules(v.ours)) != 0 {
		t.Errorf("got %q, want a free field again", got)
	}
}

func TestAgree_writesALineForEachFieldInTheOldestAgreementOfTheSpace(t *testing.T) {
	v := newValley(t, fields{"what": "Definition", "rule": "fixed", "page": "Measure", "part": "terms"})
	rulesFor := func() map[improve.FieldKey]AgreedRule {
		agreed, err := v.AgreedFor(t.Context(), v.network, "measure")
		if err != nil {
			t.Fatal(err)
		}
		rules := map[improve.FieldKey]AgreedRule{}
		for _, one := range agreed {
			rules[one.Field] = one.Rule
		}
		return rules
	}

	first, err := v.Agree(t.Context(), Agreeing{Space: v.network, Kind: "measure", Rules: map[improve.FieldKey]AgreedRule{"terms": "", "target": Free, "counted": Fixed}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := rulesFor(), (map[improve.FieldKey]AgreedRule{"target": Free, "counted": Fixed}); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := v.rules(v.ours)["counted"]; got.Rule != Fixed || got.Agreement != first {
		t.Errorf("at the school: got %+v, want what the network agreed", got)
	}

	made, err := v.Agree(t.Context(), Agreeing{Space: v.school, Kind: "measure", Title: "What is fixed in North", Rules: map[improve.FieldKey]AgreedRule{"unit": Fixed}})
	if err != nil || v.get(made).Title() != "What is fixed in North" || v.get(made).Rows(agreedItems)[0].Cells[agreedPart] != "Counted in" {
		t.Errorf("got %v and %v, want a new agreement with the line", err, v.get(made).Rows(agreedItems))
	}
	_, err = v.Agree(t.Context(), Agreeing{Space: v.network, Kind: "data-point", Rules: map[improve.FieldKey]AgreedRule{"value": Fixed}})
	refused(t, err, improve.Invalid, "fixed")
}

func TestAgreedCells_nameEachFieldOfEachKindSoThatItIsFoundAgain(t *testing.T) {
	for _, kind := range kinds.All() {
		for _, field := range kind.Fields() {
			part := agreedCells(kind, field, Fixed)[agreedPart]
			for _, other := range kind.Fields() {
				if about := aboutField(kind, other, part); (about == aboutThis) != (other.Key == field.Key) {
					t.Errorf("%s: %q speaks of %s, want %s alone", kind.Name, part, other.Key, field.Key)
				}
			}
		}
	}
}

func TestAgreedMarks_tellWhichLinesNameNothing(t *testing.T) {
	v := newValley(t)
	v.create(NewArtifact{Kind: "local-word", Space: v.network, Fields: fields{"title": "Counter", "others_say": "Measure"}})
	id := v.agree(v.network, "Year two",
		fields{"what": "A", "rule": "fixed", "page": "counters", "part": "Unit"},
		fields{"what": "B", "rule": "fixed", "page": "Counter", "part": "Unit"},
		fields{"what": "C", "rule": "fixed", "page": "Counter", "part": "Shoe size"},
		fields{"what": "D", "rule": "fixed"})

	marks, err := v.AgreedMarks(t.Context(), v.get(id))

	lines := v.get(id).Rows(agreedItems)
	if err != nil || len(marks) != 2 || marks[0].Row != lines[0].ID || marks[0].Field != "page" || marks[1].Row != lines[2].ID || marks[1].Field != "part" {
		t.Errorf("got %+v, %v, want the word that nobody uses and the question that is not there", marks, err)
	}
	if got := v.rules(v.ours)["unit"]; got.Rule != Fixed || got.Wide {
		t.Errorf("got %+v, want the unit fixed by the network's own word for a measure", got)
	}
}
