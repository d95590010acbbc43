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
	Name    Hash        // HashRemoval of the removal
	By      DeviceID    // who wrote the removal
	At      HLC         // when
	Level   AccessLevel // what the removal left to the device
	Upto    Dot         // the last event that is taken in
}

// Header gives the event of an acceptance.
func (a Acceptance) Header() Header {
	return Header{Type: AcceptEvent, Over: []Dot{a.Removal}, Invite: a.Name, Cut: []Dot{a.Upto}}
}

// Acceptances gives what must be written so that a log's event at seq counts
// as it would without the removals that make it void, each with a cut up to
// the log's end. It is empty when the event counts already, or when no removal
// is to blame that it does not.
func (s Space) Acceptances(log Log, seq uint64) []Acceptance {
	wanted, least := Member, Guest
	if log.Stream == Auth {
		wanted, least = Owner, Owner
	}
	own := ownGrants(s.grants[log.Device])
	dot, root := Dot{Log: log.ID, Seq: seq}, log.Device == s.Genesis.Root
	best, need := levelAt(own, dot, root), 0
	if seq > log.Head.Seq { // nothing is there that could be taken in
		return nil
	}
	var found []Acceptance
	for best < wanted {
		at := s.blamed(log.Device, own, dot, wanted)
		if at < 0 {
			break
		}
		g := s.grants[log.Device][at]
		a := Acceptance{Removal: g.dot, Name: g.name, By: g.author, At: g.header.Stamp, Level: g.level, Upto: Dot{Log: log.ID, Seq: log.Head.Seq}}
		found = append(found, a)
		own[at].extend(a.Header())
		if level := levelAt(own, dot, root); level > best && level >= least {
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

// WaitingPiece is a piece of a log that counts for less than its device was
// once allowed, because of a removal; an owner can accept it.
type WaitingPiece struct {
	LogRange
	Acceptances []Acceptance
}

// Waiting gives the pieces of a log that wait to be accepted, in their order.
func (s Space) Waiting(log Log) []WaitingPiece {
	borders := []uint64{0}
	for _, g := range s.grants[log.Device] {
		for _, dot := range g.cut {
			if dot.Log == log.ID && dot.Seq < log.Head.Seq {
				borders = append(borders, dot.Seq)
			}
		}
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	var pieces []WaitingPiece
	for i, after := range borders {
		to := log.Head.Seq
		if i+1 < len(borders) {
			to = borders[i+1]
		}
		for after < to && s.counted[Dot{Log: log.ID, Seq: after + 1}] {
			after++ // such as an owner's own stepping down, which counts beyond its cut
		}
		if after == to {
			continue
		}
		if found := s.Acceptances(log, after+1); len(found) > 0 {
			pieces = append(pieces, WaitingPiece{LogRange: LogRange{Log: log.ID, After: after, To: to}, Acceptances: found})
		}
	}
	return pieces
}
