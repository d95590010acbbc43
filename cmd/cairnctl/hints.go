package main

type hintsCommand struct {
	ID      string `arg:"" help:"The page."`
	PutAway string `help:"Put this question away, on this laptop only." placeholder:"KEY"`
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
	hints, err := journal.Hints(s.ctx, id)
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
