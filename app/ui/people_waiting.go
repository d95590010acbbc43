package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// waitingObjects lists what removed laptops wrote later: owners may accept it.
func (s *peopleScreen) waitingObjects(place sharedPlace) []fyne.CanvasObject {
	if len(place.Waiting) == 0 {
		return nil
	}
	rows := []fyne.CanvasObject{}
	for _, waiting := range place.Waiting {
		rows = append(rows, s.waitingRow(place, waiting))
	}
	help := T("waiting.help", "Written after an owner took the laptop out, or not handed over before. Nobody sees it on the pages yet.")
	return []fyne.CanvasObject{Tinted(ColorWarnGround, Column(Gap, SubHeading(T("waiting.title", "Waiting to be accepted")), Muted(help), List(rows...)))}
}

func (s *peopleScreen) waitingRow(place sharedPlace, waiting app.QuarantinedLog) fyne.CanvasObject {
	words := Column(1, Line(waitingTitle(waiting), theme.ColorNameForeground), Muted(waitingLine(waiting)))
	lead := iconLead(NewIcon("state-waiting", ColorMuted), words)
	if place.Access != improve.Owner {
		return PadXY(8, 4, lead)
	}
	accept := QuietButton(T("waiting.accept", "Accept"), "check", func() { s.askAccept(place, waiting) })
	return PadXY(8, 4, Spread(lead, accept))
}

// waitingTitle says how much of whom waits.
func waitingTitle(waiting app.QuarantinedLog) string {
	name := nameOr(waiting.Person)
	switch {
	case waiting.Rights && waiting.Events == 1:
		return T("waiting.right", "1 change by %s of who is in it", name)
	case waiting.Rights:
		return T("waiting.rights", "%d changes by %s of who is in it", waiting.Events, name)
	case waiting.Events == 1:
		return T("waiting.one", "1 change by %s", name)
	default:
		return T("waiting.several", "%d changes by %s", waiting.Events, name)
	}
}

// waitingLine says on which laptop and since when, and names some of the pages.
func waitingLine(waiting app.QuarantinedLog) string {
	since := T("waiting.since", "since %s", dayAndYear(waiting.Since.Local().Format(isoDate)))
	return dotted(waiting.Laptop, since, listOfNames(quoted(waiting.Titles)))
}

func quoted(titles []string) []string {
	marked := make([]string, len(titles))
	for i, title := range titles {
		marked[i] = "“" + title + "”"
	}
	return marked
}

func (s *peopleScreen) askAccept(place sharedPlace, waiting app.QuarantinedLog) {
	Confirm(s.p.Window().Canvas(), ConfirmParts{
		Title: T("accept.title", "Accept what %s wrote?", nameOr(waiting.Person)),
		Text:  T("accept.text", "It then counts on every laptop in “%s”, as if it had come in time. The laptop stays taken out, and what it writes after this waits again. This cannot be undone; pages can be changed as always.", place.Name),
		Yes:   T("accept.yes", "Accept it"),
		OnYes: func() {
			s.p.Go(func(ctx context.Context) error { return s.p.journal.Accept(ctx, place.ID, waiting.Log) })
		},
	})
}

// removedWords says that this laptop was taken out of a place, and what is still possible.
func removedWords(place sharedPlace) string {
	day := dayAndYear(place.Removal.At.Local().Format(isoDate))
	return T("removed.words", "%s took this laptop out of “%s” on %s. What is here can still be read; nothing can be changed there, and nothing new comes.", nameOr(place.Removal.Name), place.Name, day)
}
