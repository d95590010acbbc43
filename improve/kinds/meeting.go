package kinds

import "github.com/cairn-schools/cairn/improve"

func meeting() *improve.Kind {
	return &improve.Kind{
		Name:   "meeting",
		Title:  "Meeting",
		Plural: "Meetings",
		Help:   "What to talk about, what was decided, and who does what until when.",
		Group:  improve.Meetings,
		Icon:   "meeting",
		Home:   improve.Team,
		Sections: []improve.Section{
			{Key: "meeting", Title: "The meeting", Fields: meetingWhat()},
			{Key: "agenda", Title: "To talk about", Fields: []improve.Field{meetingAgenda()}},
			{Key: "outcome", Title: "What came of it", Fields: meetingOutcome()},
		},
		Rels: []improve.Rel{
			projectRel("Meetings"),
			{Name: "organisation", To: []improve.KindName{"organisation"}, Label: "Of", Back: "Meetings", Help: "The schools or teams that met.", Many: true},
			rels("team", "Of the team", "Meetings", "The teams that met.", "team"),
			rel("network", "Of the network", "Meetings and calls", "The network whose people met.", "network"),
			rel("buddies", "Of the buddies", "Meetings", "The pair.", "buddy-pair"),
			loosely(rels("rock", "Looked at", "Talked about at", "The 45-day tasks that were talked about.", "rock")),
			rel("follows", "After the meeting", "Next meeting", "The meeting before this one.", "meeting"),
		},
		Also:    "agenda, minutes, ILT, to-do, weekly meeting, call",
		Offered: true,
		Next:    meetingNext(),
		Summary: func(a improve.Artifact) string {
			return line(a.Text("date"), optionLabel(meetingTypes(), a.Text("type")), openActions(a))
		},
		Marks: offScale("", mostMeeting),
		Sample: improve.Sample{
			Fields: map[improve.FieldKey]string{
				"title":       "Monday meeting, 21 September",
				"type":        "team",
				"date":        "2026-09-21",
				"time":        "15:10",
				"place":       "Room 12",
				"purpose":     "Look at the first essay and plan the next test.",
				"facilitator": "Rosa Lindqvist",
				"note_taker":  "Tomás Aguilar",
				"stuck":       "We cannot cover period 6 on Fridays.",
				"next":        "2026-09-28",
			},
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{
				"present":   {{"who": "Rosa Lindqvist"}, {"who": "Tomás Aguilar"}, {"who": "Mei-Ling Carver", "part": "Teaching coach"}},
				"agenda":    {{"item": "Numbers of the week", "who": "Tomás Aguilar", "minutes": "5", "notes": "31 of 52 in period 2, the best so far."}, {"item": "Next test", "who": "Rosa Lindqvist", "minutes": "15"}},
				"decisions": {{"decision": "Try the first paragraph in period 6 as well.", "why": "It held for two weeks in period 2."}},
				"actions":   {{"what": "Copy the starter page", "who": "Mei-Ling Carver", "when": "2026-09-25", "done": "no"}},
			},
		},
	}
}

func meetingTypes() []improve.Option {
	return []improve.Option{
		{Key: "team", Label: "Team meeting"},
		{Key: "buddy", Label: "Call with our buddies"},
		{Key: "coaching", Label: "Talk with a coach", Term: "Coaching call"},
		{Key: "leads", Label: "Call of the team leads"},
		{Key: "leadership", Label: "School leadership team"},
		{Key: "visit", Label: "Visit", Term: "Site visit"},
		{Key: "other", Label: "Something else"},
	}
}

func meetingWhat() []improve.Field {
	return []improve.Field{
		placeholder(title("What is it called?", "So that people find it again."), "Monday meeting, 21 September"),
		{Key: "type", Type: improve.Choice, Label: "What kind of meeting?", Help: "Choose the closest.", Options: meetingTypes()},
		{Key: "date", Type: improve.Date, Label: "Day", Help: "The day you meet."},
		{Key: "time", Type: improve.Text, Label: "Time", Help: "When it begins, and when it ends if you like.", Placeholder: "15:10 to 15:35", Max: 40},
		{Key: "place", Type: improve.Text, Label: "Where?", Help: "Room, or how to call in."},
		{Key: "purpose", Type: improve.Prose, Label: "What should be different afterwards?", Term: "Purpose", Help: "If there is no answer, you may not need to meet.", Search: true},
		{Key: "facilitator", Type: improve.Person, Label: "Who leads it?", Term: "Facilitator", Help: "The person who sees that everyone is heard."},
		{Key: "note_taker", Type: improve.Person, Label: "Who writes?", Term: "Note taker", Help: "The person who keeps these notes."},
		{Key: "present", Type: improve.Rows, Label: "Who was there?", Help: "One line for each person.", Search: true, Columns: []improve.Field{
			{Key: "who", Type: improve.Person, Label: "Name", Help: "Who came.", Search: true},
			{Key: "part", Type: improve.Text, Label: "As", Help: "Their part or school, where it is not clear.", Search: true},
		}},
	}
}

func meetingAgenda() improve.Field {
	return improve.Field{Key: "agenda", Type: improve.Rows, Label: "Agenda", Help: "Few points; put the hardest first. Write the notes under each point.", Search: true, Columns: []improve.Field{
		{Key: "item", Type: improve.Text, Label: "Point", Help: "What it is about.", Search: true},
		{Key: "who", Type: improve.Person, Label: "Who", Help: "Who brings it."},
		{Key: "minutes", Type: improve.Number, Label: "Minutes", Help: "How long it may take."},
		{Key: "notes", Type: improve.Prose, Label: "Notes", Help: "What was said about this point.", Search: true, NamesChild: true},
	}}
}

func meetingOutcome() []improve.Field {
	return []improve.Field{
		{Key: "decisions", Type: improve.Rows, Label: "What was decided?", Term: "Decisions", Help: "One line each, so that nobody has to ask again.", Search: true, Columns: []improve.Field{
			{Key: "decision", Type: improve.Text, Label: "Decision", Help: "What will be done or left.", Search: true},
			{Key: "why", Type: improve.Text, Label: "Why", Help: "The reason, in a few words.", Search: true},
		}},
		{Key: "actions", Type: improve.Rows, Label: "Who does what?", Term: "Actions", Help: "Begin the next meeting with this list.", Search: true, Columns: []improve.Field{
			{Key: "what", Type: improve.Text, Label: "What", Help: "Something that can be finished.", Search: true},
			{Key: "who", Type: improve.Person, Label: "Who", Help: "One name.", Search: true},
			{Key: "when", Type: improve.Date, Label: "Until", Help: "The day it should be done."},
			{Key: "done", Type: improve.YesNo, Label: "Done", Help: "Tick it when it is finished."},
		}},
		term(list("issues", "What holds us up?", "Things that somebody wants solved; take the hardest first.",
			words("issue", "What is it?", "One line."), someone("who", "Raised by", "One name."), tick("solved", "Solved", "Or at least decided."), words("answer", "Answer", "What was decided.")), "Issues"),
		{Key: "stuck", Type: improve.Prose, Label: "Where are you stuck?", Help: "For your coach or your buddies: what would you like help with?", Search: true, NamesChild: true},
		rating("How good was this meeting, 1 to 5?", "Everyone says a number; write the middle one, and ask the lowest why.", mostMeeting),
		{Key: "next", Type: improve.Date, Label: "Next meeting", Help: "Fix it before you part."},
	}
}

// openActions counts what somebody still has to do.
func openActions(a improve.Artifact) string {
	open := 0
	for _, row := range a.Rows("actions") {
		if row.Cells["done"] != "yes" && row.Cells["what"] != "" {
			open++
		}
	}
	return count(open, "thing to do", "things to do")
}
