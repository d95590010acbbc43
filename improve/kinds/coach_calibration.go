package kinds

import "github.com/cairn-schools/cairn/improve"

func coachCalibration() *improve.Kind {
	return declare(improve.Kind{
		Name: "coach-calibration", Title: "Do coaches see the same?", Plural: "Looks at whether coaches see the same", Term: "Coach calibration",
		Help:  "Several coaches look at one lesson or page apart, then compare. The aim is one way of seeing, not one winner.",
		Group: improve.Reflection, Icon: "people", Home: improve.Personal, Also: "calibration, rating agreement, norming, inter-rater",
		Sections: []improve.Section{
			part("look", "The look", "",
				placeholder(title("What did you look at?", "Without the teacher's name."), "A lesson in explaining, 12 minutes"),
				day("date", "Day", "The day."),
				list("ratings", "What each saw", "Write before you talk.", words("item", "What", "What was looked at."), someone("coach", "Coach", "Who rated."), amount("rating", "1 to 4", "As they saw it."), words("why", "Because", "What they saw.")),
				prose("apart", "Where were you far apart?", "And why."),
				prose("agreed", "How will you read it from now on?", "So that a teacher hears the same from each."),
			),
		},
		Rels: []improve.Rel{rel("team", "Of the group", "Do coaches see the same?", "The coaches.", "team"), projectRel("Do coaches see the same?")},
		Sample: improve.Sample{
			Fields: cells("title", "A lesson in explaining, 12 minutes", "date", "2026-10-22", "apart", "Waiting: 1 and 3.", "agreed", "Count the seconds before you judge."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"ratings": rowsOf(cells("item", "Waits after a question", "coach", "Mei-Ling Carver", "rating", "1", "why", "Two seconds"), cells("item", "Waits after a question", "coach", "Jonah Pell", "rating", "3", "why", "Felt calm"))},
		},
	}, "date", "agreed")
}
