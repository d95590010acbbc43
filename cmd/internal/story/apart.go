package story

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/cmd/internal/desk"
)

// makeFrom presses "New from this…" and chooses a kind by keyboard.
func makeFrom(w *desk.Window, kind string) step {
	return func(ctx context.Context) error { return w.Choose(ctx, press(w, "New from this…"), kind) }
}

// feedback: South says what is warm and cool and asks; it is at North within a second.
func (s *Story) feedback(ctx context.Context) error {
	n, o := s.north, s.south
	if err := do(ctx, goTo(o, testName), see(o, "Give feedback"), goTo(n, testName), see(n, "Give feedback")); err != nil {
		return err
	}
	for _, said := range []struct{ kind, text string }{
		{"What is strong", "You wrote down what you expect. We always forget."},
		{"What I doubt", "One lunch may be too little to see anything."},
		{"What I wonder", "Who sits at the table when you are ill?"},
	} {
		if err := do(ctx, press(o, said.kind), fill(o, "What do you see?", said.text), press(o, "Give feedback")); err != nil {
			return err
		}
		start := time.Now()
		if err := n.See(ctx, said.text); err != nil {
			return err
		}
		s.say("South said “%s”; it was on North's screen %.1f s later.", said.text, time.Since(start).Seconds())
	}
	s.picture(ctx, "feedback")
	return nil
}

// cut: South's laptop dies, comes back without a network; both change the same field.
func (s *Story) cut(ctx context.Context) (err error) {
	if err := s.south.Kill(); err != nil {
		return err
	}
	s.south = nil
	south, err := s.Desk.OpenWindow(ctx, "south", 1, "-offline")
	if err != nil {
		return err
	}
	s.south = south
	if _, _, err := s.has(ctx, south, "feedback", "what was said before", saying("text", "Who sits at the table")); err != nil {
		return err
	}
	s.say("South's laptop was killed and opened again, away from the network: all that it had saved is there.")
	for _, side := range []struct {
		w    *desk.Window
		text string
	}{{s.north, "North: two tables, both lunches."}, {south, "South: start with one class instead."}} {
		err := do(ctx, goTo(side.w, testName), see(side.w, "What will you try?"), replace(side.w, "What will you try?", side.text), keys(side.w, "Tab"))
		if err != nil {
			return err
		}
		if _, _, err := s.has(ctx, side.w, "pdsa", "the new text", saying("change", side.text)); err != nil {
			return err
		}
	}
	if err := do(ctx, begin(s.south, "Story"), see(s.south, "What is it called?"), write(s.south, "The day the table worked"), keys(s.south, "Tab"), see(s.south, "Saved")); err != nil {
		return err
	}
	s.say("Apart: both sides changed the same field and wrote more.")
	return nil
}

// replace puts a new text into a field.
func replace(w *desk.Window, label, text string) step {
	return func(ctx context.Context) error {
		return do(ctx, fill(w, label, ""), keys(w, "ctrl+a"), write(w, text))
	}
}

// together: the line is back; everything is on both screens, and the one field shows both texts.
func (s *Story) together(ctx context.Context) (err error) {
	if err := s.south.Close(); err != nil {
		return err
	}
	s.south = nil
	if s.south, err = s.Desk.OpenWindow(ctx, "south", 1); err != nil {
		return err
	}
	for _, w := range []*desk.Window{s.north, s.south} {
		if _, _, err := s.has(ctx, w, "pdsa", "both texts", bothTexts); err != nil {
			return err
		}
		if err := do(ctx, goTo(w, testName), see(w, "Show both")); err != nil {
			return err
		}
	}
	s.say("Together again: both texts of the field that both changed are on both screens.")
	s.picture(ctx, "both-texts")
	err = do(ctx, press(s.north, "Show both"), see(s.north, "Keep mine"))
	if err != nil {
		return err
	}
	s.picture(ctx, "both-texts-open")
	if err := s.north.Press(ctx, "Keep mine"); err != nil {
		return err
	}
	for _, w := range []*desk.Window{s.north, s.south} {
		if _, _, err := s.has(ctx, w, "pdsa", "the settled text", saying("change", "North: two tables")); err != nil {
			return err
		}
	}
	s.say("North chose one of them; South shows the same.")
	return s.digests(ctx)
}

func bothTexts(p page) bool {
	texts := fmt.Sprint(p.Fields["change"])
	return strings.Contains(texts, "two tables") && strings.Contains(texts, "one class instead")
}

// digests compares what both sides hold of the space that they share.
func (s *Story) digests(ctx context.Context) error {
	here, err := s.Desk.Ctl(ctx, s.north.Dir, "digest")
	if err != nil {
		return err
	}
	there, err := s.Desk.Ctl(ctx, s.south.Dir, "digest")
	if err != nil {
		return err
	}
	for _, line := range strings.Split(here, "\n") {
		if strings.Contains(there, line) {
			s.say("Both hold the same: %s", line)
			return nil
		}
	}
	return fmt.Errorf("no space is the same on both sides: %s / %s", here, there)
}
