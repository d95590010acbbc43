package kinds

import "github.com/cairn-schools/cairn/improve"

func frameworkCheck() *improve.Kind {
	return declare(improve.Kind{
		Name: "framework-check", Title: "Where do I stand?", Plural: "Where I stood", Term: "Framework self-rating",
		Help:  "A list of principles or habits, each with where you stand and what shows it. Come back in half a year. It stays yours until you share it.",
		Group: improve.Reflection, Icon: "reflection", Home: improve.Personal, Also: "principles, dispositions, practices, levers, self-rating, framework",
		Sections: []improve.Section{
			part("look", "The look", "",
				placeholder(title("Which list, and when?", "One line."), "Habits of an improver, October"),
				words("source", "Where does the list come from?", "Book or people."),
				day("date", "Day", "The day."),
				list("items", "Item by item", "Leave out what you do not know.", words("item", "Item", "The principle or habit."), rating("1 to 4", "1 not yet, 2 now and then, 3 mostly, 4 always.", mostRating), words("shows", "What shows it", "Something that happened."), words("next", "Next step", "One small thing.")),
				prose("see", "What do you see?", "Beside the last time."),
			),
		},
		Rels:  []improve.Rel{projectRel("Where I stood"), rel("before", "Compared with", "Looked at again in", "The look before this one.", "framework-check"), rel("team", "Of the team", "Where we stood", "Where a team does it together.", "team")},
		Next:  []improve.Next{{Kind: "framework-check", Rel: "before", Label: "Look again", Keep: keep("project", "team"), Fill: lookAgain}},
		Marks: offScale("items", mostRating),
		Sample: improve.Sample{
			Fields: cells("title", "Habits of an improver, October", "source", "Our own list", "date", "2026-10-16", "see", "I ask more and explain less than in spring."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"items": rowsOf(cells("item", "I say what I expect before I look", "rating", "3", "shows", "Four guesses this month", "next", "Write down how sure I am"))},
		},
	}, "date", "source", "see")
}

// lookAgain begins with the same list, without what was said of it; the title
// says when, so it is written anew.
func lookAgain(a improve.Artifact) (map[improve.FieldKey]string, map[improve.FieldKey][]map[improve.FieldKey]string) {
	fields, _ := carry("source", "source")(a)
	return fields, map[improve.FieldKey][]map[improve.FieldKey]string{"items": copyRows(a.Rows("items"), "item")}
}
