package figure

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// followsRel leads from a test to the one that it builds on.
const followsRel improve.RelName = "follows"

// Tests are the tests of one idea, as their pages say it.
type Tests struct {
	Title string
	Pages []improve.Artifact // in any order; other kinds than tests do not matter
	// Scales are how large a test may be, the smallest first.
	Scales []improve.Option
	// Decision says what was decided after a test; nil leaves its key.
	Decision func(test improve.Artifact) string
	Next     string       // what the next test would be, where nobody has planned it
	Say      *phrase.Book // the language of the words; nil is English
}

// Ramp is the picture of the tests. Groups are called by the ids of the pages.
func (t Tests) Ramp() Ramp {
	ramp := Ramp{Title: t.Title, Next: t.Next, Say: t.Say}
	ordered := RampOrder(t.Pages)
	for i, page := range ordered {
		test := RampTest{ID: page.ID.String(), Words: page.Title(), Size: -1, When: rampDay(t.Say, page.Text("start"))}
		if at := slices.IndexFunc(t.Scales, func(o improve.Option) bool { return o.Key == page.Text("scale") }); at >= 0 {
			test.Scale, test.Size = t.Scales[at].Label, float64(at)/float64(max(1, len(t.Scales)-1))
		}
		var more int
		test.Expected, test.Found, test.Matched, more = comparison(t.Say, page)
		test.More = buildsOn(t.Say, ordered, i)
		if more > 0 {
			test.More = dotted(appendWords([]string{t.Say.N(more, "figure.ramp.more", "%d more question", "%d more questions")}, test.More))
		}
		test.Outcome, test.Decision = t.outcome(page)
		ramp.Tests = append(ramp.Tests, test)
	}
	return ramp
}

// RampNext says what the next test would be after the tests of an idea: what
// the last one says, else plain words; "" where the last one dropped the idea
// or is not decided yet.
func RampNext(say *phrase.Book, pages []improve.Artifact) string {
	ordered := RampOrder(pages)
	if len(ordered) == 0 {
		return ""
	}
	last := ordered[len(ordered)-1]
	if decided := last.Text("decision"); decided == "" || decided == "abandon" {
		return ""
	}
	return cmp.Or(plain(last.Text("next")), say.T("figure.ramp.theNext", "The next test"))
}

// RampOrder gives the tests among pages as they follow one another: each after
// the one it builds on, then by its number and its day.
func RampOrder(pages []improve.Artifact) []improve.Artifact {
	sorted := slices.DeleteFunc(slices.Clone(pages), func(a improve.Artifact) bool { return a.Kind != "pdsa" })
	depths := rampDepths(sorted)
	slices.SortStableFunc(sorted, func(x, y improve.Artifact) int {
		return cmp.Or(cmp.Compare(depths[x.ID], depths[y.ID]), cmp.Compare(rampCycle(x), rampCycle(y)),
			cmp.Compare(x.Text("start"), y.Text("start")), cmp.Compare(x.Created, y.Created), strings.Compare(x.ID.String(), y.ID.String()))
	})
	return sorted
}

// rampDepths counts how many of the tests come before each; a ring of links
// ends with the list.
func rampDepths(tests []improve.Artifact) map[improve.ArtifactID]int {
	before := map[improve.ArtifactID]improve.ArtifactID{}
	for _, test := range tests {
		for _, id := range test.LinkedTo(followsRel) {
			if slices.ContainsFunc(tests, func(o improve.Artifact) bool { return o.ID == id && id != test.ID }) {
				before[test.ID] = id
				break
			}
		}
	}
	depths := map[improve.ArtifactID]int{}
	for _, test := range tests {
		at := test.ID
		for range tests {
			up, there := before[at]
			if !there {
				break
			}
			at = up
			depths[test.ID]++
		}
	}
	return depths
}

func rampCycle(test improve.Artifact) int {
	number, err := strconv.Atoi(test.Text("cycle"))
	if err != nil {
		return 1
	}
	return number
}

func rampDay(say *phrase.Book, iso string) string {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return ""
	}
	return say.Day(day)
}

// buildsOn says what a test builds on where that is not the one before it.
func buildsOn(say *phrase.Book, ordered []improve.Artifact, at int) string {
	for _, id := range ordered[at].LinkedTo(followsRel) {
		on := slices.IndexFunc(ordered, func(a improve.Artifact) bool { return a.ID == id })
		switch {
		case on == at-1 && at > 0:
			return ""
		case on >= 0:
			return say.T("figure.ramp.builds", "builds on test %d", on+1)
		default:
			return say.T("figure.ramp.builds.other", "builds on a test of another idea")
		}
	}
	if at > 0 {
		return say.T("figure.ramp.anew", "begun anew")
	}
	return ""
}

// comparison gives the first question of a test: what was expected, what was
// found and whether that was as expected; more counts the other questions.
func comparison(say *phrase.Book, test improve.Artifact) (expected, found, matched string, more int) {
	questions, results := test.Rows("questions"), test.Rows("results")
	found = firstWords(test.Text("happened"))
	var answer improve.Row
	if len(results) > 0 {
		answer = results[0]
	}
	for i, question := range questions {
		if i > 0 {
			break
		}
		expected = question.Cells["prediction"]
		same := func(r improve.Row) bool { return plain(r.Cells["question"]) == plain(question.Cells["question"]) }
		if at := slices.IndexFunc(results, same); at >= 0 {
			answer = results[at]
		}
	}
	found = cmp.Or(answer.Cells["happened"], found)
	switch answer.Cells["matched"] {
	case "yes":
		matched = say.T("figure.ramp.matched.yes", "as expected")
	case "partly":
		matched = say.T("figure.ramp.matched.partly", "partly as expected")
	case "no":
		matched = say.T("figure.ramp.matched.no", "not as expected")
	}
	return expected, found, matched, max(0, len(questions)-1)
}

// firstWords gives a text up to the end of its first sentence.
func firstWords(text string) string {
	text = plain(text)
	for _, end := range []string{". ", "! ", "? "} {
		if at := strings.Index(text, end); at >= 0 {
			text = text[:at+1]
		}
	}
	return text
}

// outcome says what was decided after a test, or how far it has come.
func (t Tests) outcome(test improve.Artifact) (RampOutcome, string) {
	wrote := func(key improve.FieldKey) bool { return plain(test.Text(key)) != "" }
	switch decision := test.Text("decision"); {
	case decision != "":
		said := decision
		if t.Decision != nil {
			said = t.Decision(test)
		}
		return map[string]RampOutcome{"adopt": RampAdopted, "adapt": RampAdapted, "abandon": RampAbandoned}[decision], said
	case wrote("learned"):
		return RampOpen, t.Say.T("figure.ramp.decide", "To decide: what now?")
	case wrote("happened"):
		return RampOpen, t.Say.T("figure.ramp.study", "To study: what did we learn?")
	case wrote("do_began") || wrote("unplanned") || wrote("carried_out") || len(test.Rows("results")) > 0:
		return RampOpen, t.Say.T("figure.ramp.underWay", "Under way")
	default:
		return RampOpen, t.Say.T("figure.ramp.planned", "Planned")
	}
}
