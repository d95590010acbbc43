package kinds

import "github.com/cairn-schools/cairn/improve"

// rounding notes what people say in trust: the leader's own first.
func rounding() *improve.Kind {
	return declare(improve.Kind{
		Name: "rounding", Title: "Going round", Plural: "Going round", Term: "Leader rounding",
		Help:  "A short talk with a colleague where they work: what goes well, what is in the way, what they need, whom to thank. Yours until you share it.",
		Group: improve.Reflection, Icon: "interview", Home: improve.Personal, Also: "rounding, check-in, walk around, leader routine", Offered: true,
		Sections: []improve.Section{
			part("talk", "The talk", "",
				placeholder(title("With whom?", "Name or place, and day."), "Front office, 9 October"),
				day("date", "Day", "The day."),
				words("with", "With whom?", "A colleague or team."),
				prose("works", "What goes well?", "Ask this first."),
				prose("barrier", "What is in the way?", "In their words."),
				prose("needs", "What do they need?", "Tools, time, an answer."),
				words("thank", "Whom should you thank?", "And for what."),
			),
			part("after", "After", "",
				prose("follow_up", "What have you done?", "Or why it cannot be done."),
				day("closed", "Told them on", "The day you went back."),
			),
		},
		Rels:   []improve.Rel{rel("organisation", "At", "Going round", "The school.", "organisation"), projectRel("Going round"), rels("barrier", "Found", "Heard when going round", "What was in the way.", "barrier")},
		Next:   []improve.Next{{Kind: "barrier", Rel: "found-in", Label: "Put it on the list of barriers", Keep: projectOnly(), Fill: carry("barrier", "title", "date", "raised_on", "with", "raised_by")}, {Kind: "celebration", Rel: "about", Label: "Thank somebody", Keep: keep("project", "organisation"), Fill: fixed(carry("thank", "who", "date", "date"), "type", "thanks")}},
		Sample: improve.Sample{Fields: cells("title", "Front office, 9 October", "date", "2026-10-09", "with", "The morning shift", "works", "The new window.", "barrier", "Every slip is copied twice by hand", "needs", "A stamp.", "thank", "Jonah, who stays until the line is gone", "follow_up", "Stamp ordered.", "closed", "2026-10-14")},
	}, "date", "with")
}
