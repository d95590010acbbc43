package app

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// Kinds and relations that say what belongs to a project.
const (
	projectKind improve.KindName = "project"
	projectRel  improve.RelName  = "project"
)

// Share makes an artifact known in another space and gives its id there. A
// project moves its home: it and all below it are copied with their links, the
// originals are put away and point to the copies, so that everyone works on
// one page. Anything else is copied and remembers its origin. What is private
// by its kind stays where it is.
func (j *Journal) Share(ctx context.Context, id improve.ArtifactID, to improve.SpaceID) (improve.ArtifactID, error) {
	a, err := j.store.Artifact(ctx, id)
	if err != nil {
		return improve.ArtifactID{}, err
	}
	if a.Space == to {
		return improve.ArtifactID{}, &improve.Error{Code: improve.Invalid, Message: "It is there already.", Hint: "Choose another space."}
	}
	if moved, ok := a.MovedTo(); ok && a.Retired() {
		return improve.ArtifactID{}, &improve.Error{Code: improve.Invalid, Message: "This page has moved to another space.", Hint: "Open it there and share that one: " + moved.String()}
	}
	moving := []improve.Artifact{a}
	if a.Kind == projectKind {
		if moving, err = j.Below(ctx, a); err != nil {
			return improve.ArtifactID{}, err
		}
	}
	names, err := j.commentNames(ctx, moving)
	if err != nil {
		return improve.ArtifactID{}, err
	}
	others, err := j.linkingTo(ctx, moving)
	if err != nil {
		return improve.ArtifactID{}, err
	}
	var copied improve.ArtifactID
	err = j.update(ctx, func(b *batch) error {
		m := move{batch: b, to: to, names: names, ids: map[improve.ArtifactID]improve.ArtifactID{}}
		if err := m.copyAll(moving); err != nil {
			return err
		}
		copied = m.ids[id]
		if a.Kind != projectKind {
			return nil
		}
		return m.leave(moving, others)
	})
	return copied, err
}

// Below gives a project and all that belongs to it and may go where it goes:
// what is linked to it, and what is linked to that and to no other project.
// What its kind keeps private is left out.
func (j *Journal) Below(ctx context.Context, project improve.Artifact) ([]improve.Artifact, error) {
	members := []improve.Artifact{project}
	seen := map[improve.ArtifactID]bool{project.ID: true}
	for at := 0; at < len(members); at++ {
		linked, err := j.store.Artifacts(ctx, improve.Query{LinkTo: members[at].ID, Retired: true, Limit: -1})
		if err != nil {
			return nil, err
		}
		for _, a := range linked {
			if seen[a.ID] || !j.belongs(a, project, seen) {
				continue
			}
			seen[a.ID] = true
			members = append(members, a)
		}
	}
	return members, nil
}

func (j *Journal) belongs(a, project improve.Artifact, members map[improve.ArtifactID]bool) bool {
	if a.Space != project.Space || a.Kind == projectKind || j.keptPrivate(a) {
		return false
	}
	if _, moved := a.MovedTo(); moved {
		return false
	}
	if projects := a.LinkedTo(projectRel); len(projects) > 0 {
		return slices.Contains(projects, project.ID)
	}
	return slices.ContainsFunc(a.Links(), func(l improve.Link) bool { return members[l.Target] })
}

func (j *Journal) keptPrivate(a improve.Artifact) bool {
	kind := j.catalog.Kind(a.Kind)
	if kind == nil {
		return true
	}
	cells := map[improve.FieldKey]string{}
	for _, field := range kind.Fields() {
		cells[field.Key] = a.Text(field.Key)
	}
	return kind.HomeFor(cells) == improve.Personal
}

// linkingTo gives what stays but holds a link to something that moves.
func (j *Journal) linkingTo(ctx context.Context, moving []improve.Artifact) ([]improve.Artifact, error) {
	seen := map[improve.ArtifactID]bool{}
	for _, a := range moving {
		seen[a.ID] = true
	}
	var others []improve.Artifact
	for _, a := range moving {
		linked, err := j.store.Artifacts(ctx, improve.Query{LinkTo: a.ID, Limit: -1})
		if err != nil {
			return nil, err
		}
		for _, other := range linked {
			if !seen[other.ID] {
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

// move copies artifacts into another space within one batch.
type move struct {
	*batch
	to    improve.SpaceID
	ids   map[improve.ArtifactID]improve.ArtifactID // old to new
	names map[improve.LogID]string
}

func (m *move) copyAll(artifacts []improve.Artifact) error {
	for _, a := range artifacts {
		m.ids[a.ID] = m.j.ids.Artifact()
	}
	for _, a := range artifacts {
		if err := m.copyOne(a); err != nil {
			return err
		}
	}
	return nil
}

func (m *move) copyOne(a improve.Artifact) error {
	for _, key := range a.FieldKeys() {
		if key == improve.MovedKey || key == improve.OriginKey {
			continue
		}
		if err := m.copyVersions(a, key, improve.RowID{}, a.Register(key, improve.RowID{}).Distinct()); err != nil {
			return err
		}
	}
	for _, key := range a.ListKeys() {
		for _, row := range a.Rows(key) {
			if err := m.copyVersions(a, key, row.ID, row.Versions); err != nil {
				return err
			}
		}
	}
	origin := improve.CellsValue(map[improve.FieldKey]string{
		"artifact": a.ID.String(), "space": a.Space.String(), "version": a.Updated.Time().Format("2006-01-02T15:04:05.000Z"),
	})
	if err := m.set(a, improve.OriginKey, improve.RowID{}, origin); err != nil {
		return err
	}
	if err := m.copyComments(a); err != nil {
		return err
	}
	return m.copyLinks(a)
}

// copyVersions writes every text that is still open, so that what two people
// wrote apart waits for a choice in the copy too.
func (m *move) copyVersions(a improve.Artifact, key improve.FieldKey, row improve.RowID, versions []improve.Version) error {
	for _, v := range slices.Backward(versions) {
		if v.Value.IsZero() || v.Erased {
			continue
		}
		if err := m.set(a, key, row, v.Value); err != nil {
			return err
		}
	}
	return nil
}

func (m *move) set(a improve.Artifact, key improve.FieldKey, row improve.RowID, value improve.Value) error {
	body, err := improve.EncodeValue(value)
	if err != nil {
		return err
	}
	_, err = m.add(m.to, improve.Header{Type: improve.SetEvent, Object: m.ids[a.ID], Kind: a.Kind, Field: key, Row: row}, body)
	return err
}

func (m *move) copyComments(a improve.Artifact) error {
	ids := map[improve.RowID]improve.RowID{}
	for _, c := range a.Comments() {
		if c.Erased {
			continue
		}
		ids[c.ID] = m.j.ids.Row()
		text := c.Text
		if name := m.names[c.Dot.Log]; name != "" {
			text = name + ": " + text
		}
		body, err := improve.EncodeValue(improve.TextValue(text))
		if err != nil {
			return err
		}
		header := improve.Header{Type: improve.CommentEvent, Object: m.ids[a.ID], Kind: a.Kind, Row: ids[c.ID], Target: improve.ArtifactID(ids[c.Answers])}
		if _, err := m.add(m.to, header, body); err != nil {
			return err
		}
	}
	return nil
}

func (m *move) copyLinks(a improve.Artifact) error {
	for _, link := range a.Links() {
		target := link.Target
		if copied, ok := m.ids[target]; ok {
			target = copied
		}
		body, err := improve.EncodeValue(link.Value)
		if err != nil {
			return err
		}
		header := improve.Header{Type: improve.LinkEvent, Object: m.ids[a.ID], Kind: a.Kind, Rel: link.Rel, Target: target}
		if _, err := m.add(m.to, header, body); err != nil {
			return err
		}
	}
	return nil
}

// leave puts the originals away, pointing to the copies, and leads the links of
// others there too, as far as this device may write them.
func (m *move) leave(moved, others []improve.Artifact) error {
	for _, a := range moved {
		kind := m.j.catalog.Kind(a.Kind)
		for _, edit := range []improve.Edit{
			{Field: improve.MovedKey, Value: improve.TextValue(m.ids[a.ID].String())},
			{Field: improve.RetiredKey, Value: improve.TextValue("yes")},
		} {
			if err := m.writeEdit(kind, a, edit); err != nil {
				return err
			}
		}
	}
	for _, other := range others {
		if err := m.relink(other); err != nil {
			return err
		}
	}
	return nil
}

func (m *move) relink(a improve.Artifact) error {
	space, err := m.space(a.Space)
	kind := m.j.catalog.Kind(a.Kind)
	if err != nil || kind == nil || !space.Access(m.j.Device()).Allows(improve.LinkEvent) {
		return err
	}
	for _, link := range a.Links() {
		copied, ok := m.ids[link.Target]
		if !ok {
			continue
		}
		if err := m.setLink(a, kind, link.Rel, link.Target, improve.Value{}); err != nil {
			return err
		}
		if err := m.setLink(a, kind, link.Rel, copied, link.Value); err != nil {
			return err
		}
	}
	return nil
}
