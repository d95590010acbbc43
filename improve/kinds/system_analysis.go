package kinds

import "github.com/cairn-schools/cairn/improve"

func systemAnalysis() *improve.Kind {
	return declare(improve.Kind{
		Name: "system-analysis", Title: "How it all hangs together", Plural: "How things hang together", Term: "System analysis",
		Help:  "What the problem is part of: the people, rules and places around it, and how they act on one another.",
		Group: improve.Causes, Icon: "sharing", Home: improve.Team, Also: "system, system map, parts, interactions",
		Sections: []improve.Section{
			part("system", "The system", "Draw the line first: what belongs to it, what does not?",
				placeholder(title("Of what?", "The system in a few words."), "Written work in grade 9"),
				term(prose("boundary", "Where does it end?", "What you leave out, and why."), "Boundary"),
				term(list("parts", "Its parts", "People, rules, places, tools.",
					words("name", "Part", "One of them."), words("does", "What it does", "For this problem."), words("acts_on", "Acts on", "Which other part, and how.")), "Parts and interactions"),
				prose("found", "What did you find?", "What makes the result that you get now."),
				day("date", "Day", "The day you did it."),
			),
		},
		Rels: []improve.Rel{projectRel("How things hang together"), rels("cause", "Shows the cause", "Shown in", "The causes that it shows.", "fishbone-cause")},
		Next: []improve.Next{{Kind: "fishbone-cause", Rel: "seen-in", Label: "Make a cause of it", Keep: projectOnly()}},
		Sample: improve.Sample{
			Fields: cells("title", "Written work in grade 9", "boundary", "Not the bus times, though they matter.", "found", "Three teachers set essays in the same week.", "date", "2026-05-04"),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"parts": rowsOf(
				cells("name", "Teachers of grade 9", "does", "Set the tasks", "acts_on", "Each other's weeks, without knowing"),
				cells("name", "Library", "does", "Opens until 16:00", "acts_on", "Students without a desk"))},
		},
	}, "found", "date")
}
