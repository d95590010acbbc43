package simulation

import (
	"fmt"
)

// backup is a file that a laptop made of all that it holds.
type backup struct {
	of   *laptop
	path string
}

// actBackUp has a person make a backup.
func (w *world) actBackUp() {
	l := pick(w, w.laptops)
	b := backup{of: l, path: w.path(fmt.Sprintf("backup %d", len(w.backups)))}
	err := l.try(func() error {
		_, err := l.journal.Backup(w.ctx, b.path, "")
		return err
	})
	w.wantCrash(err)
	w.tell("%s makes a backup: %v", l, err)
	if err == nil {
		w.backups = append(w.backups, b)
	}
}

// actRestore takes a backup, which may be older than what is here, into the
// laptop that made it or one with a copy of its folder. All that is here stays.
func (w *world) actRestore() {
	if len(w.backups) == 0 {
		return
	}
	b := pick(w, w.backups)
	l := pick(w, w.laptops)
	if !l.same(b.of) {
		l = b.of
	}
	before := l.reach()
	err := l.write(func() error {
		done, err := l.journal.Restore(w.ctx, b.path, "")
		if err == nil && done.NewHere {
			w.fail("a backup of this laptop is this laptop's", "%s takes it for another's", l)
		}
		return err
	})
	w.wantCrash(err)
	w.tell("%s takes a backup of %s: %v", l, b.of, err)
	if err == nil {
		w.count.taken++
	}
	after := l.reach()
	for log, seq := range before {
		if after[log] < seq {
			w.fail("what is confirmed stays", "%s has %d of %d events of a log after a backup was taken", l, after[log], seq)
		}
	}
}
