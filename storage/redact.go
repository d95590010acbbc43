package storage

import (
	"context"
	"database/sql"

	"github.com/cairn-schools/cairn/improve"
)

// What must go for good is said by auth events, so it is known wherever those
// are. A text that is held when its redaction comes is taken out of the log,
// the projection, search and drafts in the transaction that takes the redaction
// in; one that comes later is dropped before it is stored. Afterwards the file
// itself is made to forget (scrub.go).

// EraseDraft takes what was typed into registers of a page out of a draft's
// body; nil means that nothing is left of it. It must be quick and wait for nothing.
type EraseDraft func(body []byte, registers []improve.RegisterKey) []byte

// EraseDraftsWith tells how texts are taken out of drafts, whose form only the
// use cases know. Without it a draft of a page that loses a text goes whole.
// It is called before anything is written.
func (db *DB) EraseDraftsWith(erase EraseDraft) { db.eraseDraft = erase }

// dropRedacted gives a verified segment without the texts that redactions take
// away. Their hashes stay, so all that was verified still holds.
func dropRedacted(fold *foldedSpace, log *logRow, seg improve.Segment) improve.Segment {
	cloned := false
	for i := range seg.Events {
		e := &seg.Events[i]
		if e.Body == nil {
			continue
		}
		if !redacted(fold, log, e.Seq) {
			continue
		}
		if !cloned {
			seg.Events, cloned = append([]improve.Event(nil), seg.Events...), true // the caller keeps its own
			e = &seg.Events[i]
		}
		e.Body, e.Salt = nil, improve.Salt{}
	}
	return seg
}

// redacted tells whether a redaction names a place of a log. One that was
// written before a fork was seen names the place in every branch.
func redacted(fold *foldedSpace, log *logRow, seq uint64) bool {
	_, named := fold.space.RedactedBy(improve.Dot{Log: log.ID, Seq: seq}, log.Device)
	if !named && log.root != 0 {
		_, named = fold.space.RedactedBy(improve.Dot{Log: log.Root, Seq: seq}, log.Device)
	}
	return named
}

// erasures are the registers of each artifact that lost a text in a transaction.
type erasures map[improve.ArtifactID][]improve.RegisterKey

// takeRedactions takes the texts out of the log that the space's redactions
// name, but for those that before's have taken already, and tells which.
func (t *tx) takeRedactions(space *spaceRow, before *foldedSpace) (erasures, error) {
	erased := erasures{}
	for _, r := range space.fold.space.Redactions() {
		for _, target := range r.Targets {
			log, err := t.log(target.Log)
			if err != nil {
				return nil, err
			}
			if log == nil || log.space != space.number || log.Stream != improve.Data {
				continue
			}
			if _, now := space.fold.space.RedactedBy(target, log.Device); !now {
				continue
			}
			if _, done := before.space.RedactedBy(target, log.Device); done {
				continue
			}
			if err := t.eraseEverywhere(log, target.Seq, erased); err != nil {
				return nil, err
			}
		}
	}
	return erased, t.forgetWords(space, erased)
}

// ForgetTexts takes texts out of a personal space that came with a backup. This
// laptop has no part in such a space, and nobody can say there what must go: it
// goes from here alone, and what is held already is never taken in again. Any
// other space gives an *improve.Error Denied.
func (db *DB) ForgetTexts(ctx context.Context, id improve.SpaceID, texts []improve.Dot) error {
	err := db.update(ctx, func(t *tx) error { return t.forgetTexts(id, texts) })
	return explain("erase", err)
}

func (t *tx) forgetTexts(id improve.SpaceID, texts []improve.Dot) error {
	space, err := t.space(id)
	if err != nil {
		return err
	}
	if !space.fold.founded || space.fold.space.Genesis.Kind != improve.PersonalSpace || space.fold.space.Access(t.db.ownDevice()) != improve.NoAccess {
		return &improve.Error{Code: improve.Denied, Message: "Only what came with a backup can be erased on this laptop alone.", Hint: "Erase it on its own page."}
	}
	erased, touched := erasures{}, map[improve.ArtifactID]bool{}
	for _, dot := range texts {
		log, err := t.log(dot.Log)
		if err != nil {
			return err
		}
		if log == nil || log.space != space.number || log.Stream != improve.Data {
			continue
		}
		if err := t.eraseEverywhere(log, dot.Seq, erased); err != nil {
			return err
		}
	}
	for id := range erased {
		touched[id] = true
	}
	if err := t.forgetWords(space, erased); err != nil {
		return err
	}
	return t.refoldAll(space, touched)
}

// eraseEverywhere is eraseBody in a log, or in all of its branches that have the place.
func (t *tx) eraseEverywhere(log *logRow, seq uint64, erased erasures) error {
	if !log.Split || seq <= log.Head.Seq {
		return t.eraseBody(log, seq, erased)
	}
	rows, err := readLogs(t.ctx, t.w, "WHERE l.root = ?", log.family())
	if err != nil {
		return t.fail("read logs", err)
	}
	for _, row := range rows {
		if err := t.eraseBody(row, seq, erased); err != nil {
			return err
		}
	}
	return nil
}

// eraseBody leaves an event's hash in place of its body and salt; without a body it does nothing.
func (t *tx) eraseBody(log *logRow, seq uint64, erased erasures) error {
	t.uncommon = true
	events, err := readEvents(t.ctx, t.w, log, seq-1, seq)
	if err != nil {
		return t.fail("read event", err)
	}
	if len(events) == 0 || events[0].Body == nil {
		return nil
	}
	e := events[0]
	if err := t.eraseFiles(e); err != nil {
		return err
	}
	_, err = t.exec("UPDATE event SET salt = NULL, body = NULL, body_hash = ? WHERE log = ? AND seq = ?", e.BodyHash[:], log.number, int64(seq))
	erased[e.Header.Object] = append(erased[e.Header.Object], improve.KeyOf(e.Header))
	t.erased++
	return err
}

// forgetWords takes the words of erased texts out of search and drafts. Search
// finds the page again, without them, when it has caught up.
func (t *tx) forgetWords(space *spaceRow, erased erasures) error {
	for id, registers := range erased {
		_, err := t.exec("DELETE FROM search WHERE rowid IN (SELECT number FROM artifact WHERE id = ? AND space = ?)", id[:], space.number)
		if err != nil {
			return err
		}
		if err := t.eraseDraft(id, registers); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) eraseDraft(id improve.ArtifactID, registers []improve.RegisterKey) error {
	var body []byte
	err := t.row("SELECT body FROM draft WHERE object = ?", id[:]).Scan(&body)
	if isEmpty(err) {
		return nil
	}
	if err != nil {
		return t.fail("read draft", err)
	}
	var left []byte
	if t.db.eraseDraft != nil {
		left = t.db.eraseDraft(body, registers)
	}
	if left == nil {
		_, err = t.exec("DELETE FROM draft WHERE object = ?", id[:])
		return err
	}
	_, err = t.exec("UPDATE draft SET body = ? WHERE object = ?", left, id[:])
	return err
}

// countErased adds what this transaction erased to what was ever erased here.
func (t *tx) countErased() error {
	if t.erased == 0 {
		return nil
	}
	_, err := t.exec("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = value + excluded.value", metaErased, t.erased)
	return err
}

// Erased tells how many texts were ever taken out of this database for good: a
// number that only grows, for those who keep copies of their own.
func (db *DB) Erased(ctx context.Context) (uint64, error) {
	erased, err := readCount(ctx, db.readers, metaErased)
	return uint64(erased), explain("read what was erased", err)
}

func readCount(ctx context.Context, q querier, key string) (int64, error) {
	var count sql.NullInt64
	err := q.QueryRowContext(ctx, "SELECT (SELECT value FROM meta WHERE key = ?)", key).Scan(&count)
	return count.Int64, err
}

// Holders gives the other devices that hold an event, by what they last said they have.
func (db *DB) Holders(ctx context.Context, dot improve.Dot) ([]improve.DeviceID, error) {
	rows, err := db.readers.QueryContext(ctx, "SELECT device FROM remote_head WHERE log = ? AND seq >= ? ORDER BY device", dot.Log[:], int64(dot.Seq))
	if err != nil {
		return nil, explain("read what laptops have", err)
	}
	defer rows.Close()

	var holders []improve.DeviceID
	for rows.Next() {
		var raw []byte
		var device improve.DeviceID
		if err := rows.Scan(&raw); err != nil {
			return nil, explain("read what laptops have", err)
		}
		if err := copyID(device[:], raw); err != nil {
			return nil, err
		}
		holders = append(holders, device)
	}
	return holders, explain("read what laptops have", rows.Err())
}
