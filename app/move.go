package app

import (
	"slices"
	"strconv"

	"github.com/cairn-schools/cairn/improve"
)

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
	if err := m.setOrigin(a); err != nil {
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

// copiedComments is the cell of the origin that tells how many of the events
// directly after it are comments that were copied, with their writers' names.
const copiedComments improve.FieldKey = "comments"

// setOrigin remembers what a copy was made from; the comments follow.
func (m *move) setOrigin(a improve.Artifact) error {
	count := 0
	for _, c := range a.Comments() {
		if !c.Erased {
			count++
		}
	}
	return m.set(a, improve.OriginKey, improve.RowID{}, improve.CellsValue(map[improve.FieldKey]string{
		"artifact": a.ID.String(), "space": a.Space.String(), "version": a.Updated.Time().Format("2006-01-02T15:04:05.000Z"),
		copiedComments: strconv.Itoa(count),
	}))
}

// isNamed tells that a comment came with a copy and has its writer's name already.
func isNamed(a improve.Artifact, c improve.Comment) bool {
	origin, ok := a.Register(improve.OriginKey, improve.RowID{}).Shown()
	if !ok || origin.Dot.Log != c.Dot.Log || c.Dot.Seq <= origin.Dot.Seq {
		return false
	}
	count, err := strconv.ParseUint(origin.Value.Cells[copiedComments], 10, 32)
	return err == nil && c.Dot.Seq-origin.Dot.Seq <= count
}

func (m *move) copyComments(a improve.Artifact) error {
	ids := map[improve.RowID]improve.RowID{}
	for _, c := range a.Comments() {
		if c.Erased {
			continue
		}
		ids[c.ID] = m.j.ids.Row()
		text := c.Text
		if name := m.names[c.Dot.Log]; name != "" && !isNamed(a, c) {
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
