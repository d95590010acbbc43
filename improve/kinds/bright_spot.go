package kinds

import "github.com/cairn-schools/cairn/improve"

func brightSpot() *improve.Kind {
	return &improve.Kind{
		Name:   "bright-spot",
		Title:  "Bright spot",
		Plural: "Bright spots",
		Help:   "A place where it already goes better than elsewhere under the same conditions. Find out what they do and tell others.",
		Group:  improve.Causes,
		Icon:   "star",
		Home:   improve.Team,
		Sections: []improve.Section{
			{Key: "spot", Title: "What shines", Fields: []improve.Field{
				placeholder(title("What goes well, and where?", "One line that makes a colleague curious."), "Period 4 hands in nine essays out of ten"),
				{Key: "type", Type: improve.Choice, Label: "What is it?", Help: "A group or place, a person's work, or a way of doing things.", Options: []improve.Option{
					{Key: "group", Label: "A class, group or school"},
					{Key: "person", Label: "What one colleague does"},
					{Key: "practice", Label: "A way of doing things"},
				}},
				{Key: "where", Type: improve.Text, Label: "Where is it?", Help: "Room, grade, department or school.", Search: true},
				{Key: "who", Type: improve.Person, Label: "Who does it?", Help: "A colleague's name, with their permission.", Search: true},
				{Key: "permission", Type: improve.YesNo, Label: "Are they happy to be named?", Help: "Ask first; not everyone likes the light."},
				{Key: "found_on", Type: improve.Date, Label: "Found on", Help: "The day you noticed."},
			}},
			{Key: "why", Title: "Why it shines", Fields: []improve.Field{
				{Key: "evidence", Type: improve.Prose, Label: "How do you know it goes better?", Term: "Evidence", Help: "Numbers or what you saw, next to the same elsewhere.", Search: true, NamesChild: true},
				{Key: "different", Type: improve.Prose, Label: "What do they do differently?", Help: "Go and look; ask what, when, how often.", Search: true, NamesChild: true},
				{Key: "conditions", Type: improve.Prose, Label: "What is the same, and what is not?", Term: "Conditions", Help: "Class size, time of day, who is in the room: would it work next door?", Search: true, NamesChild: true},
				{Key: "possible_idea", Type: improve.Prose, Label: "What could others try?", Help: "The small piece that can be taken along.", Search: true},
			}},
		},
		Rels: []improve.Rel{
			projectRel("Bright spots"),
			{Name: "change-idea", To: []improve.KindName{"change-idea"}, Label: "Shows the idea", Back: "Seen to work at", Help: "Ideas of yours that already live there.", Many: true},
			{Name: "measure", To: []improve.KindName{"measure"}, Label: "Seen in", Back: "Bright spots", Help: "The numbers where it shows.", Many: true},
			{Name: "organisation", To: []improve.KindName{"organisation"}, Label: "At", Back: "Bright spots", Help: "The school where it is."},
		},
		Also:    "positive deviance, what works already, exemplar",
		Offered: true,
		Next:    brightSpotNext(),
		Summary: func(a improve.Artifact) string { return line(a.Text("where"), a.Text("found_on")) },
		Sample: improve.Sample{Fields: map[improve.FieldKey]string{
			"title":         "Period 4 hands in nine essays out of ten",
			"type":          "group",
			"where":         "Room 14",
			"who":           "Tomás Aguilar",
			"permission":    "yes",
			"found_on":      "2026-09-21",
			"evidence":      "Four essays in a row above 90 %, same grade, same tasks.",
			"different":     "He walks round on the day and reads every first line aloud, kindly.",
			"conditions":    "Same size of class; it is after lunch, though.",
			"possible_idea": "Read first lines on the day.",
		}},
	}
}
