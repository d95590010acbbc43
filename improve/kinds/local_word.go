package kinds

import "github.com/cairn-schools/cairn/improve"

func localWord() *improve.Kind {
	return declare(improve.Kind{
		Name: "local-word", Title: "Word we use", Plural: "Words we use", Term: "Glossary entry",
		Help:  "What your school or network calls something, and what others call it, so that nobody nods without understanding.",
		Group: improve.AimAndTheory, Icon: "help", Home: improve.Team, Also: "glossary, shared language, synonym, definition",
		Sections: []improve.Section{
			part("word", "The word", "",
				placeholder(title("Our word", "As people here say it."), "Try-out"),
				words("plural", "Several of them", "Empty where it is the same word."),
				words("others_say", "What others call it", "The field's word, or another school's. Where it is what Cairn calls a sort of page, such as Test or PDSA cycle, your word stands in its place."),
				prose("means", "What does it mean?", "So that a parent would understand."),
				words("example", "For example", "One example from here."),
			),
		},
		Rels:   []improve.Rel{projectRel("Words we use"), rel("network", "Used in", "Words we use", "The network that uses it.", "network")},
		Sample: improve.Sample{Fields: cells("title", "Try-out", "plural", "Try-outs", "others_say", "PDSA cycle", "means", "One small change, tried on one day, with a guess written down before.", "example", "The first paragraph in period 2")},
	}, "others_say", "means")
}
