package simulation

import (
	"bytes"
	"errors"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// erasure is a text that somebody took away for good.
type erasure struct {
	by    *laptop
	space *space
	word  string // that stood in it, and in no other
}

// actErase takes a page's texts away, those that the laptop wrote for sure.
func (w *world) actErase() {
	l, sp, page, ok := w.page()
	if !ok {
		return
	}
	history, err := l.db.History(w.ctx, page.ID)
	if err != nil {
		return // the power fails just now
	}
	var words []string
	hashes := map[improve.Hash]bool{}
	for _, entry := range history {
		word, _, marked := strings.Cut(entry.Value.Text, " in ")
		if marked && entry.Device == l.keys.Device() && !entry.Erased {
			words = append(words, word)
		}
		if _, bodies := improve.ContentsIn(entry.Value); entry.Device == l.keys.Device() && !entry.Erased {
			for _, body := range bodies {
				hashes[body.Hash] = true
			}
		}
	}
	sp.erasers[l] = true
	err = l.write(func() error {
		_, err := l.journal.Redact(w.ctx, []app.Erase{{Page: page.ID}}, "it names a child")
		return err
	})
	w.tell("%s erases a page of %s: %v", l, sp.name, err)
	var told *improve.Error
	if errors.As(err, &told) {
		return // nothing on it is this laptop's
	}
	w.wantCrash(err)
	if err != nil {
		return
	}
	if w.shared[page.ID] {
		return // the words may stand on another page, too
	}
	for _, p := range w.photos {
		if hashes[p.hash] {
			words = append(words, p.word)
		}
	}
	for _, word := range words {
		w.erased = append(w.erased, erasure{by: l, space: sp, word: word})
	}
}

// actAccept takes in what a removed laptop wrote beyond its cut.
func (w *world) actAccept() {
	l, sp := w.writer(improve.Owner)
	if l == nil {
		return
	}
	waiting, err := l.journal.Quarantined(w.ctx, sp.id)
	if err != nil || len(waiting) == 0 {
		return
	}
	log := pick(w, waiting)
	w.wantCrash(l.write(func() error { return l.journal.Accept(w.ctx, sp.id, log.Log) }))
	sp.accepted = true
	w.tell("%s accepts what waits of %s in %s", l, log.Laptop, sp.name)
}

// actIndex brings search up to date, so that words stand there too.
func (w *world) actIndex() {
	l := pick(w, w.laptops)
	err := l.try(func() error {
		_, err := l.db.IndexSearch(w.ctx, 100)
		return err
	})
	w.wantCrash(err)
}

// actTidy has a laptop do what it does to its own files now and then: lists and
// search are made anew, what no page names goes, everything is looked through.
func (w *world) actTidy() {
	l := pick(w, w.laptops)
	err := l.try(func() error {
		if err := l.db.Rebuild(w.ctx); err != nil {
			return err
		}
		if _, err := l.db.IndexSearch(w.ctx, 1000); err != nil {
			return err
		}
		if _, err := l.db.SweepFiles(w.ctx, l.now()); err != nil {
			return err
		}
		report, err := l.db.Check(w.ctx, true)
		if err == nil && len(report.Faults) > 0 {
			w.fail("every database is whole", "%s: %q", l, report.Faults)
		}
		return err
	})
	w.wantCrash(err)
	w.tell("%s tidies up: %v", l, err)
}

// checkErased: I4 and P1, what was erased for good is in no file of anybody who reads
// the space.
func (w *world) checkErased() {
	for _, e := range w.erased {
		if good, _ := e.space.standing(e.by); !good {
			continue // whether it counts depends on more than the world keeps
		}
		readers := w.readers(e.space)
		for _, l := range readers {
			if !meet(e.by, l, readers) {
				continue
			}
			for name, content := range l.files() {
				if bytes.Contains(content, []byte(e.word)) {
					w.fail("I4 what is erased is gone", "%s has %q of %s in %s; %s erased it", l, e.word, e.space.name, name, e.by)
				}
			}
		}
	}
}

// disputed tells that somebody erased texts of a space who may not have been
// allowed to: whoever learned of that first and of the removal later has lost
// the text, whoever learned of both at once has kept it.
func (sp *space) disputed() bool {
	for l := range sp.erasers {
		if good, _ := sp.standing(l); !good {
			return true
		}
	}
	return false
}
