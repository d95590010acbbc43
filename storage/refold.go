package storage

import (
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// takeAuth makes a space's new fold the present one, takes out what must go by
// it, and folds those artifacts afresh that this changes or whose events count
// otherwise than before.
func (t *tx) takeAuth(space *spaceRow, fold *foldedSpace) error {
	t.uncommon = true
	before := space.fold
	heads, err := readLogs(t.ctx, t.w, "WHERE l.space = ? AND l.stream = 0", space.number)
	if err != nil {
		return t.fail("read logs", err)
	}
	fold.heads = headsOf(heads).Digest()
	space.fold = fold
	clear(space.steps)
	logs, err := readLogs(t.ctx, t.w, "WHERE l.space = ? AND l.stream = 1", space.number)
	if err != nil {
		return t.fail("read logs", err)
	}
	touched := map[improve.ArtifactID]bool{}
	for _, log := range logs {
		for _, piece := range changedPieces(before, fold, log) {
			if err := t.objectsIn(log, piece, touched); err != nil {
				return err
			}
		}
	}
	erased, err := t.takeRedactions(space, before)
	if err != nil {
		return err
	}
	for id := range erased {
		touched[id] = true
	}
	return t.refoldAll(space, touched)
}

// changedPieces gives the pieces of a data log whose events count otherwise after than before.
func changedPieces(before, after *foldedSpace, log *logRow) []improve.LogRange {
	old, now := before.stepsOf(log.Device, log.ID), after.stepsOf(log.Device, log.ID)
	var places []uint64
	for _, step := range append(slices.Clone(old), now...) {
		places = append(places, step.after)
	}
	slices.Sort(places)
	places = slices.Compact(places)
	var pieces []improve.LogRange
	for i, place := range places {
		to := log.Head.Seq
		if i+1 < len(places) {
			to = min(to, places[i+1])
		}
		if place < to && !sameRights(levelAt(old, place+1), levelAt(now, place+1)) {
			pieces = append(pieces, improve.LogRange{Log: log.ID, After: place, To: to})
		}
	}
	return pieces
}

// sameRights tells whether two levels allow the same in a data log, where only
// commenting and writing differ.
func sameRights(a, b improve.AccessLevel) bool {
	return a.Allows(improve.SetEvent) == b.Allows(improve.SetEvent) && a.Allows(improve.CommentEvent) == b.Allows(improve.CommentEvent)
}

func (t *tx) objectsIn(log *logRow, piece improve.LogRange, into map[improve.ArtifactID]bool) error {
	rows, err := t.query("SELECT DISTINCT object FROM event WHERE log = ? AND seq > ? AND seq <= ? AND object IS NOT NULL",
		log.number, int64(piece.After), int64(piece.To))
	if err != nil {
		return t.fail("read events", err)
	}
	defer rows.Close()

	for rows.Next() {
		var raw []byte
		var id improve.ArtifactID
		if err := rows.Scan(&raw); err != nil {
			return t.fail("read events", err)
		}
		if err := copyID(id[:], raw); err != nil {
			return t.fail("read events", err)
		}
		into[id] = true
	}
	return t.fail("read events", rows.Err())
}

func (t *tx) refoldAll(space *spaceRow, ids map[improve.ArtifactID]bool) error {
	for id := range ids {
		if err := t.refold(space, id); err != nil {
			return err
		}
		if len(t.artifacts) > maxFolded {
			if err := t.forgetFolded(); err != nil {
				return err
			}
		}
	}
	return nil
}

// refold folds one artifact from its events in the log, as far as they count now.
func (t *tx) refold(space *spaceRow, id improve.ArtifactID) error {
	a, err := t.folded(artifactKey{id: id, space: space.number}, space.id)
	if err != nil {
		return err
	}
	events, err := objectEvents(t.ctx, t.w, id, space.number)
	if err != nil {
		return t.fail("read events", err)
	}
	a.Artifact = improve.NewArtifact(id, space.id)
	for _, e := range events {
		log, err := t.logByNumber(e.log)
		if err != nil {
			return err
		}
		event, err := log.event(e)
		if err != nil {
			return t.fail("read event", err)
		}
		if levelAt(space.stepsFor(log), event.Seq).Allows(event.Header.Type) {
			a.Apply(event)
		}
	}
	t.touch(a, true)
	return nil
}
