package kinds

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// pdsaAsks look at a test before it begins, and at what follows it.
func pdsaAsks() []improve.Ask {
	return []improve.Ask{
		{Key: "test-no-prediction", Field: questionsKey, When: asksPrediction,
			Text: "What do you expect? Write it down before you begin.", Why: "Afterwards everything looks expected; the gap between guess and result is what you learn from."},
		{Key: "test-too-large", Field: "scale", Around: []improve.KindName{"change-idea"}, When: asksSmaller,
			Text: "Could the first test be smaller?", Why: "The less sure you are that it works, and the more could go wrong, the fewer students should meet it first."},
		{Key: "test-no-result", Field: happenedKey, When: asksHappened,
			Text: "What happened?", Why: "A decision that does not say what was seen is the opinion that one had before."},
		{Key: "test-no-next", Field: nextKey, Around: []improve.KindName{"pdsa"}, When: asksNext,
			Text: "What will the next test be?", Why: "One test says that it went well once; a row of them says when and for whom."},
		{Key: "test-no-plan", Field: "plan", When: asksPlan,
			Text: "Who does it from now on, and how will you see that it still happens?", Why: "What is kept without a plan is mostly gone by the next term."},
	}
}

// hasBegun tells that something of Do, Study or Act is written.
func hasBegun(a improve.Artifact) bool {
	if !doBegan(a).IsZero() || len(a.Rows(resultsKey)) > 0 {
		return true
	}
	return slices.ContainsFunc([]improve.FieldKey{carriedOutKey, happenedKey, unplannedKey, learnedKey, decisionKey}, func(key improve.FieldKey) bool {
		return strings.TrimSpace(a.Text(key)) != ""
	})
}

func asksPrediction(a improve.Artifact, _ improve.Near) (bool, []string) {
	if hasBegun(a) || strings.TrimSpace(a.Text(changeKey)) == "" && a.Text("start") == "" {
		return false, nil
	}
	for _, row := range a.Rows(questionsKey) {
		if strings.TrimSpace(row.Cells[predictionKey]) != "" {
			return false, nil
		}
	}
	return true, []string{a.Text("start")}
}

// Scales of a test, from the smallest; the numbers are places in pdsaScales.
const (
	scaleOne = iota
	scaleFew
	scaleClass
	scaleSeveral
	scaleSchool
	scaleSchools
)

// largestScale says how large a test may be for how sure people are, what a
// failure would cost and whether those who do it want to (domain rule 3.1):
// much to lose and little belief means one student, little to lose means more.
func largestScale(belief, cost, ready string) int {
	largest := scaleSchools
	switch {
	case belief == "low" && cost == "large":
		largest = scaleOne
	case belief == "low":
		largest = scaleClass
	case belief == "medium" && cost == "large":
		largest = scaleFew
	case belief == "medium":
		largest = scaleSeveral
	case belief == "high" && cost == "large":
		largest = scaleSeveral
	}
	if ready == "none" && belief != "" {
		largest = min(largest, scaleClass)
	}
	return largest
}

func asksSmaller(a improve.Artifact, near improve.Near) (bool, []string) {
	scale := slices.IndexFunc(pdsaScales(), func(o improve.Option) bool { return o.Key == a.Text("scale") })
	if scale < 0 || hasBegun(a) || a.Text("purpose") == "collect" {
		return false, nil
	}
	for _, id := range a.LinkedTo("change-idea") {
		idea, ok := near.Find(id)
		if !ok {
			continue
		}
		belief, cost, ready := idea.Text("belief"), idea.Text("cost"), idea.Text("ready")
		return scale > largestScale(belief, cost, ready), []string{a.Text("scale"), belief, cost, ready}
	}
	return scale > largestScale(leastSure(a), "", ""), []string{a.Text("scale"), leastSure(a)}
}

// leastSure is how sure the predictions are where all say the same: a test
// without an idea has no other sign of belief.
func leastSure(a improve.Artifact) string {
	sure := ""
	for _, row := range a.Rows(questionsKey) {
		switch here := row.Cells[confidenceKey]; {
		case here == "":
		case sure != "" && sure != here:
			return ""
		default:
			sure = here
		}
	}
	return sure
}

// asksHappened asks where something was decided and nothing is written of what
// happened, neither as a whole nor for a question.
func asksHappened(a improve.Artifact, _ improve.Near) (bool, []string) {
	decision := a.Text(decisionKey)
	seen := strings.TrimSpace(a.Text(happenedKey)+a.Text(unplannedKey)+a.Text(learnedKey)) != ""
	for _, row := range a.Rows(resultsKey) {
		seen = seen || strings.TrimSpace(row.Cells["happened"]) != ""
	}
	return decision != "" && !seen, []string{decision}
}

// asksNext asks what follows a test that is to be changed and tried again, and
// a small one that was kept after one try; dropping an idea needs no next.
func asksNext(a improve.Artifact, near improve.Near) (bool, []string) {
	decision, scale := a.Text(decisionKey), a.Text("scale")
	if decision != adapt && (decision != adopt || scale != "one" && scale != "few") {
		return false, nil
	}
	if len(near.To("pdsa", "follows", a.ID)) > 0 || strings.TrimSpace(a.Text(nextKey)) != "" {
		return false, nil
	}
	for _, idea := range a.LinkedTo("change-idea") {
		later := func(t improve.Artifact) bool { return t.ID != a.ID && t.Created > a.Created }
		if slices.ContainsFunc(near.To("pdsa", "change-idea", idea), later) {
			return false, nil
		}
	}
	return true, []string{decision, scale}
}

// asksPlan asks what makes a change last that was kept after a test of some
// size; after a small one the next test comes first.
func asksPlan(a improve.Artifact, _ improve.Near) (bool, []string) {
	scale := a.Text("scale")
	kept := a.Text(decisionKey) == adopt && scale != "one" && scale != "few"
	return kept && strings.TrimSpace(a.Text("plan")) == "", []string{scale}
}

// How much goes on at once before it is worth asking: what one person can keep
// moving beside teaching, what a school can follow, and what people know by heart.
const (
	carriedByOne    = 3
	carriedByAll    = 8
	priorityByHeart = 5
)

func initiativeAsks() []improve.Ask {
	return []improve.Ask{endedEarly(), {
		Key: "too-many-initiatives", Field: "state", Around: []improve.KindName{"initiative"}, Everywhere: true, When: asksToStop,
		Text: "So much is going on at once. What could stop or wait?", Why: "People can carry only so many changes; what is too much gets done for show.",
	}}
}

// goesOn tells that people carry it now.
func goesOn(a improve.Artifact) bool {
	switch a.Text("state") {
	case "active", "keep", "":
		return true
	default:
		return false
	}
}

func asksToStop(a improve.Artifact, near improve.Near) (bool, []string) {
	if !goesOn(a) {
		return false, nil
	}
	all, owned := 0, 0
	for _, each := range near.Of("initiative") {
		if !goesOn(each) {
			continue
		}
		all++
		if owner := each.Text("owner"); owner != "" && owner == a.Text("owner") {
			owned++
		}
	}
	return all > carriedByAll || owned > carriedByOne, []string{strconv.Itoa(all), strconv.Itoa(owned)}
}

func priorityAsks() []improve.Ask {
	return []improve.Ask{{
		Key: "too-many-priorities", Field: "state", Around: []improve.KindName{"priority"}, Everywhere: true, When: asksWhatWaits,
		Text: "Which of these can wait?", Why: "When everything comes first, nothing does; three to five are what people know by heart.",
	}}
}

func asksWhatWaits(a improve.Artifact, near improve.Near) (bool, []string) {
	active := 0
	for _, each := range near.Of("priority") {
		if state := each.Text("state"); state == "active" || state == "" {
			active++
		}
	}
	state := a.Text("state")
	return (state == "active" || state == "") && active > priorityByHeart, []string{strconv.Itoa(active)}
}
