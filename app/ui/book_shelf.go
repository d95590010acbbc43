package ui

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// pointKind is the kind of a single number.
const pointKind improve.KindName = "data-point"

// mostNumbers is how many numbers are kept at hand, the latest written: forty
// schools write about as many in three years, in some 20 MB.
const mostNumbers = 20_000

// spareNumbers is how many more may come before the oldest are dropped again:
// with none, each new number would make everything be read anew.
const spareNumbers = 2_000

// bookKinds are what Home and the list of projects need to know, beside the numbers.
func bookKinds() []improve.KindName {
	return []improve.KindName{
		"project", "aim", "driver", "change-idea", "fishbone-cause", "empathy-interview", "bright-spot", "pdsa", "measure", "meeting", "story", feedbackKind,
		// What people keep an eye on, and days on which they mean to look again.
		rockKind, barrierKind, "initiative", "decision", "issue", "standard-work", "expectation", "reflection", "student-in-mind",
		// The rhythm: what is coming, and where teams are stuck.
		"coaching-call", "convening", "learning-session", "action-period", "team-look",
	}
}

// shelfKey names a page on the shelf. Two spaces may each hold a page under one id.
type shelfKey struct {
	id    improve.ArtifactID
	space improve.SpaceID
}

// bookShelf keeps the pages of all projects between two looks at them. Home is
// looked at after every change, and reading thousands of pages takes longer
// than a person waits: it asks only for those that have changed since.
type bookShelf struct {
	mu     sync.Mutex // held while it reads, so that two screens do not both read everything
	change int64      // the greatest that was read
	pages  map[shelfKey]*improve.Artifact
	points map[shelfKey]*improve.Artifact
	stored int                         // how many there were, kept here or not, with those that came since
	books  *shelved                    // made of them; nil before the first look
	dirty  map[improve.ArtifactID]bool // measures whose chart is no longer true
}

// look gives the pages as they are now.
func (s *bookShelf) look(ctx context.Context, store app.Store) (*shelved, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	last, err := store.Cards(ctx, improve.Query{Order: improve.ByChange, Retired: true, Examples: improve.AndExamples, Limit: 1})
	if err != nil {
		return nil, err
	}
	if len(last) == 0 {
		return shelve(nil, nil), nil
	}
	if s.books == nil || last[0].Change < s.change { // made afresh from the log
		return s.readAll(ctx, store, last[0].Change)
	}
	if last[0].Change > s.change {
		if err := s.readChanged(ctx, store); err != nil {
			return nil, err
		}
	}
	if whole, err := s.whole(ctx, store); err != nil || !whole {
		return s.readAll(ctx, store, last[0].Change)
	}
	if last[0].Change == s.change {
		return s.books, nil
	}
	before := s.books
	s.change, s.books = last[0].Change, shelve(s.pages, s.points)
	s.books.keep(before, s.dirty)
	clear(s.dirty)
	return s.books, nil
}

// readAll reads everything anew, on all cores that there are.
func (s *bookShelf) readAll(ctx context.Context, store app.Store, change int64) (*shelved, error) {
	s.books = nil
	numbers, err := store.Count(ctx, improve.Query{Kinds: []improve.KindName{pointKind}, Retired: true})
	if err != nil {
		return nil, err
	}
	latest := improve.Query{Kinds: []improve.KindName{pointKind}, Retired: true, Order: improve.Unsorted, Limit: mostNumbers}
	if numbers > mostNumbers {
		latest.Order = improve.ByUpdate
	}
	kinds := bookKinds()
	half := slices.Index(kinds, "pdsa") // tests and what follows are about half of all words
	pages := improve.Query{Kinds: kinds[:half], Retired: true, Order: improve.Unsorted, Limit: everything}
	others := pages
	others.Kinds = kinds[half:]
	read, err := readAtOnce(ctx, store, latest, pages, others)
	if err != nil {
		return nil, err
	}
	s.pages, s.points, s.stored = make(map[shelfKey]*improve.Artifact, len(read[1])+len(read[2])), make(map[shelfKey]*improve.Artifact, len(read[0])), 0
	s.dirty = map[improve.ArtifactID]bool{}
	for _, artifacts := range read {
		s.take(artifacts)
	}
	s.stored += max(0, numbers-mostNumbers)
	s.change, s.books = change, shelve(s.pages, s.points)
	return s.books, nil
}

// readAtOnce asks several questions at the same time.
func readAtOnce(ctx context.Context, store app.Store, queries ...improve.Query) ([][]improve.Artifact, error) {
	read, faults := make([][]improve.Artifact, len(queries)), make([]error, len(queries))
	var reading sync.WaitGroup
	for i, q := range queries {
		reading.Go(func() { read[i], faults[i] = store.Artifacts(ctx, q) })
	}
	reading.Wait()
	return read, errors.Join(faults...)
}

// readChanged takes in what was written since. What is written meanwhile is
// read twice, which does no harm.
func (s *bookShelf) readChanged(ctx context.Context, store app.Store) error {
	artifacts, err := store.Artifacts(ctx, improve.Query{Kinds: append(bookKinds(), pointKind), After: s.change, Retired: true, Order: improve.Unsorted, Limit: everything})
	s.take(artifacts)
	return err
}

// take puts pages where they are kept.
func (s *bookShelf) take(artifacts []improve.Artifact) {
	for i := range artifacts {
		a := &artifacts[i]
		key := shelfKey{a.ID, a.Space}
		if a.Kind != pointKind {
			if _, known := s.pages[key]; !known {
				s.stored++
			}
			if s.books != nil {
				s.dirty[a.ID] = true
			}
			s.pages[key] = a
			continue
		}
		before, known := s.points[key]
		if !known {
			s.stored++
			before = &improve.Artifact{}
		}
		s.points[key] = a
		if s.books == nil { // nothing is drawn yet
			continue
		}
		for _, version := range [...]*improve.Artifact{a, before} { // where it is now, where it was
			for _, measure := range version.LinkedTo(measureRel) {
				s.dirty[measure] = true
			}
		}
	}
}

// whole tells whether as many pages are known as there are: those of somebody
// who was taken out go without a trace, and what becomes an example is no work
// any more.
func (s *bookShelf) whole(ctx context.Context, store app.Store) (bool, error) {
	stored, err := store.Count(ctx, improve.Query{Kinds: append(bookKinds(), pointKind), Retired: true})
	return stored == s.stored && len(s.points) <= mostNumbers+spareNumbers, err
}
