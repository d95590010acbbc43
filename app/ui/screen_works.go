package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// WorksScreen shows what works for whom; its ID is a project's, "" is everything here.
const WorksScreen = "works"

// mostConditions is how many conditions stand side by side: more leave no room for words.
const mostConditions = 6

// worksShown is what the page is made of.
type worksShown struct {
	Table app.Works
	Title string // of the project
}

// worksPage is a table of ideas and the conditions that they were tried under.
type worksPage struct {
	p       *Program
	ctx     context.Context
	project improve.ArtifactID
	by      app.WorksBy
	asked   int // counts the questions: only the last answer is shown
	part    *part
	page    *Page
}

func (p *Program) worksScreen(ctx context.Context, route Route) Screen {
	s := &worksPage{p: p, ctx: ctx, by: app.WorksByPlace, part: newPart()}
	if route.ID != "" {
		var err error
		if s.project, err = improve.ParseArtifactID(route.ID); err != nil {
			return missingScreen{p.Shell}
		}
	}
	by := newChooser(true, choice[app.WorksBy]{Key: app.WorksByPlace, Word: T("works.place", "By school")},
		choice[app.WorksBy]{Key: app.WorksByGrade, Word: T("works.grade", "By grade")}, choice[app.WorksBy]{Key: app.WorksBySize, Word: T("works.size", "By how many students")})
	by.OnChosen = func(by app.WorksBy) {
		s.by = by
		s.again()
	}
	s.page = NewWidePage(by.content, s.part.content)
	s.part.page = s.page
	watchJournal(ctx, p, func(ctx context.Context) (worksShown, error) { return s.load(ctx, app.WorksByPlace) }, func(worksShown) { s.again() })
	return &screenParts{title: named(T("works.title", "What works for whom?")), content: s.page}
}

func (s *worksPage) load(ctx context.Context, by app.WorksBy) (shown worksShown, err error) {
	if !s.project.IsZero() {
		project, err := s.p.journal.Store().Artifact(ctx, s.project)
		if err != nil {
			return shown, err
		}
		shown.Title = project.Title()
	}
	shown.Table, err = s.p.journal.Works(ctx, s.project, by)
	return shown, err
}

// again reads and shows the table for what is chosen now.
func (s *worksPage) again() {
	s.asked++
	asked, by := s.asked, s.by
	var shown worksShown
	s.p.GoThen(func(ctx context.Context) (err error) {
		shown, err = s.load(ctx, by)
		return err
	}, func(err error) {
		if s.ctx.Err() != nil || asked != s.asked {
			return
		}
		s.p.ShowError(err)
		s.part.show(shown, func() []fyne.CanvasObject { return s.cards(shown) })
		s.page.Refit()
	})
}

func (s *worksPage) cards(shown worksShown) []fyne.CanvasObject {
	table := shown.Table
	if len(table.Rows) == 0 {
		return []fyne.CanvasObject{EmptyState(EmptyParts{
			Icon: "test", Title: T("works.empty", "No test yet"),
			Why: T("works.empty.why", "As soon as ideas are tried, they stand here beside the schools and classes that tried them."), Primary: s.wayBack(),
		})}
	}
	count := min(len(table.Columns), mostConditions)
	columns := []sheetColumn{{Title: T("works.idea", "Idea"), Wide: true}}
	for _, column := range table.Columns[:count] {
		columns = append(columns, sheetColumn{Title: s.columnWords(column)})
	}
	var rows [][]fyne.CanvasObject
	for _, row := range table.Rows {
		rows = append(rows, s.row(row, count))
	}
	body := []fyne.CanvasObject{newSheet(columns, rows...)}
	if more := len(table.Columns) - count; more > 0 {
		body = append(body, Muted(T("works.more", "%d more columns have no room here; “cairnctl works” prints them all.", more)))
	}
	return []fyne.CanvasObject{Card(shown.Title, T("works.help", "Every test, also those that were dropped: what did not work for whom is half of the answer. Press one to read it."), body...)}
}

func (s *worksPage) wayBack() *Button {
	if s.project.IsZero() {
		return PrimaryButton(T("place.projects", "Projects"), "projects", func() { s.p.Navigate(Route{Screen: ProjectsScreen}) })
	}
	return PrimaryButton(T("works.back", "To the project"), "project", func() { s.p.Navigate(projectRoute(s.project, tabTests)) })
}

func (s *worksPage) columnWords(column string) string {
	switch {
	case column == "":
		return T("works.unsaid", "Not said")
	case s.by == app.WorksByGrade:
		return T("like.grade", "Grade %s", column)
	case s.by == app.WorksBySize:
		return T("works.students", "%s students", column)
	default:
		return column
	}
}

func (s *worksPage) row(row app.WorksRow, count int) []fyne.CanvasObject {
	title := fyne.CanvasObject(quietCell(T("works.noidea", "Tests without an idea")))
	if !row.Idea.IsZero() {
		title = newTextRow(RowParts{Title: row.Title, OnTapped: func() { s.p.Navigate(artifactRoute(row.Idea)) }})
	}
	cells := []fyne.CanvasObject{title}
	for _, tests := range row.Cells[:count] {
		cells = append(cells, s.cell(tests))
	}
	return cells
}

// cell counts how the tests ended; pressed, a line opens the last of them.
func (s *worksPage) cell(tests []app.WorksTest) fyne.CanvasObject {
	if len(tests) == 0 {
		return quietCell("–")
	}
	lines := []fyne.CanvasObject{}
	for _, end := range []struct{ decision, words string }{
		{"adopt", T("works.adopt", "kept")}, {"adapt", T("works.adapt", "changed")}, {"abandon", T("works.abandon", "dropped")}, {"", T("works.open", "open")},
	} {
		ended := slices.DeleteFunc(slices.Clone(tests), func(t app.WorksTest) bool { return t.Decision != end.decision })
		for _, test := range ended[max(0, len(ended)-1):] {
			words := T("works.count", "%d %s", len(ended), end.words)
			button := LinkButton(words, worksIcon(end.decision), func() { s.p.Navigate(artifactRoute(test.ID)) })
			lines = append(lines, button)
		}
	}
	return Column(0, lines...)
}

func worksIcon(decision string) string {
	switch decision {
	case "adopt":
		return "check"
	case "adapt":
		return "edit"
	case "abandon":
		return "close"
	default:
		return "test"
	}
}

// worksButton leads from the tests of a project to the table.
func (s *projectScreen) worksButton() fyne.CanvasObject {
	id := s.data.Book.Project.ID.String()
	return Flow(Gap, Label(T("works.ask", "Who tried what, and how did it end?"), theme.ColorNameForeground),
		LinkButton(T("works.title", "What works for whom?"), "filter", func() { s.p.Navigate(Route{Screen: WorksScreen, ID: id}) }))
}
