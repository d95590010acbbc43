package kinds

import "github.com/cairn-schools/cairn/improve"

func celebration() *improve.Kind {
	return declare(improve.Kind{
		Name: "celebration", Title: "Something to celebrate", Plural: "Things to celebrate", Term: "Celebration",
		Help:  "An early win, a milestone, a failure that taught you something, a doubt that somebody dared to say. Tell it where people hear it.",
		Group: improve.Reflection, Icon: "star", Home: improve.Team, Also: "win, early win, thank you, shout-out, milestone", Offered: true,
		Sections: []improve.Section{
			part("what", "What and who", "",
				placeholder(title("What is there to celebrate?", "One line."), "Nine weeks in a row above last year"),
				pick("type", "What is it?", "Choose the closest.", options("early-win", "An early win", "milestone", "A milestone", "failure", "A failure that taught us something", "doubt", "A doubt said aloud", "thanks", "Thanks")),
				child(words("who", "Who did it?", "Adults by name, if they like; students by first name or as a group.")),
				day("date", "Day", "The day it happened."),
				child(prose("evidence", "What shows it?", "A number, a page, a sentence.")),
				words("audience", "Who heard of it?", "And who should."),
				day("told_on", "Told on", "The day."),
			),
		},
		Rels:   []improve.Rel{projectRel("Things to celebrate"), rels("measure", "Seen in", "Celebrated", "The numbers.", "measure"), rels("pdsa", "Because of the test", "Celebrated", "The tests.", "pdsa"), rel("organisation", "At", "Things to celebrate", "The school.", "organisation"), loosely(rel("about", "About", "Celebrated", "The page that shows it."))},
		Sample: improve.Sample{Fields: cells("title", "Nine weeks in a row above last year", "type", "early-win", "who", "The students of period 2", "date", "2026-11-13", "evidence", "The chart; and D.'s first line.", "audience", "The board, with two students", "told_on", "2026-11-17")},
	}, "type", "date", "who")
}
