package kinds

import "github.com/cairn-schools/cairn/improve"

func studentVoice() *improve.Kind {
	return declare(improve.Kind{
		Name: "student-voice", Title: "What students say", Plural: "What students say", Term: "Student voice survey",
		Help:  "A few short questions to many students, without names. Three questions that you look at beat thirty that you file.",
		Group: improve.Numbers, Icon: "feedback", Home: improve.Team, Also: "survey, exit slip, poll, questionnaire, student experience", Offered: true,
		Sections: []improve.Section{
			part("asked", "What was asked", "",
				placeholder(title("Which questions, to whom?", "One line."), "Exit slip on beginning, grade 9"),
				day("date", "Day", "The day you asked."),
				amount("asked", "How many were asked?", "Students."),
				amount("answered", "How many answered?", "Below ten, think who could be recognised."),
				list("items", "Questions and answers", "One line for each question.",
					words("question", "Question", "As they read it."), words("scale", "Answers to choose from", "For example 1 to 4."), amount("mean", "Average", "Of the answers."), amount("good", "How many said yes or agree", "A number, not per cent."), amount("n", "Of how many", "Answers to this question.")),
				child(prose("comments", "What did they write?", "In their words, without names.")),
				prose("learned", "What do you take from it?", "And what you will tell the students."),
				tick("told_back", "Have the students heard what came of it?", "Else the next slip stays empty."),
			),
		},
		Rels: []improve.Rel{projectRel("What students say"), rel("pdsa", "In the test", "What students say", "The test in which you asked.", "pdsa"), rels("driver", "Speaks for", "What students say", "What must change.", "driver"), rel("measure", "Counted in", "What students say", "The measure it belongs to.", "measure")},
		Sample: improve.Sample{
			Fields: cells("title", "Exit slip on beginning, grade 9", "date", "2026-10-09", "asked", "52", "answered", "47", "comments", "It is easier when somebody hears it first.", "learned", "Reading to one person is fine; to the class is not.", "told_back", "yes"),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"items": rowsOf(cells("question", "I knew how to begin today", "scale", "1 to 4", "mean", "3.1", "good", "38", "n", "47"))},
		},
	}, "date", "learned")
}
