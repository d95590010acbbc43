package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app/library"
	"github.com/cairn-schools/cairn/improve"
)

// examplesShown is how many examples of a kind stand there before "Show all".
const examplesShown = 3

// examplesScreen is the list of examples, by where they come from, topic and
// kind, with a search.
type examplesScreen struct {
	p   *Program
	ctx context.Context

	source exampleSource
	topic  string // "" for all
	kind   improve.KindName
	typed  string
	open   map[improve.KindName]bool // kinds of which all are shown

	library  *library.Library // nil until it is read
	examples []example        // of the sample network
	cards    []improve.Card   // of the own school or the buddies
	made     []madeExample    // by somebody there
	asked    int              // counts the questions for cards: only the last answer is shown

	filters    *fyne.Container
	conditions *likePanel
	list       *part
	page       *Page
}

func (p *Program) examplesScreen(ctx context.Context, route Route) Screen {
	if number, err := strconv.Atoi(route.ID); err == nil {
		return p.exampleScreen(ctx, number)
	}
	if id, ok := strings.CutPrefix(route.ID, exampleSet); ok {
		return p.exampleSetScreen(ctx, id)
	}
	if id, ok := strings.CutPrefix(route.ID, examplePage); ok {
		return p.libraryPageScreen(ctx, id)
	}
	if id, ok := strings.CutPrefix(route.ID, exampleOwn); ok {
		return p.ownExampleScreen(ctx, id)
	}
	s := &examplesScreen{p: p, ctx: ctx, source: fromLibrary, open: map[improve.KindName]bool{}, list: newPart(), filters: Flow(Gap)}
	kind, _ := strings.CutPrefix(route.ID, exampleKind)
	s.kind = improve.KindName(kind)
	search := NewEntry(T("examples.search", "Find an example: a word, a subject, a kind of page"))
	search.OnTyped = func(text string) {
		s.typed = text
		s.look()
	}
	s.conditions = newLikePanel(s)
	top := []fyne.CanvasObject{Spread(MaxWidth(MaxField, search), s.exampleSchool()), s.sources(), s.filters, s.conditions.box}
	s.page = NewPage(append(top, s.list.content)...)
	s.list.page = s.page
	p.withLibrary(ctx, func(read *library.Library) {
		s.library = read
		s.showFilters()
		s.look()
	})
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

// sources asks where the examples should come from.
func (s *examplesScreen) sources() fyne.CanvasObject {
	sources := newChooser(true,
		choice[exampleSource]{Key: fromLibrary, Word: T("examples.library", "Built in")},
		choice[exampleSource]{Key: fromSchool, Word: T("examples.ours", "Our school")},
		choice[exampleSource]{Key: fromBuddies, Word: T("examples.buddies", "Buddy schools")},
		choice[exampleSource]{Key: fromSample, Word: T("examples.sample", "Three invented schools")})
	sources.OnChosen = func(source exampleSource) {
		s.source = source
		s.showFilters()
		s.look()
	}
	return sources.content
}

// look finds what fits and shows it.
func (s *examplesScreen) look() {
	s.asked++
	switch asked := s.asked; {
	case s.source == fromSample && s.examples == nil:
		var examples []example
		s.find(asked, func(ctx context.Context) (err error) {
			examples, err = s.p.loadExamples(ctx)
			return err
		}, func() { s.examples = examples })
	case s.source == fromSchool || s.source == fromBuddies:
		source := s.source
		words, like := s.wanted()
		var cards []improve.Card
		var made []madeExample
		s.p.GoThen(func(ctx context.Context) (err error) {
			if cards, err = s.p.ownExamples(ctx, source, words, like); err == nil {
				made, err = s.p.madeExamples(ctx, source, words, like)
			}
			return err
		}, func(err error) {
			if s.ctx.Err() != nil || asked != s.asked {
				return
			}
			s.p.ShowError(err)
			s.cards, s.made = cards, made
			s.refresh()
		})
	default:
		s.refresh()
	}
}

// find runs load off the GUI goroutine, takes what it found and shows it,
// unless something else was asked since.
func (s *examplesScreen) find(asked int, load func(context.Context) error, take func()) {
	s.p.GoThen(load, func(err error) {
		if err == nil {
			take()
		}
		if s.ctx.Err() != nil || asked != s.asked {
			return
		}
		s.p.ShowError(err)
		s.refresh()
	})
}

func (s *examplesScreen) refresh() {
	cards := s.found()
	if len(cards) == 0 {
		cards = []fyne.CanvasObject{Card("", "", Paragraph(s.nothing()))}
	}
	s.list.again(append([]fyne.CanvasObject{Muted(s.about())}, cards...))
	s.page.Refit()
}

// about says in a line what one sees.
func (s *examplesScreen) about() string {
	switch s.source {
	case fromSchool:
		return T("examples.about.ours", "What your own school has recorded, the latest first. Days, people and results are not copied.")
	case fromBuddies:
		return T("examples.about.buddies", "What you and your buddy schools share, the latest first. Days, people and results are not copied.")
	case fromSample:
		return T("examples.invented", "Three invented schools and their autumn. Every name and number in them is invented.")
	default:
		return T("examples.about.library", "Written for schools, to begin from. Schools, names and numbers in it are invented.")
	}
}

func (s *examplesScreen) nothing() string {
	switch {
	case s.narrowed():
		return T("examples.none.like", "Nothing was written under such conditions. Ask for fewer of them.")
	case s.typed != "":
		return T("examples.none", "No example has these words. Try fewer or others.")
	case s.source == fromBuddies:
		return T("examples.none.buddies", "You share nothing with a buddy school yet. What you share with each other stands here.")
	case s.source == fromSchool:
		return T("examples.none.ours", "Nothing is recorded in your school yet. Begin with the built-in examples.")
	default:
		return T("examples.none.fits", "No example fits. Choose another topic or kind.")
	}
}

func (s *examplesScreen) found() []fyne.CanvasObject {
	switch s.source {
	case fromSchool, fromBuddies:
		return s.ownCards()
	case fromSample:
		return s.sampleCards()
	case fromLibrary:
		if s.library == nil {
			return nil
		}
		if s.typed == "" && s.kind == "" && !s.narrowed() {
			return s.topicCards()
		}
		return s.libraryCards()
	}
	return nil
}

// narrowed tells whether conditions are asked for.
func (s *examplesScreen) narrowed() bool {
	_, like := s.wanted()
	return !like.IsZero()
}

// topicCards gives a card for each topic with its sets, or for the chosen one,
// and what others there are about it, by kind.
func (s *examplesScreen) topicCards() []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	var topics []string
	for _, set := range s.library.Sets(s.topic) {
		if slices.Contains(topics, set.Topic) {
			continue
		}
		topics = append(topics, set.Topic)
		var rows []fyne.CanvasObject
		for _, one := range s.library.Sets(set.Topic) {
			rows = append(rows, s.setRow(one))
		}
		cards = append(cards, Card(set.Topic, "", List(rows...)))
	}
	if s.topic != "" {
		cards = append(cards, s.libraryCards()...)
	}
	return cards
}

func (s *examplesScreen) setRow(set *library.Set) fyne.CanvasObject {
	return newTextRow(RowParts{
		Icon: s.p.iconOf(set.Pages[0].Kind.Name), Title: set.Title, Sub: set.For,
		Note: dotted(pagesWords(len(set.Pages)), gradesWords(set.Grades)),
		OnTapped: func() {
			s.p.Navigate(Route{Screen: ExamplesScreen, ID: exampleSet + set.ID})
		},
	})
}

// libraryCards gives a card for each kind with the pages that fit.
func (s *examplesScreen) libraryCards() []fyne.CanvasObject {
	words, like := s.wanted()
	pages := s.library.Find(library.Query{Kind: s.kind, Topic: s.topic, Search: words, Like: like})
	var cards []fyne.CanvasObject
	for _, kind := range s.p.journal.Catalog().Kinds() {
		var rows []fyne.CanvasObject
		for _, page := range pages {
			if page.Kind == kind {
				rows = append(rows, s.p.libraryRow(page))
			}
		}
		if len(rows) > 0 {
			cards = append(cards, s.kindCard(kind, rows))
		}
	}
	return cards
}

// sampleCards gives a card for each kind of the sample network with what fits.
func (s *examplesScreen) sampleCards() []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	words, like := s.wanted()
	for at := 0; at < len(s.examples); {
		kind, rows := s.examples[at].Kind, []fyne.CanvasObject{}
		for ; at < len(s.examples) && s.examples[at].Kind == kind; at++ {
			if s.examples[at].fits(words, like) {
				rows = append(rows, s.sampleRow(at))
			}
		}
		if len(rows) > 0 {
			cards = append(cards, s.kindCard(kind, rows))
		}
	}
	return cards
}

func (s *examplesScreen) sampleRow(at int) fyne.CanvasObject {
	e := s.examples[at]
	return newTextRow(RowParts{Icon: s.p.iconOf(e.Kind.Name), Title: e.Title, Sub: e.line(), OnTapped: func() {
		s.p.Navigate(Route{Screen: ExamplesScreen, ID: strconv.Itoa(at)})
	}})
}

// ownCards gives a card for each kind with what is recorded here.
func (s *examplesScreen) ownCards() []fyne.CanvasObject {
	cards := s.madeCards()
	for _, kind := range s.p.journal.Catalog().Kinds() {
		var rows []fyne.CanvasObject
		for _, card := range s.cards {
			if card.Kind == kind.Name {
				rows = append(rows, newTextRow(RowParts{Icon: s.p.iconOf(kind.Name), Title: card.Title, Sub: card.Summary, OnTapped: func() {
					s.p.Navigate(Route{Screen: ExamplesScreen, ID: exampleOwn + card.ID.String()})
				}}))
			}
		}
		if len(rows) > 0 {
			cards = append(cards, s.kindCard(kind, rows))
		}
	}
	return cards
}

// kindCard shows a few of the rows until all are asked for, and all while
// somebody searches or has chosen the kind.
func (s *examplesScreen) kindCard(kind *improve.Kind, rows []fyne.CanvasObject) fyne.CanvasObject {
	shown := rows
	if s.typed == "" && s.kind == "" && !s.open[kind.Name] {
		shown = rows[:min(len(rows), examplesShown)]
	}
	body := []fyne.CanvasObject{List(shown...)}
	if len(shown) < len(rows) {
		body = append(body, Row(0, LinkButton(T("examples.all", "Show all %d", len(rows)), "down", func() {
			s.open[kind.Name] = true
			s.refresh()
		})))
	}
	return Card(KindPlural(kind), KindHelp(kind), body...)
}

// libraryRow leads to a page of the library.
func (p *Program) libraryRow(page *library.Page) fyne.CanvasObject {
	e := ofLibrary(page)
	return newTextRow(RowParts{Icon: p.iconOf(page.Kind.Name), Title: e.Title, Sub: e.line(), OnTapped: func() {
		p.Navigate(Route{Screen: ExamplesScreen, ID: examplePage + page.ID})
	}})
}
