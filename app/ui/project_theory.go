package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// addChoice is one thing that can be put below a line of the outline.
type addChoice struct {
	words string
	kind  improve.KindName
	link  app.NewLink
}

// theory shows what leads to the aim as a driver diagram, or as an outline for
// those who would rather read a list.
func (s *projectScreen) theory() []fyne.CanvasObject {
	book := s.data.Book
	if len(book.of("driver"))+len(book.of("change-idea")) == 0 && !s.drawing {
		return append([]fyne.CanvasObject{s.emptyTheory(), Row(0, s.theoryStoryButton())}, s.moreHere(tabTheory)...)
	}
	if s.asList {
		return s.theoryList()
	}
	if s.diagram == nil {
		s.diagram = newTheoryDiagram(s)
	}
	s.diagram.set(s.data.Writes)
	save := s.p.savePicture(s.data.Book.Project.Title(), func() *figure.Scene { return s.p.theory(s.data.Book).Diagram().Scene() })
	list := LinkButton(T("theory.list", "As a list"), "", func() { s.showAsList(true) })
	card := CardWith(T("theory.title", "What we believe leads to the aim"), T("theory.diagram.help", "Read it from the aim to the right: what must change, how it changes, what we try. It is a theory; tests show what holds."),
		Row(Gap, save, list), s.diagram.content)
	return append([]fyne.CanvasObject{card, Row(0, s.theoryStoryButton())}, s.moreHere(tabTheory)...)
}

func (s *projectScreen) showAsList(list bool) {
	s.asList = list
	s.redo()
}

// draw begins the diagram from the aim alone.
func (s *projectScreen) draw(aim improve.Artifact) {
	s.drawing = true
	s.redo()
	s.diagram.beginNew(s.diagram.made("driver", "primary", app.NewLink{Rel: aimRel, Target: aim.ID}), aim.ID.String())
}

// theoryList is an outline: aim, what must change, how it changes, ideas. An
// idea under several drivers stands under each of them.
func (s *projectScreen) theoryList() []fyne.CanvasObject {
	book := s.data.Book
	outline := &theoryOutline{screen: s, book: book}
	for _, aim := range book.of("aim") {
		outline.aim(aim)
	}
	cards := []fyne.CanvasObject{}
	if len(outline.rows) > 0 {
		cards = append(cards, CardWith(T("theory.title", "What we believe leads to the aim"), T("theory.help", "Read it from the aim inwards: what must change, how it changes, what we try. It is a theory; tests show what holds."),
			LinkButton(T("theory.picture", "As a picture"), "", func() { s.showAsList(false) }), Column(0, outline.rows...)))
	}
	if loose := outline.loose(); len(loose) > 0 {
		cards = append(cards, Card(T("theory.loose", "Not placed yet"), T("theory.loose.help", "Open one and say what it leads to."), Column(0, loose...)))
	}
	cards = append(cards, Row(0, s.theoryStoryButton()))
	return append(cards, s.moreHere(tabTheory)...)
}

func (s *projectScreen) emptyTheory() fyne.CanvasObject {
	begin := func() { s.openNew("driver") }
	if aims := s.data.Book.of("aim"); len(aims) > 0 && s.data.Writes {
		begin = func() { s.draw(aims[0]) }
	}
	return EmptyState(EmptyParts{
		Icon: "driver", Title: T("theory.empty", "What must change so that you reach the aim?"),
		Why:     T("theory.empty.why", "Name two to five large things that must be different. Under each go the ideas that you will try."),
		Example: T("theory.empty.example", "Everyone has what the form asks for, on the day."),
		Primary: PrimaryButton(T("theory.empty.button", "Say what must change"), "plus", begin),
		Quiet:   QuietButton(T("theory.empty.examples", "Look at examples"), "", func() { s.p.Navigate(Route{Screen: ExamplesScreen}) }),
	})
}

// theoryOutline builds the lines of the outline from the aim down.
type theoryOutline struct {
	screen *projectScreen
	book   projectBook
	rows   []fyne.CanvasObject
	above  []improve.ArtifactID // what leads to the line being made: a ring of links ends there
}

func (o *theoryOutline) aim(aim improve.Artifact) {
	o.line(0, aim, "", addChoice{T("theory.add.driver", "What must change"), "driver", app.NewLink{Rel: aimRel, Target: aim.ID}})
	for _, driver := range o.book.linked("driver", aimRel, aim.ID) {
		o.driver(1, driver)
	}
}

func (o *theoryOutline) driver(level int, driver improve.Artifact) {
	for _, id := range o.above {
		if id == driver.ID {
			return
		}
	}
	o.above = append(o.above, driver.ID)
	choices := []addChoice{{T("theory.add.idea", "Idea to try"), "change-idea", app.NewLink{Rel: driverRel, Target: driver.ID}}}
	if level == 1 {
		choices = append([]addChoice{{T("theory.add.how", "How it changes"), "driver", app.NewLink{Rel: driverRel, Target: driver.ID}}}, choices...)
	}
	o.line(level, driver, o.others(driver), choices...)
	for _, secondary := range o.book.linked("driver", driverRel, driver.ID) {
		o.driver(level+1, secondary)
	}
	for _, idea := range o.book.linked("change-idea", driverRel, driver.ID) {
		o.line(level+1, idea, o.others(idea), addChoice{o.screen.said(T("theory.add.test", "Test of this idea")), "pdsa", app.NewLink{Rel: ideaRel, Target: idea.ID}})
	}
	o.above = o.above[:len(o.above)-1]
}

// others marks what stands at several places of the outline.
func (o *theoryOutline) others(a improve.Artifact) string {
	count := 0
	for _, id := range a.LinkedTo(driverRel) {
		if o.book.holds(id) {
			count++
		}
	}
	if count < 2 {
		return ""
	}
	return T("theory.several", "stands at %d places", count)
}

// line adds one line: its picture, its words, how many measures and tests hang on it, and a button to add below it.
func (o *theoryOutline) line(level int, a improve.Artifact, mark string, choices ...addChoice) {
	right := []fyne.CanvasObject{}
	if measures := len(o.book.linked("measure", measureLink(a.Kind), a.ID)); measures > 0 {
		right = append(right, NewChip(ChipPlain, N(measures, "theory.measures", "1 measure", "%d measures"), nil))
	}
	if tests := o.tests(a); tests > 0 {
		right = append(right, NewChip(ChipPlain, N(tests, "theory.tests", "1 test", "%d tests"), nil))
	}
	right = append(right, o.addButton(a, choices))
	icon, ink := o.screen.p.iconOf(a.Kind), ColorTeal
	switch a.Kind {
	case "aim":
		ink = theme.ColorNamePrimary
	case "change-idea":
		ink = theme.ColorNameSuccess
	}
	row := newTextRow(RowParts{
		Icon: icon, IconInk: ink, Title: a.Title(), Sub: dotted(o.levelWords(level, a), mark), Right: Row(Gap, right...),
		OnTapped: func() { o.screen.open(a.ID) },
	})
	if len(o.rows) > 0 && level <= 1 {
		o.rows = append(o.rows, PadXY(0, 3, Divider()))
	}
	o.rows = append(o.rows, indented(level, row))
}

// levelWords says what a line is.
func (o *theoryOutline) levelWords(level int, a improve.Artifact) string {
	switch {
	case a.Kind == "aim":
		return T("theory.aim", "Aim")
	case a.Kind == "change-idea":
		return dotted(T("theory.idea", "Idea to try"), o.screen.p.optionWords(a, "state"))
	case level <= 1:
		return T("theory.primary", "What must change")
	default:
		return T("theory.secondary", "How it changes")
	}
}

// tests counts the tests of an idea; drivers show those of their ideas below.
func (o *theoryOutline) tests(a improve.Artifact) int {
	if a.Kind != "change-idea" {
		return 0
	}
	return len(o.book.linked("pdsa", ideaRel, a.ID))
}

// measureLink names the relation from a measure to a kind.
func measureLink(kind improve.KindName) improve.RelName { return improve.RelName(kind) }

func (o *theoryOutline) addButton(a improve.Artifact, choices []addChoice) fyne.CanvasObject {
	open := func(c addChoice) { o.screen.openNew(c.kind, c.link) }
	var button *Button
	button = IconButton("plus", T("theory.add", "Add below “%s”", a.Title()), func() {
		if len(choices) == 1 {
			open(choices[0])
			return
		}
		var items []*fyne.MenuItem
		for _, choice := range choices {
			items = append(items, fyne.NewMenuItem(choice.words, func() { open(choice) }))
		}
		menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), o.screen.p.Window().Canvas())
		menu.ShowAtRelativePosition(fyne.NewPos(0, button.Size().Height), button)
		o.screen.p.Window().Canvas().Focus(menu)
	})
	return button
}

// loose gives the lines of what leads nowhere yet.
func (o *theoryOutline) loose() []fyne.CanvasObject {
	o.rows = nil
	for _, driver := range o.book.unplaced("driver", aimRel, driverRel, weakDriverRel) {
		o.driver(1, driver)
	}
	for _, idea := range o.book.unplaced("change-idea", driverRel, weakDriverRel) {
		o.line(1, idea, "", addChoice{o.screen.said(T("theory.add.test", "Test of this idea")), "pdsa", app.NewLink{Rel: ideaRel, Target: idea.ID}})
	}
	return o.rows
}
