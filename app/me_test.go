package app

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/storage"
)

// crashing stands for a program that dies between its commit and whatever it
// meant to do afterwards: it keeps no setting outside a transaction.
type crashing struct{ *storage.DB }

func (crashing) SetSetting(context.Context, string, string) error {
	return errors.New("the power went")
}

func TestBegin_leavesAWholeBeginningOrNone(t *testing.T) {
	dir := t.TempDir()
	first := deskIn(t, dir)
	first.store = crashing{first.db}
	first.begin("Ann Lee", "North High")

	second := deskIn(t, dir)
	_, err := second.Begin(t.Context(), Newcomer{Name: "Ann Lee", School: "North High"})

	refused(t, err, improve.Invalid, "already belongs")
	if got, want := len(second.spaces()), 2; got != want {
		t.Errorf("got %d spaces, want %d", got, want)
	}
	me, err := second.Me(t.Context())
	if err != nil || me != first.me {
		t.Errorf("got %+v (%v), want %+v", me, err, first.me)
	}
}

func TestBegin_isDoneOnceByTwoProgramsAtATime(t *testing.T) {
	dir := t.TempDir()
	desks := []*desk{deskIn(t, dir), deskIn(t, dir)}
	errs := make([]error, len(desks))
	var group sync.WaitGroup
	for i, d := range desks {
		group.Go(func() { _, errs[i] = d.Begin(t.Context(), Newcomer{Name: "Ann"}) })
	}
	group.Wait()

	if (errs[0] == nil) == (errs[1] == nil) {
		t.Errorf("got %v and %v, want one to begin and one to be refused", errs[0], errs[1])
	}
	if got, want := len(desks[0].spaces()), 1; got != want {
		t.Errorf("got %d spaces, want %d", got, want)
	}
}

func TestBegin_keepsNothingWhenItFails(t *testing.T) {
	d := deskIn(t, t.TempDir())

	_, err := d.Begin(t.Context(), Newcomer{Name: "Ann", School: "North", Type: "castle"})

	refused(t, err, improve.Invalid)
	if got := len(d.spaces()); got != 0 {
		t.Errorf("got %d spaces, want none", got)
	}
	_, err = d.Me(t.Context())
	refused(t, err, improve.NotFound, "init")
	_, err = d.Begin(t.Context(), Newcomer{Name: " "})
	refused(t, err, improve.Invalid, "name")
}

func TestBegin_worksWithoutASchool(t *testing.T) {
	d := deskOf(t, "Kim", "")

	person := d.get(d.me.Person)

	if person.Space != d.me.Personal || !d.me.School.IsZero() || !d.me.Organisation.IsZero() {
		t.Errorf("got %+v, want everything in the personal space", d.me)
	}
	sameText(t, "name", person.Title(), "Kim")
	if got, want := len(d.all(d.me.Personal)), 2; got != want {
		t.Errorf("got %d artifacts, want person and role", got)
	}
}

func TestMe_saysThatDamagedSettingsAreDamaged(t *testing.T) {
	for _, key := range []string{settingPersonal, settingPerson} {
		d := deskOf(t, "Ann", "North")
		if err := d.db.SetSetting(t.Context(), key, "\x00not an id"); err != nil {
			t.Fatal(err)
		}

		_, err := d.Me(t.Context())
		refused(t, err, improve.Damaged)
		_, err = d.Begin(t.Context(), Newcomer{Name: "Ann"})
		refused(t, err, improve.Damaged)
		_, err = d.Create(t.Context(), NewArtifact{Kind: "aim", Fields: fields{"title": "x"}})
		refused(t, err, improve.Damaged)
	}
}

func TestAdoptSchool_takesTheFirstSchoolJoined(t *testing.T) {
	north, kim := deskOf(t, "Ann", "North"), deskOf(t, "Kim", "")
	pair := north.found(improve.PairSpace, "Pair")
	north.admit(kim, north.me.School, improve.Member)
	north.admit(kim, pair, improve.Member)

	for _, space := range []improve.SpaceID{pair, north.me.School, kim.found(improve.SchoolSpace, "Another")} {
		if err := kim.AdoptSchool(t.Context(), space); err != nil {
			t.Fatal(err)
		}
	}

	me, err := kim.Me(t.Context())
	if err != nil || me.School != north.me.School {
		t.Errorf("got school %s (%v), want %s", me.School, err, north.me.School)
	}
}
