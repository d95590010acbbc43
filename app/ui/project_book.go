package ui

import (
	"context"
	"iter"
	"slices"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// everything is a limit for lists that must be whole; no school comes near it.
const everything = 1_000_000

// Relations that many screens follow.
const (
	projectRel    improve.RelName = "project"
	driverRel     improve.RelName = "driver"
	weakDriverRel improve.RelName = "weak-driver"
	aimRel        improve.RelName = "aim"
	causeRel      improve.RelName = "cause"
	ideaRel       improve.RelName = "change-idea"
	measureRel    improve.RelName = "measure"
	followsRel    improve.RelName = "follows"
)

// projectBook is a project and all that belongs to it, oldest first in each kind.
type projectBook struct {
	Project improve.Artifact
	Kinds   map[improve.KindName][]improve.Artifact
	// Contested are pages of diagrams that one person put away while another
	// wrote in them: the pictures show them, marked, until somebody settles it.
	Contested []improve.Artifact
}

func newProjectBook(project improve.Artifact) projectBook {
	return projectBook{Project: project, Kinds: map[improve.KindName][]improve.Artifact{}}
}

func (b projectBook) add(a improve.Artifact) { b.Kinds[a.Kind] = append(b.Kinds[a.Kind], a) }

// of gives all of one kind.
func (b projectBook) of(kind improve.KindName) []improve.Artifact { return b.Kinds[kind] }

// linked gives those of a kind that hold a link to a target.
func (b projectBook) linked(kind improve.KindName, rel improve.RelName, target improve.ArtifactID) []improve.Artifact {
	var linked []improve.Artifact
	for _, a := range b.Kinds[kind] {
		if slices.Contains(a.LinkedTo(rel), target) {
			linked = append(linked, a)
		}
	}
	return linked
}

// unplaced gives those of a kind that lead to nothing of this project by a relation.
func (b projectBook) unplaced(kind improve.KindName, rels ...improve.RelName) []improve.Artifact {
	var loose []improve.Artifact
	for _, a := range b.Kinds[kind] {
		placed := slices.ContainsFunc(rels, func(rel improve.RelName) bool {
			return slices.ContainsFunc(a.LinkedTo(rel), b.holds)
		})
		if !placed {
			loose = append(loose, a)
		}
	}
	return loose
}

func (b projectBook) holds(id improve.ArtifactID) bool {
	_, ok := b.find(id)
	return ok
}

// find gives a part of the project.
func (b projectBook) find(id improve.ArtifactID) (improve.Artifact, bool) {
	for _, kind := range b.Kinds {
		for _, a := range kind {
			if a.ID == id {
				return a, true
			}
		}
	}
	for _, a := range b.Contested {
		if a.ID == id {
			return a, true
		}
	}
	return improve.Artifact{}, false
}

// points gives the numbers of a measure, the latest first.
func (b projectBook) points(measure improve.ArtifactID) []point {
	var points []point
	for _, a := range b.linked("data-point", measureRel, measure) {
		points = append(points, pointOf(a))
	}
	byDate(points)
	return points
}

// each visits everything but the project itself, in no order and without a copy.
func (b projectBook) each() iter.Seq[improve.Artifact] {
	return func(yield func(improve.Artifact) bool) {
		for _, pages := range b.Kinds {
			for _, a := range pages {
				if !yield(a) {
					return
				}
			}
		}
	}
}

// all gives everything but the project itself.
func (b projectBook) all() []improve.Artifact {
	var all []improve.Artifact
	for _, kind := range sortedKinds(b.Kinds) {
		all = append(all, b.Kinds[kind]...)
	}
	return all
}

// unsettled gives the project and those of its pages with several texts in one
// place, sorted as all are.
func (b projectBook) unsettled(catalog *improve.Catalog) []improve.Artifact {
	var unsettled []improve.Artifact
	take := func(pages []improve.Artifact) {
		for i := range pages {
			if pages[i].Unsettled(catalog.Kind(pages[i].Kind)) > 0 {
				unsettled = append(unsettled, pages[i])
			}
		}
	}
	take([]improve.Artifact{b.Project})
	for _, kind := range sortedKinds(b.Kinds) {
		take(b.Kinds[kind])
	}
	return unsettled
}

func sortedKinds(kinds map[improve.KindName][]improve.Artifact) []improve.KindName {
	names := make([]improve.KindName, 0, len(kinds))
	for name := range kinds {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// loadBook reads a project and what belongs to it.
func loadBook(ctx context.Context, journal *app.Journal, id improve.ArtifactID) (projectBook, error) {
	project, pages, err := journal.PagesOf(ctx, id)
	if err != nil {
		return projectBook{}, err
	}
	book := newProjectBook(project)
	for _, page := range pages {
		book.add(page)
	}
	away, err := journal.Store().Artifacts(ctx, improve.Query{LinkTo: id, Kinds: drawnKinds[:], Retired: true, Order: improve.ByCreated, Limit: everything})
	for _, page := range away {
		if contested(page) {
			book.Contested = append(book.Contested, page)
		}
	}
	return book, err
}

// drawnKinds are the kinds whose pages are boxes of a diagram.
var drawnKinds = [...]improve.KindName{"aim", "driver", "change-idea", "fishbone-cause"}

// contested tells that a page was put away and that somebody else wrote in it
// later. What was written earlier, but came later, looks like any page put away.
func contested(page improve.Artifact) bool {
	away, ok := page.Register(improve.RetiredKey, improve.RowID{}).Shown()
	if _, moved := page.MovedTo(); !ok || moved || !page.Retired() {
		return false
	}
	later := func(v improve.Version) bool { return v.Dot.Log != away.Dot.Log && v.Stamp > away.Stamp }
	return slices.ContainsFunc(page.FieldKeys(), func(key improve.FieldKey) bool {
		return key != improve.RetiredKey && slices.ContainsFunc(page.Register(key, improve.RowID{}).Live, later)
	})
}

// drawn gives the pages of some kinds and those of them that are contested.
func (b projectBook) drawn(kinds ...improve.KindName) []improve.Artifact {
	var pages []improve.Artifact
	for _, kind := range kinds {
		pages = append(pages, b.of(kind)...)
	}
	for _, page := range b.Contested {
		if slices.Contains(kinds, page.Kind) {
			pages = append(pages, page)
		}
	}
	return pages
}

// homes finds the projects of things that name none themselves: those of what they are linked to.
type homes struct {
	pages map[improve.ArtifactID]*improve.Artifact // projects and feedback among them lead nowhere
	known map[improve.ArtifactID][]improve.ArtifactID
}

func newHomes(pages map[improve.ArtifactID]*improve.Artifact) homes {
	return homes{pages: pages, known: make(map[improve.ArtifactID][]improve.ArtifactID, len(pages))}
}

func (h homes) of(id improve.ArtifactID) []improve.ArtifactID {
	a, ok := h.pages[id]
	if !ok || a.Kind == "project" || a.Kind == feedbackKind {
		return nil
	}
	if found, ok := h.known[id]; ok {
		return found
	}
	h.known[id] = nil // links in a ring end here
	found := a.LinkedTo(projectRel)
	if len(found) == 0 {
		for _, target := range a.Targets() {
			for _, project := range h.of(target) {
				if !slices.Contains(found, project) {
					found = append(found, project)
				}
			}
		}
	}
	h.known[id] = found
	return found
}
