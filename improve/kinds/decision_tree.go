package kinds

import "github.com/cairn-schools/cairn/improve"

func decisionTree() *improve.Kind {
	return declare(improve.Kind{
		Name: "decision-tree", Title: "Question by question", Plural: "Trees of questions", Term: "Decision tree",
		Help:  "A tree of yes-or-no questions that leads from a problem to where it comes from, so that different students get different help.",
		Group: improve.Causes, Icon: "filter", Home: improve.Team, Also: "tree, triage, branching questions",
		Sections: []improve.Section{
			part("tree", "The questions", "",
				placeholder(title("What is it about?", "The problem that it sorts."), "Why did this essay not come?"),
				list("questions", "Questions", "Give each a number; say where each answer leads.",
					words("number", "No.", "1, 2, 3 …"), words("question", "Question", "One that can be answered by looking."), words("yes", "If yes", "A number, or what to do."), words("no", "If no", "A number, or what to do."), amount("count", "How many came here?", "Students who reached this question."),
					hidden(words("under", "Drawn under", "Which answer it was drawn under; the program keeps it."))),
				prose("learned", "What did you see?", "Where most of them ended, and what that means."),
			),
		},
		Rels: []improve.Rel{projectRel("Trees of questions"), rels("cause", "Leads to the cause", "Reached in", "The causes at its ends.", "fishbone-cause")},
		Next: []improve.Next{{Kind: "fishbone-cause", Rel: "seen-in", Label: "Make a cause of it", Keep: projectOnly()}},
		Sample: improve.Sample{
			Fields: cells("title", "Why did this essay not come?", "learned", "Most stop at the first question."),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"questions": rowsOf(
				cells("number", "1", "question", "Is there a first line?", "yes", "2", "no", "Begin it together in class", "count", "31"),
				cells("number", "2", "question", "Was the student away?", "yes", "Card with the task", "no", "Ask", "count", "12"))},
		},
	}, "learned")
}
