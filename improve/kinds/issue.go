package kinds

import "github.com/cairn-schools/cairn/improve"

func issue() *improve.Kind {
	return declare(improve.Kind{
		Name: "issue", Title: "Something that came up", Plural: "Things that came up", Term: "Issue log",
		Help:  "What people grumble about and what you found under a stone. Only some can be put right at once: say which, and why not the others.",
		Group: improve.Causes, Icon: "warning", Home: improve.Team, Also: "noise, rocks turned over, problem, complaint, concern",
		Sections: []improve.Section{
			part("issue", "What came up", "",
				placeholder(title("What is it?", "As people say it."), "Nobody knows which week the essays are due"),
				words("source", "Where does it come from?", "A group or a meeting; no names needed."),
				day("date", "Came up on", "The day."),
				pick("state", "What do you do with it?", "Saying no is an answer, too.", issueStates()),
				prose("reason", "Why?", "So that people understand the answer."),
				day("review", "Look at it again on", "For what has to wait."),
				tick("told_back", "Have they been told?", "Whoever raised it should hear the answer."),
			),
			part("moves", "How it went", "", moves(issueStates())),
		},
		Rels:   []improve.Rel{projectRel("Things that came up"), rels("cause", "Tells of the cause", "Came up as", "The causes that it points to.", "fishbone-cause"), rel("organisation", "At", "Things that came up", "The school or district.", "organisation")},
		Course: &improve.Course{State: "state", Moves: movesKey, Reason: "reason", Asks: []string{"no", "later"}, Ends: []string{"no", "solved"}, Since: "date", TellBack: "told_back"},
		Next:   []improve.Next{{Kind: "fishbone-cause", Rel: "seen-in", Label: "Make a cause of it", Keep: projectOnly(), Fill: carry("title", "title")}},
		Again:  &improve.Again{Day: "review", States: []string{"later"}},
		Sample: improve.Sample{Fields: cells("title", "Nobody knows which week the essays are due", "source", "Families, at the gate", "date", "2026-09-28", "state", "now", "reason", "One calendar for grade 9 costs an hour.", "told_back", "yes")},
	}, "state", "date", "source")
}

func issueStates() []improve.Option {
	return options("open", "Not looked at yet", "now", "Now", "later", "Later", "no", "No", "solved", "Put right")
}
