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
	var project improve.ArtifactID
	if c.Project != "" {
		var err error
		if project, err = improve.ParseArtifactID(c.Project); err != nil {
			return err
		}
	}
	journal, err := s.journal()
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
	return nil
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
