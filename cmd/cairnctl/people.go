package main

import (
	"fmt"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

type initCommand struct {
	Name   string `required:"" help:"Your name." placeholder:"PERSON"`
	School string `help:"Your school or other organisation." placeholder:"ORGANISATION"`
	Type   string `help:"What sort of organisation it is: school, district, …; default: school."`
	Role   string `help:"What you do: teacher, facilitator, principal, coach, …"`
	Laptop string `help:"What this laptop is called on other screens."`
}

func (c *initCommand) run(s *session) error {
	if c.Type != "" && c.School == "" {
		return usage("--type says what --school is; give both or neither")
	}
	newcomer := app.Newcomer{Name: c.Name, School: c.School, Type: c.Type, Role: c.Role, Laptop: c.Laptop}
	if err := app.CheckNewcomer(newcomer, kinds.Catalog()); err != nil {
		return err
	}
	opened, err := s.open(laptop.Open)
	if err != nil {
		return err
	}
	me, err := opened.Begin(s.ctx, newcomer)
	if err != nil {
		return err
	}
	result := map[string]any{"device": opened.Journal.Device().String(), "person": me.Person.String(), "personal": me.Personal.String()}
	if !me.School.IsZero() {
		result["organisation"], result["space"] = me.Organisation.String(), me.School.String()
	}
	return s.print(result, "Welcome, %s. This laptop is %s.", me.Name, opened.Journal.Device())
}

type spaceCommands struct {
	New spaceNewCommand `cmd:"" help:"Make a space."`
}

type spaceNewCommand struct {
	Kind   string `required:"" help:"personal, school, pair, group or network."`
	Name   string `required:"" help:"What it is called on both sides."`
	Parent string `help:"The space that it is a part of." placeholder:"S"`
}

func (c *spaceNewCommand) run(s *session) error {
	kind, err := improve.ParseSpaceKind(c.Kind)
	if err != nil {
		return errUsage{err}
	}
	n := app.NewSpace{Kind: kind, Name: c.Name}
	if c.Parent != "" {
		if n.Parent, err = improve.ParseSpaceID(c.Parent); err != nil {
			return err
		}
	}
	journal, err := s.journal()
	if err != nil {
		return err
	}
	id, err := journal.Found(s.ctx, n)
	if err != nil {
		return err
	}
	return s.print(map[string]any{"space": id.String()}, "Made “%s”: %s", c.Name, id)
}

type spacesCommand struct{}

func (c *spacesCommand) run(s *session) error {
	journal, err := s.journal()
	if err != nil {
		return err
	}
	rows, err := journal.Store().Spaces(s.ctx)
	if err != nil {
		return err
	}
	atHome, err := journal.NumbersAtHome(s.ctx)
	if err != nil {
		return err
	}
	for _, row := range rows {
		genesis := row.Space.Genesis
		result := map[string]any{"space": row.Space.ID.String(), "kind": genesis.Kind, "name": row.Space.Name, "access": row.Access.String()}
		if !genesis.Parent.IsZero() {
			result["parent"] = genesis.Parent.String()
		}
		if genesis.Kind == improve.PersonalSpace && atHome > 0 {
			result["not_shared"] = atHome
		}
		if err := s.print(result, "%s  %-8s  %-7s  %s", row.Space.ID, genesis.Kind, row.Access, row.Space.Name); err != nil {
			return err
		}
	}
	return nil
}

type devicesCommand struct{}

func (c *devicesCommand) run(s *session) error {
	journal, err := s.journal()
	if err != nil {
		return err
	}
	devices, err := journal.Devices(s.ctx)
	if err != nil {
		return err
	}
	copies, err := copiesOf(s.ctx, journal)
	if err != nil {
		return err
	}
	replaced, err := journal.Replaced(s.ctx)
	if err != nil {
		return err
	}
	for _, device := range devices {
		seen := device.Remote.LastSeen
		if device.Self {
			seen = time.Now()
		}
		result := map[string]any{"device": device.Device.String(), "person": device.Name, "laptop": device.Laptop, "last_seen": timeOrNil(seen), "self": device.Self}
		exchanged := addExchanged(result, device.Remote)
		copied := copies.after(device.Device, result)
		if since, ok := replaced[device.Device]; ok {
			result["replaced"] = since.UTC().Format(time.RFC3339)
			copied += "; this laptop took its place when its backup was restored"
		}
		if err := s.print(result, "%s  %s (%s)  %s%s%s", device.Device, device.Name, device.Laptop, seenWords(device.Self, seen), exchanged, copied); err != nil {
			return err
		}
	}
	return nil
}

// addExchanged adds what is known of the exchange with a laptop, and gives it in words.
func addExchanged(result map[string]any, remote improve.Remote) string {
	if remote.LastSeen.IsZero() && remote.Trouble == "" {
		return ""
	}
	result["last_complete"], result["sent"], result["received"] = timeOrNil(remote.LastComplete), remote.Sent, remote.Received
	words := fmt.Sprintf(", sent %d, received %d", remote.Sent, remote.Received)
	if remote.Trouble != "" {
		result["trouble"] = remote.Trouble
		words += "; last try: " + remote.Trouble
	}
	return words
}

func timeOrNil(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(time.RFC3339)
}

func seenWords(self bool, seen time.Time) string {
	switch {
	case self:
		return "this laptop"
	case seen.IsZero():
		return "not met yet"
	default:
		return "last met " + seen.UTC().Format(time.RFC3339)
	}
}
