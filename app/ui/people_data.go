package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// peoplePage is what the screen on people shows.
type peoplePage struct {
	Teams    []peopleTeam
	Places   []sharedPlace
	Feedback []app.FeedbackPair
	Mine     []app.MyLaptop
}

// peopleTeam is the people of one organisation; the last one, without a name,
// holds those who are at none.
type peopleTeam struct {
	ID     improve.ArtifactID
	Name   string
	Line   string // type, place
	Mine   bool
	People []personLine
}

// personLine is one person with what they do and the laptops that are theirs.
type personLine struct {
	ID      improve.ArtifactID
	Name    string
	Line    string // roles and job
	Me      bool
	Laptops []laptopLine
}

// laptopLine is one laptop with the spaces that it may use here.
type laptopLine struct {
	Laptop string
	Self   bool
	Spaces []string
	Last   time.Time // when both had everything; zero: never
}

// loadPeople runs off the GUI goroutine.
func (p *Program) loadPeople(ctx context.Context) (peoplePage, error) {
	store := p.journal.Store()
	persons, err := store.Artifacts(ctx, improve.Query{Kinds: []improve.KindName{"person"}, Order: improve.ByTitle})
	if err != nil {
		return peoplePage{}, err
	}
	roles, err := store.Artifacts(ctx, improve.Query{Kinds: []improve.KindName{"role"}})
	if err != nil {
		return peoplePage{}, err
	}
	organisations, err := store.Artifacts(ctx, improve.Query{Kinds: []improve.KindName{"organisation"}, Order: improve.ByTitle})
	if err != nil {
		return peoplePage{}, err
	}
	devices, err := p.journal.Devices(ctx)
	if err != nil {
		return peoplePage{}, err
	}
	places, err := p.loadPlaces(ctx)
	if err != nil {
		return peoplePage{}, err
	}
	for i := range places {
		if places[i].Waiting, err = p.journal.Quarantined(ctx, places[i].ID); err != nil {
			return peoplePage{}, err
		}
	}
	laptops := laptopsOf(devices, places, persons)
	lines := map[improve.ArtifactID]personLine{}
	for _, person := range persons {
		line := personLine{ID: person.ID, Name: person.Title(), Line: p.rolesOf(person, roles), Me: person.ID == p.me.Person}
		line.Laptops = laptops[person.ID]
		lines[person.ID] = line
	}
	mine, err := p.journal.MyLaptops(ctx)
	if err != nil {
		return peoplePage{}, err
	}
	feedback, err := p.journal.FeedbackPairs(ctx)
	return peoplePage{Teams: p.teamsOf(persons, organisations, lines), Places: places, Feedback: feedback, Mine: mine}, err
}

// rolesOf says in one line what a person does.
func (p *Program) rolesOf(person improve.Artifact, roles []improve.Artifact) string {
	var words []string
	for _, role := range roles {
		if !slices.Contains(role.LinkedTo("person"), person.ID) {
			continue
		}
		word := role.Text("words")
		if word == "" {
			word = p.optionWords(role, "role")
		}
		if word != "" && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	if job := person.Text("job"); job != "" {
		words = append(words, job)
	}
	return dotted(words...)
}

// teamsOf groups people by organisation, the user's own first.
func (p *Program) teamsOf(persons, organisations []improve.Artifact, lines map[improve.ArtifactID]personLine) []peopleTeam {
	var teams []peopleTeam
	placed := map[improve.ArtifactID]bool{}
	for _, organisation := range organisations {
		team := peopleTeam{ID: organisation.ID, Name: organisation.Title(), Mine: organisation.ID == p.me.Organisation}
		team.Line = dotted(p.optionWords(organisation, "type"), organisation.Text("place"))
		for _, person := range persons {
			if slices.Contains(person.LinkedTo("organisation"), organisation.ID) {
				team.People = append(team.People, lines[person.ID])
				placed[person.ID] = true
			}
		}
		teams = append(teams, team)
	}
	slices.SortStableFunc(teams, func(x, y peopleTeam) int {
		if x.Mine != y.Mine {
			return map[bool]int{true: -1, false: 1}[x.Mine]
		}
		return strings.Compare(x.Name, y.Name)
	})
	var others peopleTeam
	for _, person := range persons {
		if !placed[person.ID] {
			others.People = append(others.People, lines[person.ID])
		}
	}
	if len(others.People) > 0 {
		teams = append(teams, others)
	}
	return teams
}

// laptopsOf gives the laptops of each person. A laptop names its person's page;
// where that page is not here, the name they were let in with must do.
func laptopsOf(devices []app.KnownDevice, places []sharedPlace, persons []improve.Artifact) map[improve.ArtifactID][]laptopLine {
	owners := map[improve.DeviceID]improve.ArtifactID{}
	for _, place := range places {
		for _, member := range place.Members {
			if !member.Person.IsZero() {
				owners[member.Device] = member.Person
			}
		}
	}
	named, known := map[string]improve.ArtifactID{}, map[improve.ArtifactID]bool{}
	for _, person := range persons {
		named[person.Title()], known[person.ID] = person.ID, true
	}
	laptops := map[improve.ArtifactID][]laptopLine{}
	for _, device := range devices {
		owner := owners[device.Device]
		if !known[owner] {
			owner = named[device.Name]
		}
		laptops[owner] = append(laptops[owner], laptopLine{Laptop: device.Laptop, Self: device.Self, Last: device.Remote.LastComplete, Spaces: readable(device)})
	}
	return laptops
}

// readable names the spaces that a laptop may read.
func readable(device app.KnownDevice) []string {
	var names []string
	for _, space := range device.Spaces {
		if space.Access.Reads() {
			names = append(names, space.Name)
		}
	}
	return names
}
