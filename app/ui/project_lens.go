package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// lensPages is how many pages stand under a step before the rest is asked for.
const lensPages = 3

// loadLenses reads the ways to look at the project, and which was chosen here.
func (p *Program) loadLenses(ctx context.Context, data *projectData) (err error) {
	project := data.Book.Project
	if data.Lenses, err = p.journal.Lenses(ctx, project, data.Book.all()); err != nil {
		return err
	}
	data.Lens, err = p.journal.LensOf(ctx, project.ID)
	return err
}

// lensStepWords says how far a project is in the steps that it is looked at in;
// only a lens that was chosen costs a question to the database.
func (p *Program) lensStepWords(ctx context.Context, book projectBook) (string, error) {
	chosen, err := p.journal.LensOf(ctx, book.Project.ID)
	if err != nil || chosen.IsZero() {
		return stepWords(workSteps(book)), err
	}
	lenses, err := p.journal.Lenses(ctx, book.Project, book.all())
	if err != nil {
		return "", err
	}
	return lensWords(app.ChosenLens(lenses, chosen)), nil
}

// lensWords says "Step 3 of 5".
func lensWords(lens app.Lens) string {
	return T("work.step", "Step %d of %d", lens.At(), len(lens.Steps))
}

// space gives where the project lives.
func (s *projectScreen) space() improve.SpaceID { return s.data.Book.Project.Space }

// said puts the own words of the project's place into a text.
func (s *projectScreen) said(text string) string {
	return s.p.said(s.space(), text, "pdsa", "change-idea", "fishbone-cause", "measure", "aim", "meeting", "story")
}

// lens gives the steps that the project is looked at in.
func (s *projectScreen) lens() app.Lens { return app.ChosenLens(s.data.Lenses, s.data.Lens) }

// steps is the heart of the overview: the six steps or those of a cycle, each
// with what was written in it, and the switch between them.
func (s *projectScreen) steps() []fyne.CanvasObject {
	lens := s.lens()
	title, help := T("project.steps", "The six steps"), T("project.steps.help", "Go back a step whenever you learn something new.")
	rows := s.sixRows(lens)
	if !lens.Cycle.IsZero() {
		title, help = lens.Title, T("lens.cycle.help", "The same pages, in the steps of your own cycle.")
		rows = s.cycleRows(lens)
	}
	body := []fyne.CanvasObject{}
	if len(s.data.Lenses) > 1 {
		body = append(body, s.lensSwitch())
	}
	body = append(body, List(rows...))
	cards := []fyne.CanvasObject{Card(title, help, append(body, s.lensFoot(lens))...)}
	cards = append(cards, s.gapCards(lens)...)
	if len(lens.Beside) > 0 {
		beside := append([]fyne.CanvasObject{}, s.stepPages("beside", lens.Beside)...)
		cards = append(cards, Card(T("lens.beside", "Beside the steps"), T("lens.beside.help", "Meetings, people and words go with all of them."), beside...))
	}
	return cards
}

// lensSwitch lets the user look at the project in other steps.
func (s *projectScreen) lensSwitch() fyne.CanvasObject {
	choices := []choice[improve.ArtifactID]{{Word: T("lens.six", "Three questions, six steps")}}
	for _, lens := range s.data.Lenses[1:] {
		choices = append(choices, choice[improve.ArtifactID]{Key: lens.Cycle, Word: lens.Title})
	}
	which := newChooser(true, choices...)
	which.Set(s.lens().Cycle)
	which.OnChosen = s.setLens
	return which.content
}

func (s *projectScreen) setLens(cycle improve.ArtifactID) {
	s.data.Lens = cycle
	s.head.show(s.headData(), s.header)
	s.refresh(s.tabs.Key())
	id := s.id
	s.p.Go(func(ctx context.Context) error { return s.p.journal.SetLens(ctx, id, cycle) })
}

// lensFoot leads to the page of the cycle, or begins one where there is none.
func (s *projectScreen) lensFoot(lens app.Lens) fyne.CanvasObject {
	if !lens.Cycle.IsZero() {
		return Row(0, LinkButton(T("lens.open", "About these steps"), "forward", func() { s.open(lens.Cycle) }))
	}
	if len(s.data.Lenses) > 1 || !s.data.Writes {
		return Column(0)
	}
	return Row(0, LinkButton(T("lens.new", "We work in other steps"), "plus", func() { s.openNew("step-cycle") }))
}

// sixRows are the six steps, each with what to press and what was written.
func (s *projectScreen) sixRows(lens app.Lens) []fyne.CanvasObject {
	steps := workSteps(s.data.Book)
	for i := range steps {
		steps[i].Button, steps[i].Help = s.said(steps[i].Button), s.said(steps[i].Help)
	}
	next := stepNumber(steps)
	var rows []fyne.CanvasObject
	for i, step := range steps {
		icon, ink, open := "circle", ColorMuted, func() { s.goTo(step.Route) }
		button := QuietButton(step.Button, "", open)
		switch {
		case step.Done:
			icon, ink, button = "check", theme.ColorNameSuccess, QuietButton(T("project.step.open", "Open"), "", open)
		case i+1 == next:
			icon, ink, button = "forward", theme.ColorNamePrimary, PrimaryButton(step.Button, "", open)
		}
		row := newTextRow(RowParts{Icon: icon, IconInk: ink, Title: strconv.Itoa(i+1) + ". " + step.Title, Sub: questionWords(kinds.QuestionOf(step.Key)) + " " + step.Help, Right: button})
		rows = append(rows, Column(0, append([]fyne.CanvasObject{row}, s.stepPages(step.Key, pagesOfWork(lens, step.Key))...)...))
	}
	return rows
}

func pagesOfWork(lens app.Lens, work string) []improve.Artifact {
	for _, step := range lens.Steps {
		if step.Work == work {
			return step.Pages
		}
	}
	return nil
}

// cycleRows are the steps of a cycle, each with the question that it answers,
// where the project stands in it, and what was written.
func (s *projectScreen) cycleRows(lens app.Lens) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for i, step := range lens.Steps {
		icon, ink := "circle", ColorMuted
		switch {
		case step.Done:
			icon, ink = "check", theme.ColorNameSuccess
		case i+1 == lens.At():
			icon, ink = "forward", theme.ColorNamePrimary
		}
		row := newTextRow(RowParts{
			Icon: icon, IconInk: ink, Title: strconv.Itoa(i+1) + ". " + step.Title, Sub: dotted(questionWords(step.Question), step.Note), Right: s.markButtons(lens, step),
		})
		rows = append(rows, Column(0, append([]fyne.CanvasObject{row}, s.stepPages(step.Row.String(), step.Pages)...)...))
	}
	return rows
}

// questionWords gives one of the three questions in the user's language.
func questionWords(key string) string {
	switch key {
	case kinds.AskAccomplish:
		return T("lens.accomplish", "What do we want to get better?")
	case kinds.AskKnow:
		return T("lens.know", "How will we know?")
	case kinds.AskChange:
		return T("lens.change", "What could we change?")
	default:
		return T("lens.none", "Beside the three questions")
	}
}

// markButtons say where the project stands in a step, and keep it.
func (s *projectScreen) markButtons(lens app.Lens, step app.LensStep) fyne.CanvasObject {
	if !s.data.Writes {
		return nil
	}
	mark, other := app.StepMark{Cycle: lens.Cycle, Row: step.Row}, !step.Done
	note := LinkButton(T("lens.note", "Note…"), "edit", func() { s.noteStep(step, mark) })
	words := T("lens.done", "Mark as done")
	if step.Done {
		words = T("lens.undone", "Not done after all")
	}
	done := QuietButton(words, "", func() {
		mark.Done = &other // a second press says the same again
		s.markStep(mark)
	})
	return Row(Gap, note, done)
}

func (s *projectScreen) markStep(mark app.StepMark) {
	id := s.id
	s.p.Go(func(ctx context.Context) error { return s.p.journal.MarkStep(ctx, id, mark) })
}

// noteStep asks for what was found in a step, or what is still open.
func (s *projectScreen) noteStep(step app.LensStep, mark app.StepMark) {
	text := NewProse(T("lens.note.placeholder", "What you found, or what is still open"))
	text.SetRows(2, 5)
	text.SetTextQuietly(step.Note)
	var dialog *Dialog
	keep := PrimaryButton(T("lens.note.keep", "Keep it"), "check", func() {
		dialog.Close()
		words := strings.Join(strings.Fields(text.Text), " ")
		mark.Note = &words
		s.markStep(mark)
	})
	dialog = ShowDialog(s.p.Window().Canvas(), dialogWidth, step.Title, Column(Gap, text), QuietButton(T("dialog.cancel", "Cancel"), "", func() { dialog.Close() }), keep)
	s.p.Window().Canvas().Focus(text)
}

// stepPages shows what was written in a step, the latest first; of many the
// rest is one press away.
func (s *projectScreen) stepPages(key string, pages []improve.Artifact) []fyne.CanvasObject {
	if len(pages) == 0 {
		return nil
	}
	latest := newestFirst(pages)
	if !s.unfolded[key] {
		latest = latest[:min(len(latest), lensPages)]
	}
	rows := []fyne.CanvasObject{}
	for _, page := range latest {
		rows = append(rows, s.pageLine(page))
	}
	if more := len(pages) - len(latest); more > 0 {
		rows = append(rows, Row(0, LinkButton(N(more, "lens.more", "1 more page", "%d more pages"), "more", func() {
			s.unfolded[key] = true
			s.redo()
		})))
	}
	return []fyne.CanvasObject{indented(1, Column(0, rows...))}
}

// pageLine is one page in one line, with what it is.
func (s *projectScreen) pageLine(page improve.Artifact) fyne.CanvasObject {
	parts := RowParts{Icon: s.p.iconOf(page.Kind), Title: headline(s.p.journal.Catalog(), page), OnTapped: func() { s.open(page.ID) }}
	if kind := s.p.journal.Catalog().Kind(page.Kind); kind != nil && parts.Title != KindTitle(kind) {
		parts.Note = s.p.kindTitleIn(s.space(), kind)
	}
	return NewListRow(parts)
}

// gapCards show which of the three questions no step of the cycle asks, so
// that the steps never hide the whole.
func (s *projectScreen) gapCards(lens app.Lens) []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, gap := range lens.Gaps {
		cards = append(cards, Card(T("lens.gap", "No step asks: %s", questionWords(gap.Question)), T("lens.gap.help", "These pages answer it all the same."), s.stepPages(gap.Question, gap.Pages)...))
	}
	if lens.Cycle.IsZero() {
		return nil
	}
	for _, question := range kinds.Questions() {
		asked := slices.ContainsFunc(lens.Steps, func(step app.LensStep) bool { return step.Question == question.Key })
		shown := slices.ContainsFunc(lens.Gaps, func(gap app.LensGap) bool { return gap.Question == question.Key })
		if !asked && !shown {
			cards = append(cards, Tinted(ColorInfoGround, Paragraph(T("lens.unasked", "No step of this cycle asks: %s", questionWords(question.Key)))))
		}
	}
	return cards
}
