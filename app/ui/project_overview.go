package ui

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// How many of the last tests and feedbacks an overview shows.
const (
	overviewTests    = 4
	overviewFeedback = 3
)

// header says at the top of every tab what the project is after.
func (s *projectScreen) header() []fyne.CanvasObject {
	book := s.data.Book
	sentence := fyne.CanvasObject(LinkButton(T("project.aim.none", "Say what you want to achieve"), "aim", func() {
		s.p.Navigate(aimRoute(book, app.NewLink{Rel: projectRel, Target: s.id}))
	}))
	facts := []fyne.CanvasObject{NewChip(ChipBusy, lensWords(s.lens()), nil), s.data.Place.chip()}
	if aims := book.of("aim"); len(aims) > 0 {
		sentence = Strong(aims[0].Title())
		if goal := goalWords(aims[0]); goal != "" {
			facts = append(facts, NewChip(ChipPlain, goal, nil))
		}
		if by := dayAndYear(aims[0].Text("by")); by != "" {
			facts = append(facts, NewChip(ChipPlain, T("project.by", "by %s", by), nil))
		}
	}
	share := QuietButton(T("project.share", "Share…"), "sharing", func() { s.p.openShare(book.Project) })
	about := QuietButton(T("project.about", "About the project"), "edit", func() { s.open(s.id) })
	printIt := QuietButton(T("project.print", "Print…"), "print", func() { s.p.printProject(book.Project) })
	save := s.p.saveButton(s.saving)
	return []fyne.CanvasObject{MaxWidth(projectWidth, Column(Gap, container.New(&sideLayout{}, sentence, Row(Gap, about, printIt, save, share)), Flow(Gap, facts...)))}
}

// goalWords gives "from 34 to 65 % of seniors"; "" without numbers.
func goalWords(aim improve.Artifact) string {
	from, to, unit := aim.Text("baseline"), aim.Text("target"), aim.Text("unit")
	switch {
	case from == "" && to == "":
		return ""
	case from == "":
		return T("project.goal.to", "goal %s %s", to, unit)
	case to == "":
		return T("project.goal.from", "now %s %s", from, unit)
	default:
		return T("project.goal", "from %s to %s %s", from, to, unit)
	}
}

func (s *projectScreen) overview() []fyne.CanvasObject {
	right := Column(GapLarge, s.lastTests(), s.lastFeedback())
	return []fyne.CanvasObject{Aside(homeSide+40, Column(GapLarge, append(append(s.newsCard(), s.questions()...), s.steps()...)...), right)}
}

// goTo opens a tab of this page in place, and anything else as a page.
func (s *projectScreen) goTo(route Route) {
	if tab, ok := strings.CutPrefix(route.ID, s.id.String()+"/"); ok && route.Screen == ProjectScreen {
		s.tabs.Open(tab)
		return
	}
	s.p.Navigate(route)
}

func (s *projectScreen) lastTests() fyne.CanvasObject {
	tests := newestFirst(s.data.Book.of("pdsa"))
	title := s.said(T("project.lasttests", "Last tests"))
	if len(tests) == 0 {
		return Card(title, "", Muted(s.said(T("project.lasttests.none", "None yet. A test with one class on one day is a good first one."))))
	}
	rows := []fyne.CanvasObject{}
	for _, test := range tests[:min(len(tests), overviewTests)] {
		rows = append(rows, s.testRow(test, 0))
	}
	return Card(title, "", List(rows...), Row(0, LinkButton(s.said(T("project.lasttests.all", "All tests")), "forward", func() { s.tabs.Open(tabTests) })))
}

func (s *projectScreen) lastFeedback() fyne.CanvasObject {
	feedback := slices.Clone(s.data.Book.of("feedback"))
	title := T("project.feedback", "Feedback from others")
	if len(feedback) == 0 {
		return Card(title, "", Muted(T("project.feedback.none", "When colleagues or your buddy school write what is strong and what they doubt, it stands here.")))
	}
	slices.SortStableFunc(feedback, func(x, y improve.Artifact) int { return cmp.Compare(y.Created, x.Created) })
	rows := []fyne.CanvasObject{}
	for _, a := range feedback[:min(len(feedback), overviewFeedback)] {
		rows = append(rows, s.feedbackRow(a))
	}
	return Card(title, "", List(rows...), Row(0, LinkButton(T("project.feedback.all", "All feedback"), "forward", func() { s.tabs.Open(tabNotes) })))
}

// feedbackRow shows a feedback with who wrote it on what; it opens that page.
func (s *projectScreen) feedbackRow(a improve.Artifact) fyne.CanvasObject {
	about, open := "", a.ID
	for _, id := range a.LinkedTo("on") {
		if on, ok := s.data.Book.find(id); ok {
			about, open = T("project.feedback.on", "on “%s”", headline(s.p.journal.Catalog(), on)), id
		} else if id == s.id {
			about = T("project.feedback.project", "on the project")
		}
	}
	answered := ""
	if a.Text("reply") != "" {
		answered = T("project.feedback.answered", "answered")
	}
	return newTextRow(RowParts{
		Icon: "feedback", Title: a.Text("text"), Sub: dotted(s.p.optionWords(a, "type"), s.data.Writers[a.ID], about, answered),
		OnTapped: func() { s.open(open) },
	})
}
