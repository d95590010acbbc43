package improve

import (
	"cmp"
	"fmt"
	"slices"
)

// AuthEvent is an event of an auth log with the device that wrote the log.
type AuthEvent struct {
	Event
	Device DeviceID
}

// FoldSpace folds the auth events of one space, in whatever order they are
// given; an event that is given twice counts once. It fails only when no
// founding record fits the space's id. docs/PROTOCOL.md has the rule.
func FoldSpace(id SpaceID, events []AuthEvent) (Space, error) {
	events = slices.Clone(events)
	slices.SortStableFunc(events, func(a, b AuthEvent) int { return a.Dot().Compare(b.Dot()) })
	events = slices.CompactFunc(events, func(a, b AuthEvent) bool { return a.Dot() == b.Dot() })
	space := Space{ID: id, grants: map[DeviceID][]grant{}, counted: map[Dot]bool{}}
	if !space.found(events) {
		return Space{}, fmt.Errorf("fold space %s: no founding record fits its id", id)
	}
	fold := newSpaceFold(space.Genesis.Root, events)
	kept := map[Dot]bool{}
	ofOwners, ofOthers := fold.removals()
	for _, removal := range ofOwners {
		fold.consider(kept, removal)
	}
	for _, removal := range ofOthers {
		kept[removal.Dot()] = true
	}
	space.collect(fold.count(kept).events, fold)
	space.collectRedactions(events)
	return space, nil
}

func (s *Space) found(events []AuthEvent) bool {
	for _, e := range events {
		if e.Header.Type != SpaceEvent || e.Seq != 2 {
			continue
		}
		genesis, id, err := DecodeGenesis(e.Header.Genesis)
		if err == nil && id == s.ID && genesis.Root == e.Device {
			s.Genesis, s.Founded = genesis, e.Header.Stamp
			return true
		}
	}
	return false
}

// spaceFold decides which auth events count. Ownership comes from grants, and
// grants count only when an owner wrote them, so it starts from the root and
// goes outwards. Removals are the only events that make others not count; they
// are taken in one fixed order, those of devices nearer to the root first.
type spaceFold struct {
	root    DeviceID
	events  []AuthEvent             // those that this version knows, by dot
	accused map[[2]DeviceID]bool    // [by, whom]: by wrote a removal of whom, whether it counts or not
	rank    map[DeviceID]int        // steps of granting from the root; only devices that were ever made owners
	own     map[Dot]ownGrant        // the grants that devices with a rank wrote
	names   map[Dot]Hash            // HashRemoval of each removal
	grants  map[DeviceID][]ownGrant // what count has found so far about each device's ownership
}

// ownGrant is a grant as far as access goes.
type ownGrant struct {
	dot      Dot
	cut      []Dot
	level    AccessLevel
	replaces map[Dot]bool // the grants of the same device that it names in over, and all that those replace in turn
}

// counting is a set of events that count.
type counting struct {
	events []AuthEvent // in the order of their dots
	dots   map[Dot]bool
}

func newSpaceFold(root DeviceID, events []AuthEvent) *spaceFold {
	f := &spaceFold{root: root, accused: map[[2]DeviceID]bool{}, rank: map[DeviceID]int{root: 0}, names: map[Dot]Hash{}}
	for _, e := range events {
		if !e.Known() || e.Header.Type == RedactEvent {
			continue
		}
		f.events = append(f.events, e)
		if isRemoval(e.Header) {
			f.accused[[2]DeviceID{e.Device, e.Header.Device}] = true
			f.names[e.Dot()] = HashRemoval(e.Event)
		}
	}
	f.rankOwners()
	f.linkGrants()
	return f
}

// isRemoval tells that a grant takes something away: it is below owner and
// looks back, at grants that it replaces or at a cut.
func isRemoval(h Header) bool {
	return h.Type == GrantEvent && h.Grant < Owner && (len(h.Over) > 0 || len(h.Cut) > 0)
}

// SignedForGood tells that a writer keeps the signature of an event, as that of
// a checkpoint: of removals and owner grants. So a laptop that is removed can be
// shown its removal, and by what right it was written, without what came later.
func SignedForGood(h Header) bool { return isRemoval(h) || isOwnerGrant(h) }

func isOwnerGrant(h Header) bool { return h.Type == GrantEvent && h.Grant >= Owner }

func (f *spaceFold) rankOwners() {
	for step, grown := 1, true; grown; step++ {
		grown = false
		for _, e := range f.events {
			by, ok := f.rank[e.Device]
			if _, ranked := f.rank[e.Header.Device]; !isOwnerGrant(e.Header) || !ok || by >= step || ranked {
				continue
			}
			f.rank[e.Header.Device], grown = step, true
		}
	}
}

// linkGrants finds out which grant replaces which.
func (f *spaceFold) linkGrants() {
	f.own = map[Dot]ownGrant{}
	byDevice := map[DeviceID][]AuthEvent{}
	for _, e := range f.events {
		if _, ranked := f.rank[e.Device]; ranked && e.Header.Type == GrantEvent {
			byDevice[e.Header.Device] = append(byDevice[e.Header.Device], e)
		}
	}
	for _, grants := range byDevice {
		edges := replacedPlaces(grants)
		for i, e := range grants {
			g := ownGrant{dot: e.Dot(), cut: e.Header.Cut, level: e.Header.Grant, replaces: map[Dot]bool{}}
			for _, place := range reachable(edges, i) {
				g.replaces[grants[place].Dot()] = true
			}
			f.own[g.dot] = g
		}
	}
}

// replacedPlaces gives for each grant the places of those that its over names.
func replacedPlaces(grants []AuthEvent) [][]int {
	place := make(map[Dot]int, len(grants))
	for i, e := range grants {
		place[e.Dot()] = i
	}
	edges := make([][]int, len(grants))
	for i, e := range grants {
		for _, dot := range e.Header.Over {
			if to, ok := place[dot]; ok {
				edges[i] = append(edges[i], to)
			}
		}
	}
	return edges
}

// reachable gives the places that edges lead to from one, directly or through others.
func reachable(edges [][]int, from int) []int {
	var reached []int
	seen := make([]bool, len(edges))
	for queue := []int{from}; len(queue) > 0; queue = queue[1:] {
		for _, next := range edges[queue[0]] {
			if !seen[next] {
				seen[next] = true
				reached, queue = append(reached, next), append(queue, next)
			}
		}
	}
	return reached
}

// removals gives the removals that devices which were ever made owners wrote:
// those of such devices in the order in which they are considered, and those
// of all others, which make no event of anybody else void.
func (f *spaceFold) removals() (ofOwners, ofOthers []AuthEvent) {
	for _, e := range f.events {
		if _, ranked := f.rank[e.Device]; !ranked || !isRemoval(e.Header) {
			continue
		}
		if _, ranked := f.rank[e.Header.Device]; ranked {
			ofOwners = append(ofOwners, e)
		} else {
			ofOthers = append(ofOthers, e)
		}
	}
	slices.SortStableFunc(ofOwners, func(a, b AuthEvent) int { return cmp.Compare(f.rank[a.Device], f.rank[b.Device]) })
	return ofOwners, ofOthers
}

// consider adds a removal to those kept if it counts beside them, and drops
// those that no longer count beside it. So nobody undoes the ground that the
// own act stands on.
func (f *spaceFold) consider(kept map[Dot]bool, removal AuthEvent) {
	kept[removal.Dot()] = true
	counted := f.count(kept)
	if !counted.dots[removal.Dot()] {
		delete(kept, removal.Dot())
		return
	}
	for dot := range kept {
		if !counted.dots[dot] {
			delete(kept, dot)
		}
	}
}

// count gives the events that count when of all removals only those in kept
// are looked at. It goes in rounds: an event joins when its author is an owner
// there by what joined in the rounds before.
func (f *spaceFold) count(kept map[Dot]bool) counting {
	f.grants = map[DeviceID][]ownGrant{}
	for _, e := range f.events {
		if kept[e.Dot()] {
			f.addGrant(e)
		}
	}
	counted := counting{dots: map[Dot]bool{}}
	for {
		var joined []AuthEvent
		for _, e := range f.events {
			open := !counted.dots[e.Dot()] && (kept[e.Dot()] || !isRemoval(e.Header))
			if open && f.mayWrite(e) {
				joined = append(joined, e)
			}
		}
		if len(joined) == 0 {
			break
		}
		for _, e := range joined {
			counted.dots[e.Dot()] = true
			switch {
			case isOwnerGrant(e.Header):
				f.addGrant(e)
			case f.isAccept(e.Header):
				extendCut(f.grants, e.Header)
			}
		}
	}
	counted.events = slices.DeleteFunc(slices.Clone(f.events), func(e AuthEvent) bool { return !counted.dots[e.Dot()] })
	return counted
}

func (f *spaceFold) addGrant(e AuthEvent) {
	f.grants[e.Header.Device] = append(f.grants[e.Header.Device], f.own[e.Dot()])
}

// mayWrite tells whether an event's author was an owner when writing it. A
// removal of a device that accused the author in turn counts beyond the cut
// too: two owners who remove each other are both removed.
func (f *spaceFold) mayWrite(e AuthEvent) bool {
	grants := f.grants[e.Device]
	if isRemoval(e.Header) && f.accused[[2]DeviceID{e.Header.Device, e.Device}] {
		return e.Device == f.root || slices.ContainsFunc(grants, func(g ownGrant) bool { return g.level >= Owner })
	}
	return levelAt(grants, e.Dot(), e.Device == f.root) >= Owner
}

// levelAt gives the access at one event of a device that holds these grants.
// In force are the grants whose cut does not cover the event; of those that no
// other in force replaces the least counts.
func levelAt(grants []ownGrant, dot Dot, root bool) AccessLevel {
	force := inForce(grants, dot)
	if len(force) == 0 && root {
		return Owner
	}
	level := NoAccess
	for n, i := range latest(grants, force) {
		if n == 0 || grants[i].level < level {
			level = grants[i].level
		}
	}
	return level
}

// inForce gives the places of the grants whose cut does not cover an event.
func inForce(grants []ownGrant, dot Dot) []int {
	var force []int
	for i, g := range grants {
		if dot.Seq > cutAt(g.cut, dot.Log) {
			force = append(force, i)
		}
	}
	return force
}

// latest gives those of the chosen grants that no other chosen one replaces.
// Grants that name each other in a ring replace nothing of the ring.
func latest(grants []ownGrant, chosen []int) []int {
	return slices.DeleteFunc(slices.Clone(chosen), func(i int) bool {
		return slices.ContainsFunc(chosen, func(j int) bool {
			return grants[j].replaces[grants[i].dot] && !grants[i].replaces[grants[j].dot]
		})
	})
}

// cutAt gives the last event of a log that a cut covers, 0 when it covers none.
func cutAt(cut []Dot, log LogID) uint64 {
	last := uint64(0)
	for _, dot := range cut {
		if dot.Log == log {
			last = max(last, dot.Seq)
		}
	}
	return last
}
