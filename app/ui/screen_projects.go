package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// projectLine is one project in the list.
type projectLine struct {
	ID      improve.ArtifactID
	Title   string
	Aim     string
	Step    string
	State   string
	Place   spaceWords
	Changed improve.HLC
}

// loadProjects reads the list of projects, the latest changed first.
func (p *Program) loadProjects(ctx context.Context) ([]projectLine, error) {
	store := p.journal.Store()
	books, _, err := p.loadBooks(ctx)
	if err != nil {
		return nil, err
	}
	lines := make([]projectLine, 0, len(books))
	for _, book := range books {
		space, err := store.Space(ctx, book.Project.Space)
		if err != nil {
			return nil, err
		}
		step, err := p.lensStepWords(ctx, book)
		if err != nil {
			return nil, err
		}
		line := projectLine{
			ID: book.Project.ID, Title: book.Project.Title(), Step: step, Place: wordsOfSpace(space, p.journal.Device()),
			State: p.optionWords(book.Project, "state"), Changed: book.Project.Updated,
		}
		if aims := book.of("aim"); len(aims) > 0 {
			line.Aim = aims[0].Title()
		}
		for a := range book.each() {
			line.Changed = max(line.Changed, a.Updated)
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// optionWords gives the answer of a choice in plain words; "" when there is none.
func (p *Program) optionWords(a improve.Artifact, key improve.FieldKey) string {
	kind := p.journal.Catalog().Kind(a.Kind)
	if kind == nil {
		return ""
	}
	texts := kindText{kind: kind}
	for _, section := range kind.Sections {
		for _, field := range section.Fields {
			if field.Key == key {
				return optionText(texts.field(section.Key, field).Options, a.Text(key))
			}
		}
	}
	return ""
}

func (p *Program) projectsScreen(ctx context.Context, _ Route) Screen {
	list, any := newPart(), false
	page := NewPage(list.content)
	list.page = page
	watchJournal(ctx, p, p.loadProjects, func(lines []projectLine) {
		any = len(lines) > 0
		list.show(lines, func() []fyne.CanvasObject { return p.projectCards(lines) })
		page.Refit()
	})
	return &screenParts{title: named(p.placeWord(ProjectsScreen, T("place.projects", "Projects"))), content: page, saves: func() (saving, bool) { return p.projectList(), any }}
}

func (p *Program) projectList() saving { return listOf(p.journal.Catalog().Kind("project")) }

func (p *Program) projectCards(lines []projectLine) []fyne.CanvasObject {
	start := func() { p.Navigate(newRoute("project")) }
	if len(lines) == 0 {
		return []fyne.CanvasObject{EmptyState(EmptyParts{
			Icon:    "projects",
			Title:   T("projects.empty", "No project yet"),
			Why:     T("projects.empty.why", "A project holds everything on one problem: the aim, what must change, the tests and the numbers."),
			Example: T("projects.empty.example", "Here by first period: ninth-graders who miss too many days."),
			Primary: PrimaryButton(T("projects.start", "Start a project"), "plus", start),
			Quiet:   QuietButton(T("projects.look", "Look at examples"), "", func() { p.Navigate(Route{Screen: ExamplesScreen}) }),
			More:    p.importButton("project"),
		})}
	}
	tools := Flow(Gap, PrimaryButton(T("projects.new", "New project"), "plus", start), p.yearButton(), p.importButton("project"), p.saveButton(p.projectList))
	cards := []fyne.CanvasObject{Column(Gap, Muted(T("projects.help", "Everything on one problem stands in one project.")), tools)} // beside four buttons the words would have no room
	for _, line := range lines {
		cards = append(cards, p.projectCard(line))
	}
	return cards
}

func (p *Program) projectCard(line projectLine) fyne.CanvasObject {
	aim := line.Aim
	if aim == "" {
		aim = T("projects.noaim", "The aim is not written yet.")
	}
	facts := Flow(Gap, NewChip(ChipBusy, line.Step, nil), line.Place.chip())
	last := Muted(dotted(line.State, T("projects.changed", "changed %s", When(line.Changed.Time(), p.now()))))
	return newSheetButton(line.Title, Column(Gap, SubHeading(line.Title), Paragraph(aim), facts, last), func() { p.Navigate(projectRoute(line.ID, tabOverview)) })
}

// sheetButton is a whole card that can be pressed.
type sheetButton struct{ pressable }

// newSheetButton makes a card of its content; name says in words what opens.
func newSheetButton(name string, content fyne.CanvasObject, onTapped func()) *sheetButton {
	b := &sheetButton{}
	b.name, b.OnTapped, b.content = name, onTapped, content
	b.look = pressLook{fill: ColorCard, stroke: ColorBorder, hoverFill: ColorInfoGround, padX: 16, padY: 14, wide: true}
	b.ExtendBaseWidget(b)
	return b
}
