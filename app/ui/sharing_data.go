package ui

import (
	"context"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// sharedPlace is one space as the screens on sharing show it.
type sharedPlace struct {
	ID      improve.SpaceID
	Name    string
	Kind    improve.SpaceKind
	Access  improve.AccessLevel // of this laptop
	Readers []string            // who can read it from other laptops, each once
	Members []placeMember
	Waiting []app.QuarantinedLog // what removed laptops wrote later; loaded for the page on people only
	Removal *app.AccessChange    // this laptop was taken out; nil when it was not
	Backup  bool                 // own pages as they came with the backup of another laptop
}

// placeMember is one laptop in a space.
type placeMember struct {
	Device improve.DeviceID
	Name   string
	Laptop string
	Access improve.AccessLevel
	Since  improve.HLC
	By     string // whose laptop gave it the access that it has
	At     improve.HLC
	Seen   time.Time          // when it was last met; zero: never
	Person improve.ArtifactID // zero when unknown
	Self   bool
	Paper  bool // a recovery sheet
}

// loadPlaces gives the spaces of this laptop, those shared with others first.
// It runs off the GUI goroutine.
func (p *Program) loadPlaces(ctx context.Context) ([]sharedPlace, error) {
	rows, err := p.journal.Store().Spaces(ctx)
	if err != nil {
		return nil, err
	}
	remotes, err := p.journal.Store().Remotes(ctx)
	if err != nil {
		return nil, err
	}
	seen := map[improve.DeviceID]time.Time{}
	for _, remote := range remotes {
		seen[remote.Device] = remote.LastSeen
	}
	self := p.journal.Device()
	var shared, own []sharedPlace
	for _, row := range rows {
		place := placeOf(row, self, seen)
		if removal, ok := p.journal.Removal(row.Space); ok {
			place.Removal = &removal
		}
		if len(place.Readers) > 0 {
			shared = append(shared, place)
			continue
		}
		own = append(own, place)
	}
	return append(shared, own...), nil
}

func placeOf(row improve.SpaceRow, self improve.DeviceID, seen map[improve.DeviceID]time.Time) sharedPlace {
	place := sharedPlace{
		ID: row.Space.ID, Name: row.Space.Name, Kind: row.Space.Genesis.Kind, Access: row.Access, Readers: readersOf(row.Space, self),
	}
	if place.Kind == improve.PersonalSpace {
		place.Name = T("place.own", "Your own pages")
	}
	if place.Backup = place.Kind == improve.PersonalSpace && place.Access == improve.NoAccess; place.Backup {
		place.Name, place.Readers = T("place.backup", "Your own pages, as they were in the backup"), nil
	}
	for _, member := range row.Space.Members() {
		by, _ := row.Space.Member(member.By)
		place.Members = append(place.Members, placeMember{
			Device: member.Device, Name: member.Name, Laptop: member.Laptop, Access: member.Access, Since: member.Since,
			By: by.Name, At: member.Changed, Seen: seen[member.Device], Person: member.Person, Self: member.Device == self, Paper: member.Paper,
		})
	}
	return place
}

// mayInvite tells whether this laptop may let others into a place.
func (s sharedPlace) mayInvite() bool {
	return s.Access == improve.Owner && s.Kind != improve.PersonalSpace
}

// readWords says who reads a place beside the user.
func (s sharedPlace) readWords() string {
	switch {
	case s.Backup:
		return T("place.backup.read", "kept to read; lists show your copies of them")
	case len(s.Readers) == 0 && s.Kind == improve.PersonalSpace:
		return T("place.private", "nobody else can read it")
	case len(s.Readers) == 0:
		return T("place.alone", "nobody else is in it yet")
	default:
		return T("place.readers", "read by %s", listOfNames(append([]string{T("place.you", "you")}, s.Readers...)))
	}
}

// icon gives the picture of a place.
func (s sharedPlace) icon() string {
	switch s.Kind {
	case improve.PersonalSpace:
		return "lock"
	case improve.SchoolSpace:
		return "school"
	default:
		return "sharing"
	}
}

// invitable gives the places that this laptop may let others into.
func invitable(places []sharedPlace) []sharedPlace {
	var open []sharedPlace
	for _, place := range places {
		if place.mayInvite() {
			open = append(open, place)
		}
	}
	return open
}
