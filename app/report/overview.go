package report

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// overviewShown is how many projects an overview tells of: what fits one sheet
// with a few lines for each.
const overviewShown = 12

// comingShown is how many meetings stand at the end of an overview.
const comingShown = 4

// Overview makes the report of one sheet on all projects that are shared with
// somebody: what each wants, what its first main measure says, which test came
// last, and which meetings come next. today is a day as 2026-11-21. Numbers of
// small groups are not in it.
func Overview(ctx context.Context, say *phrase.Book, j *app.Journal, title, today string) (Report, error) {
	me, err := j.Me(ctx)
	if err != nil {
		return Report{}, err
	}
	query, err := OverviewQuery(ctx, j)
	if err != nil {
		return Report{}, err
	}
	book, err := j.Book(ctx, title, query)
	if err != nil {
		return Report{}, err
	}
	m := newMaker(say, j.Catalog(), book)
	m.all = slices.DeleteFunc(m.all, func(a improve.Artifact) bool { return a.Space == me.Personal || a.Retired() })
	m.add(figure.Heading{Level: 1, Words: title}, figure.Words{Text: m.day(), Quiet: true})
	projects := m.of("project")
	slices.Reverse(projects) // the latest first
	table := figure.Table{Head: []string{say.T("report.project", "Project"), say.T("report.want", "What we want"), say.T("report.goes", "How it goes"), say.T("report.last", "Last test")}}
	for _, project := range projects[:min(len(projects), overviewShown)] {
		table.Rows = append(table.Rows, m.overviewRow(project))
		m.count++
	}
	m.add(table)
	if coming := m.coming(today); coming != "" {
		m.add(figure.Words{Label: say.T("report.meetings", "Next meetings"), Text: coming})
	}
	return m.done(), nil
}

// overviewKinds are what an overview is told from.
func overviewKinds() []improve.KindName {
	return []improve.KindName{"project", "aim", "measure", "data-point", "pdsa", "meeting"}
}

// below gives the artifacts of a kind that name a project.
func (m *maker) below(kind improve.KindName, project improve.ArtifactID) []improve.Artifact {
	return slices.DeleteFunc(m.of(kind), func(a improve.Artifact) bool { return !slices.Contains(a.LinkedTo("project"), project) })
}

func (m *maker) overviewRow(project improve.Artifact) []string {
	row := []string{project.Title(), "", "", ""}
	if aims := m.below("aim", project.ID); len(aims) > 0 {
		row[1] = aims[0].Title()
	}
	row[2] = m.overviewNumbers(project.ID)
	if tests := m.below("pdsa", project.ID); len(tests) > 0 {
		last := slices.MaxFunc(tests, func(x, y improve.Artifact) int {
			return strings.Compare(x.Text("start"), y.Text("start"))
		})
		row[3] = last.Title()
		if learned := last.Text("learned"); learned != "" {
			row[3] += ": " + learned
		}
	}
	return row
}

// overviewNumbers says what the first measure of the aim says, else the first measure.
func (m *maker) overviewNumbers(project improve.ArtifactID) string {
	measures := m.below("measure", project)
	slices.SortStableFunc(measures, func(x, y improve.Artifact) int { return outcomeFirst(x) - outcomeFirst(y) })
	for _, measure := range measures {
		numbers := slices.DeleteFunc(m.of("data-point"), func(a improve.Artifact) bool { return !slices.Contains(a.LinkedTo("measure"), measure.ID) })
		drawn, err := (figure.Measure{Say: m.say, Measure: measure, Numbers: numbers}).Chart()
		if err != nil {
			continue // it has no number yet
		}
		said := measure.Title()
		if found := drawn.Finding(); len(found) > 0 {
			said += ": " + found[0]
		}
		return said
	}
	return ""
}

func outcomeFirst(measure improve.Artifact) int {
	if measure.Text("type") == "outcome" {
		return 0
	}
	return 1
}

// coming lists the next meetings, a line for each.
func (m *maker) coming(today string) string {
	meetings := slices.DeleteFunc(m.of("meeting"), func(a improve.Artifact) bool { return a.Text("date") < today })
	slices.SortStableFunc(meetings, func(x, y improve.Artifact) int { return strings.Compare(x.Text("date"), y.Text("date")) })
	var lines []string
	for _, a := range meetings[:min(len(meetings), comingShown)] {
		lines = append(lines, "- "+m.dayWords(a.Text("date"))+" "+a.Title())
	}
	return strings.Join(lines, "\n")
}

// dayWords says a day that is written as 2026-11-21; another text stays as it is.
func (m *maker) dayWords(canonical string) string {
	day, err := time.Parse(time.DateOnly, canonical)
	if err != nil {
		return canonical
	}
	return m.say.Day(day)
}
