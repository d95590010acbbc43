package kinds

import "github.com/cairn-schools/cairn/improve"

func implementationDriver() *improve.Kind {
	return declare(improve.Kind{
		Name: "implementation-driver", Title: "What has to be in place", Plural: "What has to be in place", Term: "Implementation driver",
		Help:  "People, organisation and leadership that a change needs in order to last. Not the same as what must change for students.",
		Group: improve.AimAndTheory, Icon: "check", Home: improve.Team, Also: "human capital, organization, leadership, conditions for change",
		Sections: []improve.Section{
			part("what", "What has to be there", "",
				placeholder(title("What has to be in place?", "One thing, in one line."), "Time for two teachers to plan together"),
				pick("type", "What sort of thing is it?", "Choose the closest.", options("people", "People and what they can do", "organisation", "How things are organised", "leadership-technical", "Leadership: known answers", "leadership-adaptive", "Leadership: learning something new")),
				prose("there", "What is there already?", "Be fair; some of it usually is."),
				prose("missing", "What is missing or in the way?", "Say it as a fact, without blame."),
				pick("controlled", "Who can change it?", "Where the key lies.", options("school", "Our school", "central", "The district or another office", "both", "Both together")),
				prose("action", "What will we do about it?", "The next small step."),
				someone("owner", "Who sees to it?", "One name."),
				pick("state", "How far is it?", "Your own judgement.", options("missing", "Missing", "begun", "Begun", "there", "In place")),
			),
		},
		Rels: []improve.Rel{projectRel("What has to be in place"), rels("change-idea", "Needed by", "Needs in place", "The ideas that cannot last without it.", "change-idea"), rels("barrier", "Held up by", "Holds up", "What stands in the way.", "barrier")},
		Sample: improve.Sample{Fields: cells("title", "Time for two teachers to plan together", "type", "organisation", "there", "Both are free in period 5 on Mondays.",
			"missing", "Duty in the hall takes half of it.", "controlled", "school", "action", "Ask the sponsor to move the duty.", "owner", "Rosa Lindqvist", "state", "begun")},
	}, "type", "state", "owner")
}
