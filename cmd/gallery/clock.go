package main

import (
	"context"

	"github.com/cairn-schools/cairn/app/ui"
	"github.com/cairn-schools/cairn/improve"
)

// works draws the table of what works for whom.
func (s *stage) works() error {
	return s.at("works", ui.Route{Screen: ui.WorksScreen})
}

// clock draws what leads a group through a protocol: before, in a step, and at the end.
func (s *stage) clock(ctx context.Context) error {
	cards, err := s.laptop.DB.Cards(ctx, improve.Query{Kinds: []improve.KindName{"protocol"}, Order: improve.ByCreated, Limit: 1})
	if err != nil || len(cards) == 0 {
		return err
	}
	if err := s.at("clock-before", ui.Route{Screen: ui.ClockScreen, ID: cards[0].ID.String()}); err != nil {
		return err
	}
	for _, step := range []struct{ press, name string }{{"Begin", "clock-step"}, {"End it here", "clock-over"}} {
		s.press(step.press)
		if err := s.picture(step.name); err != nil {
			return err
		}
	}
	return nil
}
