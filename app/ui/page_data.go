package ui

import (
	"context"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
)

// pageData is what the page of an artifact shows.
type pageData struct {
	missing bool // nothing is recorded under this id
	draft   *app.Draft
	page    improve.Page
	space   improve.Space
	access  improve.AccessLevel
	names   map[improve.LogID]string // who wrote in which log; "" for the user
	people  []PersonChoice
	project improve.Card
	chain   app.Chain // where it came from and what came of it
	// numbers and tests of a measure, for its chart; tests of an idea
	numbers, tests []improve.Artifact
	staying        app.Staying                   // which numbers are not shared
	places         map[improve.ArtifactID]string // names of the schools that counted
	standing       figure.Standing               // where somebody stood each time that they looked
	other          improve.Artifact              // the other drawing of a process, how it went or how it should go
	gone           gonePart
	lineage        lineage
	seen           app.Seen       // how far this shows the page: what comes later is new
	news           []string       // what others did since the page was last open here
	hints          []improve.Hint // gentle questions, for whoever may write here
	hintsOff       bool           // nothing is asked on this laptop
	// feedback given to this page, latest first
	feedback []feedbackItem
	files    []pageFile
	raised   []app.Raised   // to others about this page
	agreed   []app.Agreed   // what others fixed and left free on it
	agreeing agreeing       // what is fixed on pages that others take from here
	sites    []siteStep     // how an idea went at other places
	unnamed  []improve.Mark // lines of an agreement that name nothing
}

// feedbackItem is one piece of feedback with who gave it.
type feedbackItem struct {
	artifact improve.Artifact
	by       string
}

// loadFirst reads what must be known before the page is read: how far it is
// seen, so that it holds nothing that is not shown, and what is typed already.
func (a *artifactPage) loadFirst(ctx context.Context, data *pageData) (err error) {
	if data.seen, err = a.p.journal.SeenNow(ctx, a.id); err != nil {
		return err
	}
	draft, ok, err := a.p.journal.DraftOf(ctx, a.id)
	if err != nil {
		return err
	}
	if ok {
		data.draft = &draft
	}
	data.people, err = loadPeople(ctx, a.p.journal.Store())
	return err
}

// load reads everything that the page shows. It runs off the GUI goroutine.
func (a *artifactPage) load(ctx context.Context) (pageData, error) {
	store := a.p.journal.Store()
	data := pageData{names: map[improve.LogID]string{}}
	err := a.loadFirst(ctx, &data)
	if err != nil {
		return data, err
	}
	data.page, err = store.Page(ctx, a.id)
	if improve.CodeOf(err) == improve.NotFound {
		data.missing = true
		return data, a.loadNewLinks(ctx, &data)
	}
	if err != nil {
		return data, err
	}
	if data.space, err = store.Space(ctx, data.page.Artifact.Space); err != nil {
		return data, err
	}
	data.access = data.space.Access(a.p.journal.Device())
	if data.chain, err = a.p.journal.Chain(ctx, data.page); err != nil {
		return data, err
	}
	if err := a.loadFeedback(ctx, &data); err != nil {
		return data, err
	}
	if err := a.loadPictured(ctx, &data); err != nil {
		return data, err
	}
	if data.gone, err = a.p.loadGone(ctx, data.page.Artifact); err != nil {
		return data, err
	}
	if data.lineage, err = a.p.loadLineage(ctx, data.page.Artifact); err != nil {
		return data, err
	}
	if data.news, err = a.loadNewsOnce(ctx, data); err != nil {
		return data, err
	}
	if data.raised, err = a.loadRaised(ctx, data.page.Artifact); err != nil {
		return data, err
	}
	if err := a.loadAgreed(ctx, &data); err != nil {
		return data, err
	}
	if err := a.loadFiles(ctx, &data); err != nil {
		return data, err
	}
	return data, a.loadNames(ctx, &data)
}

// loadPictured reads what the picture of the page shows.
func (a *artifactPage) loadPictured(ctx context.Context, data *pageData) (err error) {
	switch data.page.Artifact.Kind {
	case "measure":
		if data.numbers, data.tests, err = a.p.loadNumbers(ctx, a.id, data.project.ID); err != nil {
			return err
		}
		if data.staying, err = a.p.stayingOf(ctx, data.page.Artifact, data.numbers); err != nil {
			return err
		}
		data.places, err = a.p.placesOf(ctx, data.numbers)
	case "change-idea":
		if data.sites, err = a.loadSites(ctx, data.page.Artifact); err != nil {
			return err
		}
		data.tests, err = a.loadTests(ctx)
	case "process-map":
		data.other, err = a.loadOther(ctx, data.page.Artifact)
	case report.StandingKind:
		data.standing, err = report.Standing(ctx, phrases(), a.p.journal, data.page.Artifact)
	}
	return err
}

// loadNewLinks finds the pages that a new one will belong to.
func (a *artifactPage) loadNewLinks(ctx context.Context, data *pageData) error {
	links := a.newLinks
	if links == nil && data.draft != nil {
		links = data.draft.Links
	}
	for _, link := range links {
		target, err := a.p.journal.Store().Artifact(ctx, link.Target)
		if improve.CodeOf(err) == improve.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		card := improve.Card{ID: target.ID, Kind: target.Kind, Title: headline(a.p.journal.Catalog(), target)}
		data.page.Out = append(data.page.Out, improve.PageLink{Rel: link.Rel, Card: card, Visible: true})
	}
	return nil
}

// loadHints reads the gentle questions, for whoever may write here.
func (a *artifactPage) loadHints(ctx context.Context, data *pageData) (err error) {
	if data.hintsOff, err = a.p.journal.HintsOff(ctx); err == nil && data.access.Allows(improve.SetEvent) {
		data.hints, err = a.p.journal.Hints(ctx, a.id)
	}
	return err
}

func (a *artifactPage) loadFeedback(ctx context.Context, data *pageData) error {
	if err := a.loadHints(ctx, data); err != nil {
		return err
	}
	for _, link := range data.page.Out {
		if link.Rel == "project" && link.Visible {
			data.project = link.Card
		}
	}
	given, err := a.p.journal.Store().Artifacts(ctx, improve.Query{LinkTo: a.id, Rel: "on", Kinds: []improve.KindName{"feedback"}})
	if err != nil {
		return err
	}
	for _, artifact := range given {
		by, err := a.p.journal.AuthorName(ctx, artifact.Author)
		if err != nil {
			return err
		}
		data.feedback = append(data.feedback, feedbackItem{artifact: artifact, by: by})
	}
	sort.SliceStable(data.feedback, func(i, j int) bool {
		return data.feedback[i].artifact.Created > data.feedback[j].artifact.Created
	})
	return nil
}

// loadNames finds who wrote the versions and comments that the page shows.
func (a *artifactPage) loadNames(ctx context.Context, data *pageData) error {
	dots := []improve.Dot{}
	artifact := data.page.Artifact
	for _, c := range artifact.Comments() {
		dots = append(dots, c.Dot)
	}
	for _, key := range artifact.FieldKeys() {
		dots = append(dots, artifact.Register(key, improve.RowID{}).Dots()...)
	}
	for _, key := range artifact.ListKeys() {
		for _, row := range artifact.Rows(key) {
			for _, v := range row.Versions {
				dots = append(dots, v.Dot)
			}
		}
	}
	for _, dot := range dots {
		if _, ok := data.names[dot.Log]; ok {
			continue
		}
		name, err := a.p.nameOfLog(ctx, dot)
		if err != nil {
			return err
		}
		data.names[dot.Log] = name
	}
	return nil
}

// nameOfLog gives who wrote an event: "" when it was written on this laptop.
func (p *Program) nameOfLog(ctx context.Context, dot improve.Dot) (string, error) {
	log, ok, err := p.journal.Store().LogByID(ctx, dot.Log)
	if err != nil || ok && log.Device == p.journal.Device() {
		return "", err
	}
	return p.journal.AuthorName(ctx, dot)
}

// loadPeople gives everybody who is recorded, for person fields.
func loadPeople(ctx context.Context, store app.Store) ([]PersonChoice, error) {
	cards, err := store.Cards(ctx, improve.Query{Kinds: []improve.KindName{"person"}, Order: improve.ByTitle})
	if err != nil {
		return nil, err
	}
	people := make([]PersonChoice, 0, len(cards))
	for _, card := range cards {
		people = append(people, PersonChoice{ID: card.ID.String(), Name: card.Title, Note: card.Summary})
	}
	return people, nil
}

// suggestPeople gives those one of whose names begins with what was typed.
func suggestPeople(people []PersonChoice, typed string) []PersonChoice {
	typed = strings.ToLower(strings.TrimSpace(typed))
	var fitting []PersonChoice
	for _, choice := range people {
		name := strings.ToLower(choice.Name)
		if strings.HasPrefix(name, typed) || strings.Contains(name, " "+typed) {
			fitting = append(fitting, choice)
		}
	}
	return fitting
}

// stack shows one thing that fills its place; its Objects may be replaced.
func stack(object fyne.CanvasObject) *fyne.Container { return container.NewStack(object) }

// spaceOf gives where the page lives; zero while that is not known.
func (a *artifactPage) spaceOf() improve.SpaceID {
	if a.writing != nil && a.writing.isNew {
		return a.writing.space
	}
	return a.data.page.Artifact.Space
}
