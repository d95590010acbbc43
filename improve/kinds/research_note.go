package kinds

import "github.com/cairn-schools/cairn/improve"

func researchNote() *improve.Kind {
	return declare(improve.Kind{
		Name: "research-note", Title: "What we read", Plural: "What we read", Term: "Literature and document scan",
		Help:  "One paper, page or document, what it found, and what it means for your work. Five lines save the next person an evening.",
		Group: improve.Causes, Icon: "examples", Home: improve.Team, Also: "literature, research, article, source, evidence",
		Sections: []improve.Section{
			part("source", "What you read", "",
				placeholder(title("What was it?", "Title, or what you call it."), "A study of homework in grade 9"),
				words("citation", "Where can it be found?", "Author, year, place."),
				prose("finding", "What did it find?", "In your own words."),
				term(pick("strength", "How far would you trust it?", "Think of how many, where, and how it was found out.", options("weak", "An opinion or one case", "some", "Some evidence", "strong", "Strong evidence")), "Strength of evidence"),
				prose("means", "What does it mean for us?", "Does it hold for students like ours?"),
				someone("reader", "Who read it?", "The person to ask."),
				day("date", "Read on", "The day."),
			),
		},
		Rels:   []improve.Rel{projectRel("What we read"), rels("driver", "Speaks for", "What we read about it", "What must change, in the light of it.", "driver"), rels("change-idea", "Speaks for the idea", "What we read about it", "Ideas that it supports or doubts.", "change-idea"), rels("cause", "Tells of the cause", "What we read about it", "Causes that it speaks of.", "fishbone-cause")},
		Next:   []improve.Next{{Kind: "change-idea", Rel: "read-in", Label: "Make an idea of it", Keep: projectOnly(), Fill: carry("means", "why", "citation", "source")}},
		Sample: improve.Sample{Fields: cells("title", "A study of homework in grade 9", "citation", "District library, shelf 3", "finding", "Tasks that were begun in class came back more often.", "strength", "some", "means", "Our students are like theirs; our classes are larger.", "reader", "Mei-Ling Carver", "date", "2026-08-30")},
	}, "strength", "reader", "date")
}
