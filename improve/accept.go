package improve

import (
	"crypto/sha256"
	"slices"
)

// HashRemoval gives the name by which an accept means a removal: SHA-256 of
// "cairn-removal1", the removal's header and the commitment to its body. A place
// in a log can be guessed before anything stands there, this cannot: so nobody
// prepares an accept of a removal that is yet to come.
func HashRemoval(removal Event) Hash {
	sum := sha256.New()
	sum.Write([]byte("cairn-removal1"))
	sum.Write(removal.Raw)
	sum.Write(removal.BodyHash[:])
	return Hash(sum.Sum(nil))
}

// isAccept tells that an event takes in what was written beyond the cut of a
// removal that is here.
func (f *spaceFold) isAccept(h Header) bool {
	if h.Type != AcceptEvent || len(h.Over) != 1 {
		return false
	}
	name, ok := f.names[h.Over[0]]
	return ok && name == h.Invite
}

// extendCut lets the removal that an accept names cover what the accept names.
func extendCut(grants map[DeviceID][]ownGrant, accept Header) {
	for _, own := range grants {
		for i := range own {
			own[i].extend(accept)
		}
	}
}

// extend adds an accepted place to the cut of the grant that the accept names.
// The grant's own header keeps the cut that it was written with.
func (g *ownGrant) extend(accept Header) {
	if g.dot == accept.Over[0] {
		g.cut = append(slices.Clone(g.cut), accept.Cut...)
	}
}

// Acceptance is what an owner writes to take in what a device wrote beyond the
// cut of one removal.
type Acceptance struct {
	Removal Dot
	Name    Hash // HashRemoval of the removal
	Upto    Dot  // the last event that is taken in
}

// Header gives the event of an acceptance.
func (a Acceptance) Header() Header {
	return Header{Type: AcceptEvent, Over: []Dot{a.Removal}, Invite: a.Name, Cut: []Dot{a.Upto}}
}

// Acceptances gives what must be written so that a device's event at dot is
// judged as if the removals that make it void had come after it, each with a
// cut up to upto. It is empty when the event counts for a writer (of an auth
// log: for an owner), or when no removal is to blame for it.
func (s Space) Acceptances(device DeviceID, dot Dot, stream Stream, upto uint64) []Acceptance {
	wanted := Member
	if stream == Auth {
		wanted = Owner
	}
	own := ownGrants(s.grants[device])
	root := device == s.Genesis.Root
	best, need := levelAt(own, dot, root), 0
	var found []Acceptance
	for best < wanted {
		at := s.blamed(device, own, dot, wanted)
		if at < 0 {
			break
		}
		a := Acceptance{Removal: own[at].dot, Name: s.grants[device][at].name, Upto: Dot{Log: dot.Log, Seq: upto}}
		found = append(found, a)
		own[at].extend(a.Header())
		if level := levelAt(own, dot, root); level > best {
			best, need = level, len(found)
		}
	}
	return found[:need]
}

// blamed gives the place of a removal in force at dot that gives less than is
// wanted and that nothing else in force replaces; -1 when there is none.
func (s Space) blamed(device DeviceID, own []ownGrant, dot Dot, wanted AccessLevel) int {
	for _, i := range latest(own, inForce(own, dot)) {
		if own[i].level < wanted && isRemoval(s.grants[device][i].header) {
			return i
		}
	}
	return -1
}
