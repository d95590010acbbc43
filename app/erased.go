package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Gone is a text that was erased for good, for where it stood.
type Gone struct {
	By     string // the person who took it away; "someone" when this laptop does not know
	At     time.Time
	Reason string
	Known  bool // false: it came without its text, and what took it away is not here
}

// GoneFrom tells of each erased text of a page who took it away, by the name
// of the event that held it.
func (j *Journal) GoneFrom(ctx context.Context, id improve.ArtifactID) (map[improve.Dot]Gone, error) {
	gone := map[improve.Dot]Gone{}
	space, entries, err := j.erasedEntries(ctx, id)
	for _, entry := range entries {
		one := Gone{By: "someone"}
		if r := entry.Redacted; !r.Dot.IsZero() {
			one = Gone{By: nameIn(space, r.By), At: r.At.Time(), Reason: r.Reason, Known: true}
		}
		gone[entry.Dot] = one
	}
	return gone, err
}

func (j *Journal) erasedEntries(ctx context.Context, id improve.ArtifactID) (improve.Space, []improve.HistoryEntry, error) {
	a, err := j.store.Artifact(ctx, id)
	if err != nil {
		return improve.Space{}, nil, err
	}
	space, err := j.store.Space(ctx, a.Space)
	if err != nil {
		return improve.Space{}, nil, err
	}
	history, err := j.store.History(ctx, id)
	return space, slices.DeleteFunc(history, func(entry improve.HistoryEntry) bool { return !entry.Erased }), err
}

// Spread tells on which laptops something is erased. A laptop counts as done
// when it has told since that it holds the event that says so: it drops the
// texts in the same moment. Nobody can tell of one that does not come back.
type Spread struct {
	Done    []SeenLaptop // this one first
	Waiting []SeenLaptop
}

// SeenLaptop is a laptop that reads a space, and when it was last met.
type SeenLaptop struct {
	Device   improve.DeviceID
	Name     string
	Laptop   string
	LastSeen time.Time // zero: never met by this one
}

// Of is how many laptops there are in all.
func (s Spread) Of() int { return len(s.Done) + len(s.Waiting) }

// ErasedFrom tells where the texts are erased that were taken from a page; ok
// is false when none was.
func (j *Journal) ErasedFrom(ctx context.Context, id improve.ArtifactID) (spread Spread, ok bool, err error) {
	space, entries, err := j.erasedEntries(ctx, id)
	if err != nil {
		return Spread{}, false, err
	}
	removed := map[Removal]bool{}
	for _, entry := range entries {
		if !entry.Redacted.Dot.IsZero() {
			removed[Removal{Space: space.ID, Dot: entry.Redacted.Dot}] = true
		}
	}
	if len(removed) == 0 {
		return Spread{}, false, nil
	}
	all := make([]Removal, 0, len(removed))
	for one := range removed {
		all = append(all, one)
	}
	spread, err = j.ErasedOn(ctx, all)
	return spread, true, err
}

// ErasedOn tells which of the laptops that read the spaces of some removals
// have done all that these ask of them.
func (j *Journal) ErasedOn(ctx context.Context, removed []Removal) (Spread, error) {
	remotes, err := j.store.Remotes(ctx)
	if err != nil {
		return Spread{}, err
	}
	seen := map[improve.DeviceID]time.Time{}
	for _, remote := range remotes {
		seen[remote.Device] = remote.LastSeen
	}
	laptops, waiting := map[improve.DeviceID]SeenLaptop{}, map[improve.DeviceID]bool{}
	for _, one := range removed {
		space, err := j.store.Space(ctx, one.Space)
		if err != nil {
			return Spread{}, err
		}
		holders, err := j.store.Holders(ctx, one.Dot)
		if err != nil {
			return Spread{}, err
		}
		for _, member := range space.Laptops() {
			if !member.Access.Reads() {
				continue
			}
			laptops[member.Device] = SeenLaptop{Device: member.Device, Name: nameIn(space, member.Device), Laptop: member.Laptop, LastSeen: seen[member.Device]}
			if member.Device != j.Device() && !slices.Contains(holders, member.Device) {
				waiting[member.Device] = true
			}
		}
	}
	return j.spreadOver(laptops, waiting), nil
}

func (j *Journal) spreadOver(laptops map[improve.DeviceID]SeenLaptop, waiting map[improve.DeviceID]bool) Spread {
	var spread Spread
	for device, laptop := range laptops {
		if waiting[device] {
			spread.Waiting = append(spread.Waiting, laptop)
		} else {
			spread.Done = append(spread.Done, laptop)
		}
	}
	for _, list := range [][]SeenLaptop{spread.Done, spread.Waiting} {
		slices.SortFunc(list, func(x, y SeenLaptop) int {
			return cmp.Or(j.beforeSelf(x)-j.beforeSelf(y), cmp.Compare(x.Name, y.Name), cmp.Compare(x.Laptop, y.Laptop), cmp.Compare(x.Device.String(), y.Device.String()))
		})
	}
	return spread
}

func (j *Journal) beforeSelf(laptop SeenLaptop) int {
	if laptop.Device == j.Device() {
		return 0
	}
	return 1
}
