package main

type feedbackCommand struct{}

// run counts for each side what was said and what was answered.
func (c *feedbackCommand) run(s *session) error {
	journal, err := s.journal()
	if err != nil {
		return err
	}
	pairs, err := journal.FeedbackPairs(s.ctx)
	if err != nil {
		return err
	}
	for _, pair := range pairs {
		open := make([]string, len(pair.ReceivedAndOpen)) // [] where nothing waits
		for i, id := range pair.ReceivedAndOpen {
			open[i] = id.String()
		}
		object := map[string]any{"with": pair.With, "given": pair.Given, "heard": pair.Heard, "received": pair.Received, "answered": pair.Answered, "open": open}
		if err := s.print(object, "%s: you gave %d, %d answered; you got %d, %d answered", pair.With, pair.Given, pair.Heard, pair.Received, pair.Answered); err != nil {
			return err
		}
	}
	return nil
}
