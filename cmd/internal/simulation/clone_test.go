package simulation

import (
	"database/sql"
	"fmt"
	"maps"
	"os"
	"path/filepath"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/storage/testdisk"
)

// mostClones is how many folders are copied to another laptop in one world.
const mostClones = 2

// actClone has somebody put a copy of a running laptop's folder on another one:
// from then on two laptops use one key. Half of the copies are of the whole
// disk, so that nothing tells the copy what it is: both go on writing the same
// logs, which fork.
func (w *world) actClone() {
	if w.clones >= mostClones {
		return
	}
	w.clones++
	w.twinOf(pick(w, w.laptops), w.rng.IntN(2) == 0)
}

// twinOf begins a laptop with a copy of another one's folder; image: of its
// whole disk.
func (w *world) twinOf(l *laptop, image bool) *laptop {
	l.noteHeads()
	number := len(w.laptops)
	name := fmt.Sprintf("laptop %d, a copy of %s", number, l.name)
	twin := &laptop{
		w: w, number: number, name: name, folder: w.path(fmt.Sprintf("laptop %d", number)), twinOf: l.root(), canary: l.canary, private: l.private,
		skew: w.anySkew(), newer: l.newer, acked: maps.Clone(l.acked),
	}
	twin.disk = testdisk.New(twin.folder)
	twin.disk.Put(l.disk.Files())
	twin.disk.Lie(w.breaks.lying)
	w.laptops = append(w.laptops, twin)
	w.must("make a folder", os.MkdirAll(twin.folder, 0o700))
	w.must("copy a folder", os.CopyFS(twin.folder, os.DirFS(l.folder)))
	l.root().cloned = true
	if image {
		w.must("copy what tells a copy", twin.forgetPlace())
		l.root().imaged = true
		for _, sp := range w.spaces {
			if l.access(sp) == improve.Owner || sp.founder.same(l) {
				sp.uncertain = true
			}
		}
	}
	w.must("open a copy of a folder", twin.open())
	w.tell("%s begins; a copy of the whole disk is %v", twin, image)
	return twin
}

// forgetPlace makes a database one that has never been anywhere, as a copy of a
// whole disk finds everything about it as it was.
func (l *laptop) forgetPlace() error {
	db, err := sql.Open("sqlite", filepath.Join(l.folder, "cairn.db"))
	if err != nil {
		return err
	}
	if _, err := db.Exec("UPDATE anchor SET counter = 0"); err != nil {
		return err
	}
	return db.Close()
}

// root gives the laptop whose folder this one's is a copy of, or itself.
func (l *laptop) root() *laptop {
	if l.twinOf != nil {
		return l.twinOf
	}
	return l
}

// same tells whether two laptops use one key.
func (l *laptop) same(other *laptop) bool { return l.root() == other.root() }

// given gives what was given to a laptop's key, in order.
func (sp *space) given(l *laptop) []given { return sp.grants[l.root()] }

// note notes that a laptop's key was given an access.
func (sp *space) note(l *laptop, g given) {
	sp.grants[l.root()] = append(sp.grants[l.root()], g)
	switch {
	case g.level == improve.Owner && l.root().imaged: // two owners write one log
		sp.uncertain = true
	case g.by.root().cloned: // the other one with this key may hear of it from nobody
		sp.uncertain = true
	}
}

// reach tells how far each log is here, with all histories that it is part of.
func (l *laptop) reach() map[improve.LogID]uint64 {
	far := map[improve.LogID]uint64{}
	for _, row := range l.rows() {
		logs, err := l.db.Logs(l.w.ctx, row.Space.ID)
		l.w.must("list logs", err)
		parents := map[improve.LogID]improve.LogID{}
		for _, log := range logs {
			parents[log.ID] = log.Parent
		}
		for _, log := range logs {
			for id := log.ID; !id.IsZero(); id = parents[id] {
				far[id] = max(far[id], log.Head.Seq)
			}
		}
	}
	return far
}

// holds tells whether a laptop has what was written of a page, counted or not.
func (l *laptop) holds(id improve.ArtifactID) bool {
	history, err := l.db.History(l.w.ctx, id)
	return err == nil && len(history) > 0
}

// meet tells whether what one reader of a space has gets to another: two
// laptops with one key never talk to each other, so a third must read it.
func meet(a, b *laptop, readers []*laptop) bool {
	for _, third := range readers {
		if !third.same(a) {
			return true
		}
	}
	return !a.same(b)
}

// checkBranches: I8, whatever two laptops with one key wrote is kept
// everywhere, whether a fork is known or not and whether it counts or not.
func (w *world) checkBranches() {
	for _, n := range w.notes {
		if n.by.removed(n.space) {
			continue // it may be nobody's business any more
		}
		folded, err := n.space.founder.db.Space(w.ctx, n.space.id)
		w.must("read a space", err)
		if folded.Access(n.by.keys.Device()) < improve.Member {
			continue
		}
		readers := w.readers(n.space)
		for _, l := range readers {
			if meet(n.by, l, readers) && !l.holds(n.id) {
				w.fail("I8 a fork loses nothing", "%s has nothing of page %s that %s wrote in %s", l, n.id, n.by, n.space.name)
			}
		}
	}
}
