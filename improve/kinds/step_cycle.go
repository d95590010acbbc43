package kinds

import "github.com/cairn-schools/cairn/improve"

func stepCycle() *improve.Kind {
	return declare(improve.Kind{
		Name: "step-cycle", Title: "Steps of our cycle", Plural: "Cycles with steps", Term: "Improvement cycle",
		Help:  "The steps that your district or network uses, each set beside one of the three questions, so that the steps never hide what they are for. The page of a project can be read in them.",
		Group: improve.AimAndTheory, Icon: "forward", Home: improve.Team, Also: "nine steps, inquiry cycle, scaffold, three questions, model for improvement",
		Sections: []improve.Section{
			part("cycle", "The cycle", "",
				placeholder(title("What do you call it?", "The name that people use."), "Our six-step cycle"),
				prose("about", "What is it for?", "One sentence for a new colleague."),
				list("steps", "Steps", "In their order; use your own names.",
					words("step", "Step", "As you call it."),
					pick("question", "Which question does it answer?", "The three questions behind every cycle.", Questions()),
					pick("work", "What is done in it?", "So that the pages of a project stand under the right step; may stay empty.", Works()),
					tick("done", "Done", "Where this project stands."),
					words("note", "Note", "What you found, or what is still open."),
				),
			),
		},
		Rels: []improve.Rel{projectRel("Steps of the cycle"), rel("network", "Used by", "Cycles", "The network or district that uses it.", "network")},
		Sample: improve.Sample{
			Fields: cells("title", "Our five-step cycle", "about", "The order in which our teams work through a term."),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"steps": rowsOf(
				cells("step", "Look at what students do now", "question", "accomplish", "work", "aim", "done", "yes"),
				cells("step", "Choose one cause", "question", "accomplish", "work", "why", "done", "yes", "note", "Being stuck at the beginning"),
				cells("step", "Say what to count", "question", "know", "work", "know", "done", "yes"),
				cells("step", "Try one change", "question", "change", "work", "test", "done", "no"))},
		},
	}, "about")
}
