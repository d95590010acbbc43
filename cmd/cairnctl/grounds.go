package main

import "strings"

type groundsCommand struct {
	ID     string `arg:"" help:"The page that moves on."`
	Search string `help:"Only those with these words." placeholder:"Q"`
}

// mostGrounds is as many as somebody looks through; the words of --search narrow them.
const mostGrounds = 50

// run lists what may justify the next move of a page.
func (c *groundsCommand) run(s *session) error {
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	if err := s.catchUp(c.Search); err != nil {
		return err
	}
	grounds, err := journal.Grounds(s.ctx, id, c.Search, mostGrounds)
	if err != nil {
		return err
	}
	for _, ground := range grounds {
		used, words := []map[string]string{}, []string{}
		for _, once := range ground.Used {
			used = append(used, map[string]string{"date": once.Date, "to": once.To})
			words = append(words, once.To+" on "+once.Date)
		}
		note := ""
		if len(words) > 0 {
			note = "  (justified " + strings.Join(words, ", ") + ")"
		}
		object := map[string]any{"id": ground.Card.ID.String(), "kind": ground.Card.Kind, "title": ground.Card.Title, "tied": ground.Tied, "used": used}
		if err := s.print(object, "%s  %-16s  %s%s", ground.Card.ID, ground.Card.Kind, ground.Card.Title, note); err != nil {
			return err
		}
	}
	return nil
}
