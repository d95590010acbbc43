package kinds

import "github.com/cairn-schools/cairn/improve"

func roster() *improve.Kind {
	return declare(improve.Kind{
		Name: "roster", Title: "Who is at the table", Plural: "Who is at the table", Term: "Vertical team roster",
		Help:  "From classroom to county: who takes part at each level, and where a chair is empty.",
		Group: improve.People, Icon: "people", Home: improve.Team, Also: "vertical wedge, stakeholders, recruiting, diverse team, levels",
		Sections: []improve.Section{
			part("roster", "The levels", "",
				placeholder(title("For which work?", "One line."), "Three Valleys Network, year one"),
				list("levels", "Who is there", "One line for each level or group.", words("level", "Level", "Students, teachers, leaders, district, university, others."), child(words("who", "Who", "Names or how many.")), tick("missing", "Empty chair", "Nobody yet."), words("ask", "Whom to ask", "And who asks them.")),
				prose("see", "Whose view is missing?", "And what you will do about it."),
				day("date", "Day", "The day you looked."),
			),
		},
		Rels: []improve.Rel{projectRel("Who is at the table"), rel("network", "Of the network", "Who is at the table", "The network.", "network")},
		Sample: improve.Sample{
			Fields: cells("title", "Three Valleys Network, year one", "see", "No bus drivers; they see everyone who is late.", "date", "2026-09-02"),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"levels": rowsOf(cells("level", "Teachers", "who", "Eleven", "missing", "no"), cells("level", "Families", "missing", "yes", "ask", "Rosa asks the parents' table"))},
		},
	}, "date", "see")
}
