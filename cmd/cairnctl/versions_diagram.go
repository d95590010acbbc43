package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// diagram lists the versions of a project's driver diagram, after it went back
// to one and kept a reason where that was asked for.
func (c *versionsCommand) diagram(s *session, journal *app.Journal, project improve.ArtifactID) error {
	story, err := journal.TheoryStory(s.ctx, project)
	if err != nil {
		return err
	}
	if c.Back != nil {
		if _, err := journal.GoBackTheory(s.ctx, story, *c.Back); err != nil {
			return err
		}
		if story, err = journal.TheoryStory(s.ctx, project); err != nil {
			return err
		}
	}
	if c.Why != "" {
		if err := journal.SayWhyTheory(s.ctx, story, c.Why); err != nil {
			return err
		}
		if story, err = journal.TheoryStory(s.ctx, project); err != nil {
			return err
		}
	}
	before, err := sayEarlier(s, journal, project, " --diagram")
	if err != nil {
		return err
	}
	for at, version := range story.Versions {
		if at > 0 {
			before = ""
		}
		if err := printDiagramVersion(s, version, before); err != nil {
			return err
		}
	}
	return nil
}

// printDiagramVersion prints a version; before is the project in which earlier ones stand, "" for none.
func printDiagramVersion(s *session, v app.TheoryVersion, before string) error {
	at, by, why := v.At.UTC().Format(time.RFC3339Nano), []string{}, append([]string{}, v.Why...) // [] where there are none
	for _, author := range v.By {
		by = append(by, author.Name)
	}
	var changes []map[string]any
	var words []string
	if v.Back > 0 {
		words = append(words, fmt.Sprintf("back to version %d", v.Back))
	}
	for _, change := range v.Changes {
		changes, words = append(changes, diagramChange(change)), append(words, diagramWords(change))
	}
	object := map[string]any{"version": v.Number, "at": at, "by": by, "changes": changes, "why": why}
	if v.Back > 0 {
		object["back"] = v.Back
	}
	if before != "" {
		object["before"] = before
	}
	if len(why) > 0 {
		words = append(words, "because: "+strings.Join(why, " "))
	}
	return s.print(object, "%d  %s  %s  %s", v.Number, at, strings.Join(by, ", "), strings.Join(words, "; "))
}

func diagramChange(c app.TheoryChange) map[string]any {
	object := map[string]any{"change": c.Act, "id": c.Page.String(), "kind": c.Kind, "title": c.Title}
	switch c.Act {
	case app.TheoryReworded:
		object["before"] = c.Before
	case app.TheoryChanged:
		object["fields"] = c.Fields
	case app.TheoryLinked, app.TheoryUnlinked:
		object["rel"], object["to"], object["to_title"] = c.Rel, c.Target.String(), c.To
	}
	return object
}

func diagramWords(c app.TheoryChange) string {
	c.Title, c.Before, c.To = cmp.Or(c.Title, removedText), cmp.Or(c.Before, removedText), cmp.Or(c.To, removedText)
	switch c.Act {
	case app.TheoryAdded:
		return fmt.Sprintf("added “%s”", c.Title)
	case app.TheoryTaken:
		return fmt.Sprintf("took “%s” out of the project", c.Title)
	case app.TheoryPutAway:
		return fmt.Sprintf("put “%s” away", c.Title)
	case app.TheoryBrought:
		return fmt.Sprintf("brought “%s” back", c.Title)
	case app.TheoryReworded:
		return fmt.Sprintf("reworded “%s” to “%s”", c.Before, c.Title)
	case app.TheoryChanged:
		return fmt.Sprintf("changed %v of “%s”", c.Fields, c.Title)
	case app.TheoryLinked:
		return fmt.Sprintf("linked “%s” to “%s”", c.Title, c.To)
	default:
		return fmt.Sprintf("took the line from “%s” to “%s” away", c.Title, c.To)
	}
}

// theoryAsOf draws the driver diagram of a project as it stood in a version.
func theoryAsOf(s *session, journal *app.Journal, project improve.Artifact, number int) (*figure.Scene, error) {
	story, err := journal.TheoryStory(s.ctx, project.ID)
	if err != nil {
		return nil, err
	}
	pages, err := story.Pages(number)
	if err != nil {
		return nil, err
	}
	return theoryOf(s, journal, project.Title(), pages), nil
}
