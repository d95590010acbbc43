package kinds

import (
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

func coachCalibration() *improve.Kind {
	kind := declare(improve.Kind{
		Name: "coach-calibration", Title: "Do coaches see the same?", Plural: "Looks at whether coaches see the same", Term: "Coach calibration",
		Help:  "Several coaches look at one lesson or page apart, then compare. You are after one way of seeing, not one winner.",
		Group: improve.Reflection, Icon: "people", Home: improve.Personal, Also: "calibration, rating agreement, norming, inter-rater",
		Sections: []improve.Section{
			part("look", "The look", "",
				placeholder(title("What did you look at?", "Without the teacher's name."), "A lesson in explaining, 12 minutes"),
				day("date", "Day", "The day."),
				list("ratings", "What each saw", "Write before you talk.", words("item", "What", "What was looked at."), someone("coach", "Coach", "Who rated."), rating("1 to 4", "As they saw it.", mostRating), words("why", "Because", "What they saw.")),
				prose("apart", "Where were you far apart?", "And why."),
				prose("agreed", "How will you read it from now on?", "So that a teacher hears the same from each."),
			),
		},
		Rels:  []improve.Rel{rel("team", "Of the group", "Do coaches see the same?", "The coaches.", "team"), projectRel("Do coaches see the same?")},
		Marks: offScale("ratings", mostRating),
		Sample: improve.Sample{
			Fields: cells("title", "A lesson in explaining, 12 minutes", "date", "2026-10-22", "apart", "Waiting: 1 and 3.", "agreed", "Count the seconds before you judge."),
			Rows:   map[improve.FieldKey][]map[improve.FieldKey]string{"ratings": rowsOf(cells("item", "Waits after a question", "coach", "Mei-Ling Carver", "rating", "1", "why", "Two seconds"), cells("item", "Waits after a question", "coach", "Jonah Pell", "rating", "3", "why", "Felt calm"))},
		},
	})
	kind.Summary = func(a improve.Artifact) string {
		return line(a.Text("date"), farApart(a), opening(a.Text("agreed")))
	}
	return kind
}

// farApart names what the coaches rated most differently, and from where to
// where; "" while nothing was rated by two.
func farApart(a improve.Artifact) string {
	type span struct{ least, most float64 }
	spans, widest := map[string]span{}, ""
	for _, row := range a.Rows("ratings") {
		item := strings.TrimSpace(row.Cells["item"])
		rating, ok := improve.ParseNumber(row.Cells["rating"])
		if item == "" || !ok {
			continue
		}
		one, rated := spans[item]
		if !rated {
			one = span{rating, rating}
		}
		one = span{min(one.least, rating), max(one.most, rating)}
		spans[item] = one
		if best := spans[widest]; one.most-one.least > best.most-best.least {
			widest = item
		}
	}
	if widest == "" {
		return ""
	}
	far := spans[widest]
	return "furthest apart: " + widest + " (" + strconv.FormatFloat(far.least, 'f', -1, 64) + " to " + strconv.FormatFloat(far.most, 'f', -1, 64) + ")"
}
