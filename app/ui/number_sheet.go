package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// sheetRoute leads to the data sheet of a measure.
func sheetRoute(measure improve.ArtifactID) Route {
	return Route{Screen: SheetScreen, ID: measure.String()}
}

// sheetData is what a data sheet shows.
type sheetData struct {
	Missing bool
	Measure improve.Artifact
	Project improve.ArtifactID
	Numbers []improve.Artifact
	Points  []point // the latest first
	Staying app.Staying
	Tests   []improve.Artifact
	Schools map[improve.ArtifactID]string // every organisation that is known here
	Writes  bool                          // this device may write there
}

// loadSheet reads a measure with all its numbers.
func (p *Program) loadSheet(ctx context.Context, id improve.ArtifactID) (sheetData, error) {
	store := p.journal.Store()
	measure, err := store.Artifact(ctx, id)
	if improve.CodeOf(err) == improve.NotFound {
		return sheetData{Missing: true}, nil
	}
	if err != nil {
		return sheetData{}, err
	}
	data := sheetData{Measure: measure, Schools: map[improve.ArtifactID]string{}}
	if projects := measure.LinkedTo(projectRel); len(projects) > 0 {
		data.Project = projects[0]
	}
	space, err := store.Space(ctx, measure.Space)
	if err != nil {
		return data, err
	}
	data.Writes = space.Access(p.journal.Device()).Allows(improve.SetEvent)
	if data.Numbers, data.Tests, err = p.loadNumbers(ctx, id, data.Project); err != nil {
		return data, err
	}
	if data.Staying, err = p.stayingOf(ctx, measure, data.Numbers); err != nil {
		return data, err
	}
	for _, number := range data.Numbers {
		read := pointOf(number)
		read.Stays = data.Staying.Why[number.ID]
		read.Private = number.Space == p.me.Personal && measure.Space != p.me.Personal
		data.Points = append(data.Points, read)
	}
	byDate(data.Points)
	schools, err := store.Cards(ctx, improve.Query{Kinds: []improve.KindName{"organisation"}, Limit: everything})
	for _, school := range schools {
		data.Schools[school.ID] = school.Title
	}
	return data, err
}

// loadNumbers reads the numbers of a measure and the tests of its project.
func (p *Program) loadNumbers(ctx context.Context, measure, project improve.ArtifactID) (numbers, tests []improve.Artifact, err error) {
	store := p.journal.Store()
	numbers, err = store.Artifacts(ctx, improve.Query{LinkTo: measure, Rel: measureRel, Kinds: []improve.KindName{"data-point"}, Limit: everything})
	if err != nil || project.IsZero() {
		return numbers, nil, err
	}
	tests, err = store.Artifacts(ctx, improve.Query{LinkTo: project, Kinds: []improve.KindName{"pdsa"}, Order: improve.ByCreated, Limit: everything})
	return numbers, tests, err
}

// sheetChart is the width of the chart beside the numbers: one sees it move.
const sheetChart float32 = 400

// sheetScreen is the data sheet of a measure: its numbers, one row each, to
// type, to mend and to paste, and its chart beside them.
type sheetScreen struct {
	p       *Program
	ctx     context.Context
	id      improve.ArtifactID
	data    sheetData
	loaded  bool
	head    *part
	chart   *measureFigure
	grid    *numberGrid
	stays   *fyne.Container // what is not shared, in a sentence
	none    *Words          // instead of the chart, while there is no number
	content *fyne.Container
	page    *Page
}

func (p *Program) sheetScreen(ctx context.Context, route Route) Screen {
	id, err := improve.ParseArtifactID(route.ID)
	if err != nil {
		return missingScreen{p.Shell}
	}
	s := &sheetScreen{p: p, ctx: ctx, id: id, head: newPart(), stays: Column(0), content: Column(GapLarge)}
	s.none = Muted(T("sheet.none", "The picture of your numbers grows here, from the first number on."))
	s.page = newPage(MaxWidth(projectWidth, s.content))
	s.chart = newMeasureFigure(p, s.page.Refit)
	s.chart.save.Hide() // the chart beside the rows is narrow; the measure's page has the button
	s.head.page = s.page
	p.dropped = s.takeDropped
	watchJournal(ctx, p, func(ctx context.Context) (sheetData, error) { return p.loadSheet(ctx, id) }, s.show)
	return s
}

// Content gives the page.
func (s *sheetScreen) Content() fyne.CanvasObject { return s.page }

// Title is the measure's.
func (s *sheetScreen) Title() string {
	if s.loaded && !s.data.Missing {
		return s.data.Measure.Title()
	}
	return T("sheet.title", "Data sheet")
}

// Close records what stands whole in a row and was not sent with Enter.
func (s *sheetScreen) Close() {
	s.p.dropped = nil
	if s.grid != nil {
		s.grid.leave()
	}
}

// Saving gives all numbers of the measure, as a list.
func (s *sheetScreen) Saving() (saving, bool) { return s.saving(), len(s.data.Numbers) > 0 }

func (s *sheetScreen) saving() saving {
	return saving{title: s.Title(), list: improve.Query{LinkTo: s.id, Rel: measureRel, Kinds: []improve.KindName{"data-point"}}}
}

// Project gives the project of the measure, to which something new belongs.
func (s *sheetScreen) Project() (improve.ArtifactID, bool) {
	return s.data.Project, !s.data.Project.IsZero()
}

func (s *sheetScreen) show(data sheetData) {
	first := !s.loaded
	s.data, s.loaded = data, true
	if data.Missing {
		s.content.Objects = []fyne.CanvasObject{Card(T("sheet.missing", "This measure is not on this laptop"), T("project.missing.why", "It may come with the next exchange, if its team shares it with you."))}
		s.content.Refresh()
		return
	}
	s.chart.set(figure.Measure{Say: phrases(), Terms: s.p.terms, Measure: data.Measure, Numbers: data.Numbers, Tests: data.Tests, Kept: keptOf(data.Staying), Places: data.Schools}, data.Writes)
	s.none.Hidden = s.chart.drawn
	s.head.show(data.Measure, s.headCards)
	if first {
		s.grid = newNumberGrid(s)
		factor := float32(textFactor())
		beside := AsideWide(sheetChart*factor, s.grid.least()*factor, s.sheetCard(), Card("", "", s.none, s.chart.content))
		s.content.Objects = []fyne.CanvasObject{s.head.content, beside}
	}
	s.grid.show(data)
	s.stays.Objects = []fyne.CanvasObject{s.p.stayingLine(data.Measure, data.Staying, data.Numbers)}
	s.content.Refresh()
	s.page.Refit()
	s.p.Retitle()
	if first && data.Writes {
		s.p.oncePainted(s.ctx, s.grid.content, func() { s.p.Window().Canvas().Focus(s.grid.fresh.first()) })
	}
}

func (s *sheetScreen) headCards() []fyne.CanvasObject {
	measure := s.data.Measure
	back := LinkButton(T("sheet.project", "To the project"), "project", func() { s.p.Navigate(projectRoute(s.data.Project, tabNumbers)) })
	open := LinkButton(T("numbers.open", "Open the measure"), "measure", func() { s.p.Navigate(artifactRoute(s.id)) })
	buttons := Row(Gap, open, s.p.saveButton(s.saving))
	if !s.data.Project.IsZero() {
		buttons = Row(Gap, back, open, s.p.saveButton(s.saving))
	}
	definition := definitionOf(measure)
	card := CardWith(measure.Title(), s.p.measureWords(measure), buttons)
	if len(definition) > 0 {
		card = CardWith(measure.Title(), s.p.measureWords(measure), buttons, Columns(GapLarge, definitionWidth, definition...))
	}
	return []fyne.CanvasObject{card}
}

func (s *sheetScreen) sheetCard() fyne.CanvasObject {
	if !s.data.Writes {
		return Card(T("sheet.numbers", "All numbers"), T("sheet.read", "You may read them here."), s.grid.content)
	}
	tools := Row(Gap,
		QuietButton(T("sheet.paste", "Paste from a spreadsheet"), "", s.pasteClipboard),
		QuietButton(T("sheet.file", "From a file…"), "import", s.pickFile))
	return CardWith(T("sheet.numbers", "All numbers"), T("sheet.help", "Enter: next row. Tab: next cell. Ctrl+V takes a whole column."), tools, s.stays, s.grid.content)
}

// links are what a new number belongs to.
func (s *sheetScreen) links(school improve.ArtifactID) []app.NewLink {
	links := []app.NewLink{{Rel: measureRel, Target: s.id}}
	if !s.data.Project.IsZero() {
		links = append(links, app.NewLink{Rel: projectRel, Target: s.data.Project})
	}
	if school.IsZero() {
		school = s.p.me.Organisation
	}
	if !school.IsZero() {
		links = append(links, app.NewLink{Rel: "organisation", Target: school})
	}
	return links
}

// schoolCalled finds an organisation by its name; "" is the user's own.
func (d sheetData) schoolCalled(name string) (improve.ArtifactID, bool) {
	if name = strings.TrimSpace(name); name == "" {
		return improve.ArtifactID{}, true
	}
	for id, title := range d.Schools {
		if strings.EqualFold(title, name) {
			return id, true
		}
	}
	return improve.ArtifactID{}, false
}

// groups are the group names that the measure's page lists, and those in use.
func (d sheetData) groups() []string {
	var groups []string
	for _, row := range d.Measure.Rows("groups") {
		groups = append(groups, row.Cells["group"])
	}
	for _, p := range d.Points {
		if p.Group != "" && !slices.Contains(groups, p.Group) {
			groups = append(groups, p.Group)
		}
	}
	return groups
}

// schooled tells whether numbers of several places stand together.
func (d sheetData) schooled() bool {
	seen := map[improve.ArtifactID]bool{}
	for _, p := range d.Points {
		seen[p.At] = true
	}
	return len(seen) > 1
}

// measureWords says what a measure is for and where it should go.
func (p *Program) measureWords(measure improve.Artifact) string {
	percent := countsPercent(measure)
	goal := ""
	if target := targetWords(measure.Text("target"), percent); target != "" {
		goal = T("numbers.goal", "goal %s", target)
	}
	start := ""
	if baseline := targetWords(measure.Text("baseline"), percent); baseline != "" {
		start = T("numbers.start", "start %s", baseline)
	}
	return dotted(p.optionWords(measure, "type"), measure.Text("unit"), start, goal, betterWords(measure.Text("direction")), p.optionWords(measure, "frequency"))
}
