package main

import (
	"fmt"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/bundle"
)

type bundleRequestCommand struct {
	Space string   `required:"" help:"The space." placeholder:"S"`
	To    []string `help:"A laptop that can open the file; may be repeated. Default: all others that may read the space." placeholder:"DEVICE" sep:"none"`
	File  string   `arg:"" help:"The file to write, or a folder in which it gets a name of its own." type:"path"`
}

func (c *bundleRequestCommand) run(s *session) error {
	want, err := wanted(c.Space, c.To)
	if err != nil {
		return err
	}
	if _, err := s.journal(); err != nil {
		return err
	}
	path, exported, err := s.laptop.RequestFile(s.ctx, c.File, want)
	if err != nil {
		return err
	}
	return s.printExported(path, exported, fmt.Sprintf("Wrote %s, which asks for what is missing here.", fileNames(exported.Files)))
}

type bundleAnswerCommand struct {
	Request string `arg:"" help:"The file that asks." type:"path"`
	File    string `arg:"" help:"The file to write, or a folder in which it gets a name of its own." type:"path"`
}

func (c *bundleAnswerCommand) run(s *session) error {
	if _, err := s.journal(); err != nil {
		return err
	}
	asked, err := s.laptop.ImportFile(s.ctx, c.Request)
	if err != nil {
		return err
	}
	if !asked.Asks {
		return &improve.Error{Code: improve.Invalid, Message: "This file asks for nothing; what was in it has been taken.", Hint: "Name one that was made with \"cairnctl bundle request\"."}
	}
	path, exported, err := s.laptop.AnswerFile(s.ctx, c.File, asked)
	if err != nil {
		return err
	}
	return s.printExported(path, exported, fmt.Sprintf("Wrote %d entries to %s.", exported.Events(), fileNames(exported.Files)))
}

type bundleCarryCommand struct {
	File string `arg:"" help:"The file." type:"path"`
}

func (c *bundleCarryCommand) run(s *session) error {
	if _, err := s.journal(); err != nil {
		return err
	}
	kept, err := s.laptop.CarryFile(s.ctx, c.File)
	if err != nil {
		return err
	}
	return s.print(carriedObject(kept), "Kept to deliver as %s (%d bytes). Nobody can read it on this laptop.", kept.Name, kept.Bytes)
}

func carriedObject(one bundle.Carried) map[string]any {
	return map[string]any{"name": one.Name, "bytes": one.Bytes, "since": one.Since.UTC().Format(time.RFC3339)}
}

type bundleListCommand struct{}

func (c *bundleListCommand) run(s *session) error {
	if _, err := s.journal(); err != nil {
		return err
	}
	all, err := s.laptop.CarriedFiles()
	if err != nil {
		return err
	}
	for _, one := range all {
		if err := s.print(carriedObject(one), "%s  %d bytes, since %s", one.Name, one.Bytes, one.Since.Format(time.DateOnly)); err != nil {
			return err
		}
	}
	return nil
}

type bundleDeliverCommand struct {
	Folder string   `arg:"" help:"Where to copy them: a stick." type:"path"`
	Names  []string `arg:"" optional:"" help:"Which, by the names of \"bundle list\"; default: all."`
	Keep   bool     `help:"Keep them on the list."`
}

func (c *bundleDeliverCommand) run(s *session) error {
	if _, err := s.journal(); err != nil {
		return err
	}
	places, err := s.laptop.HandOutFiles(s.ctx, c.Folder, !c.Keep, c.Names...)
	if err != nil {
		return err
	}
	if places == nil {
		places = []string{}
	}
	return s.print(map[string]any{"files": places}, "Copied %d files to the stick.", len(places))
}
