package ui

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/library"
	"github.com/cairn-schools/cairn/improve"
)

// exampleSource is where examples come from.
type exampleSource string

const (
	fromLibrary exampleSource = "library"
	fromSchool  exampleSource = "school"
	fromBuddies exampleSource = "buddies"
	fromSample  exampleSource = "sample"
)

// Beginnings of the ID of an ExamplesScreen; a number alone is the place of an
// example in the list of loadExamples.
const (
	exampleKind = "kind:" // a kind of page, in the library
	exampleSet  = "set:"  // a set of the library
	examplePage = "page:" // a page of the library
	exampleOwn  = "own:"  // a page of the own school or of a buddy school
)

// mostOwnExamples is how many pages of a school are offered; search finds the others.
const mostOwnExamples = 200

// withLibrary calls show with the built-in examples, later, on the GUI
// goroutine. They are read when they are first asked for, so that the window
// opens as fast without them.
func (p *Program) withLibrary(ctx context.Context, show func(*library.Library)) {
	read := p.library
	p.GoThen(func(context.Context) (err error) {
		if read == nil {
			read, err = library.Load(p.journal.Catalog())
		}
		return err
	}, func(err error) {
		if err == nil {
			p.library = read
		}
		if ctx.Err() != nil {
			return
		}
		p.ShowError(err)
		if err == nil {
			show(read)
		}
	})
}

// ofLibrary makes an example of a page of the library.
func ofLibrary(page *library.Page) example {
	return example{Kind: page.Kind, Title: page.Title(), Filled: page.Filled, page: page}
}

// ownExamples gives the pages of the own school, or of the spaces shared with
// buddy schools, that somebody may want to begin from, the latest first.
func (p *Program) ownExamples(ctx context.Context, source exampleSource, words string, like app.Like) ([]improve.Card, error) {
	spaces, err := p.exampleSpaces(ctx, source)
	if err != nil || len(spaces) == 0 {
		return nil, err
	}
	return p.keepLike(ctx, improve.Query{Spaces: spaces, Kinds: p.exampleKinds(), Search: words}, like, mostOwnExamples)
}

// exampleSpaces gives the spaces of the own school, or those that are shared
// with other schools.
func (p *Program) exampleSpaces(ctx context.Context, source exampleSource) ([]improve.SpaceID, error) {
	rows, err := p.journal.Store().Spaces(ctx)
	if err != nil {
		return nil, err
	}
	wanted := []improve.SpaceKind{improve.SchoolSpace}
	if source == fromBuddies {
		wanted = []improve.SpaceKind{improve.PairSpace, improve.GroupSpace, improve.NetworkSpace}
	}
	var spaces []improve.SpaceID
	for _, row := range rows {
		if slices.Contains(wanted, row.Space.Genesis.Kind) {
			spaces = append(spaces, row.Space.ID)
		}
	}
	return spaces, nil
}

// exampleKinds are the kinds that somebody would begin from.
func (p *Program) exampleKinds() []improve.KindName {
	var names []improve.KindName
	for _, kind := range p.journal.Catalog().Kinds() {
		if !notExample(kind.Name) && kind.Home == improve.Team {
			names = append(names, kind.Name)
		}
	}
	return slices.Clip(names)
}

// ofArtifact makes an example of a page that is recorded here.
func (p *Program) ofArtifact(ctx context.Context, id improve.ArtifactID) (example, error) {
	a, err := p.journal.Store().Artifact(ctx, id)
	if err != nil {
		return example{}, err
	}
	kind := p.journal.Catalog().Kind(a.Kind)
	if kind == nil {
		return example{}, &improve.Error{Code: improve.Newer, Message: "This page was made with a newer version of Cairn.", Hint: "Get the newer version to begin from it."}
	}
	filled, err := library.Filled(p.journal, kind, a)
	if err != nil {
		return example{}, err
	}
	e := example{Kind: kind, Title: a.Title(), Filled: filled, id: id}
	if _, made := a.Example(); !made {
		return e, nil
	}
	set, err := p.journal.Example(ctx, id)
	e.made = &set
	return e, err
}
