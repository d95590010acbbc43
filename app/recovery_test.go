package app

import (
	"math/rand"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// printed gives a sheet for a space that is in force.
func (d *desk) printed(space improve.SpaceID) PrintedSheet {
	d.t.Helper()

	sheet, err := d.DrawSheet(d.t.Context(), space)
	if err != nil {
		d.t.Fatal(err)
	}
	if err := d.KeepSheet(d.t.Context(), sheet); err != nil {
		d.t.Fatal(err)
	}
	return sheet
}

func (d *desk) recover(use SheetUse) {
	d.t.Helper()

	if _, err := d.UseSheet(d.t.Context(), use); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) wantAccess(space improve.SpaceID, of *desk, want improve.AccessLevel) {
	d.t.Helper()

	if got := d.access(space, of.Device()); got != want {
		d.t.Errorf("%s's laptop is %s, want %s", of.me.Name, got, want)
	}
}

func TestUseSheet_MakesAnOwnerWhenTheOnlyOneIsGone(t *testing.T) {
	ann, ben, dee := deskOf(t, "Ann", "North"), deskOf(t, "Ben", ""), deskOf(t, "Dee", "")
	school := ann.me.School
	page := ann.page("aim", "A")
	ann.admit(ben, school, improve.Member)
	sheet := ann.printed(school)
	ann.send(ben, school)
	ann.edit(page, text("title", "By the thief"))

	typed, err := improve.ParseSheet(sheet.Sheet.Lines())
	if err != nil {
		t.Fatal(err)
	}
	ben.recover(SheetUse{Sheet: typed, Lost: []improve.DeviceID{ann.Device()}})
	ben.recover(SheetUse{Sheet: typed, Lost: []improve.DeviceID{ann.Device()}})

	ben.wantAccess(school, ben, improve.Owner)
	ben.wantAccess(school, ann, improve.NoAccess)
	if err := ann.Remove(t.Context(), school, ben.Device()); err != nil { // the thief hits back, and did not hear of it yet
		t.Fatal(err)
	}
	ann.send(ben, school)
	ben.wantAccess(school, ben, improve.Owner)
	sameText(t, "title", ben.get(page).Title(), "A")
	if waiting, err := ben.Quarantined(t.Context(), school); err != nil || len(waiting) == 0 {
		t.Errorf("what the lost laptop wrote later does not wait: %v, %v", waiting, err)
	}
	ben.admit(dee, school, improve.Member)
	dee.edit(page, text("title", "By the new one"))
	dee.send(ben, school)
	sameText(t, "title", ben.get(page).Title(), "By the new one")
	ben.checkLogs(school)
}

func TestUseSheet_GoesOnAsThePersonOfTheLostLaptop(t *testing.T) {
	ann, ben, again := deskOf(t, "Ann", "North"), deskOf(t, "Ben", ""), deskOf(t, "A. Smith", "")
	school := ann.me.School
	ann.admit(ben, school, improve.Member)
	sheet := ann.printed(school)
	ann.send(ben, school)
	secret, _ := ben.db.SpaceSecret(t.Context(), school)
	if err := again.db.Update(t.Context(), func(tx improve.Tx) error { return tx.AddSpace(school, secret) }); err != nil {
		t.Fatal(err)
	}
	ben.send(again, school)

	again.recover(SheetUse{Sheet: sheet.Sheet, Lost: []improve.DeviceID{ann.Device()}, Mine: ann.Device()})

	me, err := again.Me(t.Context())
	if err != nil || me.Person != ann.me.Person || me.Name != "Ann" || me.School != school {
		t.Errorf("got %+v, %v; want the person that Ann is", me, err)
	}
	space, _ := again.db.Space(t.Context(), school)
	if member, _ := space.Member(again.Device()); member.Person != ann.me.Person {
		t.Errorf("the others see person %s, want %s", member.Person, ann.me.Person)
	}
}

func TestUseSheet_RefusesWhatOpensNothing(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "South")
	school := ann.me.School
	ann.admit(ben, school, improve.Member)
	sheet := ann.printed(school)
	drawn, err := ann.DrawSheet(t.Context(), school)
	if err != nil {
		t.Fatal(err)
	}
	ann.send(ben, school)

	_, err = ben.UseSheet(t.Context(), SheetUse{Sheet: drawn.Sheet})
	refused(t, err, improve.Invalid, "does not know this sheet")
	_, err = ben.UseSheet(t.Context(), SheetUse{Sheet: improve.Sheet{Space: [4]byte{1, 2, 3}}})
	refused(t, err, improve.NotFound)
	_, err = ben.UseSheet(t.Context(), SheetUse{Sheet: sheet.Sheet, Lost: []improve.DeviceID{ben.Device()}})
	refused(t, err, improve.Invalid, "not lost")
	_, err = ben.DrawSheet(t.Context(), school)
	refused(t, err, improve.Denied)
	_, err = ann.DrawSheet(t.Context(), ann.me.Personal)
	refused(t, err, improve.Invalid, "private")
	refused(t, ann.SetAccess(t.Context(), school, sheet.Device, improve.Member), improve.Invalid)
	refused(t, ann.SetAccess(t.Context(), school, ann.Device(), improve.Member), improve.Denied, "last owner")

	if err := ann.Remove(t.Context(), school, sheet.Device); err != nil {
		t.Fatal(err)
	}
	ann.send(ben, school)
	_, err = ben.UseSheet(t.Context(), SheetUse{Sheet: sheet.Sheet})
	refused(t, err, improve.Denied, "Ann took this sheet back")
	ben.wantAccess(school, ben, improve.Member)
}

func TestSheet_IsNoLaptop(t *testing.T) {
	ann := deskOf(t, "Ann", "North")
	sheet := ann.printed(ann.me.School)

	devices, err := ann.Devices(t.Context())
	if err != nil || len(devices) != 1 {
		t.Errorf("got %d laptops, %v; want Ann's alone", len(devices), err)
	}
	space, _ := ann.db.Space(t.Context(), ann.me.School)
	member, ok := space.Member(sheet.Device)
	if !ok || !member.Paper || member.Access != improve.Owner {
		t.Errorf("got %+v, want a sheet that owns the space", member)
	}
}

// Two people use the sheet apart, the owner takes it back, all at once: whatever
// the order in which the three hear of it, they agree on who may do what.
func TestUseSheet_AllAgreeInWhateverOrder(t *testing.T) {
	for seed := range int64(6) {
		r := rand.New(rand.NewSource(seed))
		ann, ben, cem := deskOf(t, "Ann", "North"), deskOf(t, "Ben", ""), deskOf(t, "Cem", "")
		school, all := ann.me.School, []*desk{ann, ben, cem}
		ann.admit(ben, school, improve.Member)
		ann.admit(cem, school, improve.Member)
		sheet := ann.printed(school)
		ann.send(ben, school)
		ann.send(cem, school)
		acts := []func(){
			func() {
				_, _ = ben.UseSheet(t.Context(), SheetUse{Sheet: sheet.Sheet, Lost: []improve.DeviceID{ann.Device()}})
			},
			func() {
				_, _ = cem.UseSheet(t.Context(), SheetUse{Sheet: sheet.Sheet, Lost: []improve.DeviceID{ben.Device()}})
			},
			func() { _ = ann.Remove(t.Context(), school, sheet.Device) },
			func() { _ = ann.Remove(t.Context(), school, ben.Device()) },
		}
		r.Shuffle(len(acts), func(i, j int) { acts[i], acts[j] = acts[j], acts[i] })
		acts[0]()
		for _, act := range acts[1:] {
			from, to := all[r.Intn(3)], all[r.Intn(3)]
			if from != to && r.Intn(2) == 0 {
				from.send(to, school)
			}
			act() // what was taken back meanwhile is refused
		}
		for range 2 {
			for _, i := range r.Perm(9) {
				if i/3 != i%3 {
					all[i/3].send(all[i%3], school)
				}
			}
		}
		for _, of := range all {
			for _, at := range all[1:] {
				if got, want := at.access(school, of.Device()), ann.access(school, of.Device()); got != want {
					t.Errorf("seed %d: at %s's laptop %s is %s, at Ann's %s", seed, at.me.Name, of.me.Name, got, want)
				}
			}
		}
	}
}
