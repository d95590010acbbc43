package kinds

import "github.com/cairn-schools/cairn/improve"

func alignment() *improve.Kind {
	return declare(improve.Kind{
		Name: "alignment", Title: "Does it fit our priorities?", Plural: "Looks at what fits", Term: "Alignment of initiatives",
		Help:  "Everything that the school has going, set beside its priorities. What fits none of them is a load that nobody chose.",
		Group: improve.Reflection, Icon: "filter", Home: improve.Team, Stands: true, Also: "matrix, coherence, too many initiatives, radical alignment",
		Sections: []improve.Section{
			part("look", "The look", "",
				placeholder(title("What did you look at, and when?", "School and month."), "Larkfield, October 2026"),
				day("date", "Day", "The day you looked."),
				list("fits", "What fits what", "One line for each pair that matters.",
					words("initiative", "What is going on", "The programme, project or duty."),
					words("priority", "Priority", "Which of your priorities."),
					pick("fit", "Does it fit?", "As it is now, not as it was meant.", options("strong", "It serves it", "weak", "A little", "none", "Not at all", "against", "It pulls the other way")),
					words("why", "Why do you think so?", "One line."),
				),
				prose("result", "What follows from it?", "What to stop, join or leave."),
			),
		},
		Rels: []improve.Rel{rels("initiative", "Looked at", "Looked at in", "The programmes and duties.", "initiative"), rels("priority", "Beside", "Looked at in", "The priorities.", "priority"), rel("organisation", "At", "Looks at what fits", "The school.", "organisation")},
		Sample: improve.Sample{
			Fields: cells("title", "Larkfield, October 2026", "date", "2026-10-12", "result", "The reading log stops at the end of the term."),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"fits": rowsOf(
				cells("initiative", "Late-work project", "priority", "Written work gets finished", "fit", "strong"),
				cells("initiative", "Reading log", "priority", "Written work gets finished", "fit", "none", "why", "Nobody reads it"))},
		},
	}, "date", "result")
}
