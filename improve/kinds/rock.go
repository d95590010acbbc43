package kinds

import (
	"slices"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// rock is a short project of a leadership team; its end is set 45 days after its beginning.
func rock() *improve.Kind {
	return declare(improve.Kind{
		Name: "rock", Title: "45-day task", Plural: "45-day tasks", Term: "Rock",
		Help:  "A short project of the leadership team: one owner, 45 days, one thing that shows it is done. Few at a time, and each serves a priority.",
		Group: improve.Meetings, Icon: "project", Home: improve.Team, Also: "rock, 45 days, short project, quarterly goal", Offered: true,
		Sections: []improve.Section{
			part("task", "The task", "",
				placeholder(title("What will be done?", "So that everyone can see whether it is."), "Duty in the hall moved to the morning"),
				someone("owner", "Who does it?", "One name, no more."),
				day("from", "From", "The first day."),
				day("due", "Due", "45 days later; set by itself when you leave it empty."),
				words("shown_by", "What shows that it is done?", "Something to see or count."),
				pick("state", "How does it go?", "Said each week at the meeting.", rockStates()),
				prose("reason", "Why?", "Above all when it is off track or given up."),
				prose("learned", "What did it bring?", "Write it at the end."),
			),
			part("moves", "How it went", "", moves(rockStates())),
		},
		Rels:   []improve.Rel{projectRel("45-day tasks"), rel("priority", "Serves", "45-day tasks", "The priority of the plan.", "priority"), rel("team", "Of the team", "45-day tasks", "The leadership team.", "team"), rel("measure", "Seen in", "45-day tasks", "The number that shows it.", "measure"), because(), rel("organisation", "At", "45-day tasks", "The school or district.", "organisation"), rel("meeting", "Begun at", "45-day tasks begun", "The meeting at which it was taken on.", "meeting")},
		Next:   []improve.Next{{Kind: "celebration", Rel: "about", Label: "Celebrate it", Keep: keep("project", "organisation"), Fill: carry("title", "title", "owner", "who", "learned", "evidence")}},
		Before: rockRules,
		Asks:   rockAsks(),
		Course: &improve.Course{State: "state", Moves: movesKey, Reason: "reason", Asks: []string{"off", "dropped"}, Ends: []string{"done", "dropped"}, Since: "from", Due: "due"},
		Sample: improve.Sample{Fields: cells("title", "Duty in the hall moved to the morning", "owner", "Ines Moreau", "from", "2026-10-05", "due", "2026-11-19", "shown_by", "The duty plan on the wall", "state", "on", "reason", "The morning crew has said yes.", "learned", "Not done yet.")},
	}, "state", "owner", "due")
}

func rockStates() []improve.Option {
	return options("planned", "Not begun", "on", "On track", "off", "Off track", "done", "Done", "dropped", "Given up")
}

// rockAsks want the day by which it is done, once somebody works on it.
func rockAsks() []improve.Ask {
	return []improve.Ask{{
		Key: "rock-no-day", Field: "due", When: func(a improve.Artifact, _ improve.Near) (bool, []string) {
			state := a.Text("state")
			return a.Text("due") == "" && (state == "on" || state == "off"), []string{state}
		},
		Text: "By which day is it done?", Why: "Without its day it becomes a wish, and nobody sees that it is late.",
	}}
}

// rockDays is how long a rock may take, by the rule that gave it its name.
const rockDays = 45

// rockRules sets the day on which a rock is due, where nobody has chosen another.
func rockRules(before improve.Artifact, edits []improve.Edit, _ time.Time) ([]improve.Edit, error) {
	from, begun := textAfter(before, edits, "from")
	due, _ := textAfter(before, edits, "due")
	first, err := time.Parse(improve.DateLayout, from)
	if !begun || due != "" || err != nil {
		return edits, nil
	}
	over := before.Register("due", improve.RowID{}).Dots()
	edits = slices.DeleteFunc(slices.Clone(edits), func(e improve.Edit) bool { return e.Field == "due" })
	return append(edits, improve.Edit{Field: "due", Value: improve.TextValue(first.AddDate(0, 0, rockDays).Format(improve.DateLayout)), Over: over}), nil
}
