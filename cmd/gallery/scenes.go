package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/ui"
	"github.com/cairn-schools/cairn/improve"
)

// firstRun draws what a newcomer sees.
func (g *gallery) firstRun(ctx context.Context) error {
	s, err := g.open(ctx, "first", ui.TextNormal, nil)
	if err != nil {
		return err
	}
	if err := s.picture("first-1-welcome"); err != nil {
		return err
	}
	s.press("Start new")
	if err := s.picture("first-2-who"); err != nil {
		return err
	}
	return s.close()
}

// press presses the first thing that says these words, in the dialog on top or on the page.
func (s *stage) press(words string) {
	var find func(object fyne.CanvasObject) bool
	find = func(object fyne.CanvasObject) bool {
		if object == nil || !object.Visible() {
			return false
		}
		said, ok := object.(interface{ AccessibilityLabel() string })
		tapped, can := object.(fyne.Tappable)
		if ok && can && said.AccessibilityLabel() == words {
			test.Tap(tapped)
			return true
		}
		switch o := object.(type) {
		case *fyne.Container:
			return slices.ContainsFunc(o.Objects, find)
		case fyne.Widget:
			return slices.ContainsFunc(test.WidgetRenderer(o).Objects(), find)
		}
		return false
	}
	if top := s.window.Canvas().Overlays().Top(); (top == nil || !find(top)) && !find(s.window.Content()) {
		s.missed = errors.Join(s.missed, fmt.Errorf("nothing to press is called %q", words))
	}
	s.settle()
}

// places are the screens of the left bar.
func places() []ui.Place { return append(ui.Places(), ui.ProgramPlaces()...) }

// empty draws every screen of somebody who has just begun.
func (g *gallery) empty(ctx context.Context) error {
	s, err := g.open(ctx, "empty", ui.TextNormal, teacher)
	if err != nil {
		return err
	}
	for _, place := range places() {
		if err := s.at("empty-"+place.Route.Screen, place.Route); err != nil {
			return err
		}
	}
	return s.close()
}

// filled draws every screen with the sample network.
func (g *gallery) filled(ctx context.Context) error {
	s, err := g.open(ctx, "filled", ui.TextNormal, sampleTeacher)
	if err != nil {
		return err
	}
	for _, place := range places() {
		if err := s.at("filled-"+place.Route.Screen, place.Route); err != nil {
			return err
		}
	}
	for _, screen := range []string{ui.InviteScreen, ui.JoinScreen, ui.ChecksScreen, ui.PairScreen} {
		if err := s.at("filled-"+screen, ui.Route{Screen: screen}); err != nil {
			return err
		}
	}
	for name, id := range map[string]string{"kind": "kind:measure", "set": "set:aid-drivers", "numbers": "page:weeks/reached", "test": "page:table-ramp/t4"} {
		if err := s.at("filled-examples-"+name, ui.Route{Screen: ui.ExamplesScreen, ID: id}); err != nil {
			return err
		}
	}
	s.Navigate(ui.Route{Screen: ui.ExamplesScreen})
	s.settle()
	s.press("Under conditions like ours…")
	if err := s.picture("filled-examples-like"); err != nil {
		return err
	}
	if err := s.pairing(); err != nil {
		return err
	}
	if err := g.project(ctx, s, "project"); err != nil {
		return err
	}
	if err := g.sheets(ctx, s); err != nil {
		return err
	}
	return s.close()
}

// pairing draws the steps of connecting two laptops, from the four words on.
func (s *stage) pairing() error {
	s.Navigate(ui.Route{Screen: ui.PairScreen})
	s.settle()
	for _, step := range []struct{ press, name string }{
		{"Show my number", "pair-words"}, {"They match", "pair-who"}, {"I share with Ben Okafor", "pair-choose"}, {"Share", "pair-done"},
	} {
		s.press(step.press)
		if err := s.picture(step.name); err != nil {
			return err
		}
	}
	return nil
}

// apart draws a page with two texts in one field, quiet and opened.
func (g *gallery) apart(ctx context.Context) error {
	var page improve.ArtifactID
	s, err := g.open(ctx, "apart", ui.TextNormal, func(ctx context.Context, journal *app.Journal) (err error) {
		page, err = twoTexts(ctx, journal)
		return err
	})
	if err != nil {
		return err
	}
	if err := s.at("apart-quiet", ui.Route{Screen: ui.ArtifactScreen, ID: page.String()}); err != nil {
		return err
	}
	s.press("Show both")
	if err := s.picture("apart-open"); err != nil {
		return err
	}
	return s.close()
}

// twoTexts records an aim to which two texts were written over the same one.
func twoTexts(ctx context.Context, journal *app.Journal) (improve.ArtifactID, error) {
	if err := teacher(ctx, journal); err != nil {
		return improve.ArtifactID{}, err
	}
	page, err := journal.Create(ctx, app.NewArtifact{Kind: "aim", Fields: map[improve.FieldKey]string{
		improve.TitleKey: "By 28 May 65 of 100 seniors will have a finished aid form, up from 34.", "whom": "All seniors",
	}})
	if err != nil {
		return page, err
	}
	before, err := journal.Store().Artifact(ctx, page)
	if err != nil {
		return page, err
	}
	seen := before.Register("whom", improve.RowID{}).Dots()
	for _, text := range []string{"Seniors who would be the first in their family at college", "Seniors whose parents work evenings"} {
		if err := journal.Edit(ctx, page, []improve.Edit{{Field: "whom", Value: improve.TextValue(text), Over: seen}}); err != nil {
			return page, err
		}
	}
	return page, nil
}

// project draws each tab of the first project, under a name.
func (g *gallery) project(ctx context.Context, s *stage, name string) error {
	projects, err := s.laptop.DB.Cards(ctx, improve.Query{Kinds: []improve.KindName{"project"}, Order: improve.ByCreated})
	if err != nil || len(projects) == 0 {
		return err
	}
	for _, tab := range []string{"overview", "causes", "theory", "tests", "numbers", "notes"} {
		if err := s.at(name+"-"+tab, ui.Route{Screen: ui.ProjectScreen, ID: projects[0].ID.String() + "/" + tab}); err != nil {
			return err
		}
	}
	return nil
}

// kinds draws a page of each kind, new and recorded.
func (g *gallery) kinds(ctx context.Context) error {
	s, err := g.open(ctx, "kinds", ui.TextNormal, sampleTeacher)
	if err != nil {
		return err
	}
	for _, kind := range s.laptop.Journal.Catalog().Kinds() {
		if err := s.at("kind-"+string(kind.Name)+"-new", ui.Route{Screen: ui.NewScreen, ID: string(kind.Name) + "?"}); err != nil {
			return err
		}
		cards, err := s.laptop.DB.Cards(ctx, improve.Query{Kinds: []improve.KindName{kind.Name}, Order: improve.ByCreated, Limit: 1})
		if err != nil {
			return err
		}
		id := improve.ArtifactID{}
		if len(cards) > 0 {
			id = cards[0].ID
		} else if id, err = s.record(ctx, kind); err != nil {
			return err
		}
		if err := s.at("kind-"+string(kind.Name), ui.Route{Screen: ui.ArtifactScreen, ID: id.String()}); err != nil {
			return err
		}
	}
	if err := s.clock(ctx); err != nil {
		return err
	}
	if err := s.works(); err != nil {
		return err
	}
	for _, kind := range []string{"barrier", "initiative", "rock"} {
		if err := s.at("shelf-"+kind, ui.Route{Screen: ui.ShelfScreen, ID: kind}); err != nil {
			return err
		}
	}
	if err := g.project(ctx, s, "full-project"); err != nil {
		return err
	}
	s.press("New")
	if err := s.picture("new"); err != nil {
		return err
	}
	return s.close()
}

// record writes a kind's own sample, for a kind that the sample network has none of.
func (s *stage) record(ctx context.Context, kind *improve.Kind) (improve.ArtifactID, error) {
	made := app.NewArtifact{Kind: kind.Name, Fields: kind.Sample.Fields, Rows: kind.Sample.Rows}
	projects, err := s.laptop.DB.Cards(ctx, improve.Query{Kinds: []improve.KindName{"project"}, Order: improve.ByTitle, Limit: 1})
	if err != nil {
		return improve.ArtifactID{}, err
	}
	if _, ok := kind.Rel("project"); ok && len(projects) > 0 {
		made.Links = []app.NewLink{{Rel: "project", Target: projects[0].ID}}
	}
	return s.laptop.Journal.Create(ctx, made)
}

// large draws the busiest screens with the largest text.
func (g *gallery) large(ctx context.Context) error {
	s, err := g.open(ctx, "large", ui.TextLargest, sampleTeacher)
	if err != nil {
		return err
	}
	for _, place := range places() {
		if err := s.at("large-"+place.Route.Screen, place.Route); err != nil {
			return err
		}
	}
	return s.close()
}
