package simulation

import (
	"bytes"
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

func (w *world) actExport() {
	l, sp := w.writer(improve.Guest)
	if l == nil {
		return
	}
	want := bundle.Wanted{Space: sp.id}
	if w.rng.IntN(3) == 0 {
		other := pick(w, w.laptops)
		heads, err := other.db.Heads(w.ctx, sp.id)
		w.must("read heads", err)
		want.Known = heads
	}
	var file bytes.Buffer
	_, err := l.files().Write(w.ctx, &file, want)
	switch improve.CodeOf(err) {
	case improve.Denied, improve.Invalid: // it was removed, or nobody else could open it
		return
	}
	w.must("export", err)
	w.sticks = append(w.sticks, stick{space: sp, from: l, file: file.Bytes()})
	w.tell("%s writes %s on a stick", l, sp.name)
}

// actImport takes a file, which may be old, for others, damaged or known.
func (w *world) actImport() {
	if len(w.sticks) == 0 {
		return
	}
	s, l := pick(w, w.sticks), pick(w, w.laptops)
	file := s.file
	if w.rng.IntN(8) == 0 {
		w.importDamaged(l, s)
		return
	}
	var done bundle.Imported
	err := l.write(func() (err error) {
		done, err = l.files().Take(w.ctx, bytes.NewReader(file))
		return err
	})
	w.tell("%s takes the stick of %s with %s: %d new, %v", l, s.from, s.space.name, done.Events, err)
	if err != nil {
		w.wantCrash(err)
		return
	}
	before, _ := l.digest(s.space)
	again, err := l.files().Take(w.ctx, bytes.NewReader(file))
	if l.disk.IsCut() {
		l.recover()
		return
	}
	w.must("take a file a second time", err)
	if after, _ := l.digest(s.space); again.Events > 0 || again.Joined || after != before {
		w.fail("I6 taking a file twice is once", "%s got %d events from the same file again", l, again.Events)
	}
}

func (w *world) importDamaged(l *laptop, s stick) {
	file := slices.Clone(s.file)
	file[w.rng.IntN(len(file))] ^= byte(1 + w.rng.IntN(255))
	before, held := l.digest(s.space)
	_, err := l.files().Take(w.ctx, bytes.NewReader(file))
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
