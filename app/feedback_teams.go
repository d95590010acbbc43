package app

import (
	"context"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

const (
	teamKind    improve.KindName = "team"
	teamMembers improve.FieldKey = "members"
	teamWho     improve.FieldKey = "who"
	teamPerson  improve.RelName  = "person"
)

// betweenTeams is between for two laptops of one's own school: buddies may be
// two of its teams. Who shares a team is a colleague there.
func (s *sides) betweenTeams(from, to []string) (other string, given, ok bool) {
	own := s.teams[s.j.Device()]
	shares := func(x, y []string) bool {
		return slices.ContainsFunc(x, func(team string) bool { return slices.Contains(y, team) })
	}
	switch {
	case len(from) == 0 || len(to) == 0 || shares(from, to):
		return "", false, false
	case shares(from, own):
		return to[0], true, true
	case shares(to, own):
		return from[0], false, true
	default:
		return "", false, false
	}
}

// teamsOf gives the teams of the people whose laptops are here, by what the
// pages of teams say of their members: a name, or the page of a person.
func (j *Journal) teamsOf(ctx context.Context, rows []improve.SpaceRow) (map[improve.DeviceID][]string, error) {
	pages, err := j.store.Artifacts(ctx, improve.Query{Kinds: []improve.KindName{teamKind}, Order: improve.ByCreated, Limit: everything})
	if err != nil {
		return nil, err
	}
	teams := map[string][]string{} // by the name of a member, or the id of their page
	for _, page := range pages {
		for _, who := range namedIn(page) {
			if who != "" && page.Title() != "" && !slices.Contains(teams[who], page.Title()) {
				teams[who] = append(teams[who], page.Title())
			}
		}
	}
	of := map[improve.DeviceID][]string{}
	for _, row := range rows {
		for _, member := range row.Space.Laptops() {
			for _, team := range slices.Concat(teams[member.Person.String()], teams[strings.ToLower(member.Name)]) {
				if !slices.Contains(of[member.Device], team) {
					of[member.Device] = append(of[member.Device], team)
				}
			}
		}
	}
	return of, nil
}

// namedIn gives those who are in a team now, as names in small letters and ids of persons.
func namedIn(team improve.Artifact) []string {
	var members []string
	for _, row := range team.Rows(teamMembers) {
		if row.Cells["until"] == "" {
			members = append(members, strings.ToLower(strings.TrimSpace(row.Cells[teamWho])))
		}
	}
	for _, person := range team.LinkedTo(teamPerson) {
		members = append(members, person.String())
	}
	return members
}
