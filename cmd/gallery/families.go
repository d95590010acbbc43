package main

import (
	"context"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/ui"
	"github.com/cairn-schools/cairn/improve"
)

// families draws the page of a project for families before anything of it is
// saved, with a name that was covered and a word that may be one, and the
// question about names before the whole report is.
func (g *gallery) families(ctx context.Context) error {
	for name, size := range map[string]ui.TextSize{"families": ui.TextNormal, "families-large": ui.TextLargest} {
		s, err := g.open(ctx, name, size, func(ctx context.Context, journal *app.Journal) error {
			if err := sampleTeacher(ctx, journal); err != nil {
				return err
			}
			return journal.SetRoster(ctx, "Will\nMaya Torres")
		})
		if err != nil {
			return err
		}
		project, err := s.first(ctx, "project")
		if err != nil {
			return err
		}
		learned := improve.TextValue("The papers are the hard part, not the form. Maya came back with all of hers. Will it last?")
		if err := s.laptop.Journal.Edit(ctx, project, []improve.Edit{{Field: "learned", Value: learned}}); err != nil {
			return err
		}
		s.Navigate(ui.Route{Screen: ui.ProjectScreen, ID: project.String()})
		s.settle()
		s.press("Save as…")
		s.settle()
		s.press("For families…")
		if err := s.picture(name); err != nil {
			return err
		}
		s.press("Cancel")
		s.press("Save as…")
		s.settle()
		s.press("The whole report (PDF)")
		if err := s.picture(strings.Replace(name, "families", "save-names", 1)); err != nil {
			return err
		}
		if err := s.close(); err != nil {
			return err
		}
	}
	return nil
}
