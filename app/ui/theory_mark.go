package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// testMark begins the ID of the mark behind an idea that plans a test of it.
const testMark = "plan a test:"

// Lengths of that mark, which stands between a box and the edge of the paper,
// and how much wider it makes the paper.
const (
	markRadius = 8
	markGap    = 6
	markArm    = 3.5
	markRoom   = 16
)

// offerTests puts a plus behind each idea of a picture. The picture on the
// screen alone has it: nobody presses paper.
func (t *theoryDiagram) offerTests(scene *figure.Scene) {
	var ideas []*figure.Group
	titles := map[*figure.Group]string{}
	scene.Groups(func(g *figure.Group) {
		id, err := improve.ParseArtifactID(g.ID)
		if page, ok := t.page(id); err == nil && ok && page.Kind == "change-idea" {
			ideas, titles[g] = append(ideas, g), page.Title()
		}
	})
	for _, idea := range ideas {
		at := figure.Spot{X: idea.Hit.X + idea.Hit.W + markGap + markRadius, Y: idea.Hit.Y + idea.Hit.H/2}
		stroke := figure.Stroke{Colour: figure.Muted, Width: 1.5}
		scene.Items = append(scene.Items, &figure.Group{
			ID: testMark + idea.ID, Name: T("theory.plan", "Plan a test of “%s”", titles[idea]),
			Hit: figure.Box{X: at.X - markRadius, Y: at.Y - markRadius, W: 2 * markRadius, H: 2 * markRadius},
			Items: []figure.Item{
				figure.Circle{Centre: at, Radius: markRadius, Fill: figure.LastTint, Stroke: stroke},
				figure.Line{From: figure.Spot{X: at.X - markArm, Y: at.Y}, To: figure.Spot{X: at.X + markArm, Y: at.Y}, Stroke: stroke},
				figure.Line{From: figure.Spot{X: at.X, Y: at.Y - markArm}, To: figure.Spot{X: at.X, Y: at.Y + markArm}, Stroke: stroke},
			},
		})
	}
}

// planTest begins a test of the idea whose mark was pressed.
func (t *theoryDiagram) planTest(part *figure.Group) {
	text, ok := strings.CutPrefix(part.ID, testMark)
	if id, err := improve.ParseArtifactID(text); ok && err == nil {
		t.screen.openNew("pdsa", app.NewLink{Rel: ideaRel, Target: id})
	}
}

// wantDiagram says in a route that the keyboard shall begin in the diagram.
const wantDiagram = "diagram"

// beginDiagram gives the keyboard to the diagram for somebody who came for it,
// once: at the box that they came for, or else the first arrow key chooses the
// first one. Where there is no diagram yet, the button that begins it gets the keyboard.
func (s *projectScreen) beginDiagram() {
	if s.want != wantDiagram || s.tabs.Key() != tabTheory {
		return
	}
	if _, there := s.data.Book.find(s.wanted); !there && !s.wanted.IsZero() {
		return // it comes with the next look at the data
	}
	box := s.wanted
	s.want, s.wanted = "", improve.ArtifactID{}
	page := s.parts[tabTheory].page
	s.p.oncePainted(s.p.Context(), page, func() {
		if s.diagram == nil {
			s.p.enterPageOf(page)
			return
		}
		s.p.Window().Canvas().Focus(s.diagram.view)
		if !box.IsZero() {
			s.diagram.view.SetCurrent(box.String())
		}
	})
}

// enterPageOf gives the keyboard to the first thing on a page that takes it.
func (s *Shell) enterPageOf(page fyne.CanvasObject) {
	if first := firstFocusable(page); first != nil {
		s.params.Window.Canvas().Focus(first)
	}
}
