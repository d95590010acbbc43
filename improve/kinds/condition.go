package kinds

import "github.com/cairn-schools/cairn/improve"

func condition() *improve.Kind {
	return declare(improve.Kind{
		Name: "condition", Title: "What helps or hinders", Plural: "What helps and hinders", Term: "Enabler or constraint",
		Help:  "Things around the work that every test stands in: a new principal, a strike, a quiet hour. Without them nobody can read your results later.",
		Group: improve.Tests, Icon: "filter", Home: improve.Team, Also: "context, enabler, constraint, circumstances, external conditions",
		Sections: []improve.Section{
			part("condition", "What it is", "",
				placeholder(title("What is it?", "One line."), "Two teachers are on leave"),
				pick("type", "Does it help or hinder?", "As you see it now.", options("helps", "Helps", "hinders", "Hinders", "both", "Both")),
				day("since", "Since", "The first day."),
				day("until", "Until", "Empty while it lasts."),
				prose("effect", "What does it do to the work?", "What you see."),
				prose("action", "What do you do about it?", "Or that nothing can be done."),
			),
		},
		Rels:   []improve.Rel{projectRel("What helps and hinders"), rels("pdsa", "Around the test", "What helped and hindered", "The tests that stood in it.", "pdsa"), rels("measure", "Shows in", "What helped and hindered", "The numbers it shows in.", "measure"), rel("organisation", "At", "What helps and hinders", "The school.", "organisation")},
		Sample: improve.Sample{Fields: cells("title", "Two teachers are on leave", "type", "hinders", "since", "2026-10-12", "until", "2026-11-06", "effect", "Period 4 has a substitute, so its numbers wait.", "action", "We mark those weeks on the chart.")},
	}, "type", "since", "effect")
}
