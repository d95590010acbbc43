package ui

import (
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestState_TheHeaderFollowsTheNetwork(t *testing.T) {
	journal, _, ben := newShared(t)
	network := newFakeNetwork(RemoteState{Device: ben, Name: "Ben", LastComplete: sampleNoon})
	st := newNetworkTest(t, journal, network, TextNormal)
	chip := func(want string) {
		t.Helper()
		st.until(want, func() bool { return st.header.chip.Text() == want })
	}

	chip("All saved · shared 12:00 with 1 laptop")
	network.set(RemoteState{Device: ben, Name: "Ben", LastComplete: sampleNoon, Waiting: 2})
	chip("All saved · 2 changes wait for Ben")
}

func TestState_WithoutANetworkTheDatabaseTells(t *testing.T) {
	journal, _, ben := newShared(t)
	err := journal.Store().SaveRemote(t.Context(), improve.Remote{Device: ben, LastComplete: sampleNoon, Trouble: "No answer.", TroubleAt: sampleNoon})
	if err != nil {
		t.Fatal(err)
	}
	st := newNetworkTest(t, journal, nil, TextNormal)

	st.until("the chip", func() bool { return st.header.chip.Text() != "All saved on this laptop" })
	st.goAndSee(Route{Screen: SharingScreen}, "Ben Okafor")
	if !st.shows("Another Cairn window already shares for this folder. Connect laptops and invite people there.") {
		t.Error("the page does not say where sharing happens")
	}
	picture(t, st.window, "sharing-elsewhere")
}

func TestSharing_SaysHowManyNumbersStay(t *testing.T) {
	journal, pair, _ := newShared(t)
	create := func(n app.NewArtifact) improve.ArtifactID {
		t.Helper()
		id, err := journal.Create(t.Context(), n)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	project := create(app.NewArtifact{Kind: "project", Space: pair, Fields: map[improve.FieldKey]string{improve.TitleKey: "Essays on time"}})
	measure := create(app.NewArtifact{Kind: "measure", Space: pair, Fields: map[improve.FieldKey]string{improve.TitleKey: "Handed in"}, Links: []app.NewLink{{Rel: projectRel, Target: project}}})
	create(app.NewArtifact{
		Kind: "data-point", Fields: map[improve.FieldKey]string{"date": "2026-10-01", "numerator": "2", "denominator": "8", "group": "Girls"},
		Links: []app.NewLink{{Rel: "measure", Target: measure}},
	})
	st := newNetworkTest(t, journal, newFakeNetwork(), TextNormal)

	st.goAndSee(Route{Screen: SharingScreen}, "13 numbers stay with you: their groups are small, or a small group could be worked out from them. The data sheet of each measure says which.") // twelve of them are the sample's
	picture(t, st.window, "sharing-numbers-that-stay")
}

// usualRemotes are laptops as on an ordinary day.
func usualRemotes(ben improve.DeviceID) []RemoteState {
	return []RemoteState{
		{Device: ben, Name: "Ben Okafor", Laptop: "Ben's ThinkPad", LastComplete: sampleNoon.Add(-5 * 24 * time.Hour), Waiting: 4, Trouble: "It did not answer. It may be closed or in another network.", TroubleAt: sampleNoon.Add(-time.Minute)},
		{Device: improve.DeviceID{1}, Name: "Amina Diallo", Laptop: "Room 4", Connected: true, LastComplete: sampleNoon.Add(-time.Hour)},
		{Device: improve.DeviceID{2}, Name: "Ike Brandt", Laptop: "Office PC", Busy: true, Connected: true, Done: 12, Total: 40},
	}
}

// writeApart lets Ben and Marisol write into the same field while apart.
func writeApart(t *testing.T, journal *app.Journal, pair improve.SpaceID) {
	t.Helper()
	id, err := journal.Create(t.Context(), app.NewArtifact{Kind: "project", Space: pair, Fields: map[improve.FieldKey]string{improve.TitleKey: "Essays on time"}})
	if err != nil {
		t.Fatal(err)
	}
	buddy := newBuddy(t, journal, pair)
	page, err := journal.Store().Artifact(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	over := page.Register(improve.TitleKey, improve.RowID{}).Dots()
	for title, writer := range map[string]*app.Journal{"Essays, handed in": journal, "Essays by Friday": buddy} {
		err := writer.Edit(t.Context(), id, []improve.Edit{{Field: improve.TitleKey, Value: improve.TextValue(title), Over: over}})
		if err != nil {
			t.Fatal(err)
		}
	}
	bring(t, buddy, journal, pair)
}

func TestState_ANoteThatNeedsAPersonIsSaidFirst(t *testing.T) {
	journal, pair, _ := newShared(t)
	writeApart(t, journal, pair)
	st := newNetworkTest(t, journal, newFakeNetwork(RemoteState{Name: "Ben", LastComplete: sampleNoon, Waiting: 3}), TextNormal)

	st.until("the chip", func() bool { return st.header.chip.Text() == "1 note needs you" })

	st.goAndSee(Route{Screen: SharingScreen}, "Needs you")
	picture(t, st.window, "sharing-needs-you")
	st.press("Essays by Friday")
	if got, want := st.Route().Screen, ProjectScreen; got != want {
		t.Errorf("at %q, want %q", got, want)
	}
}

func TestLook_Sharing(t *testing.T) {
	for _, size := range []TextSize{TextNormal, TextLargest} {
		name := map[TextSize]string{TextNormal: "", TextLargest: "large-"}[size]
		st := newNetworkTest(t, newJournal(t, "teacher"), newFakeNetwork(), size)
		st.goAndSee(Route{Screen: SharingScreen}, "Everything is saved on this laptop, and only here")
		picture(t, st.window, name+"sharing-empty")

		journal, _, ben := newShared(t)
		st = newNetworkTest(t, journal, newFakeNetwork(usualRemotes(ben)...), size)
		st.goAndSee(Route{Screen: SharingScreen}, "Where your work is kept")
		picture(t, st.window, name+"sharing-usual")
		st.openNewSpace(improve.PairSpace, nil)
		picture(t, st.window, name+"sharing-new-space")
	}
}

func TestSharing_TryNowAsksTheNetworkAndSaysWhatFailed(t *testing.T) {
	journal, _, ben := newShared(t)
	network := newFakeNetwork(usualRemotes(ben)...)
	network.err = &improve.Error{Code: improve.Offline, Message: "Ben's laptop does not answer.", Hint: "Try again when it is open."}
	st := newNetworkTest(t, journal, network, TextNormal)
	st.goAndSee(Route{Screen: SharingScreen}, "Try now")

	st.press("Try now")

	st.see("Ben's laptop does not answer. Try again when it is open.")
	if got, want := <-network.asked, "share now"; got != want {
		t.Errorf("asked for %q, want %q", got, want)
	}
}

func TestInvite(t *testing.T) {
	journal, pair, _ := newShared(t)
	network := newFakeNetwork()
	network.invitation = "CAIRN-INVITE-1-" + "k7qz4m2v9x1c8b5n3h6j0l9p8o7i6u5y4t3r2e1w0qasdfghjklzxcvbnm1234567890qwertyuiopasdfghjklzxcvbnm1234567890"
	st := newNetworkTest(t, journal, network, TextNormal)
	st.goAndSee(Route{Screen: InviteScreen, ID: pair.String()}, "Into which space?")
	picture(t, st.window, "invite")

	st.press("Make the invitation")

	st.see("The invitation to “Larkfield and Hillside”")
	picture(t, st.window, "invite-ready")
	st.press("Copy")
	if got := st.params.App.Clipboard().Content(); got != network.invitation {
		t.Errorf("copied %q", got)
	}
}

func TestJoin(t *testing.T) {
	journal, pair, _ := newShared(t)
	network := newFakeNetwork()
	network.err = &improve.Error{Code: improve.Invalid, Message: "The invitation is no longer good.", Hint: "Ask for a new one."}
	st := newNetworkTest(t, journal, network, TextNormal)
	st.goAndSee(Route{Screen: JoinScreen}, "Join with an invitation")

	st.press("Join")
	st.see("There is no invitation yet. Paste the text that you were sent.")
	st.write("Paste the invitation here", "CAIRN-INVITE-\n 1-abc")
	st.press("Join")
	st.see("The invitation is no longer good. Ask for a new one.")
	picture(t, st.window, "join-failed")
	if got, want := <-network.asked, "join CAIRN-INVITE-1-abc"; got != want {
		t.Errorf("asked for %q, want %q", got, want)
	}

	network.err, network.joined = nil, pair
	st.press("Join")
	st.see("You have joined “Larkfield and Hillside”. What is shared there comes now, by itself.")
	if got, want := st.Route().Screen, ProjectsScreen; got != want {
		t.Errorf("at %q, want %q", got, want)
	}
	picture(t, st.window, "join-done")
}

func TestInvite_WithoutASpaceLeadsToOne(t *testing.T) {
	journal := newJournal(t, "teacher")
	me, err := journal.Me(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	other := app.Admission{Space: me.School, Device: newDevice(t), Access: improve.Owner, Name: "Ben"}
	if err := journal.Admit(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	if err := journal.SetAccess(t.Context(), me.School, journal.Device(), improve.Member); err != nil {
		t.Fatal(err)
	}
	st := newNetworkTest(t, journal, newFakeNetwork(), TextNormal)

	st.goAndSee(Route{Screen: InviteScreen}, "First make a space to invite them into")
	picture(t, st.window, "invite-empty")
}
