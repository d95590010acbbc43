package ui

import (
	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
)

// feedbackCard counts what buddies said to each other; nothing before the first word.
func (s *peopleScreen) feedbackObjects() []fyne.CanvasObject {
	if len(s.loaded.Feedback) == 0 {
		return nil
	}
	rows := []fyne.CanvasObject{}
	for _, pair := range s.loaded.Feedback {
		rows = append(rows, s.feedbackPairRow(pair))
	}
	return []fyne.CanvasObject{Card(T("people.feedback", "Feedback with your buddies"), T("people.feedback.help", "What you said to each other, and how much of it got an answer: with other schools, and with other teams of your own school where their pages name who is in them."), List(rows...))}
}

func (s *peopleScreen) feedbackPairRow(pair app.FeedbackPair) fyne.CanvasObject {
	parts := RowParts{
		Icon: "feedback", Title: pair.With,
		Sub: dotted(T("people.feedback.given", "you gave %d, %d answered", pair.Given, pair.Heard), T("people.feedback.received", "you got %d, %d answered", pair.Received, pair.Answered)),
	}
	if open := len(pair.ReceivedAndOpen); open > 0 {
		parts.Right = QuietButton(T("people.feedback.answer", "Answer (%d)", open), "", func() {
			s.p.Navigate(artifactRoute(pair.ReceivedAndOpen[0]))
		})
	}
	return newTextRow(parts)
}
