package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/improve"
)

type serveCommand struct {
	Listen []string `help:"Where to listen; default: a free port on all networks." placeholder:"MULTIADDR" sep:"none"`
	Lan    bool     `help:"Find laptops nearby that share something with this one." default:"true" negatable:""`
	Keeper bool     `help:"Run as a school's always-on machine: connect laptops that cannot reach each other, write a log into the data folder."`
}

func (c *serveCommand) run(s *session) error {
	journal, err := s.journal()
	if err != nil {
		return err
	}
	listen := c.Listen
	if len(listen) == 0 {
		listen = []string{laptop.ListenAnywhere}
	}
	network, err := s.laptop.NewNetwork(s.ctx, laptop.NetworkParams{Listen: listen, LAN: c.Lan, Keeper: c.Keeper})
	if err != nil {
		return err
	}
	if c.Keeper {
		s.keepLog()
	}
	ctx, cancel := context.WithCancel(s.ctx)
	var group sync.WaitGroup
	var journalErr, backupErr error
	group.Go(func() { journalErr = journal.Run(ctx) })
	group.Go(func() { backupErr = journal.KeepBackups(ctx, s.laptop.Dir) })
	var told error
	group.Go(func() {
		select {
		case <-ctx.Done():
		case <-network.Ready():
			addrs := network.Node().Addrs()
			s.json = true // the first line is for programs, whoever reads the others
			if told = s.print(map[string]any{"device": journal.Device().String(), "addrs": addrs}, ""); told != nil {
				cancel() // nobody would ever learn where it listens
			}
		}
	})
	err = network.Run(ctx)
	cancel()
	group.Wait()
	return errors.Join(err, journalErr, backupErr, told, network.Close())
}

type inviteCommand struct {
	Space   string `placeholder:"S" help:"The space." xor:"where" required:""`
	Mine    bool   `help:"For another laptop of yours: it gets all that is yours." xor:"where" required:""`
	Access  string `default:"member" help:"owner, member, guest or carrier."`
	Expires string `default:"7d" help:"How long it is good: 12h, 7d."`
}

func (c *inviteCommand) run(s *session) error {
	access, err := improve.ParseAccess(c.Access)
	if err != nil {
		return errUsage{err}
	}
	valid, err := parseSpan(c.Expires)
	if err != nil {
		return errUsage{err}
	}
	var space improve.SpaceID // none: --mine
	if !c.Mine {
		if space, err = improve.ParseSpaceID(c.Space); err != nil {
			return err
		}
	}
	if _, err := s.journal(); err != nil {
		return err
	}
	text, err := s.laptop.Invite(s.ctx, app.Invitation{Space: space, Access: access, Valid: valid})
	if err != nil {
		return err
	}
	return s.print(map[string]any{"invitation": text}, "%s", text)
}

// parseSpan reads a time such as 7d, 12h or 30m.
func parseSpan(text string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n > 0 {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	}
	if span, err := time.ParseDuration(text); err == nil && span > 0 {
		return span, nil
	}
	return 0, &improve.Error{Code: improve.Invalid, Message: "“" + text + "” is not a time.", Hint: "Write it like 12h or 7d."}
}

type joinCommand struct {
	Invitation string `arg:"" help:"The text of the invitation."`
	Mine       bool   `help:"This is another laptop of the person who made the invitation with --mine."`
}

func (c *joinCommand) run(s *session) error {
	journal, err := s.journal()
	if err != nil {
		return err
	}
	if c.Mine {
		if err := journal.CheckMine(s.ctx); err != nil {
			return err
		}
	}
	result, err := s.laptop.Join(s.ctx, c.Invitation)
	if err != nil {
		return err
	}
	if c.Mine {
		return c.adopt(s, journal, result)
	}
	return s.print(result, "Joined %s with %s. The pages come with the next exchange.", result.Space, result.Name)
}

func (c *joinCommand) adopt(s *session, journal *app.Journal, result laptop.JoinResult) error {
	space, err := improve.ParseSpaceID(result.Space)
	if err != nil {
		return err
	}
	if err := journal.AdoptMine(s.ctx, space); err != nil {
		return err
	}
	return s.print(result, "This laptop is %s's now, too. All that is yours comes with the next exchange.", result.Name)
}

type syncCommand struct {
	With string `help:"Only this laptop." placeholder:"DEVICE" xor:"who"`
	Addr string `help:"Only the laptop at this address." placeholder:"MULTIADDR" xor:"who"`
}

func (c *syncCommand) run(s *session) error {
	if _, err := s.journal(); err != nil {
		return err
	}
	results, err := s.laptop.Exchange(s.ctx, laptop.ExchangeWanted{With: c.With, Addr: c.Addr})
	if err != nil {
		return err
	}
	for _, r := range results {
		words := "%s: sent %d, received %d, %d bytes out, %d in, %d ms, complete: %v"
		if r.Took+r.Left > 0 {
			words += fmt.Sprintf("; it carries: %d sealed files fetched, %d left there", r.Took, r.Left)
		}
		if printErr := s.print(r, words, r.With, r.Sent, r.Received, r.BytesOut, r.BytesIn, r.Ms, r.Complete); printErr != nil {
			return printErr
		}
		if r.Error != "" {
			fmt.Fprintln(s.stderr, r.With+": "+r.Error)
		}
	}
	return nil
}
