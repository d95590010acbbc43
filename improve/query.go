package improve

import "time"

// Card is one row of a list.
type Card struct {
	ID        ArtifactID
	Space     SpaceID
	Kind      KindName
	Title     string
	Summary   string
	Created   HLC
	Updated   HLC
	Change    int64 // rises with every change on this device; see Query.After
	Retired   bool
	Unsettled int // fields with several texts that wait for a person
	Author    DeviceID
}

// Query chooses cards. The zero Query means everything that is not retired and
// that is not there as an example.
type Query struct {
	Spaces   []SpaceID  // empty: all
	Kinds    []KindName // empty: all
	LinkTo   ArtifactID // only those that hold a link to it …
	Rel      RelName    // … of this relation, when given
	Search   string     // words, each of them a beginning; empty: no search
	After    int64      // only cards with a greater Change
	Retired  bool       // those put away too
	Examples Examples   // what is there as an example
	Replaced bool       // those too of a restored backup that a copy here has taken the place of
	Apart    bool       // only those with a field that several people changed apart
	Order    Order
	Limit    int // 0: DefaultLimit
	Offset   int
}

// Examples says what a query does with pages that are there as an example.
type Examples int

// The choices. Whoever lists work wants none; whoever must leave nothing out wants all.
const (
	NoExamples Examples = iota
	OnlyExamples
	AndExamples
)

// Order says how cards are sorted.
type Order string

// The orders. A search without an order puts the best match first.
const (
	ByUpdate  Order = ""        // latest first
	ByCreated Order = "created" // oldest first
	ByTitle   Order = "title"
	ByChange  Order = "change" // latest arrival here first
	Unsorted  Order = "none"   // in no order: what is read fastest, for whoever takes all
)

// DefaultLimit is how many cards a query gives when it does not say.
const DefaultLimit = 1000

// Page is an artifact with all that its page shows.
type Page struct {
	Artifact Artifact
	Out      []PageLink // links that it holds
	In       []PageLink // links that others hold to it
}

// PageLink is one link seen from a page. Where the other end is not here,
// Visible is false and Card only has the id.
type PageLink struct {
	Rel     RelName
	Card    Card
	Visible bool
	Value   Value
}

// HistoryEntry is one event of an artifact, for its history.
type HistoryEntry struct {
	Dot      Dot
	At       time.Time
	Device   DeviceID
	Type     EventType
	Field    FieldKey
	Row      RowID
	Rel      RelName
	Target   ArtifactID
	Value    Value
	Erased   bool
	Redacted Redaction // of an erased text: what took it away; without a Dot when that is not here
	Counts   bool      // false: the writer had no right to it; it is kept, not applied
}

// PastEvent is an event of an artifact that counts, for how it stood in the past.
type PastEvent struct {
	Event  Event
	Device DeviceID // who wrote it
	Space  SpaceID
}

// SpaceRow is one space as this device holds it.
type SpaceRow struct {
	Space  Space
	Access AccessLevel // this device's own
	Events uint64
	Digest Digest
}
