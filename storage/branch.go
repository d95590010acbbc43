package storage

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// Histories of one log that differ. What arrives travels under the id that its
// writer signs for, and says by its hashes which history it continues; nothing
// else needs to be known of a fork, so all devices with the same events have
// the same branches.

// graft takes in a verified-to-be piece of a log that has several histories
// here, or gets a second one by it. Like append it finds every reason to refuse
// before its first write.
func (t *tx) graft(space *spaceRow, root *logRow, seg improve.Segment) (int, error) {
	t.uncommon = true
	if !space.fold.knows(root.Device) {
		return 0, fmt.Errorf("log %s of device %s: %w", root.ID, root.Device.Short(), improve.ErrStranger)
	}
	if err := checkSpans(seg); err != nil {
		return 0, err
	}
	if err := opensAs(root, seg); err != nil {
		return 0, err
	}
	at, hashes, err := t.trunk(root, seg)
	if err != nil {
		return 0, err
	}
	g := grafting{tx: t, space: space, seg: seg, hashes: hashes, touched: map[improve.ArtifactID]bool{}}
	added, err := g.from(at)
	if err != nil || added == 0 {
		return 0, err
	}
	return added, g.settle(at.Stream)
}

// opensAs refuses another first event than one of the same device.
func opensAs(root *logRow, seg improve.Segment) error {
	if seg.First != 1 || len(seg.Events) == 0 {
		return nil
	}
	opened, err := improve.OpenLog(root.Space, seg.Events[0])
	if err == nil && opened.Device != root.Device {
		err = fmt.Errorf("log %s: another device's certificate: %w", root.ID, improve.ErrForeign)
	}
	return err
}

// trunk finds the log that holds the place before a segment and whose history
// the segment continues, and gives the hashes of the segment's events.
func (t *tx) trunk(root *logRow, seg improve.Segment) (*logRow, []improve.Hash, error) {
	rows, err := readLogs(t.ctx, t.w, "WHERE l.number = ? OR l.root = ?", root.family(), root.family())
	if err != nil {
		return nil, nil, t.fail("read logs", err)
	}
	if len(rows) > improve.MaxBranches {
		return nil, nil, fmt.Errorf("log %s: more than %d branches: %w", root.ID, improve.MaxBranches, improve.ErrForked)
	}
	err = fmt.Errorf("log %s: segment from %d: %w", root.ID, seg.First, improve.ErrGap)
	for _, row := range rows {
		if seg.First == 0 || seg.First > row.Head.Seq+1 || seg.First <= row.first && row.root != 0 || len(seg.Events) == 0 {
			continue
		}
		log := row.Log
		log.Head.Seq = seg.First - 1
		var fault error
		if log.Head.Hash, fault = t.hashAt(row, seg.First-1); fault != nil {
			return nil, nil, fault
		}
		hashes, refused := improve.VerifySegment(log, seg)
		if refused == nil {
			return t.keepLog(row), hashes, nil
		}
		err = refused
	}
	return nil, nil, err
}

// grafting is one segment on its way into the branches of a log.
type grafting struct {
	*tx
	space   *spaceRow
	seg     improve.Segment
	hashes  []improve.Hash
	touched map[improve.ArtifactID]bool // whose events were renamed or are new
}

// from goes along the stored history until it ends or differs, and adds the rest there.
func (g *grafting) from(row *logRow) (int, error) {
	for at := 0; ; {
		known, err := g.known(row, at)
		if err != nil {
			return 0, err
		}
		at += known
		if at == len(g.seg.Events) {
			return 0, nil
		}
		place := g.seg.First + uint64(at)
		if place <= row.Head.Seq {
			if err := g.split(row, place); err != nil {
				return 0, err
			}
		}
		if !row.Split {
			return g.add(row, at)
		}
		child, err := g.log(improve.BranchID(row.Signed(), place, g.hashes[at]))
		if err != nil {
			return 0, err
		}
		if child == nil {
			return g.add(g.branch(row, place), at)
		}
		row = child
	}
}

// known counts the events of the segment, from at on, that a log holds already.
func (g *grafting) known(row *logRow, at int) (int, error) {
	first := g.seg.First + uint64(at)
	if first > row.Head.Seq {
		return 0, nil
	}
	last := min(row.Head.Seq, g.seg.First+uint64(len(g.seg.Events))-1)
	held, err := readEvents(g.ctx, g.w, row, first-1, last)
	if err != nil {
		return 0, g.fail("read events", err)
	}
	for i := range held {
		e := g.seg.Events[at+i]
		if !bytes.Equal(held[i].Raw, e.Raw) || held[i].BodyHash != e.BodyHash {
			return i, nil
		}
	}
	return len(held), nil
}

// branch gives a new, empty branch that begins at a place after a log that ends before it.
func (g *grafting) branch(parent *logRow, first uint64) *logRow {
	row := &logRow{
		Log: parent.Log, space: parent.space, first: first, root: parent.family(), parent: parent.number,
		keptSeq: first - 1, chain: append([]step{{number: parent.number, id: parent.ID, first: parent.first}}, parent.chain...),
	}
	row.Root, row.Parent, row.First, row.Split = parent.Signed(), parent.ID, first, false
	return row
}

// split ends a log before a place; what it holds from there on becomes a branch.
func (g *grafting) split(row *logRow, place uint64) error {
	before, err := g.hashAt(row, place-1)
	if err != nil {
		return err
	}
	first, err := g.hashAt(row, place)
	if err != nil {
		return err
	}
	tail := g.branch(row, place)
	tail.ID = improve.BranchID(row.Signed(), place, first)
	tail.Head = improve.Head{Log: tail.ID, Seq: row.Head.Seq, Hash: row.Head.Hash}
	tail.keptSeq, tail.keptBytes, tail.Split = row.keptSeq, row.keptBytes, row.Split
	if err := g.saveLog(tail); err != nil {
		return err
	}
	for _, move := range []string{
		"UPDATE event SET log = ?1 WHERE log = ?2 AND seq >= ?3",
		"UPDATE signature SET log = ?1 WHERE log = ?2 AND seq >= ?3",
		"UPDATE log SET parent = ?1 WHERE parent = ?2 AND first > ?3 AND number <> ?1",
	} {
		if _, err := g.exec(move, tail.number, row.number, int64(place)); err != nil {
			return err
		}
	}
	row.Head.Seq, row.Head.Hash, row.Split = place-1, before, true
	if err := g.saveLog(row); err != nil {
		return err
	}
	g.db.log.Warn("a log has two histories; both are kept", "log", row.Signed().String(), "from", place, "device", row.Device.Short())
	g.forget(row, tail)
	if err := g.noteOwnFork(row); err != nil {
		return err
	}
	return g.objectsIn(tail, improve.LogRange{Log: tail.ID, After: place - 1, To: tail.Head.Seq}, g.touched)
}

// forget drops what this transaction remembers of a log's other branches: the way to them has changed.
func (g *grafting) forget(keep ...*logRow) {
	for id, row := range g.logs {
		if row.family() == keep[0].family() && !slices.Contains(keep, row) {
			delete(g.logs, id)
			delete(g.numbers, row.number)
		}
	}
}

// noteOwnFork asks for a new writer when the log that forked is one of the present one's.
func (g *grafting) noteOwnFork(row *logRow) error {
	if row.Writer != g.db.guard.own.writer {
		return nil
	}
	g.owned = true
	return g.renewOnce(improve.ForkedWriter)
}

// add stores the segment's events from at on at the end of a log.
func (g *grafting) add(row *logRow, at int) (int, error) {
	seg := improve.Segment{Log: g.seg.Log, First: g.seg.First + uint64(at), Events: slices.Clone(g.seg.Events[at:])}
	for _, sig := range g.seg.Signatures {
		if sig.Seq >= seg.First {
			seg.Signatures = append(seg.Signatures, sig)
		}
	}
	if row.number == 0 {
		row.ID = improve.BranchID(row.Root, row.first, g.hashes[at])
		row.Head = improve.Head{Log: row.ID, Seq: seg.First - 1}
	}
	if row.root != 0 {
		for i := range seg.Events {
			seg.Events[i] = seg.Events[i].On(row.ID, row.holds)
		}
	}
	if row.Stream == improve.Data {
		seg = dropRedacted(g.space.fold, row, seg)
	}
	for _, e := range seg.Events {
		if !e.Header.Object.IsZero() {
			g.touched[e.Header.Object] = true
		}
	}
	return len(seg.Events), g.store(row, seg, g.hashes[at:])
}

// settle folds what has changed: all artifacts that the renamed and the new
// events are about, or the space itself.
func (g *grafting) settle(stream improve.Stream) error {
	clear(g.space.steps)
	if stream == improve.Data {
		return g.refoldAll(g.space, g.touched)
	}
	fold, err := g.db.foldSpace(g.ctx, g.w, g.space.number, g.space.id)
	if err != nil {
		return g.fail("fold space", err)
	}
	return g.takeAuth(g.space, fold)
}
