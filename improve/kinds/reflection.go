package kinds

import "github.com/cairn-schools/cairn/improve"

// reflection is private until its writer shares it: leaders and teachers write
// down here what they would not say at a meeting.
func reflection() *improve.Kind {
	return declare(improve.Kind{
		Name: "reflection", Title: "Time to think", Plural: "Times to think", Term: "Reflection",
		Help:  "A quarter of an hour with a few questions. It stays yours; come back to it later and see what has changed.",
		Group: improve.Reflection, Icon: "reflection", Home: improve.Personal, Also: "journal, self-reflection, beliefs, bias, equity, question set", Offered: true,
		Sections: []improve.Section{
			part("think", "Thinking", "",
				placeholder(title("About what?", "One line."), "Whom I call on"),
				day("date", "Day", "The day."),
				pick("theme", "What is it about?", "Choose the closest; all four hang together.", options("outcomes", "What students reach", "identity", "Who we are and what we believe", "relationships", "How we are with one another", "systems", "How school is set up", "leading", "How I lead", "team", "How our team works", "other", "Something else")),
				words("set", "Which set of questions?", "Where you use one."),
				child(list("answers", "Questions and answers", "Two or three are enough.", words("question", "Question", "Your own, or one from a set."), child(prose("answer", "Answer", "As it comes.")))),
				child(prose("thought", "Or simply write", "As it comes.")),
				prose("will", "What will you do differently?", "One small thing."),
				day("look_again", "Read it again on", "A day."),
				prose("now", "What do you think now?", "When you read it again."),
			),
		},
		Rels:  []improve.Rel{projectRel("Times to think"), rel("about", "About", "Thought about", "The page that it is about.")},
		Again: &improve.Again{Day: "look_again", Done: "now"},
		Sample: improve.Sample{
			Fields: cells("title", "Whom I call on", "date", "2026-10-16", "theme", "relationships", "set", "Three questions for Fridays", "thought", "I knew before I counted, and counted anyway.", "will", "Draw names for a week.", "look_again", "2026-12-01", "now", "Not read again yet."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"answers": rowsOf(cells("question", "Whom did I not hear this week?", "answer", "The window row, again."))},
		},
	}, "theme", "date")
}
