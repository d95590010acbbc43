package kinds

import "github.com/cairn-schools/cairn/improve"

func spreadPlan() *improve.Kind {
	return declare(improve.Kind{
		Name: "spread-plan", Title: "Plan to spread it", Plural: "Plans to spread", Term: "Spread plan",
		Help:  "What works goes to the next places in an order, with help. Begin to think of it early; do it only once it has been shown to work.",
		Group: improve.Tests, Icon: "sharing", Home: improve.Team, Also: "scale, spread, roll-out, rate of spread", Offered: true,
		Sections: []improve.Section{
			part("plan", "The plan", "",
				placeholder(title("What is to spread?", "The idea or practice."), "Begin every essay in class"),
				prose("needs", "What must be there first?", "Time, people, things: without them, wait."),
				someone("support", "Who helps the next places?", "The person they can call."),
				list("places", "Places, in their order", "One line for each.",
					words("place", "Place", "School, grade or team."), day("from", "From", "When it is to begin."), pick("state", "How far?", "As the place says itself.", ideaStates()), words("helper", "Learns from", "The place or person that shows them."), words("note", "Note", "What they need, what they changed.")),
				prose("how_seen", "How will you see that it still works there?", "The number you look at."),
			),
		},
		Rels: []improve.Rel{projectRel("Plans to spread"), rels("change-idea", "Spreads the idea", "Plans to spread", "The idea.", "change-idea"), rels("practice", "Spreads the practice", "Plans to spread", "The tried practice.", "practice"), rel("pilot", "After the trial", "Plans to spread", "The trial that spoke for it.", "pilot")},
		Sample: improve.Sample{
			Fields: cells("title", "Begin every essay in class", "needs", "Two lessons in a row on the day the essay is set.", "support", "Mei-Ling Carver", "how_seen", "Essays handed in on the day, each week, each place."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"places": rowsOf(cells("place", "Larkfield, grade 9", "from", "2026-09-15", "state", "standard"), cells("place", "Harbor, grade 10", "from", "2026-11-02", "state", "testing", "helper", "Rosa Lindqvist"))},
		},
	}, "support", "needs")
}
