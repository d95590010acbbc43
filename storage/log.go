package storage

import (
	"context"
	"database/sql"
	"errors"

	"github.com/cairn-schools/cairn/improve"
)

// logRow is a log with what the database knows of it beside.
type logRow struct {
	improve.Log
	number    int64 // 0 while it is not stored
	space     int64
	keptSeq   uint64 // last signature kept for good
	keptBytes uint64 // bytes of events after it
	first     uint64 // place of the first event that stands in it
	root      int64  // of a branch: log.number of the log that it is a branch of, else 0
	parent    int64  // of a branch: log.number of the log that holds the place before
	chain     []step // of a branch: the logs before it, the nearest first
}

// step is a log on the way from a branch to its root.
type step struct {
	number int64
	id     improve.LogID
	first  uint64
}

// family gives the number that a log and its branches have in common.
func (l *logRow) family() int64 {
	if l.root != 0 {
		return l.root
	}
	return l.number
}

// holds tells which log has a place of the history that this one ends.
func (l *logRow) holds(seq uint64) improve.LogID {
	if seq >= l.first || len(l.chain) == 0 {
		return l.ID
	}
	for _, before := range l.chain {
		if seq >= before.first {
			return before.id
		}
	}
	return l.Root
}

// event reads one of its events as it counts here.
func (l *logRow) event(stored storedEvent) (improve.Event, error) {
	stored.Log = l.Signed()
	e, err := stored.read()
	if err != nil || l.root == 0 {
		return e, err
	}
	return e.On(l.ID, l.holds), nil
}

const logColumns = `SELECT l.number, l.id, s.id, l.space, l.writer, l.device, l.stream,
	l.head_seq, l.head_hash, l.kept_seq, l.kept_bytes, l.latest, coalesce(l.root, 0), coalesce(l.parent, 0), l.first, l.split
	FROM log l JOIN space s ON s.number = l.space `

// readLogs gives logs in the order in which they came; where is the rest of the query.
func readLogs(ctx context.Context, q querier, where string, args ...any) ([]*logRow, error) {
	rows, err := q.QueryContext(ctx, logColumns+where+" ORDER BY l.number", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var logs []*logRow
	for rows.Next() {
		log, err := scanLog(rows)
		if err != nil {
			return nil, err
		}
		logs = append(logs, log)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	for _, log := range logs {
		if err := readChain(ctx, q, log); err != nil {
			return nil, err
		}
	}
	return logs, nil
}

// readChain finds the logs before a branch.
func readChain(ctx context.Context, q querier, log *logRow) error {
	for next := log.parent; next != 0; {
		var before step
		var id []byte
		err := q.QueryRowContext(ctx, "SELECT number, id, first, coalesce(parent, 0) FROM log WHERE number = ?", next).
			Scan(&before.number, &id, &before.first, &next)
		if err != nil {
			return err
		}
		if err := copyID(before.id[:], id); err != nil {
			return err
		}
		if before.first > log.First {
			return copyID(nil, id) // logs that stand in a ring are damage
		}
		if len(log.chain) == 0 {
			log.Parent = before.id
		}
		log.chain, log.Root = append(log.chain, before), before.id
		if len(log.chain) > improve.MaxBranches {
			return copyID(nil, id)
		}
	}
	return nil
}

func scanLog(rows *sql.Rows) (*logRow, error) {
	log := &logRow{}
	var id, space, writer, device, hash []byte
	var latest int64
	err := rows.Scan(&log.number, &id, &space, &log.space, &writer, &device, &log.Stream,
		&log.Head.Seq, &hash, &log.keptSeq, &log.keptBytes, &latest, &log.root, &log.parent, &log.first, &log.Split)
	if err != nil {
		return nil, err
	}
	if log.root != 0 {
		log.First = log.first
	}
	log.Latest = improve.HLC(latest)
	for _, pair := range [][2][]byte{
		{log.ID[:], id}, {log.Space[:], space}, {log.Writer[:], writer}, {log.Device[:], device}, {log.Head.Hash[:], hash},
	} {
		if err := copyID(pair[0], pair[1]); err != nil {
			return nil, err
		}
	}
	log.Head.Log = log.ID
	return log, nil
}

func plainLogs(rows []*logRow) []improve.Log {
	var logs []improve.Log
	for _, row := range rows {
		if row.holdsAny() {
			logs = append(logs, row.Log)
		}
	}
	return logs
}

// holdsAny tells that a log has events: one that is split at its first place has none.
func (l *logRow) holdsAny() bool { return l.Head.Seq >= l.first }

// eventsOf counts the events of logs.
func eventsOf(rows []*logRow) uint64 {
	var total uint64
	for _, row := range rows {
		total += row.Events()
	}
	return total
}

func headsOf(rows []*logRow) improve.Heads {
	heads := make(improve.Heads, 0, len(rows))
	for _, row := range rows {
		if row.holdsAny() {
			heads = append(heads, row.Head)
		}
	}
	return heads
}

// log gives a log by its id; nil when it is not here.
func (t *tx) log(id improve.LogID) (*logRow, error) {
	if row := t.logs[id]; row != nil {
		return row, nil
	}
	rows, err := readLogs(t.ctx, t.w, "WHERE l.id = ?", id[:])
	if err != nil || len(rows) == 0 {
		return nil, t.fail("read log", err)
	}
	return t.keepLog(rows[0]), nil
}

// logByNumber gives a log that is here.
func (t *tx) logByNumber(number int64) (*logRow, error) {
	if row := t.numbers[number]; row != nil {
		return row, nil
	}
	rows, err := readLogs(t.ctx, t.w, "WHERE l.number = ?", number)
	if err == nil && len(rows) == 0 {
		err = sql.ErrNoRows
	}
	if err != nil {
		return nil, t.fail("read log", err)
	}
	return t.keepLog(rows[0]), nil
}

func (t *tx) keepLog(row *logRow) *logRow {
	if kept := t.logs[row.ID]; kept != nil {
		return kept
	}
	t.logs[row.ID], t.numbers[row.number] = row, row
	return row
}

// saveLog writes a log's row after events were added.
func (t *tx) saveLog(row *logRow) error {
	if row.number != 0 {
		_, err := t.exec("UPDATE log SET head_seq = ?, head_hash = ?, kept_seq = ?, kept_bytes = ?, latest = ?, split = ? WHERE number = ?",
			int64(row.Head.Seq), row.Head.Hash[:], int64(row.keptSeq), int64(row.keptBytes), stampColumn(row.Latest), boolColumn(row.Split), row.number)
		return err
	}
	result, err := t.exec(`INSERT INTO log (id, space, writer, device, stream, head_seq, head_hash, kept_seq, kept_bytes, latest, root, parent, first, split)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), nullif(?, 0), ?, ?)`,
		row.ID[:], row.space, row.Writer[:], row.Device[:], int64(row.Stream),
		int64(row.Head.Seq), row.Head.Hash[:], int64(row.keptSeq), int64(row.keptBytes), stampColumn(row.Latest),
		row.root, row.parent, int64(row.first), boolColumn(row.Split))
	if err != nil {
		return err
	}
	if row.number, err = result.LastInsertId(); err != nil {
		return t.fail("write log", err)
	}
	t.keepLog(row)
	return nil
}

// Heads gives what this device holds of a space.
func (db *DB) Heads(ctx context.Context, space improve.SpaceID) (improve.Heads, error) {
	rows, err := readLogs(ctx, db.readers, "WHERE s.id = ?", space[:])
	return headsOf(rows), explain("read heads", err)
}

// Logs gives the logs of a space in the order in which they came, auth logs among data logs.
func (db *DB) Logs(ctx context.Context, space improve.SpaceID) ([]improve.Log, error) {
	rows, err := readLogs(ctx, db.readers, "WHERE s.id = ?", space[:])
	return plainLogs(rows), explain("read logs", err)
}

// LogByID gives one log; ok is false when this device has none of it.
func (db *DB) LogByID(ctx context.Context, id improve.LogID) (log improve.Log, ok bool, err error) {
	rows, err := readLogs(ctx, db.readers, "WHERE l.id = ?", id[:])
	if err != nil || len(rows) == 0 {
		return improve.Log{}, false, explain("read log", err)
	}
	return rows[0].Log, true, nil
}
