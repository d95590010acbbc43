package kinds

import (
	"strconv"

	"github.com/cairn-schools/cairn/improve"
)

func changeIdea() *improve.Kind {
	return &improve.Kind{
		Name:   "change-idea",
		Title:  "Idea to try",
		Plural: "Ideas to try",
		Term:   "Change idea",
		Help:   "Something concrete that you could do differently, small enough to try with one class or one student first.",
		Group:  improve.AimAndTheory,
		Icon:   "idea",
		Home:   improve.Team,
		Sections: []improve.Section{
			{Key: "idea", Title: "The idea", Fields: changeIdeaWords()},
			{Key: "choosing", Title: "Is it worth trying first?", Help: "Quick answers; they help you to choose, and to see how small the first test should be.", Fields: changeIdeaChoosing()},
			{Key: "progress", Title: "How far it has come", Fields: changeIdeaProgress()},
			{Key: "passing-on", Title: "If others take it up", Fields: []improve.Field{
				{Key: "core", Type: improve.Prose, Label: "What has to stay as it is?", Term: "Core elements", Help: "Without these it would no longer be the same idea.", Search: true},
				{Key: "adaptable", Type: improve.Prose, Label: "What may others change?", Term: "Adaptable parts", Help: "What each school can fit to its own place.", Search: true},
			}},
		},
		Rels: []improve.Rel{
			projectRel("Ideas to try"),
			{Name: "driver", To: []improve.KindName{"driver"}, Label: "Works on", Back: "Ideas to try", Help: "What this idea would change; it may work on several.", Many: true},
			weakDriver("Works a little on", "Ideas that help a little"),
			{Name: "cause", To: []improve.KindName{"fishbone-cause"}, Label: "Answers the cause", Back: "Ideas to try", Help: "The causes it gets at.", Many: true},
			{Name: "bright-spot", To: []improve.KindName{"bright-spot"}, Label: "Learned from", Back: "Ideas it led to", Help: "The bright spot where you saw it work.", Many: true},
			rels("read-in", "Read in", "Ideas it led to", "Papers and pages that speak for it.", "research-note"),
			rel("visit", "Seen on the visit", "Ideas it led to", "The visit on which you saw it.", "visit"),
			rel("co-design", "Came from students and families", "Ideas it led to", "What they said when you asked.", "co-design"),
			because(),
		},
		Also:    "change idea, intervention, strategy, practice to test",
		Offered: true,
		Asks:    changeIdeaAsks(),
		Course:  &improve.Course{State: "state", Moves: movesKey, Reason: "state_reason", Asks: []string{"implementing", "spreading", "standard", "parked", "abandoned"}, Ends: []string{"standard", "abandoned"}},
		Next:    changeIdeaNext(),
		Summary: func(a improve.Artifact) string {
			return line(optionLabel(ideaStates(), a.Text("state")), a.Text("owner"), ideaSpread(a))
		},
		Again: &improve.Again{Day: "review", States: []string{"parked"}},
		Marks: changeIdeaMarks,
		Sample: improve.Sample{Fields: map[improve.FieldKey]string{
			"title":     "Write the first paragraph in class, side by side",
			"what":      "The day an essay is set, everyone writes the first paragraph in class. Neighbours read it to each other. Nobody leaves with an empty page.",
			"why":       "Students told us that starting is the hard part; once there is a page, they carry on.",
			"origin":    "students-families",
			"source":    "Talks in May",
			"benefit":   "large",
			"effort":    "small",
			"belief":    "medium",
			"cost":      "small",
			"ready":     "strong",
			"state":     "testing",
			"owner":     "Rosa Lindqvist",
			"core":      "In class, on the day, with a reader.",
			"adaptable": "Pairs or threes; ten minutes or twenty.",
		}},
	}
}

// changeIdeaMarks asks for the day on which an idea that waits is looked at
// again: without one it waits for ever (domain rule 3.12).
func changeIdeaMarks(a improve.Artifact) []improve.Mark {
	if a.Text("state") == "parked" && a.Text("review") == "" {
		return []improve.Mark{{Field: "review", Text: "It is put aside. On which day do you look at it again?"}}
	}
	return nil
}

func changeIdeaWords() []improve.Field {
	return []improve.Field{
		placeholder(title("The idea in one line", "Begin with a verb: \"Call home before noon on the second missed day\"."), "Write the first paragraph in class, side by side"),
		{Key: "what", Type: improve.Prose, Label: "What would it look like?", Help: "Describe it so that a colleague could do it tomorrow.", Search: true, NamesChild: true},
		{Key: "why", Type: improve.Prose, Label: "Why should it work?", Term: "Warrant", Help: "Where it has worked before, or what makes you think it would here.", Search: true, NamesChild: true},
		{Key: "origin", Type: improve.Choice, Label: "Where does it come from?", Help: "So that you can go back and ask.", Options: []improve.Option{
			{Key: "team", Label: "Our own team"},
			{Key: "students-families", Label: "Students or families"},
			{Key: "research", Label: "Research"},
			{Key: "bright-spot", Label: "A place where it works already", Term: "Bright spot"},
			{Key: "package", Label: "A collection of tried practices", Term: "Change package"},
			{Key: "buddy", Label: "Our buddy school"},
			{Key: "other", Label: "Somewhere else"},
		}},
		{Key: "source", Type: improve.Text, Label: "Who or what exactly?", Term: "Source", Help: "The person, paper or school to thank.", Search: true},
	}
}

func changeIdeaChoosing() []improve.Field {
	size := []improve.Option{{Key: "small", Label: "Small"}, {Key: "medium", Label: "Middling"}, {Key: "large", Label: "Large"}}
	return []improve.Field{
		{Key: "benefit", Type: improve.Choice, Label: "How much could it help?", Term: "Benefit", Help: "If it works as you hope.", Options: size},
		{Key: "effort", Type: improve.Choice, Label: "How much work is it?", Term: "Effort", Help: "For the people who would do it every week.", Options: size},
		{Key: "belief", Type: improve.Choice, Label: "How sure are you that it works?", Term: "Degree of belief", Help: "The less sure you are, the smaller the first test.", Options: sureOptions()},
		{Key: "cost", Type: improve.Choice, Label: "How bad would it be if it failed?", Term: "Cost of failure", Help: "The worse it would be, the smaller the first test.", Options: []improve.Option{{Key: "small", Label: "No harm done"}, {Key: "large", Label: "It would hurt someone or cost much"}}},
		{Key: "ready", Type: improve.Choice, Label: "Do the people who would do it want to?", Term: "Readiness", Help: "Begin with those who do.", Options: []improve.Option{{Key: "none", Label: "Not yet"}, {Key: "some", Label: "Some of them"}, {Key: "strong", Label: "Yes"}}},
	}
}

func changeIdeaProgress() []improve.Field {
	return []improve.Field{
		{Key: "state", Type: improve.Choice, Label: "How far has it come here?", Help: "At your own school; other schools have their own answer.", Options: ideaStates()},
		{Key: "state_reason", Type: improve.Prose, Label: "Why?", Help: "The test or the talk that decided it; needed by whoever has the same idea next year.", Search: true},
		{Key: "review", Type: improve.Date, Label: "Look at it again on", Help: "For an idea that is put aside for now."},
		{Key: "owner", Type: improve.Person, Label: "Who looks after it?", Help: "The person who sees to the next test.", Search: true},
		list("sites", "How far has it come elsewhere?", "One line for each place; what works here may not work there.",
			words("site", "Place", "School, grade or team."),
			pick("state", "How far?", "As the place says itself.", ideaStates()),
			day("since", "Since", "The day."),
			words("why", "Because of", "The test or decision that showed it."),
			words("changed", "What they changed", "How they fitted it to their place."),
		),
		moves(ideaStates()),
	}
}

// ideaSpread says at how many of the other places an idea is in use.
func ideaSpread(a improve.Artifact) string {
	places, used := 0, 0
	for _, row := range a.Rows("sites") {
		places++
		switch row.Cells["state"] {
		case "implementing", "spreading", "standard":
			used++
		}
	}
	if places == 0 {
		return ""
	}
	return "in use at " + strconv.Itoa(used) + " of " + strconv.Itoa(places) + " other places"
}

func ideaStates() []improve.Option {
	return []improve.Option{
		{Key: "proposed", Label: "Suggested"},
		{Key: "prioritised", Label: "Chosen to try"},
		{Key: "testing", Label: "Being tried"},
		{Key: "implementing", Label: "Becoming our habit", Term: "Implementing"},
		{Key: "spreading", Label: "Passed on to others", Term: "Spreading"},
		{Key: "standard", Label: "How we do it here", Term: "Standard work"},
		{Key: "parked", Label: "Put aside for now", Term: "Parked"},
		{Key: "abandoned", Label: "Dropped", Term: "Abandoned"},
	}
}
