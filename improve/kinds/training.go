package kinds

import "github.com/cairn-schools/cairn/improve"

func training() *improve.Kind {
	return declare(improve.Kind{
		Name: "training", Title: "Course or programme day", Plural: "Courses and programme days", Term: "Capability programme",
		Help:  "A day on which people learned how to do this work, and who was there. Over a year the same people are counted once.",
		Group: improve.People, Icon: "calendar", Home: improve.Team, Also: "training, workshop, programme, attendance, professional development, webinar",
		Sections: []improve.Section{
			part("day", "The day", "",
				placeholder(title("What was it?", "Programme and which day of it."), "Facilitators' course, day 2"),
				words("programme", "Part of which programme?", "The name, always the same, so that people are counted once."),
				day("date", "Day", "The day."),
				prose("about", "What was it about?", "In two sentences."),
				list("present", "Who was there?", "One line for each person.", someone("who", "Name", "Always written the same."), words("from", "From", "School or district."), tick("present", "Was there", "Or was only invited.")),
				prose("learned", "What will people do with it next week?", "As they said it."),
				prose("needs", "What do they need now?", "So that it does not end here."),
			),
		},
		Rels: []improve.Rel{rel("network", "Of the network", "Courses", "The network or programme.", "network"), projectRel("Courses"), rel("organisation", "Held at", "Courses", "The place.", "organisation")},
		Sample: improve.Sample{
			Fields: cells("title", "Facilitators' course, day 2", "programme", "Facilitators' course", "date", "2026-10-01", "about", "Leading a team through its first test.", "learned", "Everyone plans one test by Tuesday.", "needs", "A call in two weeks."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"present": rowsOf(cells("who", "Rosa Lindqvist", "from", "Larkfield", "present", "yes"), cells("who", "Jonah Pell", "from", "Harbor", "present", "no"))},
		},
	}, "programme", "date")
}
