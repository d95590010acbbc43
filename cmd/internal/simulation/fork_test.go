package simulation

import (
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

var forksFlag = flag.Int("forks", 12, "how many forks to make")

// S6: logs fork in every way that a laptop's disk can be copied, at the first
// event of a log and later, while lines break. Nothing that anybody wrote is
// lost, all laptops have all histories and show the same, whoever uses the key
// is told and writes on under a new name.
func TestSimulation_ForksLoseNothingAndAreTold(t *testing.T) {
	branches := 0
	for i := range *forksFlag {
		seed := *firstFlag + int64(i)
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			w := newWorld(t, seed, breaks{})
			defer w.close()
			defer func() {
				if v, ok := recover().(violation); ok {
					t.Errorf("%s\n%v", v, w.story)
				}
			}()
			branches += w.fork()
		})
	}
	t.Logf("%d forks made %d branches", *forksFlag, branches)
	if branches < *forksFlag {
		t.Errorf("%d forks made %d branches, want more", *forksFlag, branches)
	}
}

// fork lets one log fork and everybody meet, and gives how many branches the
// founder has in the end.
func (w *world) fork() int {
	for i := range 4 {
		w.laptops = append(w.laptops, w.newLaptop(i))
	}
	founder, one, third := w.laptops[0], w.laptops[1], w.laptops[2]
	w.found(founder, pick(w, []improve.SpaceKind{improve.SchoolSpace, improve.PairSpace, improve.GroupSpace, improve.NetworkSpace}))
	sp := w.spaces[0]
	for _, l := range w.laptops[1:] {
		w.admit(founder, l, sp, improve.Member)
	}
	w.meetAll(func(*line) {})
	if w.rng.IntN(4) > 0 { // else the fork is at the first event
		w.writeMany(one, sp)
		w.meetOnce(one, founder)
	}
	other := w.copyDisk(one, sp)
	histories := []*laptop{one, other}
	for range 3 {
		for _, l := range histories {
			w.writeMany(l, sp)
		}
	}
	for range 4 { // the others hear of it in any order, over lines that break
		line := w.connect(pick(w, histories), pick(w, []*laptop{founder, third}))
		for range w.rng.IntN(12) {
			line.next(w.rng.IntN(2))
			line.deliver(w.rng.IntN(2))
		}
		line.cut()
	}
	w.quiet()
	for _, l := range histories { // under a new name
		w.write(l, sp)
	}
	w.quiet()
	w.check()
	return w.checkFork(sp, histories)
}

func (w *world) writeMany(l *laptop, sp *space) {
	for range 1 + w.rng.IntN(4) {
		w.write(l, sp)
	}
}

// copyDisk makes a second history possible: a copy of the disk runs on another
// laptop, or the laptop's own disk is put back to what it was, with all that is
// outside of the data folder. In the second case the first history must have
// been told to somebody before.
func (w *world) copyDisk(one *laptop, sp *space) *laptop {
	w.clones = 1 // lets quiet meet often enough
	if w.rng.IntN(2) == 0 {
		return w.twinOf(one, true)
	}
	files, keys, state := one.disk.Files(), one.keyFiles(), w.path("state of "+one.name)
	kept := w.path("state as it was")
	w.must("copy what is outside", os.CopyFS(kept, os.DirFS(state)))
	w.writeMany(one, sp)
	w.meetOnce(one, w.laptops[3])
	w.endLines(one)
	one.shut()
	one.disk.Put(files)
	for name, content := range keys {
		w.must("put a key back", os.WriteFile(name, content, 0o600))
	}
	w.must("take away what is outside", os.RemoveAll(state))
	w.must("put back what is outside", os.CopyFS(state, os.DirFS(kept)))
	one.acked = map[improve.LogID]uint64{}
	w.must("open a disk that was put back", one.open())
	w.tell("the disk of %s is put back", one)
	return one
}

// checkFork wants all readers to have the same branches, and whoever wrote
// them to be told and to write under another name.
func (w *world) checkFork(sp *space, histories []*laptop) int {
	branches := w.branches(sp.founder, sp)
	for _, l := range w.laptops {
		if got := w.branches(l, sp); got != branches {
			w.fail("I8 a fork loses nothing", "%s has %d branches, %s has %d", l, got, sp.founder, branches)
		}
	}
	for _, l := range histories {
		told, err := l.db.CopiedAt(w.ctx)
		w.must("read whether the data was copied", err)
		if branches > 0 && told.IsZero() {
			w.fail("a person is told of a fork", "%s is not", l)
		}
		log, _, err := l.db.LogByID(w.ctx, l.ownHead(sp).Log)
		w.must("read a log", err)
		if branches > 0 && (!log.Root.IsZero() || log.Split) {
			w.fail("after a fork there is a new name", "%s writes on in a log that forked", l)
		}
	}
	return branches
}

func (w *world) branches(l *laptop, sp *space) int {
	logs, err := l.db.Logs(w.ctx, sp.id)
	w.must("list logs", err)
	count := 0
	for _, log := range logs {
		if !log.Root.IsZero() {
			count++
		}
	}
	return count
}
