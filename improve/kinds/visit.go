package kinds

import "github.com/cairn-schools/cairn/improve"

func visit() *improve.Kind {
	return declare(improve.Kind{
		Name: "visit", Title: "Visit", Plural: "Visits", Term: "Site visit",
		Help:  "Going to another school or place to see how they do it, or being visited. What you looked for, what you take home.",
		Group: improve.People, Icon: "school", Home: improve.Team, Also: "site visit, learning visit, observation, exchange, study trip", Offered: true,
		Sections: []improve.Section{
			part("visit", "The visit", "",
				placeholder(title("Where, and what for?", "One line."), "Harbor, to see the help table"),
				pick("type", "What kind of visit?", "Choose the closest.", options("school", "Between schools", "coach", "By our coach or expert", "supervisor", "By the partner of principals", "outside", "Outside of school: another organisation", "other", "Something else")),
				day("date", "Day", "The day."),
				words("host", "Who was host?", "School and people."),
				words("visitors", "Who came?", "Names or groups."),
				prose("focus", "What did you want to see?", "One question is best."),
				child(prose("saw", "What did you see?", "Before you judge it.")),
				prose("took", "What do you take home?", "Something to try within two weeks."),
				prose("left", "What did you leave with the host?", "What was strong, what you wondered."),
				prose("applied", "What came of it?", "Write it a month later."),
			),
		},
		Rels:   []improve.Rel{projectRel("Visits"), rels("organisation", "At", "Visits", "Host and visitors.", "organisation"), rels("bright-spot", "Saw", "Seen on a visit", "What shone there.", "bright-spot"), rel("buddies", "Of the buddies", "Visits", "The pair.", "buddy-pair"), loosely(rels("looked-at", "Looked at", "Looked at on the visit", "Tests, charts, maps: the pages that were on the table."))},
		Next:   []improve.Next{{Kind: "change-idea", Rel: "visit", Label: "Make an idea of it", Keep: projectOnly(), Fill: carry("took", "title", "host", "source")}, {Kind: "barrier", Rel: "found-in", Label: "Put a barrier on the list", Keep: projectOnly(), Fill: carry("date", "raised_on")}},
		Sample: improve.Sample{Fields: cells("title", "Harbor, to see the help table", "type", "school", "date", "2026-10-13", "host", "Harbor, the counselling office", "visitors", "Rosa and two students", "focus", "How do they get people to come?", "saw", "The table stands where the line for lunch is.", "took", "Put the help table by the lunch line", "left", "They could let a student run it.", "applied", "Ours moved in November.")},
	}, "type", "date", "host")
}
