package kinds

import "github.com/cairn-schools/cairn/improve"

func infrastructureCheck() *improve.Kind {
	return declare(improve.Kind{
		Name: "infrastructure-check", Title: "What do we have in place?", Plural: "Looks at what is in place", Term: "Infrastructure self-check",
		Help:  "Five things that an organisation needs in order to keep improving: which are there, which are coming, which are missing?",
		Group: improve.Reflection, Icon: "check", Home: improve.Team, Also: "infrastructure, self-assessment, capacity, readiness",
		Sections: []improve.Section{
			part("look", "The look", "",
				placeholder(title("Of whom, and when?", "One line."), "Three Valleys District, autumn 2026"),
				day("date", "Day", "The day."),
				list("elements", "What is in place", "One line for each.",
					pick("element", "What", "The five.", options("together", "Ways to work together", "analysis", "People and tools to look at data", "knowledge", "A way to keep and pass on what we learn", "decisions", "A known way to decide", "evaluate", "A way to look at our own systems")),
					pick("state", "State", "As it is today.", options("there", "In place", "coming", "In the making", "missing", "Missing")),
					words("need", "What is needed", "One line."), words("next", "Next step", "Who does what.")),
				prose("see", "What do you see?", "Where to begin."),
			),
		},
		Rels: []improve.Rel{rel("organisation", "Of", "Looks at what is in place", "The school or district.", "organisation"), projectRel("Looks at what is in place")},
		Sample: improve.Sample{
			Fields: cells("title", "Three Valleys District, autumn 2026", "date", "2026-09-30", "see", "We look at numbers, and forget what we learned from them."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"elements": rowsOf(cells("element", "together", "state", "there"), cells("element", "knowledge", "state", "missing", "need", "One place for all tests", "next", "Every team writes them here"))},
		},
	}, "date", "see")
}
