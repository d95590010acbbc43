package app

import (
	"cmp"
	"math"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// inReadingOrder sorts pages as somebody reads them who was not there: project
// by project, of each first what it wants, then the causes, the tests and the
// numbers, as the kinds are declared, and of one kind the oldest first. What
// belongs to no project that is among them comes last.
func (j *Journal) inReadingOrder(artifacts []improve.Artifact) []improve.Artifact {
	place := map[improve.KindName]int{}
	for i, kind := range j.catalog.Kinds() {
		place[kind.Name] = i
	}
	ordered := slices.Clone(artifacts)
	slices.SortStableFunc(ordered, func(x, y improve.Artifact) int { return cmp.Compare(x.Created, y.Created) })
	projects := map[improve.ArtifactID]int{}
	for _, a := range ordered {
		if a.Kind == projectKind {
			projects[a.ID] = len(projects)
		}
	}
	of := make(map[improve.ArtifactID]int, len(ordered))
	for _, a := range ordered {
		of[a.ID] = projectOf(a, projects)
	}
	slices.SortStableFunc(ordered, func(x, y improve.Artifact) int {
		return cmp.Or(cmp.Compare(of[x.ID], of[y.ID]), cmp.Compare(place[x.Kind], place[y.Kind]))
	})
	return ordered
}

// projectOf gives the place of the first of the projects that a page belongs to.
func projectOf(a improve.Artifact, projects map[improve.ArtifactID]int) int {
	first := math.MaxInt
	if at, ok := projects[a.ID]; ok {
		first = at
	}
	for _, id := range a.LinkedTo("project") {
		if at, ok := projects[id]; ok {
			first = min(first, at)
		}
	}
	return first
}
