package improve

import (
	"crypto/sha256"
	"fmt"
	"slices"
)

// SpaceKind says who a space is for.
type SpaceKind string

// The kinds of space.
const (
	PersonalSpace SpaceKind = "personal" // my devices
	SchoolSpace   SpaceKind = "school"   // an organisation's own
	PairSpace     SpaceKind = "pair"     // two or three buddy teams
	GroupSpace    SpaceKind = "group"    // named people of any organisations
	NetworkSpace  SpaceKind = "network"  // many organisations
)

// ParseSpaceKind reads personal, school, pair, group or network.
func ParseSpaceKind(text string) (SpaceKind, error) {
	switch kind := SpaceKind(text); kind {
	case PersonalSpace, SchoolSpace, PairSpace, GroupSpace, NetworkSpace:
		return kind, nil
	}
	return "", &Error{Code: Invalid, Message: fmt.Sprintf("%q is not a kind of space.", text), Hint: "Use personal, school, pair, group or network."}
}

// Genesis is what the founder of a space fixes for ever; its hash is the space's id.
type Genesis struct {
	Kind   SpaceKind
	Root   DeviceID // the founder's device: its first owner
	Nonce  [16]byte
	Parent SpaceID // zero when the space stands alone
}

type genesisCBOR struct {
	_      struct{} `cbor:",toarray"`
	Kind   string
	Root   []byte
	Nonce  []byte
	Parent []byte
}

const spaceDomain = "cairn-space1"

// Encode gives the founding record's bytes and the id of the space: the first
// half of SHA-256 over "cairn-space1" and those bytes.
func (g Genesis) Encode() ([]byte, SpaceID, error) {
	parent := optional16(g.Parent)
	if parent == nil {
		parent = []byte{}
	}
	raw, err := cborEncode.Marshal(genesisCBOR{Kind: string(g.Kind), Root: g.Root[:], Nonce: g.Nonce[:], Parent: parent})
	if err != nil {
		return nil, SpaceID{}, fmt.Errorf("encode genesis: %w", err)
	}
	return raw, genesisID(raw), nil
}

func genesisID(raw []byte) SpaceID {
	sum := sha256.Sum256(append([]byte(spaceDomain), raw...))
	return SpaceID(sum[:len(SpaceID{})])
}

// DecodeGenesis reads a founding record and gives the id that it makes.
func DecodeGenesis(raw []byte) (Genesis, SpaceID, error) {
	var c genesisCBOR
	if err := cborDecode.Unmarshal(raw, &c); err != nil {
		return Genesis{}, SpaceID{}, fmt.Errorf("decode genesis: %w", err)
	}
	g := Genesis{Kind: SpaceKind(c.Kind)}
	if len(c.Root) != 32 || len(c.Nonce) != 16 || len(c.Kind) > maxName || !decodeFixed(g.Parent[:], c.Parent) {
		return Genesis{}, SpaceID{}, fmt.Errorf("decode genesis: a field has the wrong length")
	}
	g.Root, g.Nonce = DeviceID(c.Root), [16]byte(c.Nonce)
	return g, genesisID(raw), nil
}

// AuthEvent is an event of an auth log with the device that wrote the log.
type AuthEvent struct {
	Event
	Device DeviceID
}

// Space is the folded state of a space's auth logs: a function of their events alone.
type Space struct {
	ID      SpaceID
	Genesis Genesis
	Founded HLC
	Name    string

	names  Register
	grants map[DeviceID][]grant
}

// grant is one grant that counts.
type grant struct {
	dot     Dot
	header  Header
	author  DeviceID
	cells   map[FieldKey]string
	parents []int // places in the same slice of the grants that it replaces
}

// MemberDevice is one device that has, or had, access to a space.
type MemberDevice struct {
	Device    DeviceID
	Access    AccessLevel
	Name      string // the person's name, as given when the device was admitted
	Laptop    string // what the device is called
	Person    ArtifactID
	Since     HLC
	By        DeviceID
	Expires   HLC  // 0 means never
	Recipient Hash // X25519 key for sealed files, zero when none
	Dots      []Dot
}

// Cells of a grant's body.
const (
	GrantName   FieldKey = "name"
	GrantLaptop FieldKey = "laptop"
	GrantPerson FieldKey = "person"
)

// FoldSpace folds the auth events of one space, in whatever order they are
// given. It fails only when no founding record fits the space's id. Events by
// devices that were not owners (at that point of their logs) do not count.
func FoldSpace(id SpaceID, events []AuthEvent) (Space, error) {
	space := Space{ID: id, grants: map[DeviceID][]grant{}}
	events = slices.Clone(events)
	slices.SortFunc(events, func(a, b AuthEvent) int { return a.Dot().Compare(b.Dot()) })
	if !space.found(events) {
		return Space{}, fmt.Errorf("fold space %s: no founding record fits its id", id)
	}
	counted := space.authorised(events, nil)
	void := space.voided(counted)
	if len(void) > 0 {
		counted = space.authorised(events, void)
	}
	space.collect(counted)
	return space, nil
}

func (s *Space) found(events []AuthEvent) bool {
	for _, e := range events {
		if e.Header.Type != SpaceEvent {
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

// authorised gives the events whose author had been made an owner by an event
// that itself counts, starting from the root. Events in void are left out.
func (s *Space) authorised(events []AuthEvent, void map[Dot]bool) []AuthEvent {
	owners := map[DeviceID]bool{s.Genesis.Root: true}
	counted := map[Dot]bool{}
	for changed := true; changed; {
		changed = false
		for _, e := range events {
			if counted[e.Dot()] || void[e.Dot()] || !owners[e.Device] || !e.Known() {
				continue
			}
			counted[e.Dot()], changed = true, true
			if e.Header.Type == GrantEvent && e.Header.Grant == Owner {
				owners[e.Header.Device] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(events), func(e AuthEvent) bool { return !counted[e.Dot()] })
}

// voided gives the events that an owner wrote beyond the cut of a grant that
// took the ownership away. Removal beats what the removed did at the same
// time; two owners who remove each other are both removed.
func (s *Space) voided(counted []AuthEvent) map[Dot]bool {
	void := map[Dot]bool{}
	for _, g := range counted {
		if g.Header.Type != GrantEvent || g.Header.Grant >= Owner || len(g.Header.Cut) == 0 && len(g.Header.Over) == 0 {
			continue
		}
		for _, e := range counted {
			lowers := e.Header.Type == GrantEvent && e.Header.Grant < Owner && len(e.Header.Over) > 0
			if e.Device == g.Header.Device && !lowers && e.Seq > cutAt(g.Header.Cut, e.Log) {
				void[e.Dot()] = true
			}
		}
	}
	return void
}

// cutAt gives the last event of a log that a cut covers, 0 when it covers none.
func cutAt(cut []Dot, log LogID) uint64 {
	for _, dot := range cut {
		if dot.Log == log {
			return dot.Seq
		}
	}
	return 0
}

func (s *Space) collect(counted []AuthEvent) {
	replaced := map[Dot]bool{}
	for _, e := range counted {
		for _, dot := range e.Header.Over {
			replaced[dot] = true
		}
	}
	for _, e := range counted {
		switch e.Header.Type {
		case NameEvent:
			if !replaced[e.Dot()] {
				s.names.add(Version{Dot: e.Dot(), Stamp: e.Header.Stamp, Value: DecodeValue(e.Body)})
			}
		case GrantEvent:
			s.grants[e.Header.Device] = append(s.grants[e.Header.Device], grant{
				dot: e.Dot(), header: e.Header, author: e.Device, cells: DecodeValue(e.Body).Cells,
			})
		}
	}
	if v, ok := s.names.Shown(); ok {
		s.Name = v.Value.Text
	}
	for device := range s.grants {
		linkParents(s.grants[device])
	}
}

func linkParents(grants []grant) {
	for i := range grants {
		for j := range grants {
			if i != j && slices.Contains(grants[i].header.Over, grants[j].dot) {
				grants[i].parents = append(grants[i].parents, j)
			}
		}
	}
}

// live gives the places of the grants that no other grant of the device replaces.
func live(grants []grant) []int {
	replaced := map[int]bool{}
	for _, g := range grants {
		for _, parent := range g.parents {
			replaced[parent] = true
		}
	}
	var places []int
	for i := range grants {
		if !replaced[i] {
			places = append(places, i)
		}
	}
	return places
}

// Access gives what a device may do now. Of grants that were given apart the least counts.
func (s Space) Access(device DeviceID) AccessLevel {
	if _, known := s.grants[device]; !known && device == s.Genesis.Root {
		return Owner
	}
	level, any := maxAccess, false
	for _, i := range live(s.grants[device]) {
		level, any = min(level, s.grants[device][i].header.Grant), true
	}
	if !any {
		return NoAccess
	}
	return level
}

// AccessAt gives what a device might do when it wrote the event at dot: events
// that a cut covers are judged by the grant before it.
func (s Space) AccessAt(device DeviceID, dot Dot) AccessLevel {
	grants := s.grants[device]
	if len(grants) == 0 {
		return s.Access(device)
	}
	level, any := maxAccess, false
	for _, i := range live(grants) {
		level, any = min(level, s.levelOf(device, grants, i, dot, len(grants))), true
	}
	if !any {
		return NoAccess
	}
	return level
}

func (s Space) levelOf(device DeviceID, grants []grant, i int, dot Dot, depth int) AccessLevel {
	g := grants[i]
	if dot.Seq > cutAt(g.header.Cut, dot.Log) || depth == 0 {
		return g.header.Grant
	}
	if len(g.parents) == 0 && device == s.Genesis.Root {
		return Owner
	}
	level := NoAccess
	for _, parent := range g.parents {
		level = max(level, s.levelOf(device, grants, parent, dot, depth-1))
	}
	return level
}

// Accepts tells whether an event written by a device counts in this space.
func (s Space) Accepts(device DeviceID, e Event) bool {
	return s.AccessAt(device, e.Dot()).Allows(e.Header.Type)
}

// Members gives every device that has or had access, the root first, then by
// the time of its first grant.
func (s Space) Members() []MemberDevice {
	members := make([]MemberDevice, 0, len(s.grants))
	for device, grants := range s.grants {
		members = append(members, s.member(device, grants))
	}
	slices.SortFunc(members, func(a, b MemberDevice) int {
		if (a.Device == s.Genesis.Root) != (b.Device == s.Genesis.Root) {
			if a.Device == s.Genesis.Root {
				return -1
			}
			return 1
		}
		return compareVersions(Version{Stamp: b.Since, Dot: Dot{Log: LogID(b.Device[:16])}}, Version{Stamp: a.Since, Dot: Dot{Log: LogID(a.Device[:16])}})
	})
	return members
}

// Member gives one device's membership; ok is false when it never had any.
func (s Space) Member(device DeviceID) (MemberDevice, bool) {
	grants, ok := s.grants[device]
	if !ok {
		return MemberDevice{}, false
	}
	return s.member(device, grants), true
}

func (s Space) member(device DeviceID, grants []grant) MemberDevice {
	m := MemberDevice{Device: device, Access: s.Access(device), Since: grants[0].header.Stamp, By: grants[0].author}
	var latest HLC
	for _, g := range grants {
		m.Since = min(m.Since, g.header.Stamp)
	}
	for _, i := range live(grants) {
		g := grants[i]
		m.Dots = append(m.Dots, g.dot)
		if g.header.Stamp < latest {
			continue
		}
		latest = g.header.Stamp
		m.Name, m.Laptop, m.By = g.cells[GrantName], g.cells[GrantLaptop], g.author
		m.Expires, m.Recipient = g.header.Expires, g.header.Recipient
		if id, err := ParseArtifactID(g.cells[GrantPerson]); err == nil {
			m.Person = id
		}
	}
	return m
}

// NameDots gives the writes of the name that a new name replaces.
func (s Space) NameDots() []Dot { return s.names.Dots() }
