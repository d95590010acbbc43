package ui

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// twoDesks are two laptops that hold the same space and exchange when the test says so.
type twoDesks struct {
	t     *testing.T
	space improve.SpaceID
	desks [2]*app.Journal
}

func newTwoDesks(t *testing.T) *twoDesks {
	t.Helper()
	first := newJournal(t, "teacher")
	space, err := first.Found(t.Context(), app.NewSpace{Kind: improve.PairSpace, Name: "Both"})
	if err != nil {
		t.Fatal(err)
	}
	return &twoDesks{t: t, space: space, desks: [2]*app.Journal{first, newBuddy(t, first, space)}}
}

func (a *twoDesks) exchange() {
	a.t.Helper()
	bring(a.t, a.desks[0], a.desks[1], a.space)
	bring(a.t, a.desks[1], a.desks[0], a.space)
}

func (a *twoDesks) make(at int, made app.NewArtifact) improve.ArtifactID {
	a.t.Helper()
	made.Space = a.space
	id, err := a.desks[at].Create(a.t.Context(), made)
	if err != nil {
		a.t.Fatal(err)
	}
	return id
}

func (a *twoDesks) page(at int, id improve.ArtifactID) improve.Artifact {
	a.t.Helper()
	page, err := a.desks[at].Store().Artifact(a.t.Context(), id)
	if err != nil {
		a.t.Fatal(err)
	}
	return page
}

func (a *twoDesks) must(err error) {
	a.t.Helper()
	if err != nil {
		a.t.Fatal(err)
	}
}

// drawnApart is one page that both draw on.
type drawnApart struct {
	*twoDesks
	model rowModel
	list  improve.FieldKey
	words improve.FieldKey
	id    improve.ArtifactID
	wrote [2]map[improve.RowID]string // the words that each wrote last, of what they did not take out
}

func (d *drawnApart) rows(at int) []improve.Row { return d.page(at, d.id).Rows(d.list) }

// does writes changes as the window does.
func (d *drawnApart) does(at int, changes []rowChange) {
	d.t.Helper()
	page := d.page(at, d.id)
	shown := &rowDiagram{page: page, list: d.list, rows: page.Rows(d.list), own: map[improve.RowID]bool{}}
	d.must(d.desks[at].Edit(d.t.Context(), d.id, shown.edits(changes)))
	for _, change := range changes {
		if change.gone {
			delete(d.wrote[at], change.id)
			continue
		}
		before := rowAt(shown.rows, change.id)
		if words := change.cells[d.words]; before < 0 || shown.rows[before].Cells[d.words] != words {
			d.wrote[at][change.id] = words
		}
	}
}

// random does one of the things that people do to a drawing.
func (d *drawnApart) random(r *rand.Rand, at, n int) {
	d.t.Helper()
	rows, words := d.rows(at), fmt.Sprintf("words %d of %d", n, at)
	part := ""
	if len(rows) > 0 {
		part = rows[r.IntN(len(rows))].ID.String()
	}
	var text rowText
	ok := false
	switch r.IntN(6) {
	case 0:
		text, ok = d.model.beside(rows, part)
	case 1:
		text, ok = d.model.below(rows, part)
	case 2:
		text, ok = d.model.change(rows, part)
	case 3:
		if len(rows) > 2 {
			d.does(at, d.model.away(rows, part))
		}
	default:
		d.offered(r, at, rows, part)
	}
	if ok {
		d.does(at, text.make(words))
	}
}

// offered chooses something of the menu of a part.
func (d *drawnApart) offered(r *rand.Rand, at int, rows []improve.Row, part string) {
	d.t.Helper()
	offers := d.model.more(rows, part)
	for len(offers) > 0 {
		offer := offers[r.IntN(len(offers))]
		switch {
		case offer.text != nil:
			d.does(at, offer.text.make("7"))
			return
		case len(offer.changes) > 0:
			d.does(at, offer.changes)
			return
		}
		offers = offer.further
	}
}

// merged tells what was lost, and whether both see the same.
func (d *drawnApart) merged() {
	d.t.Helper()
	pictures := [2]string{}
	for at := range d.desks {
		pictures[at] = string(d.model.scene("How", d.rows(at), false).SVG())
	}
	if pictures[0] != pictures[1] {
		d.t.Error("the two see different pictures")
	}
	rows := d.rows(0)
	for at, wrote := range d.wrote {
		for id, words := range wrote {
			found := rowAt(rows, id)
			if found < 0 || !slices.ContainsFunc(rows[found].Versions, func(v improve.Version) bool { return v.Value.Cells[d.words] == words }) {
				d.t.Errorf("what %d wrote is lost: %q of %s", at, words, id)
			}
		}
	}
}

func TestDrawnApart_NothingIsLostAndBothSeeTheSame(t *testing.T) {
	const seed = 20261204
	ids := improve.NewIDs()
	for _, kind := range []struct {
		name  improve.KindName
		model rowModel
		list  improve.FieldKey
		words improve.FieldKey
		rows  []map[improve.FieldKey]string
	}{
		{"process-map", &processModel{ids: ids}, "steps", "step", []map[improve.FieldKey]string{
			{"step": "Task", "type": "start", "who": "Teacher", "next": "Work"}, {"step": "Work", "who": "Student", "next": "Ready?"},
			{"step": "Ready?", "type": "decision", "who": "Student", "next": "yes: Hand in; no: Work"}, {"step": "Hand in", "type": "end", "who": "Student"},
		}},
		{"decision-tree", treeModel{ids: ids}, "questions", "question", []map[improve.FieldKey]string{
			{"number": "1", "question": "A first line?", "yes": "2", "no": "3"}, {"number": "2", "question": "Away?", "yes": "Card"}, {"number": "3", "question": "Begun?"},
		}},
	} {
		t.Run(string(kind.name), func(t *testing.T) {
			both := newTwoDesks(t)
			for round := range 25 {
				r := rand.New(rand.NewPCG(seed, uint64(round)))
				d := &drawnApart{twoDesks: both, model: kind.model, list: kind.list, words: kind.words, wrote: [2]map[improve.RowID]string{{}, {}}}
				d.id = both.make(0, app.NewArtifact{Kind: kind.name, Fields: titled("How"), Rows: map[improve.FieldKey][]map[improve.FieldKey]string{kind.list: kind.rows}})
				both.exchange()
				for at := range both.desks {
					for n := range 1 + r.IntN(5) {
						d.random(r, at, n)
					}
				}
				both.exchange()
				d.merged()
				if t.Failed() {
					t.Fatalf("seed %d round %d", seed, round)
				}
			}
		})
	}
}

func TestDrawnApart_WhatOneTakesOutWhileTheOtherChangesItStays(t *testing.T) {
	both := newTwoDesks(t)
	d := &drawnApart{twoDesks: both, model: &processModel{}, list: "steps", words: "step", wrote: [2]map[improve.RowID]string{{}, {}}}
	d.id = both.make(0, app.NewArtifact{Kind: "process-map", Fields: titled("How"), Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"steps": {
		{"step": "Task", "type": "start", "next": "Work"}, {"step": "Work", "next": "Hand in"}, {"step": "Hand in", "type": "end"},
	}}})
	both.exchange()
	work := d.rows(0)[1].ID.String()

	d.does(0, d.model.away(d.rows(0), work))
	renamed, _ := d.model.change(d.rows(1), work)
	d.does(1, renamed.make("Work in class"))
	both.exchange()

	d.merged()
	process := figure.ProcessOf(nil, d.page(0, d.id))
	if len(process.Steps) != 3 || process.Steps[1].Words != "Work in class" || !slices.Contains(process.Steps[1].Marks, "somebody took this out") {
		t.Errorf("the picture shows %+v", process.Steps)
	}
}

// pictureOf draws the pages of a project that are not put away.
func (a *twoDesks) pictureOf(at int, project improve.ArtifactID, draw func([]improve.Artifact) *figure.Scene) string {
	a.t.Helper()
	pages, err := a.desks[at].Store().Artifacts(a.t.Context(), improve.Query{LinkTo: project, Order: improve.ByCreated, Limit: everything})
	a.must(err)
	return string(draw(pages).SVG())
}

func TestDrawnApart_DiagramsOfPagesMergeToo(t *testing.T) {
	const seed = 20261205
	for _, kind := range []struct {
		name improve.KindName
		rels []improve.RelName
		draw func([]improve.Artifact) *figure.Scene
	}{
		{"driver", []improve.RelName{driverRel, weakDriverRel}, func(pages []improve.Artifact) *figure.Scene { return figure.Theory{Pages: pages}.Diagram().Scene() }},
		{"fishbone-cause", []improve.RelName{causeRel}, func(pages []improve.Artifact) *figure.Scene {
			return figure.Causes{Pages: pages, Other: "Other"}.Fishbone().Scene()
		}},
	} {
		t.Run(string(kind.name), func(t *testing.T) {
			both := newTwoDesks(t)
			for round := range 15 {
				r := rand.New(rand.NewPCG(seed, uint64(round)))
				project := both.make(0, app.NewArtifact{Kind: "project", Fields: titled("Project")})
				pages := &pagesApart{twoDesks: both, kind: kind.name, rels: kind.rels, project: project, ids: [2][]improve.ArtifactID{}, wrote: [2]map[improve.ArtifactID]string{{}, {}}, away: map[improve.ArtifactID]bool{}}
				for n := range 4 {
					pages.add(r, 0, fmt.Sprint("begun ", n))
				}
				both.exchange()
				pages.ids[1] = slices.Clone(pages.ids[0])
				for at := range both.desks {
					for n := range 1 + r.IntN(6) {
						pages.random(r, at, n)
					}
				}
				both.exchange()
				pages.merged(kind.draw)
				if t.Failed() {
					t.Fatalf("seed %d round %d", seed, round)
				}
			}
		})
	}
}

// pagesApart is a project whose pages both change.
type pagesApart struct {
	*twoDesks
	kind    improve.KindName
	rels    []improve.RelName
	project improve.ArtifactID
	ids     [2][]improve.ArtifactID
	wrote   [2]map[improve.ArtifactID]string
	away    map[improve.ArtifactID]bool
}

func (p *pagesApart) add(r *rand.Rand, at int, words string) {
	p.t.Helper()
	links := []app.NewLink{{Rel: projectRel, Target: p.project}}
	if len(p.ids[at]) > 0 && r.IntN(3) > 0 {
		links = append(links, app.NewLink{Rel: p.rels[r.IntN(len(p.rels))], Target: p.ids[at][r.IntN(len(p.ids[at]))]})
	}
	id := p.make(at, app.NewArtifact{Kind: p.kind, Fields: titled(words), Links: links})
	p.ids[at], p.wrote[at][id] = append(p.ids[at], id), words
}

func (p *pagesApart) random(r *rand.Rand, at, n int) {
	p.t.Helper()
	journal, id, words := p.desks[at], p.ids[at][r.IntN(len(p.ids[at]))], fmt.Sprintf("words %d of %d", n, at)
	other := p.ids[at][r.IntN(len(p.ids[at]))]
	switch r.IntN(4) {
	case 0:
		p.add(r, at, words)
	case 1: // another name, over the words that were on the screen
		over := p.page(at, id).Register(improve.TitleKey, improve.RowID{}).Dots()
		p.must(journal.Edit(p.t.Context(), id, []improve.Edit{{Field: improve.TitleKey, Value: improve.TextValue(words), Over: over}}))
		p.wrote[at][id] = words
	case 2: // moved under another
		for _, rel := range p.rels {
			for _, target := range p.page(at, id).LinkedTo(rel) {
				p.must(journal.Unlink(p.t.Context(), id, rel, target))
			}
		}
		if other != id {
			p.must(journal.Link(p.t.Context(), id, p.rels[0], other))
		}
	case 3:
		p.must(journal.Retire(p.t.Context(), id))
		p.away[id] = true
	}
}

// merged tells what was lost: what one put away while the other wrote in it is
// put away for both and holds the words of both.
func (p *pagesApart) merged(draw func([]improve.Artifact) *figure.Scene) {
	p.t.Helper()
	if p.pictureOf(0, p.project, draw) != p.pictureOf(1, p.project, draw) {
		p.t.Error("the two see different pictures")
	}
	shown := map[string]bool{}
	pages, err := p.desks[0].Store().Artifacts(p.t.Context(), improve.Query{LinkTo: p.project, Order: improve.ByCreated, Limit: everything})
	p.must(err)
	draw(pages).Groups(func(g *figure.Group) { shown[g.ID] = true })
	for at, wrote := range p.wrote {
		for id, words := range wrote {
			versions := p.page(1-at, id).Register(improve.TitleKey, improve.RowID{}).Distinct()
			over := p.wrote[1-at][id] != "" && at == 0 && versionsHold(versions, p.wrote[1][id]) // begun by one, named anew by the other
			if !versionsHold(versions, words) && !over {
				p.t.Errorf("what %d wrote is lost: %q of %s", at, words, id)
			}
			if !p.away[id] && !shown[id.String()] {
				p.t.Errorf("the picture has lost %q", words)
			}
		}
	}
}

func versionsHold(versions []improve.Version, words string) bool {
	return slices.ContainsFunc(versions, func(v improve.Version) bool { return v.Value.Text == words })
}
