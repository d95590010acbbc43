package kinds

import "github.com/cairn-schools/cairn/improve"

func actionPeriod() *improve.Kind {
	return declare(improve.Kind{
		Name: "action-period", Title: "Weeks of work", Plural: "Weeks of work", Term: "Action period",
		Help:  "The weeks between two gatherings, where the work is done. What each team will try, what help there is, and where you expect them to get stuck.",
		Group: improve.Meetings, Icon: "calendar", Home: improve.Team, Also: "action period, between convenings, sprint", Offered: true,
		Sections: []improve.Section{
			part("weeks", "The weeks", "",
				placeholder(title("What are they called?", "From when to when."), "October to December 2026"),
				day("from", "From", "The first day."),
				day("until", "Until", "The last day."),
				prose("hope", "What should teams do differently in these weeks?", "Something that can be seen."),
				prose("expect", "What may teams expect, and what is expected of them?", "Calls, visits, answers; tests, numbers, a page to show."),
				list("tasks", "What teams do", "Few; fitted to how far a team is.", words("task", "Task", "One thing."), words("for_whom", "For teams that …", "How far they are."), day("by", "By", "The day."), words("help", "Help", "Who or what helps."), words("who", "Who", "Who in the team does it.")),
				prose("stuck", "Where will they get stuck?", "Guess it now; ask on the first call."),
				list("teams", "How it goes", "One line for each team.", words("team", "Team", "Its name."), pick("state", "State", "As they say it.", options("not-begun", "Not begun", "going", "Under way", "stuck", "Stuck", "done", "Done")), words("note", "Note", "What they need.")),
			),
		},
		Rels: []improve.Rel{rel("network", "Of the network", "Weeks of work", "The network.", "network"), projectRel("Weeks of work"), rel("convening", "After the gathering", "Weeks after it", "The gathering before.", "convening"), rel("before", "Follows", "Followed by", "The weeks before these.", "action-period")},
		Sample: improve.Sample{
			Fields: cells("title", "October to December 2026", "from", "2026-10-02", "until", "2026-12-11", "hope", "A test every two weeks, each a little larger.", "stuck", "Finding the second class that joins.", "expect", "A call every two weeks. One page to show at the next gathering."),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{
				"tasks": rowsOf(cells("task", "One test in one class", "for_whom", "have begun", "by", "2026-10-16", "help", "The coach, Tuesdays", "who", "Whoever teaches period 2")),
				"teams": rowsOf(cells("team", "Larkfield", "state", "going"), cells("team", "Stonebridge", "state", "stuck", "note", "No substitute on Fridays"))},
		},
	}, "from", "until", "hope")
}
