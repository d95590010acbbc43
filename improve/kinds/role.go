package kinds

import "github.com/cairn-schools/cairn/improve"

// role has no headline: a role is read beside the person it belongs to. It
// says what somebody does and never what they may see (domain 1.I).
func role() *improve.Kind {
	return &improve.Kind{
		Name:   "role",
		Title:  "Role",
		Plural: "Roles",
		Help:   "What somebody does in the work, from when until when. One person may have several; none of them opens a door.",
		Group:  improve.People,
		Icon:   "role",
		Home:   improve.Team,
		Sections: []improve.Section{
			{Key: "role", Title: "The role", Fields: []improve.Field{
				{Key: "role", Type: improve.Choice, Label: "What do they do?", Help: "Choose the closest, and say it in your own words below.", Required: true, Options: roleTypes()},
				{Key: "words", Type: improve.Text, Label: "In your words", Help: "What you call it at your place.", Placeholder: "Attendance lead, lower school", Search: true},
				{Key: "from", Type: improve.Date, Label: "From", Help: "The first day."},
				{Key: "until", Type: improve.Date, Label: "Until", Help: "The last day; empty while it lasts."},
				{Key: "promise", Type: improve.Prose, Label: "What have they promised?", Term: "Commitment", Help: "What the team can count on, for example \"clears the hall on Thursdays\".", Search: true},
				{Key: "backup", Type: improve.Person, Label: "Who steps in?", Help: "The person who can carry on when this one leaves.", Search: true},
				prose("contribution", "What have they brought?", "What would not be there without them."),
				prose("needs", "What do they need for it?", "Time, a course, somebody to call."),
			}},
		},
		Rels: []improve.Rel{
			projectRel("Who does what"),
			{Name: "organisation", To: []improve.KindName{"organisation"}, Label: "At", Back: "Who does what", Help: "Where they do it.", Many: true},
			{Name: "person", To: []improve.KindName{"person"}, Label: "Done by", Back: "Roles", Help: "The person."},
			rels("team", "For the team", "Who does what", "The teams that they lead, coach or back.", "team"),
			rel("network", "In the network", "Who does what", "Where they do it for a whole network.", "network"),
		},
		Also:    "champion, sponsor, facilitator, coach, lead, who does what",
		Offered: true,
		Summary: func(a improve.Artifact) string {
			return line(optionLabel(roleTypes(), a.Text("role")), a.Text("words"), with("from ", a.Text("from"), ""), with("until ", a.Text("until"), ""))
		},
		Sample: improve.Sample{Fields: map[improve.FieldKey]string{
			"role":    "team-lead",
			"words":   "Late-work lead, grade 9",
			"from":    "2026-09-01",
			"promise": "Brings the week's numbers on Mondays.",
			"backup":  "Tomás Aguilar",

			"contribution": "The chart on the door that everyone reads.",
			"needs":        "An hour on Fridays for the numbers.",
		}},
	}
}

func roleTypes() []improve.Option {
	return []improve.Option{
		{Key: "teacher", Label: "Teacher"},
		{Key: "team-lead", Label: "Team lead"},
		{Key: "facilitator", Label: "Facilitator", Help: "Leads the team's meetings and keeps the method."},
		{Key: "principal", Label: "Principal"},
		{Key: "school-leader", Label: "Other school leader"},
		{Key: "coach", Label: "Improvement coach"},
		{Key: "instructional-coach", Label: "Teaching coach", Term: "Instructional coach"},
		{Key: "executive-coach", Label: "Coach of leaders", Term: "Executive coach"},
		{Key: "content-expert", Label: "Subject expert", Term: "Content expert"},
		{Key: "counsellor", Label: "Counsellor"},
		{Key: "sponsor", Label: "Sponsor", Help: "Backs the team and clears the way, without daily work."},
		{Key: "champion", Label: "Champion", Help: "Carries the work on at their place."},
		{Key: "hub-lead", Label: "Leads the network", Term: "Hub"},
		{Key: "district-leader", Label: "District leader"},
		{Key: "principal-supervisor", Label: "Partner of principals", Term: "Principal supervisor"},
		{Key: "superintendent", Label: "Superintendent"},
		{Key: "data-lead", Label: "Looks after the numbers", Term: "Data lead"},
		{Key: "office", Label: "Office and support staff"},
		{Key: "student", Label: "Student who helps to design"},
		{Key: "family", Label: "Parent or family"},
		{Key: "community", Label: "Community partner"},
		{Key: "researcher", Label: "Researcher"},
		{Key: "other", Label: "Something else"},
	}
}
