package ui

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// theoryDiagram is the driver diagram of a project.
type theoryDiagram struct {
	*diagramEditor
	screen *projectScreen
	homes  map[string]string // the main line of each box that is shown
}

func newTheoryDiagram(s *projectScreen) *theoryDiagram {
	t := &theoryDiagram{screen: s}
	t.diagramEditor = newDiagramEditor(s.p, t, func() { s.refit(tabTheory) })
	t.onMark = t.planTest
	return t
}

func (t *theoryDiagram) page(id improve.ArtifactID) (improve.Artifact, bool) {
	return t.screen.data.Book.find(id)
}

// theory gives the pages of a project as a driver diagram has them.
func (p *Program) theory(book projectBook) figure.Theory {
	return figure.Theory{
		Say:   phrases(),
		Title: book.Project.Title(),
		Pages: book.drawn("aim", "driver", "change-idea", "measure", "pdsa"),
		State: func(idea improve.Artifact) string { return p.optionWords(idea, "state") },
	}
}

func (t *theoryDiagram) scene(width float64, fresh []diagramNode, words map[improve.ArtifactID]string) *figure.Scene {
	d := t.screen.p.theory(t.screen.data.Book).Diagram()
	for i, node := range d.Nodes {
		if id, err := improve.ParseArtifactID(node.ID); err == nil && words[id] != "" {
			d.Nodes[i].Words = words[id]
		}
	}
	for _, node := range fresh {
		rank := figure.RankDriver
		if node.Kind == "change-idea" {
			rank = figure.RankIdea
		}
		said := node.Words
		if words[node.ID] != "" {
			said = words[node.ID]
		}
		d.Nodes = append(d.Nodes, figure.DriverNode{ID: node.ID.String(), Rank: rank, Words: said})
		for _, link := range node.Links {
			d.Links = append(d.Links, figure.DriverLink{From: node.ID.String(), To: link.Target.String(), Weak: link.Rel == weakDriverRel})
		}
	}
	d.Width, d.Bare = width, true
	if t.may {
		d.Width -= markRoom
	}
	t.homes = d.Homes()
	scene := d.Scene()
	if t.may {
		scene.Width += markRoom
		t.offerTests(scene)
	}
	return scene
}

// head gives nothing: every part is a page.
func (t *theoryDiagram) head(*figure.Group) (app.NewArtifact, bool) { return app.NewArtifact{}, false }

// isPrimary tells whether a driver leads straight to an aim.
func (n diagramNode) isPrimary() bool {
	leads := slices.ContainsFunc(n.Links, func(l app.NewLink) bool { return l.Rel == aimRel })
	placed := slices.ContainsFunc(n.Links, func(l app.NewLink) bool { return l.Rel == driverRel || l.Rel == weakDriverRel })
	return leads || !placed && n.Page.Text("level") == "primary"
}

func (t *theoryDiagram) below(node diagramNode) (app.NewArtifact, bool) {
	switch {
	case node.Kind == "aim":
		return t.made("driver", "primary", app.NewLink{Rel: aimRel, Target: node.ID}), true
	case node.Kind == "driver" && node.isPrimary():
		return t.made("driver", "secondary", app.NewLink{Rel: driverRel, Target: node.ID}), true
	case node.Kind == "driver":
		return t.made("change-idea", "", app.NewLink{Rel: driverRel, Target: node.ID}), true
	default: // what hangs on an idea is a test, which has a page of its own
		t.screen.openNew("pdsa", app.NewLink{Rel: ideaRel, Target: node.ID})
		return app.NewArtifact{}, false
	}
}

func (t *theoryDiagram) beside(node diagramNode) (app.NewArtifact, bool) {
	if node.Kind == "aim" {
		return t.below(node)
	}
	level := ""
	if node.Kind == "driver" {
		level = "secondary"
		if node.isPrimary() {
			level = "primary"
		}
	}
	home := t.homes[node.ID.String()]
	for _, link := range node.Links {
		if link.Target.String() == home {
			return t.made(node.Kind, level, link), true
		}
	}
	return t.made(node.Kind, level), true
}

// made begins a page of this project.
func (t *theoryDiagram) made(kind improve.KindName, level string, links ...app.NewLink) app.NewArtifact {
	made := app.NewArtifact{Kind: kind, Links: t.screen.own(links...)}
	if level != "" {
		made.Fields = map[improve.FieldKey]string{"level": level}
	}
	return made
}

// more offers the lines of a box, an idea straight under what must change, and the focus.
func (t *theoryDiagram) more(node diagramNode) []FigureAction {
	var actions []FigureAction
	if node.Kind == "driver" {
		actions = append(actions, FigureAction{T("theory.add.idea", "Idea to try"), func() {
			t.beginNew(t.made("change-idea", "", app.NewLink{Rel: driverRel, Target: node.ID}), node.ID.String())
		}})
		words, to := T("theory.focus", "Our focus this year"), "yes"
		if node.Page.Text("focus") == "yes" {
			words, to = T("theory.focus.not", "Not our focus this year"), "no"
		}
		actions = append(actions, FigureAction{words, func() { t.setField(node, "focus", to) }})
	}
	if node.Kind != "aim" {
		actions = append(actions, FigureAction{T("theory.lines", "Lines to others …"), func() { t.offerLines(node) }})
	}
	return actions
}

// offerLines offers to draw, dot, fill and take away the lines of a box.
func (t *theoryDiagram) offerLines(node diagramNode) {
	part := t.view.part(node.ID.String())
	if part == nil {
		return
	}
	var actions []FigureAction
	for _, target := range append(slices.Clone(t.screen.data.Book.of("aim")), t.screen.data.Book.of("driver")...) {
		if target.ID == node.ID || target.Kind == "aim" && node.Kind != "driver" {
			continue
		}
		actions = append(actions, t.lineActions(node, target)...)
	}
	t.view.offer(part, actions)
}

func (t *theoryDiagram) lineActions(node diagramNode, target improve.Artifact) []FigureAction {
	solid, dots := app.NewLink{Rel: driverRel, Target: target.ID}, app.NewLink{Rel: weakDriverRel, Target: target.ID}
	if target.Kind == "aim" {
		solid = app.NewLink{Rel: aimRel, Target: target.ID}
	}
	name := cut(target.Title(), mostLineWords)
	away := FigureAction{T("theory.line.away", "Take away the line to “%s”", name), func() {}}
	switch {
	case slices.Contains(node.Links, solid):
		away.Do = func() { t.unlink(node, solid) }
		if target.Kind == "aim" {
			return []FigureAction{away}
		}
		return []FigureAction{{T("theory.line.dot", "Dotted line to “%s”", name), func() { t.link(node, dots); t.unlink(node, solid) }}, away}
	case slices.Contains(node.Links, dots):
		away.Do = func() { t.unlink(node, dots) }
		return []FigureAction{{T("theory.line.solid", "Solid line to “%s”", name), func() { t.link(node, solid); t.unlink(node, dots) }}, away}
	default:
		return []FigureAction{{T("theory.line.draw", "Line to “%s”", name), func() { t.link(node, solid) }}}
	}
}

// mostLineWords is how many signs of a name a menu has room for.
const mostLineWords = 48

// cut shortens words to so many signs.
func cut(words string, most int) string {
	runes := []rune(words)
	if len(runes) <= most {
		return words
	}
	return string(runes[:most-1]) + "…"
}

// next follows the lines with left and right, and goes up and down a column.
func (t *theoryDiagram) next(scene *figure.Scene, from *figure.Group, key fyne.KeyName) *figure.Group {
	if from == nil || key == fyne.KeyHome || key == fyne.KeyEnd {
		return nearestPart(scene, from, key)
	}
	fits := func(g *figure.Group) bool { return g.Hit.X == from.Hit.X }
	switch key {
	case fyne.KeyLeft:
		fits = func(g *figure.Group) bool { return g.ID == t.homes[from.ID] }
	case fyne.KeyRight:
		fits = func(g *figure.Group) bool { return t.homes[g.ID] == from.ID }
	}
	var near *figure.Group
	best := math.Inf(1)
	scene.Groups(func(g *figure.Group) {
		_, down := wayTo(from.Hit, g.Hit, fyne.KeyRight)
		ahead, _ := wayTo(from.Hit, g.Hit, key)
		if g.ID != from.ID && fits(g) && ahead > 0 && down < best-0.5 { // of two as near the upper one
			near, best = g, down
		}
	})
	if near == nil && (key == fyne.KeyLeft || key == fyne.KeyRight) {
		return nearestPart(scene, from, key) // its ideas stand beside another driver, or it belongs to none
	}
	return near
}
