package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// meetingKinds are what people meet for on a day; Meetings lists them together.
func meetingKinds() []improve.KindName {
	return []improve.KindName{"meeting", "coaching-call", "convening", "learning-session"}
}

// sortOfMeeting says what kind of meeting it is.
func (p *Program) sortOfMeeting(a improve.Artifact) string {
	if a.Kind == "meeting" {
		return p.optionWords(a, "type")
	}
	return p.kindTitleIn(a.Space, p.journal.Catalog().Kind(a.Kind))
}

// weeksLine is an action period that goes on now.
type weeksLine struct {
	ID           improve.ArtifactID
	Title, Hope  string
	Left         int // days
	Teams, Stuck int // that are listed, and of them those that are stuck
}

// weeks gives the weeks of work that go on now.
func (p *Program) weeks(shelf *shelved) []weeksLine {
	var lines []weeksLine
	now := p.now()
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	for _, a := range shelf.parts {
		until, err := time.Parse(improve.DateLayout, a.Text("until"))
		if a.Kind != "action-period" || err != nil || until.Before(today) || a.Text("from") > now.Format(isoDate) {
			continue
		}
		line := weeksLine{ID: a.ID, Title: a.Title(), Hope: firstSentence(a.Text("hope")), Left: int(until.Sub(today).Hours() / 24)}
		for _, row := range a.Rows("teams") {
			line.Teams++
			if row.Cells["state"] == "stuck" {
				line.Stuck++
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// weeksCard shows the weeks of work between two gatherings; nothing outside of them.
func (s *meetingsScreen) weeksCard() []fyne.CanvasObject {
	if len(s.loaded.Weeks) == 0 {
		return nil
	}
	var rows []fyne.CanvasObject
	for _, line := range s.loaded.Weeks {
		teams := ""
		if line.Stuck > 0 {
			teams = T("weeks.stuck", "%d of %d teams stuck", line.Stuck, line.Teams)
		}
		left := N(line.Left, "course.left", "1 day left", "%d days left")
		rows = append(rows, newTextRow(RowParts{
			Icon: "calendar", Title: line.Title, Sub: dotted(line.Hope, teams), Right: NewChip(ChipPlain, left, nil), OnTapped: func() { s.p.Navigate(artifactRoute(line.ID)) },
		}))
	}
	return []fyne.CanvasObject{Card(T("weeks.title", "Weeks of work"), "", List(rows...))}
}

// sideCards are what a meeting begins with: what was promised, and how the
// 45-day tasks and barriers stand where anybody keeps some.
func (s *meetingsScreen) sideCards() []fyne.CanvasObject {
	cards := []fyne.CanvasObject{s.actionsCard()}
	if len(s.loaded.Matters) > 0 {
		cards = append(cards, s.p.mattersCard(s.loaded.Matters))
	}
	return cards
}
