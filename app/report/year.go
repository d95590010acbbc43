package report

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/app/office"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// YearOf says which year a report tells of, and of which spaces; none: all that
// are shared.
type YearOf struct {
	Title  string
	Begins int // the school year from August of this year to July of the next
	Spaces []improve.SpaceID
}

// yearMonth is the month in which most school years begin.
const yearMonth = time.August

// SchoolYear gives the year in which the school year of a day began.
func SchoolYear(day time.Time) int {
	if day.Month() < yearMonth {
		return day.Year() - 1
	}
	return day.Year()
}

// days gives the first and the last day.
func (y YearOf) days() (first, last string) {
	begin := time.Date(y.Begins, yearMonth, 1, 0, 0, 0, 0, time.UTC)
	return begin.Format(time.DateOnly), begin.AddDate(1, 0, -1).Format(time.DateOnly)
}

func (y YearOf) holds(day string) bool {
	first, last := y.days()
	return day >= first && day[:min(len(day), len(last))] <= last
}

// yearKinds are what a year is told from. No kind among them is private, and of
// what stands in the private space nothing is told.
func yearKinds() []improve.KindName {
	return []improve.KindName{"project", "aim", "measure", "data-point", "driver", "change-idea", "pdsa", "decision"}
}

// Year makes the report of a school year: of each project that had a test, a
// number or a decision in it, or was begun, the aim, the charts, what was
// tested, what was learned and decided, and what is to come. Private pages and
// numbers of small groups are not in it. Count is the number of projects.
func Year(ctx context.Context, say *phrase.Book, j *app.Journal, of YearOf) (Report, error) {
	me, err := j.Me(ctx)
	if err != nil {
		return Report{}, err
	}
	query, err := of.Query(ctx, j)
	if err != nil {
		return Report{}, err
	}
	book, err := j.Book(ctx, of.Title, query)
	if err != nil {
		return Report{}, err
	}
	book.Pages = slices.DeleteFunc(book.Pages, func(p office.Page) bool { return p.Artifact.Space == me.Personal || p.Artifact.Retired() })
	y := &yearMaker{maker: newMaker(say, j.Catalog(), book), of: of}
	projects := slices.DeleteFunc(y.maker.of("project"), func(project improve.Artifact) bool { return !y.active(project) })
	y.head(projects)
	for _, project := range projects {
		if err := y.project(ctx, j, project); err != nil {
			return Report{}, err
		}
		y.count++
	}
	return y.done(), nil
}

// yearMaker collects the blocks of a year.
type yearMaker struct {
	*maker
	of YearOf
}

// dayOf is the day that a page stands for.
func dayOf(a improve.Artifact) string {
	for _, key := range []improve.FieldKey{"date", "start", "started"} {
		if day := a.Text(key); day != "" {
			return day
		}
	}
	return a.Created.Time().Format(time.DateOnly)
}

// during gives what of a kind belongs to a project and falls into the year, in order of days.
func (y *yearMaker) during(kind improve.KindName, project improve.ArtifactID) []improve.Artifact {
	pages := slices.DeleteFunc(y.below(kind, project), func(a improve.Artifact) bool { return !y.of.holds(dayOf(a)) })
	slices.SortStableFunc(pages, func(a, b improve.Artifact) int { return strings.Compare(dayOf(a), dayOf(b)) })
	return pages
}

func (y *yearMaker) active(project improve.Artifact) bool {
	if y.of.holds(dayOf(project)) || len(y.during("pdsa", project.ID))+len(y.during("decision", project.ID)) > 0 {
		return true
	}
	return slices.ContainsFunc(y.below("measure", project.ID), func(measure improve.Artifact) bool {
		return slices.ContainsFunc(y.maker.of("data-point"), func(a improve.Artifact) bool {
			return slices.Contains(a.LinkedTo("measure"), measure.ID) && y.of.holds(a.Text("date"))
		})
	})
}

// head says on the first page what the year came to: a line for each project.
func (y *yearMaker) head(projects []improve.Artifact) {
	years := y.say.T("report.year", "School year %d/%02d", y.of.Begins, (y.of.Begins+1)%100)
	y.add(figure.Heading{Level: 1, Words: y.of.Title}, figure.Words{Text: years + " · " + y.day(), Quiet: true})
	if len(projects) == 0 {
		y.add(figure.Words{Text: y.say.T("report.year.none", "No project had a test, a number or a decision in this year.")})
		return
	}
	table := figure.Table{Head: []string{y.say.T("report.project", "Project"), y.say.T("report.want", "What we want"), y.say.T("report.testCount", "Tests"), y.say.T("report.goes", "How it goes")}}
	for _, project := range projects {
		aim := ""
		if aims := y.below("aim", project.ID); len(aims) > 0 {
			aim = aims[0].Title()
		}
		table.Rows = append(table.Rows, []string{project.Title(), aim, fmt.Sprint(len(y.during("pdsa", project.ID))), y.overviewNumbers(project.ID)})
	}
	y.add(table)
}

// mostYearCharts is how many measures of a project are drawn: the ones that tell of the aim first.
const mostYearCharts = 3

// project tells one project's year on sheets of its own.
func (y *yearMaker) project(ctx context.Context, j *app.Journal, project improve.Artifact) error {
	y.add(figure.NewPage{}, figure.Heading{Level: 1, Words: project.Title()})
	if problem := project.Text("problem"); problem != "" {
		y.add(figure.Words{Label: y.say.T("figure.fishbone.problem", "The problem"), Text: problem})
	}
	for _, aim := range y.below("aim", project.ID) {
		y.add(figure.Words{Label: y.say.T("report.aim", "Our aim"), Text: aim.Title()})
	}
	if err := y.yearCharts(ctx, j, project); err != nil {
		return err
	}
	y.tested(project)
	y.learned(project)
	y.next(project)
	return nil
}

func (y *yearMaker) yearCharts(ctx context.Context, j *app.Journal, project improve.Artifact) error {
	measures := y.below("measure", project.ID)
	slices.SortStableFunc(measures, func(a, b improve.Artifact) int { return outcomeFirst(a) - outcomeFirst(b) })
	_, last := y.of.days()
	put := 0
	for _, measure := range measures {
		all, err := Measure(ctx, y.say, j, measure.ID)
		if err != nil {
			return err
		}
		all.Numbers = slices.DeleteFunc(all.Numbers, func(a improve.Artifact) bool { return a.Text("date") > last })
		all.Tests = y.below("pdsa", project.ID)
		drawn, err := all.Chart()
		if err != nil || len(all.Numbers) == 0 || put == mostYearCharts {
			continue // it has no number yet
		}
		if put++; put == 1 {
			y.add(figure.Heading{Level: 2, Words: y.say.T("report.numbers", "How we are doing")})
		}
		drawn.Width, drawn.Height = chartWidth, chartHeight
		y.add(figure.Picture{Scene: drawn.Scene()})
	}
	return nil
}

// tested is a line for each test of the year.
func (y *yearMaker) tested(project improve.Artifact) {
	table := figure.Table{Head: y.testHead()}
	for _, test := range y.during("pdsa", project.ID) {
		if page, ok := y.pageOf(test.ID); ok {
			table.Rows = append(table.Rows, []string{page.Headline(), y.shown(page, "change"), y.shown(page, "learned"), y.shown(page, "decision")})
		}
	}
	if len(table.Rows) > 0 {
		y.add(figure.Heading{Level: 2, Words: y.say.T("report.tested", "What we tested")}, table)
	}
}

// learned is what the project says it has learned, and what was decided in the year.
func (y *yearMaker) learned(project improve.Artifact) {
	if learned := project.Text("learned"); learned != "" {
		y.add(figure.Heading{Level: 2, Words: y.say.T("report.learned", "What we learned")}, figure.Words{Text: learned})
	}
	table := figure.Table{Head: []string{y.say.T("report.decision", "Decision"), y.say.T("report.day", "Day"), y.say.T("report.why", "Why"), y.say.T("report.holds", "Does it hold?")}}
	for _, decision := range y.during("decision", project.ID) {
		if page, ok := y.pageOf(decision.ID); ok {
			table.Rows = append(table.Rows, []string{decision.Title(), y.shown(page, "date"), y.shown(page, "why"), y.shown(page, "state")})
		}
	}
	if len(table.Rows) > 0 {
		y.add(figure.Heading{Level: 2, Words: y.say.T("report.decided", "What we decided")}, table)
	}
}

// ideaParts are the states of ideas that a year's end tells of, and under which words.
func (y *yearMaker) ideaParts() []struct{ words, states string } {
	return []struct{ words, states string }{
		{y.say.T("report.ideas.here", "How we do it here now"), "standard spreading implementing"},
		{y.say.T("report.ideas.aside", "Put aside or dropped"), "parked abandoned"},
		{y.say.T("report.ideas.trying", "Still being tried"), "testing"},
		{y.say.T("report.ideas.chosen", "Chosen to try"), "prioritised"},
	}
}

// next tells where the ideas stand at the end, and what the last tests and the
// decisions leave for the next year.
func (y *yearMaker) next(project improve.Artifact) {
	first := true
	say := func(label, text string) {
		if text == "" {
			return
		}
		if first {
			y.add(figure.Heading{Level: 2, Words: y.say.T("report.nextYear", "Next year")})
			first = false
		}
		y.add(figure.Words{Label: label, Text: text})
	}
	for _, part := range y.ideaParts() {
		var titles []string
		for _, idea := range y.below("change-idea", project.ID) {
			if slices.Contains(strings.Fields(part.states), idea.Text("state")) {
				titles = append(titles, idea.Title()+" ("+y.optionLabel(idea, "state")+")")
			}
		}
		say(part.words, bulleted(titles))
	}
	var plans []string
	for _, test := range y.during("pdsa", project.ID) {
		if plan := test.Text("next"); plan != "" {
			plans = append(plans, plan)
		}
	}
	say(y.say.T("report.plans", "What the tests ask for next"), bulleted(plans[max(0, len(plans)-comingShown):]))
	_, last := y.of.days()
	var again []string
	for _, decision := range y.below("decision", project.ID) {
		if review := decision.Text("review"); review > last {
			again = append(again, y.dayWords(review)+": "+decision.Title())
		}
	}
	say(y.say.T("report.again", "To look at again"), bulleted(again))
}

func bulleted(lines []string) string {
	if len(lines) < 2 {
		return strings.Join(lines, "")
	}
	return "- " + strings.Join(lines, "\n- ")
}

// pageOf finds a page in the book.
func (m *maker) pageOf(id improve.ArtifactID) (office.Page, bool) {
	at := slices.IndexFunc(m.book.Pages, func(p office.Page) bool { return p.Artifact.ID == id })
	if at < 0 {
		return office.Page{}, false
	}
	return m.book.Pages[at], true
}
