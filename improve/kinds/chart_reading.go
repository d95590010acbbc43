package kinds

import "github.com/cairn-schools/cairn/improve"

func chartReading() *improve.Kind {
	return declare(improve.Kind{
		Name: "chart-reading", Title: "What we see in a chart", Plural: "What we see in charts", Term: "Data reading",
		Help:  "Look at a chart together: first what each of you sees, then what you wonder, and only then what it means.",
		Group: improve.Numbers, Icon: "measure", Home: improve.Team, Also: "interpret graph, data talk, notice and wonder", Offered: true,
		Sections: []improve.Section{
			part("reading", "The reading", "",
				placeholder(title("Which chart?", "And up to which week."), "Essays on the day, to week 11"),
				prose("see", "What do you see?", "Only what is there: higher, lower, where, when."),
				prose("wonder", "What do you wonder?", "Questions; no answers yet."),
				prose("conclude", "What do you take from it?", "And how sure you are."),
				prose("disagree", "Where do you not agree?", "Write both sides; it is worth more than a vote."),
				day("date", "Day", "The day you looked."),
				words("who", "Who was there?", "Names or groups."),
			),
		},
		Rels:   []improve.Rel{projectRel("What we see in charts"), rels("measure", "Reads", "What was seen in it", "The measures that you looked at.", "measure")},
		Sample: improve.Sample{Fields: cells("title", "Essays on the day, to week 11", "see", "Nine points in a row above the middle. Period 6 moves less.", "wonder", "Is it the hour or the room?", "conclude", "It is not chance any more in period 2.", "disagree", "Tomás thinks period 6 has begun to rise.", "date", "2026-11-16", "who", "The team and two students")},
	}, "date", "conclude")
}
