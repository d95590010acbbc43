package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

type membersCommand struct {
	Space string `required:"" placeholder:"S" help:"The space."`
}

func (c *membersCommand) run(s *session) error {
	id, err := improve.ParseSpaceID(c.Space)
	if err != nil {
		return err
	}
	journal, err := s.journal()
	if err != nil {
		return err
	}
	space, err := journal.Store().Space(s.ctx, id)
	if err != nil {
		return err
	}
	copies, err := copiesOf(s.ctx, journal)
	if err != nil {
		return err
	}
	for _, member := range space.Members() {
		since := member.Since.Time().Format(time.RFC3339)
		result := map[string]any{"device": member.Device.String(), "person": member.Name, "laptop": member.Laptop, "access": member.Access.String(), "since": since}
		if member.Paper {
			result["sheet"] = true
		}
		copied := copies.after(member.Device, result)
		if err := s.print(result, "%s  %-7s  %s  %s (%s)%s", member.Device, member.Access, since, member.Name, member.Laptop, copied); err != nil {
			return err
		}
	}
	return nil
}

type accessCommand struct {
	Space  string `required:"" placeholder:"S" help:"The space."`
	Device string `arg:"" help:"The laptop."`
	Access string `arg:"" help:"owner, member, guest, carrier or none."`
}

func (c *accessCommand) run(s *session) error {
	access, err := parseAccess(c.Access)
	if err != nil {
		return errUsage{err}
	}
	return s.setAccess(c.Space, c.Device, access)
}

// parseAccess reads an access, or none.
func parseAccess(text string) (improve.AccessLevel, error) {
	if text == improve.NoAccess.String() {
		return improve.NoAccess, nil
	}
	return improve.ParseAccess(text)
}

type removeMemberCommand struct {
	Space  string `required:"" placeholder:"S" help:"The space."`
	Device string `arg:"" help:"The laptop."`
}

func (c *removeMemberCommand) run(s *session) error {
	return s.setAccess(c.Space, c.Device, improve.NoAccess)
}

func (s *session) setAccess(spaceText, deviceText string, access improve.AccessLevel) error {
	space, err := improve.ParseSpaceID(spaceText)
	if err != nil {
		return err
	}
	device, err := improve.ParseDeviceID(deviceText)
	if err != nil {
		return err
	}
	journal, err := s.journal()
	if err != nil {
		return err
	}
	if err := journal.SetAccess(s.ctx, space, device, access); err != nil {
		return err
	}
	result := map[string]any{"device": device.String(), "access": access.String()}
	if access == improve.NoAccess {
		return s.print(result, "Removed %s. What it has already, it keeps; it gets nothing new from here.", device)
	}
	return s.print(result, "Done: %s is %s now.", device, access)
}

type quarantineCommand struct {
	Space  string `placeholder:"S" help:"Only this space."`
	Accept string `placeholder:"LOG" help:"Let what waits of this log count."`
}

func (c *quarantineCommand) run(s *session) error {
	journal, err := s.journal()
	if err != nil {
		return err
	}
	waiting, err := c.waiting(s, journal)
	if err != nil {
		return err
	}
	if c.Accept != "" {
		return c.accept(s, journal, waiting)
	}
	for _, w := range waiting {
		if err := printWaiting(s, w); err != nil {
			return err
		}
	}
	return nil
}

// waiting gives what waits in the space that was named, or in all.
func (c *quarantineCommand) waiting(s *session, journal *app.Journal) ([]app.QuarantinedLog, error) {
	if c.Space != "" {
		id, err := improve.ParseSpaceID(c.Space)
		if err != nil {
			return nil, err
		}
		return journal.Quarantined(s.ctx, id)
	}
	rows, err := journal.Store().Spaces(s.ctx)
	if err != nil {
		return nil, err
	}
	var waiting []app.QuarantinedLog
	for _, row := range rows {
		if row.Space.Genesis.Root.IsZero() {
			continue // its founding record has not come yet
		}
		found, err := journal.Quarantined(s.ctx, row.Space.ID)
		if err != nil {
			return nil, err
		}
		waiting = append(waiting, found...)
	}
	return waiting, nil
}

func (c *quarantineCommand) accept(s *session, journal *app.Journal, waiting []app.QuarantinedLog) error {
	id, err := improve.ParseLogID(c.Accept)
	if err != nil {
		return err
	}
	for _, w := range waiting {
		if w.Log != id {
			continue
		}
		if err := journal.Accept(s.ctx, w.Space, id); err != nil {
			return err
		}
		return s.print(map[string]any{"space": w.Space.String(), "log": id.String(), "accepted": w.Events}, "Accepted: %d changes by %s count now.", w.Events, w.Person)
	}
	return &improve.Error{Code: improve.NotFound, Message: "Nothing is waiting under this number.", Hint: "See \"cairnctl quarantine\"."}
}

func printWaiting(s *session, w app.QuarantinedLog) error {
	reason := "removed"
	if w.Removal.Access != improve.NoAccess {
		reason = "lowered to " + w.Removal.Access.String()
	}
	titles := w.Titles
	if titles == nil {
		titles = []string{}
	}
	about := "pages"
	if w.Rights {
		about = "who is in the space"
	}
	result := map[string]any{
		"space": w.Space.String(), "log": w.Log.String(), "device": w.Device.String(), "person": w.Person, "laptop": w.Laptop,
		"events": w.Events, "since": timeOrNil(w.Since), "about": about, "titles": titles,
		"reason": reason, "by": w.Removal.Name, "by_device": w.Removal.By.String(), "at": w.Removal.At.UTC().Format(time.RFC3339),
	}
	said := fmt.Sprintf("%s  %d changes by %s (%s), %s by %s on %s", w.Log, w.Events, w.Person, w.Laptop, reason, w.Removal.Name, w.Removal.At.UTC().Format(time.DateOnly))
	if len(titles) > 0 {
		said += ": " + strings.Join(titles, "; ")
	}
	return s.print(result, "%s", said)
}
