package app

import (
	"context"
	"fmt"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// settingMine is set on a laptop that was added to somebody's others.
const settingMine = "me.mine"

// noTime is for a grant without an end.
var noTime time.Time

// InviteMine opens an invitation for another laptop of the same person: as an
// owner into the personal space. Who uses it gets all that AdmitMine gives.
func (j *Journal) InviteMine(ctx context.Context, want Invitation) (improve.Invite, error) {
	me, err := j.Me(ctx)
	if err != nil {
		return improve.Invite{}, err
	}
	want.Space, want.Access = me.Personal, improve.Owner
	return j.openInvite(ctx, want)
}

// forStrangers refuses an invitation that would make somebody's laptop one of mine.
func (b *batch) forStrangers(want Invitation) error {
	space, err := b.space(want.Space)
	if err != nil {
		return err
	}
	if space.Genesis.Kind != improve.PersonalSpace || want.Access < improve.Owner {
		return nil
	}
	return &improve.Error{
		Code: improve.Denied, Message: "Owners of your private space are your own laptops.",
		Hint: "Add another laptop of yours with \"cairnctl invite --mine\"; for somebody else choose another space.",
	}
}

// IsMine tells whether an invitation adds a laptop of the person's own.
func (j *Journal) IsMine(ctx context.Context, invite improve.Invite) (bool, error) {
	me, err := j.Me(ctx)
	return err == nil && invite.Space == me.Personal && invite.Access == improve.Owner, err
}

// AdmitMine lets another laptop of this person into the personal space and
// into every space that this laptop owns, as the same person and with the same
// rights, all in one transaction. Spaces of other owners are theirs to open.
func (j *Journal) AdmitMine(ctx context.Context, a Admission) error {
	spaces, err := j.store.Spaces(ctx)
	if err != nil {
		return err
	}
	return j.update(ctx, func(b *batch) error {
		me, err := b.me()
		if err != nil {
			return err
		}
		a.Access, a.Name, a.Person, a.Organisation, a.Expires = improve.Owner, me.Name, me.Person, me.Organisation, noTime
		invite := a.Invite
		for _, row := range spaces {
			if row.Access != improve.Owner || row.Space.Access(a.Device) == improve.Owner {
				continue
			}
			if a.Space, a.Invite = row.Space.ID, (improve.Hash{}); a.Space == me.Personal {
				a.Invite = invite
			}
			if err := b.grant(row.Space, a); err != nil {
				return fmt.Errorf("let the laptop into %s: %w", a.Space, err)
			}
		}
		return nil
	})
}

// CheckMine tells whether this laptop can become another one of somebody who
// has one already: it must not have a school of its own yet.
func (j *Journal) CheckMine(ctx context.Context) error {
	me, err := j.Me(ctx)
	if err != nil {
		return err
	}
	return me.withoutSchool()
}

func (me Me) withoutSchool() error {
	if !me.School.IsZero() {
		return &improve.Error{Code: improve.Invalid, Message: "This laptop has a school already, so it cannot become another one of yours.", Hint: "Invite it into each space instead; only a laptop that has joined and founded nothing becomes all yours."}
	}
	return nil
}

// AdoptMine makes this laptop another one of the person whose personal space
// was joined: same person, same home. What was written here before stays in
// the space where it is.
func (j *Journal) AdoptMine(ctx context.Context, joined improve.SpaceID) error {
	return j.update(ctx, func(b *batch) error {
		me, err := b.me()
		if err != nil {
			return err
		}
		space, err := b.space(joined)
		if err != nil {
			return err
		}
		founder, _ := space.Member(space.Genesis.Root)
		if space.Genesis.Kind != improve.PersonalSpace || space.Access(j.Device()) != improve.Owner || founder.Person.IsZero() {
			return &improve.Error{Code: improve.Invalid, Message: "This invitation was not made for another laptop of the same person.", Hint: "Make one with \"cairnctl invite --mine\" on your first laptop."}
		}
		if err := me.withoutSchool(); err != nil {
			return err
		}
		me.Name, me.Person, me.Personal = founder.Name, founder.Person, joined
		if err := b.tx.SetSetting(settingMine, "1"); err != nil {
			return err
		}
		return b.remember(me)
	})
}

// AdoptArrived is AdoptSchool for a space that came to an added laptop by
// itself; elsewhere it does nothing.
func (j *Journal) AdoptArrived(ctx context.Context, space improve.SpaceID) error {
	if mine, err := j.store.Setting(ctx, settingMine); err != nil || mine == "" {
		return err
	}
	err := j.AdoptSchool(ctx, space)
	if improve.CodeOf(err) == improve.NotFound {
		return nil // not all of it is here yet
	}
	return err
}
