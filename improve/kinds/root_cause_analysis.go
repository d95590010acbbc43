package kinds

import "github.com/cairn-schools/cairn/improve"

func rootCauseAnalysis() *improve.Kind {
	return declare(improve.Kind{
		Name: "root-cause-analysis", Title: "Asking why", Plural: "Looks at why it happens", Term: "Root cause analysis",
		Formerly: []string{"Why does it happen?"},
		Help:     "One problem, looked at with what you have: ask why, then why again, and end with the cause that you will act on.",
		Group:    improve.Causes, Icon: "cause", Home: improve.Team, Also: "five whys, 5 whys, root cause, problem analysis", Offered: true,
		Sections: []improve.Section{
			part("why", "From why to why", "",
				placeholder(title("What happens?", "The problem in one line, without a reason in it."), "Half of the essays come late"),
				prose("looked_at", "What have you looked at?", "Lists, work, talks; say what was missing."),
				term(list("whys", "Why?", "Each answer becomes the next question. Stop where you can do something.",
					words("why", "Because …", "One answer."), child(words("know", "How do we know?", "What you saw, or \"we think so\".")), tick("ours", "In our hands?", "Can we change it ourselves?")), "Chain of whys"),
				prose("act_on", "Which cause will you act on?", "And why this one first."),
				day("date", "Day", "The day you did it."),
				words("who", "Who was there?", "Names or groups; who was missing?"),
			),
		},
		Rels: []improve.Rel{projectRel("Looks at why it happens"), rels("cause", "Found the cause", "Found in", "The causes that came out of it.", "fishbone-cause")},
		Next: []improve.Next{{Kind: "fishbone-cause", Rel: "seen-in", Label: "Make a cause of it", Keep: projectOnly(), Fill: carry("act_on", "title")}},
		Sample: improve.Sample{
			Fields: cells("title", "Half of the essays come late", "looked_at", "The box for four weeks, seven talks", "act_on", "Nobody sees who is stuck before the day it is due", "date", "2026-05-18", "who", "The ninth-grade team; no students"),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"whys": rowsOf(
				cells("why", "They begin on the last evening", "know", "Five of seven said so", "ours", "no"),
				cells("why", "They do not know how to begin", "know", "Their words", "ours", "yes"))},
		},
	}, "date", "act_on")
}
