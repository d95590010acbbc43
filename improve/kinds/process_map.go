package kinds

import "github.com/cairn-schools/cairn/improve"

func processMap() *improve.Kind {
	return declare(improve.Kind{
		Name: "process-map", Title: "How it really goes", Plural: "How things really go", Term: "Process map",
		Help:  "Step by step what happens now, from the first to the last, with the waits and the places where it breaks. Then draw how it should go.",
		Group: improve.Causes, Icon: "forward", Home: improve.Team, Also: "flow chart, workflow, steps, lanes, swim lane", Offered: true,
		Sections: []improve.Section{
			part("map", "The way it goes", "Follow one student or one form through it.",
				placeholder(title("What goes this way?", "The thing that happens, from where to where."), "An essay, from the task to the mark"),
				pick("version", "Is this how it goes now?", "Draw the first as it is, not as it should be.", options("now", "As it goes now", "new", "As it should go")),
				words("begins", "It begins when", "What sets it off."),
				words("ends", "It ends when", "What shows that it is over."),
				list("steps", "Steps", "Six to twelve are enough to begin with.",
					words("step", "What happens", "One thing."),
					pick("type", "What is it?", "A step, a question, a wait.", options("start", "Beginning", "step", "Step", "decision", "Question with two ways", "wait", "Wait", "unclear", "Nobody knows", "end", "End")),
					words("who", "Who", "Who does it; a lane of the picture."),
					words("next", "Leads to", "Where it goes from here, with the answer if it is a question."),
					tick("breaks", "Breaks here", "Does it go wrong here?"),
					tick("unused", "Help nobody uses", "Is there something here that could help and is not used?"),
					words("takes", "Takes", "How long, or how many get lost here."),
					hidden(words("ways", "Leads to, as drawn", "Which steps the drawing meant; the program keeps it.")),
				),
				prose("learned", "What did you see?", "Where it breaks, where it waits, what surprised you."),
			),
		},
		Rels: []improve.Rel{projectRel("How things really go"), rel("before", "Redrawn from", "Redrawn as", "The drawing of how it went before.", "process-map"), rels("cause", "Shows the cause", "Shown in", "The causes that it shows.", "fishbone-cause")},
		Next: []improve.Next{{Kind: "fishbone-cause", Rel: "seen-in", Label: "Make a cause of it", Keep: projectOnly()}, {Kind: "process-map", Rel: "before", Label: "Draw how it should go", Keep: projectOnly(), Fill: redrawn}},
		Sample: improve.Sample{
			Fields: cells("title", "An essay, from the task to the mark", "version", "now", "begins", "The task is set on Monday", "ends", "The mark is in the book", "learned", "Between Monday and Friday nobody looks."),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"steps": rowsOf(
				cells("step", "Task on the board", "type", "start", "who", "Teacher", "next", "Work at home"),
				cells("step", "Work at home", "type", "unclear", "who", "Student", "next", "Hand in", "breaks", "yes", "takes", "4 days"),
				cells("step", "Writing room in the library", "type", "step", "who", "Librarian", "unused", "yes"),
				cells("step", "Hand in", "type", "end", "who", "Student"))},
		},
	}, "version", "begins")
}

// redrawn begins the drawing of how it should go with the steps as they are.
func redrawn(a improve.Artifact) (map[improve.FieldKey]string, map[improve.FieldKey][]map[improve.FieldKey]string) {
	fields := cells(string(improve.TitleKey), a.Title(), "version", "new", "begins", a.Text("begins"), "ends", a.Text("ends"))
	steps := copyRows(a.Rows("steps"), "step", "type", "who", "next", "takes")
	return fields, map[improve.FieldKey][]map[improve.FieldKey]string{"steps": steps}
}
