package kinds

import "github.com/cairn-schools/cairn/improve"

// teamChoice speaks of colleagues and stays with who writes it.
func teamChoice() *improve.Kind {
	return declare(improve.Kind{
		Name: "team-choice", Title: "Choosing a team", Plural: "Choosing teams", Term: "Team selection",
		Help:  "Whom to ask to join, and why: some who see far, some who get things done, some who see it differently. It stays with you.",
		Group: improve.People, Icon: "people", Home: improve.Personal, Also: "selection, recruit, candidates, visionaries, integrators", Stays: true,
		Sections: []improve.Section{
			part("choice", "The choice", "",
				placeholder(title("For which team?", "One line."), "School leadership team, 2027"),
				prose("criteria", "What does the team need?", "Before you think of names."),
				list("candidates", "Whom could you ask?", "One line for each.", words("who", "Who", "Name or initials."), pick("leans", "Leans to", "Both are needed.", options("vision", "Seeing where to go", "doing", "Getting it done", "both", "Both")), words("why", "Why?", "What they would bring."), pick("result", "Result", "What came of it.", options("think", "Thinking about it", "asked", "Asked", "joined", "Joined", "not-now", "Not now"))),
				prose("missing", "Who is still missing?", "Whose view of the school is not there."),
			),
		},
		Rels: []improve.Rel{projectRel("Choosing teams"), rel("team", "For the team", "Choosing the team", "The team.", "team")},
		Sample: improve.Sample{
			Fields: cells("title", "School leadership team, 2027", "criteria", "Somebody from the office; somebody who says no.", "missing", "Nobody who came to us in the last two years."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"candidates": rowsOf(cells("who", "T. A.", "leans", "doing", "why", "Finishes what he begins", "result", "asked"))},
		},
	}, "criteria")
}
