package main

import (
	"fmt"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

type worksCommand struct {
	Project string `arg:"" optional:"" help:"A project; default: everything here."`
	By      string `help:"By which conditions: place, grade or size." default:"place" enum:"place,grade,size"`
}

func (c *worksCommand) run(s *session) error {
	journal, project, err := c.project(s)
	if err != nil {
		return err
	}
	table, err := journal.Works(s.ctx, project, app.WorksBy(c.By))
	if err != nil {
		return err
	}
	for _, row := range table.Rows {
		if err := s.printWorks(table, row); err != nil {
			return err
		}
	}
	if len(table.Rows) == 0 && !s.json {
		return s.print(nil, "There is no test yet; \"cairnctl add --kind pdsa\" records one.")
	}
	return nil
}

// project gives the project that is asked for, zero for everything. Of another
// page no test can be found, and that would read as if nothing had been tried.
func (c *worksCommand) project(s *session) (*app.Journal, improve.ArtifactID, error) {
	if c.Project == "" {
		journal, err := s.journal()
		return journal, improve.ArtifactID{}, err
	}
	journal, id, err := s.page(c.Project)
	if err != nil {
		return nil, id, err
	}
	page, err := journal.Store().Artifact(s.ctx, id)
	if err == nil && page.Kind != projectKind {
		err = &improve.Error{Code: improve.Invalid, Message: "This page is no project.", Hint: "See \"cairnctl list --kind project\"; without a page, all that is here is shown."}
	}
	return journal, id, err
}

// printWorks prints one idea with its tests under each condition.
func (s *session) printWorks(table app.Works, row app.WorksRow) error {
	object := map[string]any{"idea": nil, "title": row.Title, "by": table.By}
	if !row.Idea.IsZero() {
		object["idea"] = row.Idea.String()
	}
	words, cells := []string{}, []map[string]any{}
	for i, column := range table.Columns {
		tests, counts := []map[string]any{}, map[string]int{}
		for _, test := range row.Cells[i] {
			tests = append(tests, map[string]any{"id": test.ID.String(), "title": test.Title, "decision": test.Decision})
			counts[test.Decision]++
		}
		if len(tests) == 0 {
			continue
		}
		cells = append(cells, map[string]any{"condition": column, "adopt": counts["adopt"], "adapt": counts["adapt"], "abandon": counts["abandon"], "open": counts[""], "tests": tests})
		words = append(words, fmt.Sprintf("  %s: %d kept, %d changed, %d dropped, %d open", orUnsaid(column), counts["adopt"], counts["adapt"], counts["abandon"], counts[""]))
	}
	object["conditions"] = cells
	title := row.Title
	if title == "" {
		title = "Tests without an idea"
	}
	return s.print(object, "%s\n%s", title, strings.Join(words, "\n"))
}

func orUnsaid(condition string) string {
	if condition == "" {
		return "not said"
	}
	return condition
}
