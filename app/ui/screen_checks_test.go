package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// usualChecks are those of a laptop behind a firewall.
func usualChecks(ben improve.DeviceID) []Check {
	return []Check{
		{State: ChipOK, Message: "This laptop is in a network, as 192.168.1.20."},
		{State: ChipWaiting, Message: "A VPN is on (tun0). Many keep laptops in one room apart.", Hint: "Switch it off while you share, if you may."},
		{State: ChipOK, Message: "Cairn is ready for other laptops, at port 4101."},
		{State: ChipOK, Message: "Cairn calls other laptops, and hears calls."},
		{State: ChipOK, Message: "Ben Okafor (Ben's ThinkPad) calls nearby, from 192.168.1.21.", Device: ben},
		{State: ChipWarn, Message: "Ben Okafor (Ben's ThinkPad) does not answer at 192.168.1.21: port 4101 is blocked, or the laptop sleeps or has gone.",
			Hint: "Open these checks on that laptop, too: one of the two that lets the other in is enough.", Device: ben},
	}
}

func TestChecks_AreShownInTheirOrderAndRunAgain(t *testing.T) {
	var nobody improve.DeviceID // all laptops
	for _, size := range []TextSize{TextNormal, TextLargest} {
		name := map[TextSize]string{TextNormal: "", TextLargest: "large-"}[size]
		journal, _, ben := newShared(t)
		network := newFakeNetwork(usualRemotes(ben)...)
		network.checks = usualChecks(ben)
		st := newNetworkTest(t, journal, network, size)
		st.goAndSee(Route{Screen: SharingScreen}, "Why can't we see each other?")
		st.press("Why can't we see each other?")

		for _, check := range network.checks {
			st.see(check.Message)
		}
		st.see("Check again")
		picture(t, st.window, name+"checks")
		if got, want := <-network.asked, "checks "+nobody.String(); got != want {
			t.Errorf("asked for %q, want %q", got, want)
		}
		network.checks = network.checks[:1]
		st.press("Check again")
		st.until("the rest is gone", func() bool {
			return st.shows("Check again") && !st.shows("Cairn calls other laptops, and hears calls.")
		})
	}
}

func TestChecks_OfOneLaptopThatCouldNotBeReached(t *testing.T) {
	journal, _, ben := newShared(t)
	network := newFakeNetwork(usualRemotes(ben)...)
	network.checks = usualChecks(ben)
	st := newNetworkTest(t, journal, network, TextNormal)
	st.goAndSee(Route{Screen: SharingScreen}, "Why?")
	st.press("Why?")
	st.see("Check again")

	st.write("192.168.1.20:4001", " 192.168.1.21: 4101 ")
	st.press("Try this number")

	st.see("They have met. Cairn remembers where it is.")
	if got, want := <-network.asked, "checks "+ben.String(); got != want {
		t.Errorf("asked for %q, want %q", got, want)
	}
	if got, want := <-network.asked, "share with "+ben.String()+" at 192.168.1.21:4101"; got != want {
		t.Errorf("asked for %q, want %q", got, want)
	}
}

func TestChecks_WithoutANetworkLeadToTheOtherWindow(t *testing.T) {
	journal, _, _ := newShared(t)
	st := newNetworkTest(t, journal, nil, TextNormal)

	st.goAndSee(Route{Screen: ChecksScreen}, "Another Cairn window shares for this folder")
}

func TestPair_ALaptopThatWaitsNearbyIsPressedInsteadOfTyped(t *testing.T) {
	journal, _, _ := newShared(t)
	network := newFakeNetwork()
	network.nearby = []NearbyLaptop{{Name: "green otter", Address: "192.168.1.21:52144"}, {Name: "red fox", Address: "192.168.1.22:40001"}}
	st := newNetworkTest(t, journal, network, TextNormal)
	st.goAndSee(Route{Screen: PairScreen}, "Laptops that wait nearby")
	st.see("green otter")
	picture(t, st.window, "pair-nearby")

	st.press("green otter")

	if got, want := <-network.asked, "connect 192.168.1.21:52144"; got != want {
		t.Errorf("asked to %q, want %q", got, want)
	}
	network.pairing.words <- nil
	st.see(question)
}

func TestSettings_FindingNearbyIsSwitchedOffForGood(t *testing.T) {
	journal, _, _ := newShared(t)
	st := newNetworkTest(t, journal, newFakeNetwork(), TextNormal)
	st.goAndSee(Route{Screen: SettingsScreen}, "Find laptops nearby")
	picture(t, st.window, "settings-nearby")

	st.press("Find laptops nearby")

	st.until("it is kept", func() bool {
		value, err := journal.Store().Setting(t.Context(), "network.nearby")
		return err == nil && value == "off"
	})
}
