package kinds

import "github.com/cairn-schools/cairn/improve"

func costBenefit() *improve.Kind {
	return declare(improve.Kind{
		Name: "cost-benefit", Title: "Was it worth it?", Plural: "Was it worth it?", Term: "Return on investment",
		Help:  "What something cost in hours and money beside what it brought. Rough numbers will do; leaving out the hours will not.",
		Group: improve.Numbers, Icon: "measure", Home: improve.Team, Also: "ROI, cost, money, hours, coaching results",
		Sections: []improve.Section{
			part("cost", "Cost", "",
				placeholder(title("Of what?", "Programme, project, coaching."), "Coaching for the ninth-grade team"),
				amount("hours", "Hours", "All people together."),
				amount("money", "Money", "In whole numbers."),
				words("period", "Over which time?", "For example one term."),
			),
			part("benefit", "What it brought", "",
				prose("results", "What changed for students?", "With numbers where there are some."),
				prose("climate", "What changed for colleagues?", "Mood, staying, trust, less paper."),
				prose("without", "What would have happened without it?", "Your honest guess."),
				prose("verdict", "Was it worth it?", "And what you will do next time."),
			),
		},
		Rels:   []improve.Rel{projectRel("Was it worth it?"), rel("initiative", "Of", "Was it worth it?", "The programme or duty.", "initiative"), rels("measure", "Seen in", "Was it worth it?", "The numbers.", "measure")},
		Sample: improve.Sample{Fields: cells("title", "Coaching for the ninth-grade team", "hours", "36", "money", "1800", "period", "September to November", "results", "Sixteen more essays in each hundred.", "climate", "Nobody skips Mondays.", "without", "We would have stopped after the first test.", "verdict", "Yes; every two weeks would do.")},
	}, "period", "verdict")
}
