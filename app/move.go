package app

import (
	"maps"
	"slices"
	"strconv"

	"github.com/cairn-schools/cairn/improve"
)

// move copies artifacts into another space within one batch: first it collects
// what will be written, which is what a preview shows, then it writes just that.
type move struct {
	*batch
	to      improve.SpaceID
	ids     map[improve.ArtifactID]improve.ArtifactID // old to new
	names   map[improve.LogID]string
	choice  NameChoice
	inStep  bool                     // the copies say that they follow
	silent  bool                     // comments stay where they were written
	replace func(text string) string // nil leaves all texts
	out     []outgoing
}

// outgoing is one event that sharing writes.
type outgoing struct {
	from   improve.ArtifactID // the original
	header improve.Header
	value  improve.Value
	body   []byte
}

// put collects an event of a copy, with names replaced where texts stand.
func (m *move) put(from improve.Artifact, header improve.Header, value improve.Value) error {
	header.Object, header.Kind = m.ids[from.ID], from.Kind
	if m.replace != nil {
		value = mapTexts(m.j.catalog.Kind(from.Kind), header, value, m.replace)
	}
	body, err := improve.EncodeValue(value)
	if err != nil {
		return err
	}
	m.out = append(m.out, outgoing{from: from.ID, header: header, value: value, body: body})
	return nil
}

// write adds what was collected.
func (m *move) write() error {
	for _, o := range m.out {
		if _, err := m.add(m.to, o.header, o.body); err != nil {
			return err
		}
	}
	return nil
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
	return m.write()
}

func (m *move) copyOne(a improve.Artifact) error {
	for _, key := range a.FieldKeys() {
		if key == improve.MovedKey || key == improve.OriginKey || key == improve.FollowsKey {
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
	if m.inStep {
		if err := m.set(a, improve.FollowsKey, improve.RowID{}, improve.TextValue(versionOf(a))); err != nil {
			return err
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
	return m.put(a, improve.Header{Type: improve.SetEvent, Field: key, Row: row}, value)
}

// copiedComments is the cell of the origin that tells how many of the events
// directly after it are comments that were copied, with their writers' names.
const copiedComments improve.FieldKey = "comments"

// setOrigin remembers what a copy was made from; the comments follow.
func (m *move) setOrigin(a improve.Artifact) error {
	count := 0
	for _, c := range a.Comments() {
		if !c.Erased && !m.silent {
			count++
		}
	}
	cells := m.choice.cells()
	maps.Copy(cells, map[improve.FieldKey]string{
		originArtifact: a.ID.String(), originSpace: a.Space.String(), originVersion: versionOf(a),
		copiedComments: strconv.Itoa(count),
	})
	return m.set(a, improve.OriginKey, improve.RowID{}, improve.CellsValue(cells))
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
		if c.Erased || m.silent {
			continue
		}
		ids[c.ID] = m.j.ids.Row()
		text := c.Text
		if name := m.names[c.Dot.Log]; name != "" && !isNamed(a, c) {
			text = name + ": " + text
		}
		header := improve.Header{Type: improve.CommentEvent, Row: ids[c.ID], Target: improve.ArtifactID(ids[c.Answers])}
		if err := m.put(a, header, improve.TextValue(text)); err != nil {
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
		header := improve.Header{Type: improve.LinkEvent, Rel: link.Rel, Target: target}
		if err := m.put(a, header, link.Value); err != nil {
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
