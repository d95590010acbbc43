package kinds

import "github.com/cairn-schools/cairn/improve"

func network() *improve.Kind {
	return declare(improve.Kind{
		Name: "network", Title: "Network", Plural: "Networks", Term: "Networked improvement community",
		Help:  "Schools and teams that work on one problem together: one aim, one theory, common numbers, and what each may expect of the others.",
		Group: improve.People, Icon: "sharing", Home: improve.Team, Stands: true, Also: "NIC, community, collaborative, partnership of schools",
		Sections: []improve.Section{
			part("network", "The network", "",
				placeholder(title("What is it called?", "As people call it."), "Three Valleys Network"),
				prose("aim", "What do you want to reach together?", "One aim for all; teams may narrow it, not change it."),
				prose("theory", "How do you believe you get there?", "In a few sentences."),
				words("focus", "What comes first this year?", "One thing."),
				words("year", "Which year is it about?", "What comes first, and what is expected, changes from year to year."),
				pick("phase", "Where is it?", "Your own judgement.", options("starting", "Getting started", "learning", "Learning by testing", "spreading", "Spreading what works", "lasting", "Going on by itself")),
				prose("expect", "What may members expect, and what is expected of them?", "Both, or nobody believes it."),
				list("members", "Who is in it?", "One line for each team.", words("team", "Team", "School and team."), day("from", "From", "The first day."), day("until", "Until", "Empty while it lasts."), words("level", "Level", "Classroom, school, district, university …")),
				day("started", "Since", "When it began."),
				fewestField(),
			),
		},
		Rels: []improve.Rel{rel("network", "Part of", "Its networks", "The larger network.", "network"), rels("organisation", "Members", "Networks", "Schools and others that take part.", "organisation"), rels("aim", "Wants to reach", "Aim of the network", "The common aim.", "aim")},
		Next: []improve.Next{{Kind: "convening", Rel: "network", Label: "Plan a gathering"}, {Kind: "team-look", Rel: "network", Label: "Look at a team"}, {Kind: "agreement", Rel: "network", Label: "Agree how we work"}},
		Sample: improve.Sample{
			Fields: cells("title", "Three Valleys Network", "aim", "By June 2028 half as many students fail a course for work that was not handed in.", "theory", "Find what works in a few classrooms, learn why, pass it on.", "focus", "Beginning in class", "phase", "learning", "expect", "A test every two weeks, numbers every week; a coach who answers within two days.", "started", "2026-04-01", "year", "2026/27, the first"),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"members": rowsOf(cells("team", "Larkfield, grade 9", "from", "2026-04-01", "level", "Classroom"), cells("team", "Three Valleys District", "from", "2026-04-01", "level", "District"))},
		},
	}, "phase", "focus")
}
