package storage

import (
	"context"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// eventColumns are the parts of an event as stored; storedEvent.columns takes them in.
const eventColumns = "e.log, e.seq, e.header, e.salt, e.body, e.body_hash"

// storedEvent is a row of the table event.
type storedEvent struct {
	Log                      improve.LogID // filled by the reader
	log                      int64
	seq                      uint64
	header, salt, body, hash []byte
}

func (s *storedEvent) columns() []any {
	return []any{&s.log, &s.seq, &s.header, &s.salt, &s.body, &s.hash}
}

// read makes the event; Log must be filled.
func (s *storedEvent) read() (improve.Event, error) {
	var salt improve.Salt
	var bodyHash improve.Hash
	body := s.body
	if s.salt != nil {
		if err := copyID(salt[:], s.salt); err != nil {
			return improve.Event{}, err
		}
		if body == nil {
			body = []byte{} // SQLite's driver gives an empty body as none
		}
	}
	if s.hash != nil {
		if err := copyID(bodyHash[:], s.hash); err != nil {
			return improve.Event{}, err
		}
	}
	return improve.ReadEvent(s.Log, s.seq, s.header, salt, body, bodyHash)
}

// objectEvents gives the stored events of one artifact in one space, those of each log in order.
func objectEvents(ctx context.Context, q querier, id improve.ArtifactID, space int64) ([]storedEvent, error) {
	rows, err := q.QueryContext(ctx, "SELECT "+eventColumns+` FROM event e JOIN log l ON l.number = e.log
		WHERE e.object = ? AND l.space = ? ORDER BY e.log, e.seq`, id[:], space)
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var events []storedEvent
	for rows.Next() {
		var e storedEvent
		if err := rows.Scan(e.columns()...); err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	return events, rows.Err()
}

// readEvents gives the events of a log after one place up to and with another, in order.
func readEvents(ctx context.Context, q querier, log *logRow, after, to uint64) ([]improve.Event, error) {
	rows, err := q.QueryContext(ctx, "SELECT "+eventColumns+" FROM event e WHERE e.log = ? AND e.seq > ? AND e.seq <= ? ORDER BY e.seq",
		log.number, int64(after), int64(to))
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var events []improve.Event
	for rows.Next() {
		var stored storedEvent
		if err := rows.Scan(stored.columns()...); err != nil {
			return nil, err
		}
		e, err := log.event(stored)
		if err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	return events, rows.Err()
}

// eventRows are the sizes of the statements that insert events: a first
// exchange needs many rows a statement, a single save needs one.
var eventRows = [...]int{64, 8, 1}

const eventInsert = "INSERT INTO event (log, seq, object, header, salt, body, body_hash) VALUES (?, ?, ?, ?, ?, ?, ?)"

// insertEventsSQL gives the statement for so many rows.
func insertEventsSQL(rows int) string {
	return eventInsert + strings.Repeat(", (?, ?, ?, ?, ?, ?, ?)", rows-1)
}

// insertEvents stores events of a log that is stored.
func (t *tx) insertEvents(log *logRow, events []improve.Event) error {
	for _, size := range eventRows {
		statement := insertEventsSQL(size)
		for len(events) >= size {
			t.args = t.args[:0]
			for i := range events[:size] {
				t.args = appendEventArgs(t.args, log.number, &events[i])
			}
			if _, err := t.exec(statement, t.args...); err != nil {
				return err
			}
			events = events[size:]
		}
	}
	return nil
}

func appendEventArgs(args []any, log int64, e *improve.Event) []any {
	args = append(args, log, int64(e.Seq), nullable(e.Header.Object[:]), e.Raw)
	switch {
	case e.Body != nil:
		return append(args, e.Salt[:], e.Body, nil)
	case !e.BodyHash.IsZero():
		return append(args, nil, nil, e.BodyHash[:])
	default:
		return append(args, nil, nil, nil)
	}
}
