package kinds

import (
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// feedback has no headline: it is read beside the thing it is about, which is
// why "on" is its place and comes before the project.
func feedback() *improve.Kind {
	return &improve.Kind{
		Name:   "feedback",
		Title:  "Feedback",
		Plural: "Feedback",
		Help:   "A few sentences for another team on something they have made: what is strong, what you doubt, what you wonder.",
		Group:  improve.Reflection,
		Icon:   "feedback",
		Home:   improve.Team,
		Sections: []improve.Section{
			{Key: "feedback", Title: "Feedback", Fields: []improve.Field{
				{Key: "type", Type: improve.Choice, Label: "What kind?", Help: "One kind at a time; write two if you have two things to say.", Options: feedbackTypes()},
				{Key: "text", Type: improve.Prose, Label: "What would you like to say?", Help: "Be kind, be clear, be useful.", Required: true, Search: true, NamesChild: true},
				{Key: "part", Type: improve.Text, Label: "About which part", Help: "The part of the page that it is about; empty for all of it.", Hidden: true},
			}},
			{Key: "answer", Title: "Answer", Help: "From the team that got it.", Fields: []improve.Field{
				{Key: "reply", Type: improve.Prose, Label: "Your answer", Term: "Reply", Help: "Thanks, an answer, a question back.", Search: true, NamesChild: true},
				{Key: "taken", Type: improve.Choice, Label: "What came of it?", Help: "One word for those who wrote it.", Options: feedbackAnswers()},
				{Key: "outcome", Type: improve.Prose, Label: "What did you do with it?", Help: "So that those who wrote see that it was worth it.", Search: true, NamesChild: true},
			}},
		},
		Rels: []improve.Rel{
			{Name: "on", Label: "About", Back: "Feedback", Help: "What the feedback is about."},
			projectRel("Feedback"),
		},
		Summary: func(a improve.Artifact) string {
			answered := optionLabel(feedbackAnswers(), a.Text("taken"))
			if answered == "" && a.Text("reply") != "" {
				answered = "answered"
			}
			return line(optionLabel(feedbackTypes(), a.Text("type")), opening(a.Text("text")), answered)
		},
		Sample: improve.Sample{Fields: map[improve.FieldKey]string{
			"type":    "question",
			"text":    "How do you choose who reads to whom? In our period 5 that would be the hard part.",
			"reply":   "We let them sit where they like for the first two weeks, then we draw cards.",
			"taken":   "up",
			"part":    "plan",
			"outcome": "We wrote it into the plan of the next test.",
		}},
	}
}

func feedbackTypes() []improve.Option {
	return []improve.Option{
		{Key: "warm", Label: "What is strong", Term: "Warm feedback"},
		{Key: "cool", Label: "What I doubt", Term: "Cool feedback"},
		{Key: "question", Label: "What I wonder", Term: "Question"},
		{Key: "suggestion", Label: "What you could try", Term: "Suggestion"},
	}
}

// feedbackAnswers says what can come of feedback; none of them is better than another.
func feedbackAnswers() []improve.Option {
	return []improve.Option{
		{Key: "up", Label: "Taken up"},
		{Key: "later", Label: "Not now"},
		{Key: "already", Label: "We do it already"},
		{Key: "thanks", Label: "Thank you"},
	}
}

// openingLength is how much of a text fits on one line of a list.
const openingLength = 80

// opening gives the first line of a text, cut at a word, since feedback has no
// headline and a list must show something.
func opening(text string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	runes := []rune(first)
	if len(runes) <= openingLength {
		return first
	}
	short := string(runes[:openingLength])
	if space := strings.LastIndex(short, " "); space > 0 {
		short = short[:space]
	}
	return short + " …"
}
