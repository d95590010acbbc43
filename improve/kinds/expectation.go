package kinds

import "github.com/cairn-schools/cairn/improve"

func expectation() *improve.Kind {
	return declare(improve.Kind{
		Name: "expectation", Title: "Expected and supported", Plural: "Expected and supported", Term: "Accountability with support",
		Help:  "What is expected of a team or person, and what help they were promised. Both sides look at both.",
		Group: improve.People, Icon: "check", Home: improve.Team, Also: "accountability, expectation, support, reciprocal",
		Sections: []improve.Section{
			part("both", "Both sides", "",
				placeholder(title("What is expected?", "One line."), "A test every two weeks"),
				words("of_whom", "Of whom?", "Team or person."),
				prose("support", "What help was promised?", "By whom, how often."),
				day("from", "From", "The first day."),
				day("look_on", "Look at it on", "The day to talk."),
				prose("kept_here", "Was it done?", "As the team sees it."),
				prose("kept_there", "Was the help there?", "As the team sees it, and as the other side sees it."),
				prose("change", "What changes now?", "On both sides."),
			),
		},
		Rels:   []improve.Rel{projectRel("Expected and supported"), rel("team", "Of the team", "Expected and supported", "The team.", "team"), rel("network", "In the network", "Expected and supported", "The network.", "network")},
		Again:  &improve.Again{Day: "look_on", Done: "change"},
		Sample: improve.Sample{Fields: cells("title", "A test every two weeks", "of_whom", "All teams of year one", "support", "A coach who answers within two days.", "from", "2026-09-08", "look_on", "2026-12-01", "kept_here", "Four of six times.", "kept_there", "Yes, but never on Fridays.", "change", "Tests are planned on Tuesdays.")},
	}, "of_whom", "look_on")
}
