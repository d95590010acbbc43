package kinds

import "github.com/cairn-schools/cairn/improve"

func team() *improve.Kind {
	return declare(improve.Kind{
		Name: "team", Title: "Team or group", Plural: "Teams and groups", Term: "Improvement team",
		Help:  "The people who do the work together: an improvement team, a leadership team, a circle of teachers, leaders who share a job. Several in one school are fine.",
		Group: improve.People, Icon: "people", Home: improve.Team, Stands: true, Also: "ILT, PLC, LIT, hub, STEP, leadership team, role-alike, affinity group, site council", Offered: true,
		Sections: []improve.Section{
			part("team", "The team", "",
				placeholder(title("What is it called?", "As people call it."), "Ninth-grade late-work team"),
				pick("type", "What kind of team?", "Choose the closest.", teamTypes()),
				prose("purpose", "What is it for?", "The question that it works on."),
				list("members", "Who is in it?", "One line for each person.",
					someone("who", "Name", "One person."), words("part", "Part", "Facilitator, sponsor, notes …"), pick("leans", "Leans to", "Good teams have both.", options("vision", "Seeing where to go", "doing", "Getting it done", "both", "Both")), day("from", "From", "The first day."), day("until", "Until", "Empty while it lasts.")),
				words("rhythm", "When does it meet?", "Day, length and room."),
				day("started", "Since", "The first meeting."),
				pick("stage", "How far is it with the method?", "So that help fits.", options("new", "Just begun", "practising", "Practising with help", "own", "Works by itself", "helping", "Helps others")),
			),
			part("check", "How do we work?", "Once a term; talk about the lowest.",
				list("self_check", "Our own look", "From 1, not yet, to 4, always.", words("statement", "We …", "For example \"use our time for what holds us up\"."), rating("1 to 4", "As the team sees it.", mostRating), day("date", "Day", "When you asked."), words("note", "Note", "What to do about it.")),
			),
		},
		Rels:  []improve.Rel{rel("organisation", "At", "Teams", "The school or district.", "organisation"), rels("project", "Works on", "Team", "Its projects.", "project"), rel("network", "Part of the network", "Teams", "The network it belongs to.", "network"), rels("person", "Members", "Teams", "People who are recorded.", "person"), rels("shares", "Passes on", "Found by the team", "Practices, bright spots and ways of working that it shares with others.", "practice", "bright-spot", "standard-work", "change-idea")},
		Next:  teamNext(),
		Marks: offScale("self_check", mostRating),
		Sample: improve.Sample{
			Fields: cells("title", "Ninth-grade late-work team", "type", "improvement", "purpose", "Why do essays come late, and what helps?", "rhythm", "Mondays 15:10, Room 12, 25 minutes", "started", "2026-05-04", "stage", "practising"),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{
				"members":    rowsOf(cells("who", "Rosa Lindqvist", "part", "Lead", "leans", "doing", "from", "2026-05-04"), cells("who", "Ines Moreau", "part", "Sponsor", "leans", "vision")),
				"self_check": rowsOf(cells("statement", "hear everyone before we decide", "rating", "3", "date", "2026-10-19", "note", "Rounds help"))},
		},
	}, "type", "stage", "rhythm")
}

func teamTypes() []improve.Option {
	return []improve.Option{
		{Key: "improvement", Label: "Improvement team"},
		{Key: "district-improvement", Label: "Improvement team of the district"},
		{Key: "leadership", Label: "School leadership team", Term: "Instructional leadership team"},
		{Key: "learning", Label: "Teachers who learn together", Term: "Professional learning community"},
		{Key: "grade", Label: "Grade or subject team"},
		{Key: "hub", Label: "Leads the network", Term: "Hub"},
		{Key: "role-alike", Label: "People with the same job", Term: "Role-alike group"},
		{Key: "affinity", Label: "People with the same question", Term: "Affinity group"},
		{Key: "council", Label: "School council"},
		{Key: "other", Label: "Another team"},
	}
}
