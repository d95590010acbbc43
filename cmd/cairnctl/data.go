package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/disk"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/storage"
)

type digestCommand struct {
	Space string `help:"Only this space." placeholder:"S"`
}

func (c *digestCommand) run(s *session) error {
	only, err := optionalSpace(c.Space)
	if err != nil {
		return err
	}
	journal, err := s.journal()
	if err != nil {
		return err
	}
	rows, err := journal.Store().Spaces(s.ctx)
	if err != nil {
		return err
	}
	found := false
	for _, row := range rows {
		if !only.IsZero() && row.Space.ID != only {
			continue
		}
		found = true
		digest := hex.EncodeToString(row.Digest[:])
		object := map[string]any{"space": row.Space.ID.String(), "events": row.Events, "digest": digest}
		if err := s.print(object, "%s  %8d  %s", row.Space.ID, row.Events, digest); err != nil {
			return err
		}
	}
	if !found && !only.IsZero() {
		return noSpace()
	}
	return nil
}

type checkCommand struct {
	Full   bool `help:"Look at every event, not only at the ends."`
	Repair bool `help:"Look at every event, and make lists and search anew where they alone are damaged."`
}

func (c *checkCommand) run(s *session) error {
	opened, err := s.open(laptop.Find)
	if err != nil {
		return err
	}
	report, repaired, err := c.check(s.ctx, opened.DB)
	if err != nil {
		return err
	}
	faults := report.Faults
	if faults == nil {
		faults = []string{}
	}
	words := fmt.Sprintf("All %d entries are well.", report.Events)
	if len(faults) > 0 {
		words = strings.Join(faults, "\n")
	} else if len(repaired) > 0 {
		words = "Lists and search were made anew. What was wrong with them:\n" + strings.Join(repaired, "\n") + "\n" + words
	}
	copies, err := copiesOf(s.ctx, opened.Journal)
	if err != nil {
		return err
	}
	result := map[string]any{"ok": len(faults) == 0, "events": report.Events, "logs": report.Logs, "faults": faults}
	if report.Differed > 0 {
		result["differed"], result["healed"] = report.Differed, report.Healed
		words += fmt.Sprintf("\nAnother laptop showed something else of the same entries %d times; making the lists afresh mended it %d times.", report.Differed, report.Healed)
	}
	if c.Repair {
		result["repaired"] = repaired
	}
	if copied := copies.note(opened.Journal.Device(), result); copied != "" {
		words += "\nThis laptop: " + copied + "; both histories were kept."
	}
	if err := s.print(result, "%s", words); err != nil {
		return err
	}
	switch {
	case len(faults) == 0:
		return nil
	case report.ListsOnly:
		return &improve.Error{Code: improve.Damaged, Message: "Lists or search are damaged; what was recorded is whole.", Hint: "Run \"cairnctl check --repair\"."}
	default:
		return &improve.Error{Code: improve.Damaged, Message: "Some of the data is damaged.", Hint: "Make a copy of the folder, then restore a backup into it."}
	}
}

// check looks at the data and, where that is wanted and lists and search alone
// are damaged, makes them anew and looks again. What was recorded is never
// touched: lists made of damaged records would only lose what they still show.
func (c *checkCommand) check(ctx context.Context, db *storage.DB) (report improve.CheckReport, repaired []string, err error) {
	report, err = db.Check(ctx, c.Full || c.Repair)
	repaired = []string{}
	if err != nil || !c.Repair || !report.ListsOnly {
		return report, repaired, err
	}
	if err := db.Rebuild(ctx); err != nil {
		return report, repaired, err
	}
	for more := true; more; {
		if more, err = db.IndexSearch(ctx, indexPiece); err != nil {
			return report, repaired, err
		}
	}
	found := report.Faults
	if report, err = db.Check(ctx, true); err != nil {
		return report, repaired, err
	}
	for _, fault := range found {
		if !slices.Contains(report.Faults, fault) {
			repaired = append(repaired, fault)
		}
	}
	return report, repaired, nil
}

type rebuildCommand struct{}

func (c *rebuildCommand) run(s *session) error {
	opened, err := s.open(laptop.Find)
	if err != nil {
		return err
	}
	if err := opened.DB.Rebuild(s.ctx); err != nil {
		return err
	}
	return s.print(map[string]any{"rebuilt": true}, "Lists and search were made anew.")
}

type backupCommand struct {
	File       string `arg:"" help:"The file to write." type:"path"`
	Passphrase string `help:"A file whose first line seals the backup." name:"passphrase-file" placeholder:"FILE" type:"path"`
}

func (c *backupCommand) run(s *session) error {
	passphrase, err := readPassphrase(c.Passphrase)
	if err != nil {
		return err
	}
	journal, err := s.journal()
	if err != nil {
		return err
	}
	manifest, err := journal.Backup(s.ctx, c.File, passphrase)
	if err != nil {
		return err
	}
	return s.print(manifest, "Backed up %d entries of %d spaces to %s.", manifest.Events, len(manifest.Spaces), filepath.Base(c.File))
}

func readPassphrase(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return "", &improve.Error{Code: improve.NotFound, Message: "The file with the passphrase cannot be read.", Hint: "Check its name and place.", Err: err}
	}
	line, _, _ := strings.Cut(string(raw), "\n")
	if line = strings.TrimSpace(line); line == "" {
		return "", &improve.Error{Code: improve.Invalid, Message: "The file with the passphrase is empty.", Hint: "Write the passphrase on its first line."}
	}
	return line, nil
}

type restoreCommand struct {
	File       string `arg:"" help:"The backup." type:"path"`
	Passphrase string `help:"A file whose first line opens the backup." name:"passphrase-file" placeholder:"FILE" type:"path"`
}

func (c *restoreCommand) run(s *session) error {
	passphrase, err := readPassphrase(c.Passphrase)
	if err != nil {
		return err
	}
	if _, err := app.LookAtBackup(c.File, passphrase); err != nil { // before a folder is made for it
		return err
	}
	opened, err := s.open(laptop.Open)
	if err != nil {
		return err
	}
	restored, err := opened.Journal.Restore(s.ctx, c.File, passphrase)
	if err != nil {
		return err
	}
	words := fmt.Sprintf("Took %d entries from the backup of %s.", restored.Events, restored.Manifest.Made.Format("2 January 2006"))
	if restored.NewHere {
		words += " This is a new laptop to your schools: ask an owner of each shared space to invite it." + whereCopied(restored.Copied)
	}
	return s.print(map[string]any{"events": restored.Events, "made": restored.Manifest.Made, "new_here": restored.NewHere, "copied": restored.Copied}, "%s", words)
}

// whereCopied says where a private page is to be found after a restore.
func whereCopied(count int) string {
	switch count {
	case 0:
		return ""
	case 1:
		return " One private page was copied to it: lists show the copy to go on with, list --all the old one, too."
	default:
		return fmt.Sprintf(" %d private pages were copied to it: lists show the copies to go on with, list --all the old ones, too.", count)
	}
}

func pages(count int) string {
	if count == 1 {
		return "1 page"
	}
	return fmt.Sprintf("%d pages", count)
}

// writeWhole writes a file beside its place and puts it there once it is
// complete, over one that Cairn made in the same way, never over another.
func writeWhole(path string, write func(io.Writer) error) error {
	var content bytes.Buffer
	if err := write(&content); err != nil {
		return err
	}
	if err := app.MayOverwrite(path, content.Bytes()); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".cairn-export-*")
	if err != nil {
		return &improve.Error{Code: improve.Invalid, Message: "The file cannot be written there.", Hint: "Choose another folder.", Err: err}
	}
	defer os.Remove(file.Name()) // gone already when all went well
	_, err = file.Write(content.Bytes())
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	if err := disk.Rename(file.Name(), path); err != nil {
		return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("“%s” cannot be written.", filepath.Base(path)), Hint: "Name a file, not a folder, and close it in other programs.", Err: err}
	}
	return nil
}
