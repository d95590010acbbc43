package ui

import (
	"context"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// stepsShown is how many next steps stand on Home before "Show all": what fits beside everything else.
const stepsShown = 6

// homeSide is the width of the column at the right of Home at normal text.
const homeSide float32 = 320

// homeScreen is the first page: what to do next, what others did, how it goes.
type homeScreen struct {
	p            *Program
	load         func(context.Context) (numbered[homePage], error)
	take         func(numbered[homePage]) // shows what load gave, unless something newer stands there
	closed       func() bool              // somebody has gone on
	main         *part
	numbers      *part
	beside       *part // what this Home has at the right
	news         *part
	others       *part
	page         *Page
	loaded       homePage
	all          bool        // all steps are shown
	allProjects  bool        // all lines of the portfolio are shown
	allMeasures  bool        // … of the numbers
	allTests     bool        // that wait
	allQuestions bool        // that wait for an answer
	filled       bool        // loaded holds something
	charts       atomic.Bool // Home is read with the charts of all lines
}

func (p *Program) homeScreen(ctx context.Context, _ Route) Screen {
	s := &homeScreen{p: p, main: newPart(), numbers: newPart(), beside: newPart(), news: newPart(), others: newPart()}
	left := Column(GapLarge, s.viewChooser(), s.main.content, s.numbers.content)
	right := Column(GapLarge, s.beside.content, s.news.content, s.others.content)
	s.page = NewWidePage(Aside(homeSide, left, right))
	for _, part := range []*part{s.main, s.numbers, s.beside, s.news, s.others} {
		part.page = s.page
	}
	s.showOthers()
	if p.network != nil {
		s.watchOthers(ctx)
	}
	seen := sync.OnceValue(func() int64 { return p.lastSeen(ctx) }) // what is new stays marked while Home is open
	s.load, s.take = newestOnly(func(ctx context.Context) (homePage, error) { return p.loadHome(ctx, seen(), s.charts.Load()) }, s.show)
	s.closed = func() bool { return ctx.Err() != nil }
	watchJournal(ctx, p, s.load, s.take)
	p.draftsKept = s.reload
	return &screenParts{title: named(T("place.home", "Home")), content: s.page, close: s.close}
}

func (s *homeScreen) close() {
	s.p.draftsKept = func() {}
	if s.loaded.News.Latest > 0 {
		s.p.keepLastSeen(s.loaded.News.Latest)
	}
}

func (s *homeScreen) show(page homePage) {
	if s.lacksCharts(page) { // it was read before another Home, or more of it, was asked for
		s.reload()
		return
	}
	s.loaded = page
	page.News.Latest = 0 // rises with changes that are not shown
	s.filled = true
	s.main.show([]any{page.Newcomer, page.Steps, portfolioLikeness(page.Portfolio), page.Tests, page.Questions, page.Matters, page.Stuck}, s.mainCards)
	s.numbers.show(likeness(page.Measures), s.numberCards)
	s.beside.show([]any{page.Visits, page.Coming}, s.besideCards)
	s.beside.content.Hidden = s.p.homeNow() == teacherHome
	s.news.show(page.News, s.newsCards)
	s.page.Refit()
}

// again shows what is loaded once more, after the user asked for more of it or for another Home.
func (s *homeScreen) again() {
	if !s.filled {
		return
	}
	s.main.again(s.mainCards())
	s.numbers.again(s.numberCards())
	s.beside.again(s.besideCards())
	s.beside.content.Hidden = s.p.homeNow() == teacherHome
	s.page.Refit()
}

func (s *homeScreen) mainCards() []fyne.CanvasObject {
	numbers, others := numbersDue(s.loaded.Steps)
	switch {
	case s.loaded.Newcomer && len(s.loaded.Steps) == 0:
		return []fyne.CanvasObject{s.welcome()}
	case s.loaded.Newcomer:
		return []fyne.CanvasObject{s.welcome(), s.stepsCard(s.loaded.Steps)}
	case s.p.homeNow() == coachHome:
		return []fyne.CanvasObject{s.coachCard(), s.stuckCard(), s.questionsCard(), s.stepsCard(s.loaded.Steps)}
	case s.p.homeNow() == leadHome:
		return []fyne.CanvasObject{s.leadCard(), s.p.mattersCard(s.loaded.Matters), s.testsCard(), s.stepsCard(s.loaded.Steps)}
	default:
		return append([]fyne.CanvasObject{s.stepsCard(others)}, s.addCard(numbers)...)
	}
}

// besideCards is what stands at the right before the news.
func (s *homeScreen) besideCards() []fyne.CanvasObject {
	switch s.p.homeNow() {
	case coachHome:
		return []fyne.CanvasObject{s.visitsCard()}
	case leadHome:
		return []fyne.CanvasObject{s.meetingsCard()}
	default:
		return nil
	}
}

// welcome is Home before there is a project.
func (s *homeScreen) welcome() fyne.CanvasObject {
	return EmptyState(EmptyParts{
		Icon:    "aim",
		Title:   T("home.empty", "What do you want to get better for your students?"),
		Why:     T("home.empty.why", "Begin with one problem that your team knows well. Cairn leads you from there to a first small test."),
		Example: T("home.empty.example", "Ninth-graders hand in 6 of 10 essays. By May we want 8 of 10."),
		Primary: PrimaryButton(T("home.empty.button", "Start a project"), "plus", func() { s.p.Navigate(newRoute("project")) }),
		Quiet:   QuietButton(T("home.empty.examples", "Look at examples"), "", func() { s.p.Navigate(Route{Screen: ExamplesScreen}) }),
	})
}

func (s *homeScreen) stepsCard(steps []nextStep) fyne.CanvasObject {
	if len(steps) == 0 {
		return Card(T("home.steps.title", "Next steps"), "", Lead(10, NewIcon("check", theme.ColorNameSuccess), Paragraph(T("home.steps.none", "Nothing waits for you. A good moment to plan the next small test."))))
	}
	shown := steps
	if !s.all {
		shown = steps[:min(len(steps), stepsShown)]
	}
	parts := []fyne.CanvasObject{List(s.stepRows(shown)...)}
	if len(shown) < len(steps) {
		parts = append(parts, Row(0, LinkButton(T("home.steps.all", "Show all %d", len(steps)), "down", s.showAll)))
	}
	return Card(T("home.steps.title", "Next steps"), T("home.steps.help", "From all your projects, the most urgent first."), parts...)
}

func (s *homeScreen) stepRows(steps []nextStep) []fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, len(steps))
	for i, step := range steps {
		button := QuietButton(step.Button, "", func() { s.p.Navigate(step.Route) })
		rows[i] = newTextRow(RowParts{Icon: step.Icon, IconInk: stepInk(step), Title: step.Title, Sub: step.Sub, Right: button})
	}
	return rows
}

func stepInk(step nextStep) fyne.ThemeColorName {
	switch step.Due {
	case dueNow:
		return theme.ColorNameWarning
	case dueTest, dueNumber:
		return theme.ColorNamePrimary
	default:
		return ColorMuted
	}
}

func (s *homeScreen) showAll() {
	s.all = true
	s.again()
}

func (s *homeScreen) numberCards() []fyne.CanvasObject {
	if len(s.loaded.Measures) == 0 || s.p.homeNow() != teacherHome {
		return nil
	}
	return append(s.chartCard(), Card(T("home.doing.title", "How are we doing?"), T("home.doing.help", "The numbers of each main measure. One number says little; look at the row of them."), s.measures()...))
}

func (s *homeScreen) newsCards() []fyne.CanvasObject {
	news := s.loaded.News
	sub := T("home.news.none", "Nothing new since you were here.")
	switch {
	case news.Unseen == 1:
		sub = T("home.news.one", "1 change since you were here.")
	case news.Unseen > 1:
		sub = T("home.news.many", "%d changes since you were here.", news.Unseen)
	case len(news.Items) == 0:
		sub = T("home.news.empty", "What colleagues and buddy schools write appears here.")
	}
	rows := []fyne.CanvasObject{}
	for _, item := range news.Items {
		rows = append(rows, s.newsRow(item))
	}
	parts := []fyne.CanvasObject{}
	if len(rows) > 0 {
		parts = append(parts, List(rows...))
	}
	return []fyne.CanvasObject{Card(T("home.news.title", "New from your team"), sub, parts...)}
}

func (s *homeScreen) newsRow(item newsItem) fyne.CanvasObject {
	ink := ColorMuted
	if item.New {
		ink = theme.ColorNamePrimary
	}
	who := item.Who
	if item.Count > 1 {
		who = dotted(who, strconv.Itoa(item.Count))
	}
	return newTextRow(RowParts{Icon: item.Icon, IconInk: ink, Title: item.Title, Sub: dotted(who, When(item.At, s.p.now())), OnTapped: func() { s.p.Navigate(item.Route) }})
}

// watchOthers shows again who has the latest whenever something happens with another laptop.
func (s *homeScreen) watchOthers(ctx context.Context) {
	changed, stop := s.p.network.Changed()
	context.AfterFunc(ctx, stop)
	WatchScreen(ctx, s.p.Shell, changed, func(context.Context) ([]RemoteState, error) { return s.p.network.State(), nil }, func([]RemoteState) {
		s.showOthers()
		s.page.Refit()
	})
}

func (s *homeScreen) showOthers() {
	var states []RemoteState
	if s.p.network != nil {
		states = s.p.network.State()
	}
	lines := otherLines(states, s.p.now())
	s.others.show(lines, func() []fyne.CanvasObject { return s.otherCards(lines) })
}

// otherLine is one laptop in "Who has the latest?".
type otherLine struct {
	Name, Words string
	Icon        string
	Ink         fyne.ThemeColorName
}

func otherLines(states []RemoteState, now time.Time) []otherLine {
	var lines []otherLine
	for _, state := range states {
		line := otherLine{Name: state.Name, Icon: "circle", Ink: ColorMuted}
		switch {
		case state.Busy:
			line.Words, line.Icon, line.Ink = T("home.latest.busy", "sharing now"), "state-busy", theme.ColorNamePrimary
		case state.LastComplete.IsZero():
			line.Words = T("home.latest.never", "has nothing of yours yet")
		case state.Waiting == 1:
			line.Words, line.Icon, line.Ink = T("home.latest.waiting.one", "had everything %s; 1 change waits", When(state.LastComplete, now)), "state-waiting", theme.ColorNamePrimary
		case state.Waiting > 1:
			line.Words, line.Icon, line.Ink = T("home.latest.waiting", "had everything %s; %d changes wait", When(state.LastComplete, now), state.Waiting), "state-waiting", theme.ColorNamePrimary
		default:
			line.Words, line.Icon, line.Ink = T("home.latest.done", "had everything %s", When(state.LastComplete, now)), "check", theme.ColorNameSuccess
		}
		if state.Trouble != "" && !state.Busy && !state.Connected {
			line.Icon, line.Ink = "warning", theme.ColorNameWarning
			line.Words = dotted(line.Words, state.Trouble)
		}
		lines = append(lines, line)
	}
	return lines
}

func (s *homeScreen) otherCards(lines []otherLine) []fyne.CanvasObject {
	title := T("home.latest.title", "Who has the latest?")
	if len(lines) == 0 {
		if s.p.network == nil {
			return []fyne.CanvasObject{Card(title, "", Muted(T("home.latest.off", "This window does not share. See “Sharing” for what goes on.")),
				Row(0, QuietButton(T("home.latest.share", "Share with my team…"), "sharing", func() { s.p.Navigate(Route{Screen: SharingScreen}) })))}
		}
		return []fyne.CanvasObject{Card(title, T("home.latest.alone", "Everything is on this laptop only. Share it with your team, and it has a second home."), s.shareLinks())}
	}
	rows := []fyne.CanvasObject{}
	for _, line := range lines {
		rows = append(rows, PadXY(8, 5, Lead(10, NewIcon(line.Icon, line.Ink), Column(1, Paragraph(line.Name), Muted(line.Words)))))
	}
	return []fyne.CanvasObject{Card(title, T("home.latest.help", "The laptops of your team."), Column(2, rows...), s.shareLinks())}
}
