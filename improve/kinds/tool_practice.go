package kinds

import "github.com/cairn-schools/cairn/improve"

func toolPractice() *improve.Kind {
	return declare(improve.Kind{
		Name: "tool-practice", Title: "Trying out a tool", Plural: "Trying out tools", Term: "Practice on sample data",
		Help:  "A mixed group learns one tool on made-up material, then shows the others what it is good for and what not.",
		Group: improve.Meetings, Icon: "test", Home: improve.Team, Also: "practice, jigsaw, sample data, learn a tool",
		Sections: []improve.Section{
			part("practice", "The practice", "",
				placeholder(title("Which tool?", "One line."), "What drives what, with made-up causes"),
				words("material", "With which material?", "Made up, or with names taken out."),
				words("group", "Who was in the group?", "People from different teams."),
				day("date", "Day", "The day."),
				prose("good", "What is it good for?", "As the group says it."),
				prose("bad", "What is it not good for?", "And what goes wrong first."),
				words("shown_to", "Shown to whom?", "The teams that heard of it."),
			),
		},
		Rels:   []improve.Rel{projectRel("Trying out tools"), rel("convening", "At the gathering", "Tools tried out", "The gathering.", "convening"), rel("network", "In the network", "Tools tried out", "The network.", "network")},
		Sample: improve.Sample{Fields: cells("title", "What drives what, with made-up causes", "material", "Seven causes of an empty library", "group", "One from each school", "date", "2026-10-01", "good", "You stop arguing about the biggest cause.", "bad", "Too many causes; seven are enough.", "shown_to", "All four teams")},
	}, "date", "good")
}
