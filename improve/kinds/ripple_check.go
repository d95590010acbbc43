package kinds

import "github.com/cairn-schools/cairn/improve"

func rippleCheck() *improve.Kind {
	return declare(improve.Kind{
		Name: "ripple-check", Title: "Whom else does it touch?", Plural: "Looks at whom it touches", Term: "Ripple check",
		Help:  "Before a change grows: who else feels it, the office, the bus, the kitchen, and what could get worse? Tell them, and watch one number for harm.",
		Group: improve.Tests, Icon: "people", Home: improve.Team, Also: "unintended consequences, side effects, stakeholders", Offered: true,
		Sections: []improve.Section{
			part("ripple", "Whom it touches", "",
				placeholder(title("Which change?", "One line."), "First paragraphs take half a lesson"),
				list("touched", "Who feels it", "Think of those who are not in the room.", words("who", "Who", "People or department."), words("how", "How", "What changes for them."), tick("told", "Told", "Have they been told?"), child(words("say", "What do they say?", "Their words."))),
				prose("worse", "What could get worse?", "Be as kind as you like, but say it."),
				words("watch", "What do you watch for that?", "One number or sign; its own measure is better still."),
				day("date", "Day", "The day you asked."),
			),
		},
		Rels: []improve.Rel{projectRel("Looks at whom it touches"), rels("change-idea", "Of the idea", "Whom it touches", "The ideas that were looked at.", "change-idea"), rels("measure", "Watched with", "Watches for harm of", "The numbers that watch for harm.", "measure")},
		Next: []improve.Next{{Kind: "measure", Rel: "ripple", Label: "Watch it with a number", Keep: projectOnly(), Fill: fixed(carry("watch", "title", "worse", "purpose"), "type", "balancing")}},
		Sample: improve.Sample{
			Fields: cells("title", "First paragraphs take half a lesson", "worse", "There is less time to read together.", "watch", "Pages read each week", "date", "2026-09-10"),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"touched": rowsOf(cells("who", "Library", "how", "Fewer come after school", "told", "yes", "say", "Good, we close earlier on Fridays"), cells("who", "Bus", "how", "Nothing", "told", "no"))},
		},
	}, "date", "worse")
}
