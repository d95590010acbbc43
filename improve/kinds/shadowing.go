package kinds

import "github.com/cairn-schools/cairn/improve"

// shadowing is born in the personal space, as a talk is.
func shadowing() *improve.Kind {
	return declare(improve.Kind{
		Name: "shadowing", Title: "A day with a student", Plural: "Days with students", Term: "Student shadowing",
		Help:  "Follow one student through a school day and see it as they do. It stays yours until you share it.",
		Group: improve.Causes, Icon: "history", Home: improve.Personal, Also: "shadow a student, shadow day, observation, follow", Offered: true,
		Sections: []improve.Section{
			part("who", "Before", "No full names, please.",
				child(placeholder(title("Short name for this day", "Initials only."), "A day with M., grade 10")),
				child(words("alias", "What do you call them here?", "A made-up name or initials.")),
				tick("consent", "Did they and their family agree?", "Tell them what the notes are for and who may read them."),
				day("date", "When?", "The day."),
				someone("observer", "Who went along?", "The person who wrote this."),
				child(term(prose("expect", "What do you expect to see?", "Write it before; being wrong is the best part."), "Assumptions")),
			),
			part("day", "The day", "Write what you see, not what you think of it.",
				list("log", "What happened", "One line for each stretch of the day.",
					words("time", "Time", "From when to when."), words("place", "Where", "Room, hall, bus."), child(words("does", "What they do", "What you see.")), child(words("feels", "How it seems to feel", "What tells you so?"))),
			),
			part("after", "After", "",
				child(prose("wrong", "Where were you wrong?", "Compare with what you expected.")),
				child(prose("insights", "What do you see now?", "What this day changes in how you think.")),
				child(prose("next", "What small thing will you do?", "Within a week.")),
			),
		},
		Rels: []improve.Rel{projectRel("Days with students"), rels("cause", "Tells of the cause", "Seen on", "The causes that this day pointed to.", "fishbone-cause"), rels("driver", "Speaks for", "Seen on", "What must change, in the light of it.", "driver")},
		Next: []improve.Next{{Kind: "fishbone-cause", Rel: "seen-in", Label: "Make a cause of it", Keep: projectOnly()}},
		Sample: improve.Sample{
			Fields: cells("title", "A day with M., grade 10", "alias", "M.", "consent", "yes", "date", "2026-04-22", "observer", "Rosa Lindqvist", "expect", "That phones take the time.", "wrong", "The phone came out when there was nothing to do.", "insights", "M. waits eleven times before lunch.", "next", "Have the first line on the board when they come in."),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"log": rowsOf(
				cells("time", "8:05", "place", "Room 9", "does", "Waits for the list to be read", "feels", "Tired"),
				cells("time", "8:20", "place", "Room 9", "does", "Copies the task, looks at the clock", "feels", "Away"))},
		},
	}, "date", "observer")
}
