package kinds

import (
	"strconv"

	"github.com/cairn-schools/cairn/improve"
)

func protectedTime() *improve.Kind {
	kind := declare(improve.Kind{
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
	})
	kind.Summary = func(a improve.Artifact) string {
		return line(timeHeld(a), with("promised by ", a.Text("promised_by"), ""), opening(a.Text("see")))
	}
	return kind
}

// timeHeld counts how often the time was held, and what it came to where its
// length is known; "" before anybody has written a line.
func timeHeld(a improve.Artifact) string {
	held, all := 0, 0
	for _, row := range a.Rows("held") {
		all++
		if row.Cells["held"] == "yes" {
			held++
		}
	}
	if all == 0 {
		return ""
	}
	words := "held " + strconv.Itoa(held) + " of " + count(all, "time", "times")
	if minutes, ok := improve.ParseNumber(a.Text("minutes")); ok && minutes > 0 {
		words += ", " + strconv.FormatFloat(minutes*float64(held), 'f', -1, 64) + " of " + strconv.FormatFloat(minutes*float64(all), 'f', -1, 64) + " minutes"
	}
	return words
}
