package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// rampFigure is the tests of one idea as stairs: a click opens a test, its menu
// plans the one that builds on it.
type rampFigure struct {
	p     *Program
	idea  improve.Artifact
	tests []improve.Artifact // as they follow one another
	may   bool               // this person may plan tests
	over  bool               // the row goes on with another idea

	view    *FigureView
	content fyne.CanvasObject
}

func newRampFigure(p *Program, resize func()) *rampFigure {
	f := &rampFigure{p: p}
	f.view = NewFigureView(FigureParts{Lay: f.lay})
	f.view.Actions = f.actions
	box := NewFigureBox(f.view, FigureBoxParts{Rest: T("ramp.rest", "Click a test to open it. A right click plans the next one from it."), OnResize: resize})
	f.content = box.Object()
	return f
}

// set shows the tests as they are now.
func (f *rampFigure) set(idea improve.Artifact, tests []improve.Artifact, may bool) {
	f.idea, f.tests, f.may = idea, figure.RampOrder(tests), may
	f.view.SetLay(f.lay)
}

func (f *rampFigure) lay(width float64) *figure.Scene {
	ramp := f.p.rampOf(f.idea, f.tests).Ramp()
	ramp.Width, ramp.Bare = width, true
	if !f.may || f.over {
		ramp.Next = ""
	}
	return ramp.Scene()
}

// scene is the picture as it is saved.
func (f *rampFigure) scene() *figure.Scene { return f.p.rampOf(f.idea, f.tests).Ramp().Scene() }

// rampOf gives the tests of an idea as the picture has them.
func (p *Program) rampOf(idea improve.Artifact, tests []improve.Artifact) figure.Tests {
	return figure.Tests{
		Say:   phrases(),
		Title: idea.Title(), Pages: tests, Scales: p.optionsOf("pdsa", "scale"), Next: figure.RampNext(phrases(), tests),
		Decision: func(test improve.Artifact) string { return p.optionWords(test, "decision") },
	}
}

// actions are what can be done with a test, and with the place of the next one.
func (f *rampFigure) actions(part *figure.Group) []FigureAction {
	if part.ID == figure.NextPart {
		return []FigureAction{{T("tests.next", "Plan the next test"), func() { f.planFrom(f.tests[len(f.tests)-1]) }}}
	}
	for _, test := range f.tests {
		if test.ID.String() != part.ID {
			continue
		}
		open := FigureAction{T("ramp.open", "Open the test"), func() { f.p.Navigate(artifactRoute(test.ID)) }}
		if !f.may {
			return []FigureAction{open}
		}
		return []FigureAction{open, {T("ramp.from", "New test from this"), func() { f.planFrom(test) }}}
	}
	return nil
}

// planFrom plans the test that builds on one: with its plan where it is the
// first to do so, else a fresh page that says what it builds on.
func (f *rampFigure) planFrom(test improve.Artifact) {
	for _, other := range f.tests {
		for _, before := range other.LinkedTo(followsRel) {
			if before == test.ID {
				f.planBeside(test)
				return
			}
		}
	}
	f.p.planNext(test.ID)
}

func (f *rampFigure) planBeside(test improve.Artifact) {
	links := []app.NewLink{{Rel: ideaRel, Target: f.idea.ID}, {Rel: followsRel, Target: test.ID}}
	for _, project := range test.LinkedTo(projectRel) {
		links = append(links, app.NewLink{Rel: projectRel, Target: project})
	}
	f.p.Navigate(newRoute("pdsa", links...))
}

// planNext makes the next test of a row, or finds it, and opens it.
func (p *Program) planNext(last improve.ArtifactID) {
	var next improve.ArtifactID
	began := p.landing()
	p.MakeOnce("next."+last.String(), func(ctx context.Context) (err error) {
		next, err = p.journal.NextCycle(ctx, last)
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		began.open(artifactRoute(next), T("writing.next", "The next test of this row is ready."))
	})
}

// ramp shows on the page of an idea how its tests have grown.
func (a *artifactPage) ramp() []fyne.CanvasObject {
	if len(a.data.tests) == 0 {
		return nil
	}
	if a.tests == nil {
		a.tests = newRampFigure(a.p, func() { a.page.Refit() })
	}
	idea := a.data.page.Artifact
	a.tests.set(idea, a.data.tests, a.writable())
	save := a.p.savePicture(idea.Title(), a.tests.scene)
	return []fyne.CanvasObject{CardWith(T("ramp.title", "How we have tried it"), T("ramp.help", "From the first, small test to the latest: what we expected, what we found, what we decided."), Row(Gap, save), a.tests.content)}
}

// loadTests reads the tests of an idea.
func (a *artifactPage) loadTests(ctx context.Context) ([]improve.Artifact, error) {
	return a.p.journal.Store().Artifacts(ctx, improve.Query{LinkTo: a.id, Rel: ideaRel, Kinds: []improve.KindName{"pdsa"}, Order: improve.ByCreated, Limit: everything})
}
