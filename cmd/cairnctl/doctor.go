package main

import (
	"fmt"

	"github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/improve"
)

type doctorCommand struct {
	Device string   `arg:"" optional:"" help:"Only this laptop." placeholder:"DEVICE"`
	Listen []string `help:"Where to listen if no program serves this folder now." placeholder:"MULTIADDR" sep:"none"`
	Lan    bool     `help:"Call laptops nearby if no program serves this folder now." default:"true" negatable:""`
}

// errNotWell makes the exit code 1; what is wrong was printed.
var errNotWell = &improve.Error{Code: improve.Offline, Message: "Something keeps laptops apart.", Hint: "The lines with a cross say what, and what to do."}

func (c *doctorCommand) run(s *session) error {
	if _, err := s.journal(); err != nil {
		return err
	}
	var device improve.DeviceID
	if c.Device != "" {
		var err error
		if device, err = improve.ParseDeviceID(c.Device); err != nil {
			return err
		}
	}
	if len(c.Listen) == 0 {
		c.Listen = []string{laptop.ListenAnywhere}
	}
	checks, err := s.laptop.Checks(s.ctx, device, laptop.NetworkParams{Listen: c.Listen, LAN: c.Lan})
	if err != nil {
		return err
	}
	well := true
	for _, check := range checks {
		well = well && check.State != laptop.CheckBad
		if err := s.print(check, "%s", lineOf(check)); err != nil {
			return err
		}
	}
	if !well {
		return errNotWell
	}
	return nil
}

// lineOf writes a check for a person; what to do stands below.
func lineOf(check laptop.Check) string {
	mark := map[laptop.CheckState]string{laptop.CheckGood: "✓", laptop.CheckNote: "·", laptop.CheckBad: "✗"}[check.State]
	line := fmt.Sprintf("%s %s", mark, check.Message)
	if check.Hint != "" && check.State != laptop.CheckGood {
		line += "\n  " + check.Hint
	}
	return line
}
