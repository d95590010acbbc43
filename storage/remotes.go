package storage

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// SaveRemote keeps what is known of another laptop, in place of what was kept before.
func (db *DB) SaveRemote(ctx context.Context, r improve.Remote) error {
	_, err := db.write(ctx, "keep laptop", `INSERT INTO remote
		(device, name, laptop, addrs, last_seen, last_complete, sent, received, trouble, trouble_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (device) DO UPDATE SET name = excluded.name, laptop = excluded.laptop, addrs = excluded.addrs,
		last_seen = excluded.last_seen, last_complete = excluded.last_complete, sent = excluded.sent,
		received = excluded.received, trouble = excluded.trouble, trouble_at = excluded.trouble_at`,
		r.Device[:], r.Name, r.Laptop, strings.Join(r.Addrs, "\n"), millis(r.LastSeen), millis(r.LastComplete),
		int64(r.Sent), int64(r.Received), r.Trouble, millis(r.TroubleAt))
	return err
}

// Remotes gives all other laptops that this one knows, by name.
func (db *DB) Remotes(ctx context.Context) ([]improve.Remote, error) {
	rows, err := db.readers.QueryContext(ctx, `SELECT device, name, laptop, addrs, last_seen, last_complete, sent, received, trouble, trouble_at
		FROM remote ORDER BY name COLLATE NOCASE, laptop COLLATE NOCASE, device`)
	if err != nil {
		return nil, explain("read laptops", err)
	}
	defer rows.Close()

	var remotes []improve.Remote
	for rows.Next() {
		var r improve.Remote
		var device []byte
		var addrs string
		var seen, complete, trouble int64
		if err := rows.Scan(&device, &r.Name, &r.Laptop, &addrs, &seen, &complete, &r.Sent, &r.Received, &r.Trouble, &trouble); err != nil {
			return nil, explain("read laptops", err)
		}
		if err := copyID(r.Device[:], device); err != nil {
			return nil, err
		}
		if addrs != "" {
			r.Addrs = strings.Split(addrs, "\n")
		}
		r.LastSeen, r.LastComplete, r.TroubleAt = fromMillis(seen), fromMillis(complete), fromMillis(trouble)
		remotes = append(remotes, r)
	}
	return remotes, explain("read laptops", rows.Err())
}

// ForgetRemote drops what is known of another laptop, its heads too. Its access in spaces is another matter.
func (db *DB) ForgetRemote(ctx context.Context, device improve.DeviceID) error {
	err := db.update(ctx, func(t *tx) error {
		if _, err := t.exec("DELETE FROM remote_head WHERE device = ?", device[:]); err != nil {
			return err
		}
		_, err := t.exec("DELETE FROM remote WHERE device = ?", device[:])
		return err
	})
	return explain("forget laptop", err)
}

// SaveRemoteHeads keeps what a remote said it has of a space, in place of what it said before.
func (db *DB) SaveRemoteHeads(ctx context.Context, device improve.DeviceID, space improve.SpaceID, heads improve.Heads) error {
	err := db.update(ctx, func(t *tx) error {
		if _, err := t.exec("DELETE FROM remote_head WHERE device = ? AND space = ?", device[:], space[:]); err != nil {
			return err
		}
		for i := range heads {
			_, err := t.exec("INSERT OR REPLACE INTO remote_head (device, space, log, seq, hash) VALUES (?, ?, ?, ?, ?)",
				device[:], space[:], heads[i].Log[:], int64(heads[i].Seq), heads[i].Hash[:])
			if err != nil {
				return err
			}
		}
		return nil
	})
	return explain("keep what a laptop has", err)
}

// RemoteHeads gives what a remote last said it has of a space; none when it never did.
func (db *DB) RemoteHeads(ctx context.Context, device improve.DeviceID, space improve.SpaceID) (improve.Heads, error) {
	rows, err := db.readers.QueryContext(ctx, "SELECT log, seq, hash FROM remote_head WHERE device = ? AND space = ? ORDER BY log", device[:], space[:])
	if err != nil {
		return nil, explain("read what a laptop has", err)
	}
	defer rows.Close()

	var heads improve.Heads
	for rows.Next() {
		var head improve.Head
		var log, hash []byte
		if err := rows.Scan(&log, &head.Seq, &hash); err != nil {
			return nil, explain("read what a laptop has", err)
		}
		if err := errors.Join(copyID(head.Log[:], log), copyID(head.Hash[:], hash)); err != nil {
			return nil, err
		}
		heads = append(heads, head)
	}
	return heads, explain("read what a laptop has", rows.Err())
}

// WaitingFor tells how many events a remote lacks, by what it last said it
// has, in the spaces that it may read. What came with a backup of a space that
// this laptop has no part in waits for nobody: it can be handed on only once an
// owner has let this laptop in.
func (db *DB) WaitingFor(ctx context.Context, device improve.DeviceID) (improve.Waiting, error) {
	waiting := improve.Waiting{Device: device}
	own := db.ownDevice()
	err := db.read(ctx, "count what waits", func(q querier) error {
		spaces, err := spaceNumbers(ctx, q)
		if err != nil {
			return err
		}
		for _, space := range spaces {
			fold, err := db.foldSpace(ctx, q, space.number, space.id)
			if err != nil {
				return err
			}
			if !fold.founded || !fold.space.Access(device).Reads() || !own.IsZero() && fold.space.Access(own) == improve.NoAccess {
				continue
			}
			if err := addWaiting(ctx, q, &waiting, space.number); err != nil {
				return err
			}
		}
		return nil
	})
	return waiting, err
}

func addWaiting(ctx context.Context, q querier, waiting *improve.Waiting, space int64) error {
	rows, err := q.QueryContext(ctx, `SELECT l.head_seq - max(coalesce(r.seq, 0), l.first - 1), e.header, l.id FROM log l
		LEFT JOIN remote_head r ON r.log = l.id AND r.device = ? AND r.space = (SELECT id FROM space WHERE number = l.space)
		JOIN event e ON e.log = l.number AND e.seq = max(coalesce(r.seq, 0), l.first - 1) + 1
		WHERE l.space = ? AND l.head_seq > coalesce(r.seq, 0)`, waiting.Device[:], space)
	if err != nil {
		return err
	}
	defer rows.Close()

	for rows.Next() {
		var events uint64
		var header, rawLog []byte
		if err := rows.Scan(&events, &header, &rawLog); err != nil {
			return err
		}
		var log improve.LogID
		if err := copyID(log[:], rawLog); err != nil {
			return err
		}
		h, err := improve.DecodeHeader(header, log)
		if err != nil {
			return err
		}
		waiting.Events += events
		waiting.Oldest = earlier(waiting.Oldest, h.Stamp.Time())
	}
	return rows.Err()
}

// earlier gives the earlier of two times, where zero means none.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}
