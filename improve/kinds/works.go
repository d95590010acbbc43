package kinds

import (
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// The six steps of a project, by their keys.
const (
	WorkAim    = "aim"
	WorkWhy    = "why"
	WorkChange = "change"
	WorkKnow   = "know"
	WorkTest   = "test"
	WorkNext   = "next"
)

// The three questions behind every cycle, by their keys.
const (
	AskAccomplish = "accomplish"
	AskKnow       = "know"
	AskChange     = "change"
)

// Works gives the six steps of a project, in their order.
func Works() []improve.Option {
	return options(
		WorkAim, "Say what you want to achieve",
		WorkWhy, "Find out why it happens",
		WorkChange, "Decide what must change",
		WorkKnow, "Agree how you will know",
		WorkTest, "Try something small",
		WorkNext, "Decide what comes next",
	)
}

// Questions gives the three questions, in their order.
func Questions() []improve.Option {
	return options(AskAccomplish, "What do we want to get better?", AskKnow, "How will we know?", AskChange, "What could we change?")
}

// QuestionOf tells which of the three questions one of the six steps helps to answer; "" for another word.
func QuestionOf(work string) string {
	switch work {
	case WorkAim, WorkWhy:
		return AskAccomplish
	case WorkKnow:
		return AskKnow
	case WorkChange, WorkTest, WorkNext:
		return AskChange
	default:
		return ""
	}
}

// WorkOf tells in which of the six steps a page of a kind is written; "" for
// what accompanies all of them: people, meetings, words, feedback.
func WorkOf(kind *improve.Kind) string {
	for work, names := range worksByKind() {
		if slices.Contains(names, kind.Name) {
			return work
		}
	}
	switch kind.Group {
	case improve.Causes:
		return WorkWhy
	case improve.Numbers:
		return WorkKnow
	case improve.Tests:
		return WorkTest
	default:
		return ""
	}
}

// worksByKind names the kinds whose group does not tell.
func worksByKind() map[string][]improve.KindName {
	return map[string][]improve.KindName{
		WorkAim:    {"aim", "student-in-mind", "school-goal", "priority"},
		WorkWhy:    {"co-design", "rounding", "framework-check"},
		WorkChange: {"driver", "change-idea", "change-package", "practice", "theory-of-action", "implementation-driver"},
		WorkNext:   {"decision", "spread-plan", "standard-work", "proof-point", "adaptation", "handover", "story"},
	}
}
