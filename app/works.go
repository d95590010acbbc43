package app

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/cairn-schools/cairn/improve"
)

// WorksBy says which conditions stand side by side in a table of what works for whom.
type WorksBy string

// The conditions that a table can be made by.
const (
	WorksByPlace WorksBy = "place" // the school
	WorksByGrade WorksBy = "grade"
	WorksBySize  WorksBy = "size" // how many students
)

// Works is a table of ideas and the conditions under which they were tried.
// Ideas that were dropped stand in it like all others: what did not work for
// whom is the half that nobody else writes down.
type Works struct {
	By      WorksBy
	Columns []string // the conditions; "" is for tests that say nothing of it, and the last
	Rows    []WorksRow
}

// WorksRow is one idea, or the tests that belong to none.
type WorksRow struct {
	Idea  improve.ArtifactID // zero: tests without an idea
	Title string
	Cells [][]WorksTest // for each column, oldest first
}

// WorksTest is one test with how it ended.
type WorksTest struct {
	ID       improve.ArtifactID
	Title    string
	Decision string // adopt, adapt, abandon; "" while it is open
	Column   string
}

// Works makes the table of a project, or of all that is on this laptop where
// project is zero. A test under several conditions, two grades, stands in each.
func (j *Journal) Works(ctx context.Context, project improve.ArtifactID, by WorksBy) (Works, error) {
	around, err := j.Surroundings(ctx)
	if err != nil {
		return Works{}, err
	}
	tests, ideas, err := j.triedIdeas(ctx, project)
	if err != nil {
		return Works{}, err
	}
	table, rows := Works{By: by}, map[improve.ArtifactID][]WorksTest{}
	for _, test := range tests {
		of := test.LinkedTo(ideaRel)
		if len(of) == 0 {
			of = []improve.ArtifactID{{}}
		}
		for _, column := range around.columns(test, by) {
			if !slices.Contains(table.Columns, column) {
				table.Columns = append(table.Columns, column)
			}
			for _, idea := range of {
				rows[idea] = append(rows[idea], WorksTest{ID: test.ID, Title: test.Title(), Decision: test.Text("decision"), Column: column})
			}
		}
	}
	slices.SortFunc(table.Columns, compareColumns)
	for idea, tried := range rows {
		row := WorksRow{Idea: idea, Cells: make([][]WorksTest, len(table.Columns))}
		row.Title = ideas[idea]
		if _, here := ideas[idea]; !here {
			row.Idea = improve.ArtifactID{} // an idea that is not on this laptop
		}
		for _, test := range tried {
			at := slices.Index(table.Columns, test.Column)
			row.Cells[at] = append(row.Cells[at], test)
		}
		table.Rows = append(table.Rows, row)
	}
	table.Rows = joinUnnamed(table.Rows)
	return table, nil
}

// ideaRel leads from a test to the idea that it tries.
const ideaRel improve.RelName = "change-idea"

// triedIdeas gives the tests of a project or of everybody, oldest first, and
// the names of the ideas.
func (j *Journal) triedIdeas(ctx context.Context, project improve.ArtifactID) (tests []improve.Artifact, ideas map[improve.ArtifactID]string, err error) {
	ideas = map[improve.ArtifactID]string{}
	var pages []improve.Artifact
	if project.IsZero() {
		pages, err = j.store.Artifacts(ctx, improve.Query{Kinds: []improve.KindName{testKind, improve.KindName(ideaRel)}, Order: improve.ByCreated, Limit: everything})
	} else {
		_, pages, err = j.PagesOf(ctx, project)
	}
	for _, a := range pages {
		switch a.Kind {
		case testKind:
			tests = append(tests, a)
		case improve.KindName(ideaRel):
			ideas[a.ID] = a.Title()
		}
	}
	return tests, ideas, err
}

// joinUnnamed puts the tests whose idea is not named or not here into one row, the last.
func joinUnnamed(rows []WorksRow) []WorksRow {
	slices.SortFunc(rows, func(x, y WorksRow) int {
		return cmp.Or(-cmp.Compare(min(len(x.Title), 1), min(len(y.Title), 1)), cmp.Compare(x.Title, y.Title), slices.Compare(x.Idea[:], y.Idea[:]))
	})
	at := slices.IndexFunc(rows, func(row WorksRow) bool { return row.Title == "" })
	if at < 0 {
		return rows
	}
	last := rows[at]
	for _, other := range rows[at+1:] {
		for i := range last.Cells {
			last.Cells[i] = append(last.Cells[i], other.Cells[i]...)
		}
	}
	for _, cell := range last.Cells {
		slices.SortFunc(cell, func(x, y WorksTest) int { return slices.Compare(x.ID[:], y.ID[:]) })
	}
	return append(rows[:at], last)
}

// compareColumns puts numbers in their order, words by the alphabet, and what
// nobody said last.
func compareColumns(x, y string) int {
	if (x == "") != (y == "") {
		return len(y) - len(x)
	}
	number := func(text string) int {
		n, err := strconv.Atoi(text[:len(text)-len(afterDigits(text))])
		if err != nil {
			return -1
		}
		return n
	}
	return cmp.Or(cmp.Compare(number(x), number(y)), cmp.Compare(x, y))
}

func afterDigits(text string) string {
	for i, r := range text {
		if r < '0' || r > '9' {
			return text[i:]
		}
	}
	return ""
}

// Sizes of groups that a test may have had, as a reader tells them apart: a few
// students, half a class, a class, several classes.
var worksSizes = []struct {
	least int
	words string
}{{100, "100 and more"}, {35, "35 to 99"}, {15, "15 to 34"}, {6, "6 to 14"}, {1, "1 to 5"}}

// columns gives under which conditions a test stands; "" where nobody said.
func (s Surroundings) columns(test improve.Artifact, by WorksBy) []string {
	c := s.Of(test)
	var columns []string
	switch by {
	case WorksByGrade:
		for _, span := range c.grades {
			for grade := span[0]; grade <= span[1]; grade++ {
				columns = append(columns, gradeWord(grade))
			}
		}
	case WorksBySize:
		for _, size := range c.sizes {
			at := slices.IndexFunc(worksSizes, func(s struct {
				least int
				words string
			}) bool {
				return size >= s.least
			})
			columns = append(columns, worksSizes[at].words)
		}
	default:
		columns = s.placeNames(test)
	}
	slices.Sort(columns)
	if columns = slices.Compact(columns); len(columns) == 0 {
		return []string{""}
	}
	return columns
}
