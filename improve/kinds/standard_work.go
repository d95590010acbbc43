package kinds

import "github.com/cairn-schools/cairn/improve"

func standardWork() *improve.Kind {
	return declare(improve.Kind{
		Name: "standard-work", Title: "How we do it here", Plural: "How we do it here", Term: "Standard work",
		Help:  "A page of the school's own playbook: what has been tested and is now done by everyone, step by step, with a day on which somebody looks whether it still is.",
		Group: improve.Tests, Icon: "check", Home: improve.Team, Also: "playbook, core process, routine, procedure, handbook", Offered: true,
		Sections: []improve.Section{
			part("work", "The way", "",
				placeholder(title("What is done this way?", "One line."), "How an essay is set in grade 9"),
				prose("why", "Why this way?", "What the tests showed."),
				list("steps", "Steps", "Short enough to hang on a wall.", words("step", "Step", "One thing."), words("who", "Who", "A job, not a name."), words("when", "When", "Day or moment."), words("mind", "Mind", "What goes wrong most easily.")),
				words("version", "Version", "A number or a month."),
				someone("owner", "Who keeps it?", "The person to tell when it does not fit."),
			),
			part("keep", "Keeping it", "",
				prose("training", "How do new colleagues learn it?", "Who shows it to them, and when."),
				day("check_on", "Look whether it is still done on", "A day; without one it fades."),
				prose("checked", "What did you see when you looked?", "With the day."),
			),
		},
		Rels:  []improve.Rel{projectRel("How we do it here"), rels("change-idea", "Grew out of the idea", "Became how we do it", "The idea it was before.", "change-idea"), rels("pdsa", "Tested in", "Became how we do it", "The tests that speak for it.", "pdsa"), rels("measure", "Watched with", "How we do it", "The numbers that show it still works.", "measure")},
		Again: &improve.Again{Day: "check_on"},
		Sample: improve.Sample{
			Fields: cells("title", "How an essay is set in grade 9", "why", "Three rounds of tests: more come in, and being stuck shows early.", "version", "November 2026", "owner", "Rosa Lindqvist", "training", "A new colleague sits in on one first lesson.", "check_on", "2027-02-01", "checked", "Not looked at yet."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"steps": rowsOf(cells("step", "Set the task with a first line to choose from", "who", "Teacher", "when", "Day one", "mind", "Not on Fridays"), cells("step", "Everyone writes a paragraph, reads it to a neighbour", "who", "Class", "when", "Same lesson"))},
		},
	}, "version", "owner", "check_on")
}
