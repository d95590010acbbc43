package kinds

import "github.com/cairn-schools/cairn/improve"

func theoryOfAction() *improve.Kind {
	return declare(improve.Kind{
		Name: "theory-of-action", Title: "What we believe will work", Plural: "What we believe will work", Term: "Theory of action",
		Help:  "If we do this, that will change, because of this. Possibly wrong, surely not complete: write down what you take for granted and come back to it.",
		Group: improve.AimAndTheory, Icon: "driver", Home: improve.Team, Also: "working theory, theory of change, assumptions, if then", Offered: true,
		Sections: []improve.Section{
			part("theory", "What we believe", "One sentence is enough to begin.",
				placeholder(title("In one sentence", "If we …, then …, because …"), "If every essay is begun in class, more are finished, because being stuck shows early."),
				prose("if_we", "If we do this", "What adults will do in a new way."),
				prose("then_this", "Then this will change", "What students will do, reach or feel."),
				prose("because", "Because", "What you saw, read or heard that makes you believe it."),
				pick("confidence", "How sure are we?", "Be honest; a guess is a fine place to start.", sureOptions()),
			),
			part("assumptions", "What we take for granted", "",
				term(list("assumptions", "What has to be true for this to work?", "Each line is something that a test could show to be wrong.",
					words("assumption", "We take for granted", "One thing, in one line."),
					words("tell", "How would we see that it is wrong?", "What would have to happen."),
					pick("held", "Has it held?", "What tests have shown so far.", options("open", "Not known yet", "held", "Yes", "wrong", "No")),
				), "Assumptions"),
				prose("changed", "What have we changed, and why?", "Write the day and the reason each time you change your mind."),
			),
		},
		Rels: []improve.Rel{
			projectRel("What we believe will work"),
			rels("aim", "Should lead to", "What we believe will work", "The aims that it is to reach.", "aim"),
			rels("driver", "Stands on", "Part of what we believe", "What must change, in this belief.", "driver"),
			rels("pdsa", "Tested by", "Tests our belief that", "Tests that speak for it or against it.", "pdsa"),
		},
		Sample: improve.Sample{
			Fields: cells("title", "If every essay is begun in class, more are finished, because being stuck shows early.",
				"if_we", "Everyone writes the first paragraph in class, beside a neighbour.",
				"then_this", "Fewer pages come in with a name and nothing else.",
				"because", "Five of seven students told us that the beginning was the hard part.",
				"confidence", "medium", "changed", "2026-10-02: we thought a quiet place at home was missing. The talks said no."),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"assumptions": rowsOf(
				cells("assumption", "Students who have begun will go on at home", "tell", "First paragraphs come back alone on Friday", "held", "held"),
				cells("assumption", "It works before lunch too", "tell", "Period 4 begins as late as before", "held", "open"))},
		},
	}, "confidence", "then_this")
}
