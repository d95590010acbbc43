package kinds

import "github.com/cairn-schools/cairn/improve"

func schoolGoal() *improve.Kind {
	return declare(improve.Kind{
		Name: "school-goal", Title: "Goal of the school plan", Plural: "Goals of the school plan", Term: "School plan goal",
		Help:  "A goal that the school has to report on, worked on as a real project instead of a form to be filled in.",
		Group: improve.Reflection, Icon: "aim", Home: improve.Team, Stands: true, Also: "SPSA, site plan, compliance, school improvement plan",
		Sections: []improve.Section{
			part("goal", "The goal", "",
				placeholder(title("The goal as the plan says it", "Word for word."), "Raise on-time completion in grade 9"),
				prose("ours", "What do we make of it?", "In your own words: who, how much, by when."),
				words("asked_by", "Who asks for it?", "State, district, board."),
				day("due", "Report due", "The day on which it has to be told."),
				prose("told", "What will we report?", "What was learned, with numbers that did not move too."),
			),
		},
		Rels:   []improve.Rel{rel("project", "Worked on in", "Goal of the school plan", "The project that works on it.", "project"), rel("plan", "From the plan", "Goals", "The plan.", "strategic-plan"), rel("organisation", "At", "Goals", "The school.", "organisation")},
		Sample: improve.Sample{Fields: cells("title", "Raise on-time completion in grade 9", "ours", "Four of five essays on the day by June, periods 2 and 6 first.", "asked_by", "The district", "due", "2027-06-15", "told", "What three rounds of tests showed, and what we dropped.")},
	}, "asked_by", "due")
}
