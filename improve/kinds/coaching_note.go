package kinds

import "github.com/cairn-schools/cairn/improve"

// coachingNote is between a coach and a teacher: the coach's own until both agree to share it.
func coachingNote() *improve.Kind {
	return declare(improve.Kind{
		Name: "coaching-note", Title: "Notes of coaching a teacher", Plural: "Notes of coaching teachers", Term: "Instructional coaching",
		Help:  "One teacher, one focus, session by session: what was seen, what was tried, what helped. Between the two of you.",
		Group: improve.Reflection, Icon: "edit", Home: improve.Personal, Also: "coaching log, teacher coaching, instructional coach, session", Offered: true,
		Sections: []improve.Section{
			part("focus", "The focus", "",
				child(placeholder(title("With whom, on what?", "Initials are enough."), "T. A., waiting after a question")),
				words("teacher", "Teacher", "Initials or name, as you agreed."),
				day("from", "From", "The first session of this round."),
				day("until", "Until", "When you look back at it together."),
				prose("focus", "What do they want to get better at?", "Their words; one thing."),
				words("seen_by", "How will you both see it?", "Something to count or hear."),
				list("sessions", "Sessions", "One line or more each time.", day("date", "Day", "The day."), child(prose("seen", "Seen or tried", "What happened, without judging.")), prose("agreed", "Agreed", "What they try until next time."), words("clip", "Recording", "Where it is kept, if there is one.")),
				child(prose("changed", "What has changed for students?", "What shows it.")),
			),
		},
		Rels: []improve.Rel{projectRel("Notes of coaching"), rel("person", "With", "Notes of coaching", "The teacher.", "person"), rel("priority", "Serves", "Notes of coaching", "The priority it serves.", "priority"), rels("pdsa", "Tried in the test", "Coached in", "The tests that came of it.", "pdsa")},
		Sample: improve.Sample{
			Fields: cells("title", "T. A., waiting after a question", "teacher", "T. A.", "focus", "Wait until more than two hands are up.", "seen_by", "Seconds, and how many answer", "changed", "Seven answered instead of three.", "from", "2026-10-05", "until", "2026-11-20"),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"sessions": rowsOf(cells("date", "2026-10-07", "seen", "Two seconds, the same three hands.", "agreed", "Count to five, look at the window row."))},
		},
	}, "focus")
}
