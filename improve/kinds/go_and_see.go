package kinds

import "github.com/cairn-schools/cairn/improve"

// goAndSee is a leader's own note first: people speak openly to somebody who looks.
func goAndSee() *improve.Kind {
	return declare(improve.Kind{
		Name: "go-and-see", Title: "Went to see", Plural: "Went to see", Term: "Go and see",
		Help:  "You went to where the work is done and asked how it is done now. Your own note, until you share it.",
		Group: improve.Causes, Icon: "search", Home: improve.Personal, Also: "gemba, get proximate, walk, observation, classroom visit",
		Sections: []improve.Section{
			part("see", "What you saw", "Ask how it is done, not why it is not done.",
				child(placeholder(title("Where were you?", "Place and what for."), "Front office, the first bell")),
				day("date", "When?", "The day."),
				child(prose("saw", "What did you see?", "What happened, in its order.")),
				prose("asked", "What did you ask?", "Questions that made people tell you more."),
				child(prose("learned", "What did you learn?", "What you did not know before.")),
				prose("barrier", "What stands in people's way?", "Something that you could move."),
				words("follow_up", "What did you promise?", "And by when."),
				tick("told_back", "Did you tell them what came of it?", "They will tell you more next time."),
			),
		},
		Rels:   []improve.Rel{projectRel("Went to see"), rel("organisation", "At", "Visits to see", "The school.", "organisation"), rels("barrier", "Found", "Found by going to see", "What stood in the way.", "barrier")},
		Next:   []improve.Next{{Kind: "barrier", Rel: "found-in", Label: "Put it on the list of barriers", Keep: projectOnly(), Fill: carry("barrier", "title")}, {Kind: "fishbone-cause", Rel: "seen-in", Label: "Make a cause of it", Keep: projectOnly()}},
		Sample: improve.Sample{Fields: cells("title", "Front office, the first bell", "date", "2026-10-06", "saw", "Nine students in line for a slip; two left before it was their turn.", "asked", "What happens when the line is long?", "learned", "The slip is copied twice by hand.", "barrier", "The slip is copied twice", "follow_up", "Ask for a stamp, by Friday", "told_back", "yes")},
	}, "date", "follow_up")
}
