package kinds

import "github.com/cairn-schools/cairn/improve"

func adaptation() *improve.Kind {
	return declare(improve.Kind{
		Name: "adaptation", Title: "How we fitted it to our place", Plural: "How we fitted it to our place", Term: "Integrity of implementation",
		Help:  "What you kept of an idea, what you changed and why: true to what makes it work, fitted to where you are. How much was done as planned is another question, asked below.",
		Group: improve.Tests, Icon: "edit", Home: improve.Team, Also: "integrity, fidelity, adaptation, implementation, core elements",
		Sections: []improve.Section{
			part("kept", "What you kept and changed", "",
				placeholder(title("Which idea, at which place?", "One line."), "First paragraphs in class, at Harbor"),
				term(list("core", "What it is made of", "The parts without which it would be something else.",
					words("element", "Part", "As the idea says it."), pick("kept", "Kept?", "What you did with it.", options("kept", "Kept", "changed", "Changed", "dropped", "Left out")), words("why", "Why?", "What is different at your place.")), "Core elements"),
				prose("adapted", "What else did you change?", "What fits your students, hours and rooms."),
				prose("still_true", "Is it still the same idea?", "What makes you think so."),
			),
			part("done", "How much of it was done", "",
				improve.Field{Key: "as_planned", Type: improve.Percent, Label: "Done as planned", Term: "Fidelity", Help: "Of the times that it was planned, how many per cent it was done."},
				words("counted_how", "How was it counted?", "So that the number means something."),
				day("date", "Day", "The day you looked."),
			),
		},
		Rels: []improve.Rel{projectRel("How ideas were fitted"), rel("change-idea", "Of the idea", "How it was fitted elsewhere", "The idea.", "change-idea"), rel("practice", "Of the practice", "How it was fitted elsewhere", "The tried practice.", "practice"), rel("pdsa", "In the test", "How it was fitted", "The test in which it was done.", "pdsa"), rel("organisation", "At", "How ideas were fitted", "The school.", "organisation")},
		Sample: improve.Sample{
			Fields: cells("title", "First paragraphs in class, at Harbor", "adapted", "Done after lunch.", "still_true", "Yes: everybody still reads one line to one person.", "as_planned", "70", "counted_how", "Seven of ten planned lessons", "date", "2026-10-30"),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"core": rowsOf(
				cells("element", "Everyone writes", "kept", "kept"), cells("element", "Everyone reads to a neighbour", "kept", "changed", "why", "In threes, since the tables seat three"))},
		},
	}, "as_planned", "date")
}
