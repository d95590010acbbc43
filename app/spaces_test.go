package app

import (
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

func (d *desk) access(space improve.SpaceID, device improve.DeviceID) improve.AccessLevel {
	d.t.Helper()

	s, err := d.db.Space(d.t.Context(), space)
	if err != nil {
		d.t.Fatal(err)
	}
	return s.Access(device)
}

func TestAdmit_raisesAndNeverLowers(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "")
	for _, level := range []improve.AccessLevel{improve.Guest, improve.Member, improve.Guest} {
		ann.admit(ben, ann.me.School, level)
	}

	if got := ann.access(ann.me.School, ben.Device()); got != improve.Member {
		t.Errorf("got %s, want member", got)
	}
	for name, a := range map[string]Admission{
		"no access":     {Space: ann.me.School, Device: ben.Device()},
		"unknown level": {Space: ann.me.School, Device: ben.Device(), Access: 9},
		"no laptop":     {Space: ann.me.School, Access: improve.Member},
	} {
		t.Run(name, func(t *testing.T) { refused(t, ann.Admit(t.Context(), a), improve.Invalid) })
	}
	refused(t, ben.Admit(t.Context(), Admission{Space: ann.me.School, Device: deskIn(t, t.TempDir()).Device(), Access: improve.Member}), improve.Denied)
}

func TestSetAccess_removesAndKeepsWhatWasWritten(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "")
	id := ann.page("aim", "A")
	ann.admit(ben, ann.me.School, improve.Member)
	ben.edit(id, text("title", "Before"))
	ben.send(ann, ann.me.School)

	if err := ann.SetAccess(t.Context(), ann.me.School, ben.Device(), improve.NoAccess); err != nil {
		t.Fatal(err)
	}
	ben.edit(id, text("title", "After"))
	ben.send(ann, ann.me.School)

	sameText(t, "title", ann.get(id).Title(), "Before")
	ann.admit(ben, ann.me.School, improve.Member)
	sameText(t, "title after letting in again", ann.get(id).Title(), "Before")
	if got := ann.access(ann.me.School, ben.Device()); got != improve.Member {
		t.Errorf("got %s, want member", got)
	}
}

func TestSetAccess_keepsAnOwner(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "")

	refused(t, ann.SetAccess(t.Context(), ann.me.School, ann.Device(), improve.Member), improve.Denied, "last owner")
	refused(t, ann.SetAccess(t.Context(), ann.me.School, ben.Device(), improve.Member), improve.NotFound)
	refused(t, ann.SetAccess(t.Context(), ann.me.School, ann.Device(), 9), improve.Invalid)
	ann.admit(ben, ann.me.School, improve.Owner)
	if err := ann.SetAccess(t.Context(), ann.me.School, ann.Device(), improve.Member); err != nil {
		t.Fatal(err)
	}
	if got := ann.access(ann.me.School, ann.Device()); got != improve.Member {
		t.Errorf("got %s, want member", got)
	}
}

func TestCutAfter_fitsHoweverManyLogsADeviceHas(t *testing.T) {
	logs := make([]improve.Log, 3*improve.MaxOver)
	for i := range logs {
		logs[i].ID = improve.LogID{byte(i), byte(i >> 8), 1}
		logs[i].Head.Seq = uint64(i + 1)
	}
	over := make([]improve.Dot, maxCut)
	for i := range over {
		over[i] = improve.Dot{Log: improve.LogID{byte(i), byte(i >> 8), 2}, Seq: 1 << 40}
	}

	cut := cutAfter(logs)

	if len(cut) != maxCut || cut[0].Seq != uint64(len(logs)) {
		t.Fatalf("got %d dots, first %v", len(cut), cut[0])
	}
	_, err := improve.EncodeHeader(improve.Header{Type: improve.GrantEvent, Stamp: 1, Device: improve.DeviceID{1}, Cut: cut, Over: over}, improve.LogID{9})
	if err != nil {
		t.Error(err)
	}
}

func TestFoundAndRename_wantAName(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	for _, name := range []string{"", " \n", "two\nlines", strings.Repeat("x", improve.MaxTitle+1), "a\xff"} {
		_, err := d.Found(t.Context(), NewSpace{Kind: improve.PairSpace, Name: name})
		refused(t, err, improve.Invalid)
		refused(t, d.Rename(t.Context(), d.me.School, name), improve.Invalid)
	}
	_, err := d.Found(t.Context(), NewSpace{Kind: "castle", Name: "x"})
	refused(t, err, improve.Invalid)
	_, err = deskIn(t, t.TempDir()).Found(t.Context(), NewSpace{Kind: improve.PairSpace, Name: "x"})
	refused(t, err, improve.NotFound)

	if err := d.Rename(t.Context(), d.me.School, " North High "); err != nil {
		t.Fatal(err)
	}
	space, err := d.db.Space(t.Context(), d.me.School)
	if err != nil {
		t.Fatal(err)
	}
	sameText(t, "name", space.Name, "North High")
}

func TestInvite_hasLimits(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "")
	ann.admit(ben, ann.me.School, improve.Member)
	for _, want := range []Invitation{
		{Space: ann.me.School, Access: improve.Member},
		{Space: ann.me.School, Access: improve.Member, Valid: -time.Hour},
		{Space: ann.me.School, Access: improve.Member, Valid: maxValid + time.Second},
		{Space: ann.me.School, Valid: DefaultValid},
		{Space: ann.me.School, Access: 9, Valid: DefaultValid},
	} {
		_, err := ann.Invite(t.Context(), want)
		refused(t, err, improve.Invalid)
	}
	want := Invitation{Space: ann.me.School, Access: improve.Member, Valid: DefaultValid}
	_, err := ben.Invite(t.Context(), want)
	refused(t, err, improve.Denied)

	invite, err := ann.Invite(t.Context(), want)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := ann.db.Invites(t.Context())
	if err != nil || len(kept) != 1 || kept[0].Hash != invite.Hash || invite.Hash != HashInvite(invite.Secret) {
		t.Errorf("got %+v (%v), want the invitation", kept, err)
	}
	if strings.Contains(ann.bodies(ann.me.School), string(invite.Secret[:])) {
		t.Error("the secret of the invitation is in the log")
	}
}

func TestDevices_givesEachLaptopOnce(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "")
	ann.admit(ben, ann.me.School, improve.Member)
	ann.admit(ben, ann.found(improve.PairSpace, "Pair"), improve.Guest)

	devices, err := ann.Devices(t.Context())

	if err != nil || len(devices) != 2 || !devices[0].Self || len(devices[1].Spaces) != 2 || devices[1].Name != "Ben" {
		t.Errorf("got %+v (%v)", devices, err)
	}
	name, err := ann.DeviceName(t.Context(), improve.SpaceID{1}, ben.Device())
	if err != nil || name != "someone" {
		t.Errorf("got %q (%v), want someone", name, err)
	}
}
