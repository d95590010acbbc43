package simulation

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// quiet lets every two laptops meet twice on sound lines; after that there is
// nothing to be told any more.
func (w *world) quiet() {
	w.rng = improvetest.NewRand(w.seed)
	w.lines = nil
	for _, l := range w.laptops {
		l.disk.Heal()
		l.disk.Lie(w.breaks.lying)
	}
	rounds := 2
	if w.clones > 0 {
		rounds = 4 // what two laptops with one key have goes by a third one, and a fork is found by a piece that does not fit
	}
	for round := range rounds {
		forks := w.clones > 0 && round < rounds-1
		w.time = w.time.Add(time.Minute)
		w.meetAll(func(line *line) {
			for _, e := range line.ends {
				if p := e.session.Progress(); e.err != nil || !p.Settled && !forks || p.Refused > 0 && !forks {
					w.fail("a sound line serves", "%s with %s: %v, %+v", e.laptop, line, e.err, p)
				}
			}
		})
	}
}

func (l *line) String() string { return fmt.Sprintf("%s and %s", l.ends[0].laptop, l.ends[1].laptop) }

// meetAll connects every two laptops, one after the other, and lets them finish.
func (w *world) meetAll(then func(*line)) {
	for i, a := range w.laptops {
		for _, b := range w.laptops[i+1:] {
			if a.same(b) { // nobody can call the own key
				continue
			}
			line := w.connect(a, b)
			line.run()
			then(line)
			line.end()
		}
	}
}

// check looks at everything that must hold when the laptops are quiet.
func (w *world) check() {
	w.checkReaders()
	w.checkNotes()
	w.checkStates()
	w.checkStrangers()
	w.checkErased()
	w.checkBranches()
	w.checkPhotos()
	w.checkUpToDate()
	w.checkWhole()
	w.checkPowerFailure()
	w.checkUpgrade()
}

// checkReaders: I2, every reader holds what the founder holds.
func (w *world) checkReaders() {
	for _, sp := range w.spaces {
		want, _ := sp.founder.digest(sp)
		readers := w.readers(sp)
		for _, l := range readers {
			if !meet(sp.founder, l, readers) {
				continue
			}
			if got, ok := l.digest(sp); !ok || got != want {
				w.fail("I2 every event reaches every reader", "%s and %s differ in %s", l, sp.founder, sp.name)
			}
		}
	}
}

// readers gives who reads a space, as its founder sees it.
func (w *world) readers(sp *space) []*laptop {
	folded, err := sp.founder.db.Space(w.ctx, sp.id)
	w.must("read a space", err)
	var readers []*laptop
	for _, l := range w.laptops {
		// A founder that was put back may not know whom it removed; they do.
		if folded.Access(l.keys.Device()).Reads() && (!sp.uncertain || l.access(sp).Reads()) {
			readers = append(readers, l)
		}
	}
	return readers
}

// checkNotes: I2, what a member in good standing wrote counts everywhere; what
// a laptop wrote after its removal counts nowhere.
func (w *world) checkNotes() {
	for _, n := range w.notes {
		good, cut := n.space.standing(n.by)
		readers := w.readers(n.space)
		for _, l := range readers {
			if !meet(n.by, l, readers) {
				continue
			}
			_, err := l.db.Artifact(w.ctx, n.id)
			switch {
			case good && err != nil:
				w.fail("I2 every event reaches every reader", "%s does not have page %s of %s in %s: %v", l, n.id, n.by, n.space.name, err)
			case cut != nil && n.after && err == nil && l.counts(n, cut):
				w.fail("nothing beyond a cut counts", "%s shows page %s that %s wrote in %s after it was removed", l, n.id, n.by, n.space.name)
			}
		}
	}
}

// counts tells whether something that a note's writer wrote on its page beyond
// a cut counts. The page may be there all the same: others write on it, too.
func (l *laptop) counts(n note, cut map[improve.LogID]uint64) bool {
	history, err := l.db.History(l.w.ctx, n.id)
	l.w.must("read a history", err)
	return slices.ContainsFunc(history, func(e improve.HistoryEntry) bool {
		return e.Counts && e.Device == n.by.keys.Device() && e.Dot.Seq > cut[e.Dot.Log]
	})
}

// standing tells whether all that a laptop ever wrote in a space must count; if
// it was removed for good by the founder alone, it gives the cut.
func (sp *space) standing(l *laptop) (good bool, cut map[improve.LogID]uint64) {
	if sp.uncertain {
		return false, nil
	}
	if l.same(sp.founder) {
		return true, nil
	}
	good, byFounder, removals := true, true, 0
	last := given{}
	for _, g := range sp.given(l) {
		good = good && g.level >= improve.Member && g.level >= last.level && g.by == sp.founder
		byFounder = byFounder && g.by == sp.founder
		if g.level == improve.NoAccess {
			removals++
		}
		last = g
	}
	if byFounder && !sp.accepted && removals == 1 && last.level == improve.NoAccess {
		cut = last.cut
	}
	return good, cut
}

// checkStates: I1, who holds the same events shows the same.
func (w *world) checkStates() {
	for _, sp := range w.spaces {
		shown := map[improve.Digest]improve.Digest{}
		whose := map[improve.Digest]*laptop{}
		for _, l := range w.laptops {
			digest, ok := l.digest(sp)
			if !ok {
				continue
			}
			state, err := l.db.StateDigest(w.ctx, sp.id)
			w.must("read the state", err)
			if other, seen := shown[digest]; seen && other != state {
				w.fail("I1 same events, same state", "%s and %s hold the same of %s and show something else", l, whose[digest], sp.name)
			}
			shown[digest], whose[digest] = state, l
		}
	}
}

// checkStrangers: I3 and N11, nobody has an event, or a word anywhere on the
// disk, of a space that it was never let into.
func (w *world) checkStrangers() {
	for _, l := range w.laptops {
		files := l.files()
		for _, sp := range w.spaces {
			_, holds := l.digest(sp)
			if len(sp.given(l)) == 0 && holds {
				w.fail("I3 nobody holds what is not theirs", "%s holds %s", l, sp.name)
			}
			w.scan(l, files, sp.canary, w.mayTell(l, sp), l == sp.founder)
		}
		for _, other := range w.laptops {
			w.scan(l, files, other.canary, other.same(l), other == l)
		}
	}
	for _, s := range w.sticks {
		if bytes.Contains(s.file, []byte(s.space.canary)) {
			w.fail("N11 no word where it does not belong", "a stick shows a word of %s", s.space.name)
		}
	}
}

// scan looks for a space's word in a laptop's raw files: it may be there, or
// must be, since else the scan would prove nothing.
func (w *world) scan(l *laptop, files map[string][]byte, canary string, may, must bool) {
	found := false
	for name, content := range files {
		hit := bytes.Contains(content, []byte(canary))
		if hit && !may {
			w.fail("N11 no word where it does not belong", "%s has %q in %s", l, canary, name)
		}
		found = found || hit
	}
	if must && !found {
		w.fail("N11 no word where it does not belong", "%s has its own word %q nowhere; the scan proves nothing", l, canary)
	}
}

// upToDate is the most that two laptops may say when both have everything, in
// bytes of one side: a greeting, and a line for each space.
const upToDate = 64 + 40*8

// checkUpToDate: I5, two laptops that have everything find that out in one
// round trip. One that was removed somewhere and cannot know it still offers
// what it has; it is not meant.
func (w *world) checkUpToDate() {
	outside := map[*laptop]bool{}
	for _, sp := range w.spaces {
		readers := w.readers(sp)
		for _, l := range w.laptops {
			_, holds := l.digest(sp)
			outside[l] = outside[l] || holds && !slices.Contains(readers, l)
		}
	}
	w.meetAll(func(line *line) {
		if outside[line.ends[0].laptop] || outside[line.ends[1].laptop] {
			return
		}
		for _, e := range line.ends {
			p := e.session.Progress()
			if e.data > 0 || p.RoundTrips > 1 || e.bytes > upToDate {
				w.fail("I5 up to date in one round trip", "%s with %s: %d round trips, %d bytes, %d pieces", e.laptop, line, p.RoundTrips, e.bytes, e.data)
			}
		}
	})
}

// checkWhole: the full check of every database finds nothing: all hashes, all
// signatures, and the projection compared with a fresh fold.
func (w *world) checkWhole() {
	for _, l := range w.laptops {
		report, err := l.db.Check(w.ctx, true)
		if err != nil || len(report.Faults) > 0 {
			w.fail("every database is whole", "%s: %q, %v", l, report.Faults, err)
		}
	}
}

// checkPowerFailure: what was acknowledged to others is still there when the
// power of all laptops fails.
func (w *world) checkPowerFailure() {
	for _, l := range w.laptops {
		before := l.rows()
		l.noteHeads()
		l.disk.Cut()
		l.recover()
		after := l.rows()
		for i := range before {
			if len(after) != len(before) || after[i].Digest != before[i].Digest {
				w.fail("what is confirmed stays", "%s lost something of %q", l, before[i].Space.Name)
			}
		}
	}
	w.checkReaders()
}

// checkUpgrade: when the older laptops get the newer version, all show the same.
func (w *world) checkUpgrade() {
	for _, l := range w.laptops {
		l.newer = true
		l.shut()
		w.must("open with the newer version", l.open())
	}
	for _, sp := range w.spaces {
		if sp.disputed() {
			continue
		}
		want := w.shows(sp.founder, sp)
		readers := w.readers(sp)
		for _, l := range readers {
			if shown := w.shows(l, sp); shown != want && meet(sp.founder, l, readers) {
				w.fail("I1 same events, same state", "after an upgrade %s shows of %s\n%s\ninstead of\n%s", l, sp.name, shown, want)
			}
		}
	}
}

// shows gives the list of a space as a person sees it.
func (w *world) shows(l *laptop, sp *space) string {
	cards, err := l.db.Cards(w.ctx, improve.Query{Spaces: []improve.SpaceID{sp.id}, Retired: true, Order: improve.ByCreated})
	w.must("list cards", err)
	var out bytes.Buffer
	fmt.Fprintln(&out, "cards:")
	for _, c := range cards {
		fmt.Fprintln(&out, c.ID, c.Kind, c.Title, c.Summary, c.Created, c.Updated, c.Retired, c.Unsettled, c.Author)
	}
	return out.String()
}
