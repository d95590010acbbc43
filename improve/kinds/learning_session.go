package kinds

import "github.com/cairn-schools/cairn/improve"

func learningSession() *improve.Kind {
	return declare(improve.Kind{
		Name: "learning-session", Title: "Looking at our work together", Plural: "Sessions on our work", Term: "Learning session",
		Help:  "Teams bring something that they made, ask one question about it, get feedback, and go home with it changed.",
		Group: improve.Meetings, Icon: "meeting", Home: improve.Team, Also: "gallery walk, bring work, tuning, feedback session",
		Sections: []improve.Section{
			part("session", "The session", "",
				placeholder(title("What is it called?", "Theme and day."), "First tests, 14 October"),
				day("date", "Day", "The day."),
				list("pieces", "What was brought", "One line for each piece.", words("team", "Team", "Who brought it."), words("piece", "What", "A test, a chart, a drawing."), words("question", "Question", "What they asked."), child(prose("feedback", "What they heard", "Strong, doubtful, wondered.")), prose("changed", "What they changed", "Write it afterwards.")),
				prose("learned", "What did all of you learn?", "For those who were not there."),
			),
		},
		Rels: []improve.Rel{projectRel("Sessions on our work"), rel("network", "Of the network", "Sessions on our work", "The network.", "network"), rel("protocol", "Held as", "Used in", "The way it was held.", "protocol"), loosely(rels("piece", "Looked at", "Looked at together in", "The pages that were brought."))},
		Sample: improve.Sample{
			Fields: cells("title", "First tests, 14 October", "date", "2026-10-14", "learned", "Every guess was too high."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"pieces": rowsOf(cells("team", "Larkfield", "piece", "Test 1", "question", "Is one class enough?", "feedback", "Yes, for a week.", "changed", "We stay with period 2."))},
		},
	}, "date", "learned")
}
