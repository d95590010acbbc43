package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// quietWeeks is when a project counts as quiet: two team meetings without a word.
const quietWeeks = 3

// portfolioShown is how many projects Home lists before "Show all", so that
// what waits for the user stays on the first screen.
const portfolioShown = 8

func (s *homeScreen) shownPortfolio() []portfolioLine {
	if s.allProjects {
		return s.loaded.Portfolio
	}
	return s.loaded.Portfolio[:min(len(s.loaded.Portfolio), portfolioShown)]
}

// withAll puts the way to the other projects under a list of some.
func (s *homeScreen) withAll(sheet fyne.CanvasObject) []fyne.CanvasObject {
	count := len(s.loaded.Portfolio)
	if s.allProjects || count <= portfolioShown {
		return []fyne.CanvasObject{sheet}
	}
	return []fyne.CanvasObject{sheet, Row(0, LinkButton(T("home.steps.all", "Show all %d", count), "down", func() {
		s.allProjects = true
		s.main.again(s.mainCards())
		s.page.Refit()
	}))}
}

// coachCard shows who moves and who may be stuck.
func (s *homeScreen) coachCard() fyne.CanvasObject {
	var rows [][]fyne.CanvasObject
	for _, line := range s.shownPortfolio() {
		test := T("home.coach.notest", "no test yet")
		if line.hasTest {
			test = dotted(line.Test, line.Stage)
		}
		title := newTextRow(RowParts{Title: line.Title, Sub: test, OnTapped: func() { s.p.Navigate(line.Route) }})
		rows = append(rows, []fyne.CanvasObject{title, cell(line.Step), cell(strconv.Itoa(line.Numbers)), quietCellFor(line.Quiet)})
	}
	return Card(T("home.coach.title", "Who moved, who may be stuck?"), T("home.coach.help", "All projects that you can see, the quietest first."), s.withAll(newSheet([]sheetColumn{
		{Title: T("home.coach.project", "Project and last test"), Wide: true}, {Title: T("home.coach.step", "Step")},
		{Title: T("home.coach.numbers", "Numbers in 4 weeks"), Right: true}, {Title: T("home.coach.quiet", "Last change"), Right: true},
	}, rows...))...)
}

// principalCard shows all projects with where they stand.
func (s *homeScreen) principalCard() fyne.CanvasObject {
	var rows [][]fyne.CanvasObject
	for _, line := range s.shownPortfolio() {
		title := newTextRow(RowParts{Title: line.Title, Sub: line.Step, OnTapped: func() { s.p.Navigate(line.Route) }})
		rows = append(rows, []fyne.CanvasObject{title, Strong(line.Last), cell(line.Target), quietCellFor(line.Quiet)})
	}
	return Card(T("home.principal.title", "Our projects"), "", s.withAll(newSheet([]sheetColumn{
		{Title: T("home.principal.project", "Project"), Wide: true}, {Title: T("home.doing.last", "Last"), Right: true},
		{Title: T("home.doing.goal", "Goal"), Right: true}, {Title: T("home.coach.quiet", "Last change"), Right: true},
	}, rows...))...)
}

// quietCellFor says when a project changed last, in amber after a long quiet.
func quietCellFor(weeks int) fyne.CanvasObject {
	words := quietCell(quietWords(weeks))
	if weeks >= quietWeeks {
		words.SetColor(theme.ColorNameWarning)
	}
	return words
}
