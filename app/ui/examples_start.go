package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/library"
	"github.com/cairn-schools/cairn/improve"
)

// mostProjectsAsked is how many projects are offered for a copy, the latest first.
const mostProjectsAsked = 6

// startMine makes pages of one's own from a page or a set of the library.
func (p *Program) startMine(id string) {
	examples := p.library
	p.startCopies(func(at library.Place) ([]app.NewArtifact, error) { return examples.Start(id, at) })
}

// startMade makes pages of one's own from an example that somebody made.
func (p *Program) startMade(set app.ExampleSet) {
	p.startCopies(func(at library.Place) ([]app.NewArtifact, error) {
		sources, err := library.Made(p.journal, set)
		return library.Copies(sources, at), err
	})
}

// copies says what to record for pages of one's own.
type copies func(library.Place) ([]app.NewArtifact, error)

// startCopies makes pages of one's own. It asks for the project when there is one.
func (p *Program) startCopies(from copies) {
	var projects []improve.Card
	came, fromProject := p.cameFrom()
	p.OpenOnce("start", func(ctx context.Context) (err error) {
		projects, err = p.journal.Store().Cards(ctx, improve.Query{Kinds: []improve.KindName{"project"}, Limit: mostProjectsAsked})
		if err == nil && fromProject {
			projects, err = p.withProject(ctx, projects, came)
		}
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.ShowError(err)
		case len(projects) == 0:
			p.startIn(from, improve.ArtifactID{})
		default:
			p.askProject(from, projectAnswers(projects, came))
		}
	})
}

// cameFrom gives the project on whose page the user was when they went to look
// at examples.
func (p *Program) cameFrom() (improve.ArtifactID, bool) {
	for _, route := range slices.Backward(p.past) {
		if route.Screen == ExamplesScreen {
			continue
		}
		text, _, _ := strings.Cut(route.ID, "/")
		id, err := improve.ParseArtifactID(text)
		return id, err == nil && route.Screen == ProjectScreen
	}
	return improve.ArtifactID{}, false
}

// withProject adds a project that is not among the latest.
func (p *Program) withProject(ctx context.Context, projects []improve.Card, id improve.ArtifactID) ([]improve.Card, error) {
	if slices.ContainsFunc(projects, func(c improve.Card) bool { return c.ID == id }) {
		return projects, nil
	}
	a, err := p.journal.Store().Artifact(ctx, id)
	if improve.CodeOf(err) == improve.NotFound || err == nil && a.Retired() {
		return projects, nil
	}
	return append(projects, improve.Card{ID: id, Title: a.Title()}), err
}

// projectAnswers begins with the project that the user came from, else with
// none: Enter must not put nineteen pages into a project that nobody chose.
func projectAnswers(projects []improve.Card, came improve.ArtifactID) []choice[improve.ArtifactID] {
	answers := []choice[improve.ArtifactID]{{Word: T("start.none", "No project yet")}}
	for _, project := range projects {
		answer := choice[improve.ArtifactID]{Key: project.ID, Word: project.Title}
		if project.ID == came {
			answers = slices.Insert(answers, 0, answer)
			continue
		}
		answers = append(answers, answer)
	}
	return answers
}

func (p *Program) askProject(from copies, answers []choice[improve.ArtifactID]) {
	chosen := newChooser(false, answers...)
	var dialog *Dialog
	start := PrimaryButton(T("start.make", "Start"), "check", func() {
		dialog.Close()
		p.startIn(from, chosen.Key())
	})
	body := Column(GapLarge,
		Labeled(T("start.project", "In which project?"), chosen.content, ""),
		Muted(T("start.left", "Days, people, numbers and what came of a test are left for you to fill in.")))
	dialog = ShowDialog(p.Window().Canvas(), dialogWidth, T("start.title", "Start mine from this"), body,
		QuietButton(T("dialog.cancel", "Cancel"), "", func() { dialog.Close() }), start)
	p.Window().Canvas().Focus(start)
}

// startIn records the copies and opens the first.
func (p *Program) startIn(from copies, project improve.ArtifactID) {
	var ids []improve.ArtifactID
	began := p.landing()
	p.MakeOnce("start.copies", func(ctx context.Context) error {
		all, err := from(library.Place{Project: project, IDs: p.ids})
		if err != nil {
			return err
		}
		ids, err = p.journal.CreateAll(ctx, all)
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		if began.open(Route{Screen: ArtifactScreen, ID: ids[0].String()}, T("start.made.away", "What you began from the example is yours now.")) && len(ids) > 1 {
			p.Notify(NoticeInfo, T("start.made", "%d pages are yours now, with their links. This is the first.", len(ids)))
		}
	})
}

// startDraft opens a new page with what one begins with from an example that
// is not in the library.
func (p *Program) startDraft(e example) {
	fresh := library.Fresh(e.Kind, e.Filled)
	p.newFromExample(e.Kind, fresh.Fields, fresh.Rows)
}

// startButton is "Start mine from this" for an example, wherever it comes from.
func (p *Program) startButton(e example) *Button {
	return PrimaryButton(T("examples.use", "Start mine from this"), "edit", func() {
		switch {
		case e.page != nil:
			p.startMine(e.page.ID)
		case e.made != nil:
			p.startMade(e.made.Only(e.id))
		default:
			p.startDraft(e)
		}
	})
}

// likeExamples is how many examples a new page offers by name.
const likeExamples = 3

// likeCard offers, on a new page, to begin like one of the library's pages of
// its kind; links are those of the new page. content is filled when the library
// is read, and stays empty when it has none.
func (p *Program) likeCard(ctx context.Context, kind *improve.Kind, links []app.NewLink, content *fyne.Container) {
	p.withLibrary(ctx, func(examples *library.Library) {
		pages := examples.Find(library.Query{Kind: kind.Name})
		if len(pages) == 0 {
			return
		}
		var rows []fyne.CanvasObject
		for _, page := range pages[:min(len(pages), likeExamples)] {
			rows = append(rows, newTextRow(RowParts{Icon: "examples", Title: page.Title(), Sub: page.Topic, OnTapped: func() {
				fresh := library.Fresh(page.Kind, page.Filled)
				p.draftFromExample(kind, links, fresh.Fields, fresh.Rows)
			}}))
		}
		parts := []fyne.CanvasObject{List(rows...)}
		if len(pages) > likeExamples {
			parts = append(parts, Row(0, LinkButton(T("examples.all", "Show all %d", len(pages)), "forward", func() {
				p.Navigate(Route{Screen: ExamplesScreen, ID: exampleKind + string(kind.Name)})
			})))
		}
		content.Objects = []fyne.CanvasObject{Card(T("new.like", "Like this example"), "", parts...)}
		content.Refresh()
	})
}
