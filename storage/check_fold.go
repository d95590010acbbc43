package storage

import (
	"bytes"
	"errors"

	"github.com/cairn-schools/cairn/improve"
)

// projection folds every artifact from the log again and compares: first every
// object that has events, then every row that has none.
func (c *check) projection(logs []*logRow) error {
	byNumber := make(map[int64]*logRow, len(logs))
	for _, log := range logs {
		byNumber[log.number] = log
	}
	spaces, err := spaceNumbers(c.ctx, c.q)
	if err != nil {
		return err
	}
	for i := range spaces {
		space := &spaces[i]
		space.steps = map[improve.LogID][]accessStep{}
		if space.fold, err = c.db.foldSpace(c.ctx, c.q, space.number, space.id); err != nil {
			return err
		}
		if err := c.spaceProjection(space, byNumber); err != nil {
			return err
		}
	}
	return nil
}

func (c *check) spaceProjection(space *spaceRow, logs map[int64]*logRow) error {
	objects, err := c.objects(space)
	if err != nil {
		return err
	}
	shown := 0
	var digest improve.Digest
	for _, id := range objects {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		want, err := c.refold(space, id, logs)
		if err != nil {
			return err
		}
		if !want.Author.IsZero() {
			shown++
			digest.Mix(want.StateDigest())
		}
		if err := c.compare(space, want); err != nil {
			return err
		}
	}
	kept, err := readState(c.ctx, c.q, space.number)
	if err != nil {
		return err
	}
	if kept != digest {
		c.fault("The sum of what “%s” shows is wrong.", space.fold.space.Name)
	}
	var rows int
	if err := c.q.QueryRowContext(c.ctx, "SELECT count(*) FROM artifact WHERE space = ?", space.number).Scan(&rows); err != nil {
		return err
	}
	if rows != shown {
		c.fault("Lists show %d pages of “%s” instead of %d.", rows, space.fold.space.Name, shown)
	}
	return nil
}

// objects gives the ids of all artifacts that a space's events are about.
func (c *check) objects(space *spaceRow) ([]improve.ArtifactID, error) {
	rows, err := c.q.QueryContext(c.ctx, `SELECT DISTINCT object FROM event
		WHERE object IS NOT NULL AND log IN (SELECT number FROM log WHERE space = ?)`, space.number)
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var ids []improve.ArtifactID
	for rows.Next() {
		var raw []byte
		var id improve.ArtifactID
		if err := rows.Scan(&raw); err != nil {
			return nil, err
		}
		if err := copyID(id[:], raw); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

func (c *check) refold(space *spaceRow, id improve.ArtifactID, logs map[int64]*logRow) (improve.Artifact, error) {
	a := improve.NewArtifact(id, space.id)
	stored, err := objectEvents(c.ctx, c.q, id, space.number)
	if err != nil {
		return a, err
	}
	for _, s := range stored {
		log := logs[s.log]
		if log == nil {
			continue // its log came after the check began
		}
		e, err := log.event(s)
		if err != nil {
			c.fault("A record of the laptop %s cannot be read.", log.Device.Short())
			continue
		}
		if e.Header.Object != id {
			c.fault("A record of the laptop %s is listed under another page.", log.Device.Short())
		}
		if levelAt(space.stepsFor(log), e.Seq).Allows(e.Header.Type) {
			a.Apply(e)
		}
	}
	return a, nil
}

// compare tells whether the row of an artifact is what its events make.
func (c *check) compare(space *spaceRow, want improve.Artifact) error {
	var number int64
	var title, summary, kind string
	var state []byte
	err := c.q.QueryRowContext(c.ctx, "SELECT number, kind, title, summary, state FROM artifact WHERE id = ? AND space = ?",
		want.ID[:], space.number).Scan(&number, &kind, &title, &summary, &state)
	if isEmpty(err) {
		if !want.Author.IsZero() {
			c.fault("The page “%s” is missing in lists.", want.Title())
		}
		return nil
	}
	if err != nil {
		return err
	}
	wantState, err := want.MarshalState()
	if err != nil {
		return err
	}
	if !bytes.Equal(state, wantState) || title != want.Title() || kind != string(want.Kind) || summary != c.db.summary(want) {
		c.fault("The page “%s” does not show what was written.", want.Title())
	}
	return errors.Join(c.compareLinks(number, want), c.compareOrigin(number, want))
}

func (c *check) compareLinks(number int64, want improve.Artifact) error {
	rows, err := c.q.QueryContext(c.ctx, "SELECT rel, target, value FROM link WHERE artifact = ? ORDER BY rel, target", number)
	if err != nil {
		return err
	}
	defer rows.Close()

	links := want.Links()
	same := true
	for rows.Next() {
		var rel improve.RelName
		var target, value []byte
		if err := rows.Scan(&rel, &target, &value); err != nil {
			return err
		}
		if len(links) == 0 {
			same = false
			break
		}
		link := links[0]
		links = links[1:]
		same = same && rel == link.Rel && bytes.Equal(target, link.Target[:]) && link.Value.Equal(improve.DecodeValue(value))
	}
	if !same || len(links) > 0 {
		c.fault("The page “%s” does not show its connections as they were made.", want.Title())
	}
	return rows.Err()
}

func (c *check) compareOrigin(number int64, want improve.Artifact) error {
	var raw []byte
	var made int64
	err := c.q.QueryRowContext(c.ctx, "SELECT original, made FROM origin WHERE artifact = ?", number).Scan(&raw, &made)
	if err != nil && !isEmpty(err) {
		return err
	}
	original, as, ok := want.CopiedFrom()
	if ok == isEmpty(err) || ok && (!bytes.Equal(raw, original[:]) || made != madeColumn(as)) {
		c.fault("The page “%s” does not show what it was copied from.", want.Title())
	}
	return nil
}
