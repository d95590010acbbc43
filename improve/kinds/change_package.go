package kinds

import "github.com/cairn-schools/cairn/improve"

func changePackage() *improve.Kind {
	return declare(improve.Kind{
		Name: "change-package", Title: "Collection of tried ideas", Plural: "Collections of tried ideas", Term: "Change package",
		Help:  "What has been shown to work on one problem, put together so that another school can take it up and fit it to its place.",
		Group: improve.AimAndTheory, Icon: "examples", Home: improve.Team, Also: "package, toolkit, bank of practices, guide",
		Sections: []improve.Section{
			part("package", "What it is for", "",
				placeholder(title("What is it called?", "The problem it helps with."), "Money forms done by March"),
				prose("problem", "Which problem does it help with?", "As a school would say it that has the problem."),
				prose("whom", "For whom is it?", "Which schools and students it was tried with."),
				pick("state", "How far is it?", "It is never finished; say how far you would trust it.", options("draft", "First thoughts", "trying", "Tried at a few places", "ready", "Ready for others", "old", "No longer kept")),
				words("version", "Version", "A number or a month, so that people know which one they have."),
				someone("keeper", "Who keeps it?", "The person to send what you learned."),
			),
			part("use", "How to use it", "",
				prose("begin", "Where should a school begin?", "The first thing to try, and how small."),
				prose("results", "What came of it elsewhere?", "Numbers with their place and time, failures too."),
				prose("thanks", "Where does it come from?", "Research, schools and people to thank."),
			),
		},
		Rels: []improve.Rel{
			projectRel("Collections of tried ideas"),
			rels("aim", "Helps to reach", "Collections that help", "The aims it was made for.", "aim"),
			rel("package", "Made from", "Other versions", "The collection that this one was made from.", "change-package"),
			rel("network", "Kept by", "Collections", "The network that keeps it.", "network"),
		},
		Sample: improve.Sample{Fields: cells("title", "Essays begun in class", "problem", "Written work comes in late or not at all.",
			"whom", "Ninth-grade English, three schools", "state", "trying", "version", "October 2026", "keeper", "Mei-Ling Carver",
			"begin", "One class, one period, the first paragraph only.", "results", "At three schools more came in on the day; at one nothing changed.", "thanks", "The ninth-grade team at Larkfield")},
	}, "state", "version", "problem")
}
