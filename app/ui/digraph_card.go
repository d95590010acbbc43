package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// digraphCard is what drives what among the causes of a project: the team goes
// through the pairs with the keys 1, 2 and 0, or with three buttons.
type digraphCard struct {
	screen *projectScreen
	page   improve.Artifact
	shown  figure.Digraph
	causes []improve.Artifact
	// answered are the pairs of this moment that are not in the data yet.
	answered map[figure.DigraphArrow]bool
	past     []*digraphAnswer // given here, can be taken back, the latest last
	making   bool             // what drives most is being made something that must change

	view     *FigureView
	question *Words
	answers  *fyne.Container
	drivers  *Button
	content  *fyne.Container
	card     fyne.CanvasObject // with its heading, as it stands on the page
}

// digraphAnswer is an answer that may still be on its way to the disk.
type digraphAnswer struct {
	pair figure.DigraphArrow
	row  improve.RowID // set in turn; zero before, and where it could not be recorded
}

// mostCompared is how many causes are put into a new digraph: eight make 28 pairs.
const mostCompared = 8

func newDigraphCard(s *projectScreen) *digraphCard {
	d := &digraphCard{screen: s, answered: map[figure.DigraphArrow]bool{}}
	d.view = NewFigureView(FigureParts{Lay: func(float64) *figure.Scene { return d.scene(true) }})
	d.view.Hand = &FigureHand{
		Key: func(*figure.Group, fyne.KeyName) bool { return false }, Rune: d.onRune,
		Shortcut: d.onShortcut, Chosen: func(*figure.Group, bool) {}, Tab: func() bool { return false }, OnMoved: func() {},
	}
	box := NewFigureBox(d.view, FigureBoxParts{Rest: T("digraph.rest", "Click the picture, then 1, 2 or 0 answer the question; Ctrl+Z takes an answer back."), OnResize: func() { s.refit(tabCauses) }})
	d.question = Colored("", theme.ColorNameForeground)
	d.answers = Flow(Gap,
		QuietButton(T("digraph.forward", "1 The first leads to the second"), "", func() { d.answer('1') }),
		QuietButton(T("digraph.back", "2 The second leads to the first"), "", func() { d.answer('2') }),
		QuietButton(T("digraph.none", "0 Neither"), "", func() { d.answer('0') }),
	)
	d.drivers = QuietButton(T("digraph.drivers", "Make what drives most something that must change"), "driver", d.makeDrivers)
	d.content = Column(Gap, d.question, d.answers, box.Object(), Row(Gap, d.drivers))
	return d
}

func (d *digraphCard) scene(bare bool) *figure.Scene {
	shown := d.shown
	shown.Bare = bare
	return shown.Scene()
}

// set shows the page as it is now.
func (d *digraphCard) set(page improve.Artifact) {
	book := d.screen.data.Book
	d.page, d.causes = page, nil
	for _, cause := range book.of("fishbone-cause") {
		if slices.Contains(page.LinkedTo(causeRel), cause.ID) {
			d.causes = append(d.causes, cause)
		}
	}
	d.shown = figure.DigraphOf(page, d.causes...)
	d.shown.Say = phrases()
	for pair := range d.answered {
		if !slices.Contains(d.shown.Open, pair) {
			delete(d.answered, pair)
		}
	}
	d.view.SetLay(func(float64) *figure.Scene { return d.scene(true) })
	d.ask()
}

// next gives the first pair that is open.
func (d *digraphCard) next() (figure.DigraphArrow, bool) {
	at := slices.IndexFunc(d.shown.Open, func(pair figure.DigraphArrow) bool { return !d.answered[pair] })
	if at < 0 || !d.screen.data.Writes {
		return figure.DigraphArrow{}, false
	}
	return d.shown.Open[at], true
}

func (d *digraphCard) ask() {
	pair, open := d.next()
	d.answers.Hidden, d.drivers.Hidden = !open, len(d.shown.Drivers()) == 0 || !d.screen.data.Writes
	if !open {
		d.question.SetText(T("digraph.done", "Every pair is decided: most arrows leave what drives the others."))
		return
	}
	left := len(d.shown.Open) - len(d.answered)
	d.question.SetText(T("digraph.ask", "Which leads to the other? 1: “%s”. 2: “%s”. Still %d to decide.", d.shown.Causes[pair.From], d.shown.Causes[pair.To], left))
}

func (d *digraphCard) onRune(_ *figure.Group, letter rune) bool { return d.answer(letter) }

// answer decides the pair that is asked about.
func (d *digraphCard) answer(key rune) bool {
	arrow, known := map[rune]string{'1': "forward", '2': "back", '0': "none"}[key]
	pair, open := d.next()
	if !known || !open {
		return false
	}
	d.answered[pair] = true
	cells := map[improve.FieldKey]string{"one": d.shown.Causes[pair.From], "arrow": arrow, "other": d.shown.Causes[pair.To]}
	old, id := d.rowsOf(cells["one"], cells["other"]), d.page.ID
	journal := d.screen.p.journal
	given := &digraphAnswer{pair: pair}
	d.past = append(d.past, given)
	d.past = d.past[max(0, len(d.past)-mostUndo):]
	d.screen.p.GoInTurn(func(ctx context.Context) (err error) {
		if len(old) > 0 { // two people saw it differently; the team has decided now
			if err := journal.RemoveRows(ctx, id, "arrows", old...); err != nil {
				return err
			}
		}
		given.row, err = journal.AddRow(ctx, id, "arrows", cells)
		return err
	}, func(err error) {
		if err != nil {
			d.past = slices.DeleteFunc(d.past, func(a *digraphAnswer) bool { return a == given })
			delete(d.answered, pair)
			d.screen.p.ShowError(err)
			d.ask()
		}
	})
	d.ask()
	return true
}

// onShortcut takes the latest answer back with Ctrl+Z: its pair is asked again.
func (d *digraphCard) onShortcut(shortcut fyne.Shortcut) bool {
	if _, undo := shortcut.(*fyne.ShortcutUndo); !undo || len(d.past) == 0 {
		return undo
	}
	last, id := d.past[len(d.past)-1], d.page.ID
	d.past = d.past[:len(d.past)-1]
	delete(d.answered, last.pair)
	d.screen.p.Go(func(ctx context.Context) error {
		if last.row.IsZero() {
			return nil
		}
		return d.screen.p.journal.RemoveRows(ctx, id, "arrows", last.row)
	})
	d.ask()
	return true
}

// rowsOf gives the rows that speak of a pair already.
func (d *digraphCard) rowsOf(one, other string) []improve.RowID {
	var rows []improve.RowID
	for _, row := range d.page.Rows("arrows") {
		if a, b := row.Cells["one"], row.Cells["other"]; a == one && b == other || a == other && b == one {
			rows = append(rows, row.ID)
		}
	}
	return rows
}

// makeDrivers makes what drives most something that must change, linked to the
// aim, the digraph and the causes.
func (d *digraphCard) makeDrivers() {
	s := d.screen
	if d.making {
		return
	}
	d.making = true
	var made []app.NewArtifact
	for _, at := range d.shown.Drivers() {
		links := s.own(app.NewLink{Rel: "digraph", Target: d.page.ID})
		if aims := s.data.Book.of("aim"); len(aims) > 0 {
			links = append(links, app.NewLink{Rel: aimRel, Target: aims[0].ID})
		}
		for _, cause := range d.causes {
			if cause.Title() == d.shown.Causes[at] {
				links = append(links, app.NewLink{Rel: causeRel, Target: cause.ID})
			}
		}
		made = append(made, app.NewArtifact{ID: s.p.ids.Artifact(), Kind: "driver", Links: links, Fields: map[improve.FieldKey]string{improve.TitleKey: d.shown.Causes[at], "level": "primary"}})
	}
	s.p.GoThen(func(ctx context.Context) error {
		_, err := s.p.journal.CreateAll(ctx, made)
		return err
	}, func(err error) {
		d.making = false
		if err != nil {
			s.p.ShowError(err)
			return
		}
		s.want, s.wanted = wantDiagram, made[0].ID
		s.tabs.Open(tabTheory)
		s.beginDiagram()
		s.p.Notify(NoticeGood, T("digraph.made", "Now say it as something that must change: press F2 on it."))
	})
}

// comparable tells whether there are causes that can be put side by side here.
func (s *projectScreen) comparable() bool {
	return s.data.Writes && len(s.data.Book.of("fishbone-cause")) > 1
}

// compareCauses makes a digraph of the causes of the project, those that the
// team works on or else the oldest, and goes there; to the one that compares
// just these, where there is one.
func (s *projectScreen) compareCauses() {
	causes := s.data.Book.of("fishbone-cause")
	picked := slices.DeleteFunc(slices.Clone(causes), func(a improve.Artifact) bool { return a.Text("picked") != "yes" })
	if len(picked) > 2 {
		causes = picked
	}
	links := s.own()
	for _, cause := range causes[:min(len(causes), mostCompared)] {
		links = append(links, app.NewLink{Rel: causeRel, Target: cause.ID})
	}
	for _, page := range s.data.Book.of("digraph") {
		if compares(page, links[len(s.own()):]) {
			s.compared = page.ID
			s.beginDigraph()
			return
		}
	}
	if !s.compared.IsZero() && s.rings[s.compared] == nil { // pressed twice: it is being made
		return
	}
	s.compared = s.p.ids.Artifact()
	made := app.NewArtifact{ID: s.compared, Kind: "digraph", Links: links, Fields: map[improve.FieldKey]string{improve.TitleKey: T("digraph.title", "What drives what?")}}
	s.p.GoThen(func(ctx context.Context) error {
		_, err := s.p.journal.Create(ctx, made)
		return err
	}, func(err error) {
		if err != nil {
			s.compared = improve.ArtifactID{}
			s.p.ShowError(err)
		}
	})
}

// compares tells whether a digraph is of these causes and no others.
func compares(digraph improve.Artifact, causes []app.NewLink) bool {
	has := digraph.LinkedTo(causeRel)
	return len(has) == len(causes) && !slices.ContainsFunc(causes, func(l app.NewLink) bool { return !slices.Contains(has, l.Target) })
}

// beginDigraph goes to the digraph that was asked for once it is on the page,
// its picture with the keyboard: 1, 2 and 0 answer at once.
func (s *projectScreen) beginDigraph() {
	ring, tab := s.rings[s.compared], s.parts[tabCauses]
	if ring == nil || tab == nil || s.tabs.Key() != tabCauses {
		return
	}
	s.compared = improve.ArtifactID{}
	s.p.Window().Canvas().Focus(ring.view)
	tab.page.ScrollFrom(ring.card)
}

// digraphs gives a card for each digraph of the project.
func (s *projectScreen) digraphs() []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, page := range s.data.Book.of("digraph") {
		card := s.rings[page.ID]
		if card == nil {
			card = newDigraphCard(s)
			s.rings[page.ID] = card
		}
		card.set(page)
		save := s.p.savePicture(page.Title(), func() *figure.Scene { return card.scene(false) })
		open := LinkButton(T("diagram.open", "Open the page"), "", func() { s.open(page.ID) })
		card.card = CardWith(page.Title(), T("digraph.help", "For each pair: which makes the other happen? Take the stronger way; neither is an answer, too."), Row(Gap, save, open), card.content)
		cards = append(cards, card.card)
	}
	return cards
}
