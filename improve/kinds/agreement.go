package kinds

import "github.com/cairn-schools/cairn/improve"

func agreement() *improve.Kind {
	return declare(improve.Kind{
		Name: "agreement", Title: "How we work together", Plural: "How we work together", Term: "Team agreements and norms",
		Help:  "Three to five sentences that the team has given itself, and a look now and then whether they hold.",
		Group: improve.People, Icon: "check", Home: improve.Team, Also: "norms, team agreement, ground rules, working agreement", Offered: true,
		Sections: []improve.Section{
			part("agreement", "What we agreed", "",
				placeholder(title("Whose agreement?", "Team and year."), "Late-work team, 2026"),
				day("since", "Since", "The day it was made."),
				list("norms", "We …", "One sentence each.", words("norm", "We …", "Something that can be seen."), words("why", "Why?", "What it is good for.")),
				list("accepted", "Who agreed?", "One line for each person.", someone("who", "Name", "One person."), day("on", "On", "The day.")),
				list("checks", "Does it hold?", "A minute at the end of a meeting.", day("date", "Day", "The day you asked."), rating("1 to 4", "As the team sees it.", mostRating), words("note", "Note", "What to change.")),
			),
		},
		Rels:  []improve.Rel{projectRel("How we work together"), rel("team", "Of the team", "How we work together", "The team.", "team"), rel("network", "Of the network", "How we work together", "Where a whole network agreed on it.", "network")},
		Marks: offScale("checks", mostRating),
		Sample: improve.Sample{
			Fields: cells("title", "Late-work team, 2026", "since", "2026-05-04"),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{
				"norms":    rowsOf(cells("norm", "begin with what students said", "why", "It keeps us honest"), cells("norm", "hear everyone once before anyone speaks twice")),
				"accepted": rowsOf(cells("who", "Rosa Lindqvist", "on", "2026-05-04")),
				"checks":   rowsOf(cells("date", "2026-10-19", "rating", "3", "note", "Draw who begins"))},
		},
	}, "since")
}
