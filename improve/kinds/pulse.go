package kinds

import "github.com/cairn-schools/cairn/improve"

func pulse() *improve.Kind {
	return declare(improve.Kind{
		Name: "pulse", Title: "How are people?", Plural: "How people are", Term: "Pulse and voice",
		Help:  "One question to many, now and then; what they said, what was done, and that they were told. Asking without answering makes it worse.",
		Group: improve.Reflection, Icon: "feedback", Home: improve.Team, Also: "pulse survey, climate, voice, input, staff survey",
		Sections: []improve.Section{
			part("asked", "Asked", "",
				placeholder(title("What did you ask?", "As you asked it."), "What should we stop doing?"),
				day("date", "Day", "The day."),
				words("of_whom", "Whom?", "A group."),
				amount("asked", "How many were asked?", "People."),
				amount("answered", "How many answered?", "Below ten, think who could be recognised."),
				list("answers", "What they said", "Put like answers together.", child(words("answer", "Answer", "In their words.")), amount("count", "How often", "A number.")),
				prose("action", "What was done with it?", "Or why not."),
				tick("told_back", "Have they been told?", "All of them, not only who asked."),
			),
		},
		Rels: []improve.Rel{rel("organisation", "At", "How people are", "The school.", "organisation"), projectRel("How people are")},
		Sample: improve.Sample{
			Fields: cells("title", "What should we stop doing?", "date", "2026-10-12", "of_whom", "All who work here", "asked", "61", "answered", "44", "action", "The reading log ends at Christmas.", "told_back", "yes"),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"answers": rowsOf(cells("answer", "The reading log", "count", "17"), cells("answer", "Two forms for one absence", "count", "9"))},
		},
	}, "date", "of_whom", "action")
}
