package storage

import (
	"context"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Setting gives what was kept under a key, "" when nothing was.
func (db *DB) Setting(ctx context.Context, key string) (string, error) {
	var value string
	err := db.readers.QueryRowContext(ctx, "SELECT value FROM setting WHERE key = ?", key).Scan(&value)
	if isEmpty(err) {
		return "", nil
	}
	return value, explain("read setting", err)
}

// SetSetting keeps a value under a key; "" takes it away. Settings stay on this device.
func (db *DB) SetSetting(ctx context.Context, key, value string) error {
	statement, args := keepSetting(key, value)
	_, err := db.write(ctx, "keep setting", statement, args...)
	return err
}

// keepSetting gives the statement that keeps a value under a key, or takes it away.
func keepSetting(key, value string) (string, []any) {
	if value == "" {
		return "DELETE FROM setting WHERE key = ?", []any{key}
	}
	return "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", []any{key, value}
}

// Setting gives what is kept under a key; see improve.Tx.
func (t *tx) Setting(key string) (string, error) {
	var value string
	err := t.row("SELECT value FROM setting WHERE key = ?", key).Scan(&value)
	if isEmpty(err) {
		return "", nil
	}
	return value, t.fail("read setting", err)
}

// SetSetting keeps a value under a key; see improve.Tx.
func (t *tx) SetSetting(key, value string) error {
	statement, args := keepSetting(key, value)
	_, err := t.exec(statement, args...)
	return err
}

// SaveDraft keeps what is being written about one artifact, in place of what was kept before.
func (db *DB) SaveDraft(ctx context.Context, d improve.Draft) error {
	body := d.Body
	if body == nil {
		body = []byte{}
	}
	_, err := db.write(ctx, "keep draft", `INSERT INTO draft (object, at, body) VALUES (?, ?, ?)
		ON CONFLICT (object) DO UPDATE SET at = excluded.at, body = excluded.body`, d.Object[:], millis(d.At), body)
	return err
}

// Drafts gives all drafts, the latest first.
func (db *DB) Drafts(ctx context.Context) ([]improve.Draft, error) {
	rows, err := db.readers.QueryContext(ctx, "SELECT object, at, body FROM draft ORDER BY at DESC, object")
	if err != nil {
		return nil, explain("read drafts", err)
	}
	defer rows.Close()

	var drafts []improve.Draft
	for rows.Next() {
		var d improve.Draft
		var object []byte
		var at int64
		if err := rows.Scan(&object, &at, &d.Body); err != nil {
			return nil, explain("read drafts", err)
		}
		if err := copyID(d.Object[:], object); err != nil {
			return nil, err
		}
		d.At = fromMillis(at)
		drafts = append(drafts, d)
	}
	return drafts, explain("read drafts", rows.Err())
}

// DropDraft takes a draft away; there need not be one.
func (db *DB) DropDraft(ctx context.Context, id improve.ArtifactID) error {
	_, err := db.write(ctx, "drop draft", "DELETE FROM draft WHERE object = ?", id[:])
	return err
}

// millis gives a time as a column, 0 for the zero time.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// fromMillis reads what millis gave, in UTC.
func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
