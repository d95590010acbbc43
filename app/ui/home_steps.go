package ui

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// How soon a step is due; the smaller comes first.
const (
	dueNow = iota
	dueTest
	dueNumber
	dueDraft
	dueNext
)

// weekDays is how old the last number of a week's measure may be.
const weekDays = 7

// mostPoints is how many of a measure's numbers Home looks at, the latest
// written: more than ten schools write in a term, so the last week is among them.
const mostPoints = 400

// nextStep is one thing that waits for the user, and the button that leads to it.
type nextStep struct {
	Due    int
	Icon   string
	Title  string
	Sub    string
	Button string
	Route  Route
}

// homeWork is what Home makes its lists of.
type homeWork struct {
	Books  []projectBook
	Shelf  *shelved                       // what they were made of
	Mine   map[improve.SpaceID]bool       // where the user may write
	Points map[improve.ArtifactID][]point // by measure, not in order
	Drafts []app.Draft

	Comments map[improve.SpaceID]bool      // where the user may comment
	Schools  map[improve.ArtifactID]string // by project: where they work on it
}

// loadWork reads the projects and the numbers of their measures.
func (p *Program) loadWork(ctx context.Context) (homeWork, error) {
	store := p.journal.Store()
	books, shelf, err := p.loadBooks(ctx)
	if err != nil {
		return homeWork{}, err
	}
	work := homeWork{Books: books, Shelf: shelf, Mine: map[improve.SpaceID]bool{}, Points: map[improve.ArtifactID][]point{}, Comments: map[improve.SpaceID]bool{}, Schools: map[improve.ArtifactID]string{}}
	names := map[improve.SpaceID]string{}
	rows, err := store.Spaces(ctx)
	if err != nil {
		return homeWork{}, err
	}
	for _, row := range rows {
		work.Mine[row.Space.ID] = row.Access.Allows(improve.SetEvent)
		work.Comments[row.Space.ID] = row.Access.Allows(improve.CommentEvent)
		names[row.Space.ID] = row.Space.Name
	}
	if err := p.loadPlacesOfWork(ctx, &work, names); err != nil {
		return homeWork{}, err
	}
	for _, book := range work.Books {
		for _, measure := range book.of("measure") {
			work.Points[measure.ID] = work.Shelf.pointsOf(measure.ID)
		}
	}
	work.Drafts, err = p.journal.Drafts(ctx)
	return work, err
}

// loadPlacesOfWork finds for each project the schools that work on it; where
// none is named, the space that it is in.
func (p *Program) loadPlacesOfWork(ctx context.Context, work *homeWork, spaces map[improve.SpaceID]string) error {
	for _, book := range work.Books {
		var names []string
		for _, id := range book.Project.LinkedTo("organisation") {
			school, err := p.journal.Store().Artifact(ctx, id)
			if err != nil && improve.CodeOf(err) != improve.NotFound {
				return err
			}
			if err == nil {
				names = append(names, school.Title())
			}
		}
		if len(names) == 0 && book.Project.Space != p.me.Personal {
			names = append(names, spaces[book.Project.Space])
		}
		work.Schools[book.Project.ID] = cmp.Or(severalWords(names), T("space.onlyYou", "Only you"))
	}
	return nil
}

// severalWords names one or two, and of more the first.
func severalWords(names []string) string {
	if len(names) > 2 {
		return T("home.schools", "%s and %d others", names[0], len(names)-1)
	}
	return strings.Join(names, ", ")
}

// stepsOf gives what waits for the user in all their projects, the most urgent first.
func (w homeWork) stepsOf(catalog *improve.Catalog, me app.Me, now time.Time) []nextStep {
	var steps []nextStep
	for _, book := range w.Books {
		if !w.Mine[book.Project.Space] {
			continue // what waits there waits for others
		}
		steps = append(steps, unsettledSteps(catalog, book)...)
		steps = append(steps, testSteps(book, now.Format(isoDate))...)
		steps = append(steps, w.numberSteps(book, me, now)...)
		if state := book.Project.Text("state"); state != "paused" && state != "finished" {
			steps = append(steps, buildingStep(book)...)
		}
	}
	if len(w.Drafts) > 0 {
		steps = append(steps, draftSteps(catalog, w.Drafts, w.titles())...)
	}
	slices.SortStableFunc(steps, func(x, y nextStep) int { return cmp.Compare(x.Due, y.Due) })
	return steps
}

// unsettledSteps asks to choose where two people wrote in one field.
func unsettledSteps(catalog *improve.Catalog, book projectBook) []nextStep {
	var steps []nextStep
	for _, a := range book.unsettled(catalog) {
		steps = append(steps, nextStep{
			Due: dueNow, Icon: "warning", Title: T("home.steps.unsettled", "Choose a text: %s", headline(catalog, a)),
			Sub: T("home.steps.unsettled.why", "Two people wrote in the same place. Both texts are kept."), Button: T("home.steps.unsettled.button", "Look"), Route: routeOf(improve.Card{ID: a.ID, Kind: a.Kind}),
		})
	}
	return steps
}

// headline gives what to call something in a list.
func headline(catalog *improve.Catalog, a improve.Artifact) string {
	if title := a.Title(); title != "" {
		return title
	}
	kind := catalog.Kind(a.Kind)
	switch {
	case kind == nil:
		return T("card.newer", "Made with a newer version")
	case kind.Summary != nil && kind.Summary(a) != "":
		return plainDates(kind.Summary(a))
	}
	return KindTitle(kind)
}

// testSteps finds the tests that wait for somebody.
func testSteps(book projectBook, today string) []nextStep {
	var steps []nextStep
	for _, test := range book.of("pdsa") {
		step := nextStep{Due: dueTest, Icon: "test", Sub: book.Project.Title(), Route: artifactRoute(test.ID)}
		start, end := test.Text("start"), test.Text("end")
		switch stage := stageOf(test); {
		case stage == testPlanned && start != "" && start < today:
			step.Title, step.Route = T("home.steps.started", "Write what happened: %s", test.Title()), fieldRoute(test.ID, "happened")
			step.Sub = dotted(T("home.steps.started.when", "planned for %s", dayWords(start)), step.Sub)
			step.Button = T("home.steps.started.button", "Write")
		case stage == testDoing && end != "" && end < today:
			step.Title, step.Route = T("home.steps.doing", "What came of it? %s", test.Title()), fieldRoute(test.ID, "happened")
			step.Sub = dotted(T("home.steps.doing.when", "ended on %s", dayWords(end)), step.Sub)
			step.Button = T("home.steps.started.button", "Write")
		case stage == testStudying:
			step.Title, step.Route = T("home.steps.study", "Compare with what you expected: %s", test.Title()), fieldRoute(test.ID, "results")
			step.Button = T("home.steps.study.button", "Compare")
		case stage == testDeciding:
			step.Title, step.Route = T("home.steps.decide", "Decide what now: %s", test.Title()), fieldRoute(test.ID, "decision")
			step.Button = T("home.steps.decide.button", "Decide")
		default:
			continue
		}
		steps = append(steps, step)
	}
	return steps
}

// numberSteps finds the measures that want a number this week.
func (w homeWork) numberSteps(book projectBook, me app.Me, now time.Time) []nextStep {
	var steps []nextStep
	since := now.AddDate(0, 0, -weekDays).Format(isoDate)
	for _, measure := range book.of("measure") {
		if frequency := measure.Text("frequency"); frequency != "weekly" && frequency != "daily" {
			continue
		}
		points, last := w.Points[measure.ID], ""
		for _, point := range points {
			if countedHere(point, me) {
				last = max(last, point.Date)
			}
		}
		if elsewhere := last == "" && len(points) > 0; elsewhere || last > since {
			continue
		}
		sub := T("home.steps.number.never", "no number yet")
		if last != "" {
			sub = T("home.steps.number.last", "last one %s", dayWords(last))
		}
		steps = append(steps, nextStep{
			Due: dueNumber, Icon: "measure", Title: T("home.steps.number", "Add this week's number: %s", measure.Title()),
			Sub: dotted(sub, book.Project.Title()), Button: T("home.steps.number.button", "Add number"), Route: numberRoute(book.Project.ID, measure.ID),
		})
	}
	return steps
}

// countedHere tells whether a number is this person's to count: their own school's, or nobody's.
func countedHere(p point, me app.Me) bool {
	return p.At.IsZero() || me.Organisation.IsZero() || p.At == me.Organisation
}

// buildingStep gives the first of the six steps that a project has not done.
func buildingStep(book projectBook) []nextStep {
	steps := workSteps(book)
	for _, step := range steps {
		if step.Done {
			continue
		}
		return []nextStep{{
			Due: dueNext, Icon: "project", Title: step.Title, Sub: dotted(stepWords(steps), book.Project.Title()), Button: step.Button, Route: step.Route,
		}}
	}
	return nil
}

// titles gives what the pages of all projects are called.
func (w homeWork) titles() map[improve.ArtifactID]string {
	titles := map[improve.ArtifactID]string{}
	for _, book := range w.Books {
		titles[book.Project.ID] = book.Project.Title()
		for a := range book.each() {
			titles[a.ID] = a.Title()
		}
	}
	return titles
}
