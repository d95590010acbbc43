package kinds

import "github.com/cairn-schools/cairn/improve"

func person() *improve.Kind {
	return &improve.Kind{
		Name:   "person",
		Title:  "Person",
		Plural: "People",
		Help:   "A grown-up who takes part. What they do, and since when, is a role; what they may see is set under People.",
		Group:  improve.People,
		Icon:   "person",
		Home:   improve.Team,
		Sections: []improve.Section{
			{Key: "who", Title: "Who", Fields: []improve.Field{
				placeholder(title("Name", "As colleagues know them; a student who helps is written with first name or initials only."), "Rosa Lindqvist"),
				{Key: "job", Type: improve.Text, Label: "What is their job?", Help: "As it stands on the door.", Placeholder: "English, grade 9", Search: true},
				{Key: "contact", Type: improve.Text, Label: "How can they be reached?", Help: "Room, school e-mail or extension; nothing private."},
			}},
			{Key: "offers", Title: "What others can ask them", Fields: []improve.Field{
				{Key: "knows", Type: improve.Prose, Label: "Knows about", Term: "Expertise", Help: "So that somebody at another school finds the right person.", Search: true},
				{Key: "helps", Type: improve.Prose, Label: "Would help with", Help: "What they have offered themselves.", Search: true},
			}},
		},
		Rels: []improve.Rel{
			{Name: "organisation", To: []improve.KindName{"organisation"}, Label: "Works at", Back: "People", Help: "Their school or schools.", Many: true},
		},
		Also:    "expertise, directory, colleague, member",
		Summary: func(a improve.Artifact) string { return line(a.Text("job"), a.Text("contact")) },
		Sample: improve.Sample{Fields: map[improve.FieldKey]string{
			"title":   "Rosa Lindqvist",
			"job":     "English, grade 9",
			"contact": "Room 12",
			"knows":   "Getting reluctant writers to begin.",
			"helps":   "Showing first-paragraph lessons to visitors.",
		}},
	}
}
