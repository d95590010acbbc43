package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// projectData is what a project's page shows.
type projectData struct {
	Missing  bool               // there is no such project here
	MovedTo  improve.ArtifactID // where everyone works on it now
	Book     projectBook
	Place    spaceWords
	Writes   bool                               // this device may write there
	Personal improve.SpaceID                    // pages there are private
	Writers  map[improve.ArtifactID]string      // who gave a feedback
	Schools  map[improve.ArtifactID]string      // names of the places that count
	Staying  map[improve.ArtifactID]app.Staying // of each measure, which numbers are not shared
	Hints    []improve.Hint                     // gentle questions about the project as a whole
	Lenses   []app.Lens                         // the steps in which it may be looked at; first the six
	News     []newsItem                         // what others did since the project was last open here
	Lens     improve.ArtifactID                 // the cycle that was chosen; zero for the six steps
}

// loadStaying reads which numbers of the project's measures are not shared.
func (p *Program) loadStaying(ctx context.Context, data *projectData) error {
	data.Staying = map[improve.ArtifactID]app.Staying{}
	for _, measure := range data.Book.of("measure") {
		staying, err := p.stayingOf(ctx, measure, data.Book.linked("data-point", measureRel, measure.ID))
		if err != nil {
			return err
		}
		data.Staying[measure.ID] = staying
	}
	return nil
}

// loadProject reads a project's page.
func (p *Program) loadProject(ctx context.Context, id improve.ArtifactID) (projectData, error) {
	store := p.journal.Store()
	book, err := loadBook(ctx, p.journal, id)
	if improve.CodeOf(err) == improve.NotFound {
		return projectData{Missing: true}, nil
	}
	if err != nil {
		return projectData{}, err
	}
	data := projectData{Book: book, Personal: p.me.Personal, Writers: map[improve.ArtifactID]string{}, Schools: map[improve.ArtifactID]string{}}
	if moved, ok := book.Project.MovedTo(); ok && book.Project.Retired() {
		data.MovedTo = moved
	}
	space, err := store.Space(ctx, book.Project.Space)
	if err != nil {
		return projectData{}, err
	}
	data.Place = wordsOfSpace(space, p.journal.Device())
	data.Writes = space.Access(p.journal.Device()).Allows(improve.SetEvent)
	for _, feedback := range book.of("feedback") {
		if data.Writers[feedback.ID], err = p.journal.AuthorName(ctx, feedback.Author); err != nil {
			return projectData{}, err
		}
	}
	if data.Writes {
		if data.Hints, err = p.journal.Hints(ctx, id); err != nil {
			return projectData{}, err
		}
	}
	if err := p.loadLenses(ctx, &data); err != nil {
		return data, err
	}
	if err := p.loadStaying(ctx, &data); err != nil {
		return data, err
	}
	err = p.loadSchools(ctx, &data)
	return data, err
}

// loadSchools finds the names of the places whose numbers stand in the project.
func (p *Program) loadSchools(ctx context.Context, data *projectData) error {
	for _, number := range data.Book.of("data-point") {
		for _, at := range number.LinkedTo("organisation") {
			if _, known := data.Schools[at]; known {
				continue
			}
			school, err := p.journal.Store().Artifact(ctx, at)
			if err != nil && improve.CodeOf(err) != improve.NotFound {
				return err
			}
			data.Schools[at] = ""
			if err == nil {
				data.Schools[at] = school.Title()
			}
		}
	}
	return nil
}

// projectScreen is the page of a project with its tabs.
type projectScreen struct {
	p       *Program
	id      improve.ArtifactID
	data    projectData
	loaded  bool
	head    *part
	tabs    *Tabs
	parts   map[string]*projectTab
	content *fyne.Container

	rows map[improve.ArtifactID]*numberRow // by measure; they keep what is typed

	ramps    map[improve.ArtifactID]*rampFigure // by idea
	testList bool                               // the tests are shown as lists

	drawn map[improve.ArtifactID]*rowDiagram // processes and trees of questions

	rings     map[improve.ArtifactID]*digraphCard
	compared  improve.ArtifactID // the digraph to go to once it is there
	fishbone  *fishboneDiagram   // nil until it is shown
	causeList bool               // the causes are shown as a list
	fishing   bool               // the fishbone has been begun, whatever is recorded

	diagram *theoryDiagram // nil until it is shown
	asList  bool           // the theory is shown as a list
	drawing bool           // the diagram has been begun, whatever is recorded

	charts map[improve.ArtifactID]*measureFigure // by measure; they keep zoom and keyboard
	all    map[improve.ArtifactID]bool           // measures whose numbers are all shown
	want   string                                // what the user came for: the measure to add a number to, or wantDiagram

	wanted improve.ArtifactID // the box of the diagram that they came for; zero: none

	news     []newsItem      // load's own
	newsRead bool            // load's own
	unfolded map[string]bool // steps under which all pages are shown
}

// projectTab is one tab: a page that is made anew when its project changes.
type projectTab struct {
	part *part
	page *Page
	make func() []fyne.CanvasObject
}

func (p *Program) projectScreen(ctx context.Context, route Route) Screen {
	text, tab, _ := strings.Cut(route.ID, "/")
	tab, measure, _ := strings.Cut(tab, "/")
	id, err := improve.ParseArtifactID(text)
	if err != nil {
		return missingScreen{p.Shell}
	}
	s := &projectScreen{
		p: p, id: id, head: newPart(), parts: map[string]*projectTab{},
		ramps: map[improve.ArtifactID]*rampFigure{}, drawn: map[improve.ArtifactID]*rowDiagram{},
		rings: map[improve.ArtifactID]*digraphCard{}, rows: map[improve.ArtifactID]*numberRow{}, charts: map[improve.ArtifactID]*measureFigure{}, all: map[improve.ArtifactID]bool{}, want: measure, unfolded: map[string]bool{},
	}
	s.tabs = NewTabs(
		s.tab(tabOverview, T("project.overview", "Overview"), s.overview),
		s.tab(tabCauses, p.said(improve.SpaceID{}, T("project.causes", "Causes"), "pdsa", "fishbone-cause"), s.causes),
		s.tab(tabTheory, T("project.theory", "Theory"), s.theory),
		s.tab(tabTests, p.said(improve.SpaceID{}, T("project.tests", "Tests"), "pdsa", "fishbone-cause"), s.tests),
		s.tab(tabNumbers, T("project.numbers", "Numbers"), s.numbers),
		s.tab(tabNotes, T("project.notes", "Notes"), s.notes),
	)
	s.content = container.New(&underHead{}, PadXY(GapPage, 12, s.head.content), s.tabs.Object())
	s.tabs.Open(tab)
	s.tabs.OnOpen = s.onTab
	watchJournal(ctx, p, s.load, s.show)
	return s
}

// load reads the page, and once what is new on it. Loads come one after the other.
func (s *projectScreen) load(ctx context.Context) (projectData, error) {
	data, err := s.p.loadProject(ctx, s.id)
	if err != nil || data.Missing {
		return data, err
	}
	if !s.newsRead {
		if s.news, err = s.p.findNews(ctx, data.Book); err != nil {
			return data, err
		}
		s.newsRead = true
	}
	data.News = s.news
	return data, nil
}

// Content gives the page with its head and tabs.
func (s *projectScreen) Content() fyne.CanvasObject { return s.content }

// Saving gives the project with all that belongs to it.
func (s *projectScreen) Saving() (saving, bool) {
	return s.saving(), s.loaded && !s.data.Missing && s.data.MovedTo.IsZero()
}

func (s *projectScreen) saving() saving { return saving{title: s.Title(), project: s.id} }

// Close does nothing: what was added is recorded already.
func (s *projectScreen) Close() {}

// Title is the name of the project once it is known.
func (s *projectScreen) Title() string {
	if title := s.data.Book.Project.ID; s.loaded && !title.IsZero() {
		return s.data.Book.Project.Title()
	}
	return T("project.title", "Project")
}

func (s *projectScreen) tab(key, word string, build func() []fyne.CanvasObject) Tab {
	return Tab{Key: key, Word: word, Make: func() fyne.CanvasObject {
		t := &projectTab{part: newPart(), make: build}
		t.page = NewWidePage(MaxWidth(projectWidth, t.part.content))
		t.part.page = t.page
		s.parts[key] = t
		s.refresh(key)
		return t.page
	}}
}

// projectWidth is wider than a page of text: outlines and tables need it.
const projectWidth float32 = 1120

// onTab remembers the open tab in the route, so that Back leads to it.
func (s *projectScreen) onTab(key string) {
	if s.p.route.Screen == ProjectScreen {
		s.p.route = projectRoute(s.id, key)
	}
	s.refresh(key)
}

func (s *projectScreen) show(data projectData) {
	if s.p.leadsToExample(data.Book.Project) {
		return
	}
	s.data, s.loaded = data, true
	if !data.MovedTo.IsZero() {
		s.follow(data.MovedTo)
		return
	}
	if data.Missing {
		s.head.show(data, s.missing)
		s.content.Refresh()
		return
	}
	s.head.show(s.headData(), s.header)
	s.content.Refresh()
	s.refresh(s.tabs.Key())
	s.p.Retitle()
	s.beginNumber()
	s.beginDiagram()
	s.beginDigraph()
}

// headData is what the head of the page shows.
func (s *projectScreen) headData() []any {
	return []any{s.data.Book, s.data.Place, lensWords(s.lens())}
}

// refresh shows the latest data on a tab.
func (s *projectScreen) refresh(key string) {
	t := s.parts[key]
	if t == nil || !s.loaded || s.data.Missing {
		return
	}
	t.page.Hold(func() { t.part.show(s.data, t.make) })
}

// refit lays a tab out again after something on it has another height.
func (s *projectScreen) refit(key string) {
	if t := s.parts[key]; t != nil {
		t.page.Refit()
	}
}

// redo makes the open tab anew, after the user asked for more of the same data.
func (s *projectScreen) redo() {
	if t := s.parts[s.tabs.Key()]; t != nil {
		t.page.Hold(func() { t.part.again(t.make()) })
	}
}

// follow goes to where the project has moved.
func (s *projectScreen) follow(to improve.ArtifactID) {
	title := s.data.Book.Project.Title()
	s.p.show(projectRoute(to, s.tabs.Key()))
	s.p.Notify(NoticeInfo, T("project.moved", "“%s” has moved here, so that everyone works on the same pages.", title))
}

func (s *projectScreen) missing() []fyne.CanvasObject {
	return []fyne.CanvasObject{EmptyState(EmptyParts{
		Icon: "project", Title: T("project.missing", "This project is not on this laptop"),
		Why:     T("project.missing.why", "It may come with the next exchange, if its team shares it with you."),
		Primary: PrimaryButton(T("place.projects", "Projects"), "projects", func() { s.p.Navigate(Route{Screen: ProjectsScreen}) }),
	})}
}

// own gives the link by which something new belongs to this project, and more.
func (s *projectScreen) own(more ...app.NewLink) []app.NewLink {
	return append([]app.NewLink{{Rel: projectRel, Target: s.id}}, more...)
}

// openNew opens a new page that belongs to this project.
func (s *projectScreen) openNew(kind improve.KindName, more ...app.NewLink) {
	s.p.Navigate(newRoute(kind, s.own(more...)...))
}

func (s *projectScreen) open(id improve.ArtifactID) { s.p.Navigate(artifactRoute(id)) }

// underHead gives the first thing the height that it needs and the second the rest.
type underHead struct{}

func (underHead) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[1].MinSize()
}

func (underHead) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	height := fitWidth(objects[0], size.Width)
	objects[0].Move(fyne.NewPos(0, 0))
	objects[1].Move(fyne.NewPos(0, height))
	objects[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-height)))
}
