package simulation

import (
	"crypto/ed25519"
	"encoding/hex"
	"os"
	"path/filepath"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func (w *world) actAdmit() {
	l, sp := w.writer(improve.Owner)
	if l == nil {
		return
	}
	to := pick(w, w.laptops)
	level := pick(w, []improve.AccessLevel{improve.Guest, improve.Member, improve.Member, improve.Member, improve.Owner})
	if !to.same(sp.founder) && !to.same(l) && l.access(sp) == improve.Owner {
		w.admit(l, to, sp, level)
	}
}

// admit lets a laptop in, by an invitation or by hand.
func (w *world) admit(l, to *laptop, sp *space, level improve.AccessLevel) {
	a := app.Admission{
		Space: sp.id, Device: to.keys.Device(), Access: level, Name: to.name, Laptop: to.name, Recipient: to.keys.Recipient(),
	}
	err := l.write(func() error {
		if w.rng.IntN(2) == 0 {
			invite, err := l.journal.Invite(w.ctx, app.Invitation{Space: sp.id, Access: level, Valid: 24 * time.Hour})
			if err != nil {
				return err
			}
			a.Invite = invite.Hash
		}
		return l.journal.Admit(w.ctx, a)
	})
	// What was not confirmed may be there all the same.
	sp.note(to, given{by: l, level: level})
	w.wantCrash(err)
	w.tell("%s lets %s into %s as %s", l, to, sp.name, level)
}

func (w *world) actChangeAccess() {
	l, sp := w.writer(improve.Owner)
	if l == nil {
		return
	}
	w.setAccess(l, pick(w, w.laptops), sp, pick(w, []improve.AccessLevel{improve.Guest, improve.Member, improve.Owner}))
}

// actRemove removes a laptop, which may be writing at that very time and give
// that to a third one that has not heard of it.
func (w *world) actRemove() {
	l, sp := w.writer(improve.Owner)
	if l == nil {
		return
	}
	if w.rng.IntN(2) == 0 {
		l = sp.founder
	}
	to := pick(w, w.laptops)
	if w.rng.IntN(3) == 0 { // it is at work until the last moment
		w.writeAndMeet(to, l, sp)
	}
	if w.setAccess(l, to, sp, improve.NoAccess) && w.rng.IntN(3) > 0 {
		w.writeAndMeet(to, w.unaware(l, to, sp), sp)
	}
}

// actPart has a founder remove somebody in good standing, who has not heard of
// it, goes on writing and gives that to a third one.
func (w *world) actPart() {
	if len(w.spaces) == 0 {
		return
	}
	sp := pick(w, w.spaces)
	for range 6 {
		to, third := pick(w, w.laptops), pick(w, w.laptops)
		good, _ := sp.standing(to)
		apart := !to.same(sp.founder) && !third.same(sp.founder) && !third.same(to)
		if !good || !apart || len(sp.given(to)) == 0 {
			continue
		}
		w.meetOnce(sp.founder, to)
		w.meetOnce(sp.founder, third)
		w.writeAndMeet(to, sp.founder, sp) // a log that the cut names
		if w.setAccess(sp.founder, to, sp, improve.NoAccess) {
			w.writeAndMeet(to, third, sp)
		}
		return
	}
}

// writeAndMeet lets a laptop write, if it thinks that it may, and meet another.
func (w *world) writeAndMeet(l, other *laptop, sp *space) {
	if l.access(sp) < improve.Member || other == nil || other.same(l) {
		return
	}
	w.write(l, sp)
	w.meetOnce(l, other)
}

// meetOnce lets two laptops exchange all that they can.
func (w *world) meetOnce(a, b *laptop) {
	w.tell("%s meets %s", a, b)
	line := w.connect(a, b)
	line.run()
	line.end()
}

// unaware gives a laptop that reads a space and believes that another, which
// one of the owners has removed, does so too; nil when there is none.
func (w *world) unaware(owner, removed *laptop, sp *space) *laptop {
	for range 6 {
		third := pick(w, w.laptops)
		if third.same(owner) || third.same(removed) || !third.access(sp).Reads() {
			continue
		}
		folded, err := third.db.Space(w.ctx, sp.id)
		if err == nil && folded.Access(removed.keys.Device()).Reads() {
			return third
		}
	}
	return nil
}

// setAccess changes what a laptop may do; founders stay. It tells whether that was confirmed.
func (w *world) setAccess(l, to *laptop, sp *space, level improve.AccessLevel) bool {
	folded, err := l.db.Space(w.ctx, sp.id)
	if err != nil || to.same(sp.founder) || to.same(l) || folded.Access(l.keys.Device()) != improve.Owner {
		return false
	}
	member, ok := folded.Member(to.keys.Device())
	if !ok || member.Access == level {
		return false
	}
	cut := map[improve.LogID]uint64{}
	logs, err := l.db.Logs(w.ctx, sp.id)
	w.must("list logs", err)
	for _, log := range logs {
		if log.Device == to.keys.Device() {
			cut[log.ID] = log.Head.Seq
		}
	}
	err = l.write(func() error { return l.journal.SetAccess(w.ctx, sp.id, to.keys.Device(), level) })
	w.wantCrash(err)
	if folded, readErr := l.db.Space(w.ctx, sp.id); err != nil && (readErr != nil || folded.Access(to.keys.Device()) != level) {
		return false // the power failed before it was done
	}
	sp.note(to, given{by: l, level: level, cut: cut})
	w.tell("%s makes %s %s in %s", l, to, level, sp.name)
	return err == nil
}

// removed tells that a laptop was ever removed from a space.
func (l *laptop) removed(sp *space) bool {
	for _, g := range sp.given(l) {
		if g.level == improve.NoAccess {
			return true
		}
	}
	return false
}

// futureEvent is an event type that no version knows yet.
const futureEvent improve.EventType = 29

// actUnknown writes, with a laptop's own key, an event that its program does not know.
func (w *world) actUnknown() {
	l, sp := w.writer(improve.Member)
	if l == nil {
		return
	}
	err := l.write(func() error {
		return l.db.Update(w.ctx, func(tx improve.Tx) error { return w.appendUnknown(l, sp, tx) })
	})
	w.wantCrash(err)
	w.count.unknown++
	w.tell("%s writes something of a later version in %s", l, sp.name)
}

func (w *world) appendUnknown(l *laptop, sp *space, tx improve.Tx) error {
	inc, ok, err := tx.Incarnation()
	if err != nil || !ok {
		return err
	}
	if reason, err := tx.Renewal(); err != nil || reason != "" { // a new writer is due, which only the journal makes
		return err
	}
	id, _ := improve.LogStart(sp.id, inc.Writer, improve.Data)
	log, ok, err := tx.Log(id)
	if err != nil || !ok { // it writes there first in another way
		return err
	}
	raw, err := os.ReadFile(filepath.Join(l.folder, "keys", "writer-"+inc.Writer.String()[:16]+".key"))
	if err != nil {
		return err
	}
	seed, err := hex.DecodeString(string(raw))
	if err != nil {
		return err
	}
	body, err := improve.EncodeValue(improve.TextValue(w.words(sp)))
	if err != nil {
		return err
	}
	header := improve.Header{Type: futureEvent, Stamp: improve.HLCFromTime(l.now()), Object: countedIDs{byte(l.number), &l.ids}.Artifact(), Kind: "aim"}
	e, err := improve.NewEvent(id, log.Head.Seq+1, header, improve.Salt{byte(w.texts), 1}, body)
	if err != nil {
		return err
	}
	sig := improve.Signature{Seq: e.Seq, Checkpoint: e.Seq%improve.CheckpointEvery == 0}
	copy(sig.Bytes[:], ed25519.Sign(ed25519.NewKeyFromSeed(seed), improve.HeadMessage(id, e.Seq, e.Chain(log.Head.Hash))))
	return tx.Append(sp.id, improve.Segment{Log: id, First: e.Seq, Events: []improve.Event{e}, Signatures: []improve.Signature{sig}})
}

// tick lets an end look at its clock.
func (l *line) tick(i int) {
	l.do(i, tick)
}
