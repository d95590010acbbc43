package kinds

import "github.com/cairn-schools/cairn/improve"

func tightLoose() *improve.Kind {
	return declare(improve.Kind{
		Name: "tight-loose", Title: "What is fixed and what is free", Plural: "What is fixed and what is free", Term: "Tight and loose",
		Help:  "What every team in the network does in the same way, and what each decides for itself. Short lists keep both honest.",
		Group: improve.AimAndTheory, Icon: "settings", Home: improve.Team, Also: "tight, loose, non-negotiable, common, local choice",
		Sections: []improve.Section{
			part("list", "The list", "",
				placeholder(title("For what is it?", "The work or year that it holds for."), "Network year one"),
				list("items", "What is fixed, what is free", "One line each.",
					words("what", "What", "A question, a step, a number, a tool."),
					pick("rule", "Is it fixed?", "Fixed for everyone, or free for each team.", options("fixed", "The same for all", "free", "Each team decides", "left-out", "Not used here")),
					words("why", "Why?", "One reason; without one it should be free."),
				),
				day("agreed_on", "Agreed on", "The day it was agreed."),
				words("agreed_by", "Agreed by", "Who stands behind it."),
			),
		},
		Rels: []improve.Rel{projectRel("What is fixed and what is free"), rel("network", "Holds in", "What is fixed and what is free", "The network that it holds for.", "network")},
		Sample: improve.Sample{
			Fields: cells("title", "Network year one", "agreed_on", "2026-09-04", "agreed_by", "Leads of all three schools"),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"items": rowsOf(
				cells("what", "The three questions", "rule", "fixed", "why", "So that we understand one another"),
				cells("what", "Which form the test is written on", "rule", "free", "why", "Teams have their own already"))},
		},
	}, "agreed_by", "agreed_on")
}
