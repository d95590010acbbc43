package storage

import (
	"errors"
	"fmt"
	"strings"

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
	number int64          // artifact.number, 0 while it has no row
	sum    improve.Digest // artifact.sum, zero while it has no row
	dirty  bool           // differs from its row
	linked bool           // its links, files or origin may differ from their rows
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
			t.touch(a, e.Header.Type == improve.LinkEvent || e.Header.Field == improve.FilesKey || e.Header.Field == improve.OriginKey)
		}
	}
	if len(t.artifacts) <= maxFolded {
		return nil
	}
	return t.forgetFolded()
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
	blank, err := t.blank(key.space)
	if err != nil {
		return nil, err
	}
	if blank {
		a.Artifact = improve.NewArtifact(key.id, space)
		t.artifacts[key] = a
		return a, nil
	}
	var state, sum []byte
	err = t.row("SELECT number, state, sum FROM artifact WHERE id = ? AND space = ?", key.id[:], key.space).Scan(&a.number, &state, &sum)
	switch {
	case isEmpty(err):
		a.Artifact = improve.NewArtifact(key.id, space)
	case err != nil:
		return nil, t.fail("read artifact", err)
	default:
		if a.Artifact, err = improve.UnmarshalArtifact(key.id, space, state); err == nil {
			err = copyID(a.sum[:], sum)
		}
		if err != nil {
			return nil, t.fail("read artifact", err)
		}
	}
	t.artifacts[key] = a
	return a, nil
}

// blank tells that a space had no artifact when this transaction began and that
// all it got since are in memory, as in a first exchange: nothing need be looked up.
func (t *tx) blank(space int64) (bool, error) {
	blank, ok := t.blanks[space]
	if ok {
		return blank, nil
	}
	err := t.row("SELECT NOT EXISTS (SELECT 1 FROM artifact WHERE space = ?)", space).Scan(&blank)
	t.blanks[space] = blank
	return blank, t.fail("read artifacts", err)
}

// forgetFolded takes the artifacts out of memory, once they are written.
func (t *tx) forgetFolded() error {
	if err := t.flush(); err != nil {
		return err
	}
	clear(t.artifacts)
	for space := range t.blanks {
		t.blanks[space] = false
	}
	return nil
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
	if err := errors.Join(t.insertArtifacts(0), t.writeSums()); err != nil {
		return err
	}
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
	isNew := a.number == 0
	t.mixSum(a, a.StateDigest())
	if isNew {
		err = t.addArtifact(a, author, state)
	} else {
		_, err = t.exec(artifactUpdate, append(t.artifactArgs(t.args[:0], a, author, state), a.number)...)
	}
	if err != nil || !linked {
		return err
	}
	return errors.Join(t.writeLinks(a, isNew), t.writeContents(a, isNew), t.writeOrigin(a, isNew))
}

const artifactUpdate = `UPDATE artifact SET kind = ?, title = ?, summary = ?, created = ?, updated = ?, change = ?,
	retired = ?, example = ?, unsettled = ?, author = ?, state = ?, sum = ? WHERE number = ?`

// artifactArgs appends the columns of a row in the order of both statements.
func (t *tx) artifactArgs(args []any, a *folded, author *logRow, state []byte) []any {
	return append(args, string(a.Kind), a.Title(), t.db.summary(a.Artifact), stampColumn(a.Created), stampColumn(a.Updated),
		t.change, boolColumn(a.Retired()), boolColumn(isExample(a.Artifact)), int64(a.Unsettled(t.db.catalog.Kind(a.Kind))), author.Device[:], state, a.sum[:])
}

func isExample(a improve.Artifact) bool {
	_, ok := a.Example()
	return ok
}

// artifactRows are the sizes of the statements that insert artifacts.
var artifactRows = [...]int{32, 4, 1}

const (
	artifactInsert = `INSERT INTO artifact (kind, title, summary, created, updated, change,
	retired, example, unsettled, author, state, sum, number, id, space) VALUES `
	artifactRow     = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
	artifactColumns = 15
)

// insertArtifactsSQL gives the statement for so many rows.
func insertArtifactsSQL(rows int) string {
	return artifactInsert + artifactRow + strings.Repeat(", "+artifactRow, rows-1)
}

// addArtifact numbers a new artifact and keeps its row for insertArtifacts.
func (t *tx) addArtifact(a *folded, author *logRow, state []byte) error {
	if t.number == 0 {
		if err := t.row("SELECT coalesce(max(number), 0) FROM artifact").Scan(&t.number); err != nil {
			return t.fail("number artifact", err)
		}
	}
	t.number++
	a.number = t.number
	t.fresh = append(t.artifactArgs(t.fresh, a, author, state), a.number, a.ID[:], a.space)
	return t.insertArtifacts(artifactRows[0] - 1)
}

// insertArtifacts writes rows that wait while more than so many do.
func (t *tx) insertArtifacts(most int) error {
	if len(t.fresh) <= most*artifactColumns {
		return nil
	}
	rest := t.fresh
	for _, rows := range artifactRows {
		for ; len(rest) >= rows*artifactColumns && len(rest) > most*artifactColumns; rest = rest[rows*artifactColumns:] {
			if _, err := t.exec(insertArtifactsSQL(rows), rest[:rows*artifactColumns]...); err != nil {
				return err
			}
		}
	}
	clear(t.fresh)
	t.fresh = t.fresh[:0]
	return nil
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
	t.uncommon = true
	if err := t.insertArtifacts(0); err != nil {
		return err
	}
	for _, statement := range []string{
		"DELETE FROM link WHERE artifact = ?", "DELETE FROM file WHERE artifact = ?", "DELETE FROM origin WHERE artifact = ?", "DELETE FROM search WHERE rowid = ?", "DELETE FROM artifact WHERE number = ?",
	} {
		if _, err := t.exec(statement, a.number); err != nil {
			return err
		}
	}
	a.number = 0
	t.mixSum(a, improve.Digest{})
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
