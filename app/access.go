package app

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// SetAccess changes what a device may do in a space; NoAccess removes it. What
// it wrote before, as far as this device has seen it, stays as it is. The last
// owner cannot be made less; a recovery sheet does not count as one.
func (j *Journal) SetAccess(ctx context.Context, spaceID improve.SpaceID, device improve.DeviceID, access improve.AccessLevel) error {
	if err := checkAccess(access); err != nil && access != improve.NoAccess {
		return err
	}
	return j.update(ctx, func(b *batch) error {
		space, err := b.space(spaceID)
		if err != nil {
			return err
		}
		member, ok := space.Member(device)
		if !ok {
			return &improve.Error{Code: improve.NotFound, Message: fmt.Sprintf("No laptop with this number is in “%s”.", space.Name), Hint: "See \"cairnctl members\", or invite it."}
		}
		if space.Access(b.device) < improve.Owner {
			return ownersOnly(space)
		}
		if member.Paper && access != improve.NoAccess && access != improve.Owner {
			return &improve.Error{Code: improve.Invalid, Message: "A recovery sheet opens a space or it does not.", Hint: "Take it back with \"cairnctl remove-member\"."}
		}
		if access < improve.Owner && !member.Paper && space.Access(device) == improve.Owner && owners(space) == 1 {
			return &improve.Error{Code: improve.Denied, Message: fmt.Sprintf("This is the last owner of “%s”.", space.Name), Hint: "Make a second laptop an owner first."}
		}
		if member.Access == access {
			return nil
		}
		return b.grant(space, Admission{
			Space: spaceID, Device: device, Access: access, Name: member.Name, Laptop: member.Laptop,
			Recipient: member.Recipient, Person: member.Person, Organisation: member.Organisation, Paper: member.Paper,
		})
	})
}

// Remove takes a device's access to a space away; twice is once. It cannot take
// back what the device already has. What it wrote before stays; what arrives
// later waits until an owner accepts it, see Quarantined.
func (j *Journal) Remove(ctx context.Context, space improve.SpaceID, device improve.DeviceID) error {
	return j.SetAccess(ctx, space, device, improve.NoAccess)
}

// Removal tells that this device was taken out of a space, by whom and when;
// ok is false when it was not. The space can still be read here.
func (j *Journal) Removal(space improve.Space) (removal AccessChange, ok bool) {
	member, was := space.Member(j.Device())
	if !was || member.Access != improve.NoAccess {
		return AccessChange{}, false
	}
	by, _ := space.Member(member.By)
	return AccessChange{By: member.By, Name: by.Name, At: member.Changed.Time(), Access: improve.NoAccess}, true
}

// removedHere is for somebody who writes where this device was taken out.
func removedHere(space improve.Space, self improve.MemberDevice) error {
	name := "an owner"
	if by, _ := space.Member(self.By); by.Name != "" {
		name = by.Name
	}
	return &improve.Error{
		Code: improve.Denied, Message: fmt.Sprintf("This laptop was taken out of “%s” by %s on %s.", space.Name, name, self.Changed.Time().Local().Format("2 January 2006")),
		Hint: "What is here can still be read; ask an owner for a new invitation if you still work there.",
	}
}

func ownersOnly(space improve.Space) error {
	return &improve.Error{
		Code: improve.Denied, Message: fmt.Sprintf("Only an owner of “%s” can change who is in it.", space.Name),
		Hint: "Ask one of its owners; the page “People” names them.",
	}
}

func owners(space improve.Space) int {
	count := 0
	for _, member := range space.Laptops() {
		if member.Access == improve.Owner {
			count++
		}
	}
	return count
}

// grant writes a grant over those that the device had, with what was seen of its logs as the cut.
func (b *batch) grant(space improve.Space, a Admission) error {
	header, body, err := a.event()
	if err != nil {
		return err
	}
	if member, ok := space.Member(a.Device); ok {
		header.Over = member.Dots[:min(len(member.Dots), maxCut)]
		logs, err := b.tx.LogsOf(space.ID, a.Device)
		if err != nil {
			return err
		}
		header.Cut = cutAfter(logs)
	}
	if _, err = b.add(space.ID, header, body); err != nil || a.Access != improve.NoAccess || a.Device == b.device {
		return err // who leaves by itself would know the new secret, too
	}
	return b.renewNearby(space.ID)
}

// renewNearby has the laptops of a space recognise each other nearby by another
// secret from now on. It stands behind the removal that it is for, where
// whoever was removed is not told of it any more.
func (b *batch) renewNearby(id improve.SpaceID) error {
	space, err := b.space(id)
	if err != nil {
		return err
	}
	var drawn [16]byte
	if _, err := io.ReadFull(b.j.random, drawn[:]); err != nil {
		return fmt.Errorf("renew the secret for nearby: %w", err)
	}
	body, err := improve.EncodeValue(improve.TextValue(hex.EncodeToString(drawn[:])))
	if err != nil {
		return err
	}
	_, err = b.add(id, improve.Header{Type: improve.KeyEvent, Over: space.KeyDots()}, body)
	return err
}

// cutAfter gives the cut behind all that was seen of a device's logs. A device
// that has opened more logs than a cut can name must be removable all the same:
// the longest are named, and what stands in the others counts no more.
func cutAfter(logs []improve.Log) []improve.Dot {
	logs = slices.SortedFunc(slices.Values(logs), func(x, y improve.Log) int {
		return cmp.Or(cmp.Compare(y.Head.Seq, x.Head.Seq), bytes.Compare(x.ID[:], y.ID[:]))
	})
	var cut []improve.Dot
	for _, log := range logs[:min(len(logs), maxCut)] {
		cut = append(cut, improve.Dot{Log: log.ID, Seq: log.Head.Seq})
	}
	return cut
}

// maxCut is how many logs a grant names: with the grants that it replaces they
// must fit into a header.
const maxCut = improve.MaxOver / 2
