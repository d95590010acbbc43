package kinds

import "github.com/cairn-schools/cairn/improve"

// capability is about one person's growth, so it is theirs first.
func capability() *improve.Kind {
	return declare(improve.Kind{
		Name: "capability", Title: "What somebody can do", Plural: "What people can do", Term: "Capability growth",
		Help:  "One person, one ability, how far it has grown and what comes next. It is between the two who talk about it.",
		Group: improve.People, Icon: "up", Home: improve.Personal, Also: "growth, leadership pipeline, development, competence, skills",
		Sections: []improve.Section{
			part("growth", "The growth", "",
				placeholder(title("Who, and which ability?", "One line."), "Tomás: leading a test"),
				someone("who", "Who?", "A grown-up."),
				words("ability", "Which ability?", "In plain words."),
				pick("level", "How far?", "Your own words matter more.", options("seen", "Has seen it", "helped", "Does it with help", "alone", "Does it alone", "teaches", "Shows others")),
				prose("evidence", "How does it show?", "Something that happened."),
				prose("next", "What comes next?", "A chance to try it, and who helps."),
				day("date", "Day", "The day you talked."),
			),
		},
		Rels:   []improve.Rel{rel("person", "Of", "What they can do", "The person.", "person"), projectRel("What people can do")},
		Sample: improve.Sample{Fields: cells("title", "Tomás: leading a test", "who", "Tomás Aguilar", "ability", "Leading a test from plan to decision", "level", "alone", "evidence", "Planned period 6 without asking.", "next", "Sit beside Harbor's first test.", "date", "2026-11-02")},
	}, "level", "who", "date")
}
