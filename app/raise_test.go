package app

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// neighbours are two schools with a space of both; Ann's school has a barrier.
func neighbours(t *testing.T) (ann, ben *desk, pair improve.SpaceID, barrier improve.ArtifactID) {
	ann, ben = deskOf(t, "Ann", "North"), deskOf(t, "Ben", "South")
	pair = ann.found(improve.PairSpace, "North and South")
	ann.admit(ben, pair, improve.Member)
	return ann, ben, pair, ann.page("barrier", "Every slip of Tom Sawyer is copied twice")
}

func (d *desk) raise(r Raise) improve.ArtifactID {
	d.t.Helper()

	id, err := d.Raise(d.t.Context(), r)
	if err != nil {
		d.t.Fatal(err)
	}
	return id
}

func (d *desk) raisedHere() []Raised {
	d.t.Helper()

	raised, err := d.RaisedHere(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	return raised
}

func TestRaise_WaitsThereAndTheAnswerComesBackBesideThePage(t *testing.T) {
	ann, ben, pair, barrier := neighbours(t)
	id := ann.raise(Raise{About: barrier, To: pair, Person: ben.me.Person, Whom: "Ben", Type: "help", Title: "May we see your stamp?", Why: "Nine wait each morning.", With: true})
	ann.send(ben, pair)

	waiting := ben.raisedHere()
	if len(waiting) != 1 || !waiting[0].ForMe || waiting[0].Mine || waiting[0].Request.ID != id {
		t.Fatalf("at Ben's waits %+v, want Ann's question", waiting)
	}
	along := waiting[0].Request.LinkedTo(cameAlongRel)
	if len(along) != 1 {
		t.Fatalf("%d pages came along, want one", len(along))
	}
	sameText(t, "the page that came along", ben.get(along[0]).Title(), ann.get(barrier).Title())
	ben.edit(id, text("state", "done"), text("reason", "It is on its way."))
	ben.send(ann, pair)

	about, err := ann.RaisedAbout(t.Context(), barrier)
	if err != nil || len(about) != 1 {
		t.Fatalf("beside the page stand %d questions, %v; want one", len(about), err)
	}
	if got := about[0]; !got.Mine || !got.Ended || got.Told || got.Answer() != "It is on its way." {
		t.Errorf("got %+v, want Ben's answer, not told back yet", got)
	}
	for range 2 {
		if err := ann.HeardAnswer(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if got := ann.raisedHere(); len(got) != 1 || !got[0].Told {
		t.Errorf("got %+v, want it told back", got)
	}
	if got := ben.raisedHere(); len(got) != 0 {
		t.Errorf("at Ben's still waits %+v", got)
	}
}

func TestRaise_WithoutANameItWaitsForWhoeverCanHelp(t *testing.T) {
	ann, ben, pair, barrier := neighbours(t)
	ann.raise(Raise{About: barrier, To: pair, Title: "Who has a stamp?"})
	ann.send(ben, pair)

	if got := ben.raisedHere(); len(got) != 1 || !got[0].ForMe {
		t.Errorf("at Ben's waits %+v, want the question", got)
	}
	if got := ann.raisedHere(); len(got) != 1 || got[0].ForMe || !got[0].Mine {
		t.Errorf("at Ann's stands %+v, want her own question", got)
	}
	if pages := ben.all(pair); len(pages) != 1 {
		t.Errorf("%d pages went, want the question alone", len(pages))
	}
}

func TestPreviewRaise_SaysWhatGoesAndWritesNothing(t *testing.T) {
	ann, _, pair, barrier := neighbours(t)
	if err := ann.SetRoster(t.Context(), "Tom Sawyer"); err != nil {
		t.Fatal(err)
	}
	before := ann.events(pair)
	r := Raise{About: barrier, To: pair, Title: "What would you do?", Why: "Tom Sawyer waits.", With: true}

	preview, err := ann.PreviewRaise(t.Context(), r)

	if err != nil || len(preview.Readers) != 1 || len(preview.Pages) != 1 || len(preview.Names) != 1 || preview.Names[0].Text != "Tom Sawyer" || preview.Why.Text != r.Why {
		t.Fatalf("got %+v, %v; want one reader, one page, and the one name of the page and the words", preview, err)
	}
	if after := ann.events(pair); after != before {
		t.Errorf("%d events were written", after-before)
	}
	r.Names = NameChoice{Asked: true}
	request := ann.get(ann.raise(r))
	sameText(t, "the words", request.Text("why"), "Student A waits.")
	along := request.LinkedTo(cameAlongRel)[0]
	sameText(t, "the copy", ann.get(along).Title(), "Every slip of Student A is copied twice")
	again := ann.get(ann.raise(r)).LinkedTo(cameAlongRel)
	if len(again) != 1 || again[0] != along {
		t.Errorf("the second question came with %v, want the copy that is there", again)
	}
	_, err = ann.Raise(t.Context(), Raise{About: ann.page("project", "P"), To: pair, Title: "?", With: true})
	refused(t, err, improve.Invalid, "project")
	_, err = ann.Raise(t.Context(), Raise{About: barrier, To: pair})
	refused(t, err, improve.Invalid)
}

func TestRaisePlaces_NarrowFirst(t *testing.T) {
	ann, ben, pair, barrier := neighbours(t)
	ann.admit(ben, ann.me.School, improve.Guest)

	places, err := ann.RaisePlaces(t.Context(), ann.get(barrier))

	if err != nil || len(places) != 2 || !places[0].Open || places[1].Space.ID != pair || len(places[1].People) != 1 {
		t.Fatalf("got %+v, %v; want the school, then the pair, with Ben", places, err)
	}
	if got := places[1].People[0]; got.Person != ben.me.Person || got.Name != "Ben" {
		t.Errorf("got %+v, want Ben", got)
	}
}
