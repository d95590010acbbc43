package app

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestLoseLaptop_TakesItOutWhereOneMayAndSaysWhomToAsk(t *testing.T) {
	ann, second, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ann", ""), deskOf(t, "Ben", "South")
	if err := ann.AdmitMine(t.Context(), Admission{Device: second.Device(), Laptop: "New", Recipient: second.keys.Recipient()}); err != nil {
		t.Fatal(err)
	}
	pair := ben.found(improve.PairSpace, "North and South")
	ben.admit(ann, pair, improve.Member)
	for _, space := range []improve.SpaceID{ann.me.Personal, ann.me.School} {
		ann.send(second, space)
	}
	if err := second.AdoptMine(t.Context(), ann.me.Personal); err != nil {
		t.Fatal(err)
	}
	ben.admit(second, pair, improve.Member)

	laptops, err := second.MyLaptops(t.Context())
	if err != nil || len(laptops) != 2 || !laptops[0].Self || laptops[1].Device != ann.Device() || laptops[1].Spaces != 3 {
		t.Errorf("got %+v, %v; want this one, then Ann's first in three spaces", laptops, err)
	}
	lost, err := second.LoseLaptop(t.Context(), ann.Device())
	if err != nil {
		t.Fatal(err)
	}
	if len(lost.Out) != 2 || len(lost.Ask) != 1 || len(lost.Ask[0].Owners) != 1 || lost.Ask[0].Owners[0] != "Ben" {
		t.Errorf("got %+v, want two spaces left and Ben to be asked", lost)
	}
	for _, space := range []improve.SpaceID{ann.me.Personal, ann.me.School} {
		second.wantAccess(space, ann, improve.NoAccess)
		second.wantAccess(space, second, improve.Owner)
	}
	again, err := second.LoseLaptop(t.Context(), ann.Device())
	if err != nil || len(again.Out) != 0 {
		t.Errorf("the second time: got %+v, %v; want nothing left to do", again, err)
	}
	_, err = second.LoseLaptop(t.Context(), second.Device())
	refused(t, err, improve.Invalid)
	_, err = second.LoseLaptop(t.Context(), improve.DeviceID{1})
	refused(t, err, improve.NotFound)
}
