package simulation

import (
	"slices"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// step is a copy in another space that follows its page, by a laptop that
// carries the changes over.
type step struct {
	by             *laptop
	original, copy improve.ArtifactID
	to             *space
}

// actShare copies a page to another space; half of the copies follow from then on.
func (w *world) actShare() {
	l, from, page, ok := w.page()
	to := from
	if ok {
		to = pick(w, w.spaces)
	}
	if to == from || l.access(to) < improve.Member {
		return
	}
	w.spread(from, to)
	w.shared[page.ID] = true // what is confirmed or not: its words may stand elsewhere from now on
	inStep := w.rng.IntN(2) == 0
	var id improve.ArtifactID
	err := l.write(func() (err error) {
		id, err = l.journal.ShareAs(w.ctx, app.Sharing{ID: page.ID, To: to.id, InStep: inStep})
		return err
	})
	w.tell("%s shares a page of %s to %s, in step %v: %v", l, from.name, to.name, inStep, err)
	if improve.CodeOf(err) == improve.Invalid { // it is there already
		return
	}
	w.wantCrash(err)
	if err != nil {
		return
	}
	w.shared[id] = true
	w.notes = append(w.notes, note{by: l, space: to, id: id, dot: l.ownHead(to), after: l.removed(to)})
	if !inStep {
		return
	}
	w.steps = append(w.steps, step{by: l, original: page.ID, copy: id, to: to})
	for range w.rng.IntN(3) { // work on the page goes on
		if page, err = l.db.Artifact(w.ctx, page.ID); err == nil {
			w.edit(l, from, page)
		}
	}
}

// spread notes that words of one space may stand in another from now on, and in
// all to which that one's words go.
func (w *world) spread(from, to *space) {
	for _, sp := range w.spaces {
		if sp == from || sp.spreadTo[from] {
			sp.spreadTo[to] = true
			for further := range to.spreadTo {
				sp.spreadTo[further] = true
			}
		}
	}
}

// mayTell tells whether a laptop may hold words of a space: it was let in
// there, or where a page of it was shared to.
func (w *world) mayTell(l *laptop, sp *space) bool {
	return slices.ContainsFunc(w.spaces, func(other *space) bool {
		return (other == sp || sp.spreadTo[other]) && len(other.given(l)) > 0
	})
}

// checkSteps wants the copies of a page that a laptop has just changed to say
// the same.
func (w *world) checkSteps(l *laptop, page improve.ArtifactID, words string) {
	for _, st := range w.steps {
		carries, err := l.journal.Carries(w.ctx, st.copy)
		if st.by != l || st.original != page || err != nil || !carries || l.access(st.to) < improve.Member {
			continue
		}
		original, err := l.db.Artifact(w.ctx, page)
		w.must("read a page", err)
		copied, err := l.db.Artifact(w.ctx, st.copy)
		if err != nil || copied.Retired() || original.Retired() {
			continue
		}
		w.count.carried++
		live := copied.Register(improve.TitleKey, improve.RowID{}).Live
		if !slices.ContainsFunc(live, func(v improve.Version) bool { return v.Value.Text == words }) {
			w.fail("a copy that follows says the same", "%s changed its page to %q, and the copy in %s has %v", l, words, st.to.name, live)
		}
	}
}
