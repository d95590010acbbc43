package kinds

import "github.com/cairn-schools/cairn/improve"

func barrier() *improve.Kind {
	return declare(improve.Kind{
		Name: "barrier", Title: "Barrier", Plural: "Barriers", Term: "Barrier log",
		Help:  "Something that keeps people from doing good work. Everyone may put one here; it has an owner, it grows old in sight of all, and whoever raised it hears what became of it.",
		Group: improve.Reflection, Icon: "warning", Home: improve.Team, Also: "obstacle, hindrance, impediment, roadblock", Offered: true,
		Sections: []improve.Section{
			part("barrier", "What is in the way", "",
				placeholder(title("What is in the way?", "As a fact, without blame."), "Every slip is copied twice by hand"),
				words("raised_by", "Who raised it?", "Name or group."),
				day("raised_on", "Raised on", "Its age is counted from here."),
				pick("level", "Who can remove it?", "Choose the closest.", options("team", "We ourselves", "school", "The school", "district", "The district", "outside", "Somebody else")),
				someone("owner", "Who sees to it?", "One name."),
				prose("effect", "What does it cost?", "Time, students, patience."),
			),
			part("state", "What became of it", "",
				pick("state", "How does it stand?", "Also when nothing can be done.", barrierStates()),
				prose("reason", "Why?", "What was done, or why it stays."),
				tick("told_back", "Has whoever raised it been told?", "Only then is it closed."),
			),
			part("moves", "How it went", "", moves(barrierStates())),
		},
		Rels:   []improve.Rel{projectRel("Barriers"), rel("found-in", "Found by", "Barriers found", "Where it came up.", "rounding", "go-and-see", "meeting", "coaching-call", "visit"), rel("organisation", "At", "Barriers", "The school.", "organisation"), rels("change-idea", "Holds up", "Barriers", "The ideas that wait for it.", "change-idea"), because()},
		Course: &improve.Course{State: "state", Moves: movesKey, Reason: "reason", Asks: []string{"removed", "stays"}, Ends: []string{"removed", "stays"}, Since: "raised_on", TellBack: "told_back"},
		Next:   []improve.Next{{Kind: "decision", Rel: "about", Label: "Write down a decision on it", Keep: projectOnly()}, {Kind: "request", Rel: "about", Label: "Ask somebody for it", Keep: projectOnly(), Fill: carry("title", "title")}},
		Sample: improve.Sample{Fields: cells("title", "Every slip is copied twice by hand", "raised_by", "Front office", "raised_on", "2026-10-09", "level", "school", "owner", "Ines Moreau", "effect", "Nine students wait each morning.", "state", "removed", "reason", "A stamp does it now.", "told_back", "yes")},
	}, "state", "raised_on", "owner")
}

func barrierStates() []improve.Option {
	return options("open", "Open", "working", "Somebody is on it", "raised", "Passed on to others", "removed", "Out of the way", "stays", "It has to stay")
}
