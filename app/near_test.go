package app

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// near gives by which secret a desk's laptop calls nearby for a space.
func (d *desk) near(id improve.SpaceID) [32]byte {
	d.t.Helper()

	secret, err := d.db.SpaceSecret(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	space, err := d.db.Space(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return space.NearSecret(secret)
}

func TestRemove_ThoseWhoStayRecogniseEachOtherNearbyByAnotherSecret(t *testing.T) {
	ann, ben, eve := deskOf(t, "Ann", "North"), deskOf(t, "Ben", ""), deskOf(t, "Eve", "")
	space := ann.me.School
	for _, d := range []*desk{ben, eve} {
		ann.admit(d, space, improve.Member)
	}
	before := ann.near(space)

	for _, step := range []func() error{
		func() error { return ann.Remove(t.Context(), space, eve.Device()) },
		func() error { return ann.Remove(t.Context(), space, eve.Device()) }, // twice is once
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	ann.send(ben, space)

	if got := ann.near(space); got == before || got != ben.near(space) {
		t.Errorf("before %x, now %x at Ann's and %x at Ben's", before, got, ben.near(space))
	}
	if eve.near(space) != before {
		t.Error("Eve knows another secret although she heard nothing")
	}
	ann.admit(eve, space, improve.Member)
	if eve.near(space) != ann.near(space) {
		t.Error("Eve was let in again and does not recognise Ann")
	}
	now := ann.near(space)
	if err := ann.SetAccess(t.Context(), space, ben.Device(), improve.Guest); err != nil {
		t.Fatal(err)
	}
	if ann.near(space) != now {
		t.Error("who may only read from now on is still there, and the secret is another one")
	}
	if _, err := ann.LoseLaptop(t.Context(), ben.Device()); err != nil {
		t.Fatal(err)
	}
	if ann.near(space) == now {
		t.Error("a lost laptop still knows the secret")
	}
}

func TestUseSheet_ALostLaptopRecognisesNobodyNearby(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "")
	space := ann.me.School
	ann.admit(ben, space, improve.Member)
	sheet := ann.printed(space)
	ann.send(ben, space)
	before := ben.near(space)

	ben.recover(SheetUse{Sheet: sheet.Sheet, Lost: []improve.DeviceID{ann.Device()}})

	if ben.near(space) == before {
		t.Error("the secret for nearby is the one that the lost laptop knows")
	}
}
