package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/bundle"
)

type bundleCommands struct {
	Export bundleExportCommand `cmd:"" help:"Write a space to a sealed file, for a stick."`
	Import bundleImportCommand `cmd:"" help:"Take what is in such a file."`
}

type bundleExportCommand struct {
	Space string   `required:"" help:"The space." placeholder:"S"`
	To    []string `help:"A laptop that can open the file; may be repeated. Default: all others that may read the space." placeholder:"DEVICE" sep:"none"`
	File  string   `arg:"" help:"The file to write, or a folder in which it gets a name of its own." type:"path"`
}

func (c *bundleExportCommand) run(s *session) error {
	want := bundle.Wanted{}
	var err error
	if want.Space, err = improve.ParseSpaceID(c.Space); err != nil {
		return err
	}
	for _, text := range c.To {
		device, err := improve.ParseDeviceID(text)
		if err != nil {
			return err
		}
		want.To = append(want.To, device)
	}
	if _, err := s.journal(); err != nil {
		return err
	}
	path, exported, err := s.laptop.ExportFile(s.ctx, c.File, want)
	if err != nil {
		return err
	}
	result := map[string]any{
		"file": path, "space": want.Space.String(), "events": exported.Events(), "bytes": exported.Bytes,
		"to": laptopObjects(exported.To), "left_out": laptopObjects(exported.LeftOut),
	}
	words := fmt.Sprintf("Wrote %d entries to %s. It opens on the laptops of %s only.", exported.Events(), filepath.Base(path), laptopNames(exported.To))
	if len(exported.LeftOut) > 0 {
		words += fmt.Sprintf(" Left out, because they gave no key: %s.", laptopNames(exported.LeftOut))
	}
	return s.print(result, "%s", words)
}

func laptopObjects(members []improve.MemberDevice) []map[string]any {
	objects := []map[string]any{}
	for _, m := range members {
		objects = append(objects, map[string]any{"device": m.Device.String(), "person": m.Name, "laptop": m.Laptop})
	}
	return objects
}

func laptopNames(members []improve.MemberDevice) string {
	var names []string
	for _, m := range members {
		names = append(names, fmt.Sprintf("%s (%s)", m.Name, m.Laptop))
	}
	return strings.Join(names, ", ")
}

type bundleImportCommand struct {
	File string `arg:"" help:"The file." type:"path"`
}

func (c *bundleImportCommand) run(s *session) error {
	if _, err := s.journal(); err != nil {
		return err
	}
	done, err := s.laptop.ImportFile(s.ctx, c.File)
	if err != nil {
		return err
	}
	missing := uint64(0)
	for _, gap := range done.Missing {
		missing += gap.To - gap.From + 1
	}
	result := map[string]any{
		"space": done.Space.ID.String(), "name": done.Space.Name, "from": done.From.Device.String(), "person": done.From.Name,
		"created": done.Created.Format(time.RFC3339), "joined": done.Joined, "events": done.Events, "refused": done.Refused, "missing": missing,
	}
	return s.print(result, "%s", importWords(done, missing))
}

func importWords(done bundle.Imported, missing uint64) string {
	words := []string{fmt.Sprintf("Took %d new entries of “%s” from %s's file.", done.Events, done.Space.Name, done.From.Name)}
	if missing > 0 {
		words = append(words, fmt.Sprintf("%d entries that come before some of those in the file are not on this laptop; ask for a file with the whole space.", missing))
	}
	if done.Refused > 0 {
		words = append(words, fmt.Sprintf("%d parts of it do not fit what is here and were left out; they are named in the messages above.", done.Refused))
	}
	return strings.Join(words, " ")
}
