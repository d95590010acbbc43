package kinds

import "github.com/cairn-schools/cairn/improve"

func priority() *improve.Kind {
	return declare(improve.Kind{
		Name: "priority", Title: "Priority", Plural: "Priorities",
		Help:  "One of the few things that come first this year. If nobody can name them by heart, there are too many.",
		Group: improve.Reflection, Icon: "star", Home: improve.Team, Stands: true, Also: "focus, strategic priority, goal, what comes first",
		Sections: []improve.Section{
			part("priority", "The priority", "",
				placeholder(title("What comes first?", "In words that everyone can repeat."), "Written work gets finished"),
				prose("why", "Why this one?", "And what has to wait for it."),
				words("sign", "How will people see it?", "What would be different in a classroom."),
				someone("owner", "Who answers for it?", "One name."),
				day("from", "From", "The first day."),
				day("until", "Until", "The day to look whether it is still the first."),
				pick("state", "How does it stand?", "Your own judgement.", options("planned", "Planned", "active", "We work on it", "reached", "Reached", "dropped", "Dropped")),
			),
		},
		Rels:   []improve.Rel{rel("plan", "From the plan", "Priorities", "The plan that it comes from.", "strategic-plan"), rels("project", "Worked on in", "Serves the priority", "The projects that serve it.", "project"), rels("measure", "Seen in", "Priorities", "The numbers that show it.", "measure"), rels("organisation", "At", "Priorities", "The school or district.", "organisation")},
		Next:   []improve.Next{{Kind: "rock", Rel: "priority", Label: "Begin a 45-day task"}, {Kind: "initiative", Rel: "priority", Label: "List what serves it", Keep: keep("organisation")}},
		Asks:   priorityAsks(),
		Sample: improve.Sample{Fields: cells("title", "Written work gets finished", "why", "It decides who passes ninth grade. The new report card waits.", "sign", "Every essay begins in class.", "owner", "Ines Moreau", "from", "2026-08-24", "until", "2027-06-11", "state", "active")},
	}, "state", "owner")
}
