package kinds

import "github.com/cairn-schools/cairn/improve"

func leaderCoaching() *improve.Kind {
	return declare(improve.Kind{
		Name: "leader-coaching", Title: "Notes of coaching a leader", Plural: "Notes of coaching leaders", Term: "Executive coaching",
		Help:  "What a leader wrestles with, what they mean to do, and what came of it. Between the two of you.",
		Group: improve.Reflection, Icon: "edit", Home: improve.Personal, Also: "executive coach, principal coaching, thinking partner",
		Sections: []improve.Section{
			part("talk", "The talk", "",
				placeholder(title("With whom, on what?", "Initials are enough."), "I. M., saying no"),
				day("date", "Day", "The day."),
				prose("dilemma", "What do they wrestle with?", "In their words."),
				prose("saw", "What became clearer?", "A question that helped."),
				list("actions", "What they mean to do", "Small and soon.", words("what", "What", "One thing."), day("by", "By", "The day."), words("came_of_it", "What came of it", "Next time.")),
			),
		},
		Rels: []improve.Rel{rel("person", "With", "Notes of coaching", "The leader.", "person"), projectRel("Notes of coaching leaders")},
		Sample: improve.Sample{
			Fields: cells("title", "I. M., saying no", "date", "2026-10-13", "dilemma", "Every request sounds reasonable.", "saw", "What would you take from a child to give to this?"),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"actions": rowsOf(cells("what", "Answer every request on Thursdays only", "by", "2026-10-22", "came_of_it", "Half had gone away"))},
		},
	}, "date", "dilemma")
}
