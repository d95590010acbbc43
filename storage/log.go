package storage

import (
	"context"
	"database/sql"

	"github.com/cairn-schools/cairn/improve"
)

// logRow is a log with what the database knows of it beside.
type logRow struct {
	improve.Log
	number    int64 // 0 while it is not stored
	space     int64
	keptSeq   uint64 // last signature kept for good
	keptBytes uint64 // bytes of events after it
	latest    improve.HLC
}

const logColumns = `SELECT l.number, l.id, s.id, l.space, l.writer, l.device, l.stream,
	l.head_seq, l.head_hash, l.kept_seq, l.kept_bytes, l.latest
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
	return logs, rows.Err()
}

func scanLog(rows *sql.Rows) (*logRow, error) {
	log := &logRow{}
	var id, space, writer, device, hash []byte
	var latest int64
	err := rows.Scan(&log.number, &id, &space, &log.space, &writer, &device, &log.Stream,
		&log.Head.Seq, &hash, &log.keptSeq, &log.keptBytes, &latest)
	if err != nil {
		return nil, err
	}
	log.latest = improve.HLC(latest)
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
		logs = append(logs, row.Log)
	}
	return logs
}

func headsOf(rows []*logRow) improve.Heads {
	heads := make(improve.Heads, len(rows))
	for i, row := range rows {
		heads[i] = row.Head
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
		_, err := t.exec("UPDATE log SET head_seq = ?, head_hash = ?, kept_seq = ?, kept_bytes = ?, latest = ? WHERE number = ?",
			int64(row.Head.Seq), row.Head.Hash[:], int64(row.keptSeq), int64(row.keptBytes), stampColumn(row.latest), row.number)
		return err
	}
	result, err := t.exec(`INSERT INTO log (id, space, writer, device, stream, head_seq, head_hash, kept_seq, kept_bytes, latest)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		row.ID[:], row.space, row.Writer[:], row.Device[:], int64(row.Stream),
		int64(row.Head.Seq), row.Head.Hash[:], int64(row.keptSeq), int64(row.keptBytes), stampColumn(row.latest))
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
