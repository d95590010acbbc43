package simulation

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

var (
	roundsFlag    = flag.Int("rounds", 8, "how many seeds of laptops that meet at carriers only to run")
	roundSeedFlag = flag.Int64("roundseed", 0, "the one seed of these to run; 0 runs them all")
)

// kindsOfRound lists what may happen to laptops that are never on together and
// to the carriers that they visit, and how often; the rest is visits.
var kindsOfRound = []kindOfAction{
	{18, (*world).actWrite},
	{6, (*world).actEdit},
	{3, (*world).actComment},
	{1, (*world).actRetire},
	{3, (*world).actAdmit},
	{2, (*world).actChangeAccess},
	{3, (*world).actShutOut},
	{4, (*world).actLosePower},
	{3, (*world).actClock},
	{4, (*world).actErase},
	{2, (*world).actAccept},
	{2, (*world).actIndex},
	{4, (*world).actCopy},
	{5, (*world).actPutBack},
	{3, (*world).actPhoto},
	{2, (*world).actBackUp},
	{2, (*world).actRestore},
	{1, (*world).actTidy},
	{2, (*world).actUnknown},
	{2, (*world).actDie},
	{2, (*world).actCarrierDies},
	{3, (*world).actShelfIsLost},
	{4, (*world).actCarrierIsCopied},
	{4, (*world).actCarrierIsOld},
	{3, (*world).actCarrierIsFull},
	{2, (*world).actCarrierClock},
	{2, (*world).actCarrierPower},
	{2, (*world).actShelfRots},
}

const (
	roundSlots   = 150
	roundActions = 70
	// roundsToRest is how often everybody visits until nothing is left to do.
	roundsToRest = 6
)

// Laptops that are never on at one time, and carriers to which everything
// happens that can happen to a disk, a clock and a line.
func TestSimulation_RoundsByACarrierLoseNothingAndAgree(t *testing.T) {
	var all count
	for i := 0; i < *roundsFlag; i += *everyFlag {
		seed := *firstFlag + int64(i)
		if *roundSeedFlag != 0 {
			seed = *roundSeedFlag
		}
		result := runRound(t, seed, numbersOf(seed))
		if result.failed != nil {
			t.Fatal(explainRound(t, seed))
		}
		all.add(result)
		if *roundSeedFlag != 0 {
			t.Log(strings.Join(result.story, "\n"))
			break
		}
	}
	t.Log(all.ofRounds())
	if *roundSeedFlag == 0 && *roundsFlag / *everyFlag >= enough && min(all.crashes, all.erased, all.unknown, all.files) == 0 {
		t.Error("in all these seeds something never happened: the simulation looks at less than it says")
	}
}

// Whatever once failed is tried for ever.
func TestSimulation_RoundsThatOnceFailedHold(t *testing.T) {
	for _, seed := range seedsIn(t, "testdata/rounds.txt") {
		if result := runRound(t, seed, numbersOf(seed)); result.failed != nil {
			t.Error(explainRound(t, seed))
		}
	}
}

func TestSimulation_ARoundIsAlwaysTheSameStory(t *testing.T) {
	first, second := runRound(t, 7, numbersOf(7)), runRound(t, 7, numbersOf(7))
	if !slices.Equal(first.story, second.story) || first.digests != second.digests {
		t.Errorf("two runs of one seed differ:\n%s\n\n%s", strings.Join(first.story, "\n"), strings.Join(second.story, "\n"))
	}
}

// numbersOf gives the numbers of the actions of a seed.
func numbersOf(seed int64) []int64 { return actionsOf(seed)[:roundActions] }

// runRound lets a seed happen with some actions.
func runRound(t *testing.T, seed int64, actions []int64) outcome {
	return live(t, seed, breaks{}, func(w *world) {
		w.settleRound()
		for _, action := range actions {
			w.actRound(action)
		}
		w.rest()
		w.checkRound()
	})
}

func explainRound(t *testing.T, seed int64) string {
	kept, last := shortest(numbersOf(seed), func(actions []int64) outcome { return runRound(t, seed, actions) })
	if last.failed == nil {
		return fmt.Sprintf("seed %d failed once and not again", seed)
	}
	return fmt.Sprintf("seed %d, %s\nagain: go test ./cmd/internal/simulation -run Simulation_RoundsBy -roundseed %d\nthe %d actions of %d that it takes:\n%s",
		seed, last.failed, seed, len(kept), roundActions, strings.Join(last.story, "\n"))
}

// settleRound makes the laptops, a space or two, and a carrier or two.
func (w *world) settleRound() {
	w.numbers = 3 + w.rng.IntN(3)
	for i := range w.numbers {
		w.laptops = append(w.laptops, w.newLaptop(i))
	}
	for i := range 1 + w.rng.IntN(2) {
		w.found(w.laptops[i], pick(w, []improve.SpaceKind{improve.SchoolSpace, improve.PairSpace, improve.GroupSpace}))
	}
	for range 1 + w.rng.IntN(2) {
		w.newCarrier()
	}
	for _, sp := range w.spaces {
		for _, l := range w.laptops {
			if l != sp.founder && w.rng.IntN(4) > 0 {
				w.admit(sp.founder, l, sp, improve.Member)
			}
		}
	}
	for _, sp := range w.spaces {
		for _, c := range w.carriers {
			w.visit(sp.founder, c, booth{left: -1})
		}
	}
}

func (w *world) actRound(action int64) {
	w.rng = improvetest.NewRand(action)
	w.time = w.time.Add(time.Duration(1+w.rng.IntN(1500)) * time.Minute)
	n := w.rng.IntN(roundSlots)
	for _, kind := range kindsOfRound {
		if n -= kind.weight; n < 0 {
			kind.do(w)
			return
		}
	}
	b := booth{left: -1, odd: w.rng.IntN(3) == 0}
	if w.rng.IntN(4) == 0 {
		b.left = w.rng.IntN(8)
	}
	w.visit(pick(w, w.laptops), pick(w, w.carriers), b)
}

// actShutOut has a founder remove a laptop, whose files stay where they lie.
func (w *world) actShutOut() {
	sp := pick(w, w.spaces)
	w.setAccess(sp.founder, pick(w, w.laptops), sp, improve.NoAccess)
}

// actDie takes a laptop away for good; what it had told nobody is gone with it.
func (w *world) actDie() {
	l := pick(w, w.laptops)
	if len(w.laptops) <= 2 || slices.ContainsFunc(w.spaces, func(sp *space) bool { return sp.founder == l }) {
		return
	}
	w.laptops = slices.DeleteFunc(w.laptops, func(other *laptop) bool { return other == l })
	w.gone = append(w.gone, l)
	w.copies = slices.DeleteFunc(w.copies, func(c folderCopy) bool { return c.of == l })
	w.backups = slices.DeleteFunc(w.backups, func(b backup) bool { return b.of == l })
	w.notes = slices.DeleteFunc(w.notes, func(n note) bool { return n.by == l && !w.isSafe(n) })
	w.photos = slices.DeleteFunc(w.photos, func(p photo) bool { return p.by == l })
	w.erased = slices.DeleteFunc(w.erased, func(e erasure) bool { return e.by == l })
	w.tell("%s is stolen", l)
}

// actCarrierDies puts another carrier in the place of one.
func (w *world) actCarrierDies() {
	c := pick(w, w.carriers)
	w.carriers = slices.DeleteFunc(w.carriers, func(other *carrier) bool { return other == c })
	w.gone = append(w.gone, c.laptop)
	c.suffer()
	w.tell("%s dies, %s comes in its place", c, w.newCarrier())
}

func (w *world) actShelfIsLost() {
	c := pick(w, w.carriers)
	c.clear()
	w.tell("%s loses all that it carries", c)
}

// actShelfRots has a disk lose a byte of a file that a carrier holds.
func (w *world) actShelfRots() {
	c := pick(w, w.carriers)
	shelved := c.shelved()
	if len(shelved) == 0 {
		return
	}
	name := pick(w, slices.Sorted(maps.Keys(shelved)))
	shelved[name][w.rng.IntN(len(shelved[name]))] ^= byte(1 + w.rng.IntN(255))
	w.must("write a file otherwise", os.WriteFile(name, shelved[name], 0o600))
	c.suffer()
	w.tell("%s has a damaged file", c)
}

func (w *world) actCarrierIsCopied() {
	c := pick(w, w.carriers)
	c.copyDisk()
	w.tell("somebody copies the disk of %s", c)
}

func (w *world) actCarrierIsOld() {
	if c := pick(w, w.carriers); len(c.copies) > 0 {
		c.putBack(pick(w, c.copies))
		w.tell("%s gets an older disk", c)
	}
}

func (w *world) actCarrierIsFull() {
	c := pick(w, w.carriers)
	c.full = !c.full
	w.tell("%s is full: %v", c, c.full)
}

func (w *world) actCarrierClock() {
	c := pick(w, w.carriers)
	c.skew = w.anySkew()
	c.suffer() // what lies there may be too old now
	w.tell("somebody sets the clock of %s, %v off", c, c.skew.Round(time.Hour))
}

func (w *world) actCarrierPower() {
	c := pick(w, w.carriers)
	c.disk.CutAt(1 + w.rng.IntN(40))
	w.tell("%s will lose its power soon", c)
}

// rest lets everybody visit sound carriers until nothing is left to do.
func (w *world) rest() {
	w.rng = improvetest.NewRand(w.seed)
	w.lines = nil
	for _, l := range w.laptops {
		l.disk.Heal()
	}
	for _, c := range w.carriers {
		c.full = false
		c.disk.Heal()
	}
	for _, sp := range w.spaces { // a founder that was put back may have forgotten whom it let carry
		for _, c := range w.carriers {
			if folded, err := sp.founder.db.Space(w.ctx, sp.id); err == nil && folded.Access(c.keys.Device()) != improve.Carrier {
				w.admit(sp.founder, c.laptop, sp, improve.Carrier)
			}
		}
	}
	for round := range roundsToRest {
		w.tell("round %d", round)
		for _, l := range w.laptops {
			for _, c := range w.carriers {
				w.time = w.time.Add(time.Minute)
				done := w.visit(l, c, booth{left: -1})
				if round == roundsToRest-1 && done.Took+done.Left+done.Events > 0 {
					w.fail("carriers come to rest", "%s still has something to do at %s: %+v", l, c, done)
				}
			}
		}
	}
}

// checkRound looks at everything that must hold at rest.
func (w *world) checkRound() {
	w.checkReaders()
	w.checkNotes()
	w.checkStates()
	w.checkShelves()
	w.checkStrangers()
	w.checkErased()
	w.checkWhole()
	w.checkPowerFailure()
}

// ofRounds says how much happened at carriers.
func (c count) ofRounds() string {
	return fmt.Sprintf("%d visits, %d events, %d failures of power, %d erased texts, %d photos and files that arrived, %d events of later versions",
		c.visits, c.events, c.crashes, c.erased, c.files, c.unknown)
}
