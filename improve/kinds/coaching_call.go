package kinds

import "github.com/cairn-schools/cairn/improve"

func coachingCall() *improve.Kind {
	return declare(improve.Kind{
		Name: "coaching-call", Title: "Call with the coach", Plural: "Calls with the coach", Term: "Coaching call",
		Help:  "Every two weeks or so, best two teams together: what happened since, where you are stuck, what each tries next.",
		Group: improve.Meetings, Icon: "meeting", Home: improve.Team, Also: "coaching, check-in, buddy call", Offered: true,
		Sections: []improve.Section{
			part("call", "The call", "",
				placeholder(title("Who, and when?", "Teams and day."), "Larkfield and Harbor, 6 October"),
				day("date", "Day", "The day."),
				words("teams", "Which teams?", "Two is best."),
				someone("coach", "Who coaches?", "One name."),
				prose("topics", "What will you talk about?", "From both sides, before the call."),
				child(prose("since", "What happened since the last call?", "Tests, numbers, surprises.")),
				child(prose("stuck", "Where are you stuck?", "The coach guesses before, and asks.")),
				prose("asked", "What was asked of the coach, and what came back?", "So that the next team finds it."),
				term(improve.Field{Key: "progress", Type: improve.Choice, Label: "How far is the work?", Help: "The team says it; the coach may doubt it.", Options: progressScale()}, "Progress score"),
				prose("next_test", "What will each try next?", "By when."),
				day("next", "Next call", "The day."),
			),
		},
		Rels:   []improve.Rel{projectRel("Calls with the coach"), rels("team", "With", "Calls with the coach", "The teams.", "team"), rel("buddies", "Of the buddies", "Calls", "The pair.", "buddy-pair"), rel("follows", "After the call", "Next call", "The call before this one.", "coaching-call"), rel("network", "In the network", "Calls with coaches", "The network.", "network")},
		Next:   []improve.Next{{Kind: "pdsa", Rel: "call", Label: "Plan the next test", Keep: projectOnly(), Fill: carry("next_test", "change")}, {Kind: "coaching-call", Rel: "follows", Label: "Prepare the next call", Keep: keep("project", "team", "buddies", "network"), Fill: nextCall}, {Kind: "barrier", Rel: "found-in", Label: "Put a barrier on the list", Keep: projectOnly(), Fill: carry("date", "raised_on")}},
		Sample: improve.Sample{Fields: cells("title", "Larkfield and Harbor, 6 October", "date", "2026-10-06", "teams", "Larkfield, Harbor", "coach", "Mei-Ling Carver", "since", "One test each.", "stuck", "Who covers period 6?", "asked", "Must the second test be larger? No: another hour of the day is enough.", "progress", "tests-no-gain", "next_test", "Period 6 on Tuesday.", "next", "2026-10-20", "topics", "The chart of period 2; who else could try it.")},
	}, "date", "progress", "coach")
}

// progressScale is the ladder that networks use to say how far a team is, in our words.
func progressScale() []improve.Option {
	return options("idea", "We mean to begin", "team", "There is a team and an aim", "planning", "We plan the first tests", "active", "Active, nothing changed yet", "tests-no-gain", "Changes tested, no gain yet",
		"some-gain", "A first gain", "gain", "A clear gain", "large", "Half of the aim, at most places", "sustained", "Held for a while", "reached", "Reached, and it lasts")
}
