package main

import (
	"fmt"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// projectKind is the kind whose pages are looked at in steps.
const projectKind improve.KindName = "project"

type stepsCommand struct {
	ID    string `arg:"" help:"The project."`
	Cycle string `help:"Look at it in the steps of this cycle from now on, on this laptop; \"six\" for the six steps." placeholder:"ID"`
}

func (c *stepsCommand) run(s *session) error {
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	project, err := journal.Store().Artifact(s.ctx, id)
	if err != nil {
		return err
	}
	if project.Kind != projectKind {
		return &improve.Error{Code: improve.Invalid, Message: "Only projects have steps.", Hint: "See \"cairnctl list --kind project\"."}
	}
	if err := c.choose(s, journal, id); err != nil {
		return err
	}
	lenses, chosen, err := s.lenses(journal, id)
	if err != nil {
		return err
	}
	for _, lens := range lenses {
		if err := s.printLens(journal, lens, lens.Cycle == chosen.Cycle); err != nil {
			return err
		}
	}
	return nil
}

// choose remembers the lens that was asked for.
func (c *stepsCommand) choose(s *session, journal *app.Journal, project improve.ArtifactID) error {
	switch c.Cycle {
	case "":
		return nil
	case "six":
		return journal.SetLens(s.ctx, project, improve.ArtifactID{})
	}
	cycle, err := improve.ParseArtifactID(c.Cycle)
	if err != nil {
		return err
	}
	lenses, _, err := s.lenses(journal, project)
	if err != nil {
		return err
	}
	if app.ChosenLens(lenses, cycle).Cycle != cycle {
		return &improve.Error{Code: improve.NotFound, Message: "This project has no such cycle.", Hint: "See \"cairnctl steps\" without --cycle for those it has."}
	}
	return journal.SetLens(s.ctx, project, cycle)
}

// lenses gives the ways to look at a project, and the one that is chosen on this laptop.
func (s *session) lenses(journal *app.Journal, id improve.ArtifactID) ([]app.Lens, app.Lens, error) {
	project, pages, err := journal.PagesOf(s.ctx, id)
	if err != nil {
		return nil, app.Lens{}, err
	}
	lenses, err := journal.Lenses(s.ctx, project, pages)
	if err != nil {
		return nil, app.Lens{}, err
	}
	cycle, err := journal.LensOf(s.ctx, id)
	return lenses, app.ChosenLens(lenses, cycle), err
}

// addSteps tells of a project how far it is, in the steps that are chosen for it here.
func (s *session) addSteps(journal *app.Journal, a improve.Artifact, object map[string]any) error {
	if a.Kind != projectKind {
		return nil
	}
	_, lens, err := s.lenses(journal, a.ID)
	if err != nil {
		return err
	}
	steps := map[string]any{"at": lens.At(), "of": len(lens.Steps), "title": lens.Steps[lens.At()-1].Title}
	if !lens.Cycle.IsZero() {
		steps["cycle"] = lens.Cycle.String()
	}
	object["steps"] = steps
	return nil
}

// stepWords says for a terminal how far a project is; "" for other pages.
func stepWords(object map[string]any) string {
	steps, ok := object["steps"].(map[string]any)
	if !ok {
		return ""
	}
	return fmt.Sprintf("  (step %d of %d: %s)", steps["at"], steps["of"], steps["title"])
}

func (s *session) printLens(journal *app.Journal, lens app.Lens, chosen bool) error {
	cycle, title := "", "The six steps"
	if !lens.Cycle.IsZero() {
		cycle, title = lens.Cycle.String(), lens.Title
	}
	if !s.json {
		if err := s.print(nil, "%s", title); err != nil {
			return err
		}
	}
	for i, step := range lens.Steps {
		pages := make([]map[string]any, len(step.Pages))
		words := ""
		for n, page := range step.Pages {
			pages[n] = map[string]any{"id": page.ID.String(), "kind": page.Kind, "title": headline(journal, page)}
			words += fmt.Sprintf("\n     %s  %-16s  %s", page.ID, page.Kind, headline(journal, page))
		}
		object := map[string]any{"cycle": cycle, "chosen": chosen, "number": i + 1, "step": step.Title, "question": step.Question, "done": step.Done, "note": step.Note, "pages": pages}
		mark := " "
		if step.Done {
			mark = "x"
		}
		if err := s.print(object, " [%s] %d. %s%s", mark, i+1, step.Title, words); err != nil {
			return err
		}
	}
	return nil
}
