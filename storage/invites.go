package storage

import (
	"context"

	"github.com/cairn-schools/cairn/improve"
)

// SaveInvite keeps an invitation that was given out; twice is once.
func (db *DB) SaveInvite(ctx context.Context, i improve.Invite) error {
	_, err := db.write(ctx, "keep invitation", `INSERT INTO invite (hash, secret, space, access, expires, used_by) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (hash) DO NOTHING`, i.Hash[:], i.Secret[:], i.Space[:], int64(i.Access), millis(i.Expires), nullable(i.UsedBy[:]))
	return err
}

const inviteColumns = "SELECT hash, secret, space, access, expires, used_by FROM invite"

// Invites gives all invitations that this device has given out, used ones too, the last to expire first.
func (db *DB) Invites(ctx context.Context) ([]improve.Invite, error) {
	return db.readInvites(ctx, inviteColumns+" ORDER BY expires DESC, hash")
}

// InviteByHash gives one invitation; an *improve.Error NotFound when this device did not give it out.
func (db *DB) InviteByHash(ctx context.Context, hash improve.Hash) (improve.Invite, error) {
	invites, err := db.readInvites(ctx, inviteColumns+" WHERE hash = ?", hash[:])
	if err == nil && len(invites) == 0 {
		err = noInvite()
	}
	if err != nil {
		return improve.Invite{}, err
	}
	return invites[0], nil
}

func noInvite() error {
	return notFound("This invitation was not made here.", "Ask for a new one.")
}

func (db *DB) readInvites(ctx context.Context, query string, args ...any) ([]improve.Invite, error) {
	rows, err := db.readers.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, explain("read invitations", err)
	}
	defer rows.Close()

	var invites []improve.Invite
	for rows.Next() {
		var i improve.Invite
		var hash, secret, space, usedBy []byte
		var expires int64
		if err := rows.Scan(&hash, &secret, &space, &i.Access, &expires, &usedBy); err != nil {
			return nil, explain("read invitations", err)
		}
		for _, pair := range [][2][]byte{{i.Hash[:], hash}, {i.Secret[:], secret}, {i.Space[:], space}} {
			if err := copyID(pair[0], pair[1]); err != nil {
				return nil, err
			}
		}
		copy(i.UsedBy[:], usedBy)
		i.Expires = fromMillis(expires)
		invites = append(invites, i)
	}
	return invites, explain("read invitations", rows.Err())
}

// UseInvite marks an invitation as used by a device. The second use of one is
// refused with an *improve.Error Denied, even by the same device, which may
// have been removed since. Whether it has expired is the caller's to judge.
func (db *DB) UseInvite(ctx context.Context, hash improve.Hash, device improve.DeviceID) error {
	rows, err := db.write(ctx, "use invitation", "UPDATE invite SET used_by = ? WHERE hash = ? AND used_by IS NULL", device[:], hash[:])
	if err != nil || rows == 1 {
		return err
	}
	if _, err := db.InviteByHash(ctx, hash); err != nil {
		return err
	}
	return &improve.Error{Code: improve.Denied, Message: "This invitation has been used already.", Hint: "Ask for a new one; each is good for one laptop."}
}
