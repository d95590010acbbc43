package kinds

import "github.com/cairn-schools/cairn/improve"

func handover() *improve.Kind {
	return declare(improve.Kind{
		Name: "handover", Title: "Handing over", Plural: "Handovers", Term: "Handover on turnover",
		Help:  "Somebody leaves, the work stays. What a newcomer has to read first, what is open, and whom to ask.",
		Group: improve.People, Icon: "forward", Home: improve.Team, Also: "turnover, start here, successor, new colleague, continuity",
		Sections: []improve.Section{
			part("handover", "Start here", "",
				placeholder(title("What is handed over?", "One line."), "Lead of the late-work team"),
				someone("from_who", "From", "Who leaves."),
				someone("to_who", "To", "Who takes it on."),
				day("on", "On", "The last day together."),
				prose("first", "Read this first", "Three pages, no more."),
				list("open", "What is open", "One line each.", words("what", "What", "A test, a promise, a number."), words("next", "Next step", "What would be done next."), day("by", "By", "The day.")),
				prose("people", "Whom to ask", "And about what."),
				prose("wish", "What I would do next", "Only advice."),
				tick("met", "Have you sat together?", "An hour saves a month."),
			),
		},
		Rels: []improve.Rel{projectRel("Handovers"), rel("role", "Of the part", "Handovers", "What they did.", "role"), rel("team", "In the team", "Handovers", "The team.", "team")},
		Sample: improve.Sample{
			Fields: cells("title", "Lead of the late-work team", "from_who", "Rosa Lindqvist", "to_who", "Tomás Aguilar", "on", "2027-01-15", "first", "The aim, the last three tests, the chart.", "people", "Mei-Ling Carver about everything.", "wish", "Try period 6 once more.", "met", "no"),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"open": rowsOf(cells("what", "Cards for those who were away", "next", "Print them", "by", "2027-01-20"))},
		},
	}, "from_who", "to_who", "on")
}
