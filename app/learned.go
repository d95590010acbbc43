package app

import (
	"context"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// organisationKind is the kind of a school's own page; organisationRel ties a page to it.
const (
	organisationKind improve.KindName = "organisation"
	organisationRel  improve.RelName  = "organisation"
)

// Surroundings know what every page stands in: its project and its school. They
// are read once; any goroutine may ask them.
type Surroundings struct {
	catalog  *improve.Catalog
	projects map[improve.ArtifactID]Conditions
	schools  map[improve.ArtifactID]Conditions
	spaces   map[improve.SpaceID]Conditions // of the first school whose page lies there
	own      improve.SpaceID

	names map[improve.ArtifactID]string   // of schools
	at    map[improve.ArtifactID][]string // of projects: the names of their schools
	here  map[improve.SpaceID]string      // the name of the school whose page lies there
}

// Surroundings reads the projects and schools that are here.
func (j *Journal) Surroundings(ctx context.Context) (Surroundings, error) {
	s := Surroundings{catalog: j.catalog, projects: map[improve.ArtifactID]Conditions{}, schools: map[improve.ArtifactID]Conditions{}, spaces: map[improve.SpaceID]Conditions{},
		names: map[improve.ArtifactID]string{}, at: map[improve.ArtifactID][]string{}, here: map[improve.SpaceID]string{}}
	if me, err := j.Me(ctx); err == nil {
		s.own = me.School
	}
	schools, err := j.store.Artifacts(ctx, improve.Query{Kinds: []improve.KindName{organisationKind}, Order: improve.ByCreated, Limit: everything})
	if err != nil {
		return s, err
	}
	for _, school := range schools {
		own := s.written(school)
		s.schools[school.ID], s.names[school.ID] = own, school.Title()
		if _, known := s.spaces[school.Space]; !known && school.Text("type") != "district" {
			s.spaces[school.Space], s.here[school.Space] = own, school.Title()
		}
	}
	projects, err := j.store.Artifacts(ctx, improve.Query{Kinds: []improve.KindName{projectKind}, Order: improve.ByCreated, Limit: everything})
	for _, project := range projects {
		s.projects[project.ID], s.at[project.ID] = s.written(project).within(s.place(project)), s.placeNames(project)
	}
	return s, err
}

// Of gives the conditions of a page: what it says itself, within what its
// project and its school say.
func (s Surroundings) Of(a improve.Artifact) Conditions {
	own := s.written(a)
	for _, project := range a.LinkedTo(projectRel) {
		if around, ok := s.projects[project]; ok {
			return own.within(around)
		}
	}
	return own.within(s.place(a))
}

// place gives the conditions of the school that a page is about, or lies at.
func (s Surroundings) place(a improve.Artifact) Conditions {
	for _, school := range a.LinkedTo(organisationRel) {
		if around, ok := s.schools[school]; ok {
			return around
		}
	}
	return s.spaces[a.Space]
}

// placeNames gives the schools that a page is about: its own, those of its
// projects, or the one whose page lies in the same space; none where nobody said.
func (s Surroundings) placeNames(a improve.Artifact) []string {
	var names []string
	for _, school := range a.LinkedTo(organisationRel) {
		if name := s.names[school]; name != "" {
			names = append(names, name)
		}
	}
	for _, project := range a.LinkedTo(projectRel) {
		names = append(names, s.at[project]...)
	}
	if name := s.here[a.Space]; len(names) == 0 && name != "" {
		names = []string{name}
	}
	return names
}

// written reads what a page says itself.
func (s Surroundings) written(a improve.Artifact) Conditions {
	told := []string{a.Title()}
	for _, key := range kinds.ConditionFields(a.Kind) {
		told = append(told, a.Text(key))
		for _, row := range a.Rows(key) {
			for _, text := range row.Cells {
				told = append(told, text)
			}
		}
	}
	grades := ""
	if a.Kind == organisationKind {
		grades = a.Text("grades")
	}
	c := ReadConditions(grades, told...)
	if a.Kind == organisationKind {
		c.addSize(strings.TrimSpace(a.Text("students")))
	}
	if kind := s.catalog.Kind(a.Kind); kind != nil { // what else it says may name a subject or a language
		c.words += "\n" + strings.ToLower(strings.Join(searchable(kind, a), "\n"))
	}
	return c
}

// searchable gives the texts of a page that search looks through.
func searchable(kind *improve.Kind, a improve.Artifact) []string {
	var texts []string
	for _, section := range kind.Sections {
		for _, field := range section.Fields {
			if field.Search && field.Type != improve.Rows {
				texts = append(texts, a.Text(field.Key))
			}
		}
	}
	return texts
}

// LikeOurs gives the conditions of one's own school, to look for others like
// it: its first grade and how many students it has. Empty where its page says neither.
func (s Surroundings) LikeOurs() Like {
	var like Like
	own := s.spaces[s.own]
	if len(own.grades) > 0 {
		like.Grade = gradeWord(own.grades[0][0])
	}
	return like
}

func gradeWord(grade int) string {
	if grade == 0 {
		return "K"
	}
	return strconv.Itoa(grade)
}

// Learned gives the pages that q chooses and that were learned under conditions
// like these, in q's order; its limit is that of what is looked through.
func (j *Journal) Learned(ctx context.Context, q improve.Query, like Like) ([]improve.Artifact, error) {
	artifacts, err := j.store.Artifacts(ctx, q)
	if err != nil || like.IsZero() {
		return artifacts, err
	}
	around, err := j.Surroundings(ctx)
	if err != nil {
		return nil, err
	}
	var fitting []improve.Artifact
	for _, a := range artifacts {
		if like.Fits(around.Of(a)) {
			fitting = append(fitting, a)
		}
	}
	return fitting, nil
}
