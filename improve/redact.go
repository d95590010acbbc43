package improve

import (
	"cmp"
	"slices"
)

// Redaction is one event that counts and says which texts must go for good. It
// names events of data logs; what it names elsewhere it does nothing to.
type Redaction struct {
	Dot     Dot
	By      DeviceID
	At      HLC
	Reason  string
	Targets []Dot
}

// redactions keeps the redactions of a space that count, oldest first, and
// which of them name an event.
type redactions struct {
	all    []Redaction
	naming map[Dot][]int // places in all
}

// collectRedactions keeps the redactions that count: those that their device
// wrote while it might at least comment. They decide nothing about who may do
// what, so they are looked at when that is known.
func (s *Space) collectRedactions(events []AuthEvent) {
	s.redacted = redactions{naming: map[Dot][]int{}}
	for _, e := range events {
		if e.Header.Type != RedactEvent || !e.Known() || !s.AccessAt(e.Device, e.Dot()).Allows(RedactEvent) {
			continue
		}
		s.counted[e.Dot()] = true
		s.redacted.all = append(s.redacted.all, Redaction{
			Dot: e.Dot(), By: e.Device, At: e.Header.Stamp, Reason: DecodeValue(e.Body).Text, Targets: e.Header.Over,
		})
	}
	slices.SortFunc(s.redacted.all, func(x, y Redaction) int { return cmp.Or(cmp.Compare(x.At, y.At), x.Dot.Compare(y.Dot)) })
	for i, r := range s.redacted.all {
		for _, target := range r.Targets {
			if naming := s.redacted.naming[target]; len(naming) == 0 || naming[len(naming)-1] != i {
				s.redacted.naming[target] = append(naming, i)
			}
		}
	}
}

// Redactions gives the redactions that count, oldest first.
func (s Space) Redactions() []Redaction { return slices.Clone(s.redacted.all) }

// RedactedBy gives the oldest redaction that takes the text of an event away;
// ok is false when none does. dot names an event of a data log that author
// wrote. It is a function of the space's auth events: whoever holds them drops
// the same texts, whenever and from wherever these come.
func (s Space) RedactedBy(dot Dot, author DeviceID) (r Redaction, ok bool) {
	for _, i := range s.redacted.naming[dot] {
		r := s.redacted.all[i]
		if s.mayRedact(r.By, s.AccessAt(r.By, r.Dot), author) {
			return r, true
		}
	}
	return Redaction{}, false
}

// MayRedact tells whether a device may take texts of another (or its own) away
// now: its own, those of another device of the same person, and as an owner
// those of people of its own organisation, or of whom no organisation is known.
func (s Space) MayRedact(by, author DeviceID) bool { return s.mayRedact(by, s.Access(by), author) }

func (s Space) mayRedact(by DeviceID, level AccessLevel, author DeviceID) bool {
	if by == author || !level.Allows(RedactEvent) {
		return level.Allows(RedactEvent)
	}
	mine, _ := s.Member(by)
	theirs, _ := s.Member(author)
	samePerson := !mine.Person.IsZero() && mine.Person == theirs.Person
	sameHouse := theirs.Organisation.IsZero() || theirs.Organisation == mine.Organisation
	return level >= Member && samePerson || level >= Owner && sameHouse
}
