package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// MakeExampleScreen checks a copy of a page, and of others that it is tied to,
// and makes an example of it; the ID of its route is the page's.
const MakeExampleScreen = "make-example"

// maker is the screen on which a person reads what others will read.
type maker struct {
	p   *Program
	ctx context.Context

	want       app.ExampleOf
	places     []improve.SpaceRow
	candidates []app.ExampleCandidate
	preview    app.ExamplePreview
	asked      int  // counts the previews: only the last answer is shown
	all        bool // all candidates are listed
	list       *nameList

	goes, names, copied, finish *part
	read                        *Tick
	make                        *Button
	page                        *Page
}

func (p *Program) makeExampleScreen(ctx context.Context, route Route) Screen {
	id, err := improve.ParseArtifactID(route.ID)
	if err != nil {
		return missingScreen{p.Shell}
	}
	m := &maker{p: p, ctx: ctx, want: app.ExampleOf{Pages: []improve.ArtifactID{id}}, goes: newPart(), names: newPart(), copied: newPart(), finish: newPart()}
	m.list = &nameList{OnDecided: func(decided []app.NameCover) { m.change(func(want *app.ExampleOf) { want.Names = decided }) }}
	m.page = NewWidePage(AsideWide(makerSide, makerLeast, m.copied.content, Column(GapLarge, m.goes.content, m.names.content)), m.finish.content)
	for _, part := range []*part{m.goes, m.names, m.copied, m.finish} {
		part.page = m.page
	}
	m.load()
	return &screenParts{title: named(T("example.make", "Make an example of this")), content: m.page}
}

// How wide the choices beside the copy are, and from which width on they stand beside it.
const (
	makerSide  float32 = 400
	makerLeast float32 = 520
)

// load finds where an example may go and what may go along.
func (m *maker) load() {
	m.p.GoThen(func(ctx context.Context) (err error) {
		if m.places, err = m.p.examplePlaces(ctx); err == nil {
			m.candidates, err = m.p.journal.ExampleCandidates(ctx, m.want.Pages[0])
		}
		return err
	}, func(err error) {
		switch {
		case m.ctx.Err() != nil:
		case err != nil:
			m.p.ShowError(err)
		case len(m.places) == 0:
			m.copied.again([]fyne.CanvasObject{Card("", "", Paragraph(T("example.nowhere", "Only you read what is on this laptop. Begin with your school, or connect the laptop of a colleague.")))})
		default:
			m.want.To = m.places[0].Space.ID
			m.again()
		}
	})
}

// examplePlaces gives the spaces that an example may go to, the own school first.
func (p *Program) examplePlaces(ctx context.Context) ([]improve.SpaceRow, error) {
	rows, err := p.journal.Store().Spaces(ctx)
	if err != nil {
		return nil, err
	}
	order := []improve.SpaceKind{improve.SchoolSpace, improve.PairSpace, improve.GroupSpace, improve.NetworkSpace}
	var places []improve.SpaceRow
	for _, row := range rows {
		if row.Access.Allows(improve.SetEvent) && slices.Contains(order, row.Space.Genesis.Kind) {
			places = append(places, row)
		}
	}
	slices.SortStableFunc(places, func(x, y improve.SpaceRow) int {
		return slices.Index(order, x.Space.Genesis.Kind) - slices.Index(order, y.Space.Genesis.Kind)
	})
	return places, nil
}

// change takes a decision in. What was read before was another copy.
func (m *maker) change(decide func(*app.ExampleOf)) {
	before := m.want
	decide(&m.want)
	m.look(before)
}

// again shows the copy anew.
func (m *maker) again() { m.look(m.want) }

// look asks for the copy; where it cannot be made so, the last decision is taken back.
func (m *maker) look(before app.ExampleOf) {
	m.asked++
	asked, want := m.asked, m.want
	var preview app.ExamplePreview
	m.p.GoThen(func(ctx context.Context) (err error) {
		preview, err = m.p.journal.PreviewExample(ctx, want)
		return err
	}, func(err error) {
		switch {
		case m.ctx.Err() != nil || asked != m.asked:
		case err != nil:
			m.want = before
			m.p.ShowError(err)
			m.refresh()
		default:
			m.preview = preview
			m.refresh()
		}
	})
}

func (m *maker) refresh() {
	m.goes.again(m.goesCards())
	m.names.again(m.nameCards())
	m.copied.again(m.copyCards())
	m.finish.again(m.finishCards())
	m.page.Refit()
	m.list.shown(m.p.Window().Canvas())
}

// finishCards ask whether somebody has read it all.
func (m *maker) finishCards() []fyne.CanvasObject {
	m.make = PrimaryButton(T("example.do", "Make the example"), "examples", m.write)
	m.make.Disable()
	m.read = NewTick(T("example.read", "I have read it: nobody can be recognised"), "", func(ticked bool) {
		if ticked {
			m.make.Enable()
		} else {
			m.make.Disable()
		}
	})
	words := T("example.final", "Your own pages stay as they are. You can withdraw the example; what others have begun from it stays theirs.")
	return []fyne.CanvasObject{Card("", "", m.read, Spread(Muted(words), m.make))}
}

func (m *maker) write() {
	want := m.want
	want.Read = m.read.Ticked()
	var first improve.ArtifactID
	began := m.p.landing()
	m.p.MakeOnce("example", func(ctx context.Context) (err error) {
		first, err = m.p.journal.MakeExample(ctx, want)
		return err
	}, func(err error) {
		if err != nil {
			m.p.ShowError(err)
			return
		}
		made := T("example.made", "It stands under Examples now, for all who read “%s”.", m.preview.To.Name)
		if began.open(Route{Screen: ExamplesScreen, ID: exampleOwn + first.String()}, made) {
			m.p.Notify(NoticeGood, made)
		}
	})
}
