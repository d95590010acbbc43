package improve

import "time"

// Tx is one write transaction on a device's database. It holds the write lock
// of the data folder, so what it reads stays true until it ends.
type Tx interface {
	// Artifact gives the folded artifact, with what this transaction appended; an *Error NotFound when unknown.
	Artifact(id ArtifactID) (Artifact, error)
	// Artifacts gives those that a query without words to search chooses, with what this transaction appended.
	Artifacts(q Query) ([]Artifact, error)
	// Space gives a space as this device holds it; an *Error NotFound when unknown.
	Space(id SpaceID) (Space, error)
	// Log gives a log; ok is false when this device has none of it.
	Log(id LogID) (log Log, ok bool, err error)
	// LogsOf gives all logs of a device in a space.
	LogsOf(space SpaceID, device DeviceID) ([]Log, error)
	// LatestStamp gives the greatest stamp in the database, for Clock.Observe.
	LatestStamp() (HLC, error)
	// SinceCheckpoint gives how many bytes of events follow a log's last kept signature.
	SinceCheckpoint(log LogID) (int, error)
	// AddSpace makes a place for a space whose auth events follow; twice is once.
	AddSpace(id SpaceID, secret [32]byte) error
	// Append verifies a segment (VerifySegment), stores it and folds it. Own
	// and received events take this one way. Events that are there already are
	// passed over; an error refuses the whole segment and leaves the
	// transaction usable.
	Append(space SpaceID, seg Segment) error
	// Incarnation gives the writer that this database writes as; ok is false before the first.
	Incarnation() (inc Incarnation, ok bool, err error)
	// SetIncarnation records a new writer; Previous is not looked at. No new one is due then.
	SetIncarnation(inc Incarnation) error
	// Renewal tells why a new writer must be taken before the next event, "" when none is due:
	// the database is a copy, or an older state, of one that may have written on.
	Renewal() (CertReason, error)
	// Setting gives what is kept on this device under a key, with what this transaction kept; "" when nothing is.
	Setting(key string) (string, error)
	// SetSetting keeps a value under a key, together with all else that this transaction does; "" takes it away.
	SetSetting(key, value string) error
}

// Incarnation is one writer of a database.
type Incarnation struct {
	Writer   WriterID
	Number   uint64 // counts the device's writers from 1
	Reason   CertReason
	Previous WriterID // the one before, zero when there was none here
}

// Renewal tells that a device took a new writer for another reason than
// having had none: its data was restored or copied.
type Renewal struct {
	Device DeviceID
	Reason CertReason
	At     HLC // when the latest such certificate was made
}

// Ingested tells what became of received segments.
type Ingested struct {
	Events  int // new here
	Refused []Refusal
}

// Refusal is a segment that was not taken, with the reason for the log.
type Refusal struct {
	Log    LogID
	First  uint64
	Reason error
}

// Remote is what a device remembers of another laptop. None of it decides
// what is sent: the digests do.
type Remote struct {
	Device       DeviceID
	Name         string // the person's name
	Laptop       string
	Addrs        []string // where it was reached, latest first; multiaddrs with /p2p/
	LastSeen     time.Time
	LastComplete time.Time // when both sides last had all of each other
	Sent         uint64    // events, in all
	Received     uint64
	Trouble      string // why the last try failed, in words for a person; "" when it did not
	TroubleAt    time.Time
}

// Invite is an invitation that this device has given out.
type Invite struct {
	Hash    Hash // SHA-256 of "cairn-invite1" and the secret
	Secret  [16]byte
	Space   SpaceID
	Access  AccessLevel
	Expires time.Time
	UsedBy  DeviceID // zero while open
}

// Draft is what a person has typed and not yet finished. It never leaves the
// device; it survives a kill.
type Draft struct {
	Object ArtifactID
	At     time.Time
	Body   []byte // app's own encoding
}

// CheckReport tells what a check of the database found.
type CheckReport struct {
	Events uint64
	Logs   int
	Faults []string // one sentence each, for a person; empty: all is well
	// ListsOnly tells that a full check found the faults in lists and search
	// alone, which can be made anew from what was recorded.
	ListsOnly bool

	Differed uint64 // how often another laptop made something else of the same events
	Healed   uint64 // how often making the lists afresh mended that here
}

// Waiting tells how much a remote does not have yet, as far as this device knows.
type Waiting struct {
	Device DeviceID
	Events uint64
	Oldest time.Time // when the oldest of them was written; zero when none wait
}
