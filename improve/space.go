package improve

import (
	"cmp"
	"slices"
)

// Space is the folded state of a space's auth logs: a function of their events alone.
type Space struct {
	ID      SpaceID
	Genesis Genesis
	Founded HLC
	Name    string

	names   Register
	grants  map[DeviceID][]grant // those that count, by dot
	counted map[Dot]bool         // the auth events that count

	redacted redactions
	keys     []nearKey // those that count
}

// grant is one grant that counts.
type grant struct {
	ownGrant
	header Header
	author DeviceID
	name   Hash // of a removal: HashRemoval
	cells  map[FieldKey]string
}

// MemberDevice is one device that has, or had, access to a space.
type MemberDevice struct {
	Device       DeviceID
	Access       AccessLevel
	Name         string // the person's name, as given when the device was admitted
	Laptop       string // what the device is called
	Person       ArtifactID
	Organisation ArtifactID // where the person works, zero when not known
	Since        HLC        // when it was first let in
	Changed      HLC        // when it was given the access that it has
	By           DeviceID
	Expires      HLC  // 0 means never
	Recipient    Hash // X25519 key for sealed files, zero when none
	Paper        bool // a recovery sheet: a device that exists in print only
	Dots         []Dot
}

// Cells of a grant's body.
const (
	GrantName         FieldKey = "name"
	GrantLaptop       FieldKey = "laptop"
	GrantPerson       FieldKey = "person"
	GrantOrganisation FieldKey = "organisation"
	GrantPaper        FieldKey = "paper" // "yes": the device is a recovery sheet, see Sheet
)

// Access gives what a device may do now. Of grants that were given apart the least counts.
func (s Space) Access(device DeviceID) AccessLevel {
	return s.AccessAt(device, Dot{Seq: 1<<64 - 1})
}

// AccessAt gives what a device might do when it wrote the event at dot: events
// that a grant's cut covers are judged by the grants before it.
func (s Space) AccessAt(device DeviceID, dot Dot) AccessLevel {
	return levelAt(ownGrants(s.grants[device]), dot, device == s.Genesis.Root)
}

func ownGrants(grants []grant) []ownGrant {
	own := make([]ownGrant, len(grants))
	for i, g := range grants {
		own[i] = g.ownGrant
	}
	return own
}

// Accepts tells whether an event written by a device counts in this space.
func (s Space) Accepts(device DeviceID, e Event) bool {
	if e.Header.Type.inAuth() && e.Known() && e.Header.Type != OpenEvent {
		return s.counted[e.Dot()]
	}
	return s.AccessAt(device, e.Dot()).Allows(e.Header.Type)
}

// Members gives every device that has or had access, the root first, then by
// the time of its first grant.
func (s Space) Members() []MemberDevice {
	members := make([]MemberDevice, 0, len(s.grants)+1)
	if _, granted := s.grants[s.Genesis.Root]; !granted {
		members = append(members, s.rootMember())
	}
	for device, grants := range s.grants {
		members = append(members, s.member(device, grants))
	}
	slices.SortFunc(members, func(a, b MemberDevice) int {
		return cmp.Or(s.beforeRoot(a.Device)-s.beforeRoot(b.Device), cmp.Compare(a.Since, b.Since), compareDevices(a.Device, b.Device))
	})
	return members
}

// Laptops gives the members without the recovery sheets: those that hold
// copies, can be met, and belong to people.
func (s Space) Laptops() []MemberDevice {
	return slices.DeleteFunc(s.Members(), func(m MemberDevice) bool { return m.Paper })
}

func (s Space) beforeRoot(device DeviceID) int {
	if device == s.Genesis.Root {
		return 0
	}
	return 1
}

// rootMember stands for a founder that wrote no grant for itself.
func (s Space) rootMember() MemberDevice {
	return MemberDevice{Device: s.Genesis.Root, Access: Owner, Since: s.Founded, Changed: s.Founded, By: s.Genesis.Root}
}

// Member gives one device's membership; ok is false when it never had any.
func (s Space) Member(device DeviceID) (MemberDevice, bool) {
	grants, ok := s.grants[device]
	switch {
	case ok:
		return s.member(device, grants), true
	case device == s.Genesis.Root:
		return s.rootMember(), true
	default:
		return MemberDevice{}, false
	}
}

func (s Space) member(device DeviceID, grants []grant) MemberDevice {
	m := MemberDevice{Device: device, Access: s.Access(device), Since: grants[0].header.Stamp, By: grants[0].author}
	var shown HLC
	for _, g := range grants {
		m.Since = min(m.Since, g.header.Stamp)
	}
	own := ownGrants(grants)
	for _, i := range latest(own, allPlaces(own)) {
		g := grants[i]
		if len(m.Dots) < MaxOver {
			m.Dots = append(m.Dots, g.dot)
		}
		if g.header.Stamp < shown {
			continue
		}
		shown = g.header.Stamp
		m.Name, m.Laptop, m.By, m.Changed = g.cells[GrantName], g.cells[GrantLaptop], g.author, g.header.Stamp
		m.Expires, m.Recipient = g.header.Expires, g.header.Recipient
		m.Paper = g.cells[GrantPaper] == "yes"
		m.Person, m.Organisation = cellID(g.cells[GrantPerson]), cellID(g.cells[GrantOrganisation])
	}
	return m
}

// cellID reads an id in a cell of a grant; zero when there is none.
func cellID(text string) ArtifactID {
	id, err := ParseArtifactID(text)
	if err != nil {
		return ArtifactID{}
	}
	return id
}

func allPlaces(grants []ownGrant) []int {
	places := make([]int, len(grants))
	for i := range places {
		places[i] = i
	}
	return places
}

// NameDots gives the writes of the name that a new name replaces.
func (s Space) NameDots() []Dot { return s.names.Dots() }
