package kinds

import "github.com/cairn-schools/cairn/improve"

func learningCycle() *improve.Kind {
	return declare(improve.Kind{
		Name: "learning-cycle", Title: "Learning to do it", Plural: "Learning to do it", Term: "Learning cycle",
		Help:  "Hear of it, practise with help, do it at your own place, look back at it: where is each person with a new skill?",
		Group: improve.People, Icon: "history", Home: improve.Team, Also: "four steps, scaffold, practice in context, training",
		Sections: []improve.Section{
			part("skill", "The skill", "",
				placeholder(title("Which skill?", "One line."), "Leading an interview with a student"),
				someone("facilitator", "Who helps?", "Facilitator or coach."),
				list("steps", "Who is where?", "One line each time somebody takes a step.",
					someone("who", "Who", "A grown-up."), pick("step", "Step", "In this order, usually.", options("introduced", "Has been shown it", "practised", "Practised with much help", "used", "Used it at their own place", "looked-back", "Looked back at it")), day("date", "Day", "The day."), words("shows", "What shows it", "A page, a visit, their words."), words("from", "Feedback from", "Who looked at it.")),
				prose("see", "What do you see?", "Where most get stuck, and what would help."),
			),
		},
		Rels: []improve.Rel{projectRel("Learning to do it"), rel("training", "From the course", "Learning to do it", "Where it was shown.", "training"), rel("team", "Of the team", "Learning to do it", "The team.", "team")},
		Sample: improve.Sample{
			Fields: cells("title", "Leading an interview with a student", "facilitator", "Mei-Ling Carver", "see", "Everyone talks too much the first time."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"steps": rowsOf(cells("who", "Rosa Lindqvist", "step", "used", "date", "2026-05-12", "shows", "Notes of two talks", "from", "Mei-Ling Carver"))},
		},
	}, "facilitator", "see")
}
