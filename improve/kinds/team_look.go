package kinds

import "github.com/cairn-schools/cairn/improve"

func teamLook() *improve.Kind {
	return declare(improve.Kind{
		Name: "team-look", Title: "Where the team is", Plural: "Where the teams are", Term: "Regular look at each team",
		Help:  "Those who lead the network look at each team now and then: how far, what shows it, where stuck, what help was agreed. For helping, not for ranking.",
		Group: improve.Meetings, Icon: "search", Home: improve.Team, Also: "progress, hub review, team assessment, status of a team",
		Sections: []improve.Section{
			part("look", "The look", "",
				placeholder(title("Which team, and when?", "One line."), "Harbor, October"),
				day("date", "Day", "The day."),
				pick("stage", "How far is it?", "What you would say to their faces.", progressScale()),
				child(prose("evidence", "What shows it?", "Tests, numbers, their words.")),
				prose("stuck", "Where is it stuck?", "As they say it."),
				prose("support", "What help was agreed?", "Who, and by when."),
				tick("talked", "Have you talked about it with the team?", "Before anyone else reads it."),
				someone("by", "Who looked?", "The person to talk to about it."),
			),
		},
		Rels:   []improve.Rel{projectRel("Where the team is"), rel("team", "Of the team", "Where it was", "The team.", "team"), rel("network", "In the network", "Where the teams are", "The network.", "network")},
		Sample: improve.Sample{Fields: cells("title", "Harbor, October", "date", "2026-10-21", "stage", "tests-no-gain", "evidence", "Two tests, both after lunch.", "stuck", "Nobody to talk with between calls.", "support", "A visit to Larkfield on the 13th.", "talked", "yes", "by", "Mei-Ling Carver")},
	}, "stage", "date", "support")
}
