package kinds

import "github.com/cairn-schools/cairn/improve"

func decision() *improve.Kind {
	return declare(improve.Kind{
		Name: "decision", Title: "Decision", Plural: "Decisions", Term: "Decision log",
		Help:  "What was decided, by whom, how, and who was asked before. In a year somebody will want to know.",
		Group: improve.Reflection, Icon: "check", Home: improve.Team, Also: "decision log, resolve, choice", Offered: true,
		Sections: []improve.Section{
			part("decision", "The decision", "",
				placeholder(title("What was decided?", "One line."), "First paragraphs in class, all of grade 9"),
				day("date", "Day", "The day."),
				words("by", "By whom?", "People or group."),
				pick("method", "How?", "As it really was.", options("one", "One person decided", "asked", "One person, after asking others", "vote", "By a vote", "agreed", "All could live with it", "given", "It was decided elsewhere")),
				prose("why", "Why?", "Tests, numbers, what was weighed."),
				prose("asked", "Who was asked before?", "And whose view was not there."),
				pick("state", "Does it still hold?", "A decision may be changed; say why.", decisionStates()),
				prose("reason", "Why was it changed?", "What was learned since."),
				prose("follow_up", "Who does what now?", "With a day."),
				day("review", "Look at it again on", "A day."),
			),
			part("moves", "How it went", "", moves(decisionStates())),
		},
		Rels:   []improve.Rel{projectRel("Decisions"), rel("about", "About", "Decisions", "The page that it is about."), rel("meeting", "Made at", "Decisions", "The meeting.", "meeting"), rels("pdsa", "Because of the test", "Decided by it", "The tests that showed it.", "pdsa"), rel("organisation", "At", "Decisions", "The school or district.", "organisation"), rel("team", "Of the team", "Decisions", "The team that decided, or for which it holds.", "team"), rel("network", "In the network", "Decisions", "The network for which it holds.", "network")},
		Course: &improve.Course{State: "state", Moves: movesKey, Reason: "reason", Asks: []string{"changed", "undone"}, Ends: []string{"undone"}},
		Again:  &improve.Again{Day: "review"},
		Sample: improve.Sample{Fields: cells("title", "First paragraphs in class, all of grade 9", "date", "2026-11-16", "by", "The ninth-grade team", "method", "agreed", "why", "Three tests, nine weeks of numbers.", "asked", "Students of period 2 and 6; nobody from the office.", "state", "stands", "reason", "Not changed.", "follow_up", "Rosa shows it to the two new colleagues by Friday.", "review", "2027-02-01")},
	}, "date", "by", "method")
}

func decisionStates() []improve.Option {
	return options("stands", "It stands", "changed", "Changed", "undone", "Taken back")
}
