package main

import (
	"fmt"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

type versionsCommand struct {
	ID      string `arg:"" help:"The page."`
	Back    *int   `help:"Write the page, or the diagram, as it stood in this version." placeholder:"N"`
	Why     string `help:"Keep the reason for the latest changes." placeholder:"TEXT"`
	Diagram bool   `help:"Of a project: the versions of its driver diagram as a whole."`
}

func (c *versionsCommand) run(s *session) error {
	if c.Back != nil && *c.Back < 1 {
		return usage("--back wants the number of a version; they count from 1")
	}
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	if c.Diagram {
		return c.diagram(s, journal, id)
	}
	if c.Back != nil {
		if err := journal.GoBack(s.ctx, id, *c.Back); err != nil {
			return err
		}
	}
	if c.Why != "" {
		if err := journal.SayWhy(s.ctx, id, c.Why); err != nil {
			return err
		}
	}
	versions, err := journal.Versions(s.ctx, id)
	if err != nil {
		return err
	}
	before, err := sayEarlier(s, journal, id, "")
	if err != nil {
		return err
	}
	for i, v := range versions {
		at := v.At.UTC().Format(time.RFC3339Nano)
		changed, linked := append([]improve.FieldKey{}, v.Changed...), append([]improve.RelName{}, v.Linked...) // [] where there are none
		object := map[string]any{"version": v.Number, "at": at, "by": v.By, "changed": changed, "linked": linked, "why": v.Why, "fields": v.Fields, "rows": v.Rows}
		if v.Back > 0 {
			object["back"] = v.Back
		}
		if i == 0 && before != "" {
			object["before"] = before
		}
		if err := s.print(object, "%d  %s  %s  %v  %s", v.Number, at, v.By, v.Changed, v.Why); err != nil {
			return err
		}
	}
	return nil
}

// sayEarlier tells a person where the versions before the first one stand, and
// gives the number of that page; "" where there are none on this laptop.
func sayEarlier(s *session, journal *app.Journal, id improve.ArtifactID, flag string) (string, error) {
	earlier, ok, err := journal.Earlier(s.ctx, id)
	if err != nil || !ok {
		return "", err
	}
	when := "before it was shared"
	if earlier.Backup {
		when = "as in the backup"
	}
	fmt.Fprintf(s.stderr, "Earlier versions stand at the page %s: cairnctl versions %s%s\n", when, earlier.Page, flag)
	return earlier.Page.String(), nil
}
