package kinds

import "github.com/cairn-schools/cairn/improve"

func coDesign() *improve.Kind {
	return declare(improve.Kind{
		Name: "co-design", Title: "What students and families put in", Plural: "What students and families put in", Term: "Co-design",
		Help:  "You asked students, families or people from the neighbourhood; they answered; something was done with it, and they were told.",
		Group: improve.People, Icon: "interview", Home: improve.Team, Also: "families, community, student voice, parents, co-designers", Offered: true,
		Sections: []improve.Section{
			part("asked", "Asked and answered", "No names of children, please.",
				placeholder(title("About what?", "One line."), "How the help table should look"),
				pick("who", "Who was asked?", "Choose the closest.", options("students", "Students", "families", "Families", "community", "People from the neighbourhood", "mixed", "Several of them")),
				pick("part", "What part did they have?", "As it really was.", options("asked", "They were asked", "advised", "They advised while it was made", "made", "They made it with us", "decided", "They decided with us")),
				day("date", "Day", "The day."),
				prose("question", "What did you ask?", "As you asked it."),
				child(prose("said", "What did they say?", "In their words.")),
				prose("done", "What was done with it?", "Or why it could not be done."),
				tick("told_back", "Have they been told?", "By whom they know."),
			),
		},
		Rels:   []improve.Rel{projectRel("What students and families put in"), rels("change-idea", "Led to the idea", "Came from students and families", "The ideas.", "change-idea"), rels("driver", "Speaks for", "Students and families say", "What must change.", "driver")},
		Next:   []improve.Next{{Kind: "change-idea", Rel: "co-design", Label: "Make an idea of it", Keep: projectOnly(), Fill: fixed(carry("done", "what"), "origin", "students-families")}},
		Sample: improve.Sample{Fields: cells("title", "How the help table should look", "who", "students", "date", "2026-09-24", "question", "What would make you stop there?", "said", "Put it where I am anyway.", "done", "It stands by the lunch line now.", "told_back", "yes", "part", "advised")},
	}, "who", "date")
}
