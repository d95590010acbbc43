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
	to     improve.SpaceID
	ids    map[improve.ArtifactID]improve.ArtifactID // old to new
	names  map[improve.LogID]string
	choice NameChoice
	covers *coverer
	beside []string // words that go with the copy and are covered alike
	inStep bool     // the copies say that they follow
	silent bool     // comments stay where they were written
	out    []outgoing
}

// outgoing is one event that sharing writes.
type outgoing struct {
	from   improve.ArtifactID // the original
	header improve.Header
	said   string // whose comment it was, before its text: a colleague is no child
	value  improve.Value
	texts  []CoveredText // what people wrote freely, as others would read it
	body   []byte
}

// put collects an event of a copy, as it stands in the original.
func (m *move) put(from improve.Artifact, header improve.Header, value improve.Value) {
	header.Object, header.Kind = m.ids[from.ID], from.Kind
	m.out = append(m.out, outgoing{from: from.ID, header: header, value: value})
}

// coverAll finds the names in all that was collected and, where a person was
// asked about them, covers them.
func (m *move) coverAll() error {
	if m.covers == nil {
		return nil
	}
	for i := range m.out {
		o := &m.out[i]
		m.eachCell(o, func(cell improve.FieldKey, text string) string {
			if forGrownUps(m.j.catalog.Kind(o.header.Kind), o.header, cell) {
				m.covers.readWho(text)
			} else {
				m.covers.read(text)
			}
			return text
		})
	}
	for _, text := range m.beside {
		m.covers.read(text)
	}
	if err := m.covers.choose(); err != nil {
		return err
	}
	for i := range m.out {
		o := &m.out[i]
		m.eachCell(o, func(cell improve.FieldKey, text string) string {
			covered := CoveredText{Text: text}
			if m.choice.Asked {
				covered = m.covers.cover(text, true)
			}
			covered.Row, covered.Column = o.header.Row, cell
			o.texts = append(o.texts, covered)
			return covered.Text
		})
	}
	return nil
}

// encode makes the bytes of what was collected; the origin says how the question about names was answered.
func (m *move) encode() (err error) {
	for i := range m.out {
		o := &m.out[i]
		o.value.Text = o.said + o.value.Text
		if o.header.Field == improve.OriginKey && m.choice.Asked && m.covers != nil {
			maps.Copy(o.value.Cells, m.covers.cells())
		}
		if o.body, err = improve.EncodeValue(o.value); err != nil {
			return err
		}
	}
	return nil
}

// eachCell changes every text of an event that people wrote freely.
func (m *move) eachCell(o *outgoing, change func(improve.FieldKey, string) string) {
	o.value = mapCells(m.j.catalog.Kind(o.header.Kind), o.header, o.value, change)
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
		if _, given := m.ids[a.ID]; !given {
			m.ids[a.ID] = m.j.ids.Artifact()
		}
	}
	for _, a := range artifacts {
		m.copyOne(a)
	}
	if err := m.coverAll(); err != nil {
		return err
	}
	if err := m.encode(); err != nil {
		return err
	}
	return m.write()
}

func (m *move) copyOne(a improve.Artifact) {
	for _, key := range a.FieldKeys() {
		if !ownOfCopy(key) {
			m.copyVersions(a, key, improve.RowID{}, a.Register(key, improve.RowID{}).Distinct())
		}
	}
	for _, key := range a.ListKeys() {
		for _, row := range a.Rows(key) {
			m.copyVersions(a, key, row.ID, row.Versions)
		}
	}
	if m.inStep {
		m.set(a, improve.FollowsKey, improve.RowID{}, improve.TextValue(versionOf(a)))
	}
	m.setOrigin(a)
	m.copyComments(a)
	m.copyLinks(a)
}

// ownOfCopy tells that a copy says something else of this than its original.
func ownOfCopy(key improve.FieldKey) bool {
	return slices.Contains([]improve.FieldKey{improve.MovedKey, improve.OriginKey, improve.FollowsKey, improve.BackKey}, key)
}

// copyVersions collects every text that is still open, so that what two people
// wrote apart waits for a choice in the copy too.
func (m *move) copyVersions(a improve.Artifact, key improve.FieldKey, row improve.RowID, versions []improve.Version) {
	for _, v := range slices.Backward(versions) {
		if !v.Value.IsZero() && !v.Erased {
			m.set(a, key, row, v.Value)
		}
	}
}

func (m *move) set(a improve.Artifact, key improve.FieldKey, row improve.RowID, value improve.Value) {
	m.put(a, improve.Header{Type: improve.SetEvent, Field: key, Row: row}, value)
}

// copiedComments is the cell of the origin that tells how many of the events
// directly after it are comments that were copied, with their writers' names.
const copiedComments improve.FieldKey = "comments"

// setOrigin remembers what a copy was made from; the comments follow.
func (m *move) setOrigin(a improve.Artifact) {
	count := 0
	for _, c := range a.Comments() {
		if !c.Erased && !m.silent {
			count++
		}
	}
	m.set(a, improve.OriginKey, improve.RowID{}, improve.CellsValue(map[improve.FieldKey]string{
		originArtifact: a.ID.String(), originSpace: a.Space.String(), originVersion: versionOf(a), copiedComments: strconv.Itoa(count),
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

func (m *move) copyComments(a improve.Artifact) {
	ids := map[improve.RowID]improve.RowID{}
	for _, c := range a.Comments() {
		if c.Erased || m.silent {
			continue
		}
		ids[c.ID] = m.j.ids.Row()
		header := improve.Header{Type: improve.CommentEvent, Row: ids[c.ID], Target: improve.ArtifactID(ids[c.Answers])}
		m.put(a, header, improve.TextValue(c.Text))
		if name := m.names[c.Dot.Log]; name != "" && !isNamed(a, c) {
			m.out[len(m.out)-1].said = name + ": "
		}
	}
}

func (m *move) copyLinks(a improve.Artifact) {
	for _, link := range a.Links() {
		target := link.Target
		if copied, ok := m.ids[target]; ok {
			target = copied
		}
		m.put(a, improve.Header{Type: improve.LinkEvent, Rel: link.Rel, Target: target}, link.Value)
	}
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
