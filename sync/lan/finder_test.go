package lan

import (
	"bytes"
	"net/netip"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

func TestFinder_TwoThatShareASpaceSeeEachOtherWithinSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, ada, ben := newEther(), newDeviceID(), newDeviceID()
		forAda, forBen := spaceOf(ada, ben)
		north := e.laptop(t, ada, "10.7.0.1/24", forAda)
		after(time.Minute) // Ada has been there for a while: Ben must not wait for her next call
		south := e.laptop(t, ben, "10.7.0.2/24", forBen)

		after(2 * time.Second)

		want := netip.MustParseAddrPort("10.7.0.2:4101")
		if seen := north.sees(); len(seen) == 0 || seen[0].Device != ben || seen[0].At != want {
			t.Errorf("Ada sees %v, want Ben at %s", seen, want)
		}
		if seen := south.sees(); len(seen) == 0 || seen[0].Device != ada {
			t.Errorf("Ben sees %v, want Ada", seen)
		}
	})
}

func TestFinder_OneWayIsEnoughForOneOfThem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, ada, ben := newEther(), newDeviceID(), newDeviceID()
		forAda, forBen := spaceOf(ada, ben)
		e.deafTo[netip.MustParseAddr("10.7.0.2")] = true
		north := e.laptop(t, ada, "10.7.0.1/24", forAda)
		south := e.laptop(t, ben, "10.7.0.2/24", forBen)

		after(time.Minute)

		if len(north.sees()) != 0 || len(south.sees()) == 0 {
			t.Errorf("Ada sees %v and Ben %v; want only Ben to see somebody", north.sees(), south.sees())
		}
	})
}

func TestFinder_WhoSharesNothingSeesOnlyThatSomebodyIsThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, ada, ben, cy, dee := newEther(), newDeviceID(), newDeviceID(), newDeviceID(), newDeviceID()
		forAda, _ := spaceOf(ada, ben)
		forCy, _ := spaceOf(cy, dee)
		e.laptop(t, ada, "10.7.0.1/24", forAda)
		stranger := e.laptop(t, cy, "10.7.0.3/24", forCy)

		after(time.Minute)

		if report := stranger.Report(); len(stranger.sees()) != 0 || report.Strangers != 1 {
			t.Errorf("the stranger sees %v and counts %d laptops; want nobody and 1", stranger.sees(), report.Strangers)
		}
	})
}

func TestFinder_WithNobodyToFindNothingIsSaidAndNoPortIsOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, ada, ben := newEther(), newDeviceID(), newDeviceID()
		forAda, _ := spaceOf(ada, ben)
		alone := e.laptop(t, ada, "10.7.0.1/24")
		after(time.Hour)
		if report := alone.Report(); report.Open || len(e.packets()) != 0 {
			t.Fatalf("alone, open is %v and %d packets were said; want none", report.Open, len(e.packets()))
		}

		alone.set(forAda)
		alone.Look()
		after(time.Second)

		if report := alone.Report(); !report.Open || len(e.packets()) == 0 {
			t.Errorf("after joining, open is %v and %d packets were said; want some", report.Open, len(e.packets()))
		}
	})
}

func TestFinder_NoTwoCallsHaveAnythingInCommon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, ada, ben := newEther(), newDeviceID(), newDeviceID()
		forAda, _ := spaceOf(ada, ben)
		e.laptop(t, ada, "10.7.0.1/24", forAda)

		after(time.Hour)

		said := e.packets()
		if len(said) < 200 {
			t.Fatalf("%d calls in an hour, want one each 15 s or so", len(said))
		}
		pieces := map[string]int{}
		for at, p := range said {
			if bytes.Contains(p.Data, ada[:8]) || bytes.Contains(p.Data, forAda.Secret[:8]) {
				t.Fatal("a call holds a piece of the device's key or the space's secret")
			}
			for i := len(head) + 1; i+4 <= len(p.Data); i++ {
				piece := string(p.Data[i : i+4])
				if before, twice := pieces[piece]; twice && before != at {
					shared(t, pieces, piece)
				}
				pieces[piece] = at
			}
		}
	})
}

// shared fails when pieces of calls come again more often than four random bytes do.
func shared(t *testing.T, pieces map[string]int, piece string) {
	t.Helper()
	const often = "again"
	pieces[often]++
	if pieces[often] > 5 { // 30,000 pieces: one pair in ten by chance
		t.Fatalf("pieces of calls come again and again, such as %x", piece)
	}
}

func TestFinder_AnEverydayOfAddressesThatChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, ada, ben := newEther(), newDeviceID(), newDeviceID()
		forAda, forBen := spaceOf(ada, ben)
		north := e.laptop(t, ada, "10.7.0.1/24", forAda)
		south := e.laptop(t, ben, "10.7.0.2/24", forBen)
		after(time.Minute)

		south.moveTo(network("10.7.0.77/24")) // a new address from the router
		after(scanEvery + 2*time.Second)
		if heard := north.Report().Heard; len(heard) != 1 || heard[0].At.Addr().String() != "10.7.0.77" {
			t.Fatalf("Ada hears %v, want Ben at his new address", heard)
		}

		south.moveTo() // asleep: no network at all
		after(2 * silence)
		if heard := north.Report().Heard; len(heard) != 0 {
			t.Fatalf("Ada still hears %v of a laptop that sleeps", heard)
		}

		south.moveTo(network("10.7.0.77/24"))
		before := len(south.sees())
		after(scanEvery + 2*time.Second)
		if heard := north.Report().Heard; len(heard) != 1 || len(south.sees()) == before {
			t.Errorf("awake again, Ada hears %v; want Ben, and he her", heard)
		}
	})
}

func TestFinder_ACopyFromElsewhereLeadsNowhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, ada, ben := newEther(), newDeviceID(), newDeviceID()
		forAda, forBen := spaceOf(ada, ben)
		south := e.laptop(t, ben, "10.7.0.2/24", forBen)
		after(time.Second)
		south.stop()
		copied := e.packets()[0].Data
		north := e.laptop(t, ada, "10.7.0.1/24", forAda)
		after(time.Second)

		e.say(Packet{From: netip.MustParseAddr("10.7.0.66"), Data: copied})
		after(time.Second)

		if seen := north.sees(); len(seen) != 0 {
			t.Errorf("Ada sees %v, want nobody: the call was not made at that address", seen)
		}
	})
}

func TestFinder_AFloodIsNotLookedAtAndOthersAreStillHeard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, ada, ben := newEther(), newDeviceID(), newDeviceID()
		forAda, forBen := spaceOf(ada, ben)
		north := e.laptop(t, ada, "10.7.0.1/24", forAda)
		after(time.Second)
		noise := call{entries: make([]entry, maxEntries)}
		for i := range 20_000 {
			noise.nonce[0], noise.nonce[1] = byte(i), byte(i>>8)
			e.say(Packet{From: netip.MustParseAddr("10.7.0.66"), Data: noise.encode()})
			if i%50 == 0 {
				synctest.Wait()
			}
		}

		e.laptop(t, ben, "10.7.0.2/24", forBen)
		after(5 * time.Second)

		if seen := north.sees(); len(seen) == 0 || seen[0].Device != ben {
			t.Errorf("Ada sees %v, want Ben", seen)
		}
		if n := len(north.sieve.nonces) + len(north.sieve.before); n > 2*maxPerSource {
			t.Errorf("%d calls were looked at, want at most %d of the flood", n, maxPerSource)
		}
	})
}

func TestFinder_OneWithManySpacesNamesThemInTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, coach, ben := newEther(), newDeviceID(), newDeviceID()
		var circles []Circle
		var last Circle
		for range maxEntries + 8 {
			mine, theirs := spaceOf(coach, ben)
			circles, last = append(circles, mine), theirs
		}
		e.laptop(t, coach, "10.7.0.1/24", circles...)
		south := e.laptop(t, ben, "10.7.0.2/24", last)

		after(time.Minute)

		if seen := south.sees(); len(seen) == 0 || seen[0].Device != coach {
			t.Errorf("Ben sees %v, want the coach, although the space is the last of %d", seen, len(circles))
		}
		for _, p := range e.packets() {
			if len(p.Data) > maxBeacon {
				t.Fatalf("a call of %d bytes, want %d at most", len(p.Data), maxBeacon)
			}
		}
	})
}

func TestFinder_WhoWaitsToBePairedIsListedByAMadeUpName(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, ada, ben := newEther(), newDeviceID(), newDeviceID()
		north, south := e.laptop(t, ada, "10.7.0.1/24"), e.laptop(t, ben, "10.7.0.2/24")
		stopSearch := south.Search()
		name, stop, err := north.Announce(52144)
		if err != nil {
			t.Fatal(err)
		}
		after(3 * time.Second)

		want := []Waiting{{Name: name, At: netip.MustParseAddrPort("10.7.0.1:52144")}}
		if got := south.Nearby(); !slices.Equal(got, want) || name.String() == "" {
			t.Errorf("Ben sees %v, want %v", got, want)
		}
		if got := north.Nearby(); len(got) != 0 {
			t.Errorf("Ada sees herself: %v", got)
		}
		for _, p := range e.packets() {
			if len(p.Data) != offerSize {
				t.Fatalf("a packet of %d bytes, want offers of %d and nothing else", len(p.Data), offerSize)
			}
		}
		stop()
		after(offerSilence + 5*time.Second)
		if got := south.Nearby(); len(got) != 0 {
			t.Errorf("Ben still sees %v after Ada has stopped", got)
		}
		stopSearch()
		after(time.Minute)
		if south.Report().Open || north.Report().Open {
			t.Error("the port is open although nobody waits or looks")
		}
	})
}

func TestFinder_KnowsThatItsOwnCallsComeBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, ada, ben := newEther(), newDeviceID(), newDeviceID()
		forAda, _ := spaceOf(ada, ben)
		north := e.laptop(t, ada, "10.7.0.1/24", forAda)

		after(5 * time.Second)

		report := north.Report()
		if len(report.Networks) != 1 || report.Networks[0].Said.IsZero() || report.Networks[0].CameBack.IsZero() || len(report.Heard) != 0 {
			t.Errorf("got %+v; want one network, said and come back, and nobody heard", report)
		}
	})
}

func TestCircles_ASpaceWithoutASecretIsNobodys(t *testing.T) {
	c := newCircles([]Circle{{Others: []improve.DeviceID{newDeviceID()}}})

	if len(c.keys) != 0 || len(c.macs) != 0 {
		t.Errorf("got %d keys, want none: everybody can guess zeros", len(c.keys))
	}
}

func TestFinder_WhoWasRemovedRecognisesNobodyAndWhoHasNotHeardOfItIsStillFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, ada, ben, eve := newEther(), newDeviceID(), newDeviceID(), newDeviceID()
		old := [32]byte{1}
		fresh := [32]byte{2}
		// Eve was removed: Ada knows it, Ben not yet. Eve's program goes on by what it knows.
		north := e.laptop(t, ada, "10.7.0.1/24", Circle{Secret: fresh, Before: [][32]byte{old}, Others: []improve.DeviceID{ben}})
		thief := e.laptop(t, eve, "10.7.0.3/24", Circle{Secret: old, Others: []improve.DeviceID{ada, ben}})
		after(time.Minute)
		if seen := thief.sees(); len(seen) != 0 {
			t.Fatalf("Eve sees %v, want nobody", seen)
		}

		south := e.laptop(t, ben, "10.7.0.2/24", Circle{Secret: old, Others: []improve.DeviceID{ada, eve}})
		after(time.Minute)

		if seen := north.sees(); len(seen) == 0 || seen[0].Device != ben {
			t.Errorf("Ada sees %v, want Ben, who calls by the old secret", seen)
		}
		south.set(Circle{Secret: fresh, Before: [][32]byte{old}, Others: []improve.DeviceID{ada}})
		after(time.Minute)
		if seen := south.sees(); len(seen) == 0 || seen[len(seen)-1].Device != ada {
			t.Errorf("Ben sees %v, want Ada once he knows", seen)
		}
	})
}
