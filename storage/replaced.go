package storage

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// A backup that was restored on another laptop brings spaces along that this
// laptop has no part in: it can read them and nobody writes there from here.
// What was private is copied, and the copy is the page to go on with. Lists
// show each page once: a page of such a space is left out while a copy of it is
// here that has all that was written at it. Nothing is taken away: a page is
// found by its id, by a query for Replaced ones, and beside its own like.

// personKinds are the kinds that say who somebody is. A person who begins anew
// has a page here; the one of a shared space that came with a backup says the same.
var personKinds = [...]string{"person", "organisation"}

// leftSpaces are the spaces that came with a backup, by space.number.
type leftSpaces struct {
	private []int64 // personal ones
	shared  []int64
}

// keptLeft is what was found out last, with the records of access that say so.
type keptLeft struct {
	device       improve.DeviceID
	logs, events int64
	spaces       leftSpaces
}

// leftIn gives the spaces that this laptop has no part in. Somebody with one
// personal space has restored nothing, which is found out without looking at access.
func (db *DB) leftIn(ctx context.Context, q querier) (leftSpaces, error) {
	now := keptLeft{device: db.ownDevice()}
	rows, err := spaceNumbers(ctx, q)
	if err != nil || now.device.IsZero() || len(rows) < 2 {
		return leftSpaces{}, err
	}
	if several, err := db.severalPersonal(ctx, q, rows); err != nil || !several {
		return leftSpaces{}, err
	}
	err = q.QueryRowContext(ctx, "SELECT count(*), coalesce(sum(head_seq), 0) FROM log WHERE stream = 0").Scan(&now.logs, &now.events)
	if err != nil {
		return leftSpaces{}, err
	}
	db.mu.Lock()
	kept := db.left
	db.mu.Unlock()
	if kept.device == now.device && kept.logs == now.logs && kept.events == now.events {
		return kept.spaces, nil
	}
	for _, row := range rows {
		fold, err := db.foldSpace(ctx, q, row.number, row.id)
		switch {
		case err != nil:
			return leftSpaces{}, err
		case !fold.founded || fold.space.Access(now.device) != improve.NoAccess:
		case fold.space.Genesis.Kind == improve.PersonalSpace:
			now.spaces.private = append(now.spaces.private, row.number)
		default:
			now.spaces.shared = append(now.spaces.shared, row.number)
		}
	}
	if _, writing := q.(*writer); writing { // what this transaction did may yet be taken back
		return now.spaces, nil
	}
	db.mu.Lock()
	db.left = now
	db.mu.Unlock()
	return now.spaces, nil
}

// severalPersonal tells that there is more than one personal space. What a
// space is for never changes, so any fold of it will do.
func (db *DB) severalPersonal(ctx context.Context, q querier, rows []spaceRow) (bool, error) {
	count := 0
	for _, row := range rows {
		fold := db.keptFold(row.id)
		if fold == nil || !fold.founded {
			var err error
			if fold, err = db.foldSpace(ctx, q, row.number, row.id); err != nil {
				return false, err
			}
		}
		if fold.founded && fold.space.Genesis.Kind == improve.PersonalSpace {
			count++
		}
	}
	return count > 1, nil
}

// none tells that nothing was restored: nothing can have been replaced.
func (l leftSpaces) none() bool { return len(l.private) == 0 && len(l.shared) == 0 }

// holds gives the condition that a row of artifact, named a, stands in a left
// space where it can be replaced.
func (l leftSpaces) holds() (condition string, args []any) {
	in := func(numbers []int64) string {
		for _, number := range numbers {
			args = append(args, number)
		}
		return "a.space IN (" + strings.TrimPrefix(strings.Repeat(", ?", len(numbers)), ", ") + ")"
	}
	condition = in(l.private)
	if len(l.shared) == 0 {
		return "(" + condition + ")", args
	}
	condition = "(" + condition + " OR " + in(l.shared) + " AND a.kind IN (?" + strings.Repeat(", ?", len(personKinds)-1) + "))"
	for _, kind := range personKinds {
		args = append(args, kind)
	}
	return condition, args
}

// hasCopy is the condition that a copy of a has all that was written at it.
const hasCopy = `EXISTS (SELECT 1 FROM origin o JOIN artifact c ON c.number = o.artifact
	WHERE o.original = a.id AND c.space <> a.space AND c.example = 0 AND o.made >= a.updated)`

// replacedRows gives the condition under which a row of artifact, named a, is a
// replaced page; "" where there are none. What hangs on a page of a left space,
// and stands there too, is its own like and no such row for whoever asks for that.
func (db *DB) replacedRows(ctx context.Context, q querier, linkTo improve.ArtifactID) (condition string, args []any, err error) {
	left, err := db.leftIn(ctx, q)
	if err != nil || left.none() {
		return "", nil, err
	}
	condition, args = left.holds()
	if !linkTo.IsZero() {
		condition += " AND NOT EXISTS (SELECT 1 FROM artifact t WHERE t.id = ? AND t.space = a.space)"
		args = append(args, linkTo[:])
	}
	return condition + " AND " + hasCopy, args, nil
}

// Restored gives the pages of spaces that came with a backup of which a copy is
// here, each with the copy to go on with: those that lists leave out, and those
// at which something was written that the copy does not have.
func (db *DB) Restored(ctx context.Context) (map[improve.ArtifactID]improve.ArtifactID, error) {
	copies := map[improve.ArtifactID]improve.ArtifactID{}
	err := db.read(ctx, "read what was restored", func(q querier) error {
		left, err := db.leftIn(ctx, q)
		if err != nil || left.none() {
			return err
		}
		condition, args := left.holds()
		rows, err := q.QueryContext(ctx, `SELECT a.id, c.id FROM artifact a JOIN origin o ON o.original = a.id JOIN artifact c ON c.number = o.artifact
			WHERE c.space <> a.space AND c.example = 0 AND `+condition+" ORDER BY c.created, c.id", args...)
		if err != nil {
			return err
		}
		defer rows.Close()

		for rows.Next() {
			var rawOld, rawNew []byte
			var old, now improve.ArtifactID
			if err := rows.Scan(&rawOld, &rawNew); err != nil {
				return err
			}
			if err := errors.Join(copyID(old[:], rawOld), copyID(now[:], rawNew)); err != nil {
				return err
			}
			if _, known := copies[old]; !known {
				copies[old] = now
			}
		}
		return rows.Err()
	})
	ends := make(map[improve.ArtifactID]improve.ArtifactID, len(copies))
	for old := range copies {
		ends[old] = lastOf(copies, old)
	}
	return ends, err
}

// mostCopies is how many restores in a row are followed: more laptops than
// somebody wears out, and a circle costs little.
const mostCopies = 100

// lastOf follows copies of copies: a backup of a laptop that was itself restored.
func lastOf(copies map[improve.ArtifactID]improve.ArtifactID, old improve.ArtifactID) improve.ArtifactID {
	now := copies[old]
	for range mostCopies { // a circle ends here
		further, ok := copies[now]
		if !ok || further == old {
			break
		}
		now = further
	}
	return now
}

// writeOrigin writes what a page was copied from.
func (t *tx) writeOrigin(a *folded, isNew bool) error {
	if !isNew {
		if _, err := t.exec("DELETE FROM origin WHERE artifact = ?", a.number); err != nil {
			return err
		}
	}
	original, as, ok := a.CopiedFrom()
	if !ok {
		return nil
	}
	_, err := t.exec("INSERT INTO origin (artifact, original, made) VALUES (?, ?, ?)", a.number, original[:], madeColumn(as))
	return err
}

// madeColumn gives the last stamp of a millisecond, 0 for the zero time.
func madeColumn(as time.Time) int64 {
	if as.IsZero() {
		return 0
	}
	return stampColumn(improve.HLCFromTime(as.Add(time.Millisecond)) - 1)
}
