package kinds

import "github.com/cairn-schools/cairn/improve"

// studentInMind is for the teacher alone: who the work is for, by initials.
func studentInMind() *improve.Kind {
	return declare(improve.Kind{
		Name: "student-in-mind", Title: "Student on my mind", Plural: "Students on my mind", Term: "The why",
		Help:  "A student for whom you do this. Initials are enough. It stays with you; look at it when the work feels like paper.",
		Group: improve.AimAndTheory, Icon: "person", Home: improve.Personal, Also: "why, students at the centre, focal student", Offered: true,
		Sections: []improve.Section{
			part("who", "Who", "No full names, please.",
				child(placeholder(title("What do you call them here?", "Initials or a made-up name."), "D., grade 9")),
				child(prose("why", "Why this student?", "What you see, what worries you, what they are good at.")),
				child(prose("hope", "What would be different if it works?", "One thing that they would do or say.")),
			),
			part("later", "Later", "",
				child(prose("seen", "What have you seen since?", "With the day. Small things count.")),
				day("look_again", "Look again on", "A day on which you ask yourself how they are."),
			),
		},
		Rels: []improve.Rel{
			projectRel("Students on my mind"),
			rels("heard", "Heard and seen in", "About the student", "Talks, days and work that belong to them.", "empathy-interview", "shadowing", "work-sample"),
		},
		Again: &improve.Again{Day: "look_again"},
		Sample: improve.Sample{Fields: cells("title", "D., grade 9", "why", "Hands in pages with a name and nothing else, and talks better than anyone about music.",
			"hope", "D. reads a first line to a neighbour without being asked.", "seen", "6 October: asked me whether a list can be an essay.", "look_again", "2026-11-30")},
	}, "hope")
}
