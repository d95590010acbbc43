package main

import (
	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

type hintsCommand struct {
	ID      string `arg:"" help:"The page."`
	PutAway string `help:"Put this question away, on this laptop only." placeholder:"KEY" xor:"way"`
	To      string `help:"What would be asked if it moved on to this state; nothing is changed." placeholder:"STATE" xor:"way"`
}

func (c *hintsCommand) run(s *session) error {
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	if c.PutAway != "" {
		if err := journal.PutHintAway(s.ctx, id, c.PutAway); err != nil {
			return err
		}
	}
	hints, err := c.asked(s, journal, id)
	if err != nil {
		return err
	}
	for _, hint := range hints {
		object := map[string]any{"key": hint.Key, "field": hint.Field, "text": hint.Text, "why": hint.Why}
		if err := s.print(object, "%s (%s): %s %s", hint.Key, hint.Field, hint.Text, hint.Why); err != nil {
			return err
		}
	}
	return nil
}

func (c *hintsCommand) asked(s *session, journal *app.Journal, id improve.ArtifactID) ([]improve.Hint, error) {
	if c.To != "" {
		return journal.Doubts(s.ctx, id, c.To)
	}
	return journal.Hints(s.ctx, id)
}
