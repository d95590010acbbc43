package kinds

import "github.com/cairn-schools/cairn/improve"

func project() *improve.Kind {
	return &improve.Kind{
		Name:   "project",
		Title:  "Project",
		Plural: "Projects",
		Term:   "Improvement project",
		Help:   "One problem that a team works on together. Everything else, from the aim to the last small test, hangs on it.",
		Group:  improve.AimAndTheory,
		Icon:   "project",
		Home:   improve.Team,
		Sections: []improve.Section{
			{Key: "problem", Title: "The problem", Help: "Say what is wrong before anybody says what to do about it.", Fields: projectProblem()},
			{Key: "questions", Title: "Three questions", Help: "A sentence each is enough to begin. Come back to them often.", Fields: projectQuestions()},
			{Key: "running", Title: "How we work on it", Fields: projectRunning()},
		},
		Rels: []improve.Rel{
			{Name: "organisation", To: []improve.KindName{"organisation"}, Label: "At", Back: "Projects", Help: "The schools or other places that work on it.", Many: true},
			{Name: "part-of", To: []improve.KindName{"project"}, Label: "Part of", Back: "Projects of the teams", Help: "The larger project, for example that of your network."},
			{Name: "aim", To: []improve.KindName{"aim"}, Label: "Helps to reach", Back: "Projects that help", Help: "The shared aim, often the network's, that this project helps to reach.", Many: true},
			{Name: "buddy", To: []improve.KindName{"project", "organisation"}, Label: "Buddies", Back: "Buddy of", Help: "The team that reads your work and answers, and whose work you read.", Many: true},
		},
		Asks: projectAsks(),
		Summary: func(a improve.Artifact) string {
			return line(optionLabel(projectStates(), a.Text("state")), a.Text("lead"), with("until ", a.Text("until"), ""))
		},
		Sample: improve.Sample{Fields: map[improve.FieldKey]string{
			"title":        "Late work in ninth-grade English",
			"problem":      "Four in ten essays come in late or not at all, and most of the missing ones are from the same two class periods.",
			"who_affected": "About 25 students in periods 2 and 6, many of them new to the school this year.",
			"evidence":     "Grade book of last spring; six short talks with students in May.",
			"gap":          "58 % on time now; the other two teachers of the grade see 80 %.",
			"boundary":     "Essays only. Homework and reading logs wait until next year.",
			"accomplish":   "More students hand in an essay that they are ready to talk about.",
			"know":         "We count essays handed in on the day, each week, for each class period.",
			"change":       "Start the essay in class, and check in with a student before it is late.",
			"state":        "testing",
			"lead":         "Rosa Lindqvist",
			"started":      "2026-09-08",
			"until":        "2027-05-28",
			"rhythm":       "Mondays, 25 minutes, room 12",
		}},
	}
}

func projectProblem() []improve.Field {
	return []improve.Field{
		placeholder(title("Name of the project", "A few words that everyone on the team would use."), "Late work in ninth-grade English"),
		{Key: "problem", Type: improve.Prose, Label: "What is the problem?", Term: "Problem of practice", Help: "What happens now, and what should happen instead? Leave answers out for the moment.", Search: true, NamesChild: true},
		{Key: "who_affected", Type: improve.Prose, Label: "Who feels it most?", Help: "Name the group of students as closely as you can; \"everyone\" is rarely true.", Search: true, NamesChild: true},
		{Key: "evidence", Type: improve.Prose, Label: "How do you know?", Term: "Evidence", Help: "Numbers, student work, what people told you, what you saw.", Search: true, NamesChild: true},
		{Key: "gap", Type: improve.Text, Label: "How far is it from where it should be?", Term: "Gap", Help: "Where things stand now, and where they stand where it goes well."},
		{Key: "boundary", Type: improve.Text, Label: "What is not part of it?", Term: "System boundary", Help: "What you leave alone for now, so that the work stays small enough."},
	}
}

func projectQuestions() []improve.Field {
	return []improve.Field{
		{Key: "accomplish", Type: improve.Prose, Label: "What do we want to get better?", Term: "What are we trying to accomplish?", Help: "In your own words; the aim says it with a number and a date.", Search: true},
		{Key: "know", Type: improve.Prose, Label: "How will we know that it got better?", Term: "How will we know that a change is an improvement?", Help: "What would you see or count that would convince a colleague?", Search: true},
		{Key: "change", Type: improve.Prose, Label: "What could we change?", Term: "What change can we make that will result in improvement?", Help: "First thoughts; each one worth trying becomes an idea of its own.", Search: true},
	}
}

func projectRunning() []improve.Field {
	return []improve.Field{
		{Key: "state", Type: improve.Choice, Label: "Where are you with it?", Help: "Your own judgement; you may go back a step.", Options: projectStates()},
		{Key: "lead", Type: improve.Person, Label: "Who leads it?", Help: "The person to ask about the project.", Search: true},
		{Key: "started", Type: improve.Date, Label: "Started on", Help: "The day the team began."},
		{Key: "until", Type: improve.Date, Label: "Runs until", Help: "When you mean to stop and look back."},
		{Key: "rhythm", Type: improve.Text, Label: "When do you meet?", Help: "Day, length and room, so that nobody has to ask.", Placeholder: "Mondays, 25 minutes, room 12"},
		{Key: "learned", Type: improve.Prose, Label: "What have you learned so far?", Help: "For the next team: what works, for whom, and what you would not do again.", Search: true},
		{Key: "note", Type: improve.Prose, Label: "Other notes", Help: "Anything that a new colleague should read first.", Search: true},
		projectSteps(),
	}
}

func projectStates() []improve.Option {
	return []improve.Option{
		{Key: "understanding", Label: "Understanding the problem"},
		{Key: "planning", Label: "Choosing what to try"},
		{Key: "testing", Label: "Trying things out"},
		{Key: "spreading", Label: "Passing on what works"},
		{Key: "paused", Label: "Paused"},
		{Key: "finished", Label: "Finished"},
	}
}

// projectSteps is where the project stands in a cycle that others use too; the
// page of the project shows it and writes it.
func projectSteps() improve.Field {
	field := list("steps", "Where it stands in a cycle", "One line for each step of the cycle.",
		words("step", "Step", "As the cycle calls it."),
		tick("done", "Done", "Where this project stands."),
		words("note", "Note", "What you found, or what is still open."))
	field.Hidden = true
	return field
}
