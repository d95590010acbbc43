package kinds

import "github.com/cairn-schools/cairn/improve"

func protocol() *improve.Kind {
	return declare(improve.Kind{
		Name: "protocol", Title: "Way to hold a conversation", Plural: "Ways to hold a conversation", Term: "Protocol",
		Help:  "Steps with minutes that see to it that everyone is heard, not only the two who talk most. For looking at work, choosing ideas, asking for advice.",
		Group: improve.Meetings, Icon: "meeting", Home: improve.Team, Also: "protocol, structure, facilitation, rounds, consultancy, tuning", Offered: true,
		Sections: []improve.Section{
			part("way", "The way", "",
				placeholder(title("What is it called?", "A name that people remember."), "First lines aloud"),
				prose("purpose", "What is it good for?", "And what it is not good for."),
				amount("people", "For how many?", "A number; more split into groups."),
				words("roles", "Parts to give out", "Leads, keeps the time, writes, brings the question."),
				list("norms", "What holds while we do it", "Three are enough.", words("norm", "We …", "One sentence.")),
				list("steps", "Steps", "With minutes; add them up before you begin.",
					words("step", "Step", "What happens."), amount("minutes", "Minutes", "How long."), words("who", "Who speaks", "Everyone in turn, one, pairs."), words("say", "What to ask", "The words of who leads.")),
				prose("result", "What do you have at the end?", "And where it is written down."),
				words("from", "Where does it come from?", "People to thank."),
			),
		},
		Rels: []improve.Rel{projectRel("Ways to hold a conversation"), rel("network", "Used in", "Ways to hold a conversation", "The network.", "network")},
		Sample: improve.Sample{
			Fields: cells("title", "First lines aloud", "purpose", "To see at once where writers begin. Not for finished work.", "people", "8", "roles", "Leads, keeps the time", "result", "Three lines on the board that everyone wants to read on.", "from", "Our own"),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{
				"norms": rowsOf(cells("norm", "read what is there, not what was meant")),
				"steps": rowsOf(cells("step", "Everyone reads one line, without a word about it", "minutes", "6", "who", "Everyone in turn", "say", "Only the line, please."), cells("step", "What made you want to read on?", "minutes", "10", "who", "Pairs, then all"))},
		},
	}, "purpose")
}
