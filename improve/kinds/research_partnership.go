package kinds

import "github.com/cairn-schools/cairn/improve"

func researchPartnership() *improve.Kind {
	return declare(improve.Kind{
		Name: "research-partnership", Title: "Working with researchers", Plural: "Work with researchers", Term: "Research–practice partnership",
		Help:  "Whom you work with, which questions you share, and what they may do with your numbers.",
		Group: improve.People, Icon: "search", Home: improve.Team, Also: "university, RPP, data agreement, researcher",
		Sections: []improve.Section{
			part("partner", "The work", "",
				placeholder(title("With whom?", "University and people."), "Valley University, two researchers"),
				prose("questions", "Which questions do you share?", "Yours and theirs."),
				prose("may_see", "What may they see?", "Which numbers, without which names."),
				day("agreed_on", "Agreed on", "The day of the paper."),
				day("until", "Until", "The last day."),
				prose("gives_back", "What do they bring back?", "And to whom."),
				prose("learned", "What have you learned from it?", "With the day."),
			),
		},
		Rels:   []improve.Rel{projectRel("Work with researchers"), rel("organisation", "With", "Work with researchers", "The university or other.", "organisation"), rel("network", "In the network", "Work with researchers", "The network.", "network")},
		Sample: improve.Sample{Fields: cells("title", "Valley University, two researchers", "questions", "For whom does beginning in class not help?", "may_see", "Weekly numbers by period; no names, no work.", "agreed_on", "2026-08-20", "until", "2027-07-31", "gives_back", "A talk in February.", "learned", "Ask those who were away first.")},
	}, "until", "questions")
}
