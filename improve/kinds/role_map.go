package kinds

import "github.com/cairn-schools/cairn/improve"

func roleMap() *improve.Kind {
	return declare(improve.Kind{
		Name: "role-map", Title: "Who plays which part", Plural: "Who plays which part", Term: "Social change role map",
		Help:  "Change needs different people: some who build, some who disturb, some who heal, some who tell. Who does it here, and who is missing?",
		Group: improve.People, Icon: "role", Home: improve.Team, Also: "ecosystem, social change roles, map of parts",
		Sections: []improve.Section{
			part("map", "The parts", "",
				placeholder(title("For which work?", "One line."), "Late work, the whole school"),
				list("parts", "Parts", "Use your own words for them.", words("part", "Part", "What somebody does for the change."), words("who", "Who plays it", "Names; nobody is an answer, too."), tick("missing", "Missing", "Nobody does it yet.")),
				prose("see", "What do you see?", "Who does too much, what is missing."),
				day("date", "Day", "The day."),
			),
		},
		Rels: []improve.Rel{projectRel("Who plays which part"), rel("team", "Of the team", "Who plays which part", "The team.", "team")},
		Sample: improve.Sample{
			Fields: cells("title", "Late work, the whole school", "see", "We have three who build and nobody who tells.", "date", "2026-10-26"),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"parts": rowsOf(cells("part", "Builds things", "who", "Rosa, Tomás", "missing", "no"), cells("part", "Tells the story", "missing", "yes"))},
		},
	}, "date", "see")
}
