package kinds

import "github.com/cairn-schools/cairn/improve"

// followUp never leaves the devices of who keeps it: it is a list of students
// and what each still has to do.
func followUp() *improve.Kind {
	return declare(improve.Kind{
		Name: "follow-up", Title: "Who still needs help", Plural: "Lists of who still needs help", Term: "Completion follow-up list",
		Help:  "A list of students and the steps that each has done, so that nobody is forgotten. It cannot be shared; only the number of those who are done leaves it, when you write that number down yourself.",
		Group: improve.Reflection, Icon: "lock", Home: improve.Personal, Also: "completion list, tracker, caseload, follow up, students to help", Stays: true, Offered: true,
		Sections: []improve.Section{
			part("list", "The list", "It stays on your own laptops.",
				child(placeholder(title("Which list?", "One line."), "Money forms, my 24 seniors")),
				words("steps", "Which steps are there?", "In their order."),
				child(list("students", "Students", "Initials or a number are enough.", child(words("alias", "Who", "As you call them here.")), words("done", "Steps done", "Which ones."), tick("complete", "All done", "Tick it when nothing is missing."), child(words("helper", "Who helps", "A colleague, a friend.")), day("contact", "Next contact", "The day."), child(words("note", "Note", "What is missing, what was said.")))),
				prose("learned", "What holds people up most?", "Worth a cause of its own, without names."),
			),
		},
		Rels: []improve.Rel{projectRel("Lists of who still needs help"), rel("measure", "Counted in", "Follow-up list", "The number that it stands behind.", "measure")},
		Sample: improve.Sample{
			Fields: cells("title", "Money forms, my 24 seniors", "steps", "Account, parents' part, sent, confirmed", "learned", "The parents' part, nearly always."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"students": rowsOf(cells("alias", "S1", "done", "Account", "complete", "no", "helper", "Counsellor", "contact", "2026-11-24", "note", "Father comes Tuesday"), cells("alias", "S2", "done", "All", "complete", "yes"))},
		},
	}, "steps")
}
