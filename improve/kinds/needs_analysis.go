package kinds

import "github.com/cairn-schools/cairn/improve"

// needsAnalysis may hold what is said about colleagues, so it begins at home.
func needsAnalysis() *improve.Kind {
	return declare(improve.Kind{
		Name: "needs-analysis", Title: "Where the school stands", Plural: "Where the school stands", Term: "Needs analysis",
		Help:  "At the beginning and the end of a year: what the figures, plans and people say about strengths and needs. It may speak of colleagues, so it stays yours first.",
		Group: improve.Causes, Icon: "filter", Home: improve.Personal, Also: "quality school review, audit, strengths and needs, external review",
		Sections: []improve.Section{
			part("review", "The look", "",
				placeholder(title("Which school and year?", "So that the next one stands beside it."), "Larkfield, beginning of 2026"),
				pick("moment", "When in the year?", "The end is compared with the beginning.", options("start", "Beginning of the year", "end", "End of the year", "other", "In between")),
				day("date", "Day", "The day it was finished."),
				someone("reviewer", "Who looked?", "Best somebody from outside as well."),
				list("findings", "What was found", "One line each.",
					words("finding", "Finding", "A fact, then what it means."),
					pick("source", "From", "Where it comes from.", options("results", "Results of students", "plans", "Plans and goals", "initiatives", "What is going on", "survey", "Asked people", "research", "Research", "other", "Something else")),
					pick("type", "Strength or need?", "Both are worth knowing.", options("strength", "Strength", "need", "Need")),
					pick("priority", "How urgent?", "Only a few can be first.", options("first", "First", "later", "Later", "watch", "Keep an eye on it")),
				),
				prose("advice", "What is recommended?", "In the order of what to do first."),
				prose("compared", "What has changed since the last one?", "Compare finding by finding."),
			),
		},
		Rels: []improve.Rel{rel("organisation", "Of", "Where the school stands", "The school.", "organisation"), rel("before", "Compared with", "Looked at again in", "The one before.", "needs-analysis"), projectRel("Where the school stands")},
		Next: []improve.Next{{Kind: "fishbone-cause", Rel: "seen-in", Label: "Make a cause of it", Keep: projectOnly()}},
		Sample: improve.Sample{
			Fields: cells("title", "Larkfield, beginning of 2026", "moment", "start", "date", "2026-08-28", "reviewer", "Mei-Ling Carver", "advice", "Start with late work in grade 9.", "compared", "The first one; nothing to compare."),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"findings": rowsOf(
				cells("finding", "Teams meet every week and keep notes", "source", "survey", "type", "strength", "priority", "watch"),
				cells("finding", "One ninth-grader in five fails English, mostly for work that was not handed in", "source", "results", "type", "need", "priority", "first"))},
		},
	}, "moment", "date", "reviewer")
}
