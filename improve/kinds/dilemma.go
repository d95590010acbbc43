package kinds

import "github.com/cairn-schools/cairn/improve"

func dilemma() *improve.Kind {
	return declare(improve.Kind{
		Name: "dilemma", Title: "Question for colleagues", Plural: "Questions for colleagues", Term: "Dilemma of practice",
		Help:  "Something you do not know how to solve, brought to people who do the same job. They ask first, then advise. It stays yours until you share it.",
		Group: improve.People, Icon: "help", Home: improve.Personal, Also: "dilemma, consultancy, role-alike, advice, ask colleagues",
		Sections: []improve.Section{
			part("question", "The question", "",
				placeholder(title("What do you not know?", "As a question."), "How do I stop a programme that a friend began?"),
				child(prose("story", "What is the story?", "So much that somebody from elsewhere understands.")),
				prose("tried", "What have you tried?", "And what came of it."),
				words("group", "Whom do you ask?", "The group or circle."),
				day("date", "Day", "The day you brought it."),
				list("advice", "What they said", "One line each.", words("from", "From", "A name or a job."), words("said", "Said", "Their question or advice.")),
				prose("will", "What will you do?", "And when you will tell them."),
			),
		},
		Rels: []improve.Rel{projectRel("Questions for colleagues"), rel("team", "Brought to", "Questions brought", "The group.", "team")},
		Sample: improve.Sample{
			Fields: cells("title", "How do I stop a programme that a friend began?", "story", "It has run three years, and nobody says that it helps.", "tried", "Asked what it was for; got a long answer.", "group", "Principals of the valley", "date", "2026-10-20", "will", "Ask her to decide it with me, by December."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"advice": rowsOf(cells("from", "A principal", "said", "Let her stop it herself"))},
		},
	}, "group", "date")
}
