package storage

import (
	"fmt"

	"github.com/cairn-schools/cairn/improve"
)

// maxFolded bounds the artifacts that a transaction keeps in memory: about
// 100 MB of ordinary ones, which a first exchange of a large space would exceed.
const maxFolded = 20_000

// artifactKey names a row of the table artifact.
type artifactKey struct {
	id    improve.ArtifactID
	space int64
}

// folded is an artifact within a transaction: read once, written once.
type folded struct {
	improve.Artifact
	space  int64
	number int64 // artifact.number, 0 while it has no row
	dirty  bool  // differs from its row
	linked bool  // its links may differ from their rows
}

// foldEvents folds data events that were just stored, as far as they count.
func (t *tx) foldEvents(space *spaceRow, log *logRow, events []improve.Event) error {
	steps := space.stepsFor(log)
	level := levelAt(steps, log.Head.Seq)
	for i := range events {
		e := &events[i]
		if e.Header.Object.IsZero() || e.Header.Type == improve.OpenEvent {
			continue
		}
		if len(steps) > 1 {
			level = levelAt(steps, e.Seq)
		}
		if !level.Allows(e.Header.Type) {
			continue
		}
		a, err := t.folded(artifactKey{id: e.Header.Object, space: space.number}, space.id)
		if err != nil {
			return err
		}
		if a.Apply(*e) {
			t.touch(a, e.Header.Type == improve.LinkEvent)
		}
	}
	if len(t.artifacts) <= maxFolded {
		return nil
	}
	if err := t.flush(); err != nil {
		return err
	}
	clear(t.artifacts)
	return nil
}

// touch notes that an artifact must be written.
func (t *tx) touch(a *folded, linked bool) {
	a.linked = a.linked || linked
	if !a.dirty {
		a.dirty = true
		t.changed = append(t.changed, a)
	}
}

// folded gives an artifact as this transaction sees it; a new one when there is none.
func (t *tx) folded(key artifactKey, space improve.SpaceID) (*folded, error) {
	if a := t.artifacts[key]; a != nil {
		return a, nil
	}
	a := &folded{space: key.space}
	var state []byte
	err := t.row("SELECT number, state FROM artifact WHERE id = ? AND space = ?", key.id[:], key.space).Scan(&a.number, &state)
	switch {
	case isEmpty(err):
		a.Artifact = improve.NewArtifact(key.id, space)
	case err != nil:
		return nil, t.fail("read artifact", err)
	default:
		if a.Artifact, err = improve.UnmarshalArtifact(key.id, space, state); err != nil {
			return nil, t.fail("read artifact", err)
		}
	}
	t.artifacts[key] = a
	return a, nil
}

// flush writes the artifacts that have changed.
func (t *tx) flush() error {
	if t.failed != nil {
		return t.failed
	}
	if len(t.changed) == 0 {
		return nil
	}
	if err := t.readChange(); err != nil {
		return err
	}
	for _, a := range t.changed {
		if err := t.writeArtifact(a); err != nil {
			return err
		}
	}
	t.changed = t.changed[:0]
	_, err := t.exec("UPDATE meta SET value = ? WHERE key = ?", t.change, metaChange)
	return err
}

// readChange reads this device's change counter, once a transaction.
func (t *tx) readChange() error {
	if t.change != 0 {
		return nil
	}
	err := t.row("SELECT value FROM meta WHERE key = ?", metaChange).Scan(&t.change)
	return t.fail("read change counter", err)
}

func (t *tx) writeArtifact(a *folded) error {
	linked := a.linked
	a.dirty, a.linked = false, false
	if a.Author.IsZero() {
		return t.removeArtifact(a)
	}
	author, err := t.log(a.Author.Log)
	if err == nil && author == nil {
		err = t.fail("write artifact", fmt.Errorf("log %s of its first event is not here", a.Author.Log))
	}
	if err != nil {
		return err
	}
	state, err := a.MarshalState()
	if err != nil {
		return t.fail("write artifact", err)
	}
	t.change++
	t.args = append(t.args[:0], string(a.Kind), a.Title(), t.db.summary(a.Artifact), stampColumn(a.Created), stampColumn(a.Updated),
		t.change, boolColumn(a.Retired()), int64(a.Unsettled(t.db.catalog.Kind(a.Kind))), author.Device[:], state)
	isNew := a.number == 0
	if err := t.writeRow(a); err != nil || !linked {
		return err
	}
	return t.writeLinks(a, isNew)
}

// writeRow writes what t.args holds.
func (t *tx) writeRow(a *folded) error {
	if a.number != 0 {
		t.args = append(t.args, a.number)
		_, err := t.exec(`UPDATE artifact SET kind = ?, title = ?, summary = ?, created = ?, updated = ?, change = ?,
			retired = ?, unsettled = ?, author = ?, state = ? WHERE number = ?`, t.args...)
		return err
	}
	t.args = append(t.args, a.ID[:], a.space)
	result, err := t.exec(`INSERT INTO artifact (kind, title, summary, created, updated, change,
		retired, unsettled, author, state, id, space) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, t.args...)
	if err != nil {
		return err
	}
	a.number, err = result.LastInsertId()
	return t.fail("write artifact", err)
}

func (t *tx) writeLinks(a *folded, isNew bool) error {
	if !isNew {
		if _, err := t.exec("DELETE FROM link WHERE artifact = ?", a.number); err != nil {
			return err
		}
	}
	for _, link := range a.Links() {
		value, err := improve.EncodeValue(link.Value)
		if err != nil {
			return t.fail("write link", err)
		}
		_, err = t.exec("INSERT INTO link (artifact, rel, target, value) VALUES (?, ?, ?, ?)", a.number, string(link.Rel), link.Target[:], value)
		if err != nil {
			return err
		}
	}
	return nil
}

// removeArtifact takes away the row of an artifact of which nothing counts any more.
func (t *tx) removeArtifact(a *folded) error {
	if a.number == 0 {
		return nil
	}
	for _, statement := range []string{
		"DELETE FROM link WHERE artifact = ?", "DELETE FROM search WHERE rowid = ?", "DELETE FROM artifact WHERE number = ?",
	} {
		if _, err := t.exec(statement, a.number); err != nil {
			return err
		}
	}
	a.number = 0
	return nil
}

// summary gives the line beside a title. A kind's own function that fails on
// what somebody wrote must not keep the words from being stored.
func (db *DB) summary(a improve.Artifact) (line string) {
	kind := db.catalog.Kind(a.Kind)
	if kind == nil || kind.Summary == nil {
		return ""
	}
	defer func() {
		if fault := recover(); fault != nil {
			db.log.Error("summary failed", "kind", a.Kind, "artifact", a.ID.String(), "fault", fault)
			line = ""
		}
	}()
	return kind.Summary(a)
}
