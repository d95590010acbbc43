package improve

import "fmt"

// AccessLevel says what a device may do in a space. It never follows from what
// a person does in a team.
type AccessLevel uint8

// The levels, each including those before it.
const (
	NoAccess AccessLevel = 0 // was removed
	Carrier  AccessLevel = 1 // holds sealed data for others, reads nothing
	Guest    AccessLevel = 2 // reads and comments
	Member   AccessLevel = 3 // writes
	Owner    AccessLevel = 4 // admits and removes

	maxAccess = Owner
)

var accessNames = [...]string{NoAccess: "none", Carrier: "carrier", Guest: "guest", Member: "member", Owner: "owner"}

// String gives the level's name in cairnctl.
func (l AccessLevel) String() string {
	if int(l) < len(accessNames) {
		return accessNames[l]
	}
	return fmt.Sprintf("access %d", uint8(l))
}

// ParseAccess reads owner, member, guest or carrier.
func ParseAccess(text string) (AccessLevel, error) {
	for level := Carrier; level <= maxAccess; level++ {
		if accessNames[level] == text {
			return level, nil
		}
	}
	return NoAccess, &Error{Code: Invalid, Message: fmt.Sprintf("%q is not an access.", text), Hint: "Use owner, member, guest or carrier."}
}

// Reads tells whether a device with this level may hold what is in the space.
func (l AccessLevel) Reads() bool { return l >= Guest }

// Allows tells whether a device with this level may write such an event. An
// event of a type that this version does not know needs what most events need.
func (l AccessLevel) Allows(t EventType) bool {
	switch {
	case t == OpenEvent || t == RedactEvent: // whose texts a redaction takes away is asked for each, see Space.RedactedBy
		return l >= Guest
	case t.inAuth():
		return l >= Owner
	case t == CommentEvent:
		return l >= Guest
	default:
		return l >= Member
	}
}
