package kinds

import "github.com/cairn-schools/cairn/improve"

func accomplishments() *improve.Kind {
	return declare(improve.Kind{
		Name: "accomplishments", Title: "What we have achieved", Plural: "What we have achieved", Term: "Accomplishments",
		Help:  "Once a year, ticked and told in a sentence each: not only whether the aim was met, but how people work together now.",
		Group: improve.Reflection, Icon: "star", Home: improve.Team, Also: "annual report, achievements, results of the year",
		Sections: []improve.Section{
			part("year", "The year", "",
				placeholder(title("Whose, and which year?", "One line."), "Late-work team, 2026"),
				day("date", "Day", "The day you wrote it."),
				list("achieved", "What was achieved", "Only what you could show somebody.",
					pick("type", "What", "Choose the closest.", options("collaboration", "People work together more", "culture", "We learn from what goes wrong", "understanding", "We see the problem better", "tested", "We tested changes", "aim", "We met an aim", "structures", "Rules or structures have changed", "package", "We spread a collection of tried ideas", "network", "We led a network", "capability", "People can do more", "other", "Something else")),
					words("told", "In a sentence", "What happened."), words("shows", "What shows it", "A page or number.")),
				prose("not_yet", "What was not achieved?", "So that the rest is believed."),
			),
		},
		Rels: []improve.Rel{projectRel("What we have achieved"), rel("team", "Of the team", "What it achieved", "The team.", "team"), rel("network", "Of the network", "What it achieved", "The network.", "network")},
		Sample: improve.Sample{
			Fields: cells("title", "Late-work team, 2026", "date", "2026-11-20", "not_yet", "Period 6 is where it was."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"achieved": rowsOf(cells("type", "tested", "told", "Six tests, one dropped", "shows", "The tests page"), cells("type", "understanding", "told", "Being stuck is not laziness"))},
		},
	}, "date", "not_yet")
}
