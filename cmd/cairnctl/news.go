package main

import (
	"fmt"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

type newsCommand struct {
	ID   string `arg:"" optional:"" help:"A page or a project; without it, all that is here."`
	Seen bool   `help:"It has been read: from now on only what comes later is new, in the window too."`
}

func (c *newsCommand) run(s *session) error {
	if c.ID == "" {
		journal, err := s.journal()
		if err != nil {
			return err
		}
		return c.pages(s, journal, improve.ArtifactID{})
	}
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	page, err := journal.Store().Artifact(s.ctx, id)
	if err != nil {
		return err
	}
	if page.Kind == projectKind {
		return c.pages(s, journal, id)
	}
	return c.changes(s, journal, id)
}

// pages tells on which pages others wrote since somebody was on Home, or on a project.
func (c *newsCommand) pages(s *session, journal *app.Journal, project improve.ArtifactID) error {
	news, latest, err := journal.News(s.ctx, project)
	if err != nil {
		return err
	}
	for _, one := range news {
		name, err := journal.DeviceName(s.ctx, one.Card.Space, one.By)
		if err != nil {
			return err
		}
		page, err := journal.Store().Artifact(s.ctx, one.Card.ID)
		if err != nil {
			return err
		}
		at, title := one.At.UTC().Format(time.RFC3339Nano), headline(journal, page)
		object := map[string]any{
			"id": one.Card.ID.String(), "kind": one.Card.Kind, "space": one.Card.Space.String(), "title": title,
			"at": at, "by": name, "device": one.By.String(), "did": one.Did, "count": one.Count,
		}
		numbers := ""
		if one.Count > 1 {
			numbers = fmt.Sprintf(" (%d numbers)", one.Count)
		}
		if err := s.print(object, "%s  %s  %s %s %s: %s%s", one.Card.ID, at, name, one.Did, one.Card.Kind, title, numbers); err != nil {
			return err
		}
	}
	if !c.Seen {
		return nil
	}
	return journal.MarkSeenUpTo(s.ctx, project, latest)
}

// changes tells what others did to one page since it was last open.
func (c *newsCommand) changes(s *session, journal *app.Journal, id improve.ArtifactID) error {
	entries, err := journal.NewSince(s.ctx, id)
	if err != nil {
		return err
	}
	if err := s.printHistory(journal, entries); err != nil || !c.Seen {
		return err
	}
	return journal.MarkSeen(s.ctx, id)
}
