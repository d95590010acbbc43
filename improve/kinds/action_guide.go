package kinds

import "github.com/cairn-schools/cairn/improve"

func actionGuide() *improve.Kind {
	return declare(improve.Kind{
		Name: "action-guide", Title: "Guide for the weeks", Plural: "Guides for the weeks", Term: "Action-period guide",
		Help:  "Step by step what a team does until the next gathering. It names the stage that it fits, so that nobody gets a guide that comes too early.",
		Group: improve.Meetings, Icon: "examples", Home: improve.Team, Also: "guide, work plan, checklist between sessions",
		Sections: []improve.Section{
			part("guide", "The guide", "",
				placeholder(title("What is it for?", "One line."), "Your first test"),
				pick("stage", "Which teams does it fit?", "Help at the wrong time is no help.", options("aim", "Still finding their aim", "causes", "Looking for causes", "first-test", "Before the first test", "testing", "Testing", "spreading", "Spreading")),
				list("steps", "Steps", "In their order.", words("step", "Step", "One thing."), words("shows", "What shows it is done?", "A page, a number."), tick("done", "Done", "For the team that uses it."), pick("timing", "Came", "Tell those who wrote the guide.", options("early", "Too early for us", "right", "At the right time", "late", "Too late for us"))),
				prose("note", "What would you change in it?", "For the next team."),
			),
		},
		Rels: []improve.Rel{projectRel("Guides"), rel("period", "For the weeks", "Guides", "The weeks of work.", "action-period"), rel("network", "Of the network", "Guides", "The network.", "network"), loosely(rels("shown-by", "Done, as shown by", "Shows a step of the guide", "The pages that show it."))},
		Sample: improve.Sample{
			Fields: cells("title", "Your first test", "stage", "first-test", "note", "Put the guess before the plan."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"steps": rowsOf(cells("step", "Choose one idea", "shows", "Its page", "done", "yes", "timing", "right"), cells("step", "Write what you expect", "shows", "A number", "done", "no"))},
		},
	}, "stage")
}
