package simulation

import (
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// folderCopy is a data folder as somebody copied it at some time.
type folderCopy struct {
	of    *laptop
	files map[string][]byte // of the disk
	keys  map[string][]byte
	acked map[improve.LogID]uint64
}

// actCopy has somebody copy a data folder.
func (w *world) actCopy() {
	l := pick(w, w.laptops)
	l.noteHeads()
	w.copies = append(w.copies, folderCopy{of: l, files: l.disk.Files(), keys: l.keyFiles(), acked: maps.Clone(l.acked)})
	w.tell("somebody copies the folder of %s", l)
}

func (l *laptop) keyFiles() map[string][]byte {
	files := map[string][]byte{}
	names, err := filepath.Glob(filepath.Join(l.folder, "keys", "*"))
	l.w.must("list keys", err)
	for _, name := range names {
		files[name], err = os.ReadFile(name)
		l.w.must("read a key", err)
	}
	return files
}

// actPutBack has somebody put an older copy back, with the keys of then or of
// now. What was written since then and nobody else has is gone, of course;
// everything else must come back, and nothing may be written over.
func (w *world) actPutBack() {
	if len(w.copies) == 0 {
		return
	}
	c := pick(w, w.copies)
	l := c.of
	for _, row := range l.rows() {
		if row.Space.Genesis.Root == l.keys.Device() && !c.holds(l, row.Space) {
			return // a whole space would be gone
		}
	}
	w.endLines(l)
	l.disk.Heal()
	l.shut()
	l.disk.Put(c.files)
	l.disk.Lie(w.breaks.lying)
	if w.rng.IntN(2) == 0 {
		w.must("take the keys away", os.RemoveAll(filepath.Join(l.folder, "keys")))
		w.must("make the folder for keys", os.Mkdir(filepath.Join(l.folder, "keys"), 0o700))
		for name, content := range c.keys {
			w.must("put a key back", os.WriteFile(name, content, 0o600))
		}
	}
	l.acked = maps.Clone(c.acked)
	w.must("open a folder that was put back", l.open())
	w.forget(l)
	w.tell("an older copy of the folder of %s is put back", l)
}

// holds tells whether a copy is of a time when the space was there.
func (c folderCopy) holds(l *laptop, space improve.Space) bool {
	logs, err := l.db.Logs(l.w.ctx, space.ID)
	return err == nil && slices.ContainsFunc(logs, func(log improve.Log) bool { return c.acked[log.ID] > 0 })
}

// forget drops what the world expects of a laptop that was put back, as far as
// nobody else may have it.
func (w *world) forget(l *laptop) {
	w.safe = map[improve.ArtifactID]mark{} // it may have been why others took theirs away
	w.notes = slices.DeleteFunc(w.notes, func(n note) bool {
		has := !slices.Contains(w.gone, n.by) && n.by.holds(n.id) || n.space.founder.holds(n.id)
		return !has && !w.isSafe(n)
	})
	w.photos = slices.DeleteFunc(w.photos, func(p photo) bool { return !p.by.shows(p) && !p.space.founder.shows(p) })
	w.steps = slices.DeleteFunc(w.steps, func(st step) bool { return st.by == l })
	w.erased = slices.DeleteFunc(w.erased, func(e erasure) bool { return e.by == l })
	for _, sp := range w.spaces {
		if l.access(sp) == improve.Owner || sp.founder.same(l) {
			sp.uncertain = true
		}
	}
}

// rolledBack is told that a remote has more of a log of ours than we do.
func (l *laptop) rolledBack(log improve.Log) {
	if l.w.breaks.anchorless {
		return
	}
	if err := l.db.RenewFor(l.w.ctx, log.Writer, improve.RestoredWriter); err != nil && !l.disk.IsCut() {
		l.w.must("ask for a new writer", err)
	}
}
