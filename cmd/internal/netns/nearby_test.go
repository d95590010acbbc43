//go:build netns

package netns

import (
	"strings"
	"testing"
	"time"
)

func TestNearby_TwoLaptopsAtASwitchFindEachOther(t *testing.T) {
	north, south, _ := twoAtASwitch(t)
	page := north.write("More talk")
	north.serve()
	south.serve()

	took := south.has(page)

	t.Logf("found and exchanged after %s", took)
	checks := south.checks()
	for name, words := range map[string]string{
		"network": "10.77.1.2", "listening": "port", "port": "", "calls": "hears", "heard": "10.77.1.1", "same-network": "10.77.1.0/24",
		"reach": "answers", "access": "lets it in", "last": "just now", "clock": "",
	} {
		wantCheck(t, checks, name, "good", words)
	}
}

func TestNearby_ALaptopThatMovesIsFoundAgain(t *testing.T) {
	north, south, _ := twoAtASwitch(t)
	north.serve()
	south.serve()
	south.has(north.write("First"))

	// The router gives South another address; the old connection is dead.
	ip(t, "-n", south.space, "addr", "del", "10.77.1.2/24", "dev", south.face)
	ip(t, "-n", south.space, "link", "set", south.face, "down")
	ip(t, "-n", south.space, "link", "set", south.face, "up")
	ip(t, "-n", south.space, "addr", "add", "10.77.1.99/24", "brd", "+", "dev", south.face)

	began := time.Now()
	for time.Since(began) < 2*patience {
		if heard := north.checks()["heard"]; strings.Contains(heard.text("message"), "10.77.1.99") {
			break
		}
	}
	took := south.has(north.write("Second"))
	t.Logf("heard at the new address after %s, exchanged %s later", time.Since(began)-took, took)
	wantCheck(t, north.checks(), "heard", "good", "10.77.1.99")
}

func TestNearby_ThreeAndAStrangerInOneNetwork(t *testing.T) {
	b := newBuilding(t)
	school := b.network()
	all, _ := friends(b, "Zephyrine", "Barnaby", "Cosmina")
	strangers, _ := friends(b, "Dorothea", "Everard")
	for i, l := range append(all, strangers[0]) {
		l.plugInto(school, "10.77.1."+string(rune('1'+i))+"/24")
		l.serve()
	}
	page := all[2].write("From the third")

	all[0].has(page)
	all[1].has(page)

	secret := strangers[0].write("Not for them")
	checks := strangers[0].checks()
	wantCheck(t, checks, "heard", "bad", "Other laptops with Cairn are")
	for _, l := range all {
		l.lacks(secret, time.Second)
	}
}

func TestNearby_OneWayIsEnough(t *testing.T) {
	north, south, school := twoAtASwitch(t)
	// No call reaches South. Asking for hardware addresses is a broadcast, too; North must know South's.
	school.deafen(south.port)
	know(t, north, south, "10.77.1.2")
	page := south.write("From the deaf one")
	south.serve()
	north.serve()

	took := north.has(page)

	t.Logf("found one way after %s", took)
	wantCheck(t, north.checks(), "heard", "good", "10.77.1.2")
	checks := south.checks()
	wantCheck(t, checks, "heard", "note", "does not call nearby, and can be reached")
	wantCheck(t, checks, "access", "good", "")
}

// know writes another laptop's hardware address down.
func know(t *testing.T, l, other *laptop, address string) {
	t.Helper()
	hardware := output(t, "ip", "netns", "exec", other.space, "cat", "/sys/class/net/"+other.face+"/address")
	ip(t, "-n", l.space, "neigh", "replace", address, "lladdr", strings.TrimSpace(hardware), "dev", l.face)
}

func TestNearby_OneOfTwoFirewallsMayStopOthersAndBothTogetherAreNamed(t *testing.T) {
	north, south, _ := twoAtASwitch(t)
	const listen = "/ip4/0.0.0.0/tcp/4101"
	block(t, south.space, south.face, "4101")
	north.serve("--listen", listen)
	south.serve("--listen", listen)
	south.has(north.write("Behind one firewall"))
	north.stop()
	south.stop()

	block(t, north.space, north.face, "4101")
	north.serve("--listen", listen)
	south.serve("--listen", listen)
	page := north.write("Behind two firewalls")
	south.lacks(page, 8*time.Second)
	checks := south.checks()

	wantCheck(t, checks, "heard", "good", "10.77.1.1")
	wantCheck(t, checks, "same-network", "good", "10.77.1.0/24")
	wantCheck(t, checks, "reach", "bad", "port 4101 is blocked")
	wantCheck(t, north.checks(), "reach", "bad", "10.77.1.2: port 4101 is blocked")
}

func TestNearby_ARouterBetweenThemNeedsAnAddressByHand(t *testing.T) {
	b := newBuilding(t)
	school, office := b.network(), b.network()
	b.router(school, office, "10.77.1.254/24", "10.77.2.254/24")
	all, _ := friends(b, "Zephyrine", "Barnaby")
	north, south := all[0], all[1]
	north.plugInto(school, "10.77.1.1/24")
	south.plugInto(office, "10.77.2.1/24")
	ip(t, "-n", north.space, "route", "add", "default", "via", "10.77.1.254")
	ip(t, "-n", south.space, "route", "add", "default", "via", "10.77.2.254")
	page := north.write("Behind a router")
	north.serve()
	south.serve()
	south.lacks(page, 8*time.Second)
	wantCheck(t, south.checks(), "heard", "bad", "nor is any other laptop with Cairn")

	south.must("sync", "--addr", north.addr)

	south.has(page)
	checks := south.checks()
	wantCheck(t, checks, "same-network", "note", "10.77.1.1, in another network than this laptop (10.77.2.0/24)")
	wantCheck(t, checks, "reach", "good", "10.77.1.1")
	south.stop() // and the address is remembered
	later := north.write("The next day")
	south.serve()
	south.has(later)
}

func TestNearby_WithoutNetworkOrProgramTheChecksSaySo(t *testing.T) {
	b := newBuilding(t)
	all, _ := friends(b, "Zephyrine", "Barnaby")
	south := all[1]
	south.space = b.space() // nothing is plugged in

	checks := south.checks("--listen", "/ip4/0.0.0.0/tcp/0")

	wantCheck(t, checks, "network", "bad", "in no network")
	wantCheck(t, checks, "heard", "bad", "is not heard")
	if _, code := south.run("doctor"); code != 1 {
		t.Errorf("exit %d, want 1", code)
	}
}
