package report

import (
	"cmp"
	"slices"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// theory puts the driver diagram, once there is something that must change.
func (m *maker) theory(project improve.Artifact) {
	if scene := m.theoryScene(project); scene != nil {
		m.add(figure.NewPage{}, figure.Heading{Level: 2, Words: m.say.T("figure.driver.column.primary", "What must change")}, figure.Picture{Scene: scene})
	}
}

// theoryScene draws it; nil where nothing must change yet.
func (m *maker) theoryScene(project improve.Artifact) *figure.Scene {
	if len(m.of("driver")) == 0 {
		return nil
	}
	return m.theoryOf(project, m.all).Scene()
}

// theoryOf is what of the theory is among the pages.
func (m *maker) theoryOf(project improve.Artifact, pages []improve.Artifact) figure.DriverDiagram {
	state := func(idea improve.Artifact) string { return m.optionLabel(idea, "state") }
	return figure.Theory{Say: m.say, Title: project.Title(), Pages: pages, State: state}.Diagram()
}

// ramps put the tests of each idea as stairs, the ideas in their order.
func (m *maker) ramps() {
	first := true
	for _, idea := range m.of("change-idea") {
		tests := slices.DeleteFunc(m.of("pdsa"), func(test improve.Artifact) bool {
			return !slices.Contains(test.LinkedTo("change-idea"), idea.ID)
		})
		if len(tests) == 0 {
			continue
		}
		if first {
			m.add(figure.Heading{Level: 2, Words: m.say.T("report.ramps", "How we tried our ideas")})
			first = false
		}
		ramp := figure.Tests{
			Say: m.say, Title: idea.Title(), Pages: tests, Scales: m.options("pdsa", "scale"), Next: figure.RampNext(m.say, tests),
			Decision: func(test improve.Artifact) string { return m.optionLabel(test, "decision") },
		}.Ramp()
		ramp.Width = chartWidth
		m.add(figure.Picture{Scene: ramp.Scene()})
	}
}

// options are the answers to a choice of a kind.
func (m *maker) options(name improve.KindName, key improve.FieldKey) []improve.Option {
	kind := m.say.Kind(m.catalog.Kind(name))
	if kind == nil {
		return nil
	}
	field, _ := kind.Field(key)
	return field.Options
}

// optionLabel says the answer that a page gives to a choice; "" for none.
func (m *maker) optionLabel(a improve.Artifact, key improve.FieldKey) string {
	for _, option := range m.options(a.Kind, key) {
		if option.Key == a.Text(key) {
			return option.Label
		}
	}
	return ""
}

// diagramWidth is how wide a diagram is laid out for a sheet: its words are then
// little smaller than those around it.
const diagramWidth = 760

// causes puts the fishbone, and what drives what, and how things go.
func (m *maker) causes(project improve.Artifact) {
	var pictures []figure.Block
	if pages := m.of("fishbone-cause"); len(pages) > 0 {
		fish := figure.Causes{
			Say: m.say, Title: m.say.T("figure.fishbone.title", "Why does it happen?"), Problem: cmp.Or(project.Text("problem"), project.Title()), Pages: pages, Other: m.say.T("figure.fishbone.other", "Not sorted yet"),
			Categories: m.options("fishbone-cause", "category"),
			Voice:      func(cause improve.Artifact) string { return m.optionLabel(cause, "voice") },
		}.Fishbone()
		fish.Width = diagramWidth
		pictures = append(pictures, figure.Picture{Scene: fish.Scene()})
	}
	for _, page := range m.of("digraph") {
		compared := slices.DeleteFunc(m.of("fishbone-cause"), func(a improve.Artifact) bool { return !slices.Contains(page.LinkedTo("cause"), a.ID) })
		pictures = append(pictures, figure.Picture{Scene: m.digraph(page, compared)})
	}
	pictures = append(pictures, m.processes()...)
	for _, page := range m.of("decision-tree") {
		if len(page.Rows("questions")) > 0 {
			pictures = append(pictures, figure.Picture{Scene: figure.TreeOf(m.say, page).Scene()})
		}
	}
	if len(pictures) > 0 {
		m.add(figure.NewPage{}, figure.Heading{Level: 2, Words: m.say.T("report.causes", "Causes")})
		m.add(pictures...)
	}
}

func (m *maker) digraph(page improve.Artifact, compared []improve.Artifact) *figure.Scene {
	drawn := figure.DigraphOf(page, compared...)
	drawn.Say = m.say
	return drawn.Scene()
}

// processes gives a picture of each process map that has steps; one that redraws
// another stands beside it, with what changed marked.
func (m *maker) processes() []figure.Block {
	pages := slices.DeleteFunc(m.of("process-map"), func(a improve.Artifact) bool { return len(a.Rows("steps")) == 0 })
	redrawn := func(page improve.Artifact) int {
		return slices.IndexFunc(pages, func(a improve.Artifact) bool {
			return a.ID != page.ID && slices.Contains(page.LinkedTo("before"), a.ID)
		})
	}
	shown := map[improve.ArtifactID]bool{}
	var pictures []figure.Block
	for _, page := range pages {
		if before := redrawn(page); before >= 0 {
			earlier, later := figure.Redrawn(figure.ProcessOf(m.say, pages[before]), figure.ProcessOf(m.say, page))
			pictures = append(pictures, figure.Picture{Scene: figure.Beside(earlier.Scene(), later.Scene())})
			shown[pages[before].ID], shown[page.ID] = true, true
		}
	}
	for _, page := range pages {
		if !shown[page.ID] {
			pictures = append(pictures, figure.Picture{Scene: figure.ProcessOf(m.say, page).Scene()})
		}
	}
	return pictures
}
