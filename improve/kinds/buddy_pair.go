package kinds

import "github.com/cairn-schools/cairn/improve"

func buddyPair() *improve.Kind {
	return declare(improve.Kind{
		Name: "buddy-pair", Title: "Buddies", Plural: "Buddies", Term: "Buddy schools",
		Help:  "Two teams, or three, that read each other's work and are coached together. What each hopes for, and when you talk.",
		Group: improve.People, Icon: "people", Home: improve.Team, Stands: true, Also: "buddy school, critical friend, paired schools, triple",
		Sections: []improve.Section{
			part("pair", "The pair", "",
				placeholder(title("Who are the buddies?", "Both names."), "Larkfield and Harbor"),
				day("since", "Since", "The first call."),
				prose("hopes", "What does each hope for?", "One sentence for each side."),
				words("rhythm", "When do you talk?", "Every two weeks is a good habit."),
				someone("coach", "Who coaches you?", "The person who is on the call."),
				list("talks", "Calls", "One line each; a page of its own where there is more.", day("date", "Day", "The day."), words("about", "About", "What you looked at."), words("agreed", "Agreed", "What each tries until next time.")),
			),
		},
		Rels: []improve.Rel{rels("team", "Teams", "Buddies", "The teams.", "team"), rels("organisation", "Schools", "Buddy pairs", "Their schools.", "organisation"), rels("project", "Read each other's", "Read by the buddies", "The projects.", "project")},
		Next: []improve.Next{{Kind: "coaching-call", Rel: "buddies", Label: "Prepare a call", Keep: keep("team"), Fill: carry("title", "teams", "coach", "coach")}, {Kind: "meeting", Rel: "buddies", Label: "Prepare a meeting", Keep: keep("team", "organisation"), Fill: fixed(carry("title", "title"), "type", "buddy")}, {Kind: "visit", Rel: "buddies", Label: "Plan a visit", Keep: keep("organisation"), Fill: fixed(carry(), "type", "school")}},
		Sample: improve.Sample{
			Fields: cells("title", "Larkfield and Harbor", "since", "2026-09-08", "hopes", "Larkfield: tougher questions. Harbor: a first test that works.", "rhythm", "Every other Tuesday, 20 minutes", "coach", "Mei-Ling Carver"),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"talks": rowsOf(cells("date", "2026-10-06", "about", "First paragraphs", "agreed", "Harbor tries it after lunch"))},
		},
	}, "rhythm", "coach")
}
