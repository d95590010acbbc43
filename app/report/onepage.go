package report

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// What one sheet has room for beside its two pictures. All of it together
// leaves them their least height; a test holds that with texts without end.
const (
	oneTests     = 3 // the last ones: older ones are in the whole report
	oneTestLines = 3
	oneNext      = 3
	oneLines     = 2 // of the title, the aim and each thing that is next
)

// Heights of the pictures, in points: less cannot be read, more leaves the rest
// of the sheet looking lost.
const (
	leastTheory, mostTheory = 90, 270
	leastRun, mostRun       = 185, 320
)

// OnePage makes the report of a project that fits one sheet: the aim, the
// theory, the chart of its first main measure, the last tests with what was
// learned, and what is next. today is a day as 2026-11-21. What may not leave
// the laptop is left out, as Project leaves it out; longer texts end with "…".
// An *Error NotFound when there is no such project.
func OnePage(ctx context.Context, say *phrase.Book, j *app.Journal, id improve.ArtifactID, today string) (Report, error) {
	m, project, err := projectMaker(ctx, say, j, id)
	if err != nil {
		return Report{}, err
	}
	m.oneHead(project)
	if len(m.of("driver")) > 0 {
		m.add(figure.Room{Least: leastTheory, Most: mostTheory, Draw: func(width, height float64) *figure.Scene { return m.smallTheory(project, width, height) }})
	}
	if drawn, ok := m.mainChart(); ok {
		m.add(figure.Room{Least: leastRun, Most: mostRun, Draw: func(width, height float64) *figure.Scene {
			drawn.Width, drawn.Height = width, height
			return drawn.Scene()
		}})
	}
	m.oneTests()
	m.oneNext(today)
	sheet := figure.OneSheet(m.say, m.book.Title, m.day(), m.blocks)
	return Report{Title: m.book.Title, Made: m.book.Made, Pages: []*figure.Scene{sheet}, Count: len(m.all)}, nil
}

// oneHead says what the project is called, whose it is and what it wants.
func (m *maker) oneHead(project improve.Artifact) {
	m.add(figure.Heading{Level: 1, Words: project.Title(), Most: oneLines})
	where := ""
	if page, ok := m.pageOf(project.ID); ok {
		where = page.Space
	}
	m.add(figure.Words{Text: strings.Trim(where+" · "+m.day(), " ·"), Quiet: true, Most: 1})
	aim := cmp.Or(project.Text("accomplish"), project.Text("problem"))
	if aims := m.of("aim"); len(aims) > 0 {
		aim = aims[0].Title()
	}
	if aim == "" {
		m.add(figure.Words{Text: m.say.T("report.one.noAim", "What we want to achieve is not written yet."), Quiet: true, Most: oneLines})
		return
	}
	m.add(figure.Words{Label: m.say.T("report.aim", "Our aim"), Text: oneLine(aim), Most: oneLines})
}

// oneLine makes one paragraph of a text, so that its lines can be bounded.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// mainChart is the chart of the first measure of the aim that has numbers, else
// of the first measure that has.
func (m *maker) mainChart() (figure.MeasureChart, bool) {
	measures := m.of("measure")
	slices.SortStableFunc(measures, func(x, y improve.Artifact) int { return outcomeFirst(x) - outcomeFirst(y) })
	for _, measure := range measures {
		all := m.measure(measure)
		if len(all.Numbers) == 0 {
			continue
		}
		if drawn, err := all.Chart(); err == nil {
			return drawn, true
		}
	}
	return figure.MeasureChart{}, false
}

// oneTests is a line for each of the last tests from which something was
// learned, the latest first; while there is none, of those that were begun.
func (m *maker) oneTests() {
	begun := m.begunTests()
	told := slices.DeleteFunc(slices.Clone(begun), func(a improve.Artifact) bool { return a.Text("learned") == "" })
	if len(told) == 0 {
		told = begun
	}
	table := figure.Table{Head: m.testHead(), Most: oneTestLines}
	for _, test := range told[:min(len(told), oneTests)] {
		if page, ok := m.pageOf(test.ID); ok {
			table.Rows = append(table.Rows, []string{page.Headline(), m.shown(page, "change"), m.shown(page, "learned"), m.shown(page, "decision")})
		}
	}
	if len(table.Rows) > 0 {
		m.add(figure.Heading{Level: 3, Words: m.say.T("report.one.tests", "Our last tests"), Most: 1}, table)
	}
}

// begunTests are the tests that were begun, the latest first.
func (m *maker) begunTests() []improve.Artifact {
	tests := slices.DeleteFunc(m.of("pdsa"), func(a improve.Artifact) bool { return a.Text("do_began") == "" })
	slices.SortStableFunc(tests, func(x, y improve.Artifact) int { return strings.Compare(dayOf(y), dayOf(x)) })
	return tests
}

// oneNext says what is on its way: the latest test, while nothing was learned
// from it, or what it asks for next, then tests and meetings that have a day.
func (m *maker) oneNext(today string) {
	var lines []string
	if tests := m.begunTests(); len(tests) > 0 && tests[0].Text("learned") == "" {
		lines = append(lines, m.say.T("report.one.trying", "Being tried: %s", tests[0].Title()))
	} else if len(tests) > 0 && tests[0].Text("next") != "" {
		lines = append(lines, tests[0].Text("next"))
	}
	planned := slices.DeleteFunc(m.of("pdsa"), func(a improve.Artifact) bool { return a.Text("do_began") != "" || a.Text("start") < today })
	meetings := slices.DeleteFunc(m.of("meeting"), func(a improve.Artifact) bool { return a.Text("date") < today })
	coming := slices.Concat(planned, meetings)
	slices.SortStableFunc(coming, func(x, y improve.Artifact) int { return strings.Compare(dayOf(x), dayOf(y)) })
	for _, a := range coming {
		lines = append(lines, m.dayWords(dayOf(a))+" "+a.Title())
	}
	if len(lines) == 0 {
		return
	}
	m.add(figure.Heading{Level: 3, Words: m.say.T("report.one.next", "What is next"), Most: 1})
	var text strings.Builder
	for _, line := range lines[:min(len(lines), oneNext)] {
		text.WriteString("- " + oneLine(line) + "\n")
	}
	m.add(figure.Words{Text: text.String(), Most: oneLines})
}

// leastTheoryScale is how small a diagram may be drawn: its words are then as
// large as the small print of the sheet.
const leastTheoryScale = 0.45

// smallTheory draws as much of the theory as can be read in so much room: with
// the ideas, else the drivers, else the primary ones, where some are called so,
// else the first of these. What hangs on nothing stands in rows; what is left
// out is counted below the picture.
func (m *maker) smallTheory(project improve.Artifact, width, height float64) *figure.Scene {
	all, drivers := m.all, without(m.all, "change-idea", "")
	ways := [][]improve.Artifact{all, drivers}
	fewer := without(drivers, "driver", "primary")
	if count(fewer) == 0 {
		fewer = withoutLastDriver(drivers)
	}
	for ; count(fewer) > 0; fewer = withoutLastDriver(fewer) {
		ways = append(ways, fewer)
	}
	var scene *figure.Scene
	for _, pages := range ways {
		diagram := m.theoryOf(project, pages)
		diagram.Bare, diagram.Rows = true, true // the sheet says what it is about
		scene = m.leftOut(diagram.Scene(), count(all)-count(pages))
		if scene.Width*leastTheoryScale <= width && scene.Height*leastTheoryScale <= height {
			break
		}
	}
	return scene // one driver with its aim is drawn smaller still
}

// without gives pages without those of a kind, but for those of a level.
func without(pages []improve.Artifact, kind improve.KindName, level string) []improve.Artifact {
	return slices.DeleteFunc(slices.Clone(pages), func(a improve.Artifact) bool {
		return a.Kind == kind && (level == "" || a.Text("level") != level)
	})
}

func withoutLastDriver(pages []improve.Artifact) []improve.Artifact {
	last := len(pages) - 1
	for pages[last].Kind != "driver" {
		last--
	}
	return slices.Delete(slices.Clone(pages), last, last+1)
}

// count is how many drivers and ideas there are among pages.
func count(pages []improve.Artifact) (n int) {
	for _, page := range pages {
		if page.Kind == "driver" || page.Kind == "change-idea" {
			n++
		}
	}
	return n
}

// leftOut says below a picture how much of the theory is not in it.
func (m *maker) leftOut(scene *figure.Scene, n int) *figure.Scene {
	if n == 0 {
		return scene
	}
	set := figure.Type{Size: 12}
	words := set.Fit(m.say.N(n, "report.one.more", "… and %d more in the whole report", "… and %d more in the whole report"), scene.Width)
	scene.Items = append(scene.Items, figure.Text{At: figure.Spot{X: scene.Width, Y: scene.Height}, Words: words, Type: set, Anchor: figure.End, Colour: figure.Muted})
	scene.Height += set.Lead()
	return scene
}
