package app

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// Lost tells what became of taking a lost laptop out.
type Lost struct {
	Out []SharedSpace // it was in these, and is not any more
	Ask []LostElsewhere
}

// LostElsewhere is a space that a lost laptop is still in: only its owners can take it out.
type LostElsewhere struct {
	SharedSpace
	Owners []string
}

// LoseLaptop takes another laptop out of every space that this one owns, with a
// cut behind what is here of it, all in one transaction. Twice is once. What
// the laptop holds stays on it.
func (j *Journal) LoseLaptop(ctx context.Context, device improve.DeviceID) (Lost, error) {
	if device == j.Device() {
		return Lost{}, &improve.Error{Code: improve.Invalid, Message: "This is the laptop that you sit at.", Hint: "Choose the one that is lost."}
	}
	lost, err := j.LosingLaptop(ctx, device)
	if err != nil {
		return Lost{}, err
	}
	return lost, j.update(ctx, func(b *batch) error {
		for _, place := range lost.Out {
			space, err := b.space(place.ID)
			if err != nil {
				return err
			}
			if err := b.takeOut(space, device); err != nil {
				return err
			}
		}
		return nil
	})
}

// LosingLaptop tells what LoseLaptop would do; an *Error NotFound for a laptop
// that is in no space of this one.
func (j *Journal) LosingLaptop(ctx context.Context, device improve.DeviceID) (Lost, error) {
	rows, err := j.store.Spaces(ctx)
	if err != nil {
		return Lost{}, err
	}
	var lost Lost
	known := false
	for _, row := range rows {
		member, was := row.Space.Member(device)
		known = known || was
		if !was || member.Access == improve.NoAccess || member.Paper {
			continue
		}
		place := SharedSpace{ID: row.Space.ID, Name: row.Space.Name, Kind: row.Space.Genesis.Kind, Access: member.Access}
		if row.Access == improve.Owner {
			lost.Out = append(lost.Out, place)
			continue
		}
		lost.Ask = append(lost.Ask, LostElsewhere{SharedSpace: place, Owners: ownersBut(row.Space, device)})
	}
	if !known {
		return lost, &improve.Error{Code: improve.NotFound, Message: "No laptop with this number is known here.", Hint: "See \"cairnctl devices\"."}
	}
	return lost, nil
}

// ownersBut names the owners of a space on other laptops, each once.
func ownersBut(space improve.Space, device improve.DeviceID) []string {
	var names []string
	for _, member := range space.Laptops() {
		if member.Access == improve.Owner && member.Device != device && member.Name != "" && !slices.Contains(names, member.Name) {
			names = append(names, member.Name)
		}
	}
	return names
}

// MyLaptop is one of the laptops of the person who uses this one.
type MyLaptop struct {
	Device improve.DeviceID
	Laptop string
	Self   bool
	Remote improve.Remote // zero when never met
	Spaces int            // how many it is in, of those that are here
}

// MyLaptops gives this person's laptops that have access anywhere, this one first.
func (j *Journal) MyLaptops(ctx context.Context) ([]MyLaptop, error) {
	me, err := j.Me(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := j.store.Spaces(ctx)
	if err != nil {
		return nil, err
	}
	remotes, err := j.store.Remotes(ctx)
	if err != nil {
		return nil, err
	}
	laptops := []MyLaptop{{Device: j.Device(), Laptop: me.Laptop, Self: true}}
	for _, row := range rows {
		for _, member := range row.Space.Laptops() {
			mine := member.Device == j.Device() || !me.Person.IsZero() && member.Person == me.Person
			if !mine || member.Access == improve.NoAccess {
				continue
			}
			at := slices.IndexFunc(laptops, func(l MyLaptop) bool { return l.Device == member.Device })
			if at < 0 {
				at = len(laptops)
				laptops = append(laptops, MyLaptop{Device: member.Device, Laptop: member.Laptop})
			}
			laptops[at].Spaces++
		}
	}
	for _, remote := range remotes {
		for i := range laptops {
			if laptops[i].Device == remote.Device {
				laptops[i].Remote = remote
			}
		}
	}
	return laptops, nil
}
