package ui

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// pointKind is the kind of a single number.
const pointKind improve.KindName = "data-point"

// mostNumbers is how many numbers are kept at hand, the latest written: forty
// schools write about as many in three years, in some 40 MB.
const mostNumbers = 20_000

// bookKinds are what Home and the list of projects need to know, beside the numbers.
func bookKinds() []improve.KindName {
	return []improve.KindName{
		"project", "aim", "driver", "change-idea", "fishbone-cause", "empathy-interview", "bright-spot", "pdsa", "measure", "meeting", "story",
	}
}

// bookShelf keeps the pages of all projects between two looks at them. Home is
// looked at after every change, and reading thousands of pages takes longer
// than a person waits: it asks only for those that have changed since.
type bookShelf struct {
	mu     sync.Mutex // held while it reads, so that two screens do not both read everything
	change int64      // the greatest that was read
	pages  map[improve.ArtifactID]improve.Artifact
	points map[improve.ArtifactID]improve.Artifact
	books  *shelved                    // made of them; nil before the first look
	dirty  map[improve.ArtifactID]bool // measures whose chart is no longer true
}

// shelved is what the pages come to. It never changes; any goroutine may read it.
type shelved struct {
	projects []improve.Artifact // the latest changed first
	parts    []improve.Artifact // oldest first
	meetings []improve.Artifact // of them; the latest changed first
	homes    map[improve.ArtifactID][]improve.ArtifactID
	numbers  map[improve.ArtifactID][]improve.Artifact // by measure, the latest changed first

	mu    sync.Mutex
	drawn map[improve.ArtifactID]*drawnMeasure // by measure, once somebody asked
}

// drawnMeasure is what the numbers of a measure come to; it never changes.
type drawnMeasure struct {
	points  []point              // not in order
	chart   *figure.MeasureChart // nil without a number
	seen    string               // the chart as text
	finding string               // its first sentence
}

// look gives the pages as they are now.
func (s *bookShelf) look(ctx context.Context, store app.Store) (*shelved, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	last, err := store.Cards(ctx, improve.Query{Order: improve.ByChange, Retired: true, Limit: 1})
	if err != nil {
		return nil, err
	}
	if len(last) == 0 {
		return shelve(nil, nil), nil
	}
	if s.books != nil && last[0].Change == s.change {
		return s.books, nil
	}
	if s.books == nil || last[0].Change < s.change { // made afresh from the log
		return s.readAll(ctx, store, last[0].Change)
	}
	if err := s.readChanged(ctx, store); err != nil {
		return nil, err
	}
	if whole, err := s.whole(ctx, store); err != nil || !whole {
		return s.readAll(ctx, store, last[0].Change)
	}
	before := s.books
	s.change, s.books = last[0].Change, shelve(s.pages, s.points)
	s.books.drawn = before.stillTrue(s.dirty)
	clear(s.dirty)
	return s.books, nil
}

func (s *bookShelf) readAll(ctx context.Context, store app.Store, change int64) (*shelved, error) {
	s.pages, s.points, s.books = map[improve.ArtifactID]improve.Artifact{}, map[improve.ArtifactID]improve.Artifact{}, nil
	s.dirty = map[improve.ArtifactID]bool{}
	if err := s.read(ctx, store, improve.Query{Kinds: bookKinds(), Retired: true, Limit: everything}); err != nil {
		return nil, err
	}
	if err := s.read(ctx, store, improve.Query{Kinds: []improve.KindName{pointKind}, Retired: true, Limit: mostNumbers}); err != nil {
		return nil, err
	}
	s.change, s.books = change, shelve(s.pages, s.points)
	return s.books, nil
}

// readChanged takes in what was written since. What is written meanwhile is
// read twice, which does no harm.
func (s *bookShelf) readChanged(ctx context.Context, store app.Store) error {
	return s.read(ctx, store, improve.Query{Kinds: append(bookKinds(), pointKind), After: s.change, Retired: true, Limit: everything})
}

func (s *bookShelf) read(ctx context.Context, store app.Store, q improve.Query) error {
	artifacts, err := store.Artifacts(ctx, q)
	for _, a := range artifacts {
		switch a.Kind {
		case pointKind:
			for _, version := range []improve.Artifact{a, s.points[a.ID]} { // where it is now, where it was
				for _, measure := range version.LinkedTo(measureRel) {
					s.dirty[measure] = true
				}
			}
			s.points[a.ID] = a
		default:
			s.dirty[a.ID] = true
			s.pages[a.ID] = a
		}
	}
	return err
}

// whole tells whether as many pages are kept as there are: those of somebody
// who was taken out may go without a trace.
func (s *bookShelf) whole(ctx context.Context, store app.Store) (bool, error) {
	pages, err := store.Count(ctx, improve.Query{Kinds: bookKinds(), Retired: true})
	if err != nil || pages != len(s.pages) {
		return false, err
	}
	points, err := store.Count(ctx, improve.Query{Kinds: []improve.KindName{pointKind}, Retired: true})
	return min(points, mostNumbers) == len(s.points), err
}

// shelve puts pages in their order.
func shelve(pages, points map[improve.ArtifactID]improve.Artifact) *shelved {
	s := &shelved{homes: map[improve.ArtifactID][]improve.ArtifactID{}, numbers: map[improve.ArtifactID][]improve.Artifact{}, drawn: map[improve.ArtifactID]*drawnMeasure{}}
	for _, a := range pages {
		switch {
		case a.Retired():
		case a.Kind == "project":
			s.projects = append(s.projects, a)
		default:
			s.parts = append(s.parts, a)
		}
	}
	slices.SortFunc(s.projects, latestFirst)
	slices.SortFunc(s.parts, func(x, y improve.Artifact) int {
		return cmp.Or(cmp.Compare(x.Created, y.Created), slices.Compare(x.ID[:], y.ID[:]))
	})
	for _, a := range s.parts {
		if a.Kind == "meeting" {
			s.meetings = append(s.meetings, a)
		}
	}
	slices.SortFunc(s.meetings, latestFirst)
	homes := newHomes(s.parts)
	for _, a := range s.parts {
		s.homes[a.ID] = homes.of(a.ID)
	}
	for _, a := range points {
		if a.Retired() {
			continue
		}
		for _, measure := range a.LinkedTo(measureRel) {
			s.numbers[measure] = append(s.numbers[measure], a)
		}
	}
	for _, numbers := range s.numbers {
		slices.SortFunc(numbers, latestFirst)
	}
	return s
}

func latestFirst(x, y improve.Artifact) int {
	return cmp.Or(cmp.Compare(y.Updated, x.Updated), slices.Compare(x.ID[:], y.ID[:]))
}

// latest gives the latest numbers of a measure, mostPoints of them at most.
func (s *shelved) latest(measure improve.ArtifactID) []improve.Artifact {
	numbers := s.numbers[measure]
	return numbers[:min(len(numbers), mostPoints)]
}

// of gives what the numbers of a measure come to, worked out once.
func (s *shelved) of(measure improve.Artifact) *drawnMeasure {
	s.mu.Lock()
	defer s.mu.Unlock()
	if known := s.drawn[measure.ID]; known != nil {
		return known
	}
	made := &drawnMeasure{}
	numbers := s.latest(measure.ID)
	for _, a := range numbers {
		made.points = append(made.points, pointOf(a))
	}
	if chart, err := (figure.Measure{Say: phrases(), Measure: measure, Numbers: numbers}).Chart(); err == nil {
		made.chart, made.seen = &chart, fmt.Sprint(chart.Days, chart.Chart)
		if found := chart.Finding(); len(found) > 0 {
			made.finding = found[0]
		}
	}
	s.drawn[measure.ID] = made
	return made
}

// stillTrue gives what was drawn of measures that have not changed since.
func (s *shelved) stillTrue(dirty map[improve.ArtifactID]bool) map[improve.ArtifactID]*drawnMeasure {
	s.mu.Lock()
	defer s.mu.Unlock()
	drawn := maps.Clone(s.drawn)
	maps.DeleteFunc(drawn, func(measure improve.ArtifactID, _ *drawnMeasure) bool { return dirty[measure] })
	return drawn
}

// loadBooks gives all projects that are not put away, each with its parts but
// without its numbers and feedback, the latest changed first.
func (p *Program) loadBooks(ctx context.Context) ([]projectBook, *shelved, error) {
	shelf, err := p.shelf.look(ctx, p.journal.Store())
	if err != nil {
		return nil, nil, err
	}
	books, at := make([]projectBook, len(shelf.projects)), map[improve.ArtifactID]int{}
	for i, project := range shelf.projects {
		books[i], at[project.ID] = newProjectBook(project), i
	}
	for _, a := range shelf.parts {
		for _, project := range shelf.homes[a.ID] {
			if i, ok := at[project]; ok {
				books[i].add(a)
			}
		}
	}
	return books, shelf, nil
}
