package ui

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// portfolioLine is a project as somebody sees it who looks after several.
type portfolioLine struct {
	ID           improve.ArtifactID
	Title, Step  string
	School       string // where they work on it
	Test, Stage  string // the last test and how far it is
	Numbers      int    // in the last four weeks
	Last, Target string
	Quiet        int // whole weeks without a change
	Route        Route
	hasTest      bool

	Measure improve.ArtifactID // the first main one
	Chart   *figure.RunChart   // of it; nil without a number, and where none was asked for
	Drawn   *drawnMeasure      // what it is of
}

// portfolioWeeks is how far back the numbers of a portfolio are counted: a
// coach visits about once a month.
const portfolioWeeks = 4

// portfolio gives a line for each project, the longest quiet first.
func (w homeWork) portfolio(now time.Time) []portfolioLine {
	var lines []portfolioLine
	since := now.AddDate(0, 0, -7*portfolioWeeks).Format(isoDate)
	for _, book := range w.Books {
		line := portfolioLine{
			ID: book.Project.ID, Title: book.Project.Title(), School: w.Schools[book.Project.ID], Step: stepWords(workSteps(book)), Last: "–", Target: "–",
			Route: projectRoute(book.Project.ID, tabOverview),
		}
		if test, ok := lastTest(book); ok {
			line.hasTest, line.Test = true, test.Title()
			line.Stage = stageWords(stageOf(test))
		}
		latestChange := book.Project.Updated
		for a := range book.each() {
			latestChange = max(latestChange, a.Updated)
		}
		for _, measure := range book.of("measure") {
			for _, point := range w.Points[measure.ID] {
				if point.Date > since {
					line.Numbers++
				}
			}
		}
		line.Quiet = weeksSince(latestChange, now)
		if measures := mainMeasures(book); len(measures) > 0 {
			doing := lineOf(book, measures[0], w.Points[measures[0].ID])
			line.Last, line.Target, line.Measure = doing.Last, doing.Target, measures[0].ID
		}
		lines = append(lines, line)
	}
	slices.SortStableFunc(lines, func(x, y portfolioLine) int { return cmp.Compare(y.Quiet, x.Quiet) })
	return lines
}

// quietWeeks is when a project counts as quiet: two team meetings without a word.
const quietWeeks = 3

// portfolioShown is how many projects Home lists before "Show all", so that
// what waits for the user stays on the first screen.
const portfolioShown = 8

// portfolioLikeness is the portfolio as it compares; see likeness.
func portfolioLikeness(lines []portfolioLine) []portfolioLine {
	same := slices.Clone(lines)
	for i := range same {
		same[i].Chart = nil
	}
	return same
}

func (s *homeScreen) shownPortfolio(lines []portfolioLine) []portfolioLine {
	return lines[:shownOf(len(lines), portfolioShown, s.allProjects)]
}

// withAll puts the way to the other projects under a list of some.
func (s *homeScreen) withAll(sheet fyne.CanvasObject) []fyne.CanvasObject {
	count := len(s.loaded.Portfolio)
	return append([]fyne.CanvasObject{sheet}, s.allButton(count, shownOf(count, portfolioShown, s.allProjects), &s.allProjects)...)
}

// bySchool puts the projects of a school together, the school of the quietest project first.
func bySchool(lines []portfolioLine) []portfolioLine {
	var sorted []portfolioLine
	taken := map[string]bool{}
	for _, first := range lines { // the quietest come first
		if taken[first.School] {
			continue
		}
		taken[first.School] = true
		for _, line := range lines {
			if line.School == first.School {
				sorted = append(sorted, line)
			}
		}
	}
	return sorted
}

// coachCard shows, school by school, who moves and who may be stuck.
func (s *homeScreen) coachCard() fyne.CanvasObject {
	var rows [][]fyne.CanvasObject
	before := ""
	for _, line := range s.shownPortfolio(bySchool(s.loaded.Portfolio)) {
		test := T("home.coach.notest", "no test yet")
		if line.hasTest {
			test = dotted(line.Test, line.Stage)
		}
		about := Column(0, newTextRow(RowParts{Title: line.Title, Sub: dotted(line.Step, test), OnTapped: func() { s.p.Navigate(line.Route) }}))
		if line.School != before {
			about.Objects = append([]fyne.CanvasObject{PadXY(8, 4, Strong(line.School))}, about.Objects...)
		}
		before = line.School
		rows = append(rows, []fyne.CanvasObject{about, cell(strconv.Itoa(line.Numbers)), quietCellFor(line.Quiet)})
	}
	return Card(T("home.coach.title", "Who moved, who may be stuck?"), T("home.coach.help", "School by school all projects that you can see, the quietest first."), s.withAll(newSheet([]sheetColumn{
		{Title: T("home.coach.project", "School, project and last test"), Wide: true},
		{Title: T("home.coach.numbers", "Numbers in 4 weeks"), Right: true}, {Title: T("home.coach.quiet", "Last change"), Right: true},
	}, rows...))...)
}

// leadCard shows all projects with how they go and where they stand.
func (s *homeScreen) leadCard() fyne.CanvasObject {
	var rows [][]fyne.CanvasObject
	for _, line := range s.shownPortfolio(s.loaded.Portfolio) {
		title := newTextRow(RowParts{Title: line.Title, Sub: line.Step, OnTapped: func() { s.p.Navigate(line.Route) }})
		spark := fyne.CanvasObject(Muted(""))
		if line.Chart != nil {
			spark = newSpark(*line.Chart)
		}
		rows = append(rows, []fyne.CanvasObject{title, spark, Strong(line.Last), cell(line.Target), quietCellFor(line.Quiet)})
	}
	sheet := newSheet([]sheetColumn{
		{Title: T("home.principal.project", "Project"), Wide: true}, {Title: T("home.doing.chart", "How it goes")}, {Title: T("home.doing.last", "Last"), Right: true},
		{Title: T("home.doing.goal", "Goal"), Right: true}, {Title: T("home.coach.quiet", "Last change"), Right: true},
	}, rows...)
	return CardWith(T("home.principal.title", "Our projects"), T("home.principal.help", "The quietest first."),
		Row(Gap, QuietButton(T("home.principal.report", "One-page report…"), "print", s.p.printOverview), s.p.yearButton()), s.withAll(sheet)...)
}

// quietCellFor says when a project changed last, in amber after a long quiet.
func quietCellFor(weeks int) fyne.CanvasObject {
	words := quietCell(quietWords(weeks))
	if weeks >= quietWeeks {
		words.SetColor(theme.ColorNameWarning)
	}
	return words
}
