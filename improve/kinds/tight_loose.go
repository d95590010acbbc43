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
					words("page", "On which pages?", "What such a page is called, as in Measure or Aim. Pages that a school takes from you then keep to this line."),
					words("part", "Which question on them?", "As it stands on the page, such as “What do the words mean exactly?”. Empty: the whole page."),
					prose("says", "What has to stand there", "Empty: what stands on your own page, also when you change it."),
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
				cells("what", "What counts as handed in", "rule", "fixed", "why", "So that our numbers can stand side by side", "page", "Measure", "part", "What do the words mean exactly?"),
				cells("what", "Which form the test is written on", "rule", "free", "why", "Teams have their own already"))},
		},
	}, "agreed_by", "agreed_on")
}
