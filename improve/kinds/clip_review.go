package kinds

import "github.com/cairn-schools/cairn/improve"

// clipReview speaks of a recording in which children may be seen: personal.
func clipReview() *improve.Kind {
	return declare(improve.Kind{
		Name: "clip-review", Title: "Looking at a recording", Plural: "Looks at recordings", Term: "Video review",
		Help:  "A few minutes of a lesson, looked at with one question. The recording itself stays where the school keeps it.",
		Group: improve.Reflection, Icon: "image", Home: improve.Personal, Also: "video, clip, lesson recording, professional learning",
		Sections: []improve.Section{
			part("clip", "The recording", "",
				child(placeholder(title("What does it show?", "No names, please."), "The first five minutes, period 2")),
				words("kept", "Where is it kept?", "Never send it around."),
				tick("consent", "May it be looked at?", "Everyone who can be seen, and families."),
				prose("question", "What do you look for?", "One question."),
				child(list("moments", "Moments", "With the minute.", words("at", "At", "Minute and second."), child(words("seen", "What you see or hear", "Before you judge it.")))),
				child(prose("feedback", "What was said about it?", "Strong first.")),
				prose("will", "What will be tried?", "In the next lesson."),
				day("date", "Day", "The day."),
			),
		},
		Rels: []improve.Rel{projectRel("Looks at recordings"), rel("coaching", "From the coaching", "Recordings", "The notes it belongs to.", "coaching-note")},
		Sample: improve.Sample{
			Fields: cells("title", "The first five minutes, period 2", "kept", "School drive, locked", "consent", "yes", "question", "Who begins, and what makes them?", "feedback", "The room was quiet without being told.", "will", "Stand at the window first.", "date", "2026-10-08"),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"moments": rowsOf(cells("at", "1:40", "seen", "Four look at a neighbour and begin"))},
		},
	}, "date", "question")
}
