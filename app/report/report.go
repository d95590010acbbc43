package report

import (
	"cmp"
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

// Report is what is ready to be looked at or printed: each page is a scene of
// one upright A4 sheet.
type Report struct {
	Title string
	Made  time.Time
	Pages []*figure.Scene
	Count int // how many pages of Cairn it is made of
}

// PDF gives the report as a file, with words that can be selected.
func (r Report) PDF() ([]byte, error) { return figure.Booklet(r.Pages, r.Made) }

// Project makes the report of a project: the aim, what the numbers say with a
// chart for each measure, the theory, the causes, the tests, and all else that
// belongs to it. What its kind keeps private, and numbers of small groups, are
// not in it. An *Error NotFound when there is no such project.
func Project(ctx context.Context, say *phrase.Book, j *app.Journal, id improve.ArtifactID) (Report, error) {
	m, project, err := projectMaker(ctx, say, j, id)
	if err != nil {
		return Report{}, err
	}
	m.projectHead(project)
	m.numbers()
	m.theory(project)
	m.causes(project)
	m.ramps()
	for _, group := range groups() {
		m.group(group)
	}
	return m.done(), nil
}

// projectMaker collects what a project's report may hold: its pages in the order
// of the catalogue, and the numbers of its measures that may leave the laptop.
func projectMaker(ctx context.Context, say *phrase.Book, j *app.Journal, id improve.ArtifactID) (*maker, improve.Artifact, error) {
	project, err := j.Store().Artifact(ctx, id)
	if err != nil {
		return nil, project, err
	}
	below, err := j.Below(ctx, project)
	if err != nil {
		return nil, project, err
	}
	below = slices.DeleteFunc(below, func(a improve.Artifact) bool { return a.Retired() || j.Catalog().Kind(a.Kind) == nil })
	slices.SortStableFunc(below, func(a, b improve.Artifact) int {
		return cmp.Or(place(j.Catalog(), a.Kind)-place(j.Catalog(), b.Kind), cmp.Compare(a.Created, b.Created))
	})
	ids := make([]improve.ArtifactID, len(below))
	for i, a := range below {
		ids[i] = a.ID
	}
	book, err := j.Book(ctx, project.Title(), improve.Query{}, ids...)
	if err != nil {
		return nil, project, err
	}
	m := newMaker(say, j.Catalog(), book) // not from below: the book leaves out the numbers that must stay
	for _, measure := range m.of("measure") {
		if m.measures[measure.ID], err = Measure(ctx, say, j, measure.ID); err != nil {
			return nil, project, err
		}
	}
	return m, project, nil
}

// place is where a kind stands in the catalogue, which has the order of the work.
func place(catalog *improve.Catalog, name improve.KindName) int {
	return slices.IndexFunc(catalog.Kinds(), func(k *improve.Kind) bool { return k.Name == name })
}

// Pages makes a report of a book, one page after the other in its order, with
// a chart for each measure from the numbers among them.
func Pages(say *phrase.Book, catalog *improve.Catalog, book office.Book) Report {
	m := newMaker(say, catalog, book)
	m.add(figure.Heading{Level: 1, Words: book.Title}, figure.Words{Text: m.day(), Quiet: true})
	m.numbers()
	for _, page := range m.book.Pages {
		if page.Artifact.Kind != "data-point" { // numbers stand in the charts
			m.page(page)
		}
	}
	return m.done()
}

// groups gives the headings in the order in which a reader follows the work.
func groups() []improve.Group {
	return []improve.Group{improve.AimAndTheory, improve.Causes, improve.Tests, improve.Numbers, improve.People, improve.Meetings, improve.Reflection}
}

// maker collects the blocks of one report.
type maker struct {
	say     *phrase.Book
	catalog *improve.Catalog // as Cairn has it, in English
	book    office.Book
	all     []improve.Artifact
	blocks  []figure.Block
	count   int

	measures map[improve.ArtifactID]figure.Measure // with their numbers; of others, the book's numbers are drawn
}

func newMaker(say *phrase.Book, catalog *improve.Catalog, book office.Book) *maker {
	m := &maker{say: say, catalog: catalog, book: book.In(say), measures: map[improve.ArtifactID]figure.Measure{}}
	for _, page := range book.Pages {
		m.all = append(m.all, page.Artifact)
	}
	return m
}

func (m *maker) add(blocks ...figure.Block) { m.blocks = append(m.blocks, blocks...) }

func (m *maker) done() Report {
	return Report{Title: m.book.Title, Made: m.book.Made, Pages: figure.Flow(m.say, m.book.Title, m.day(), m.blocks), Count: m.count}
}

// day is the day on which the report was made.
func (m *maker) day() string { return m.say.Day(m.book.Made) }

// of gives the artifacts of a kind.
func (m *maker) of(kind improve.KindName) []improve.Artifact {
	var found []improve.Artifact
	for _, a := range m.all {
		if a.Kind == kind {
			found = append(found, a)
		}
	}
	return found
}

// projectHead says on the first page what the project is for and where it stands.
func (m *maker) projectHead(project improve.Artifact) {
	m.add(figure.Heading{Level: 1, Words: project.Title()})
	if i := slices.IndexFunc(m.book.Pages, func(p office.Page) bool { return p.Artifact.ID == project.ID }); i >= 0 {
		page := m.book.Pages[i]
		m.add(figure.Words{Text: strings.Trim(page.Space+" · "+m.day(), " ·"), Quiet: true})
		m.chapters(page)
		m.count++
	}
	for _, aim := range m.of("aim") {
		m.add(figure.Words{Label: m.say.T("report.aim", "Our aim"), Text: aim.Title()})
	}
	if table := m.testTable(); len(table.Rows) > 0 {
		m.add(figure.Heading{Level: 2, Words: m.say.T("report.tests", "Tests so far")}, table)
	}
}

// testTable is one line for each test: what, for whom, what came out.
func (m *maker) testTable() figure.Table {
	table := figure.Table{Head: m.testHead()}
	for _, page := range m.book.Pages {
		if page.Artifact.Kind != "pdsa" {
			continue
		}
		table.Rows = append(table.Rows, []string{page.Headline(), m.shown(page, "change"), m.shown(page, "learned"), m.shown(page, "decision")})
	}
	return table
}

func (m *maker) testHead() []string {
	return []string{m.say.T("report.test", "Test"), m.say.T("report.tried", "What we tried"), m.say.T("report.learned", "What we learned"), m.say.T("report.next", "What next")}
}

// shown gives one field of a page as a reader sees it.
func (m *maker) shown(page office.Page, key improve.FieldKey) string {
	field, ok := page.Kind.Field(key)
	if !ok {
		return ""
	}
	for _, chapter := range m.book.Chapters(page) {
		for _, part := range chapter.Parts {
			if part.Label == field.Label {
				return part.Prose + part.Text
			}
		}
	}
	return ""
}

// numbers puts a chart for each measure, and small ones where its numbers name
// groups or several schools.
func (m *maker) numbers() { m.charts(len(m.book.Pages)) }

// charts does so for the first so many measures that have numbers.
func (m *maker) charts(most int) {
	put := 0
	for _, measure := range m.of("measure") {
		all := m.measure(measure)
		drawn, err := all.Chart()
		if len(all.Numbers) == 0 || err != nil || put == most {
			continue
		}
		if put++; put == 1 {
			m.add(figure.Heading{Level: 2, Words: m.say.T("report.numbers", "How we are doing")})
		}
		drawn.Width, drawn.Height = chartWidth, chartHeight
		m.add(figure.Picture{Scene: drawn.Scene()})
		for _, split := range all.Splits() {
			if many, err := all.Multiples(split); err == nil {
				many.Width = chartWidth
				m.add(figure.Picture{Scene: many.Scene()})
			}
		}
	}
}

// measure gives a measure with its numbers: for a project all that may leave, as
// the book of its pages lacks those at home and does not know of them.
func (m *maker) measure(measure improve.Artifact) figure.Measure {
	all, known := m.measures[measure.ID]
	if !known {
		all = figure.Measure{Say: m.say, Measure: measure, Withheld: m.book.Withheld[measure.ID]}
		for _, number := range m.of("data-point") {
			if slices.Contains(number.LinkedTo("measure"), measure.ID) {
				all.Numbers = append(all.Numbers, number)
			}
		}
		all.Places = m.places(all.Numbers)
	}
	all.Tests = m.of("pdsa")
	return all
}

// places are the names of the schools that numbers were counted at.
func (m *maker) places(numbers []improve.Artifact) map[improve.ArtifactID]string {
	places := map[improve.ArtifactID]string{}
	for _, number := range numbers {
		for _, place := range number.LinkedTo("organisation") {
			places[place] = m.book.TitleOf(place)
		}
	}
	return places
}

// Size of a chart in a report: small enough that its words are as large as those around it.
const chartWidth, chartHeight = 640, 450

// shownElsewhere tells that a page is told by a chart or with another page.
func (m *maker) shownElsewhere(page office.Page) bool {
	return page.Artifact.Kind == "data-point" || page.Artifact.Kind == "project"
}

func (m *maker) group(group improve.Group) {
	first := true
	for _, page := range m.book.Pages {
		if page.Kind.Group != group || m.shownElsewhere(page) {
			continue
		}
		if first {
			m.add(figure.NewPage{}, figure.Heading{Level: 1, Words: m.say.T(phrase.GroupKey(group), string(group))})
			first = false
		}
		m.page(page)
	}
}

func (m *maker) page(page office.Page) {
	m.count++
	m.add(figure.Heading{Level: 2, Words: page.Headline()}, figure.Words{Text: page.Origin(), Quiet: true})
	m.ownPicture(page)
	m.chapters(page)
	for _, tie := range m.book.Ties(page) {
		if slices.Equal(tie.Targets, []string{m.book.Title}) {
			continue // what all of this belongs to
		}
		m.add(figure.Words{Label: tie.Label, Text: strings.Join(tie.Targets, "; ")})
	}
	if len(page.Comments) == 0 {
		return
	}
	m.add(figure.Heading{Level: 3, Words: m.say.T("office.said", "What others said")})
	for _, comment := range page.Comments {
		m.add(figure.Words{Label: fmt.Sprintf("%s, %s", comment.Who, m.say.Day(comment.At)), Text: comment.Text})
	}
}

func (m *maker) chapters(page office.Page) {
	for _, chapter := range m.book.Chapters(page) {
		m.add(figure.Heading{Level: 3, Words: chapter.Title})
		for _, part := range chapter.Parts {
			if part.Rows == nil {
				m.add(figure.Words{Label: part.Label, Text: part.Prose + part.Text})
				continue
			}
			m.add(figure.Words{Label: part.Label}, figure.Table{Head: part.Head, Rows: part.Rows})
		}
	}
}
