package ui

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// shelved is what the pages come to. It never changes; any goroutine may read it.
type shelved struct {
	books    []projectBook      // the latest changed first
	meetings []improve.Artifact // and calls and gatherings, of all projects; the latest changed first
	parts    []improve.Artifact // all but projects and feedback, of a project or of none; oldest first
	feedback []improve.Artifact // oldest first
	pages    map[improve.ArtifactID]*improve.Artifact
	numbers  map[improve.ArtifactID][]improve.Artifact // by measure, the latest changed first

	mu     sync.Mutex
	points map[improve.ArtifactID][]point       // by measure, once somebody asked; not in order
	drawn  map[improve.ArtifactID]*drawnMeasure // as points
}

// drawnMeasure is what the numbers of a measure come to; it never changes. The
// same numbers have the same one.
type drawnMeasure struct {
	chart   *figure.MeasureChart // nil without a number
	finding string               // the first sentence of what the chart says
}

// shelve puts pages in their order.
func shelve(pages, points map[shelfKey]*improve.Artifact) *shelved {
	s := &shelved{pages: make(map[improve.ArtifactID]*improve.Artifact, len(pages)), numbers: map[improve.ArtifactID][]improve.Artifact{},
		points: map[improve.ArtifactID][]point{}, drawn: map[improve.ArtifactID]*drawnMeasure{}}
	var projects, feedback, meetings []*improve.Artifact
	parts, met := make([]*improve.Artifact, 0, len(pages)), meetingKinds()
	for _, a := range pages {
		if a.Retired() {
			continue
		}
		switch a.Kind {
		case "project":
			projects = append(projects, a)
		case feedbackKind:
			feedback = append(feedback, a)
		default:
			parts = append(parts, a)
		}
		if slices.Contains(met, a.Kind) {
			meetings = append(meetings, a)
		}
	}
	s.meetings, s.feedback, s.parts = inOrder(meetings, latestFirst), inOrder(feedback, oldestFirst), inOrder(parts, oldestFirst)
	for _, some := range [...][]*improve.Artifact{projects, feedback, parts} {
		for _, a := range some {
			s.pages[a.ID] = a
		}
	}
	s.fill(inOrder(projects, latestFirst))
	s.count(points)
	return s
}

// inOrder gives sorted copies of pages. What is moved about is where they are:
// a page itself is some 150 bytes.
func inOrder(pages []*improve.Artifact, order func(x, y *improve.Artifact) int) []improve.Artifact {
	slices.SortFunc(pages, order)
	sorted := make([]improve.Artifact, len(pages))
	for i, a := range pages {
		sorted[i] = *a
	}
	return sorted
}

// fill makes a book of each project.
func (s *shelved) fill(projects []improve.Artifact) {
	at := make(map[improve.ArtifactID][]int, len(projects))
	s.books = make([]projectBook, len(projects))
	for i, project := range projects {
		s.books[i] = newProjectBook(project)
		at[project.ID] = append(at[project.ID], i)
	}
	homes := newHomes(s.pages)
	for i := range s.parts {
		a := &s.parts[i]
		for _, project := range homes.of(a.ID) {
			for _, i := range at[project] {
				s.books[i].add(*a)
			}
		}
	}
}

// count sorts numbers by their measures.
func (s *shelved) count(points map[shelfKey]*improve.Artifact) {
	of := map[improve.ArtifactID][]*improve.Artifact{}
	for _, a := range points {
		if a.Retired() {
			continue
		}
		for _, measure := range a.LinkedTo(measureRel) {
			of[measure] = append(of[measure], a)
		}
	}
	for measure, numbers := range of {
		s.numbers[measure] = inOrder(numbers, latestFirst)
	}
}

func oldestFirst(x, y *improve.Artifact) int {
	if x.Created != y.Created {
		return cmp.Compare(x.Created, y.Created)
	}
	return byID(x, y)
}

func latestFirst(x, y *improve.Artifact) int {
	if x.Updated != y.Updated {
		return cmp.Compare(y.Updated, x.Updated)
	}
	return byID(x, y)
}

func byID(x, y *improve.Artifact) int {
	return cmp.Or(slices.Compare(x.ID[:], y.ID[:]), slices.Compare(x.Space[:], y.Space[:]))
}

// latest gives the latest numbers of a measure, mostPoints of them at most.
func (s *shelved) latest(measure improve.ArtifactID) []improve.Artifact {
	numbers := s.numbers[measure]
	return numbers[:min(len(numbers), mostPoints)]
}

// pointsOf gives the latest numbers of a measure, not in order, read once.
func (s *shelved) pointsOf(measure improve.ArtifactID) []point {
	s.mu.Lock()
	defer s.mu.Unlock()
	points, known := s.points[measure]
	if !known {
		numbers := s.latest(measure)
		points = make([]point, len(numbers))
		for i, a := range numbers {
			points[i] = pointOf(a)
		}
		s.points[measure] = points
	}
	return points
}

// of gives what the numbers of a measure come to, worked out once.
func (s *shelved) of(measure improve.Artifact) *drawnMeasure {
	s.mu.Lock()
	defer s.mu.Unlock()
	if known := s.drawn[measure.ID]; known != nil {
		return known
	}
	made := &drawnMeasure{}
	if chart, err := (figure.Measure{Say: phrases(), Measure: measure, Numbers: s.latest(measure.ID)}).Chart(); err == nil {
		made.chart = &chart
		if found := chart.Finding(); len(found) > 0 {
			made.finding = found[0]
		}
	}
	s.drawn[measure.ID] = made
	return made
}

// keep takes over what was read and drawn before of measures that have not changed since.
func (s *shelved) keep(before *shelved, dirty map[improve.ArtifactID]bool) {
	before.mu.Lock()
	defer before.mu.Unlock()
	s.points, s.drawn = maps.Clone(before.points), maps.Clone(before.drawn)
	for measure := range dirty {
		delete(s.points, measure)
		delete(s.drawn, measure)
	}
}

// loadBooks gives all projects that are not put away, each with its parts but
// without its numbers and feedback, the latest changed first. Nobody may change them.
func (p *Program) loadBooks(ctx context.Context) ([]projectBook, *shelved, error) {
	shelf, err := p.shelf.look(ctx, p.journal.Store())
	if err != nil {
		return nil, nil, err
	}
	return shelf.books, shelf, nil
}
