package improve

import (
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/google/uuid"
)

// ArtifactID names one artifact for ever: a version 7 UUID, so ids of later
// artifacts sort after those of earlier ones.
type ArtifactID [16]byte

// RowID names one row of a list field; like an ArtifactID a version 7 UUID.
type RowID [16]byte

// SpaceID names a space: the hash of what its founder fixed when making it (see NewSpaceID).
type SpaceID [16]byte

// LogID names one log: the first half of the hash its chain starts from (see LogStart).
type LogID [16]byte

// WriterID is the Ed25519 public key of one incarnation of a database.
type WriterID [32]byte

// Hash is a SHA-256 sum.
type Hash [32]byte

// IDs makes new artifact and row ids; the program uses NewIDs, tests a counted source.
type IDs interface {
	Artifact() ArtifactID
	Row() RowID
}

type randomIDs struct{}

// NewIDs returns the source of version 7 UUIDs. It is safe for use by several goroutines.
func NewIDs() IDs { return randomIDs{} }

func (randomIDs) Artifact() ArtifactID { return ArtifactID(newUUID()) }
func (randomIDs) Row() RowID           { return RowID(newUUID()) }

func newUUID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// IsZero tells that no id has been given.
func (id ArtifactID) IsZero() bool { return id == ArtifactID{} }

// String gives the id as a UUID, the form that people and cairnctl see.
func (id ArtifactID) String() string { return uuid.UUID(id).String() }

// ParseArtifactID reads the form that String gives.
func ParseArtifactID(text string) (ArtifactID, error) {
	id, err := uuid.Parse(strings.TrimSpace(text))
	if err != nil {
		return ArtifactID{}, &Error{Code: Invalid, Message: fmt.Sprintf("%q is not the id of a page.", text), Hint: "Copy the id from \"cairnctl list\"."}
	}
	return ArtifactID(id), nil
}

// IsZero tells that no row is meant.
func (id RowID) IsZero() bool { return id == RowID{} }

// String gives the row id as a UUID.
func (id RowID) String() string { return uuid.UUID(id).String() }

// ParseRowID reads the form that String gives.
func ParseRowID(text string) (RowID, error) {
	id, err := uuid.Parse(strings.TrimSpace(text))
	if err != nil {
		return RowID{}, &Error{Code: Invalid, Message: fmt.Sprintf("%q is not the id of a row.", text)}
	}
	return RowID(id), nil
}

var base32Lower = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// IsZero tells that no space is meant.
func (id SpaceID) IsZero() bool { return id == SpaceID{} }

// String gives the space id as 26 lower-case letters and digits.
func (id SpaceID) String() string { return base32Lower.EncodeToString(id[:]) }

// ParseSpaceID reads the form that String gives.
func ParseSpaceID(text string) (SpaceID, error) {
	raw, err := base32Lower.DecodeString(strings.ToLower(strings.TrimSpace(text)))
	if err != nil || len(raw) != len(SpaceID{}) {
		return SpaceID{}, &Error{Code: Invalid, Message: fmt.Sprintf("%q is not the id of a space.", text), Hint: "Copy the id from \"cairnctl spaces\"."}
	}
	return SpaceID(raw), nil
}

// IsZero tells that no log is meant; in a header's over list it stands for "this log".
func (id LogID) IsZero() bool { return id == LogID{} }

// String gives the log id as 26 lower-case letters and digits.
func (id LogID) String() string { return base32Lower.EncodeToString(id[:]) }

// ParseLogID reads the form that String gives.
func ParseLogID(text string) (LogID, error) {
	raw, err := base32Lower.DecodeString(strings.ToLower(strings.TrimSpace(text)))
	if err != nil || len(raw) != len(LogID{}) {
		return LogID{}, &Error{Code: Invalid, Message: fmt.Sprintf("%q is not the id of a log.", text), Hint: "Copy the id from \"cairnctl quarantine\"."}
	}
	return LogID(raw), nil
}

// String gives the writer's public key in hexadecimal.
func (id WriterID) String() string { return hex.EncodeToString(id[:]) }

// IsZero tells that there is no hash.
func (h Hash) IsZero() bool { return h == Hash{} }

// String gives the hash in hexadecimal.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }
