package kinds

import "github.com/cairn-schools/cairn/improve"

// empathyInterview is born in the personal space: what a student said stays
// with the person who asked until that person shares it.
func empathyInterview() *improve.Kind {
	return &improve.Kind{
		Name:   "empathy-interview",
		Title:  "Interview",
		Plural: "Interviews",
		Term:   "Empathy interview",
		Help:   "A short talk with a student, parent or colleague to see the problem as they do. It stays yours until you share it.",
		Group:  improve.Causes,
		Icon:   "interview",
		Home:   improve.Personal,
		Sections: []improve.Section{
			{Key: "who", Title: "The talk", Help: "No full names, please: first name, initials or \"Student 1\" is enough.", Fields: interviewWho()},
			{Key: "answers", Title: "What was said", Help: "Ask for stories, then wait; silence is fine. Write their words, not yours.", Fields: interviewAnswers()},
			{Key: "sense", Title: "What you make of it", Fields: interviewSense()},
		},
		Rels: []improve.Rel{
			projectRel("Interviews"),
			{Name: "cause", To: []improve.KindName{"fishbone-cause"}, Label: "Tells of the cause", Back: "Heard in", Help: "The causes that this talk pointed to.", Many: true},
			{Name: "driver", To: []improve.KindName{"driver"}, Label: "Speaks for", Back: "Heard in", Help: "What must change, in the light of this talk.", Many: true},
		},
		Also:    "interview, empathy, student voice, talk",
		Offered: true,
		Next:    talkNext(),
		Summary: func(a improve.Artifact) string {
			return line(optionLabel(interviewKinds(), a.Text("who")), a.Text("date"), with("by ", a.Text("interviewer"), ""))
		},
		Sample: improve.Sample{
			Fields: map[improve.FieldKey]string{
				"title":       "Student 3, ninth grade, late essays",
				"who":         "student",
				"alias":       "Student 3",
				"consent":     "yes",
				"date":        "2026-05-12",
				"interviewer": "Rosa Lindqvist",
				"note_taker":  "Tomás Aguilar",
				"expect":      "That there is no quiet place at home.",
				"needs":       "To hear early that a rough beginning is all right.",
				"insights":    "Being stuck looks like not caring from the front of the room.",
				"surprises":   "There is a quiet place. The page was the trouble.",
				"next":        "Ask two more students how they begin.",
			},
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{
				"questions": {
					{"question": "Tell me about an essay that went well.", "answer": "The one on the bus route. We had started it together and I knew what came next."},
					{"question": "And one that was hard?", "answer": "I sat there for an hour. I wrote my name. Then I thought I would hand it in when it was good."},
				},
				"quotes": {{"quote": "I thought I would hand it in when it was good.", "about": "Starting"}},
			},
		},
	}
}

func interviewKinds() []improve.Option {
	return []improve.Option{
		{Key: "student", Label: "Student"},
		{Key: "family", Label: "Family"},
		{Key: "staff", Label: "Colleague"},
		{Key: "community", Label: "Someone from the community"},
	}
}

func interviewWho() []improve.Field {
	name := title("Short name for this talk", "So that you find it again; initials only.")
	name.NamesChild = true
	return []improve.Field{
		placeholder(name, "Student 1, grade 12, money forms"),
		{Key: "who", Type: improve.Choice, Label: "Whom did you talk with?", Help: "What they are to the school.", Options: interviewKinds()},
		{Key: "alias", Type: improve.Text, Label: "What do you call them here?", Help: "A made-up name, initials or a number, never the full name.", NamesChild: true, Max: 100},
		{Key: "consent", Type: improve.YesNo, Label: "Did they agree to your taking notes?", Term: "Consent", Help: "Tell them what the notes are for and who may read them."},
		{Key: "date", Type: improve.Date, Label: "When?", Help: "The day you talked."},
		{Key: "interviewer", Type: improve.Person, Label: "Who asked?", Help: "The person who led the talk."},
		{Key: "note_taker", Type: improve.Person, Label: "Who took notes?", Help: "Best someone else, so that the asker can listen."},
		{Key: "expect", Type: improve.Prose, Label: "What do you expect to hear?", Term: "Prediction", Help: "Write it before you talk; being wrong is the best part.", NamesChild: true},
	}
}

func interviewAnswers() []improve.Field {
	return []improve.Field{
		{Key: "questions", Type: improve.Rows, Label: "Questions and answers", Help: "Five or six questions are enough for twenty minutes.", Search: true, Columns: []improve.Field{
			{Key: "question", Type: improve.Text, Label: "You asked", Term: "Question", Help: "One question, asked once, open.", Placeholder: "Tell me about a time when it went well.", Search: true},
			{Key: "answer", Type: improve.Prose, Label: "They said", Term: "Answer", Help: "As close to their own words as you can.", Search: true, NamesChild: true},
		}},
		{Key: "quotes", Type: improve.Rows, Label: "Words to remember", Term: "Quotes", Help: "Sentences that you want the team to hear.", Search: true, Columns: []improve.Field{
			{Key: "quote", Type: improve.Prose, Label: "Their words", Help: "Exactly as said, without names.", Search: true, NamesChild: true},
			{Key: "about", Type: improve.Text, Label: "About", Help: "One or two words on what it is about.", Search: true},
		}},
	}
}

func interviewSense() []improve.Field {
	return []improve.Field{
		{Key: "needs", Type: improve.Prose, Label: "What do they need?", Help: "What would make it easier for them, in one or two sentences.", Search: true, NamesChild: true},
		{Key: "insights", Type: improve.Prose, Label: "What do you see now?", Term: "Insights", Help: "What this talk changes in how you think about the problem.", Search: true, NamesChild: true},
		{Key: "surprises", Type: improve.Prose, Label: "What surprised you?", Help: "Compare with what you expected to hear.", Search: true, NamesChild: true},
		{Key: "next", Type: improve.Prose, Label: "What will you do with it?", Help: "Whom to ask next, what to try.", Search: true, NamesChild: true},
	}
}
