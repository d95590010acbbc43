package kinds

import "github.com/cairn-schools/cairn/improve"

// workSample is a student's work: born in the personal space.
func workSample() *improve.Kind {
	return declare(improve.Kind{
		Name: "work-sample", Title: "Piece of student work", Plural: "Student work", Term: "Student work sample",
		Help:  "A page, a picture, an answer. Look for brilliance first, then for where it gets stuck. Cover the name; it stays yours until you share it.",
		Group: improve.Causes, Icon: "image", Home: improve.Personal, Also: "student work, exemplar, brilliance and confusion", Offered: true,
		Sections: []improve.Section{
			part("work", "The work", "No names on it, please.",
				child(placeholder(title("What is it?", "So that you find it again."), "First paragraph, student 4")),
				words("task", "What was the task?", "As the students got it."),
				words("file", "Where is the page itself?", "The folder that the paper is in, without a student's name. Its picture belongs on this page."),
				day("date", "When?", "The day it was made."),
				child(prose("brilliance", "Where does it shine?", "Point at a line; say what the student can do.")),
				child(prose("confusion", "Where does it get stuck?", "What the student seems to think there.")),
				child(prose("means", "What does it tell you?", "About the task and the teaching, not about the student.")),
			),
		},
		Rels:   []improve.Rel{projectRel("Student work"), rels("cause", "Tells of the cause", "Seen in", "The causes that it points to.", "fishbone-cause"), rel("pdsa", "From the test", "Student work", "The test in which it was made.", "pdsa")},
		Next:   []improve.Next{{Kind: "fishbone-cause", Rel: "seen-in", Label: "Make a cause of it", Keep: projectOnly()}},
		Sample: improve.Sample{Fields: cells("title", "First paragraph, student 4", "task", "Write how the valley changed.", "file", "Binder, page 12", "date", "2026-09-15", "brilliance", "The second line has a comparison nobody taught.", "confusion", "It starts over three times.", "means", "The task did not say that a beginning may be rough.")},
	}, "date", "task")
}
