package kinds

import "github.com/cairn-schools/cairn/improve"

func strategicPlan() *improve.Kind {
	return declare(improve.Kind{
		Name: "strategic-plan", Title: "Plan of the school", Plural: "Plans of the school", Term: "Strategic plan",
		Help:  "Where the school or district wants to go, on one page, and the few priorities that lead there. A living page, not a binder.",
		Group: improve.Reflection, Icon: "aim", Home: improve.Team, Stands: true, Also: "vision, strategy, goals, district plan",
		Sections: []improve.Section{
			part("plan", "Where to", "",
				placeholder(title("Name of the plan", "School or district, and the years."), "Larkfield, 2026 to 2029"),
				term(prose("vision", "What do you want to be true one day?", "A vision may speak of all students; an aim should not."), "Vision"),
				term(prose("theory", "How do you believe you get there?", "If we …, then …"), "Theory of action"),
				term(prose("assets", "What do you build on?", "Strengths, people and places that are there already."), "Assets"),
				prose("goals", "What will be different, and by when?", "Few; each with a number if you can."),
			),
			part("living", "Keeping it alive", "",
				someone("owner", "Who keeps it?", "One name."),
				day("from", "From", "The first day."),
				day("until", "Until", "The last day."),
				prose("looked_at", "When was it last looked at, and what changed?", "With the day."),
				pick("state", "How does it stand?", "Say it when it changes.", options("draft", "Being written", "agreed", "Agreed", "active", "We work by it", "over", "Its time is over")),
			),
		},
		Rels:   []improve.Rel{rels("organisation", "Plan of", "Plans", "The school or district.", "organisation"), rel("plan", "Under the plan", "Plans of schools", "The larger plan that this one serves.", "strategic-plan"), rels("project", "Worked on in", "Serves the plan", "The projects that serve it.", "project")},
		Next:   []improve.Next{{Kind: "priority", Rel: "plan", Label: "Name a priority", Keep: keep("organisation")}, {Kind: "school-goal", Rel: "plan", Label: "Take up one of its goals"}},
		Sample: improve.Sample{Fields: cells("title", "Larkfield, 2026 to 2029", "vision", "Every student leaves us able to say in writing what they think.", "theory", "If we look at student work together every week, teaching gets closer to what students need.", "assets", "A team that has met every Monday for two years.", "goals", "Late work halved by 2028.", "owner", "Ines Moreau", "from", "2026-08-01", "until", "2029-07-31", "looked_at", "12 October: dropped the third goal.", "state", "active")},
	}, "owner", "from", "until")
}
