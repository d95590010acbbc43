package kinds

import "github.com/cairn-schools/cairn/improve"

func proofPoint() *improve.Kind {
	return declare(improve.Kind{
		Name: "proof-point", Title: "Proof that it works", Plural: "Proofs that it works", Term: "Proof point",
		Help:  "One result, tied to the change that brought it, with the chart and the place. What you would show somebody who doubts.",
		Group: improve.Tests, Icon: "star", Home: improve.Team, Also: "evidence, result, impact, success",
		Sections: []improve.Section{
			part("proof", "The proof", "",
				placeholder(title("What got better?", "With the number."), "Essays on the day: from 58 to 74 of 100"),
				prose("change", "Which change brought it?", "What was done differently."),
				prose("conditions", "Where and for whom?", "School, grade, number of students."),
				prose("chart", "What does the chart say?", "In a sentence, with what it does not say."),
				pick("confidence", "How sure are we that it was this?", "Could something else explain it?", sureOptions()),
				words("who_may_see", "Who may see it?", "Ask the people whose work it is."),
				day("date", "As of", "The day up to which it holds."),
			),
		},
		Rels:   []improve.Rel{projectRel("Proofs that it works"), rels("measure", "Seen in", "Proofs", "The numbers.", "measure"), rels("pdsa", "From the tests", "Proofs", "The tests behind it.", "pdsa"), rels("change-idea", "Of the idea", "Proofs", "The change.", "change-idea"), rels("story", "Told in", "Proof of the story", "The story that goes with it.", "story")},
		Sample: improve.Sample{Fields: cells("title", "Essays on the day: from 58 to 74 of 100", "change", "Everyone begins in class.", "conditions", "Larkfield, grade 9, two periods, 52 students", "chart", "Nine weeks in a row above the middle of last year; period 6 less so.", "confidence", "medium", "who_may_see", "The district", "date", "2026-11-13")},
	}, "confidence", "date", "conditions")
}
