package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// quietWeeks is when a project counts as quiet: two team meetings without a word.
const quietWeeks = 3

// coachCard shows who moves and who may be stuck.
func (s *homeScreen) coachCard() fyne.CanvasObject {
	var rows [][]fyne.CanvasObject
	for _, line := range s.loaded.Portfolio {
		test := T("home.coach.notest", "no test yet")
		if line.hasTest {
			test = dotted(line.Test, line.Stage)
		}
		title := newTextRow(RowParts{Title: line.Title, Sub: test, OnTapped: func() { s.p.Navigate(line.Route) }})
		rows = append(rows, []fyne.CanvasObject{title, cell(line.Step), cell(strconv.Itoa(line.Numbers)), quietCellFor(line.Quiet)})
	}
	return Card(T("home.coach.title", "Who moved, who may be stuck?"), T("home.coach.help", "All projects that you can see, the quietest first."), newSheet([]sheetColumn{
		{Title: T("home.coach.project", "Project and last test"), Wide: true}, {Title: T("home.coach.step", "Step")},
		{Title: T("home.coach.numbers", "Numbers in 4 weeks"), Right: true}, {Title: T("home.coach.quiet", "Last change"), Right: true},
	}, rows...))
}

// principalCard shows all projects with where they stand.
func (s *homeScreen) principalCard() fyne.CanvasObject {
	var rows [][]fyne.CanvasObject
	for _, line := range s.loaded.Portfolio {
		title := newTextRow(RowParts{Title: line.Title, Sub: line.Step, OnTapped: func() { s.p.Navigate(line.Route) }})
		rows = append(rows, []fyne.CanvasObject{title, Strong(line.Last), cell(line.Target), quietCellFor(line.Quiet)})
	}
	return Card(T("home.principal.title", "Our projects"), "", newSheet([]sheetColumn{
		{Title: T("home.principal.project", "Project"), Wide: true}, {Title: T("home.doing.last", "Last"), Right: true},
		{Title: T("home.doing.goal", "Goal"), Right: true}, {Title: T("home.coach.quiet", "Last change"), Right: true},
	}, rows...))
}

// quietCellFor says when a project changed last, in amber after a long quiet.
func quietCellFor(weeks int) fyne.CanvasObject {
	words := quietCell(quietWords(weeks))
	if weeks >= quietWeeks {
		words.SetColor(theme.ColorNameWarning)
	}
	return words
}
