package app

import (
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func (d *desk) feedback(on improve.ArtifactID, words string) improve.ArtifactID {
	d.t.Helper()

	return d.create(NewArtifact{Kind: "feedback", Space: d.get(on).Space, Fields: fields{"type": "cool", "text": words}, Links: []NewLink{{"on", on}}})
}

func TestFeedbackPairs_countsWhatWasGivenReceivedAndAnswered(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "South")
	pair := ann.found(improve.PairSpace, "Pair")
	ann.admit(ben, pair, improve.Member)
	ours := ann.create(NewArtifact{Kind: "pdsa", Space: pair, Fields: fields{"title": "Ours"}})
	ann.send(ben, pair)
	theirs := ben.create(NewArtifact{Kind: "pdsa", Space: pair, Fields: fields{"title": "Theirs"}})
	first, second := ben.feedback(ours, "First"), ben.feedback(ours, "Second")
	exchange(ann, ben, pair)
	ann.feedback(theirs, "From us")
	ann.feedback(ours, "To ourselves")
	ann.edit(first, text("taken", "up"))

	pairs, err := ann.FeedbackPairs(t.Context())

	if err != nil || len(pairs) != 1 {
		t.Fatalf("got %+v, %v, want one pair", pairs, err)
	}
	got := pairs[0]
	if got.With != "Ben" || got.Given != 1 || got.Heard != 0 || got.Received != 2 || got.Answered != 1 {
		t.Errorf("got %+v", got)
	}
	if len(got.ReceivedAndOpen) != 1 || got.ReceivedAndOpen[0] != second {
		t.Errorf("got %v waiting, want the second", got.ReceivedAndOpen)
	}
}

func TestFeedbackPairs_countsTwoTeamsOfOneSchool(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "")
	school := ann.me.School
	ben.me.Organisation = ann.me.Organisation
	ann.admit(ben, school, improve.Member)
	ours := ann.create(NewArtifact{Kind: "pdsa", Space: school, Fields: fields{"title": "Ours"}})
	ann.send(ben, school)
	id := ben.feedback(ours, "For whom?")
	exchange(ann, ben, school)
	count := func(d *desk) []FeedbackPair {
		t.Helper()
		pairs, err := d.FeedbackPairs(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return pairs
	}
	if got := count(ann); len(got) != 0 {
		t.Fatalf("colleagues whose teams nobody wrote down: got %+v, want no pair", got)
	}

	team := func(title, who string) improve.ArtifactID {
		return ann.create(NewArtifact{Kind: "team", Space: school, Fields: fields{"title": title}, Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"members": {{"who": who}}}})
	}
	team("Ninth grade", "Ann")
	seventh := team("Seventh grade", "ben")
	exchange(ann, ben, school)

	if got := count(ann); len(got) != 1 || got[0].With != "Seventh grade" || got[0].Received != 1 || len(got[0].ReceivedAndOpen) != 1 || got[0].ReceivedAndOpen[0] != id {
		t.Errorf("got %+v, want one from the seventh grade", got)
	}
	if got := count(ben); len(got) != 1 || got[0].With != "Ninth grade" || got[0].Given != 1 {
		t.Errorf("got %+v, want one to the ninth grade", got)
	}
	if _, err := ann.AddRow(t.Context(), seventh, "members", map[improve.FieldKey]string{"who": "Ann"}); err != nil {
		t.Fatal(err)
	}
	if got := count(ann); len(got) != 0 {
		t.Errorf("who is in both teams is a colleague: got %+v", got)
	}
}

func TestNewSince_tellsWhatOthersDidSinceThePageWasOpen(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "South")
	pair := ann.found(improve.PairSpace, "Pair")
	id := ann.create(NewArtifact{Kind: "pdsa", Space: pair, Fields: fields{"title": "T"}})
	ann.admit(ben, pair, improve.Member)
	ben.edit(id, text("happened", "Before"))
	exchange(ann, ben, pair)
	if fresh, err := ann.NewSince(t.Context(), id); err != nil || len(fresh) != 0 {
		t.Fatalf("a page that was never open has news %v, %v", fresh, err)
	}
	if err := ann.MarkSeen(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	ann.edit(id, text("learned", "Mine"))
	ben.edit(id, text("happened", "After"))
	exchange(ann, ben, pair)

	fresh, err := ann.NewSince(t.Context(), id)

	if err != nil || len(fresh) != 1 || fresh[0].Value.Text != "After" {
		t.Errorf("got %+v, %v, want what Ben wrote later", fresh, err)
	}
}

func TestFeedback_IsAboutAPartThatThePageHas(t *testing.T) {
	ann := deskOf(t, "Ann", "North")
	test := ann.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "Reading aloud"}})
	about := func(part string) NewArtifact {
		return NewArtifact{Kind: "feedback", Fields: fields{"text": "Hm", "part": part}, Links: []NewLink{{"on", test}}}
	}
	id := ann.create(about("study"))
	elsewhere := ann.create(NewArtifact{Kind: "feedback", Fields: fields{"text": "Hm", "part": "sentence"}, Links: []NewLink{{"on", improve.ArtifactID{9}}}})

	_, made := ann.Create(t.Context(), about("sentence"))
	edited := ann.Edit(t.Context(), id, []improve.Edit{text("part", "reflection")})
	linked := ann.Link(t.Context(), elsewhere, "on", test)

	for what, err := range map[string]error{"a new one": made, "an edit": edited, "a link": linked} {
		if improve.CodeOf(err) != improve.Invalid || !strings.Contains(err.Error(), "plan, details, do, study, act") {
			t.Errorf("%s on a part that is not there: got %v, want a refusal that names the parts", what, err)
		}
	}
	if got := ann.get(id).Text("part"); got != "study" {
		t.Errorf("got the part %q after the refusal, want study", got)
	}
	if err := ann.Edit(t.Context(), id, []improve.Edit{text("part", "")}); err != nil {
		t.Errorf("the whole page: %v", err)
	}
}
