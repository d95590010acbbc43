package kinds

import "github.com/cairn-schools/cairn/improve"

func scorecard() *improve.Kind {
	return declare(improve.Kind{
		Name: "scorecard", Title: "Sheet of goals", Plural: "Sheets of goals", Term: "Scorecard",
		Help:  "Priority by priority: the goal, the number that shows it, and where it stands. One page; everybody's sheet leads up to the same few priorities.",
		Group: improve.Numbers, Icon: "check", Home: improve.Team, Stands: true, Also: "dashboard, KPI, goals sheet, cascade",
		Sections: []improve.Section{
			part("sheet", "The sheet", "",
				placeholder(title("Whose, and for when?", "School or team, and the term."), "Larkfield, autumn 2026"),
				day("date", "As of", "The day of the numbers."),
				list("goals", "Goals", "One line each; five are many.",
					words("priority", "Priority", "Which one it serves."), words("goal", "Goal", "In one line."), words("measure", "Shown by", "The number."), words("now", "Now", "Where it stands."), words("target", "Goal for it", "Where it should be."), pick("state", "How does it go?", "Look at the chart, not at one point.", options("better", "Getting better", "same", "No change yet", "worse", "Getting worse", "unknown", "Not known"))),
				prose("say", "What does the page say?", "In two sentences, for somebody in a hurry."),
			),
		},
		Rels: []improve.Rel{rels("priority", "Leads up to", "Sheets of goals", "The priorities.", "priority"), rels("measure", "Shows", "Sheets of goals", "The measures on it.", "measure"), rels("project", "Worked on in", "Sheets of goals", "The projects behind it.", "project"), rel("organisation", "Of", "Sheets of goals", "The school or team.", "organisation")},
		Sample: improve.Sample{
			Fields: cells("title", "Larkfield, autumn 2026", "date", "2026-11-13", "say", "Late work moves; attendance does not."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"goals": rowsOf(cells("priority", "Written work gets finished", "goal", "Four of five essays on the day", "measure", "Essays on the day", "now", "74 %", "target", "80 %", "state", "better"))},
		},
	}, "date", "say")
}
