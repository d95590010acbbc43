package main

import (
	"fmt"
	"io"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
)

// checkFamilies refuses options that do not go with a page for families.
func (c *exportCommand) checkFamilies() error {
	if c.For == "" && c.Read {
		return usage("--read goes with --for families")
	}
	if c.For != "" && (c.Project == "" || c.Own || c.poster() || c.Format != "html" && c.Format != "pdf") {
		return usage("--for families makes one page of a project: --format html or pdf, --project ID")
	}
	return nil
}

// families writes the page of a project for families. A word that could be a
// name is told before anything is written, until somebody has read it.
func (c *exportCommand) families(s *session, journal *app.Journal, project improve.ArtifactID) error {
	decided, err := c.names()
	if err != nil {
		return err
	}
	page, err := report.Families(s.ctx, s.say, journal, project, decided)
	if err != nil {
		return err
	}
	if len(page.Doubts) > 0 && !c.Read {
		first := page.Doubts[0]
		return &improve.Error{
			Code: improve.Invalid, Message: fmt.Sprintf("%s could be a name, the first “%s” in “%s”.", counted(len(page.Doubts), "word", "words"), first.Word, first.Seen),
			Hint: "Change the words on the pages, or add --read when they name nobody.",
		}
	}
	write := func(w io.Writer) error {
		file, err := page.File(c.Format)
		if err == nil {
			_, err = w.Write(file)
		}
		return err
	}
	if c.File == "-" {
		return write(s.stdout)
	}
	if err := writeWhole(c.File, write); err != nil {
		return err
	}
	doubts := []map[string]any{}
	for _, doubt := range page.Doubts {
		doubts = append(doubts, map[string]any{"word": doubt.Word, "seen": doubt.Seen})
	}
	return s.print(map[string]any{"file": c.File, "count": 1, "covered": page.Covered, "doubts": doubts},
		"Wrote the page for families to %s. Other words stand for names at %s. Read it before you hand it on.", c.File, counted(page.Covered, "place", "places"))
}
