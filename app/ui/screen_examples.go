package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// examplesShown is how many examples of a kind stand there before "Show all".
const examplesShown = 3

// examplesScreen is the list of examples, by kind, with a search.
type examplesScreen struct {
	p        *Program
	examples []example
	typed    string
	open     map[improve.KindName]bool // kinds of which all are shown
	list     *part
	page     *Page
}

func (p *Program) examplesScreen(ctx context.Context, route Route) Screen {
	if number, err := strconv.Atoi(route.ID); err == nil {
		return p.exampleScreen(ctx, number)
	}
	s := &examplesScreen{p: p, open: map[improve.KindName]bool{}, list: newPart()}
	search := NewEntry(T("examples.search", "Find an example: a word, a subject, a kind of page"))
	search.OnTyped = func(text string) {
		s.typed = text
		s.refresh()
	}
	top := []fyne.CanvasObject{Spread(MaxWidth(MaxField, search), s.exampleSchool())}
	s.page = NewPage(append(top, s.list.content)...)
	s.list.page = s.page
	s.load(ctx)
	return &screenParts{title: named(T("place.examples", "Examples")), content: s.page}
}

// exampleSchool opens a whole school to look around in.
func (s *examplesScreen) exampleSchool() fyne.CanvasObject {
	if s.p.params.IsExample && s.p.params.OnExample != nil {
		return QuietButton(T("examples.leave", "Back to my own work"), "back", func() { s.p.params.OnExample(nil) })
	}
	button := QuietButton(T("examples.school", "Look around in an example school"), "school", s.p.openExample)
	if s.p.params.Example == nil {
		button.Hide()
	}
	return button
}

func (s *examplesScreen) load(ctx context.Context) {
	var examples []example
	s.p.GoThen(func(ctx context.Context) (err error) {
		examples, err = s.p.loadExamples(ctx)
		return err
	}, func(err error) {
		if ctx.Err() != nil {
			return
		}
		s.p.ShowError(err)
		s.examples = examples
		s.refresh()
	})
}

func (s *examplesScreen) refresh() {
	s.list.again(s.cards())
	s.page.Refit()
}

// cards gives a card for each kind that has examples which fit what is typed.
func (s *examplesScreen) cards() []fyne.CanvasObject {
	cards := []fyne.CanvasObject{Muted(T("examples.invented", "Three invented schools and their autumn. Every name and number in them is invented."))}
	for at := 0; at < len(s.examples); {
		kind, fitting := s.examples[at].Kind, []int{}
		for ; at < len(s.examples) && s.examples[at].Kind == kind; at++ {
			if s.examples[at].fits(s.typed) {
				fitting = append(fitting, at)
			}
		}
		if len(fitting) > 0 {
			cards = append(cards, s.kindCard(kind, fitting))
		}
	}
	if len(cards) == 1 && s.typed != "" {
		cards = append(cards, Card("", "", Paragraph(T("examples.none", "No example has these words. Try fewer or others."))))
	}
	return cards
}

func (s *examplesScreen) kindCard(kind *improve.Kind, fitting []int) fyne.CanvasObject {
	shown := fitting
	if s.typed == "" && !s.open[kind.Name] {
		shown = fitting[:min(len(fitting), examplesShown)]
	}
	rows := []fyne.CanvasObject{}
	for _, at := range shown {
		e := s.examples[at]
		rows = append(rows, newTextRow(RowParts{Icon: s.p.iconOf(kind.Name), Title: e.Title, Sub: e.line(), OnTapped: func() {
			s.p.Navigate(Route{Screen: ExamplesScreen, ID: strconv.Itoa(at)})
		}}))
	}
	body := []fyne.CanvasObject{List(rows...)}
	if len(shown) < len(fitting) {
		body = append(body, Row(0, LinkButton(T("examples.all", "Show all %d", len(fitting)), "down", func() {
			s.open[kind.Name] = true
			s.refresh()
		})))
	}
	return Card(KindPlural(kind), KindHelp(kind), body...)
}
