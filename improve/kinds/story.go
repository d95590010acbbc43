package kinds

import "github.com/cairn-schools/cairn/improve"

func story() *improve.Kind {
	return &improve.Kind{
		Name:   "story",
		Title:  "Story",
		Plural: "Stories",
		Help:   "What happened to somebody because of the work, told in three short parts. A story spreads further than a chart.",
		Group:  improve.Reflection,
		Icon:   "story",
		Home:   improve.Team,
		Sections: []improve.Section{
			{Key: "story", Title: "The story", Help: "Change or leave out names; ask the people in it before it goes further.", Fields: storyWords()},
			{Key: "telling", Title: "Telling it", Fields: []improve.Field{
				pick("whose", "Whose story is it?", "Choose the closest.", options("student", "A student's", "family", "A family's", "teacher", "A teacher's", "leader", "A leader's", "team", "Of a team or school")),
				{Key: "teller", Type: improve.Person, Label: "Who tells it?", Help: "The person whose story it is, or who saw it.", Search: true},
				{Key: "told_on", Type: improve.Date, Label: "Told on", Help: "The day it was written down."},
				{Key: "consent", Type: improve.Choice, Label: "May it be told?", Term: "Consent", Help: "Ask everyone who could be recognised, and the family of a child.", Options: storyConsents()},
				{Key: "audience", Type: improve.Text, Label: "For whom is it?", Term: "Audience", Help: "Colleagues, families, the board?", Search: true},
			}},
		},
		Rels: []improve.Rel{
			projectRel("Stories"),
			{Name: "pdsa", To: []improve.KindName{"pdsa"}, Label: "Tells of the test", Back: "Stories", Help: "The tests that it is about.", Many: true},
			{Name: "measure", To: []improve.KindName{"measure"}, Label: "Stands beside the numbers", Back: "Stories", Help: "The measure that shows the same thing for everyone.", Many: true},
			{Name: "organisation", To: []improve.KindName{"organisation"}, Label: "Happened at", Back: "Stories", Help: "The school."},
		},
		Also:    "story of self, story of us, testimonial, narrative",
		Offered: true,
		Marks: func(a improve.Artifact) []improve.Mark {
			told := a.Text("challenge") + a.Text("choice") + a.Text("outcome")
			if consent := a.Text("consent"); consent != "not-yet" && (consent != "" || told == "") {
				return nil
			}
			return []improve.Mark{{Field: "consent", Text: "Ask before anyone else reads it."}}
		},
		Summary: func(a improve.Artifact) string {
			return line(with("told by ", a.Text("teller"), ""), a.Text("told_on"), optionLabel(storyConsents(), a.Text("consent")))
		},
		Sample: improve.Sample{Fields: map[improve.FieldKey]string{
			"title":     "The page with a name on it",
			"challenge": "D. handed in pages with a name and nothing else, and I had stopped asking.",
			"choice":    "One Tuesday we wrote the first paragraph side by side, D. and I and everyone, and read them out.",
			"outcome":   "The essay came on time. The next one too. In October D. read the first line of a neighbour and said, start there.",
			"teller":    "Rosa Lindqvist",
			"told_on":   "2026-10-16",
			"consent":   "no-names",
			"audience":  "The ninth-grade team",
			"whose":     "student",
		}},
	}
}

func storyConsents() []improve.Option {
	return []improve.Option{
		{Key: "not-yet", Label: "Not asked yet"},
		{Key: "no-names", Label: "Yes, without names"},
		{Key: "yes", Label: "Yes, with first names"},
		{Key: "not-needed", Label: "Nobody in it can be recognised"},
	}
}

func storyWords() []improve.Field {
	name := title("What is it called?", "A few words that make people want to hear it.")
	name.NamesChild = true
	return []improve.Field{
		placeholder(name, "The page with a name on it"),
		{Key: "challenge", Type: improve.Prose, Label: "What was hard?", Term: "Challenge", Help: "Who was in trouble with what? One person is enough.", Search: true, NamesChild: true},
		{Key: "choice", Type: improve.Prose, Label: "What did somebody do?", Term: "Choice", Help: "The moment when someone did something differently.", Search: true, NamesChild: true},
		{Key: "outcome", Type: improve.Prose, Label: "What came of it?", Term: "Outcome", Help: "What is different now; say also what is not.", Search: true, NamesChild: true},
	}
}
