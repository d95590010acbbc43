package kinds

import "github.com/cairn-schools/cairn/improve"

func convening() *improve.Kind {
	return declare(improve.Kind{
		Name: "convening", Title: "Gathering of the network", Plural: "Gatherings of the network", Term: "Convening",
		Help:  "The day on which all teams meet. Plan it backwards from what they should do differently in the weeks after it, and leave time to chew and to do.",
		Group: improve.Meetings, Icon: "calendar", Home: improve.Team, Also: "convening, summit, network day, conference", Offered: true,
		Sections: []improve.Section{
			part("why", "What for", "",
				placeholder(title("What is it called?", "Season and year."), "Autumn gathering 2026"),
				day("date", "Day", "The first day."),
				words("place", "Where?", "House and town."),
				prose("after", "When teams are back at school, what will they do differently next week?", "Begin the plan here."),
				prose("aim", "What is the day for?", "What people have in hand at its end."),
				words("facilitators", "Who leads it?", "People from the teams, too."),
			),
			part("day", "The day", "",
				list("agenda", "Agenda", "Give teams at least a third of the day for themselves.",
					words("item", "Point", "What happens."), amount("minutes", "Minutes", "How long."), someone("who", "Who", "Who leads it."), words("how", "How", "A way to hold it, where there is one."), tick("team_time", "Time for teams", "Do teams work by themselves here?")),
				prose("buddies", "When do buddies meet?", "And what they bring."),
				list("present", "Who came?", "One line for each team or person.", words("who", "Who", "Team or name."), words("from", "From", "School."), tick("present", "Came", "Or was missed.")),
			),
			part("after", "Afterwards", "",
				prose("feedback", "What did people say when they left?", "What helped, what they missed."),
				prose("next_time", "What will you do differently?", "For the next one."),
			),
		},
		Rels: []improve.Rel{rel("network", "Of the network", "Gatherings", "The network.", "network"), projectRel("Gatherings"), rel("period", "Opens the weeks", "Opened at", "The weeks of work that follow.", "action-period"), rels("protocol", "Uses", "Used at", "Ways to hold a conversation.", "protocol"), loosely(rels("made", "Brought or made there", "Shown at the gathering", "Tests, charts, maps, plans: the pages that were on the tables."))},
		Next: []improve.Next{{Kind: "action-period", Rel: "convening", Label: "Plan the weeks after it", Keep: keep("network", "project"), Fill: carry("after", "hope")}},
		Sample: improve.Sample{
			Fields: cells("title", "Autumn gathering 2026", "date", "2026-10-01", "place", "Harbor, the old gym", "after", "Every team tries one beginning in one class.", "facilitators", "Mei-Ling Carver, Rosa Lindqvist", "buddies", "After lunch, with the last test in hand.", "feedback", "More time for our own plan, please.", "next_time", "Start with the students.", "aim", "Each team leaves with its next test planned."),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{
				"agenda":  rowsOf(cells("item", "Two students tell", "minutes", "20", "who", "Rosa Lindqvist", "team_time", "no"), cells("item", "Each team plans its test", "minutes", "60", "team_time", "yes")),
				"present": rowsOf(cells("who", "Late-work team", "from", "Larkfield", "present", "yes"))},
		},
	}, "date", "place")
}
