package kinds

import "github.com/cairn-schools/cairn/improve"

func organisation() *improve.Kind {
	return &improve.Kind{
		Name:   "organisation",
		Title:  "School or organisation",
		Plural: "Schools and organisations",
		Term:   "Organisation",
		Help:   "A school, a district, a university, a department such as transport: anyone whose people take part.",
		Group:  improve.People,
		Icon:   "school",
		Home:   improve.Team,
		Sections: []improve.Section{
			{Key: "who", Title: "Who they are", Fields: []improve.Field{
				placeholder(title("Name", "As people call it."), "Larkfield High School"),
				{Key: "type", Type: improve.Choice, Label: "What is it?", Help: "Choose the closest.", Options: organisationTypes()},
				{Key: "place", Type: improve.Text, Label: "Where is it?", Help: "Town or region.", Search: true},
				{Key: "students", Type: improve.Number, Label: "How many students?", Help: "Roughly; it helps others to see whether their school is like it."},
				{Key: "grades", Type: improve.Text, Label: "Which grades?", Help: "For example 9 to 12."},
				fewestField(),
				{Key: "about", Type: improve.Prose, Label: "What should others know?", Help: "What is special about the place, in two or three sentences.", Search: true},
			}},
			{Key: "belonging", Title: "What it belongs to", Help: "Only where the dates matter; otherwise the link is enough.", Fields: []improve.Field{
				{Key: "belonged", Type: improve.Rows, Label: "Part of, with dates", Help: "A school may change its district or join a network.", Columns: []improve.Field{
					{Key: "organisation", Type: improve.Text, Label: "Part of", Help: "The name of the larger organisation.", Search: true},
					{Key: "from", Type: improve.Date, Label: "From", Help: "The first day."},
					{Key: "until", Type: improve.Date, Label: "Until", Help: "The last day; empty while it lasts."},
				}},
			}},
		},
		Rels: []improve.Rel{
			{Name: "part-of", To: []improve.KindName{"organisation"}, Label: "Part of", Back: "Its schools and departments", Help: "The district, county or other organisation it belongs to.", Many: true},
			{Name: "buddy", To: []improve.KindName{"organisation"}, Label: "Buddies", Back: "Buddy of", Help: "The school that reads your work and answers, and whose work you read.", Many: true},
		},
		Summary: func(a improve.Artifact) string {
			return line(optionLabel(organisationTypes(), a.Text("type")), a.Text("place"), with("", a.Text("students"), " students"))
		},
		Sample: improve.Sample{
			Fields: map[improve.FieldKey]string{
				"title":    "Larkfield High School",
				"type":     "school",
				"place":    "Larkfield",
				"students": "840",
				"grades":   "9 to 12",
				"about":    "A valley school. Half of the students come by bus.",
			},
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{
				"belonged": {{"organisation": "Three Valleys District", "from": "2019-07-01"}},
			},
		},
	}
}

func organisationTypes() []improve.Option {
	return []improve.Option{
		{Key: "school", Label: "School"},
		{Key: "district", Label: "School district"},
		{Key: "county", Label: "County office"},
		{Key: "state", Label: "State authority"},
		{Key: "higher-ed", Label: "College or university", Term: "Higher education"},
		{Key: "nonprofit", Label: "Nonprofit or foundation", Term: "Nonprofit"},
		{Key: "department", Label: "Department"},
		{Key: "other", Label: "Something else"},
	}
}
