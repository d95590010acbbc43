package simulation

import (
	"bytes"
	"fmt"
	"os"
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/bundle"
)

// stick is a file that somebody carries about; it never gets newer.
type stick struct {
	space *space
	from  *laptop
	file  []byte
}

// onStick names the files that a laptop writes of a space.
type onStick struct {
	from  *laptop
	space *space
}

// partBytes is where files are cut here: small enough that some exports are several.
const partBytes = 4 << 10

func (w *world) actExport() {
	if l, sp := w.writer(improve.Guest); l != nil {
		w.export(l, sp, w.rng.IntN(4))
	}
}

// actTrip has somebody work and write a stick, some times over, each behind the
// one before, and carry them to another laptop, which gets them in any order.
func (w *world) actTrip() {
	l, sp := w.writer(improve.Member)
	if l == nil {
		return
	}
	first := len(w.sticks)
	for range 2 + w.rng.IntN(2) {
		w.write(l, sp)
		w.export(l, sp, onlyNew)
	}
	carried := slices.Clone(w.sticks[min(first, len(w.sticks)):])
	w.rng.Shuffle(len(carried), func(i, j int) { carried[i], carried[j] = carried[j], carried[i] })
	to := pick(w, w.laptops)
	for _, s := range carried[:w.rng.IntN(len(carried)+1)] { // some are lost
		w.plugIn(to, s)
	}
}

// onlyNew is the way of an export that builds upon the file before it.
const onlyNew = 2

// export writes what a laptop holds of a space on sticks: all of it, what
// another one lacks, what is new since the last time, or what seems best.
func (w *world) export(l *laptop, sp *space, way int) {
	want := bundle.Wanted{Space: sp.id}
	switch way {
	case 0:
		want.All = true
	case 1:
		other := pick(w, w.laptops)
		heads, err := other.db.Heads(w.ctx, sp.id)
		w.must("read heads", err)
		want.Known = heads
	case onlyNew: // the one before it may never come
		want.Known = w.onStick[onStick{l, sp}]
	}
	heads, err := l.db.Heads(w.ctx, sp.id)
	w.must("read heads", err)
	w.onStick[onStick{l, sp}] = heads
	w.writeSticks(l, sp, func(files bundle.Laptop, dir string) (bundle.Exported, error) {
		if w.rng.IntN(6) == 0 { // it asks for what it lacks
			_, done, err := files.Request(w.ctx, dir, want)
			return done, err
		}
		_, done, err := files.Export(w.ctx, dir, want)
		return done, err
	})
}

// writeSticks has a laptop write files and puts each on a stick of its own.
func (w *world) writeSticks(l *laptop, sp *space, write func(files bundle.Laptop, dir string) (bundle.Exported, error)) {
	dir, err := os.MkdirTemp(w.folder, "stick-")
	w.must("make a folder", err)
	exported, err := write(l.sticks(), dir)
	switch improve.CodeOf(err) {
	case improve.Denied, improve.Invalid, improve.NotFound: // it was removed, or nobody else could open it
		return
	}
	w.must("export", err)
	for _, path := range exported.Files {
		file, err := os.ReadFile(path)
		w.must("read a file", err)
		w.sticks = append(w.sticks, stick{space: sp, from: l, file: file})
	}
	w.tell("%s writes %s on %d sticks", l, sp.name, len(exported.Files))
}

// actImport takes a file, which may be old, for others, damaged, one of
// several or known.
func (w *world) actImport() {
	if len(w.sticks) == 0 {
		return
	}
	s, l := pick(w, w.sticks), pick(w, w.laptops)
	switch w.rng.IntN(8) {
	case 0:
		w.importDamaged(l, s)
		return
	case 1:
		w.carry(l, s)
		return
	}
	w.plugIn(l, s)
}

// plugIn takes a file in twice; who is asked for something by it, answers.
func (w *world) plugIn(l *laptop, s stick) {
	path := w.put(s.file)
	var done bundle.Imported
	err := l.write(func() (err error) {
		done, err = l.take(path)
		return err
	})
	if done.Kept {
		w.count.waited++
	}
	w.tell("%s takes the stick of %s with %s: %d new, waits %v, %v", l, s.from, s.space.name, done.Events, done.Kept, err)
	if err != nil {
		w.wantCrash(err)
		return
	}
	if done.Asks {
		w.writeSticks(l, s.space, func(files bundle.Laptop, dir string) (bundle.Exported, error) {
			_, answer, err := files.Answer(w.ctx, dir, done)
			return answer, err
		})
		return
	}
	before, _ := l.digest(s.space)
	again, err := l.take(path)
	if l.disk.IsCut() {
		l.recover()
		return
	}
	w.must("take a file a second time", err)
	if after, _ := l.digest(s.space); again.Events > 0 || again.Joined || after != before {
		w.fail("I6 taking a file twice is once", "%s got %d events from the same file again", l, again.Events)
	}
}

// put writes a file as it lies on a stick.
func (w *world) put(file []byte) string {
	w.plugged++
	path := w.path(fmt.Sprintf("plugged %d.cairn", w.plugged))
	w.must("put a file on a stick", os.WriteFile(path, file, 0o600))
	return path
}

// take takes a file and what waited for it, as a program does.
func (l *laptop) take(path string) (bundle.Imported, error) {
	done, err := l.sticks().Import(l.w.ctx, path)
	if err != nil || done.Asks {
		return done, err
	}
	waited, err := l.sticks().TakeWaiting(l.w.ctx)
	for _, one := range waited {
		done.Events += one.Events
	}
	return done, err
}

// carry has somebody carry a sealed file for others: it comes out as it went in.
func (w *world) carry(l *laptop, s stick) {
	kept, err := l.sticks().Carry(w.ctx, w.put(s.file))
	w.must("carry a file", err)
	dir, err := os.MkdirTemp(w.folder, "delivered-")
	w.must("make a folder", err)
	places, err := l.sticks().HandOut(w.ctx, dir, kept.Name)
	w.must("hand a file out", err)
	file, err := os.ReadFile(places[0])
	w.must("read a file", err)
	if !bytes.Equal(file, s.file) {
		w.fail("what is carried stays as it is", "%s hands out %d bytes of %d", l, len(file), len(s.file))
	}
	w.tell("%s carries the stick of %s", l, s.from)
}

func (w *world) importDamaged(l *laptop, s stick) {
	file := slices.Clone(s.file)
	file[w.rng.IntN(len(file))] ^= byte(1 + w.rng.IntN(255))
	before, held := l.digest(s.space)
	_, err := l.sticks().Import(w.ctx, w.put(file))
	if l.disk.IsCut() {
		l.recover()
		return
	}
	after, still := l.digest(s.space)
	if err == nil || before != after || held != still {
		w.fail("a damaged file is refused", "%s took it: %v", l, err)
	}
	w.tell("%s refuses a damaged stick", l)
}
