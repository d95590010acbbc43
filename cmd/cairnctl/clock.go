package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

type clockCommand struct {
	ID   string `arg:"" help:"The way to hold a conversation (protocol)."`
	At   string `help:"When it begins; default: now." placeholder:"HH:MM"`
	Lead bool   `help:"Lead through it: Enter goes on, b back, p stops the clock, + adds a minute, s counts a voice, e ends."`
}

func (c *clockCommand) run(s *session) error {
	start, err := startAt(c.At, time.Now())
	if err != nil {
		return err
	}
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	page, err := journal.Store().Artifact(s.ctx, id)
	if err != nil {
		return err
	}
	steps := app.ProtocolSteps(page)
	if len(steps) == 0 {
		return &improve.Error{Code: improve.Invalid, Message: "This page has no steps to lead through.", Hint: "Name a page of the kind protocol with steps; see \"cairnctl list --kind protocol\"."}
	}
	if c.Lead {
		l := &lead{s: s, steps: steps, lines: bufio.NewScanner(os.Stdin), now: time.Now}
		return l.run()
	}
	times := app.StepTimes(steps, start)
	for i, step := range steps {
		object := map[string]any{"step": i + 1, "title": step.Title, "who": step.Who, "ask": step.Ask, "minutes": step.Planned.Minutes(), "from": times[i].Format(time.RFC3339), "until": times[i+1].Format(time.RFC3339)}
		if err := s.print(object, "%s–%s  %s%s", times[i].Format("15:04"), times[i+1].Format("15:04"), step.Title, inBrackets(step.Who)); err != nil {
			return err
		}
	}
	return nil
}

func inBrackets(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

// startAt reads a time of the day; "" is now.
func startAt(text string, now time.Time) (time.Time, error) {
	if text == "" {
		return now, nil
	}
	at, err := time.Parse("15:04", text)
	if err != nil {
		return now, usage("--at %q is no time; write --at 14:30", text)
	}
	return time.Date(now.Year(), now.Month(), now.Day(), at.Hour(), at.Minute(), 0, 0, now.Location()), nil
}

// lead goes through the steps line by line; it reads the clock only when a
// line comes, so that nothing runs beside it.
type lead struct {
	s     *session
	steps []app.ProtocolStep
	lines *bufio.Scanner
	now   func() time.Time
}

func (l *lead) run() error {
	clock := app.NewProtocolClock(l.steps, 0, l.now())
	for !clock.Over() {
		if err := l.tell(clock); err != nil {
			return err
		}
		if !l.lines.Scan() { // nobody is there any more
			clock.Finish(l.now())
			break
		}
		l.do(clock, strings.TrimSpace(l.lines.Text()))
		if l.s.ctx.Err() != nil {
			return l.s.ctx.Err()
		}
	}
	if err := l.lines.Err(); err != nil {
		return fmt.Errorf("read what to do next: %w", err)
	}
	for i, step := range l.steps {
		object := map[string]any{"step": i + 1, "title": step.Title, "minutes": step.Planned.Minutes(), "took": clock.Spent(i, l.now()).Minutes(), "heard": clock.Voices(i)}
		if err := l.s.print(object, "%d. %s: %s of %s, %d heard", i+1, step.Title, clock.Spent(i, l.now()).Round(time.Second), step.Planned, clock.Voices(i)); err != nil {
			return err
		}
	}
	return nil
}

func (l *lead) do(clock *app.ProtocolClock, line string) {
	switch line {
	case "b":
		clock.Back(l.now())
	case "p":
		clock.Pause(l.now())
	case "+":
		clock.AddMinute()
	case "s":
		clock.Spoke()
	case "e":
		clock.Finish(l.now())
	default:
		clock.Next(l.now())
	}
}

// tell says on the standard error where the meeting is: what the command
// prints is how it went.
func (l *lead) tell(clock *app.ProtocolClock) error {
	step := l.steps[clock.At()]
	words := fmt.Sprintf("%d of %d. %s%s", clock.At()+1, len(l.steps), step.Title, inBrackets(step.Who))
	if step.Ask != "" {
		words += "  “" + step.Ask + "”"
	}
	if left, timed := clock.Left(l.now()); timed {
		words += fmt.Sprintf("  %s left, until %s", left.Round(time.Second), l.now().Add(left).Format("15:04"))
	}
	if clock.Paused() {
		words += "  (stopped)"
	}
	_, err := fmt.Fprintln(l.s.stderr, words)
	return err
}
