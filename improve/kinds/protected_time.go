package kinds

import "github.com/cairn-schools/cairn/improve"

func protectedTime() *improve.Kind {
	return declare(improve.Kind{
		Name: "protected-time", Title: "Time kept free", Plural: "Time kept free", Term: "Protected time",
		Help:  "The hour that a team was promised for this work: how often it was held, and what took its place when not.",
		Group: improve.Meetings, Icon: "lock", Home: improve.Team, Also: "protected time, meeting time, schedule, common planning",
		Sections: []improve.Section{
			part("slot", "The hour", "",
				placeholder(title("Which hour?", "Day, time, team."), "Mondays 15:10, late-work team"),
				someone("promised_by", "Who promised it?", "The person who can protect it."),
				amount("minutes", "Minutes", "Each time."),
				list("held", "Was it held?", "One line each time; a term tells the story.", day("date", "Day", "The day it should have been."), tick("held", "Held", "Did it take place?"), words("instead", "What took its place?", "Where it did not.")),
				prose("see", "What do you see?", "What takes it away most, and who can stop that."),
			),
		},
		Rels: []improve.Rel{projectRel("Time kept free"), rel("team", "Of the team", "Time kept free", "The team.", "team")},
		Sample: improve.Sample{
			Fields: cells("title", "Mondays 15:10, late-work team", "promised_by", "Ines Moreau", "minutes", "25", "see", "Tests of the district took two of five."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"held": rowsOf(cells("date", "2026-10-05", "held", "yes"), cells("date", "2026-10-12", "held", "no", "instead", "District test"))},
		},
	}, "promised_by", "see")
}
