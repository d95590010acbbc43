package improve

import "errors"

// Code says what sort of trouble an Error is; programs compare codes, never text.
type Code string

// The codes. A new one needs a sentence here, since screens and cairnctl act on them.
const (
	Invalid  Code = "invalid"   // the input breaks a rule; Field says where
	NotFound Code = "not-found" // no such artifact, space, kind or person here
	Denied   Code = "denied"    // the access in this space does not allow it
	Locked   Code = "locked"    // a rule of the method closes this field now
	Newer    Code = "newer"     // made with a newer version of Cairn
	Damaged  Code = "damaged"   // stored data do not fit their hashes
	Busy     Code = "busy"      // another program of ours holds what is needed
	Offline  Code = "offline"   // the other laptop could not be reached
	Full     Code = "full"      // the disk has no room left
)

// Error is an error that a person may see: Message says in one sentence what
// happened, Hint in one sentence what to do. Everything else that goes wrong
// is shown as "Something went wrong" and written to the log.
type Error struct {
	Code    Code
	Field   FieldKey // the field at fault, empty when none is
	Row     RowID    // the row of a list field, zero when none is
	Message string
	Hint    string
	Err     error // the cause, for the log only
}

// Error gives the message, then the hint.
func (e *Error) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + " " + e.Hint
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf gives the code of the first Error in err's chain, or "" when there is none.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
