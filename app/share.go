package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// Kinds and relations that say what belongs to a project.
const (
	projectKind improve.KindName = "project"
	projectRel  improve.RelName  = "project"
	measureKind improve.KindName = "measure"
)

// Sharing is what a person decided to share, and how.
type Sharing struct {
	ID     improve.ArtifactID
	To     improve.SpaceID
	Names  NameChoice // what becomes of the names of children that were found
	InStep bool       // the copy follows the original from now on; a project, which moves, has none

	beside []string // words that go with it, looked through for names too

	take bool // somebody else's page is copied: without its comments, and nothing moves
}

// Share makes an artifact known in another space and gives its id there. A
// project moves its home: it and all below it are copied with their links, the
// originals are put away and point to the copies, so that everyone works on
// one page. Anything else is copied and remembers its origin. What is private
// by its kind stays where it is when its project moves; such a page goes only
// when it is shared itself. Sharing what is there already is refused.
func (j *Journal) Share(ctx context.Context, id improve.ArtifactID, to improve.SpaceID) (improve.ArtifactID, error) {
	return j.ShareAs(ctx, Sharing{ID: id, To: to})
}

// ShareAs shares as Share does, in the way that a person chose. What it writes
// is what PreviewShare shows for the same Sharing.
func (j *Journal) ShareAs(ctx context.Context, s Sharing) (improve.ArtifactID, error) {
	var copied improve.ArtifactID
	err := j.update(ctx, func(b *batch) error {
		m, err := b.share(s)
		if err != nil {
			return err
		}
		copied = m.ids[s.ID]
		if !s.InStep {
			return nil
		}
		return b.follows(s.ID, copied, m.covers, s.Names.Asked)
	})
	return copied, err
}

// share reads through the Store where Tx has no query: the write lock is held
// and nothing was written yet, so both see the same.
func (b *batch) share(s Sharing) (*move, error) {
	a, err := b.artifact(s.ID)
	if err != nil {
		return nil, err
	}
	if err := b.shareable(a, s.To); err != nil {
		return nil, err
	}
	moving := []improve.Artifact{a}
	if a.Kind == projectKind {
		fewest, err := b.strictest([]improve.SpaceID{s.To})
		if err != nil {
			return nil, err
		}
		if moving, err = b.j.below(b.ctx, a, fewest); err != nil {
			return nil, err
		}
		slices.SortStableFunc(moving[1:], inOrderOfWriting) // a diagram, a list, shows its parts in the order in which they were begun
	}
	if moving, err = b.leaving(moving, s.To); err != nil {
		return nil, err
	}
	names, err := b.j.commentNames(b.ctx, moving)
	if err != nil {
		return nil, err
	}
	others, err := b.j.linkingTo(b.ctx, moving)
	if err != nil {
		return nil, err
	}
	covers, err := b.coverer(s.Names.Names)
	if err != nil {
		return nil, err
	}
	if s.take {
		covers = nil // it came from there as it is
	}
	m := &move{
		batch: b, to: s.To, names: names, ids: map[improve.ArtifactID]improve.ArtifactID{},
		choice: s.Names, covers: covers, beside: s.beside, inStep: s.InStep, silent: s.take,
	}
	if err := m.copyAll(moving); err != nil {
		return nil, err
	}
	if a.Kind != projectKind || s.take {
		return m, nil
	}
	return m, m.leave(moving, others)
}

// inOrderOfWriting puts what was begun first before what was begun later.
func inOrderOfWriting(a, b improve.Artifact) int {
	return cmp.Or(cmp.Compare(a.Created, b.Created), slices.Compare(a.ID[:], b.ID[:]))
}

// shareable tells whether an artifact may be shared to a space at all.
func (b *batch) shareable(a improve.Artifact, to improve.SpaceID) error {
	if a.Space == to {
		return &improve.Error{Code: improve.Invalid, Message: "It is there already.", Hint: "Choose another space."}
	}
	if _, _, err := b.editable(a.ID); err != nil {
		return err
	}
	if moved, ok := a.MovedTo(); ok {
		return &improve.Error{Code: improve.Invalid, Message: "This page has moved to another space.", Hint: "Open it there and share that one: " + moved.String()}
	}
	there, err := b.j.store.Artifacts(b.ctx, improve.Query{Spaces: []improve.SpaceID{to}, Kinds: []improve.KindName{a.Kind}, Limit: everything})
	if err != nil {
		return err
	}
	for _, other := range there {
		if originOf(other) == a.ID.String() {
			return &improve.Error{Code: improve.Invalid, Message: "It is there already.", Hint: "Open the copy there: " + other.ID.String()}
		}
	}
	return nil
}

// originOf gives the id of what an artifact was copied from, "" when it was not.
func originOf(a improve.Artifact) string {
	v, _ := a.Register(improve.OriginKey, improve.RowID{}).Shown()
	return v.Value.Cells[originArtifact]
}

// Below gives a project and all that belongs to it and may go where it goes:
// what is linked to it, and what is linked to that and to no other project.
// What its kind keeps private is left out, and what stands beside projects
// (improve.Kind.Stands) with all that is linked to that alone.
func (j *Journal) Below(ctx context.Context, project improve.Artifact) ([]improve.Artifact, error) {
	return j.below(ctx, project, kinds.SmallGroup)
}

// below is Below for a space where groups of fewer than fewest stay away.
func (j *Journal) below(ctx context.Context, project improve.Artifact, fewest int) ([]improve.Artifact, error) {
	members := []improve.Artifact{project}
	seen := map[improve.ArtifactID]bool{project.ID: true}
	for at := 0; at < len(members); at++ {
		linked, err := j.store.Artifacts(ctx, improve.Query{LinkTo: members[at].ID, Retired: true, Limit: everything})
		if err != nil {
			return nil, err
		}
		for _, a := range linked {
			if seen[a.ID] || !j.belongs(a, project, seen, fewest) {
				continue
			}
			seen[a.ID] = true
			members = append(members, a)
		}
	}
	return members, nil
}

func (j *Journal) belongs(a, project improve.Artifact, members map[improve.ArtifactID]bool, fewest int) bool {
	if a.Space != project.Space || a.Kind == projectKind || j.stands(a.Kind) || j.keptPrivate(a, fewest) {
		return false
	}
	if _, moved := a.MovedTo(); moved {
		return false
	}
	if projects := a.LinkedTo(projectRel); len(projects) > 0 {
		return slices.Contains(projects, project.ID)
	}
	return slices.ContainsFunc(a.Links(), func(l improve.Link) bool { return members[l.Target] && !j.loose(a.Kind, l.Rel) })
}

// loose tells that a link names a page without belonging to it.
func (j *Journal) loose(name improve.KindName, rel improve.RelName) bool {
	kind := j.catalog.Kind(name)
	if kind == nil {
		return false
	}
	relation, known := kind.Rel(rel)
	return known && relation.Loose
}

// stands tells that pages of a kind serve projects and belong to none: a team,
// a plan of the school.
func (j *Journal) stands(name improve.KindName) bool {
	kind := j.catalog.Kind(name)
	return kind != nil && kind.Stands
}

// keptPrivate tells that an artifact's kind keeps it from others: one of its
// live texts is enough.
func (j *Journal) keptPrivate(a improve.Artifact, fewest int) bool {
	kind := j.catalog.Kind(a.Kind)
	if kind == nil || kind.HomeOf == nil {
		return kind == nil || kind.Home == improve.Personal
	}
	for _, key := range a.FieldKeys() {
		for _, v := range a.Register(key, improve.RowID{}).Live {
			if tellsTooMuch(kind, key, v.Value, fewest) {
				return true
			}
		}
	}
	return false
}

// linkingTo gives what stays but holds a link to something that moves, what was
// put away too: it may be brought back.
func (j *Journal) linkingTo(ctx context.Context, moving []improve.Artifact) ([]improve.Artifact, error) {
	seen := map[improve.ArtifactID]bool{}
	for _, a := range moving {
		seen[a.ID] = true
	}
	var others []improve.Artifact
	for _, a := range moving {
		linked, err := j.store.Artifacts(ctx, improve.Query{LinkTo: a.ID, Retired: true, Limit: everything})
		if err != nil {
			return nil, err
		}
		for _, other := range linked {
			if _, moved := other.MovedTo(); !moved && !seen[other.ID] {
				seen[other.ID] = true
				others = append(others, other)
			}
		}
	}
	return others, nil
}

// commentNames gives the names of those who wrote comments, by log: in the
// copy all comments are ours, so each begins with its writer's name.
func (j *Journal) commentNames(ctx context.Context, artifacts []improve.Artifact) (map[improve.LogID]string, error) {
	names := map[improve.LogID]string{}
	for _, a := range artifacts {
		for _, c := range a.Comments() {
			if _, ok := names[c.Dot.Log]; ok {
				continue
			}
			name, err := j.AuthorName(ctx, c.Dot)
			if err != nil {
				return nil, err
			}
			names[c.Dot.Log] = name
		}
	}
	return names, nil
}
