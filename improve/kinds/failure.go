package kinds

import "github.com/cairn-schools/cairn/improve"

func failure() *improve.Kind {
	return declare(improve.Kind{
		Name: "failure", Title: "What did not work", Plural: "What did not work", Term: "Acceptable failure",
		Help:  "A failure is worth having when the thing mattered, the cost was small and something was learned. Leaders write the first one.",
		Group: improve.Tests, Icon: "undo", Home: improve.Team, Also: "fail, mistake, learning from failure, flop", Offered: true,
		Sections: []improve.Section{
			part("failure", "What happened", "",
				placeholder(title("What did not work?", "Plainly, in one line."), "Calling home on Friday evening"),
				prose("mattered", "Why did it matter?", "What you hoped for."),
				prose("cost", "How did you keep the cost small?", "How many people, how much time."),
				child(prose("learned", "What did you learn?", "What you would tell a friend who is about to try it.")),
				day("date", "When?", "The day or the end of it."),
				words("shared_with", "Who has heard of it?", "A failure that nobody hears of is paid for twice."),
			),
		},
		Rels:   []improve.Rel{projectRel("What did not work"), rels("pdsa", "Came out of the test", "What did not work", "The tests in which it showed.", "pdsa"), rel("change-idea", "About the idea", "What did not work", "The idea.", "change-idea")},
		Sample: improve.Sample{Fields: cells("title", "Calling home on Friday evening", "mattered", "Eleven students had missed two days.", "cost", "One teacher, four calls.", "learned", "Nobody answers on Friday evening; Sunday at six, all of them do.", "date", "2026-10-02", "shared_with", "The team, and Harbor")},
	}, "date", "learned")
}
