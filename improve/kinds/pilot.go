package kinds

import "github.com/cairn-schools/cairn/improve"

func pilot() *improve.Kind {
	return declare(improve.Kind{
		Name: "pilot", Title: "Trial at a few places", Plural: "Trials at a few places", Term: "Pilot",
		Help:  "Before everybody does it, a few places do, and you watch for early signs that it is worth going on. Going slow here is going fast later.",
		Group: improve.Tests, Icon: "test", Home: improve.Team, Also: "pilot sites, early indicators, try out, roll-out", Offered: true,
		Sections: []improve.Section{
			part("pilot", "The trial", "",
				placeholder(title("What is tried, and where?", "One line."), "First paragraphs in class, three schools"),
				words("places", "At which places?", "Who volunteered."),
				day("from", "From", "The first day."),
				day("until", "Until", "The day on which you decide."),
				term(list("signs", "Early signs", "What you should see soon if it is going to work.",
					words("sign", "Sign", "Something that can be seen or counted early."), day("by", "By when?", "The day on which it should show."), pick("seen", "Seen?", "Look on that day.", options("not-yet", "Not yet", "yes", "Yes", "no", "No")), child(words("note", "Note", "What you saw instead."))), "Early indicators"),
				pick("decision", "What now?", "Dropping it here is cheaper than everywhere.", options("go-on", "Go on as it is", "change", "Change it and go on", "spread", "Take it to more places", "drop", "Drop it")),
				prose("reason", "Why?", "What the signs showed."),
			),
		},
		Rels: []improve.Rel{projectRel("Trials"), rels("change-idea", "Tries the idea", "Trials", "The ideas that are tried.", "change-idea"), rels("organisation", "At", "Trials", "The schools that take part.", "organisation"), rels("measure", "Watched with", "Trials", "The numbers that you look at.", "measure")},
		Next: []improve.Next{{Kind: "spread-plan", Rel: "pilot", Label: "Plan how to spread it", Keep: keep("project", "change-idea"), Fill: carry("title", "title")}},
		Sample: improve.Sample{
			Fields: cells("title", "First paragraphs in class, three schools", "places", "Larkfield, Harbor, Stonebridge", "from", "2026-10-05", "until", "2026-11-20", "decision", "change", "reason", "Two of three see it; Harbor needs another hour of the day."),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"signs": rowsOf(
				cells("sign", "Half of the class has begun after two minutes", "by", "2026-10-16", "seen", "yes"),
				cells("sign", "More essays on the first Friday", "by", "2026-10-23", "seen", "no", "note", "The same as before at Harbor"))},
		},
	}, "decision", "places", "until")
}
