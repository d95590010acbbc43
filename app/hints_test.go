package app

import (
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func (d *desk) asked(id improve.ArtifactID) []string {
	d.t.Helper()

	hints, err := d.Hints(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	var keys []string
	for _, hint := range hints {
		keys = append(keys, hint.Key)
	}
	return keys
}

func TestHints_stayAwayUntilThePageChangesInWhatTheyLookAt(t *testing.T) {
	d := deskOf(t, "Rosa", "Larkfield")
	aim := d.create(NewArtifact{Kind: "aim", Fields: fields{"title": "80 % on the day by May", "whom": "All students"}})
	if want := []string{"aim-all-students"}; !slices.Equal(d.asked(aim), want) {
		t.Fatalf("asked %v, want %v", d.asked(aim), want)
	}

	if err := d.PutHintAway(t.Context(), aim, "aim-all-students"); err != nil {
		t.Fatal(err)
	}
	d.edit(aim, improve.Edit{Field: "why", Value: improve.TextValue("It matters")})
	if got := d.asked(aim); len(got) > 0 {
		t.Errorf("asked again %v after a change elsewhere", got)
	}

	register := d.get(aim).Register("whom", improve.RowID{})
	d.edit(aim, improve.Edit{Field: "whom", Value: improve.TextValue("Every student"), Over: register.Dots()})
	if got := d.asked(aim); len(got) != 1 {
		t.Errorf("asked %v about another text, want the question again", got)
	}
}

func TestHints_ofAProjectLookAtItsCauses(t *testing.T) {
	d := deskOf(t, "Rosa", "Larkfield")
	project := d.page("project", "Late work")
	own := NewLink{Rel: "project", Target: project}
	d.page("change-idea", "Start in class", own)
	if want := []string{"project-no-causes"}; !slices.Equal(d.asked(project), want) {
		t.Fatalf("asked %v, want %v", d.asked(project), want)
	}

	d.page("fishbone-cause", "Nobody sees who is stuck", own)
	if got := d.asked(project); len(got) > 0 {
		t.Errorf("asked %v although there is a cause", got)
	}
}

func TestHints_ofATestLookAtItsIdea(t *testing.T) {
	d := deskOf(t, "Rosa", "Larkfield")
	idea := d.create(NewArtifact{Kind: "change-idea", Fields: fields{"title": "Start in class", "belief": "low", "cost": "large"}})
	test := d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "First", "scale": "school"}, Links: []NewLink{{Rel: "change-idea", Target: idea}}})
	if want := []string{"test-too-large"}; !slices.Equal(d.asked(test), want) {
		t.Errorf("asked %v, want %v", d.asked(test), want)
	}
}

func TestHints_askNothingOnceTheyAreOff(t *testing.T) {
	d := deskOf(t, "Rosa", "Larkfield")
	aim := d.page("aim", "All students read well")
	if err := d.SetHintsOff(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	if got := d.asked(aim); len(got) > 0 {
		t.Errorf("asked %v, want nothing", got)
	}

	if err := d.SetHintsOff(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	if got := d.asked(aim); len(got) == 0 {
		t.Error("nothing is asked once they are on again")
	}
}

func TestHints_leaveNoTraceInTheLog(t *testing.T) {
	d := deskOf(t, "Rosa", "Larkfield")
	aim := d.page("aim", "All students read well")
	before := d.events(d.me.School)
	if err := d.PutHintAway(t.Context(), aim, "aim-all-students"); err != nil {
		t.Fatal(err)
	}
	if after := d.events(d.me.School); after != before {
		t.Errorf("%d events, want %d: what is put away is recorded nowhere", after, before)
	}
}
