package kinds

import (
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// guessed are the fields of a guess that hold only while nobody knows yet.
func guessed() []improve.FieldKey {
	return []improve.FieldKey{"expect", "low", "high", confidenceKey}
}

func prediction() *improve.Kind {
	return declare(improve.Kind{
		Name: "prediction", Title: "Guess", Plural: "Guesses", Term: "Prediction and gap",
		Help:  "Write down what you expect before you know, then compare. It works for a meeting or a decision as well as for a test. It is yours until you share it.",
		Group: improve.Tests, Icon: "reflection", Home: improve.Personal, Also: "predict, forecast, expectation, gap, surprise",
		Sections: []improve.Section{
			part("before", "Before", "",
				placeholder(title("About what?", "The thing that is going to happen."), "The meeting with families on Thursday"),
				child(prose("expect", "What do you expect?", "With a number, if you can.")),
				amount("low", "At least", "The smallest number that would not surprise you."),
				amount("high", "At most", "The largest number that would not surprise you."),
				pick("confidence", "How sure are you?", "A wrong guess that you were sure of teaches most.", sureOptions()),
				day("by", "When will you know?", "The day to look."),
			),
			part("after", "After", "",
				child(prose("result", "What happened?", "Before you explain it.")),
				prose("gap", "What is the difference?", "Where you were right, where not."),
				child(prose("surprise", "What surprised you, and what do you think now?", "This is what you learned.")),
			),
		},
		Rels:   []improve.Rel{projectRel("Guesses"), rel("about", "About", "Guesses", "What the guess is about: a decision, a 45-day task, a meeting.")},
		Locks:  predictionLocks,
		Before: predictionRules,
		Sample: improve.Sample{Fields: cells("title", "The meeting with families on Thursday", "expect", "12 of 60 families come, because it rains.", "low", "8", "high", "20", "confidence", "medium", "by", "2026-10-08", "result", "31 came.", "gap", "Nearly three times as many.", "surprise", "The bus driver had told everyone. Ask him again.")},
	}, "confidence", "by", "expect")
}

// predictionRules keeps what was expected once it is known what happened: what
// is written afterwards is no guess. A guess that is written down all at once,
// from paper, is taken as it is, and texts of two laptops can be settled.
func predictionRules(before improve.Artifact, edits []improve.Edit, _ time.Time) ([]improve.Edit, error) {
	if strings.TrimSpace(before.Text("result")) == "" {
		return edits, nil
	}
	for _, edit := range edits {
		if !slices.Contains(guessed(), edit.Field) {
			continue
		}
		same := func(v improve.Version) bool { return v.Value.Text == edit.Value.Text }
		if slices.ContainsFunc(before.Register(edit.Field, improve.RowID{}).Live, same) || edit.Value.Text == before.Text(edit.Field) {
			continue
		}
		return nil, &improve.Error{
			Code: improve.Invalid, Field: edit.Field, Message: "What you expected stays as it was, since you have written what happened.",
			Hint: "Write what you think now under \"What is the difference?\".",
		}
	}
	return edits, nil
}

// predictionLocks says that a guess is closed once it is known what happened.
func predictionLocks(a improve.Artifact) []improve.Mark {
	if strings.TrimSpace(a.Text("result")) == "" {
		return nil
	}
	marks := make([]improve.Mark, 0, len(guessed()))
	for _, key := range guessed() {
		marks = append(marks, improve.Mark{Field: key, Text: "Closed since you wrote what happened."})
	}
	return marks
}
