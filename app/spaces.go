package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// NewSpace is what a space is founded with.
type NewSpace struct {
	Kind   improve.SpaceKind
	Name   string
	Parent improve.SpaceID
}

// Found makes a space with this device as its owner.
func (j *Journal) Found(ctx context.Context, n NewSpace) (improve.SpaceID, error) {
	if _, err := improve.ParseSpaceKind(string(n.Kind)); err != nil {
		return improve.SpaceID{}, err
	}
	var err error
	if n.Name, err = spaceName(n.Name); err != nil {
		return improve.SpaceID{}, err
	}
	var id improve.SpaceID
	err = j.update(ctx, func(b *batch) error {
		me, err := b.me()
		if err != nil {
			return err
		}
		id, err = b.found(me, n)
		return err
	})
	return id, err
}

// spaceName gives a name as it is kept; one line that is not empty.
func spaceName(name string) (string, error) {
	if name = cleanText(name); name == "" {
		return "", &improve.Error{Code: improve.Invalid, Field: "name", Message: "The name is empty.", Hint: "Give it a name that both sides know."}
	}
	return name, improve.CheckText(improve.Field{Key: "name", Type: improve.Text, Label: "Name"}, name)
}

func (b *batch) found(me Me, n NewSpace) (improve.SpaceID, error) {
	genesis := improve.Genesis{Kind: n.Kind, Root: b.j.Device(), Parent: n.Parent}
	var secret [32]byte
	if _, err := io.ReadFull(b.j.random, genesis.Nonce[:]); err != nil {
		return improve.SpaceID{}, fmt.Errorf("found space: %w", err)
	}
	if _, err := io.ReadFull(b.j.random, secret[:]); err != nil {
		return improve.SpaceID{}, fmt.Errorf("found space: %w", err)
	}
	raw, id, err := genesis.Encode()
	if err != nil {
		return improve.SpaceID{}, err
	}
	if err := b.tx.AddSpace(id, secret); err != nil {
		return improve.SpaceID{}, err
	}
	name, err := improve.EncodeValue(improve.TextValue(n.Name))
	if err != nil {
		return improve.SpaceID{}, err
	}
	card := Admission{Device: b.j.Device(), Access: improve.Owner, Name: me.Name, Laptop: me.Laptop, Recipient: b.j.keys.Recipient(), Person: me.Person, Organisation: me.Organisation}
	grant, body, err := card.event()
	if err != nil {
		return improve.SpaceID{}, err
	}
	for _, step := range []struct {
		header improve.Header
		body   []byte
	}{{improve.Header{Type: improve.SpaceEvent, Genesis: raw}, nil}, {improve.Header{Type: improve.NameEvent}, name}, {grant, body}} {
		if _, err := b.write(id, improve.Auth, step.header, step.body); err != nil {
			return improve.SpaceID{}, err
		}
	}
	return id, b.flush()
}

// Admission lets a device into a space.
type Admission struct {
	Space        improve.SpaceID
	Device       improve.DeviceID
	Access       improve.AccessLevel
	Name         string // the person's
	Laptop       string
	Recipient    improve.Hash
	Person       improve.ArtifactID // zero when unknown
	Organisation improve.ArtifactID // where the person works, zero when unknown
	Invite       improve.Hash       // the invitation that was used, zero when none
	Expires      time.Time          // zero: never
	Paper        bool               // the device is a recovery sheet
}

func (a Admission) event() (improve.Header, []byte, error) {
	cells := map[improve.FieldKey]string{improve.GrantName: a.Name, improve.GrantLaptop: a.Laptop}
	if !a.Person.IsZero() {
		cells[improve.GrantPerson] = a.Person.String()
	}
	if !a.Organisation.IsZero() {
		cells[improve.GrantOrganisation] = a.Organisation.String()
	}
	if a.Paper {
		cells[improve.GrantPaper] = "yes"
	}
	body, err := improve.EncodeValue(improve.CellsValue(cells))
	header := improve.Header{
		Type: improve.GrantEvent, Device: a.Device, Grant: a.Access, Recipient: a.Recipient, Invite: a.Invite,
	}
	if !a.Expires.IsZero() {
		header.Expires = improve.HLCFromTime(a.Expires)
	}
	return header, body, err
}

// Admit lets a device into a space; only owners may. A device that is in
// already keeps its access unless the new one is higher.
func (j *Journal) Admit(ctx context.Context, a Admission) error {
	if err := checkAccess(a.Access); err != nil || a.Device.IsZero() {
		return cmp.Or(err, error(&improve.Error{Code: improve.Invalid, Message: "There is no laptop to let in.", Hint: "Give the number of the laptop."}))
	}
	return j.update(ctx, func(b *batch) error {
		space, err := b.space(a.Space)
		if err != nil {
			return err
		}
		if space.Access(a.Device) >= a.Access {
			return nil
		}
		return b.grant(space, a)
	})
}

// checkAccess refuses a level that gives nothing, or that this version does not know.
func checkAccess(level improve.AccessLevel) error {
	_, err := improve.ParseAccess(level.String())
	return err
}

// Rename gives a space a new name; only owners may.
func (j *Journal) Rename(ctx context.Context, id improve.SpaceID, name string) error {
	name, err := spaceName(name)
	if err != nil {
		return err
	}
	return j.update(ctx, func(b *batch) error {
		space, err := b.space(id)
		if err != nil {
			return err
		}
		body, err := improve.EncodeValue(improve.TextValue(name))
		if err != nil {
			return err
		}
		_, err = b.add(id, improve.Header{Type: improve.NameEvent, Over: space.NameDots()}, body)
		return err
	})
}

// Invitation asks for an invitation.
type Invitation struct {
	Space  improve.SpaceID
	Access improve.AccessLevel
	Valid  time.Duration
}

// Limits of how long an invitation is good.
const (
	DefaultValid = 7 * 24 * time.Hour
	maxValid     = 90 * 24 * time.Hour
)

// HashInvite gives the name by which an invitation is known in logs: SHA-256
// of "cairn-invite1" and its secret.
func HashInvite(secret [16]byte) improve.Hash {
	return sha256.Sum256(append([]byte("cairn-invite1"), secret[:]...))
}

// Invite opens an invitation to a space, good for one joiner; only owners may.
func (j *Journal) Invite(ctx context.Context, want Invitation) (improve.Invite, error) {
	if err := j.update(ctx, func(b *batch) error { return b.forStrangers(want) }); err != nil {
		return improve.Invite{}, err
	}
	return j.openInvite(ctx, want)
}

func (j *Journal) openInvite(ctx context.Context, want Invitation) (improve.Invite, error) {
	if want.Valid <= 0 || want.Valid > maxValid {
		return improve.Invite{}, &improve.Error{Code: improve.Invalid, Message: "An invitation is good for 90 days at most.", Hint: "Give a time such as 7d."}
	}
	if err := checkAccess(want.Access); err != nil {
		return improve.Invite{}, err
	}
	invite := improve.Invite{Space: want.Space, Access: want.Access, Expires: j.clock.Now().Add(want.Valid).UTC().Truncate(time.Second)}
	if _, err := io.ReadFull(j.random, invite.Secret[:]); err != nil {
		return improve.Invite{}, fmt.Errorf("invite: %w", err)
	}
	invite.Hash = HashInvite(invite.Secret)
	err := j.update(ctx, func(b *batch) error {
		_, err := b.add(want.Space, improve.Header{
			Type: improve.InviteEvent, Invite: invite.Hash, Grant: want.Access, Expires: improve.HLCFromTime(invite.Expires),
		}, nil)
		return err
	})
	if err != nil {
		return improve.Invite{}, err
	}
	return invite, j.store.SaveInvite(ctx, invite)
}
