package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

type recoverySheetCommand struct {
	Space string `required:"" placeholder:"S" help:"The space that the sheet opens."`
	File  string `arg:"" help:"A new file, .pdf to print or .txt with the words alone."`
}

func (c *recoverySheetCommand) run(s *session) error {
	id, err := improve.ParseSpaceID(c.Space)
	if err != nil {
		return err
	}
	journal, err := s.journal()
	if err != nil {
		return err
	}
	sheet, err := journal.DrawSheet(s.ctx, id)
	if err != nil {
		return err
	}
	if err := writeSheet(s.say, c.File, sheet); err != nil {
		return err
	}
	if err := journal.KeepSheet(s.ctx, sheet); err != nil {
		return errors.Join(err, os.Remove(c.File))
	}
	result := map[string]any{"space": id.String(), "device": sheet.Device.String(), "file": c.File}
	return s.print(result, "Whoever reads %s can become an owner of “%s”. Print it, delete the file, and lock the sheet away.", c.File, sheet.Name)
}

// writeSheet writes a sheet into a file that was not there and that only its owner reads.
func writeSheet(say *phrase.Book, path string, sheet app.PrintedSheet) error {
	lines := sheet.Sheet.Lines()
	content := []byte(strings.Join(lines[:], "\n") + "\n")
	if strings.EqualFold(filepath.Ext(path), ".pdf") {
		var err error
		if content, err = report.RecoverySheet(say, sheet).PDF(); err != nil {
			return err
		}
	} else if !strings.EqualFold(filepath.Ext(path), ".txt") {
		return &improve.Error{Code: improve.Invalid, Message: "The file's name tells no form.", Hint: "Let it end in .pdf or .txt."}
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("There is a file %s already.", path), Hint: "Name a new one: two sheets in one file would be taken for one."}
	}
	if err != nil {
		return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("The file %s cannot be written.", path), Hint: "Choose another folder.", Err: err}
	}
	if _, err = file.Write(content); err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return errors.Join(fmt.Errorf("write recovery sheet: %w", err), os.Remove(path))
	}
	return nil
}

type recoverCommand struct {
	Sheet string   `arg:"" optional:"" default:"-" help:"A file with the words; default: what is typed on the standard input."`
	From  string   `placeholder:"ADDRESS" help:"A laptop that has the space: 192.168.1.20:4001, or a multiaddr."`
	Lost  []string `placeholder:"DEVICE" help:"A laptop that is gone and is taken out." sep:"none"`
	Mine  string   `placeholder:"DEVICE" help:"The laptop that this one replaces: the same person goes on here."`
}

func (c *recoverCommand) run(s *session) error {
	use, err := c.use()
	if err != nil {
		return err
	}
	journal, err := s.journal()
	if err != nil {
		return err
	}
	place := ""
	if c.From != "" {
		if place, err = s.laptop.MeetAsSheet(s.ctx, use.Sheet, c.From); err != nil {
			return err
		}
	}
	space, err := journal.UseSheet(s.ctx, use)
	if err != nil {
		return err
	}
	if err := c.tell(s, use, place); err != nil {
		return err
	}
	result := map[string]any{"space": space.ID.String(), "name": space.Name, "access": improve.Owner.String(), "removed": len(use.Lost)}
	return s.print(result, "This laptop is an owner of “%s” now; %s taken out. Print a new sheet, and take this one back.", space.Name, counted(len(use.Lost), "lost one was", "lost ones were"))
}

// use reads the words and the laptops.
func (c *recoverCommand) use() (use app.SheetUse, err error) {
	var in io.Reader = os.Stdin
	if c.Sheet != "-" {
		file, err := os.Open(c.Sheet)
		if err != nil {
			return use, &improve.Error{Code: improve.NotFound, Message: fmt.Sprintf("The file %s cannot be read.", c.Sheet), Hint: "Name the file with the words of the sheet.", Err: err}
		}
		defer func() { _ = file.Close() }()
		in = file
	}
	const longest = 4096 // a sheet has 25 words
	typed, err := io.ReadAll(io.LimitReader(in, longest))
	if err != nil {
		return use, fmt.Errorf("read recovery sheet: %w", err)
	}
	if use.Sheet, err = improve.ParseSheet(improve.SplitSheet(string(typed))); err != nil {
		return use, err
	}
	for _, text := range c.Lost {
		device, err := improve.ParseDeviceID(text)
		if err != nil {
			return use, err
		}
		use.Lost = append(use.Lost, device)
	}
	if c.Mine != "" {
		use.Mine, err = improve.ParseDeviceID(c.Mine)
	}
	return use, err
}

// tell lets the laptop that gave the space know who is an owner now, and
// exchanges with it as this laptop, so that the two know each other.
func (c *recoverCommand) tell(s *session, use app.SheetUse, place string) error {
	if place == "" {
		return nil
	}
	return s.laptop.IntroduceAfterSheet(s.ctx, use.Sheet, c.From, place)
}

type lostCommand struct {
	Device string `arg:"" help:"The laptop that is gone."`
}

func (c *lostCommand) run(s *session) error {
	device, err := improve.ParseDeviceID(c.Device)
	if err != nil {
		return err
	}
	journal, err := s.journal()
	if err != nil {
		return err
	}
	lost, err := journal.LoseLaptop(s.ctx, device)
	if err != nil {
		return err
	}
	spaces, ask := []string{}, []map[string]any{}
	for _, space := range lost.Out {
		spaces = append(spaces, space.ID.String())
	}
	words := fmt.Sprintf("Taken out of %d spaces. What it holds can still be read on it.", len(lost.Out))
	for _, space := range lost.Ask {
		ask = append(ask, map[string]any{"space": space.ID.String(), "owners": append([]string{}, space.Owners...)})
		words += fmt.Sprintf("\nIn “%s” only an owner can take it out: ask %s.", space.Name, strings.Join(space.Owners, ", "))
	}
	return s.print(map[string]any{"device": device.String(), "spaces": spaces, "ask": ask}, "%s", words)
}
