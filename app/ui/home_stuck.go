package ui

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// stuckLine is where a team said that it is stuck, and nobody has said since that it goes on.
type stuckLine struct {
	Words, From string
	Date        string
	Icon        string
	Route       Route
}

// stuckWeeks is how long such words count: after three calls of two weeks each
// they are history.
const stuckWeeks = 6

// stuckShown is how many teams Home names.
const stuckShown = 6

// saysStuck are the kinds of page on which a team says where it is stuck.
func saysStuck() []improve.KindName {
	return []improve.KindName{"meeting", "coaching-call", "team-look"}
}

// stuck gives where teams are stuck, the latest first: for each team the last
// page that says so or could have, and the weeks of work in which a team is
// said to be stuck.
func (p *Program) stuck(shelf *shelved) []stuckLine {
	today := p.now()
	since := today.AddDate(0, 0, -7*stuckWeeks).Format(isoDate)
	last := map[improve.ArtifactID]improve.Artifact{}
	var lines []stuckLine
	for _, a := range shelf.parts {
		switch {
		case slices.Contains(saysStuck(), a.Kind):
			of := teamOf(a)
			if date := a.Text("date"); date >= since && date <= today.Format(isoDate) && date >= last[of].Text("date") {
				last[of] = a
			}
		case a.Kind == "action-period":
			lines = append(lines, p.stuckInWeeks(a, today)...)
		}
	}
	for _, a := range last {
		if words := strings.TrimSpace(a.Text("stuck")); words != "" {
			lines = append(lines, stuckLine{Words: firstSentence(words), From: a.Title(), Date: a.Text("date"), Icon: p.iconOf(a.Kind), Route: fieldRoute(a.ID, "stuck")})
		}
	}
	slices.SortFunc(lines, func(x, y stuckLine) int {
		return cmp.Or(cmp.Compare(y.Date, x.Date), cmp.Compare(x.From, y.From), cmp.Compare(x.Words, y.Words))
	})
	return lines
}

// teamOf names whose page it is: a team's, a pair's or a project's; else it stands for itself.
func teamOf(a improve.Artifact) improve.ArtifactID {
	for _, rel := range []improve.RelName{"team", "buddies", projectRel} {
		if ids := a.LinkedTo(rel); len(ids) > 0 {
			return ids[0]
		}
	}
	return a.ID
}

// stuckInWeeks gives the teams that are stuck in weeks of work that go on now.
func (p *Program) stuckInWeeks(a improve.Artifact, today time.Time) []stuckLine {
	if day := today.Format(isoDate); a.Text("from") > day || a.Text("until") != "" && a.Text("until") < day {
		return nil
	}
	var lines []stuckLine
	for _, row := range a.Rows("teams") {
		if row.Cells["state"] == "stuck" {
			lines = append(lines, stuckLine{Words: cmp.Or(row.Cells["note"], T("stuck.nowords", "Stuck; nobody wrote where")), From: dotted(row.Cells["team"], a.Title()), Date: a.Text("from"), Icon: p.iconOf(a.Kind), Route: fieldRoute(a.ID, "teams")})
		}
	}
	return lines
}

// stuckCard is what a coach reads before the next call.
func (s *homeScreen) stuckCard() fyne.CanvasObject {
	title := T("stuck.title", "Where are they stuck?")
	if len(s.loaded.Stuck) == 0 {
		return Card(title, "", Muted(T("stuck.none", "No team has said so in the last six weeks. Ask on the next call: some do not dare to.")))
	}
	var rows []fyne.CanvasObject
	for _, line := range s.loaded.Stuck[:min(len(s.loaded.Stuck), stuckShown)] {
		rows = append(rows, newTextRow(RowParts{Icon: line.Icon, Title: line.Words, Sub: dotted(line.From, dayWords(line.Date)), OnTapped: func() { s.p.Navigate(line.Route) }}))
	}
	return Card(title, T("stuck.help", "The last word of each team, from meetings, calls and the weeks of work."), append([]fyne.CanvasObject{List(rows...)}, moreWords(len(s.loaded.Stuck), stuckShown)...)...)
}
