package main

import (
	"context"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/ui"
	"github.com/cairn-schools/cairn/improve"
)

// examples draws how pages become an example for others, and one that did.
func (g *gallery) examples(ctx context.Context) error {
	s, err := g.open(ctx, "examples", ui.TextNormal, sampleTeacher)
	if err != nil {
		return err
	}
	journal := s.laptop.Journal
	pair, err := journal.Found(ctx, app.NewSpace{Kind: improve.PairSpace, Name: "Larkfield and Harbor"})
	if err != nil {
		return err
	}
	for _, kind := range []improve.KindName{"project", "measure", "story", "pdsa"} {
		cards, err := journal.Store().Cards(ctx, improve.Query{Kinds: []improve.KindName{kind}, Order: improve.ByCreated, Limit: 1})
		if err != nil {
			return err
		}
		if err := s.at("example-make-"+string(kind), ui.Route{Screen: ui.MakeExampleScreen, ID: cards[0].ID.String()}); err != nil {
			return err
		}
		want := app.ExampleOf{Pages: []improve.ArtifactID{cards[0].ID}, To: pair, Read: true}
		first, err := journal.MakeExample(ctx, want)
		if err != nil {
			return err
		}
		if err := s.at("example-made-"+string(kind), ui.Route{Screen: ui.ExamplesScreen, ID: "own:" + first.String()}); err != nil {
			return err
		}
	}
	s.Navigate(ui.Route{Screen: ui.ExamplesScreen})
	s.settle()
	s.press("Buddy schools")
	if err := s.picture("example-made-list"); err != nil {
		return err
	}
	return s.close()
}
