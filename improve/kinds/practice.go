package kinds

import "github.com/cairn-schools/cairn/improve"

func practice() *improve.Kind {
	return declare(improve.Kind{
		Name: "practice", Title: "Tried practice", Plural: "Tried practices", Term: "Practice of a change package",
		Help:  "One way of doing things that has worked, written so that a colleague elsewhere can do it: what must stay, what may be changed, and where it held.",
		Group: improve.AimAndTheory, Icon: "star", Home: improve.Team, Also: "entry, best practice, core elements, adaptation",
		Sections: []improve.Section{
			part("practice", "The practice", "",
				placeholder(title("Name of the practice", "Begin with a verb."), "Begin every essay in class"),
				prose("what", "What is it?", "So that somebody who was not there can see it."),
				term(prose("why", "Why does it work?", "Evidence and where it comes from."), "Warrant"),
				term(prose("core", "What has to stay as it is?", "Without these it is something else."), "Core elements"),
				term(prose("adaptable", "What may others change?", "What each place fits to itself."), "Adaptable parts"),
				list("steps", "Step by step", "Short enough to stand on one page.", words("step", "Step", "One thing to do."), words("who", "Who", "Who does it."), words("takes", "Takes", "How long, or what is needed.")),
				term(prose("tools", "What do you need for it?", "Sheets, slips, lists, a timer. The files themselves can stand on this page."), "Tools and files"),
			),
			part("places", "Where it was used", "What works for whom, and under what conditions. Leave the failures in.",
				list("uses", "Places", "One line for each place.", words("where", "Where", "School, grade, subject."), words("changed", "What they changed", "How they fitted it to their place."), pick("result", "Result", "What they decided.", pdsaDecisions()), words("note", "What they saw", "A number if there is one.")),
				pick("state", "How far would you trust it?", "Your own judgement, from what was tested.", options("idea", "An idea", "some", "Worked at one place", "several", "Worked at several places", "standard", "How we do it here")),
			),
		},
		Rels: []improve.Rel{
			projectRel("Tried practices"),
			rel("package", "Belongs to the collection", "Practices", "The collection it stands in.", "change-package"),
			rels("driver", "Works on", "Tried practices", "What it helps to change.", "driver"),
			rels("change-idea", "Grew out of", "Became the practice", "The ideas that it was before.", "change-idea"),
			rels("measure", "Watched with", "Practices", "The numbers that show it.", "measure"),
		},
		Sample: improve.Sample{
			Fields: cells("title", "Begin every essay in class", "what", "On the day an essay is set, everyone writes the first paragraph in class and reads it to a neighbour.",
				"why", "Students said that beginning was the hard part.", "core", "Everyone writes; everyone reads one line aloud to one person.", "adaptable", "Who sits with whom; how long it takes.", "tools", "A line to begin with, on the board; cards with the task for those who were away.", "state", "several"),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{
				"steps": rowsOf(cells("step", "Set the task and a line to begin with", "who", "Teacher", "takes", "5 minutes"), cells("step", "Write, then read to a neighbour", "who", "Everyone", "takes", "15 minutes")),
				"uses":  rowsOf(cells("where", "Larkfield, grade 9", "changed", "Cards for those who were away", "result", adopt, "note", "21 instead of 15 on the day"), cells("where", "Harbor, grade 10", "result", abandon, "note", "Nothing changed in six weeks")),
			},
		},
	}, "state", "what")
}
