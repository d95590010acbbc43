package ui

import (
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// testStage is how far a test has come.
type testStage int

const (
	testPlanned  testStage = iota // nothing has happened yet
	testDoing                     // it has begun, nobody has written what happened
	testStudying                  // what happened is there, what was learned is not
	testDeciding                  // what was learned is there, the decision is not
	testDecided
)

func stageOf(a improve.Artifact) testStage {
	wrote := func(keys ...improve.FieldKey) bool {
		return slices.ContainsFunc(keys, func(key improve.FieldKey) bool { return strings.TrimSpace(a.Text(key)) != "" })
	}
	switch {
	case wrote("decision"):
		return testDecided
	case wrote("learned"):
		return testDeciding
	case wrote("happened"):
		return testStudying
	case wrote("do_began", "carried_out", "unplanned") || len(a.Rows("results")) > 0:
		return testDoing
	default:
		return testPlanned
	}
}

// decisionWords gives the decision of a test in plain words; "" before there is one.
func (p *Program) decisionWords(a improve.Artifact) string {
	key := a.Text("decision")
	kind := p.journal.Catalog().Kind(a.Kind)
	if key == "" || kind == nil {
		return ""
	}
	field, _ := kind.Field("decision") // unknown answers are shown as they are
	return optionText(kindText{kind: kind}.field("act", field).Options, key)
}

// testChip shows how far a test has come.
func (p *Program) testChip(a improve.Artifact) *Chip {
	switch stageOf(a) {
	case testDecided:
		state := ChipOK
		if a.Text("decision") == "abandon" {
			state = ChipPlain
		}
		return NewChip(state, p.decisionWords(a), nil)
	case testDeciding:
		return NewChip(ChipWarn, T("test.deciding", "Act: decide what now"), nil)
	case testStudying:
		return NewChip(ChipBusy, T("test.studying", "Study: what did we learn?"), nil)
	case testDoing:
		return NewChip(ChipBusy, T("test.doing", "Do: under way"), nil)
	default:
		return NewChip(ChipWaiting, T("test.planned", "Plan"), nil)
	}
}

// testLine is the quiet line under a test's name.
func testLine(a improve.Artifact) string {
	var parts []string
	if cycle := a.Text("cycle"); cycle != "" {
		parts = append(parts, T("test.cycle", "Test %s", cycle))
	}
	parts = append(parts, daysOf(a.Text("start"), a.Text("end")))
	parts = append(parts, a.Text("tester"))
	return dotted(parts...)
}

// daysOf gives "15 September to 18 September", or the one day that there is.
func daysOf(from, until string) string {
	first, last := dayWords(from), dayWords(until)
	switch {
	case first == "" || first == last:
		return last
	case last == "":
		return T("days.from", "from %s", first)
	default:
		return T("days.span", "%s to %s", first, last)
	}
}

// dotted joins the parts that say something.
func dotted(parts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return s == "" }), " · ")
}
