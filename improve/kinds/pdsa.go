package kinds

import "github.com/cairn-schools/cairn/improve"

// Fields of a test that its rules name.
const (
	changeKey     improve.FieldKey = "change"
	questionsKey  improve.FieldKey = "questions"
	questionKey   improve.FieldKey = "question"
	predictionKey improve.FieldKey = "prediction"
	confidenceKey improve.FieldKey = "confidence"
	predictedKey  improve.FieldKey = "predicted"
	cycleKey      improve.FieldKey = "cycle"
	tasksKey      improve.FieldKey = "tasks"
	carriedOutKey improve.FieldKey = "carried_out"
	happenedKey   improve.FieldKey = "happened"
	unplannedKey  improve.FieldKey = "unplanned"
	resultsKey    improve.FieldKey = "results"
	matchedKey    improve.FieldKey = "matched"
	learnedKey    improve.FieldKey = "learned"
	decisionKey   improve.FieldKey = "decision"
	reasonKey     improve.FieldKey = "reason"
	nextKey       improve.FieldKey = "next"
	doBeganKey    improve.FieldKey = "do_began"
	lockedKey     improve.FieldKey = "locked"
)

// The answers to "What now?".
const (
	adopt   = "adopt"
	adapt   = "adapt"
	abandon = "abandon"
)

// pdsa puts what a quick test needs first, so that five minutes are enough;
// everything after the first section may stay empty.
func pdsa() *improve.Kind {
	return &improve.Kind{
		Name:   "pdsa",
		Title:  "Test",
		Plural: "Tests",
		Term:   "PDSA cycle",
		Help:   "Try one change in a small way, write down first what you expect, then compare. Five minutes are enough to plan one.",
		Group:  improve.Tests,
		Icon:   "test",
		Home:   improve.Team,
		Sections: []improve.Section{
			{Key: "plan", Title: "Plan: what we will try", Help: "These four are enough for a quick test.", Fields: pdsaPlan()},
			{Key: "details", Title: "Plan: the details", Help: "Only what you need; a test with one student needs very little.", Fields: pdsaDetails()},
			{Key: "do", Title: "Do: what happened", Help: "From the first word here on, the predictions stay as they are.", Fields: pdsaDo()},
			{Key: "study", Title: "Study: what we learned", Help: "Look at your predictions first, then at what happened.", Fields: pdsaStudy()},
			{Key: "act", Title: "Act: what now", Fields: pdsaAct()},
		},
		Rels: []improve.Rel{
			projectRel("Tests"),
			{Name: "change-idea", To: []improve.KindName{"change-idea"}, Label: "Tries the idea", Back: "Tests", Help: "The idea that is being tried."},
			{Name: "follows", To: []improve.KindName{"pdsa"}, Label: "Builds on", Back: "Next test", Help: "The test before this one; tests in a row, each a little larger, make a ramp."},
			{Name: "measure", To: []improve.KindName{"measure"}, Label: "Watched with", Back: "Tests", Help: "The numbers that you look at in this test.", Many: true},
			rels(improve.BecauseRel, "Decided because of", "Tests decided by it", "What decided it, beside the test itself.", "decision", "meeting", "pdsa"),
			rel("call", "Agreed on the call", "Tests agreed on", "The call on which it was agreed.", "coaching-call"),
		},
		Also:    "PDSA, cycle, experiment, try out, plan do study act, ramp, adopt adapt abandon",
		Offered: true,
		Course:  &improve.Course{State: decisionKey, Moves: movesKey, Reason: reasonKey, Asks: []string{abandon}, Ends: []string{adopt, adapt, abandon}},
		Next:    pdsaNext(),
		Asks:    pdsaAsks(),
		Locks:   pdsaLocks,
		Before:  pdsaRules,
		Marks:   pdsaMarks,
		Summary: pdsaSummary,
		Sample:  pdsaSample(),
	}
}

func pdsaPlan() []improve.Field {
	return []improve.Field{
		placeholder(title("Name of the test", "A few words; the number of the test is kept by itself."), "First paragraph in class, one period"),
		{Key: changeKey, Type: improve.Prose, Label: "What will you try?", Term: "Change being tested", Help: "As small as you can: one class, one student, one day.", Search: true, NamesChild: true},
		{Key: questionsKey, Type: improve.Rows, Label: "What do you want to find out, and what do you expect?", Term: "Questions and predictions", Help: "Write what you expect before you begin; from then on it cannot be changed.", Search: true, Columns: []improve.Field{
			{Key: questionKey, Type: improve.Text, Label: "Question", Help: "One thing you want to know.", Placeholder: "Will they begin without being asked?", Search: true},
			{Key: predictionKey, Type: improve.Text, Label: "What do you expect?", Term: "Prediction", Help: "A guess with a number in it teaches most.", Placeholder: "At least 20 of 26, because their neighbour has begun", Search: true},
			{Key: confidenceKey, Type: improve.Choice, Label: "How sure are you?", Term: "Confidence", Help: "A wrong guess that you were sure of is the one to learn from.", Options: sureOptions()},
			{Key: predictedKey, Type: improve.Text, Label: "Expected since", Help: "When the prediction was written; the program keeps it.", Hidden: true},
		}},
		{Key: "start", Type: improve.Date, Label: "When?", Help: "The first day; next week is better than next month."},
	}
}

func pdsaDetails() []improve.Field {
	return []improve.Field{
		{Key: cycleKey, Type: improve.Number, Label: "Which test in this row is it?", Term: "Cycle", Help: "1 for the first test of an idea, 2 for the one that builds on it."},
		{Key: "purpose", Type: improve.Choice, Label: "What is the test for?", Term: "Type of cycle", Help: "Most are to see whether a change works.", Options: []improve.Option{
			{Key: "collect", Label: "To find something out"},
			{Key: "develop", Label: "To work out a change"},
			{Key: "test", Label: "To see whether a change works"},
			{Key: "implement", Label: "To make a change our habit"},
		}},
		{Key: "scale", Type: improve.Choice, Label: "How large?", Term: "Scale", Help: "The less sure you are and the more could go wrong, the smaller.", Options: pdsaScales()},
		{Key: "conditions", Type: improve.Text, Label: "Where and with whom?", Term: "Conditions", Help: "Grade, subject, time of day: what might matter when others try it.", Search: true, NamesChild: true},
		{Key: "tester", Type: improve.Person, Label: "Who tries it?", Help: "A volunteer is best.", Search: true},
		{Key: "end", Type: improve.Date, Label: "Until", Help: "The day on which you look at what happened."},
		{Key: tasksKey, Type: improve.Rows, Label: "What has to be done first?", Term: "Tasks", Help: "Copies, a word with the office, a seat plan.", Search: true, Columns: []improve.Field{
			{Key: "what", Type: improve.Text, Label: "What", Help: "One thing to do.", Search: true},
			{Key: "who", Type: improve.Person, Label: "Who", Help: "One name.", Search: true},
			{Key: "when", Type: improve.Date, Label: "Until", Help: "The day it should be done."},
			{Key: "where", Type: improve.Text, Label: "Where", Help: "The room or place."},
			{Key: "done", Type: improve.YesNo, Label: "Done", Help: "Tick it when it is finished."},
		}},
		{Key: "data_plan", Type: improve.Prose, Label: "What will you write down, and who does it?", Term: "Data collection plan", Help: "A tally on a sticky note is enough.", Search: true, Placeholder: "Tally on my desk: who has begun after two minutes"},
	}
}

func pdsaDo() []improve.Field {
	return []improve.Field{
		{Key: carriedOutKey, Type: improve.YesNo, Label: "Did it go as planned?", Help: "No is fine; say below what was different."},
		{Key: happenedKey, Type: improve.Prose, Label: "What happened?", Term: "Data and observations", Help: "What you counted and saw, before you explain it.", Search: true, NamesChild: true},
		{Key: unplannedKey, Type: improve.Prose, Label: "What did you not expect?", Term: "Unplanned observations and problems", Help: "Fire drill, half the class away, a good idea from a student.", Search: true, NamesChild: true},
	}
}

func pdsaStudy() []improve.Field {
	return []improve.Field{
		{Key: resultsKey, Type: improve.Rows, Label: "Was it as you expected?", Term: "Results and predictions compared", Help: "One line for each question.", Search: true, Columns: []improve.Field{
			{Key: questionKey, Type: improve.Text, Label: "Question", Help: "The question from your plan.", Search: true},
			{Key: happenedKey, Type: improve.Text, Label: "What happened", Term: "Result", Help: "The answer, with the number if you have one.", Search: true, NamesChild: true},
			{Key: matchedKey, Type: improve.Choice, Label: "As expected?", Help: "Compare it with what you wrote before.", Options: []improve.Option{
				{Key: "yes", Label: "Yes"},
				{Key: "partly", Label: "Partly"},
				{Key: "no", Label: "No"},
			}},
		}},
		{Key: learnedKey, Type: improve.Prose, Label: "What did you learn?", Help: "What you think now that you did not think before, above all where you were wrong.", Search: true, NamesChild: true},
	}
}

func pdsaAct() []improve.Field {
	return []improve.Field{
		{Key: decisionKey, Type: improve.Choice, Label: "What now?", Term: "Decision", Help: "Dropping an idea that does not work is a good result.", Options: pdsaDecisions()},
		{Key: reasonKey, Type: improve.Prose, Label: "Why?", Term: "Reason", Help: "Needed when you drop it, so that the next team knows.", Search: true, NamesChild: true},
		{Key: nextKey, Type: improve.Prose, Label: "What will you do differently next time?", Help: "One change for the next test: other students, another hour, a little larger.", Search: true, NamesChild: true},
		{Key: "plan", Type: improve.Prose, Label: "If you keep it: how will it last?", Term: "Plan to implement and sustain", Help: "Who does it from now on, who shows new colleagues, and how you will see that it still happens.", Search: true},
		{Key: "decided_by", Type: improve.Text, Label: "Who decided?", Help: "The people who looked at it together; who was not there?", Search: true},
		moves(pdsaDecisions()),
		{Key: doBeganKey, Type: improve.Text, Label: "Do began", Help: "When the first words on what happened were written; the program keeps it.", Hidden: true},
		{Key: lockedKey, Type: improve.Prose, Label: "Expected when Do began", Help: "Which predictions stood when Do began; the program keeps it.", Hidden: true, Own: true},
	}
}

func pdsaScales() []improve.Option {
	return []improve.Option{
		{Key: "one", Label: "One student or one lesson"},
		{Key: "few", Label: "A few students"},
		{Key: "class", Label: "One class"},
		{Key: "several", Label: "Several classes or teachers"},
		{Key: "school", Label: "The whole school"},
		{Key: "schools", Label: "Several schools"},
	}
}

func pdsaDecisions() []improve.Option {
	return []improve.Option{
		{Key: adopt, Label: "Keep it", Term: "Adopt", Help: "It works here; make it a habit."},
		{Key: adapt, Label: "Change it and try again", Term: "Adapt", Help: "The next test of the row is made for you."},
		{Key: abandon, Label: "Drop it", Term: "Abandon", Help: "Say why, so that nobody has to find out again."},
	}
}

// pdsaSummary says which test of the row it is and how far it has come.
func pdsaSummary(a improve.Artifact) string {
	state := "planned"
	switch {
	case a.Text(decisionKey) != "":
		state = optionLabel(pdsaDecisions(), a.Text(decisionKey))
	case a.Text(learnedKey) != "":
		state = "decide what now"
	case !doBegan(a).IsZero():
		state = "under way"
	}
	return line(with("test ", a.Text(cycleKey), ""), state, with("from ", a.Text("start"), ""), a.Text("tester"))
}

func pdsaSample() improve.Sample {
	return improve.Sample{
		Fields: map[improve.FieldKey]string{
			"title":       "First paragraph in class, one period",
			changeKey:     "In period 2 on Tuesday everyone writes the first paragraph in class and reads it to a neighbour.",
			"start":       "2026-09-15",
			cycleKey:      "1",
			"purpose":     "test",
			"scale":       "class",
			"conditions":  "Period 2, ninth grade, 26 students, before lunch",
			"tester":      "Rosa Lindqvist",
			"end":         "2026-09-18",
			"data_plan":   "Tally on my desk: who has begun after two minutes. Box count on Friday.",
			carriedOutKey: "yes",
			happenedKey:   "19 of 26 had begun after two minutes. 21 essays came in on Friday; the week before it was 15.",
			unplannedKey:  "Two students asked to read their line to the whole class.",
			learnedKey:    "Beginning is quick once a neighbour begins. The ones who did not begin had missed Monday.",
			decisionKey:   adapt,
			reasonKey:     "It helped, but not those who had been away.",
			nextKey:       "Put the task on a card for anyone who was away.",
			"decided_by":  "Rosa and the ninth-grade team",
			doBeganKey:    "2026-09-15T17:20:00Z",
		},
		Rows: map[improve.FieldKey][]map[improve.FieldKey]string{
			questionsKey: {
				{questionKey: "Will they begin without being asked?", predictionKey: "At least 20 of 26, because their neighbour has begun", confidenceKey: "medium", predictedKey: "2026-09-14T19:05:00Z"},
				{questionKey: "Will more essays come in on Friday?", predictionKey: "18 instead of 15", confidenceKey: "low", predictedKey: "2026-09-14T19:05:00Z"},
			},
			tasksKey: {{"what": "Seat plan with pairs", "who": "Rosa Lindqvist", "when": "2026-09-14", "where": "Room 12", "done": "yes"}},
			resultsKey: {
				{questionKey: "Will they begin without being asked?", happenedKey: "19 of 26", matchedKey: "partly"},
				{questionKey: "Will more essays come in on Friday?", happenedKey: "21", matchedKey: "yes"},
			},
		},
	}
}
